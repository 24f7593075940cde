//! The HTTP status of a page.

/// The page says that there is none. In the browser, which has no status, this does nothing.
pub fn not_found() {
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
}
