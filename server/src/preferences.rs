//! Theme, language and zone: kept in cookies of their own, so that the first byte of every page is right already.

use axum::{
    Form, Router,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use serde::Deserialize;
use text::Language;

use crate::state::AppState;

/// The cookie of the theme: `light`, `dark`; none = the system's.
pub const THEME: &str = "__Host-theme";
/// The cookie of the language: its code; none = the browser's.
pub const LANGUAGE: &str = "__Host-language";

/// The cookie of the zone that moments are shown in: `local` = the browser's; none = universal time.
pub const TIMES: &str = "__Host-times";

/// A year, in seconds.
const LIFE: u32 = 365 * 24 * 60 * 60;

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    Router::new().route("/preferences", post(set))
}

/// The form's fields; what is absent stays.
#[derive(Deserialize)]
struct Preferences {
    theme: Option<String>,
    language: Option<String>,
    times: Option<String>,
    #[serde(default)]
    to: String,
}

async fn set(Form(form): Form<Preferences>) -> Response {
    // The sign-in page has the languages too; what follows its name is held to the same rule as any path.
    let ours = form.to.strip_prefix("/sign-in").is_some_and(|rest| rest.is_empty() || rest.starts_with('?'));
    let plain = !form.to.contains('\\') && !form.to.chars().any(char::is_control);
    let to = if kit::url::is_local(&form.to) || (ours && plain) { form.to.as_str() } else { "/" };
    let mut response = Redirect::to(to).into_response();
    let mut put = |name: &str, value: Option<&str>| {
        let life = if value.is_some() { LIFE } else { 0 };
        let value = value.unwrap_or_default();
        let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={life}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    };
    if let Some(theme) = form.theme {
        put(THEME, Some(theme.as_str()).filter(|theme| matches!(*theme, "light" | "dark")));
    }
    if let Some(language) = form.language {
        put(LANGUAGE, Language::from_code(&language).map(Language::code));
    }
    if let Some(times) = form.times {
        put(TIMES, Some(times.as_str()).filter(|times| *times == "local"));
    }
    response
}

/// Whether moments are wanted in the browser's zone.
pub fn local_times(headers: &HeaderMap) -> bool {
    cookie(headers, TIMES) == Some("local")
}

/// A cookie's value.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The language that a request is answered in: the chosen one, else the browser's first that we speak.
pub fn language(headers: &HeaderMap) -> Language {
    let accepted = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Language::from_accept_language(header)
    };
    cookie(headers, LANGUAGE).and_then(Language::from_code).or_else(accepted).unwrap_or_default()
}

/// The chosen theme, if there is one.
pub fn theme(headers: &HeaderMap) -> Option<&'static str> {
    match cookie(headers, THEME)? {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    }
}
