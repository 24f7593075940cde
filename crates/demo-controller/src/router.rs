//! The routes: every route of the controller is known here, and has a handler or is answered with 501.
//!
//! A handler is bound to an endpoint of `controller-api`, and does not compile unless it takes what the endpoint
//! takes and gives what it gives.

use std::{any::TypeId, time::Duration};

use bytes::Bytes;
use controller_api::{Empty, Endpoint, Method};
use percent_encoding::percent_decode_str;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    core::Ctx,
    kept::{Key, Stamp},
    refusal::Refusal,
};

/// Every route: `METHOD /path/:argument` a line.
const TABLE: &str = include_str!("routes.txt");

/// What a handler gives back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    /// How long the answer is held back.
    pub(crate) after: Duration,
}

/// An answer's body.
pub(crate) enum Body {
    /// None.
    Empty,
    /// JSON, written when the world is no longer locked.
    Json(Box<dyn FnOnce() -> Vec<u8> + Send>),
    /// JSON that is kept: compressed already, or to be written when the world is no longer locked.
    Kept(Box<dyn FnOnce() -> Bytes + Send>),
    /// A file.
    File(Vec<u8>),
    /// No answer: the connection is closed.
    Drop,
}

impl Reply {
    /// 200 with JSON.
    pub(crate) fn json<T: Serialize + Send + 'static>(status: u16, value: T) -> Self {
        let write =
            move || serde_json::to_vec(&value).expect("our types have string keys and finite numbers");
        Self { status, headers: Vec::new(), body: Body::Json(Box::new(write)), after: Duration::ZERO }
    }

    /// 200 with nothing.
    pub(crate) fn empty() -> Self {
        Self { status: 200, headers: Vec::new(), body: Body::Empty, after: Duration::ZERO }
    }
}

type Run = Box<dyn Fn(&mut Ctx<'_>, &[String], &Bytes) -> Result<Reply, Refusal> + Send + Sync>;

/// A route.
pub(crate) struct Route {
    method: String,
    /// As in the table.
    pub(crate) template: String,
    /// May be called without a sign-in.
    pub(crate) open: bool,
    run: Option<Run>,
}

impl Route {
    /// `METHOD /path`.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.template)
    }

    /// Whether there is a handler.
    pub(crate) fn is_implemented(&self) -> bool {
        self.run.is_some()
    }

    /// Calls the handler; 501 where there is none.
    pub(crate) fn run(&self, ctx: &mut Ctx<'_>, args: &[String], body: &Bytes) -> Result<Reply, Refusal> {
        match &self.run {
            Some(run) => run(ctx, args, body),
            None => Err(Refusal::not_implemented(&self.name())),
        }
    }
}

