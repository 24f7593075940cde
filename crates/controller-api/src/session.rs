//! Sessions: the connections that an enforcer sees at this moment.

use serde::{Deserialize, Serialize};

use crate::{Empty, Query, decode::nullable};

/// A session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Its number at the enforcer.
    pub id: u64,
    /// The workload.
    pub workload_id: String,
    /// The workload's side was spoken to; otherwise it began.
    pub ingress: bool,
    /// The kind of frame: 2048 IPv4, 34525 IPv6.
    pub ether_type: u16,
    /// 6 TCP, 17 UDP, 1 ICMP.
    pub ip_proto: u8,
    /// The application; `""` = not recognised.
    pub application: String,
    /// The client's hardware address.
    pub client_mac: String,
    /// The server's hardware address.
    pub server_mac: String,
    /// The client's address.
    pub client_ip: String,
    /// The server's address.
    pub server_ip: String,
    /// The client's port.
    pub client_port: u16,
    /// The server's port.
    pub server_port: u16,
    /// ICMP's code.
    pub icmp_code: u8,
    /// ICMP's type.
    pub icmp_type: u8,
    /// How the client's side of the connection stands, such as `syn_recv`; `""` = not TCP.
    pub client_state: String,
    /// How the server's side stands.
    pub server_state: String,
    /// Packets from the client.
    pub client_pkts: u32,
    /// Packets from the server.
    pub server_pkts: u32,
    /// Bytes from the client.
    pub client_bytes: u64,
    /// Bytes from the server.
    pub server_bytes: u64,
    /// Packets from the client that wait to be put in order.
    pub client_asm_pkts: u32,
    /// Packets from the server that wait.
    pub server_asm_pkts: u32,
    /// Bytes from the client that wait.
    pub client_asm_bytes: u64,
    /// Bytes from the server that wait.
    pub server_asm_bytes: u64,
    /// How long it has been, in seconds.
    pub age: u32,
    /// How long nothing was said, in seconds.
    pub idle: u32,
    /// How long it is kept without a word, in seconds.
    pub life: u32,
    /// It is watched only, so that nothing in it is blocked.
    pub tap: bool,
    /// It was there before the enforcer.
    pub mid_stream: bool,
    /// The rule that decided; 0 = none did.
    pub policy_id: u32,
    /// What is done: `allow`, `violate`, `deny`, `learn`, `open`…
    pub policy_action: String,
    /// The client's address by X-Forwarded-For; see [`Session::forwarded_for`].
    pub xff_ip: String,
    /// The application that the header spoke of.
    pub xff_app: String,
    /// The port that the header spoke of; 0 = none.
    pub xff_port: u16,
}

impl Session {
    /// For whom the client speaks, by X-Forwarded-For. No address is written as `<nil>`.
    pub fn forwarded_for(&self) -> Option<&str> {
        Some(self.xff_ip.as_str()).filter(|ip| !ip.is_empty() && *ip != "<nil>")
    }
}

/// Sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessions {
    /// The sessions.
    #[serde(default, deserialize_with = "nullable")]
    pub sessions: Vec<Session>,
}

/// How many sessions an enforcer sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionSummary {
    /// All of them.
    pub cur_sessions: u32,
    /// TCP.
    pub cur_tcp_sessions: u32,
    /// UDP.
    pub cur_udp_sessions: u32,
    /// ICMP.
    pub cur_icmp_sessions: u32,
    /// Others.
    pub cur_ip_sessions: u32,
}

/// The answer with the counters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSummaryShown {
    /// The counters.
    pub summary: SessionSummary,
}

/// Those of one workload. Without this or [`of_enforcer`], the controller refuses with 400 code 12.
pub fn of_workload(id: &str) -> Query {
    Query::new().with("f_workload", id)
}

/// Those of one enforcer.
pub fn of_enforcer(id: &str) -> Query {
    Query::new().with("f_enforcer", id)
}

endpoints! {
    /// Sessions. Must have [`of_workload`] or [`of_enforcer`]; takes `limit`. Needs `rt_policy`.
    LIST: Get "/v1/session" => Sessions;
    /// How many there are. Must have [`of_enforcer`]. For administrators of the whole cluster only.
    SUMMARY: Get "/v1/session/summary" => SessionSummaryShown;
    /// Forgets sessions: all that an enforcer sees, or with `f_id` one of them. Must have [`of_enforcer`]. For
    /// administrators of the whole cluster only.
    DELETE: Delete "/v1/session" => Empty;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_spoken_for_unless_an_address_is_said() {
        for (xff_ip, expected) in [("<nil>", None), ("", None), ("203.0.113.7", Some("203.0.113.7"))] {
            let body = format!(
                r#"{{"sessions":[{{"id":4294967297,"xff_ip":"{xff_ip}","policy_action":"dreamt"}}]}}"#
            );
            let sessions: Sessions = serde_json::from_str(&body).expect("decodes");
            assert_eq!(sessions.sessions[0].forwarded_for(), expected, "{xff_ip}");
        }
    }

    #[test]
    fn no_sessions_are_an_empty_list() {
        let sessions: Sessions = serde_json::from_str(r#"{"sessions":null}"#).expect("decodes");
        assert!(sessions.sessions.is_empty());
    }

    #[test]
    fn the_filters_are_the_ones_the_controller_asks_for() {
        assert_eq!(of_workload("a").to_string(), "?f_workload=a");
        assert_eq!(of_enforcer("b").with("f_id", "7").to_string(), "?f_enforcer=b&f_id=7");
    }
}
