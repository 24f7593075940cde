//! The network map as files: the picture for the page's program, and what is shown as tables, document and drawing. All of
//! them take the page's own parameters and show the same as it does, what the user has hidden left out.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Body,
    extract::{Extension, RawQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use controller_api::access::Permission;
use kit::{AppError, upstream::Upstream, url::Params};
use network::map::{
    PATH,
    ask::width,
    read::{self, Drawn, Seen, Sheet},
};
use network_map::{
    export::{EdgeRow, NodeRow, Shapes, edge_rows, edges_csv, node_rows, nodes_csv},
    wire::Ids,
};
use overview::files::name;
use serde::Serialize;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::{attachment, map_style, refusal, table};
use crate::state::AppState;

/// The routes of this module. All of it compresses well, and none of it is long in the making.
pub fn routes() -> Router<AppState> {
    let compressed =
        CompressionLayer::new().quality(CompressionLevel::Fastest).no_br().no_deflate().no_zstd();
    Router::new()
        .route("/files/map/picture", get(picture))
        .route("/files/map/nodes.csv", get(nodes))
        .route("/files/map/edges.csv", get(edges))
        .route("/files/map.json", get(document))
        .route("/files/map.svg", get(drawing))
        .layer(compressed)
}

/// The type of drawings.
const SVG: &str = "image/svg+xml";

/// What lets one see who talks to whom.
const NEED: [Permission; 1] = [Permission::RuntimePolicy];

/// `GET /files/map/picture`: graph and places, as `network_map::wire::Picture` reads them, without the controller's ids.
///
/// The answer is the viewer's own, and may be kept as long as it is asked each time whether it is still so. An error is
/// one for the page's program.
async fn picture(
    Extension(upstream): Extension<Upstream>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = refusal::unless_reads(&upstream, &NEED, &headers) {
        return refused;
    }
    let drawn = match drawn(&upstream, &query.unwrap_or_default()).await {
        Ok(drawn) => drawn,
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_GATEWAY);
            return (status, Json(error)).into_response();
        }
    };
    let tag = tag(&drawn.version);
    let response = if is_kept(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(drawn.picture.to_bytes(Ids::Leave)))
    };
    own(response, "application/octet-stream", &tag)
}

/// The tag of what is another when its version is. Weak: what is sent differs by a compression.
fn tag(version: &str) -> String {
    format!("W/\"{version}\"")
}

/// Whether whoever asks has it already.
fn is_kept(headers: &HeaderMap, tag: &str) -> bool {
    let kept = headers.get(header::IF_NONE_MATCH).and_then(|kept| kept.to_str().ok());
    kept.is_some_and(|kept| kept.split(',').any(|kept| kept.trim() == tag))
}

