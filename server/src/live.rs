//! The stream of what arrives in a log: server-sent events that say how many entries are new, never what is in them.

use std::{convert::Infallible, time::Duration};

use activity::log::{
    Which,
    live::{Cursor, Live},
    read::Archive,
};
use axum::{
    Router,
    extract::{Extension, Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use event_log::Filter;
use futures::StreamExt;
use kit::upstream::Upstream;
use tower_sessions::{Session, SessionStore};
use tower_sessions_sqlx_store::SqliteStore;

use crate::{files::refusal, session::SignedIn, state::AppState};

/// After how many beats it is asked again whether the session still stands: some ten seconds.
const CHECK: usize = 3;

/// How often something is sent when nothing else is, so that proxies keep the connection.
const ALIVE: Duration = Duration::from_secs(20);

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    // Under `/api/`, as what an open tab asks for by itself is no sign of a person.
    Router::new().route("/api/events/live/{which}", get(watch))
}

/// `GET /api/events/live/{which}?after=…`, with the query of the list besides. A browser that comes back says in
/// `Last-Event-ID` up to where it was told.
async fn watch(
    State(state): State<AppState>,
    Extension(upstream): Extension<Upstream>,
    Extension(live): Extension<Live>,
    session: Session,
    Path(which): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let Some(which) = Which::of_word(&which) else { return StatusCode::NOT_FOUND.into_response() };
    if let Some(refused) = refusal::unless_reads(&upstream, &[which.permission()], &headers) {
        return refused;
    }
    let told = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let after = query.iter().find(|(name, _)| name == "after").map(|(_, value)| value.as_str());
    let cursor = told.or(after).and_then(|cursor| cursor.parse::<Cursor>().ok()).unwrap_or_default();
    let (filter, _) = Filter::of(query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let archive = upstream.held::<Archive>().ok();
    let cluster = upstream.cluster();
    let beats = match live.watch(upstream, which, filter, cursor) {
        Ok(beats) => beats,
        Err(error) => return refusal::back_to(which.path(), &error, &headers),
    };
    let stands = Stands { store: SqliteStore::new((*state.store).clone()), session, state };
    let beats = beats.enumerate().scan(stands, move |stands, (number, beat)| {
        let (stands, archive, cluster) = (stands.clone(), archive.clone(), cluster.clone());
        async move {
            if number % CHECK == 0 && !stands.yet().await {
                return None;
            }
            let state = if beat.failed { "failed" } else { "well" };
            let event = Event::default().event("beat").id(beat.cursor.to_string());
            // What others have decided meanwhile.
            let decided = match archive {
                Some(archive) => archive.decisions(&cluster).await.revision,
                None => 0,
            };
            Some(Ok::<_, Infallible>(event.data(format!("{} {state} {decided}", beat.new))))
        }
    });
    Sse::new(beats.boxed()).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

/// Whether a session still stands: what the request that opened the stream read of it is of then.
#[derive(Clone)]
struct Stands {
    store: SqliteStore,
    session: Session,
    state: AppState,
}

impl Stands {
    async fn yet(&self) -> bool {
        let Some(id) = self.session.id() else { return false };
        let Ok(Some(record)) = self.store.load(&id).await else { return false };
        SignedIn::of_record(&record).is_some_and(|signed_in| signed_in.token(&self.state.vault).is_ok())
    }
}
