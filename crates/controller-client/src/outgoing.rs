//! A call as it goes out: what is the same of it whatever is asked and answered.

use bytes::Bytes;
use controller_api::{Method, Query};
use reqwest::{
    Url,
    header::{ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};

use crate::{Credential, Error, Kind, Scope};

/// A call with its headers, in the cluster that it is for.
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    /// The path as the controller that we talk to wants it.
    pub(crate) path: String,
    /// The controller that we talk to only passes it on.
    pub(crate) is_passed_on: bool,
    query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    secret: Option<String>,
}

impl Outgoing {
    pub(crate) fn new(
        who: &Credential,
        scope: &Scope,
        method: Method,
        path: &str,
        query: &Query,
        body: Option<Vec<u8>>,
    ) -> Result<Self, Error> {
        let path = scope.path(path);
        let mut headers = HeaderMap::new();
        match who.header() {
            Ok(header) => headers.extend(header.into_iter().map(|(name, value)| (Some(name), value))),
            Err(reason) => return Err(Error::new(method, path, Kind::NotSent { reason })),
        }
        // The controller packs its answer only if this is the whole word: no blank, no q-value beside it.
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        if body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let secret = who.secret().map(str::to_owned);
        Ok(Self {
            method,
            path,
            is_passed_on: *scope != Scope::Local,
            query: query.to_string(),
            headers,
            body: body.map(Bytes::from),
            secret,
        })
    }

    /// Adds a header, in place of what stood there.
    pub(crate) fn header(&mut self, name: &'static str, value: &str) -> Result<(), Error> {
        let value = HeaderValue::from_str(value).map_err(|_| {
            self.fail(Kind::NotSent { reason: "a header's value has characters that it cannot have" })
        })?;
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(())
    }

    /// The whole URL. `Err` where the URL standard would make another path of ours: it takes `.` and `..`
    /// for steps even where they are an argument, and the call would reach another endpoint.
    pub(crate) fn url(&self, base: &Url) -> Result<Url, Error> {
        let root = base.path().trim_end_matches('/');
        let mut url = base.clone();
        url.set_path(&format!("{root}{}", self.path));
        url.set_query(self.query.strip_prefix('?'));
        if url.path().strip_prefix(root) != Some(&self.path) {
            return Err(self.fail(Kind::NotSent { reason: "the name would make another path of it" }));
        }
        Ok(url)
    }

    /// This call's failure.
    pub(crate) fn fail(&self, kind: Kind) -> Error {
        Error::new(self.method, self.path.as_str(), kind)
    }

    /// The secret that this call carries in its headers.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.secret.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(base: &str, path: &str, query: Query) -> Result<String, Error> {
        let out = Outgoing::new(&Credential::None, &Scope::Local, Method::Get, path, &query, None)?;
        out.url(&Url::parse(base).expect("a URL")).map(String::from)
    }

    #[test]
    fn path_and_query_stand_behind_the_base_as_they_are() {
        let query = Query::new().with("f_name", "in,a|b").page(0, 5);
        let whole = url("https://c:10443", "/v1/host/n%3A1%2F2", query).expect("fine");
        assert_eq!(whole, "https://c:10443/v1/host/n%3A1%2F2?f_name=in%2Ca%7Cb&start=0&limit=5");
        assert_eq!(
            url("https://c/proxy/", "/v1/group", Query::new()).expect("fine"),
            "https://c/proxy/v1/group"
        );
    }

    #[test]
    fn an_argument_that_is_a_step_in_a_path_is_not_sent() {
        for path in ["/v1/group/..", "/v1/group/.", "/v1/fed/cluster/../v1/group", "/v1/group/%2e%2E"] {
            let error = url("https://c:10443", path, Query::new()).expect_err(path);
            assert!(matches!(error.kind(), Kind::NotSent { .. }), "{error}");
        }
    }
}
