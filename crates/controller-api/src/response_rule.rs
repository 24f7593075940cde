//! Response rules: what happens by itself when something is reported.

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, group::CfgType};

/// A condition on what is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Condition {
    /// What is looked at: `name`, `level`, `cve-high`, `cve-name`…
    #[serde(rename = "type")]
    pub kind: String,
    /// What it must be, or at least.
    pub value: String,
}

/// A response rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseRule {
    /// Its id; 0 in a new one = the controller picks it.
    pub id: u32,
    /// What is reported: `security-event`, `event`, `cve-report`, `compliance`, `admission-control`…
    #[serde(default)]
    pub event: String,
    /// A comment.
    #[serde(default)]
    pub comment: String,
    /// The group that it is about; `""` = all.
    #[serde(default)]
    pub group: String,
    /// All of these must hold.
    #[serde(default, deserialize_with = "nullable")]
    pub conditions: Vec<Condition>,
    /// What is done: `quarantine`, `webhook`, `suppress-log`.
    #[serde(default, deserialize_with = "nullable")]
    pub actions: Vec<String>,
    /// The webhooks that are told, by name.
    #[serde(default, deserialize_with = "nullable")]
    pub webhooks: Vec<String>,
    /// Switched off.
    #[serde(default)]
    pub disable: bool,
    /// Where it comes from.
    #[serde(default)]
    pub cfg_type: CfgType,
}

/// The rules in the order in which they are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseRules {
    /// The rules.
    #[serde(default, deserialize_with = "nullable")]
    pub rules: Vec<ResponseRule>,
}

endpoints! {
    /// All rules. Takes `scope`, `start`, `limit`. Needs `rt_policy`.
    LIST: Get "/v1/response/rule" => ResponseRules;
    /// Those that are about a workload. Unknown is 404.
    OF_WORKLOAD: Get "/v1/response/workload_rules/{id}" => ResponseRules;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_whatever_is_missing() {
        let rules = r#"{"rules":[{"id":1,"event":"moonrise","cfg_type":"dreamt","conditions":null,
            "actions":["howl"]}]}"#;
        let rules: ResponseRules = serde_json::from_str(rules).expect("decodes");
        let rule = &rules.rules[0];
        assert_eq!((&*rule.event, &rule.cfg_type), ("moonrise", &CfgType::Other("dreamt".into())));
        assert!(rule.conditions.is_empty() && rule.actions == ["howl"]);
    }
}
