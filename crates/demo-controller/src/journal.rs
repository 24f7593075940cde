//! What was asked of the demo: the last calls, for tests that check what a client sent.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Mutex,
};

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::logs::masked;

/// How many calls are kept.
const KEPT: usize = 1000;
/// How much of a body is kept.
const BODY: usize = 64 * 1024;

/// A call that was seen. What is secret stands as `***`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRequest {
    /// The HTTP method.
    pub method: String,
    /// Path and query as they came, still escaped.
    pub target: String,
    /// The path alone.
    pub path: String,
    /// The headers in their order, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// The body, as text; cut after 64 KiB.
    pub body: String,
    /// The answer's status; none while there is no answer, or when the connection was dropped.
    pub status: Option<u16>,
}

impl SeenRequest {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

#[derive(Debug, Default)]
struct Book {
    seen: VecDeque<(u64, SeenRequest)>,
    next: u64,
    counts: HashMap<(String, String), u64>,
    unimplemented: BTreeMap<String, u64>,
}

/// All that was seen.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Book>);

impl Journal {
    fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.0.lock().expect("no holder panics")
    }

    /// Notes a call; its number is for [`Journal::answered`].
    pub(crate) fn note(&self, method: &str, target: &str, headers: &HeaderMap, body: &[u8]) -> u64 {
        let path = target.split('?').next().unwrap_or_default().to_owned();
        let mut book = self.book();
        *book.counts.entry((method.to_owned(), path.clone())).or_default() += 1;
        let request = SeenRequest {
            method: method.to_owned(),
            target: target.to_owned(),
            path,
            headers: headers.iter().map(|(name, value)| readable(name.as_str(), value.as_bytes())).collect(),
            body: readable_body(body),
            status: None,
        };
        let number = book.next;
        book.next += 1;
        book.seen.push_back((number, request));
        if book.seen.len() > KEPT {
            book.seen.pop_front();
        }
        number
    }

    /// Notes the answer's status.
    pub(crate) fn answered(&self, number: u64, status: u16) {
        let mut book = self.book();
        if let Some((_, request)) = book.seen.iter_mut().rev().find(|(known, _)| *known == number) {
            request.status = Some(status);
        }
    }

    /// Notes that a route without a handler was called.
    pub(crate) fn unimplemented(&self, route: String) {
        *self.book().unimplemented.entry(route).or_default() += 1;
    }

    pub(crate) fn unimplemented_hits(&self) -> BTreeMap<String, u64> {
        self.book().unimplemented.clone()
    }

    pub(crate) fn requests(&self) -> Vec<SeenRequest> {
        self.book().seen.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn count(&self, method: &str, path: &str) -> u64 {
        self.book().counts.get(&(method.to_owned(), path.to_owned())).copied().unwrap_or_default()
    }

    /// Forgets calls and counts.
    pub(crate) fn clear_requests(&self) {
        let mut book = self.book();
        book.seen.clear();
        book.counts.clear();
    }

    pub(crate) fn clear(&self) {
        *self.book() = Book::default();
    }
}

fn readable(name: &str, value: &[u8]) -> (String, String) {
    let secret = matches!(name, "x-auth-token" | "x-auth-apikey" | "authorization" | "cookie" | "x-r-sess");
    let value = if secret { "***".to_owned() } else { String::from_utf8_lossy(value).into_owned() };
    (name.to_owned(), value)
}

fn readable_body(body: &[u8]) -> String {
    if let Ok(json @ (Value::Object(_) | Value::Array(_))) = serde_json::from_slice(body) {
        let without_secrets = masked(&json, "***");
        // What holds no secret stays as it came, to the last blank.
        if without_secrets != json {
            return without_secrets.to_string();
        }
    }
    String::from_utf8_lossy(&body[..body.len().min(BODY)]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_kept() {
        let journal = Journal::default();
        let mut headers = HeaderMap::new();
        headers.insert("x-auth-token", "jwt".parse().expect("a value"));
        headers.insert("accept-encoding", "gzip".parse().expect("a value"));
        let body = br#"{"password": {"username":"ann","password":"hunter2"}}"#;
        let number = journal.note("POST", "/v1/auth?x=1", &headers, body);
        journal.answered(number, 401);
        let seen = journal.requests().remove(0);
        assert_eq!(
            (seen.header("X-Auth-Token"), seen.header("accept-encoding")),
            (Some("***"), Some("gzip"))
        );
        assert!(!seen.body.contains("hunter2") && seen.body.contains("ann"), "{}", seen.body);
        assert_eq!((seen.path.as_str(), seen.status), ("/v1/auth", Some(401)));
        assert_eq!(journal.count("POST", "/v1/auth"), 1);
    }

    #[test]
    fn what_holds_no_secret_stays_as_it_came() {
        assert_eq!(readable_body(b"{ \"config\" : 1 }"), "{ \"config\" : 1 }");
    }
}
