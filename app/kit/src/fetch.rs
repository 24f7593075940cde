//! What a page fetches that is no server function's answer: bytes of a route of the console.

use crate::AppError;

/// The body of a route of the console. Answers that are no 2xx are errors as server functions write them.
///
/// # Errors
/// What the console said; [`AppError::Offline`] when it cannot be reached, and on the server, which has no way to itself.
pub async fn bytes(address: &str) -> Result<Vec<u8>, AppError> {
    let outcome = side::get(address).await;
    if matches!(outcome, Err(AppError::SignedOut)) {
        crate::viewer::leave_for_sign_in();
    }
    outcome
}

#[cfg(feature = "hydrate")]
mod side {
    use js_sys::Uint8Array;
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::Response;

    use crate::AppError;

    pub async fn get(address: &str) -> Result<Vec<u8>, AppError> {
        let away = |_: JsValue| AppError::Offline;
        let answer = JsFuture::from(window().fetch_with_str(address)).await.map_err(away)?;
        let answer: Response = answer.dyn_into().map_err(away)?;
        let body = JsFuture::from(answer.array_buffer().map_err(away)?).await.map_err(away)?;
        let bytes = Uint8Array::new(&body).to_vec();
        match answer.status() {
            200..=299 => Ok(bytes),
            401 => Err(AppError::SignedOut),
            status => Err(serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| AppError::Unexpected { detail: format!("HTTP status {status}") })),
        }
    }
}

#[cfg(not(feature = "hydrate"))]
mod side {
    use crate::AppError;

    #[expect(clippy::unused_async, reason = "as in the browser")]
    pub async fn get(_address: &str) -> Result<Vec<u8>, AppError> {
        Err(AppError::Offline)
    }
}
