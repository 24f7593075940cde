//! Processes of a workload: those that run, and those that ran.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// A process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Process {
    /// Its name.
    pub name: String,
    /// Its number on the node.
    pub pid: u32,
    /// The number of the process that started it.
    pub parent: u32,
    /// The number of its group.
    pub group: u32,
    /// The number of its session.
    pub session: u32,
    /// Its command line.
    pub cmdline: String,
    /// It has root's rights.
    pub root: bool,
    /// Its user.
    pub user: String,
    /// What it is doing, such as `sleeping`, `running`, `exited`.
    pub status: String,
    /// When it started, in unix seconds.
    pub start_timestamp: i64,
    /// What the profile says of it: `allow`, `deny`, `violate`; `""` = nothing.
    pub action: String,
}

/// Processes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processes {
    /// The processes, the oldest first.
    #[serde(default, deserialize_with = "nullable")]
    pub processes: Vec<Process>,
}

endpoints! {
    /// What runs in a workload, as its enforcer says it. Unknown is 404; 500 when the enforcer does not answer.
    /// Needs `rt_policy`.
    RUNNING: Get "/v1/workload/{id}/process" => Processes;
    /// What ran in it; the same.
    HISTORY: Get "/v1/workload/{id}/process_history" => Processes;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_are_read_whatever_is_missing() {
        for (body, count) in [
            ("{}", 0),
            (r#"{"processes":null}"#, 0),
            (r#"{"processes":[{"name":"sh","action":"dreamt","status":"Zombie"},{}]}"#, 2),
        ] {
            let processes: Processes = serde_json::from_str(body).expect(body);
            assert_eq!(processes.processes.len(), count, "{body}");
        }
    }
}
