//! What the server knows when it draws a page, carried in the document to the browser that takes the page over.

use leptos::{
    prelude::*,
    server_fn::serde::{Serialize, de::DeserializeOwned},
};

/// A value that the server put into the context: found there on the server, and in the document by the browser. None
/// where the browser draws a page by itself.
pub fn carried<T>() -> Option<T>
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<T>()
        }
        #[cfg(not(feature = "ssr"))]
        {
            None
        }
    })
    .into_inner()
}

/// The same as a text that `write` makes of the value and the caller reads; `""` where there is none. For what is shown
/// first of all: nothing of it needs JSON in the browser.
pub fn carried_as<T: Clone + 'static>(write: impl FnOnce(&T) -> String) -> String {
    SharedValue::new_str(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<T>().map(|value| write(&value)).unwrap_or_default()
        }
        #[cfg(not(feature = "ssr"))]
        {
            let _ = write;
            String::new()
        }
    })
    .into_inner()
}
