//! The look that the document was drawn in. The server knows it from a cookie and writes it into the document, where
//! the browser reads it back, so that both draw the same.

/// The chosen theme on the server: in the context of a page's drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme(pub Option<&'static str>);

/// The chosen theme: `light` or `dark`; none = the system's.
pub fn theme() -> Option<&'static str> {
    #[cfg(feature = "ssr")]
    {
        leptos::prelude::use_context::<Theme>().and_then(|Theme(theme)| theme)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let root = leptos::prelude::document().document_element()?;
        match root.get_attribute("data-theme")?.as_str() {
            "light" => Some("light"),
            "dark" => Some("dark"),
            _ => None,
        }
    }
}