/// Where a request leads.
pub(crate) enum Found<'a> {
    Route(&'a Route, Vec<String>),
    /// The URL exists, and takes these methods only.
    OtherMethods(Vec<&'a str>),
    Nothing,
}

/// All routes.
pub(crate) struct Routes(Vec<Route>);

impl Routes {
    /// The controller's routes, without a handler yet.
    pub(crate) fn new() -> Self {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let route = |(method, template): (&str, &str)| Route {
            method: method.to_owned(),
            template: template.to_owned(),
            open: false,
            run: None,
        };
        Self(lines.filter_map(|line| line.split_once(' ')).map(route).collect())
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Route] {
        &self.0
    }

    /// Binds a handler to an endpoint.
    pub(crate) fn on<Req, Res, const N: usize, H>(
        &mut self,
        endpoint: Endpoint<Req, Res, N>,
        handler: H,
    ) -> &mut Route
    where
        Req: DeserializeOwned + 'static,
        Res: Serialize + Send + 'static,
        H: Fn(&mut Ctx<'_>, [&str; N], Req) -> Result<Res, Refusal> + Send + Sync + 'static,
    {
        self.on_or(endpoint, handler, |_| Refusal::bad_request())
    }

    /// The same, with a say in what is answered to a body that is no `Req`.
    pub(crate) fn on_or<Req, Res, const N: usize, H>(
        &mut self,
        endpoint: Endpoint<Req, Res, N>,
        handler: H,
        bad: fn(&serde_json::Value) -> Refusal,
    ) -> &mut Route
    where
        Req: DeserializeOwned + 'static,
        Res: Serialize + Send + 'static,
        H: Fn(&mut Ctx<'_>, [&str; N], Req) -> Result<Res, Refusal> + Send + Sync + 'static,
    {
        self.raw(endpoint.method, endpoint.path, move |ctx, args, body| {
            // An endpoint that takes no body does not look at one.
            let body: &[u8] = if TypeId::of::<Req>() == TypeId::of::<()>() { b"null" } else { body };
            let request = serde_json::from_slice(body).map_err(|_| {
                serde_json::from_slice(body).map_or_else(|_| Refusal::bad_request(), |json| bad(&json))
            })?;
            let args = std::array::from_fn(|at| args.get(at).map_or("", String::as_str));
            let answer = handler(ctx, args, request)?;
            Ok(if TypeId::of::<Res>() == TypeId::of::<Empty>() {
                Reply::empty()
            } else {
                Reply::json(200, answer)
            })
        })
    }

    /// The same for what is large and seldom another: the answer is kept as long as the stamp is the same.
    pub(crate) fn on_kept<Res, const N: usize, S, H>(
        &mut self,
        endpoint: Endpoint<(), Res, N>,
        stamp: S,
        handler: H,
    ) -> &mut Route
    where
        Res: Serialize + Send + 'static,
        S: Fn(&mut Ctx<'_>) -> Stamp + Send + Sync + 'static,
        H: Fn(&mut Ctx<'_>, [&str; N], ()) -> Result<Res, Refusal> + Send + Sync + 'static,
    {
        self.raw(endpoint.method, endpoint.path, move |ctx, args, _| {
            let stamp = stamp(ctx);
            let access = ctx.caller()?.access.clone();
            let key = Key { target: ctx.head.target(), access, stamp };
            let shelf = ctx.core.shelf.clone();
            if let Some(answer) = shelf.find(&key) {
                return Ok(Reply { body: Body::Kept(Box::new(move || answer)), ..Reply::empty() });
            }
            let args = std::array::from_fn(|at| args.get(at).map_or("", String::as_str));
            let answer = handler(ctx, args, ())?;
            let write = move || {
                let json = serde_json::to_vec(&answer);
                shelf.keep(key, &json.expect("our types have string keys and finite numbers"))
            };
            Ok(Reply { body: Body::Kept(Box::new(write)), ..Reply::empty() })
        })
    }

    /// Binds a handler to what is no endpoint: files, and bodies that are no JSON.
    pub(crate) fn raw<H>(&mut self, method: Method, path: &str, handler: H) -> &mut Route
    where
        H: Fn(&mut Ctx<'_>, &[String], &Bytes) -> Result<Reply, Refusal> + Send + Sync + 'static,
    {
        let same =
            |route: &&mut Route| route.method == method.as_str() && shape(&route.template).eq(shape(path));
        let route =
            self.0.iter_mut().find(same).expect("the table has every endpoint's route; a test says so");
        route.run = Some(Box::new(handler));
        route
    }

    /// Where a request leads. Of two routes that match, the one that says more counts.
    pub(crate) fn find(&self, method: &str, path: &str) -> Found<'_> {
        let matching = || self.0.iter().filter_map(|route| Some((route, arguments(&route.template, path)?)));
        let best = matching()
            .filter(|(route, _)| route.method == method)
            .min_by_key(|(_, arguments)| arguments.len());
        match best {
            Some((route, arguments)) => Found::Route(route, arguments),
            None => {
                let mut methods: Vec<&str> = matching().map(|(route, _)| route.method.as_str()).collect();
                if methods.is_empty() {
                    return Found::Nothing;
                }
                methods.push("OPTIONS");
                methods.sort_unstable();
                methods.dedup();
                Found::OtherMethods(methods)
            }
        }
    }
}

fn is_argument(segment: &str) -> bool {
    segment.starts_with([':', '{', '*'])
}

/// A path's segments, its arguments without their names.
fn shape(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').map(|segment| if is_argument(segment) { ":" } else { segment })
}

/// The arguments, unescaped, when the path is one of the template's.
fn arguments(template: &str, path: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut segments = path.split('/');
    for part in template.split('/') {
        if part.starts_with('*') {
            let rest: Vec<&str> = segments.collect();
            return (!rest.is_empty()).then(|| {
                found.push(rest.join("/"));
                found
            });
        }
        let segment = segments.next()?;
        if is_argument(part) && !segment.is_empty() {
            found.push(percent_decode_str(segment).decode_utf8_lossy().into_owned());
        } else if part != segment {
            return None;
        }
    }
    segments.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_route_that_says_more_counts() {
        let routes = Routes::new();
        let name = |method: &str, path: &str| match routes.find(method, path) {
            Found::Route(route, arguments) => format!("{} {arguments:?}", route.template),
            Found::OtherMethods(methods) => methods.join(", "),
            Found::Nothing => "nothing".to_owned(),
        };
        assert_eq!(name("PATCH", "/v1/service/config"), "/v1/service/config []");
        assert_eq!(name("GET", "/v1/service/config"), "/v1/service/:name [\"config\"]");
        assert_eq!(name("GET", "/v1/host/n%3A1"), "/v1/host/:id [\"n:1\"]");
        assert_eq!(name("PUT", "/v1/group"), "GET, OPTIONS, POST");
        assert_eq!(name("GET", "/v1/nope"), "nothing");
        assert_eq!(name("GET", "/v1/group/"), "nothing");
        assert_eq!(
            name("GET", "/v1/fed/cluster/c1/v1/group"),
            "/v1/fed/cluster/:id/*request [\"c1\", \"v1/group\"]"
        );
    }
}
