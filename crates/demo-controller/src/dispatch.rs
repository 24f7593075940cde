//! A request becomes an answer: noted, perhaps harmed, routed, authorized, handled, compressed.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap as Headers},
    },
    response::Response,
};
use controller_api::{ControllerError, ErrorCode};

use crate::{
    control::Control,
    core::{Ctx, Head, Params},
    faults::{Harm, sentinel},
    gate::{Caller, CallerKind},
    kept,
    refusal::Refusal,
    router::{self, Found, Reply, Route},
    server::Connection,
};

/// More than this is refused, as no request of the console's is larger.
const LARGEST: usize = 64 * 1024 * 1024;
/// Answers above this are compressed for those who take it.
const COMPRESS_ABOVE: usize = 1200;

/// Answers a request; never, when the connection is to be closed instead.
pub(crate) async fn answer(control: Arc<Control>, connection: Connection, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return refuse(&Refusal::bad_request(), &parts.headers);
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let (method, path) = (parts.method.as_str(), parts.uri.path());
    let number = control.journal.note(method, target, &parts.headers, &body);
    if control.faults.is_gone() {
        return connection.close().await;
    }
    if let Some(harm) = control.faults.harm(method, path).or_else(|| sentinel(path, &body)) {
        match harm {
            Harm::Delay(delay) => tokio::time::sleep(delay).await,
            Harm::Hang => control.faults.released().await,
            Harm::Drop => return connection.close().await,
            Harm::Html | Harm::Status(_) => {
                let response = harmed(harm, &parts.headers);
                control.journal.answered(number, response.status().as_u16());
                return response;
            }
        }
        // It may have gone away meanwhile.
        if control.faults.is_gone() {
            return connection.close().await;
        }
    }
    let head = Head {
        method: method.to_owned(),
        path: path.to_owned(),
        query: Params::parse(parts.uri.query().unwrap_or_default()),
        token: text(&parts.headers, "x-auth-token"),
        content_type: text(&parts.headers, "content-type").unwrap_or_default(),
        transaction: text(&parts.headers, "x-transaction-id"),
        address: connection.address.ip().to_string(),
    };
    let response = match handle(&control, &head, &parts.headers, &body) {
        Ok(reply) => {
            if !reply.after.is_zero() {
                tokio::time::sleep(reply.after).await;
            }
            if matches!(reply.body, router::Body::Drop) {
                return connection.close().await;
            }
            written(reply, &parts.headers)
        }
        Err(Answer::Refused(refusal)) => refuse(&refusal, &parts.headers),
        Err(Answer::Other(response)) => *response,
    };
    control.journal.answered(number, response.status().as_u16());
    response
}

