//! The server functions of a pod's captures. Their packets are a file: `/files/capture/{id}.pcap`.

use controller_api::sniffer::SnifferStatus;
use kit::{AppError, flash::Kind};
use leptos::prelude::*;
use network_map::model::Key;
use serde::{Deserialize, Serialize};

/// A capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureRow {
    /// Its id.
    pub id: String,
    /// How it stands.
    pub status: SnifferStatus,
    /// What it holds, in bytes.
    pub size: u64,
    /// When it began, in unix seconds.
    pub started: i64,
    /// When it ended; none while it goes on.
    pub stopped: Option<i64>,
    /// Which packets are kept; `""` = all.
    pub filter: String,
}

impl CaptureRow {
    /// It goes on.
    pub fn is_running(&self) -> bool {
        self.status == SnifferStatus::Running
    }
}

/// A pod's captures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturesShown {
    /// The captures, the newest first.
    pub rows: Vec<CaptureRow>,
    /// The pod's namespace, which decides who may begin one.
    pub namespace: String,
    /// Whether its packets can be captured; none where the controller does not say.
    pub can_sniff: Option<bool>,
}

/// What was done, and whether the controller showed it when it was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// One began.
    Started {
        /// It was listed.
        shown: bool,
    },
    /// One ended.
    Stopped {
        /// It was listed as ended.
        shown: bool,
    },
    /// One was deleted.
    Deleted {
        /// It was not listed any more.
        shown: bool,
    },
}

impl Done {
    /// How it went, in words.
    pub fn say(self) -> (Kind, String) {
        let (shown, text) = match self {
            Self::Started { shown } => (shown, text::capture::started()),
            Self::Stopped { shown } => (shown, text::capture::stopped()),
            Self::Deleted { shown } => (shown, text::capture::deleted()),
        };
        (Kind::of(shown), if shown { text } else { text::capture::not_seen_yet() }.to_owned())
    }
}

/// A pod's captures.
#[server(endpoint = "map/get_captures", protocol = kit::Call)]
pub async fn get_captures(node: Key) -> Result<CapturesShown, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let (id, namespace) = super::read::pod(&upstream, node).await?;
            let rows = super::read::list(&upstream, &id).await?;
            Ok(CapturesShown { rows, namespace, can_sniff: super::read::can_sniff(&upstream, &id).await? })
        }
        .await,
    )
}

/// Begins a capture: for so many seconds, or until it is stopped; of the packets that a filter of tcpdump's lets through, or
/// of all. Whether it is listed. `back` is where a browser without scripts goes on.
#[server(endpoint = "map/start_capture", protocol = kit::Call)]
pub async fn start_capture(
    node: Key,
    #[server(default)] duration: String,
    #[server(default)] filter: String,
    #[server(default)] back: String,
) -> Result<Done, AppError> {
    use super::write::{Act, run};
    told(run(node, Act::Start { duration, filter }).await, &back)
}

/// Ends a capture and keeps what it holds.
#[server(endpoint = "map/stop_capture", protocol = kit::Call)]
pub async fn stop_capture(node: Key, id: String, #[server(default)] back: String) -> Result<Done, AppError> {
    use super::write::{Act, run};
    told(run(node, Act::Stop(id)).await, &back)
}

/// Deletes a capture with what it holds.
#[server(endpoint = "map/delete_capture", protocol = kit::Call)]
pub async fn delete_capture(
    node: Key,
    id: String,
    #[server(default)] back: String,
) -> Result<Done, AppError> {
    use super::write::{Act, run};
    told(run(node, Act::Delete(id)).await, &back)
}

#[cfg(feature = "ssr")]
fn told(outcome: Result<Done, AppError>, back: &str) -> Result<Done, AppError> {
    kit::flash::go_on(back);
    match &outcome {
        Ok(done) => {
            let (kind, text) = done.say();
            kit::flash::say(kind, text);
        }
        Err(error) => kit::flash::say(Kind::Bad, format!("{}. {}", error.title(), error.detail())),
    }
    kit::upstream::answer(outcome)
}
