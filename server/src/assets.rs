//! What the browser loads besides pages: the bundle from `dist/pkg`, compressed ahead and named by its content, and
//! the languages' catalogues. All of it may be kept for ever.

use std::{path::Path, sync::LazyLock};

use axum::{
    Router,
    extract::{Path as UrlPath, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};
use text::Language;
use tower_http::{compression::CompressionLayer, services::ServeDir};

use crate::state::AppState;

/// The routes of this module.
pub fn routes(dist: &Path) -> Router<AppState> {
    let pkg = ServeDir::new(dist.join("pkg")).precompressed_br().precompressed_gzip();
    Router::new()
        .nest_service("/pkg", pkg)
        .route("/text/{name}", get(catalogue).layer(CompressionLayer::new().no_br().no_deflate().no_zstd()))
        .layer(from_fn(keep_for_ever))
}

async fn keep_for_ever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // "Not modified" too: its headers replace those of the kept answer.
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// How the names of each language's catalogues begin: with the language and what all of them hold.
static NAMES: LazyLock<[(Language, String); 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let mut hash = Sha256::new();
        for (section, catalogue) in text::catalogues(language) {
            hash.update(section);
            hash.update(catalogue);
        }
        let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        (language, format!("{}-{hash}-", language.code()))
    })
});

/// How the addresses of a language's catalogues begin; the section's name and `.json` follow.
pub fn catalogue_addresses(language: Language) -> String {
    let name = NAMES.iter().find(|(known, _)| *known == language).map(|(_, name)| name.as_str());
    format!("/text/{}", name.unwrap_or_default())
}

async fn catalogue(UrlPath(name): UrlPath<String>) -> Response {
    let found = NAMES.iter().find_map(|(language, begin)| {
        let section = name.strip_prefix(begin.as_str())?.strip_suffix(".json")?;
        text::catalogues(*language).find(|(known, _)| *known == section)
    });
    match found {
        Some((_, json)) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