/// The answer as the viewer's own, to be kept as long as it is asked each time whether it is still so.
fn own(mut response: Response, content_type: &'static str, tag: &str) -> Response {
    let lines = [
        (header::CONTENT_TYPE, Some(HeaderValue::from_static(content_type))),
        (header::CACHE_CONTROL, Some(HeaderValue::from_static("private, no-cache"))),
        // Which viewer asks is in the cookie.
        (header::VARY, Some(HeaderValue::from_static("cookie"))),
        (header::ETAG, HeaderValue::from_str(tag).ok()),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// `GET /files/map/nodes.csv`.
async fn nodes(
    Extension(upstream): Extension<Upstream>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let content = |seen: &Seen| nodes_csv(&node_rows(&seen.graph));
    csv(&upstream, query, &headers, "nodes", content).await
}

/// `GET /files/map/edges.csv`.
async fn edges(
    Extension(upstream): Extension<Upstream>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let content = |seen: &Seen| edges_csv(&edge_rows(&seen.graph));
    csv(&upstream, query, &headers, "edges", content).await
}

async fn csv(
    upstream: &Upstream,
    query: Option<String>,
    headers: &HeaderMap,
    part: &str,
    content: fn(&Seen) -> String,
) -> Response {
    file(upstream, query, headers, &format!("network-map-{part}"), "csv", table::CONTENT_TYPE, move |seen| {
        Ok([table::MARK, content(seen).as_bytes()].concat())
    })
    .await
}

/// The map as a document.
#[derive(Serialize)]
struct Document {
    /// When it was so; RFC 3339.
    at: String,
    /// The parameters that it was asked with.
    query: String,
    nodes: Vec<NodeRow>,
    edges: Vec<EdgeRow>,
}

/// `GET /files/map.json`.
async fn document(
    Extension(upstream): Extension<Upstream>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let asked = query.clone().unwrap_or_default();
    file(&upstream, query, &headers, "network-map", "json", "application/json", move |seen| {
        let document = Document {
            at: kit::date::machine(seen.at),
            query: asked,
            nodes: node_rows(&seen.graph),
            edges: edge_rows(&seen.graph),
        };
        serde_json::to_vec_pretty(&document)
            .map_err(|error| AppError::Unexpected { detail: error.to_string() })
    })
    .await
}

/// `GET /files/map.svg`: a drawing that is whole by itself, in the theme that the parameter `theme` says. With `still` it is the
/// image in the page before its program draws: nobody takes it along, it is kept as the picture is, and where there is none, there
/// is just no image.
async fn drawing(
    Extension(upstream): Extension<Upstream>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = refusal::unless_reads(&upstream, &NEED, &headers) {
        return refused;
    }
    let asked = query.as_deref().unwrap_or_default();
    let params = Params::parse(asked);
    let is_still = params.get("still") == "1";
    let sheet = Sheet {
        shapes: if is_still { Shapes::Alike } else { Shapes::Each },
        title: refusal::in_words(&headers, text::map::title),
        style: map_style::style(params.get("theme"), is_still),
        width: width(&params),
    };
    let drawn = match drawn(&upstream, asked).await {
        Ok(drawn) if drawn.at_rest => Ok(drawn),
        Ok(_) => Err(AppError::Late),
        Err(error) => Err(error),
    };
    let mut response = if is_still {
        let made = match drawn {
            Ok(drawn) => still(&upstream, &headers, &drawn, &sheet).await,
            Err(error) => Err(error),
        };
        match made {
            Ok(made) => made,
            Err(AppError::Late) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => {
                StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_GATEWAY).into_response()
            }
        }
    } else {
        let made = match drawn {
            Ok(drawn) => read::drawing(&upstream, &drawn, &sheet).await,
            Err(error) => Err(error),
        };
        file(&upstream, query, &headers, "network-map", "svg", SVG, move |_| Ok(made?.as_bytes().to_vec()))
            .await
    };
    // Its style is within it; nothing else is loaded from there, or run.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// The image in the page, drawn only for whoever does not have it.
async fn still(
    upstream: &Upstream,
    headers: &HeaderMap,
    drawn: &Arc<Drawn>,
    sheet: &Sheet,
) -> Result<Response, AppError> {
    let tag = tag(&sheet.version(drawn));
    let response = if is_kept(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let made = read::drawing(upstream, drawn, sheet).await?;
        Response::new(Body::from(made.as_bytes().to_vec()))
    };
    Ok(own(response, SVG, &tag))
}

/// A file made from what is seen; or back to the page with these parameters, which says why there is none.
async fn file(
    upstream: &Upstream,
    query: Option<String>,
    headers: &HeaderMap,
    what: &str,
    extension: &str,
    content_type: &'static str,
    content: impl FnOnce(&Seen) -> Result<Vec<u8>, AppError> + Send + 'static,
) -> Response {
    if let Some(refused) = refusal::unless_reads(upstream, &NEED, headers) {
        return refused;
    }
    let query = query.unwrap_or_default();
    let made = match read::of_query(upstream, &query).await {
        // What is long in the making keeps nobody else waiting.
        Ok((seen, ..)) => {
            let at = seen.at;
            let content = read::work(move || content(&seen)).await;
            content.flatten().map(|content| (content, at))
        }
        Err(error) => Err(error),
    };
    let (content, at) = match made {
        Ok(made) => made,
        Err(error) => return refusal::back_to(&Params::parse(&query).link(PATH), &error, headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, what, extension, "the map is downloaded");
    let name = file_name(&name::of(what, &name::cluster(upstream).await, "", at, extension), at);
    attachment::named(&name, content_type, Body::from(content))
}

/// A file's name with the time of day, as one takes several of a day: `network-map-2026-11-23-0545.svg`.
fn file_name(of_the_day: &str, at: i64) -> String {
    let moment = kit::date::machine(at);
    let time: String = moment
        .split_once('T')
        .map_or("", |(_, time)| time)
        .chars()
        .filter(char::is_ascii_digit)
        .take(4)
        .collect();
    match of_the_day.rsplit_once('.') {
        Some((name, extension)) => format!("{name}-{time}.{extension}"),
        None => of_the_day.to_owned(),
    }
}

/// The picture of what a query asks for.
async fn drawn(upstream: &Upstream, query: &str) -> Result<Arc<Drawn>, AppError> {
    let (seen, ..) = read::of_query(upstream, query).await?;
    read::drawn(upstream, &seen).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_has_the_time_in_it() {
        assert_eq!(
            file_name("network-map-prod-2026-11-23.svg", 1_795_412_700),
            "network-map-prod-2026-11-23-0545.svg"
        );
        assert_eq!(
            file_name("network-map.x.2026-11-23.csv", 1_795_412_700),
            "network-map.x.2026-11-23-0545.csv"
        );
    }
}
