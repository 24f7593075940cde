//! Load: what a workload, a component or a group uses, as the last seconds and minutes show it.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// Load over one span. Sessions, packets and bytes are those that came within it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Load {
    /// Processors, 1 = one of them in full.
    pub cpu: f64,
    /// Memory, in bytes.
    pub memory: u64,
    /// Sessions that others began.
    pub session_in: u64,
    /// Sessions that it began.
    pub session_out: u64,
    /// Sessions at this moment that others began; in the total only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cur_session_in: Option<u64>,
    /// Sessions at this moment that it began; in the total only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cur_session_out: Option<u64>,
    /// Packets received.
    pub packet_in: u64,
    /// Packets sent.
    pub packet_out: u64,
    /// Bytes received.
    pub byte_in: u64,
    /// Bytes sent.
    pub byte_out: u64,
}

/// Load over several spans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stats {
    /// The shortest span, in seconds.
    pub interval: u32,
    /// Since the beginning; processors and memory are 0 in it.
    #[serde(deserialize_with = "nullable")]
    pub total: Load,
    /// The last interval.
    #[serde(deserialize_with = "nullable")]
    pub span_1: Load,
    /// The last 12 intervals.
    #[serde(deserialize_with = "nullable")]
    pub span_12: Load,
    /// The last 60 intervals.
    #[serde(deserialize_with = "nullable")]
    pub span_60: Load,
}

/// The answer with the load of a workload or a component.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatsShown {
    /// Whose it is.
    pub id: String,
    /// When it was read; RFC 3339.
    pub read_at: String,
    /// The load; none where nothing is measured.
    pub stats: Option<Stats>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_is_missing_is_idle() {
        for (body, cpu) in [
            (r#"{"interval":5}"#, 0.0),
            (r#"{"interval":5,"span_1":null}"#, 0.0),
            (r#"{"interval":5,"span_1":{"cpu":1}}"#, 1.0),
            (r#"{"interval":5,"span_1":{"cpu":0.25}}"#, 0.25),
        ] {
            let stats: Stats = serde_json::from_str(body).expect(body);
            assert_eq!(stats.span_1.cpu, cpu, "{body}");
            assert_eq!(stats.span_1.cur_session_in, None, "{body}");
        }
        let shown: StatsShown = serde_json::from_str(r#"{"id":"a","stats":null}"#).expect("decodes");
        assert_eq!(shown.stats, None);
    }
}
