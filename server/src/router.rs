//! All routes, and what each request passes on its way to them. From the outside in: log, headers, origin, session,
//! guard.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Extension},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel},
};
use tower_sessions::SessionManagerLayer;
use tower_sessions_sqlx_store::SqliteStore;

use crate::{
    assets, auth, files, health, live,
    middleware::{guard, headers, log, origin},
    pages, preferences,
    state::AppState,
};

/// How large a form or a server function's input may be, in bytes: ten thousand group names and some.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// All routes.
pub fn router(state: AppState, sessions: SessionManagerLayer<SqliteStore>) -> Router {
    // Pages differ with each request and are drawn as they stream: a fast compression costs less than it saves.
    let compressed =
        CompressionLayer::new().quality(CompressionLevel::Fastest).no_br().no_deflate().no_zstd();
    let drawn = Router::new()
        .route("/", get(|| async { Redirect::to("/dashboard") }))
        .route("/api/{*function}", post(pages::call))
        .fallback(get(pages::draw))
        .layer(compressed);
    let guarded = Router::new()
        .merge(drawn)
        .merge(auth::routes())
        .merge(files::routes())
        .merge(live::routes().layer(Extension(state.live.clone())))
        .merge(preferences::routes())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), guard::watch))
        .layer(sessions);
    Router::new()
        .merge(assets::routes(&state.config.dist))
        .merge(health::routes())
        .merge(guarded)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(origin::check))
        .layer(from_fn(headers::put_on))
        .layer(from_fn(log::write))
        .with_state(state)
}

/// What stands where our own code failed: never a broken connection, never the panic's text.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    let page = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>NeuVector</title>\
        <h1>The console failed on this page</h1><p>Its log says why, under the request id of this answer. \
        Nothing was changed by it. <a href=\"/dashboard\">To the dashboard</a></p>";
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}
