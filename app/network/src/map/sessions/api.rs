//! The server function of a pod's sessions.

use kit::AppError;
use leptos::prelude::*;
use network_map::model::Key;
use serde::{Deserialize, Serialize};

use crate::map::edge::entry::Action;

/// How many the controller is asked for.
pub const MOST: usize = 256;

/// An end of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Its address.
    pub ip: String,
    /// Its port; 0 = it has none.
    pub port: u16,
    /// For whom it speaks, by X-Forwarded-For.
    pub forwarded_for: Option<String>,
}

impl End {
    /// Address and port as one writes them: `10.42.0.7:8080`, `[fd00::7]:8080`.
    pub fn written(&self) -> String {
        match (self.port, self.ip.contains(':')) {
            (0, _) => self.ip.clone(),
            (port, true) => format!("[{}]:{port}", self.ip),
            (port, false) => format!("{}:{port}", self.ip),
        }
    }
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The application; `""` = not recognised.
    pub application: String,
    /// The protocol, such as `tcp`.
    pub protocol: String,
    /// Who began.
    pub client: End,
    /// Who was spoken to.
    pub server: End,
    /// Bytes from the client.
    pub client_bytes: u64,
    /// Bytes from the server.
    pub server_bytes: u64,
    /// The rule that decided; 0 = none did.
    pub rule: u32,
    /// What is done with it.
    pub action: Action,
    /// How long it has been, in seconds.
    pub age: u32,
}

/// The sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsShown {
    /// The sessions, as the controller lists them.
    pub rows: Vec<SessionRow>,
    /// When they were read, in unix seconds.
    pub read_at: i64,
}

/// The sessions of a pod at this moment.
#[server(endpoint = "map/get_sessions", protocol = kit::Call)]
pub async fn get_sessions(node: Key) -> Result<SessionsShown, AppError> {
    use controller_api::session;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let (id, _) = crate::map::capture::read::pod(&upstream, node).await?;
            let query = session::of_workload(&id).with("limit", MOST.to_string());
            let sessions = upstream.call(session::LIST.at([]).query(query)).await?.sessions;
            Ok(SessionsShown { rows: sessions.iter().map(row).collect(), read_at: kit::clock::now() })
        }
        .await,
    )
}

#[cfg(feature = "ssr")]
fn row(session: &controller_api::session::Session) -> SessionRow {
    let end = |ip: &str, port, forwarded_for| End { ip: ip.to_owned(), port, forwarded_for };
    let protocol = match session.ip_proto {
        1 | 58 => "icmp".to_owned(),
        6 => "tcp".to_owned(),
        17 => "udp".to_owned(),
        132 => "sctp".to_owned(),
        other => format!("ip {other}"),
    };
    SessionRow {
        application: session.application.clone(),
        protocol,
        client: end(&session.client_ip, session.client_port, session.forwarded_for().map(str::to_owned)),
        server: end(&session.server_ip, session.server_port, None),
        client_bytes: session.client_bytes,
        server_bytes: session.server_bytes,
        rule: session.policy_id,
        action: Action::of_word(&session.policy_action),
        age: session.age,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use controller_api::session::Session;

    use super::*;

    #[test]
    fn a_session_is_written_as_people_read_it() {
        let v6 = Session {
            client_ip: "fd00::7".to_owned(),
            client_port: 443,
            server_ip: "10.42.0.7".to_owned(),
            ip_proto: 1,
            policy_action: "learn".to_owned(),
            xff_ip: "203.0.113.7".to_owned(),
            ..Session::default()
        };
        let row = row(&v6);
        assert_eq!(
            (row.client.written().as_str(), row.server.written().as_str()),
            ("[fd00::7]:443", "10.42.0.7")
        );
        assert_eq!(
            (row.protocol.as_str(), row.client.forwarded_for.as_deref()),
            ("icmp", Some("203.0.113.7"))
        );
        assert_eq!(row.action, Action::Other("learn".to_owned()));
    }
}
