//! An answer that a browser keeps as a file.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use kit::upstream::Upstream;
use overview::files::name;

/// What a file holds and how it is written.
pub struct Kind {
    /// The beginning of its name.
    pub what: String,
    /// The end of its name.
    pub extension: &'static str,
    /// Its content type.
    pub content_type: &'static str,
}

/// The answer with a file of the dashboard: of this viewer's cluster and a namespace (`""` = all).
pub async fn answer(upstream: &Upstream, kind: &Kind, ns: &str, content: Body) -> Response {
    let cluster = name::cluster(upstream).await;
    let name = name::of(&kind.what, &cluster, ns, kit::clock::now(), kind.extension);
    named(&name, kind.content_type, content)
}

/// The answer with a file of this name, in which there is nothing that would end a header.
pub fn named(name: &str, content_type: &'static str, content: Body) -> Response {
    let mut response = Response::new(content);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
