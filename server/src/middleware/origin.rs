//! The origin check: a request that changes something must come from our own pages.
//!
//! The cookie is `SameSite=Lax`, which keeps other sites' forms out already; this keeps out what shares the site.
//! Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. One that says neither is
//! no browser that holds a session.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets reads pass, and writes from our own pages.
pub async fn check(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(path = request.uri().path(), "a request from another origin was refused");
    (StatusCode::FORBIDDEN, "This request does not come from the console.").into_response()
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.parse::<Uri>().ok());
    match (origin.as_ref().and_then(Uri::authority), text(header::HOST)) {
        (Some(authority), Some(host)) => authority.as_str().eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &str)]) -> bool {
        let pairs = pairs.iter().map(|(name, value)| {
            (header::HeaderName::from_static(name), value.parse().expect("a header value"))
        });
        is_ours(&pairs.collect())
    }

    #[test]
    fn only_our_own_pages_may_write() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(
                !ours(&[("sec-fetch-site", site), ("origin", "http://nv.example"), ("host", "nv.example")]),
                "{site}"
            );
        }
    }

    #[test]
    fn an_older_browser_is_known_by_its_origin() {
        assert!(ours(&[("origin", "https://nv.example"), ("host", "nv.example")]));
        assert!(ours(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "nv.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "nv.example")]));
        assert!(!ours(&[("host", "nv.example")]));
    }
}
