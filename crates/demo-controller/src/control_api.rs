//! `/_demo/`: the control API over HTTP, for tests that run in another process. Never on a real controller.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{delete, get, post},
};
use controller_api::config_file::Section;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    control::Control,
    execution::Run,
    faults::Fault,
    federation::Federation,
    life::{Connect, Verdict},
};

type Demo = State<Arc<Control>>;
type Wrong = (StatusCode, String);

/// Where the control API is.
pub(crate) const PREFIX: &str = "/_demo/";

/// Its routes.
pub(crate) fn router(control: Arc<Control>) -> Router {
    Router::new()
        .route("/_demo/state", get(state))
        .route("/_demo/clock", post(clock))
        .route("/_demo/tick", post(tick))
        .route("/_demo/lag", post(lag))
        .route("/_demo/connect", post(connect))
        .route("/_demo/run", post(run))
        .route("/_demo/fault", post(fault).delete(clear_faults))
        .route("/_demo/release", post(release))
        .route("/_demo/gone", post(gone))
        .route("/_demo/expire", post(expire))
        .route("/_demo/unimplemented", get(unimplemented))
        .route("/_demo/requests", get(requests))
        .route("/_demo/requests", delete(clear_requests))
        .route("/_demo/count", get(count))
        .route("/_demo/import", post(import))
        .route("/_demo/settings", post(settings))
        .route("/_demo/federation", post(federation))
        .route("/_demo/export", get(export))
        .route("/_demo/reset", post(reset))
        .with_state(control)
}

async fn state(demo: Demo) -> Json<Value> {
    let routes = demo.routes();
    let implemented = routes.iter().filter(|(_, implemented)| *implemented).count();
    Json(json!({
        "scenario": demo.scenario().as_str(),
        "now": demo.now(),
        "routes": routes.len(),
        "implemented": implemented,
        "unimplemented": demo.unimplemented(),
    }))
}

#[derive(Deserialize)]
struct Advance {
    advance_s: f64,
}

async fn clock(demo: Demo, Json(body): Json<Advance>) -> Result<Json<Value>, Wrong> {
    let by = Duration::try_from_secs_f64(body.advance_s)
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    demo.advance(by);
    Ok(Json(json!({ "now": demo.now() })))
}

#[derive(Deserialize)]
struct Ticks {
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

async fn tick(demo: Demo, Json(body): Json<Ticks>) {
    demo.tick(body.times.min(10_000));
}

#[derive(Deserialize)]
struct LagMillis {
    ms: Option<u64>,
}

async fn lag(demo: Demo, Json(body): Json<LagMillis>) {
    demo.set_read_lag(body.ms.map(Duration::from_millis));
}

async fn connect(demo: Demo, Json(body): Json<Connect>) -> Result<Json<Verdict>, Wrong> {
    demo.connect(&body).map(Json).map_err(|error| (StatusCode::NOT_FOUND, error))
}

async fn run(demo: Demo, Json(body): Json<Run>) -> Result<Json<Value>, Wrong> {
    let effect = demo.run(&body).map_err(|error| (StatusCode::NOT_FOUND, error))?;
    Ok(Json(json!({ "effect": effect })))
}

#[derive(Deserialize)]
struct FaultSpec {
    #[serde(default = "any")]
    method: String,
    path: String,
    delay_ms: Option<u64>,
    status: Option<u16>,
    #[serde(default)]
    hang: bool,
    #[serde(default)]
    html: bool,
    #[serde(default)]
    drop: bool,
    times: Option<u64>,
    every: Option<u64>,
}

fn any() -> String {
    "*".to_owned()
}

async fn fault(demo: Demo, Json(body): Json<FaultSpec>) -> Json<Value> {
    let mut fault = Fault::on(&body.method, &body.path);
    fault = match body {
        FaultSpec { hang: true, .. } => fault.hang(),
        FaultSpec { html: true, .. } => fault.html(),
        FaultSpec { drop: true, .. } => fault.drop_connection(),
        FaultSpec { delay_ms: Some(delay), .. } => fault.delay(Duration::from_millis(delay)),
        FaultSpec { status, .. } => fault.status(status.unwrap_or(500)),
    };
    if let Some(times) = body.times {
        fault = fault.times(times);
    }
    if let Some(every) = body.every {
        fault = fault.every(every);
    }
    Json(json!({ "id": demo.fault(fault) }))
}

async fn clear_faults(demo: Demo) {
    demo.clear_faults();
}

async fn release(demo: Demo) {
    demo.release();
}

#[derive(Deserialize)]
struct Gone {
    gone: bool,
}

async fn gone(demo: Demo, Json(body): Json<Gone>) {
    if body.gone { demo.go_away() } else { demo.come_back() }
}

#[derive(Deserialize)]
struct Whose {
    user: Option<String>,
}

async fn expire(demo: Demo, Json(body): Json<Whose>) -> Json<Value> {
    Json(json!({ "ended": demo.expire_sessions(body.user.as_deref()) }))
}

async fn unimplemented(demo: Demo) -> Json<Value> {
    Json(json!(demo.unimplemented()))
}

async fn requests(demo: Demo) -> Json<Value> {
    Json(json!(demo.requests()))
}

async fn clear_requests(demo: Demo) {
    demo.clear_requests();
}

#[derive(Deserialize)]
struct Call {
    method: String,
    path: String,
}

async fn count(demo: Demo, Query(call): Query<Call>) -> Json<Value> {
    Json(json!({ "count": demo.count(&call.method, &call.path) }))
}

#[derive(Deserialize)]
struct ImportPace {
    #[serde(default = "once")]
    polls: u32,
    #[serde(default)]
    delay_ms: u64,
}

async fn import(demo: Demo, Json(body): Json<ImportPace>) {
    demo.set_import(body.polls, Duration::from_millis(body.delay_ms));
}

async fn settings(demo: Demo, Json(body): Json<Value>) -> Result<(), Wrong> {
    demo.set_settings(body).map_err(|error| (StatusCode::BAD_REQUEST, error))
}

async fn federation(demo: Demo, Json(body): Json<Federation>) -> Json<Value> {
    let ids: Map<String, Value> =
        body.clusters.iter().map(|joint| (joint.name.clone(), joint.id().into())).collect();
    demo.federate(body);
    Json(json!({ "ids": ids }))
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    section: Section,
}

async fn export(demo: Demo, Query(which): Query<Which>) -> Vec<u8> {
    demo.export(which.section)
}

async fn reset(demo: Demo) {
    demo.reset();
}
