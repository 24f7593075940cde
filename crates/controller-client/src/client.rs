//! The client: one connection pool, one way to call an endpoint.

use std::{future::Future, sync::Arc, time::Duration};

use controller_api::{Call, Method, Query, endpoint::decode};
use futures::future::BoxFuture;
use reqwest::{
    Response, Url,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};

use crate::{
    Config, ConfigError, Credential, Error, Kind, Scope, Trust, Why, answer::Answer, error::transport,
    failover::Controllers, outgoing::Outgoing, tls,
};

/// What a single call may do differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Instead of [`Config::call_timeout`].
    pub timeout: Option<Duration>,
    /// What the call is for; a 403 is then expected, and the controller keeps it out of its event log.
    pub page: Option<PageHint>,
}

/// Parts of the console that ask for what the user may not be allowed to see (`X-Nv-Page`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageHint {
    /// The dashboard.
    Dashboard,
    /// The frame around every page.
    Navbar,
}

/// The client of a cluster's controllers. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    http: reqwest::Client,
    controllers: Controllers,
    pub(crate) config: Config,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("config", &self.inner.config).finish_non_exhaustive()
    }
}

impl Client {
    /// A client; connections are made when they are needed.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let bases = config.bases()?;
        let used = bases.iter().any(|base| base.scheme() == "https");
        if matches!(config.trust, Trust::Insecure) {
            tracing::warn!(
                controllers = ?config.controllers,
                "INSECURE: the controller's certificate is not checked. Anybody between the console and the controller \
                 can read and change everything, passwords among it. Name a CA file or pin the certificate instead."
            );
        }
        #[expect(clippy::disallowed_methods, reason = "this is the one door to the controller")]
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&config.trust, used)?)
            .user_agent(concat!("neuvector-console/", env!("CARGO_PKG_VERSION")))
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // The way to a controller is the cluster's own, never an outer proxy; and repeating is ours to decide.
            .no_proxy()
            .retry(reqwest::retry::never())
            .connect_timeout(config.connect_timeout)
            .pool_idle_timeout(config.pool_idle)
            .pool_max_idle_per_host(config.pool_size)
            .build()?;
        Ok(Self { inner: Arc::new(Inner { http, controllers: Controllers::new(bases), config }) })
    }

    /// Makes a call and reads its answer.
    pub async fn call<Res: DeserializeOwned>(
        &self,
        who: &Credential,
        scope: &Scope,
        call: Call<Res>,
    ) -> Result<Res, Error> {
        self.call_with(who, scope, call, &Options::default()).await
    }

    /// Makes a call that does something differently.
    pub async fn call_with<Res: DeserializeOwned>(
        &self,
        who: &Credential,
        scope: &Scope,
        call: Call<Res>,
        options: &Options,
    ) -> Result<Res, Error> {
        // All that does not know `Res` happens behind this one boxed future: it is compiled once.
        let Call { method, path, query, body, .. } = call;
        let (out, answer) = self.carry(who, scope, (method, path, query, body), options).await?;
        decode(&answer.body).map_err(|error| answer.undecodable(&out, &error))
    }

    fn carry<'a>(
        &'a self,
        who: &'a Credential,
        scope: &'a Scope,
        (method, path, query, body): (Method, String, Query, Option<Vec<u8>>),
        options: &'a Options,
    ) -> BoxFuture<'a, Result<(Outgoing, Answer), Error>> {
        Box::pin(async move {
            let mut out = Outgoing::new(who, scope, method, &path, &query, body)?;
            match options.page {
                Some(PageHint::Dashboard) => out.header("x-nv-page", "dashboard")?,
                Some(PageHint::Navbar) => out.header("x-nv-page", "navbar")?,
                None => {}
            }
            let answer = self.inner.answer(&out, options.timeout).await?;
            Ok((out, answer))
        })
    }
}

impl Inner {
    /// Sends a call, again if it may be, and reads the whole of its answer.
    pub(crate) async fn answer(&self, out: &Outgoing, timeout: Option<Duration>) -> Result<Answer, Error> {
        let mut attempts = Attempts::new(self, out, timeout.unwrap_or(self.config.call_timeout));
        loop {
            let (at, base) = self.controllers.current();
            let exchange = async { self.receive(out, self.send(out, base, None).await?).await };
            match attempts.in_time(exchange).await {
                Ok(answer) => return Ok(answer),
                Err(error) => attempts.again(at, error).await?,
            }
        }
    }