enum Answer {
    Refused(Refusal),
    Other(Box<Response>),
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn handle(control: &Control, head: &Head, headers: &HeaderMap, body: &Bytes) -> Result<Reply, Answer> {
    let (route, args) = match control.routes.find(&head.method, &head.path) {
        Found::Route(route, args) => (route, args),
        Found::Nothing => return Err(Refusal::no_such_url().into()),
        Found::OtherMethods(methods) => return Err(other_method(head, &methods, headers)),
    };
    let mut core = control.core();
    let now = control.millis();
    core.settle_import(now);
    let caller = authenticate(&mut core, headers, now);
    if caller.is_none() && !route.open {
        return Err(Refusal::unauthorized().into());
    }
    // A token of an import may do nothing else.
    let asks_for_import = head.method == "POST" && head.path == controller_api::config_file::PATH;
    if caller.as_ref().is_some_and(|caller| caller.kind == CallerKind::ImportStatus) && !asks_for_import {
        return Err(Refusal::unauthorized().into());
    }
    if !route.is_implemented() {
        control.journal.unimplemented(route.name());
    }
    let mut ctx = Ctx { core: &mut core, head, caller, now };
    let result = run(route, &mut ctx, &args, body);
    let caller = ctx.caller;
    if let (Err(refusal), Some(caller)) = (&result, caller) {
        // Calls that a page makes for everybody, and that not everybody may, are not worth an event.
        let expected = matches!(text(headers, "x-nv-page").as_deref(), Some("dashboard" | "navbar"));
        if refusal.error.code == ErrorCode::AccessDenied && !expected {
            let message = format!("User {} resource access denied", caller.name);
            core.world.log_user(
                "User.Resource.Access.Denied",
                "Warning",
                message,
                &caller,
                &head.address,
                now,
            );
        }
    }
    Ok(result?)
}

fn run(route: &Route, ctx: &mut Ctx<'_>, args: &[String], body: &Bytes) -> Result<Reply, Refusal> {
    route.run(ctx, args, body)
}

fn authenticate(core: &mut crate::core::Core, headers: &HeaderMap, now: i64) -> Option<Caller> {
    if let Some(token) = text(headers, "x-auth-token") {
        return core.gate.caller(&token, &core.world.accounts, now);
    }
    let key = text(headers, "x-auth-apikey")?;
    let (name, secret) = key.split_once(':')?;
    let accounts = &core.world.accounts;
    let key = accounts.keys.iter().find(|key| key.name == name && key.secret == secret)?;
    Some(Caller {
        name: key.name.to_owned(),
        roles: vec![(String::new(), key.role.as_str().to_owned())],
        access: controller_api::access::Access {
            global: accounts.grants(key.role.as_str(), false),
            ..Default::default()
        },
        session: String::new(),
        kind: CallerKind::Key,
    })
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn other_method(head: &Head, methods: &[&str], headers: &HeaderMap) -> Answer {
    let allow = methods.join(", ");
    let mut response = if head.method == "OPTIONS" {
        Response::new(Body::empty())
    } else {
        refuse(&Refusal::wrong_method(), headers)
    };
    response.headers_mut().insert(ALLOW, HeaderValue::from_str(&allow).expect("methods are ASCII"));
    Answer::Other(Box::new(response))
}

fn harmed(harm: Harm, headers: &HeaderMap) -> Response {
    match harm {
        Harm::Status(401) => refuse(&Refusal::unauthorized(), headers),
        Harm::Status(403) => refuse(&Refusal::denied(), headers),
        Harm::Status(404) => refuse(&Refusal::not_found(), headers),
        Harm::Status(status) => {
            let message = "The demo controller was told to fail";
            let error = ControllerError::with_message(ErrorCode::FailedReadCluster, message);
            refuse(&Refusal::new(status, error), headers)
        }
        _ => {
            let page = "<!doctype html><html><head><title>Sign in to the network</title></head>\
                        <body><h1>Please sign in to use this network</h1></body></html>";
            let mut response = Response::new(Body::from(page));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            response
        }
    }
}

fn refuse(refusal: &Refusal, headers: &HeaderMap) -> Response {
    let body = serde_json::to_vec(&refusal.error).expect("our types have string keys and finite numbers");
    let mut response = Response::new(Body::empty());
    *response.status_mut() =
        StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let body = compressed(body, headers, response.headers_mut());
    *response.body_mut() = body;
    response
}

fn written(reply: Reply, headers: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(reply.status).expect("handlers give real statuses");
    let out = response.headers_mut();
    for (name, value) in reply.headers {
        let value = HeaderValue::from_str(&value).expect("handlers give readable headers");
        out.insert(HeaderName::from_static(name), value);
    }
    let json = |out: &mut Headers| {
        out.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        out.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    };
    let body = match reply.body {
        router::Body::Empty | router::Body::Drop => {
            json(out);
            Body::empty()
        }
        router::Body::Json(write) => {
            json(out);
            compressed(write(), headers, out)
        }
        router::Body::Kept(gzip) => {
            json(out);
            let gzip = gzip();
            match takes_gzip(headers) && kept::plain_length(&gzip) > COMPRESS_ABOVE {
                true => {
                    out.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                    Body::from(gzip)
                }
                false => Body::from(kept::plain(&gzip)),
            }
        }
        router::Body::File(bytes) => Body::from(bytes),
    };
    *response.body_mut() = body;
    response
}

/// Whether `gzip` is named as an item of its own, with no blank before it and no weight behind it: the controller
/// understands nothing else.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all("accept-encoding").iter().filter_map(|value| value.to_str().ok());
    accepted.any(|value| value.split(',').any(|item| item == "gzip"))
}

/// Compresses for those who take it, and only what is worth it.
fn compressed(body: Vec<u8>, headers: &HeaderMap, out: &mut Headers) -> Body {
    if !takes_gzip(headers) || body.len() <= COMPRESS_ABOVE {
        return Body::from(body);
    }
    out.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Body::from(kept::compressed(&body))
}
