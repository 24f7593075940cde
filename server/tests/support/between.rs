//! What can be put between the console and the controller: passes everything on, notes the tokens, and can keep an
//! answer back for a while or give another one.

use std::{
    collections::{BTreeSet, HashMap},
    io,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
use futures::StreamExt;
use hyper::body::Bytes;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::{
    net::TcpListener,
    sync::Notify,
    task::{AbortHandle, JoinHandle},
};

use super::soon;

/// It.
pub struct Between {
    url: String,
    inner: Arc<Inner>,
    server: AbortHandle,
}

struct Inner {
    target: String,
    client: Client<HttpConnector, Body>,
    tokens: Mutex<BTreeSet<String>>,
    answers: Mutex<HashMap<String, Answered>>,
    holds: Mutex<Vec<(String, Arc<Held>)>>,
    under_way: Arc<Mutex<Vec<String>>>,
}

/// A call that is under way, until it is answered or its caller has gone.
struct UnderWay(String, Arc<Mutex<Vec<String>>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut calls = self.1.lock().expect("no holder panics");
        calls.iter().position(|path| *path == self.0).map(|at| calls.swap_remove(at));
    }
}

/// An answer in place of the controller's: a status, a content type, and the pieces of a body, which breaks off after
/// the last if it is not whole.
#[derive(Clone)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The content type.
    pub content_type: &'static str,
    /// The pieces.
    pub pieces: Vec<Vec<u8>>,
    /// The body ends well.
    pub whole: bool,
}

/// A call whose answer is kept back.
#[derive(Default)]
pub struct Held {
    here: Notify,
    go: Notify,
}

impl Held {
    /// Waits until the controller has answered.
    pub async fn is_answered(&self) {
        soon("the held call", self.here.notified()).await;
    }

    /// Lets the answer go on.
    pub fn let_go(&self) {
        self.go.notify_one();
    }
}

impl Between {
    /// Starts it before a controller.
    pub async fn start(target: &str) -> Self {
        let inner = Arc::new(Inner {
            target: target.to_owned(),
            client: Client::builder(TokioExecutor::new()).build_http(),
            tokens: Mutex::default(),
            answers: Mutex::default(),
            holds: Mutex::default(),
            under_way: Arc::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port is free");
        let url = format!("http://{}", listener.local_addr().expect("it listens"));
        let router = Router::new().fallback(pass).with_state(inner.clone());
        let server: JoinHandle<_> = tokio::spawn(async { axum::serve(listener, router).await });
        Self { url, inner, server: server.abort_handle() }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// All tokens that the controller gave or was shown.
    pub fn tokens(&self) -> BTreeSet<String> {
        self.inner.tokens.lock().expect("no holder panics").clone()
    }

    /// Signs out at the controller whoever was seen so far, behind the console's back.
    pub async fn sign_out_all(&self) {
        for token in self.tokens() {
            let request =
                Request::delete(format!("{}/v1/auth", self.inner.target)).header("x-auth-token", token);
            let request = request.body(Body::empty()).expect("the address is one");
            let answer = self.inner.client.request(request).await.expect("the controller answers");
            assert_eq!(answer.status(), StatusCode::OK);
        }
    }

    /// From now on answers calls of this path in the controller's place.
    pub fn answer(&self, path: &str, answer: Answered) {
        self.inner.answers.lock().expect("no holder panics").insert(path.to_owned(), answer);
    }

    /// How many calls wait for an answer whose path begins so.
    pub fn under_way(&self, path: &str) -> usize {
        let calls = self.inner.under_way.lock().expect("no holder panics");
        calls.iter().filter(|call| call.starts_with(path)).count()
    }

    /// Keeps back the controller's answer to the next call of this path.
    pub fn hold_next(&self, path: &str) -> Arc<Held> {
        let held = Arc::new(Held::default());
        self.inner.holds.lock().expect("no holder panics").push((path.to_owned(), held.clone()));
        held
    }
}

impl Drop for Between {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn pass(State(inner): State<Arc<Inner>>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    inner.under_way.lock().expect("no holder panics").push(path.clone());
    let _under_way = UnderWay(path.clone(), inner.under_way.clone());
    if let Some(answer) = inner.answers.lock().expect("no holder panics").get(&path).cloned() {
        return answered(answer);
    }
    let held = {
        let mut holds = inner.holds.lock().expect("no holder panics");
        holds.iter().position(|(known, _)| *known == path).map(|at| holds.remove(at).1)
    };
    let (mut parts, body) = request.into_parts();
    if let Some(token) = parts.headers.get("x-auth-token").and_then(|token| token.to_str().ok()) {
        inner.tokens.lock().expect("no holder panics").insert(token.to_owned());
    }
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    parts.uri = format!("{}{target}", inner.target).parse::<Uri>().expect("it was one before");
    parts.headers.remove(header::HOST);
    parts.headers.remove(header::ACCEPT_ENCODING);
    let Ok(answer) = inner.client.request(Request::from_parts(parts, body)).await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (parts, body) = answer.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await.unwrap_or_default();
    if path == "/v1/auth"
        && let Ok(json) = serde_json::from_slice::<serde_json::Value>(&body)
        && let Some(token) = json.pointer("/token/token").and_then(|token| token.as_str())
    {
        inner.tokens.lock().expect("no holder panics").insert(token.to_owned());
    }
    if let Some(held) = held {
        held.here.notify_one();
        held.go.notified().await;
    }
    Response::from_parts(parts, Body::from(body))
}

fn answered(answer: Answered) -> Response<Body> {
    let end = (!answer.whole).then(|| Err(io::Error::other("cut")));
    let pieces = answer.pieces.into_iter().map(|piece| Ok(Bytes::from(piece))).chain(end);
    // Each piece is on its way before the next is there.
    let pieces = futures::stream::iter(pieces).then(|piece| async {
        tokio::task::yield_now().await;
        piece
    });
    let mut response = Response::new(Body::from_stream(pieces));
    *response.status_mut() = StatusCode::from_u16(answer.status).expect("a status");
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    response
}
