//! What the tests share: a client that sends exactly what it is told and hides nothing of the answer.

pub mod recordings;

use std::{io::Read, net::SocketAddr};

use demo_controller::{ClockMode, DemoController, Running, Scenario};
use http_body_util::{BodyExt, Full};
use hyper::{HeaderMap, Request, body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// A demo whose clock stands still.
pub async fn demo(scenario: Scenario) -> Running {
    let builder = DemoController::builder().scenario(scenario).clock(ClockMode::Manual).control(true);
    builder.start().await.expect("a port of the loopback is free")
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are ASCII"))
    }

    /// The body as JSON, whether or not it was compressed.
    pub fn json(&self) -> Value {
        let body = self.plain();
        serde_json::from_slice(&body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&body)))
    }

    /// The body without its compression.
    pub fn plain(&self) -> Vec<u8> {
        if self.header("content-encoding") != "gzip" {
            return self.body.clone();
        }
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&*self.body).read_to_end(&mut plain).expect("a gzip");
        plain
    }

    /// The error's code; 0 = it is none.
    pub fn code(&self) -> u64 {
        self.json()["code"].as_u64().unwrap_or_default()
    }

    /// Status and error code.
    pub fn refusal(&self) -> (u16, u64) {
        (self.status, self.code())
    }
}

/// A client of the demo.
#[derive(Clone)]
pub struct Client {
    address: SocketAddr,
    token: Option<String>,
}

impl Client {
    /// Nobody.
    pub fn new(demo: &Running) -> Self {
        Self { address: demo.addr(), token: None }
    }

    /// A user of the demo, whose password is the name.
    pub async fn signed_in(demo: &Running, user: &str) -> Self {
        Self::new(demo).sign_in(user, user).await
    }

    pub async fn sign_in(mut self, user: &str, password: &str) -> Self {
        let answer = self.post("/v1/auth", &credentials(user, password)).await;
        assert_eq!(answer.status, 200, "{user} signs in: {:?}", answer.json());
        self.token = answer.json()["token"]["token"].as_str().map(str::to_owned);
        assert!(self.token.is_some(), "{user} gets a token");
        self
    }

    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Sends a request and reads the answer; none when the connection was closed without one.
    pub async fn try_send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Option<Answer> {
        let stream = TcpStream::connect(self.address).await.expect("the demo listens");
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
        let driver = tokio::spawn(connection);
        let mut request = Request::builder().method(method).uri(target).header("host", "demo");
        if let Some(token) = &self.token {
            request = request.header("X-Auth-Token", token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into())).expect("a request");
        let answer = match sender.send_request(request).await {
            Err(_) => None,
            Ok(response) => {
                let (parts, body) = response.into_parts();
                let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
                Some(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
            }
        };
        drop(sender);
        driver.abort();
        answer
    }

    pub async fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        self.try_send(method, target, headers, body).await.expect("an answer")
    }

    pub async fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], "").await
    }

    pub async fn post(&self, target: &str, body: &Value) -> Answer {
        self.send("POST", target, &[("content-type", "application/json")], body.to_string()).await
    }

    pub async fn patch(&self, target: &str, body: &Value) -> Answer {
        self.send("PATCH", target, &[("content-type", "application/json")], body.to_string()).await
    }

    /// Switches the network mode of services.
    pub async fn switch(&self, services: &[&str], mode: &str) -> Answer {
        let body = json!({ "config": { "services": services, "policy_mode": mode } });
        self.patch("/v1/service/config", &body).await
    }

    /// A group as lists give it.
    pub async fn group(&self, name: &str) -> Value {
        let list = self.get("/v1/group?brief=true&with_cap=true").await.json();
        let groups = list["groups"].as_array().expect("a list");
        groups.iter().find(|group| group["name"] == name).cloned().unwrap_or_default()
    }
}

/// The body of a sign-in.
pub fn credentials(user: &str, password: &str) -> Value {
    json!({ "password": { "username": user, "password": password } })
}
