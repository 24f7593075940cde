//! Network rules: who may talk to whom, in which application, over which ports; the first that matches counts.

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, group::CfgType};

/// A network rule. Ids: a user's below 10,000, learned 10,000–99,999, federated 100,000–109,999,
/// from custom resources 110,000–119,999.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRule {
    /// Its id.
    pub id: u32,
    /// A comment.
    #[serde(default)]
    pub comment: String,
    /// The client's group.
    pub from: String,
    /// The server's group.
    pub to: String,
    /// `any`, or ports such as `tcp/443,udp/53`.
    #[serde(default)]
    pub ports: String,
    /// `any`, or application names.
    #[serde(default, deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// `allow` or `deny`.
    pub action: String,
    /// The same as `cfg_type = learned`, from older days.
    #[serde(default)]
    pub learned: bool,
    /// Switched off.
    #[serde(default)]
    pub disable: bool,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// Above others with a lower number.
    #[serde(default)]
    pub priority: u32,
    /// When it was made, in unix seconds.
    #[serde(default)]
    pub created_timestamp: i64,
    /// When it was changed, in unix seconds.
    #[serde(default)]
    pub last_modified_timestamp: i64,
    /// How often it matched.
    #[serde(default)]
    pub match_counter: u64,
    /// When it last matched, in unix seconds; 0 = never.
    #[serde(default)]
    pub last_match_timestamp: i64,
}

/// The rules in the order in which they are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRules {
    /// The rules.
    #[serde(default, deserialize_with = "nullable")]
    pub rules: Vec<PolicyRule>,
}

endpoints! {
    /// All rules. Takes `scope`, `start`, `limit`; passes `f_` filters over.
    LIST: Get "/v1/policy/rule" => PolicyRules;
}