    /// Sends a call, again if it may be, until a yes begins, whose body is left to the caller.
    pub(crate) async fn open(&self, out: &Outgoing) -> Result<Response, Error> {
        let mut attempts = Attempts::new(self, out, self.config.call_timeout);
        loop {
            let (at, base) = self.controllers.current();
            let exchange = async {
                let response = self.send(out, base, None).await?;
                match response.status().is_success() {
                    true => Ok(response),
                    false => self.receive(out, response).await.and_then(|answer| Err(answer.foreign(out))),
                }
            };
            match attempts.in_time(exchange).await {
                Ok(response) => return Ok(response),
                Err(error) => attempts.again(at, error).await?,
            }
        }
    }

    /// Sends a call with a body that can be sent once only.
    pub(crate) async fn pour(&self, out: &Outgoing, body: reqwest::Body) -> Result<Answer, Error> {
        let (at, base) = self.controllers.current();
        let attempts = Attempts::new(self, out, self.config.upload_timeout);
        let exchange = async { self.receive(out, self.send(out, base, Some(body)).await?).await };
        attempts.in_time(exchange).await.inspect_err(|error| self.note(at, out, error))
    }

    async fn send(&self, out: &Outgoing, base: &Url, body: Option<reqwest::Body>) -> Result<Response, Error> {
        let method = match out.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = self.http.request(method, out.url(base)?).headers(out.headers.clone());
        if let Some(body) = body.or_else(|| out.body.clone().map(reqwest::Body::from)) {
            request = request.body(body);
        }
        request.send().await.map_err(|error| out.fail(transport(&error)))
    }

    async fn receive(&self, out: &Outgoing, mut response: Response) -> Result<Answer, Error> {
        let status = response.status().as_u16();
        let content_type = content_type(response.headers());
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| out.fail(transport(&error)))? {
            if body.len() + piece.len() > self.config.max_answer {
                let detail = format!("larger than {} bytes", self.config.max_answer);
                return Err(out.fail(Kind::BadAnswer { status, at: String::new(), detail }));
            }
            body.extend_from_slice(&piece);
        }
        Answer { status, content_type, body: body.into() }.judge(out)
    }

    /// Remembers that a controller failed, so that the next call goes to another, whoever makes it.
    fn note(&self, at: usize, out: &Outgoing, error: &Error) {
        let slow = matches!(error.kind(), Kind::TimedOut { .. });
        let distrust = matches!(error.kind(), Kind::Unreachable { why: Why::Tls, .. });
        // A managed cluster that is slow or not ready says nothing of the controller that asked it for us.
        let elsewhere = out.is_passed_on && !matches!(error.kind(), Kind::Unreachable { .. });
        if !elsewhere && (error.is_retryable() || slow || distrust) {
            self.controllers.failed(at);
        }
    }
}

/// The attempts at one call, within one time.
struct Attempts<'a> {
    inner: &'a Inner,
    out: &'a Outgoing,
    begun: Instant,
    time: Duration,
    again: u32,
}

impl<'a> Attempts<'a> {
    fn new(inner: &'a Inner, out: &'a Outgoing, time: Duration) -> Self {
        Self { inner, out, begun: Instant::now(), time, again: 0 }
    }

    /// One attempt, as far as the time allows.
    async fn in_time<T>(&self, attempt: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let outcome = match timeout_at(self.begun + self.time, attempt).await {
            Ok(outcome) => outcome,
            Err(_) => Err(self.out.fail(Kind::TimedOut { after: self.time })),
        };
        let (method, path, took) = (self.out.method.as_str(), &*self.out.path, self.begun.elapsed());
        match &outcome {
            Ok(_) => tracing::debug!(method, path, ?took, again = self.again, "controller answered"),
            Err(error) => {
                tracing::debug!(method, path, ?took, again = self.again, error = %error.kind(), "call failed")
            }
        }
        outcome
    }

    /// Waits before the next attempt, or gives the error back if there is none.
    async fn again(&mut self, at: usize, error: Error) -> Result<(), Error> {
        self.inner.note(at, self.out, &error);
        let (retry, others) = (self.inner.config.retry, self.inner.controllers.others());
        match retry.pause(self.out.method, &error, self.again, others) {
            Some(pause) if self.begun.elapsed() + pause < self.time => {
                self.again += 1;
                sleep(pause).await;
                Ok(())
            }
            _ => Err(error),
        }
    }
}

pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE)?.to_str().ok().map(str::to_owned)
}
