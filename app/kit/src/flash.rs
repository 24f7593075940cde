//! What a page says once about what was just done, for browsers without scripts: it travels in a short-lived
//! cookie from the answer of a form to the page that the form leads back to.

use serde::{Deserialize, Serialize};

/// What to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// How it went.
    pub kind: Kind,
    /// What happened, in the reader's language.
    pub text: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// As asked.
    Good,
    /// In part.
    Partly,
    /// Not at all.
    Bad,
}

impl Kind {
    /// Whether something stands as it was asked for.
    pub const fn of(settled: bool) -> Self {
        if settled { Self::Good } else { Self::Partly }
    }
}

#[cfg(feature = "ssr")]
impl Flash {
    /// The line that sets the cookie.
    pub fn cookie(&self) -> String {
        let json = serde_json::to_string(self).expect("strings are JSON");
        format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60", crate::url::escape(&json))
    }
}

/// What the last form left to say: from its cookie when the server draws the page, from the document when the browser
/// takes it over.
pub fn left() -> Option<Flash> {
    crate::carried::carried()
}

/// The cookie's name.
pub const COOKIE: &str = "__Host-flash";

/// A browser sent the form by itself and will show the page that it is led to. A script that asked gets the outcome
/// as data and says it there.
#[cfg(feature = "ssr")]
pub(crate) fn is_by_form() -> bool {
    use axum::http::{header, request::Parts};
    leptos::prelude::use_context::<Parts>().is_some_and(|parts| {
        parts.headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"text/html"))
    })
}

/// Says something on the next page, if a form was sent.
#[cfg(feature = "ssr")]
pub fn say(kind: Kind, text: String) {
    use axum::http::{HeaderValue, header};

    let response = leptos::prelude::use_context::<leptos_axum::ResponseOptions>().filter(|_| is_by_form());
    let Some(response) = response else { return };
    if let Ok(value) = HeaderValue::from_str(&Flash { kind, text }.cookie()) {
        response.append_header(header::SET_COOKIE, value);
    }
}

/// Leads on to a page of ours, if a form was sent; without a page, to where the form was.
#[cfg(feature = "ssr")]
pub fn go_on(to: &str) {
    if crate::url::is_local(to) && is_by_form() {
        leptos_axum::redirect(to);
    }
}
