//! Sniffers: captures of a workload's packets, made by its enforcer and kept there until they are deleted.

use serde::{Deserialize, Serialize};

use crate::{Empty, Endpoint, Method, decode::nullable};

open_enum! {
    /// How a capture stands.
    pub enum SnifferStatus {
        /// It goes on.
        Running = "running",
        /// It ended, by itself or by somebody.
        Stopped = "stopped",
        /// It could not be made, or not be ended well.
        Failed = "failed",
    }
}

/// A capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sniffer {
    /// Its id, which ends in its enforcer's.
    pub id: String,
    /// The enforcer.
    #[serde(default)]
    pub enforcer_id: String,
    /// The workload.
    #[serde(default, rename = "container_id")]
    pub workload_id: String,
    /// How it stands.
    #[serde(default)]
    pub status: SnifferStatus,
    /// How many files it fills before it writes over the oldest; 2 MB each.
    #[serde(default)]
    pub file_number: u32,
    /// What it holds, in bytes.
    #[serde(default)]
    pub size: u64,
    /// Which packets are kept, as tcpdump says it; `""` = all.
    #[serde(default)]
    pub args: String,
    /// When it began, in unix seconds.
    #[serde(default)]
    pub start_time: i64,
    /// When it ended, in unix seconds; 0 = it goes on.
    #[serde(default)]
    pub stop_time: i64,
}

/// Captures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sniffers {
    /// The captures, the oldest first.
    #[serde(default, deserialize_with = "nullable")]
    pub sniffers: Vec<Sniffer>,
}

/// The answer with one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnifferShown {
    /// The capture.
    pub sniffer: Sniffer,
}

/// What is to be captured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnifferArgs {
    /// How many files, 1–50; 5 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_number: Option<u32>,
    /// For how long, in seconds; until it is stopped if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// Which packets, as tcpdump says it; all if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
}

/// The body that begins a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnifferStart {
    /// What is to be captured.
    pub sniffer: SnifferArgs,
}

/// Which capture was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartedSniffer {
    /// Its id.
    pub id: String,
}

/// The answer to a capture's beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnifferStarted {
    /// The capture.
    pub result: StartedSniffer,
}

/// A capture's packets. Takes `limit`, in bytes. The answer is a multipart with one part, `pcap`, whose
/// content is the file; like the backup it is streamed and not read as JSON, so that it does not stand in the
/// table.
pub const PCAP: Endpoint<(), Empty, 1> = Endpoint::new(Method::Get, "/v1/sniffer/{id}/pcap");

endpoints! {
    /// Captures. Must have [`crate::session::of_workload`] or [`crate::session::of_enforcer`] (400 code 12).
    /// Needs `rt_policy` where the workload is, as all of these do.
    LIST: Get "/v1/sniffer" => Sniffers;
    /// One capture. Unknown is 404.
    SHOW: Get "/v1/sniffer/{id}" => SnifferShown;
    /// Begins a capture. Must have [`crate::session::of_workload`]; 404 when the workload is unknown, 400
    /// when it cannot be captured (`cap_sniff`), 400 code 12 for too many files.
    START: Post "/v1/sniffer", SnifferStart => SnifferStarted;
    /// Ends a capture and keeps what it holds.
    STOP: Patch "/v1/sniffer/stop/{id}" => Empty;
    /// Deletes a capture with what it holds.
    DELETE: Delete "/v1/sniffer/{id}" => Empty;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capture_is_read_whatever_is_missing() {
        let sniffers =
            r#"{"sniffers":[{"id":"a","status":"dreaming"},{"id":"b","status":"running","size":24}]}"#;
        let sniffers: Sniffers = serde_json::from_str(sniffers).expect("decodes");
        assert_eq!(sniffers.sniffers[0].status, SnifferStatus::Other("dreaming".into()));
        assert_eq!(
            (&sniffers.sniffers[1].status, sniffers.sniffers[1].stop_time),
            (&SnifferStatus::Running, 0)
        );
        let none: Sniffers = serde_json::from_str(r#"{"sniffers":null}"#).expect("decodes");
        assert!(none.sniffers.is_empty());
    }

    #[test]
    fn what_is_not_asked_for_is_not_sent() {
        let sent = |sniffer| serde_json::to_value(SnifferStart { sniffer }).expect("encodes");
        assert_eq!(sent(SnifferArgs::default()), serde_json::json!({"sniffer": {}}));
        let minute = SnifferArgs { duration: Some(60), ..SnifferArgs::default() };
        assert_eq!(sent(minute), serde_json::json!({"sniffer": {"duration": 60}}));
    }

    #[test]
    fn the_packets_have_their_own_path() {
        assert_eq!(PCAP.at(["ab12"]).target(), "/v1/sniffer/ab12/pcap");
    }
}
