//! The kernel: an endpoint is a typed constant. The client calls it, the demo controller answers it, and the
//! inventory test holds it against the controller's route table.

use std::marker::PhantomData;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

/// What a path segment or a query value may hold unescaped (RFC 3986 "unreserved").
/// Host ids contain `:` and conversation peers `/`; the controller reads both only when they are escaped.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The HTTP methods that the controller serves. `HEAD` and `PUT` are 405 everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Reads; may be retried.
    Get,
    /// Creates, runs, signs in.
    Post,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether a call changes nothing, so that it may be repeated when its answer was lost.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Get)
    }
}

/// One of the controller's endpoints: its method, its path with `ARGS` arguments in braces, the body it takes
/// and the body it gives. `()` as `Req` means that it takes none; [`Empty`] as `Res` that its answer says nothing.
pub struct Endpoint<Req, Res, const ARGS: usize> {
    /// The HTTP method.
    pub method: Method,
    /// The path from the root, such as `/v1/group/{name}`.
    pub path: &'static str,
    bodies: PhantomData<fn(Req) -> Res>,
}

impl<Req, Res, const ARGS: usize> Clone for Endpoint<Req, Res, ARGS> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Req, Res, const ARGS: usize> Copy for Endpoint<Req, Res, ARGS> {}

/// How many arguments a path takes.
pub const fn arity(path: &str) -> usize {
    let bytes = path.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'{' {
            count += 1;
        }
        at += 1;
    }
    count
}

impl<Req, Res, const ARGS: usize> Endpoint<Req, Res, ARGS> {
    /// An endpoint; used by `endpoints!` only. A path with another number of arguments does not compile.
    pub const fn new(method: Method, path: &'static str) -> Self {
        assert!(arity(path) == ARGS, "the path has another number of arguments");
        Self { method, path, bodies: PhantomData }
    }

    /// The path with its arguments, escaped, in their places.
    fn fill(&self, args: [&str; ARGS]) -> String {
        let mut path = String::with_capacity(self.path.len() + 32);
        let mut args = args.into_iter();
        let mut rest = self.path;
        while let Some((before, after)) = rest.split_once('{') {
            path.push_str(before);
            path.extend(utf8_percent_encode(args.next().unwrap_or_default(), RESERVED));
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        path.push_str(rest);
        path
    }
}

impl<Res, const ARGS: usize> Endpoint<(), Res, ARGS> {
    /// A call without a body.
    pub fn at(&self, args: [&str; ARGS]) -> Call<Res> {
        Call::new(self.method, self.fill(args), None)
    }
}

impl<Req: Serialize, Res, const ARGS: usize> Endpoint<Req, Res, ARGS> {
    /// A call with a body.
    pub fn send(&self, args: [&str; ARGS], body: &Req) -> Call<Res> {
        let body = serde_json::to_vec(body).expect("our own types have string keys and finite numbers");
        Call::new(self.method, self.fill(args), Some(body))
    }
}

/// A call that is ready to go: an endpoint with its arguments, query and body in place.
pub struct Call<Res> {
    /// The HTTP method.
    pub method: Method,
    /// The escaped path, without the query.
    pub path: String,
    /// The query.
    pub query: Query,
    /// The JSON body, if there is one.
    pub body: Option<Vec<u8>>,
    answer: PhantomData<fn() -> Res>,
}

impl<Res> Call<Res> {
    fn new(method: Method, path: String, body: Option<Vec<u8>>) -> Self {
        Self { method, path, query: Query::default(), body, answer: PhantomData }
    }

    /// The same call with a query.
    #[must_use]
    pub fn query(mut self, query: Query) -> Self {
        self.query = query;
        self
    }

    /// The same call, whose answer is read as something else: as less of it, or as the JSON that it is.
    #[must_use]
    pub fn read_as<Other>(self) -> Call<Other> {
        let Self { method, path, query, body, answer: PhantomData } = self;
        Call { method, path, query, body, answer: PhantomData }
    }

    /// Path and query as they go on the wire.
    pub fn target(&self) -> String {
        format!("{}{}", self.path, self.query)
    }
}

impl<Res: DeserializeOwned> Call<Res> {
    /// Reads the body of a successful answer. Most writes answer 200 with no body at all.
    pub fn decode(&self, body: &[u8]) -> Result<Res, serde_json::Error> {
        decode(body)
    }
}

/// Reads an answer's body; one without a byte counts as `null`.
///
/// What cannot be read with its `null`s is read again without them: where the controller has nothing to say, it
/// writes one instead of a field, and even as an item of a list.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, serde_json::Error> {
    let body = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(body).or_else(|error| {
        let said = serde_json::from_slice(body).ok().map(without_nulls);
        let said = said.and_then(|said| serde_json::to_vec(&said).ok());
        said.and_then(|said| serde_json::from_slice(&said).ok()).ok_or(error)
    })
}

