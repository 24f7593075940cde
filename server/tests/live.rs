//! The stream of what arrives in a log: who is told what, how often the controller is asked for it, and when it ends.

use std::time::Duration;

use axum::http::Response;
use demo_controller::{Connect, Effect};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;

use crate::support::{Console, browser::Browser};

const STREAM: &str = "/api/events/live/security";
/// The controller's log of threats, violations and incidents.
const LOG: &str = "/v1/log/security";
/// How long a beat may take: some polls.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a stream has said at once.
#[derive(Debug, PartialEq, Eq)]
struct Beat {
    new: u64,
    state: String,
    cursor: String,
}

/// An open stream.
struct Stream {
    answer: Response<Incoming>,
    said: String,
}

impl Stream {
    async fn open(browser: &Browser, query: &str, told: Option<&str>) -> Self {
        let asking = browser.get(&format!("{STREAM}{query}"));
        let asking = match told {
            Some(cursor) => asking.header("last-event-id", cursor),
            None => asking,
        };
        let answer = asking.open().await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { answer, said: String::new() }
    }

    /// The next beat; none when the stream has ended.
    async fn next(&mut self) -> Option<Beat> {
        loop {
            if let Some((event, rest)) = self.said.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name));
                    line.and_then(|line| line.strip_prefix(':')).unwrap_or_default().trim().to_owned()
                };
                let (data, cursor) = (field("data"), field("id"));
                self.said = rest.to_owned();
                if let [new, state, _] = *data.split(' ').collect::<Vec<_>>() {
                    return Some(Beat {
                        new: new.parse().expect("a number"),
                        state: state.to_owned(),
                        cursor,
                    });
                }
                continue;
            }
            let frame = tokio::time::timeout(PATIENCE, self.answer.body_mut().frame()).await;
            let frame = frame.expect("it says something in time")?.ok()?;
            let data = frame.into_data().unwrap_or_default();
            self.said.push_str(std::str::from_utf8(&data).expect("it is text"));
        }
    }

    /// The next beat that says that something is new.
    async fn news(&mut self) -> Beat {
        loop {
            let beat = self.next().await.expect("it goes on");
            if beat.new > 0 {
                return beat;
            }
        }
    }
}

/// Somebody tries what no rule allows.
fn attempt(console: &Console, from: &str, to: &str, port: &str) {
    let connect = Connect {
        from: from.to_owned(),
        to: to.to_owned(),
        application: "SSH".to_owned(),
        port: port.to_owned(),
    };
    let effect = console.demo.connect(&connect).expect("both ends exist").effect;
    assert!(matches!(effect, Effect::Violated | Effect::Denied), "{effect:?}");
}

const FRONTEND: &str = "nv.frontend.storefront";
const LEDGER: &str = "nv.ledger-db.payments";

/// Up to where a list was read.
async fn cursor(browser: &Browser) -> String {
    let list: Value = browser.call("/api/events/list_entries", &[]).await.json();
    list["cursor"].as_str().expect("it says so").to_owned()
}

#[tokio::test]
async fn what_arrives_is_counted_from_where_the_list_was_read() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let cursor = cursor(&admin).await;
    attempt(&console, "external", FRONTEND, "tcp/22");
    let mut stream = Stream::open(&admin, &format!("?after={cursor}"), None).await;
    let first = stream.news().await;
    assert_eq!(
        (first.new, &*first.state),
        (1, "well"),
        "what came between list and stream, and nothing else"
    );
    attempt(&console, "external", FRONTEND, "tcp/23");
    attempt(&console, "external", FRONTEND, "tcp/24");
    assert_eq!(stream.news().await.new, 2);
    drop(stream);
    // Who comes back is told what came after they were last told.
    let mut again = Stream::open(&admin, &format!("?after={cursor}"), Some(&first.cursor)).await;
    assert_eq!(again.news().await.new, 2);
}

#[tokio::test]
async fn only_what_is_asked_for_and_seen_is_counted() {
    let console = Console::start().await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    let after = [cursor(&admin).await, cursor(&dev).await];
    attempt(&console, LEDGER, "nv.payment-api.payments", "tcp/22");
    attempt(&console, "external", FRONTEND, "tcp/22");
    attempt(&console, "external", FRONTEND, "tcp/23");
    let mut all = Stream::open(&admin, &format!("?after={}", after[0]), None).await;
    let mut asked = Stream::open(&admin, &format!("?after={}&port=tcp%2F23", after[0]), None).await;
    let mut theirs = Stream::open(&dev, &format!("?after={}", after[1]), None).await;
    assert_eq!(all.news().await.new, 3);
    assert_eq!(asked.news().await.new, 1);
    assert_eq!(theirs.news().await.new, 2, "what is within `payments` is not for them");
}

#[tokio::test]
async fn many_who_see_the_same_cost_one_poll() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let mut streams = Vec::new();
    for _ in 0..40 {
        streams.push(Stream::open(&admin, "", None).await);
    }
    for stream in &mut streams {
        stream.next().await.expect("it beats");
    }
    let before = console.demo.count("GET", LOG);
    for _ in 0..2 {
        for stream in &mut streams {
            stream.next().await.expect("it beats");
        }
    }
    let polls = console.demo.count("GET", LOG) - before;
    assert!((1..=3).contains(&polls), "{polls} polls for two beats of forty");
}

#[tokio::test]
async fn a_controller_that_is_away_is_told_and_then_waited_for() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let mut stream = Stream::open(&admin, &format!("?after={}", cursor(&admin).await), None).await;
    assert_eq!(stream.next().await.map(|beat| beat.state).as_deref(), Some("well"));
    console.demo.go_away();
    let failed = stream.next().await.expect("it goes on");
    assert_eq!((failed.new, &*failed.state), (0, "failed"));
    console.demo.come_back();
    attempt(&console, "external", FRONTEND, "tcp/22");
    let back = stream.news().await;
    assert_eq!((back.new, &*back.state), (1, "well"));
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let mut stream = Stream::open(&admin, "", None).await;
    stream.next().await.expect("it beats");
    let left = admin.post("/session/end").send().await;
    assert!(matches!(left.status, 200..=399), "{}", left.status);
    while stream.next().await.is_some() {}
}

#[tokio::test]
async fn what_is_no_log_has_no_stream() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    assert_eq!(admin.get("/api/events/live/dreams").send().await.status, 404);
}
