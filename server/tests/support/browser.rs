//! A browser as far as the server can tell: keeps cookies, says where a request comes from, follows nothing.

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::de::DeserializeOwned;

use super::soon;

/// The session's cookie.
pub const SESSION: &str = "__Host-console";

/// A browser.
pub struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    address: Mutex<SocketAddr>,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    /// One that was never here.
    pub fn new(address: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, address: Mutex::new(address), cookies: Mutex::default() }
    }

    /// The console is elsewhere now.
    pub fn go_to(&self, address: SocketAddr) {
        *self.address.lock().expect("no holder panics") = address;
    }

    /// Where the console is.
    pub fn address(&self) -> SocketAddr {
        *self.address.lock().expect("no holder panics")
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no holder panics").get(name).cloned()
    }

    /// Takes a cookie that somebody else has, or made up.
    pub fn plant(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no holder panics").insert(name.to_owned(), value.to_owned());
    }

    /// Asks for a page or a file.
    pub fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path)
    }

    /// Sends a form from a page of ours.
    pub fn post(&self, path: &str) -> Asking<'_> {
        self.ask(Method::POST, path).header("sec-fetch-site", "same-origin")
    }

    /// Asks with any method, and says nothing about where from.
    pub fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        Asking {
            browser: self,
            method,
            path: path.to_owned(),
            headers: HeaderMap::new(),
            body: String::new(),
        }
    }

    /// Fills in the sign-in form.
    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        self.post("/session").form(&[("username", name), ("password", password)]).send().await
    }

    /// Calls a server function as the page's program does.
    pub async fn call(&self, function: &str, form: &[(&str, &str)]) -> Answer {
        self.post(function).header("accept", "application/json").form(form).send().await
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("no holder panics");
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie is text");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0") {
                cookies.remove(name)
            } else {
                cookies.insert(name.into(), value.into())
            };
        }
    }
}

/// A request that is being put together.
pub struct Asking<'a> {
    browser: &'a Browser,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: String,
}

impl Asking<'_> {
    /// With this header.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"));
        self
    }

    /// With these fields of a form.
    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", escape(name), escape(value));
        self.body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
        self.header("content-type", "application/x-www-form-urlencoded")
    }

    /// Sends it, and takes the answer as it comes.
    pub async fn open(self) -> Response<Incoming> {
        let address = self.browser.address();
        let mut request =
            Request::builder().method(self.method).uri(format!("http://{address}{}", self.path));
        let headers = request.headers_mut().expect("the path is one");
        let cookies = self.browser.cookies.lock().expect("no holder panics").clone();
        if !cookies.is_empty() {
            let line: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers
                .insert(header::COOKIE, HeaderValue::from_str(&line.join("; ")).expect("cookies are text"));
        }
        headers.extend(self.headers);
        let request = request.body(Full::from(self.body)).expect("the path is one");
        let answer =
            soon(&self.path, self.browser.client.request(request)).await.expect("the console answers");
        self.browser.keep_cookies(answer.headers());
        answer
    }

    /// Sends it, and waits for the first that is said of an answer that goes on.
    pub async fn begin(self) -> Answer {
        let path = self.path.clone();
        let (parts, mut body) = self.open().await.into_parts();
        let first = soon(&path, body.frame()).await.transpose().expect("the answer begins");
        let body = first.and_then(|frame| frame.into_data().ok()).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Sends it, and waits for the whole answer.
    pub async fn send(self) -> Answer {
        let path = self.path.clone();
        let (parts, body) = self.open().await.into_parts();
        let body = soon(&path, body.collect()).await.expect("the answer is whole").to_bytes();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// A header's value; `""` = not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are text"))
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as data.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// The line that sets a cookie; `""` = it does not.
    pub fn set_cookie(&self, name: &str) -> &str {
        let mut lines = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        lines.rfind(|line| line.split('=').next() == Some(name)).unwrap_or_default()
    }

    /// Everything of it that a browser gets to see.
    pub fn everything(&self) -> String {
        format!("{:?}\n{}", self.headers, self.text())
    }
}

/// Escapes a form's name or value.
fn escape(text: &str) -> String {
    kit::url::escape(text)
}