/// The same without every field and item that is `null`.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            fields.map(|(name, value)| (name, without_nulls(value))).collect()
        }
        Value::Array(items) => items.into_iter().filter(|item| !item.is_null()).map(without_nulls).collect(),
        other => other,
    }
}

/// The answer of an endpoint whose status says everything. Whatever its body holds is passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// A query: paging, filters and flags, in the order in which they were given.
///
/// The controller passes over names that it does not know, takes at most eight filters, and not every list
/// honours them; each endpoint's doc says which it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// An empty query.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `name=value`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// `start` and `limit`, in rows. The controller never says how many there are in all.
    #[must_use]
    pub fn page(self, start: usize, limit: usize) -> Self {
        self.with("start", start.to_string()).with("limit", limit.to_string())
    }

    /// Asks for the `cap_*` fields: what may be done to each row.
    #[must_use]
    pub fn with_cap(self) -> Self {
        self.with("with_cap", "true")
    }

    /// Leaves members and criteria out. Works on `group` and `workload` only.
    #[must_use]
    pub fn brief(self) -> Self {
        self.with("brief", "true")
    }

    /// Nests a pod's containers under it as `children`.
    #[must_use]
    pub fn pods(self) -> Self {
        self.with("view", "pod")
    }

    /// The pairs as they were given.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (name, value)) in self.0.iter().enumerate() {
            let mark = if at == 0 { '?' } else { '&' };
            write!(f, "{mark}{name}={}", utf8_percent_encode(value, RESERVED))?;
        }
        Ok(())
    }
}

/// Declares a noun's endpoints: a line each, read by the client, the demo controller and the inventory test.
///
/// `SHOW: Get "/v1/group/{name}" => Shown;` takes no body; `CREATE: Post "/v1/group", Create => Empty;` takes one.
#[macro_export]
macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident: $method:ident $path:literal $(, $req:ty)? => $res:ty;)+) => {
        $(
            $(#[$doc])*
            pub const $name: $crate::Endpoint<
                $crate::endpoints!(@req $($req)?), $res, { $crate::endpoint::arity($path) }
            > = $crate::Endpoint::new($crate::Method::$method, $path);
        )+

        /// This noun's rows of the table of all endpoints.
        #[cfg(feature = "registry")]
        pub(crate) fn entries() -> Vec<$crate::registry::Entry> {
            vec![$($crate::registry::Entry::of::<$crate::endpoints!(@req $($req)?), $res>(
                module_path!(), stringify!($name), $crate::Method::$method, $path
            )),+]
        }
    };
    (@req) => { () };
    (@req $req:ty) => { $req };
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOW: Endpoint<(), Empty, 2> = Endpoint::new(Method::Get, "/v1/conversation/{from}/{to}");

    #[test]
    fn arguments_are_escaped_in_their_places() {
        assert_eq!(SHOW.at(["Host:n/1", "a b"]).path, "/v1/conversation/Host%3An%2F1/a%20b");
    }

    #[test]
    fn a_query_keeps_its_order_and_escapes_values_only() {
        let query = Query::new().page(0, 50).with("f_domain", "in,pay|store");
        assert_eq!(query.to_string(), "?start=0&limit=50&f_domain=in%2Cpay%7Cstore");
        assert_eq!(Query::new().to_string(), "");
    }

    #[test]
    fn a_null_that_nobody_expected_counts_as_absent() {
        #[derive(Debug, Default, PartialEq, Deserialize)]
        #[serde(default)]
        struct Row {
            count: u32,
        }
        let rows = |body: &str| decode::<Vec<Row>>(body.as_bytes());
        assert_eq!(
            rows(r#"[{"count":null},null,{"count":2}]"#).expect("decodes"),
            [Row { count: 0 }, Row { count: 2 }]
        );
        let error = rows(r#"[null,{"count":"2"}]"#).expect_err("a text is no number");
        assert!(error.to_string().contains("null"), "it says what was wrong at first: {error}");
        assert!(rows("[{").is_err());
    }

    #[test]
    fn an_answer_without_a_body_is_empty() {
        assert_eq!(SHOW.at(["a", "b"]).decode(b"").expect("nothing is fine"), Empty);
        assert_eq!(decode::<Empty>(br#"{"more":[1]}"#).expect("more is fine too"), Empty);
    }
}
