//! Network rules: who may talk to whom, in which application, over which ports; the first that matches counts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Empty, decode::nullable, group::CfgType};

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
    #[serde(default)]
    pub action: String,
    /// The same as `cfg_type = learned`, from older days.
    #[serde(default)]
    pub learned: bool,
    /// Switched off.
    #[serde(default)]
    pub disable: bool,
    /// Where it comes from.
    #[serde(default)]
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

/// The answer with one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRuleShown {
    /// The rule.
    pub rule: PolicyRule,
}

/// Where rules go among those that the caller may change: the federation's and those from custom resources stay
/// above the others whatever is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Behind all others.
    #[default]
    Last,
    /// Before all others.
    First,
    /// Behind this rule.
    After(u32),
    /// Before this rule.
    Before(u32),
}

impl Place {
    /// It goes without saying.
    fn is_last(&self) -> bool {
        *self == Self::Last
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Last => serializer.serialize_none(),
            Self::First => serializer.serialize_i64(0),
            Self::After(id) => serializer.serialize_i64(i64::from(id)),
            Self::Before(id) => serializer.serialize_i64(-i64::from(id)),
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(after) = Option::<i64>::deserialize(deserializer)? else { return Ok(Self::Last) };
        let id = u32::try_from(after.unsigned_abs()).map_err(serde::de::Error::custom)?;
        Ok(match after {
            0 => Self::First,
            1.. => Self::After(id),
            _ => Self::Before(id),
        })
    }
}

/// A rule as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRuleDraft {
    /// Its id; 0 = the controller picks one. A new one must lie in the range of what makes it.
    #[serde(default)]
    pub id: u32,
    /// The client's group.
    pub from: String,
    /// The server's group.
    pub to: String,
    /// `any`, or ports such as `tcp/443,udp/53`.
    pub ports: String,
    /// `any`, or application names.
    #[serde(default, deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// `allow` or `deny`.
    pub action: String,
    /// A comment.
    #[serde(default)]
    pub comment: String,
    /// Switched off.
    #[serde(default)]
    pub disable: bool,
    /// Where it comes from; a user if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cfg_type: Option<CfgType>,
    /// Above others with a lower number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
}

/// A rule in a list that replaces all rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RuleEntry {
    /// A new one, or one that changes.
    Draft(PolicyRuleDraft),
    /// One that stays as it is.
    Same {
        /// Its id.
        id: u32,
    },
}

/// New rules and their place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleInsert {
    /// Where they go.
    #[serde(default, skip_serializing_if = "Place::is_last")]
    pub after: Place,
    /// The rules.
    pub rules: Vec<PolicyRuleDraft>,
}

/// A rule and its new place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleMove {
    /// The rule.
    pub id: u32,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Place::is_last")]
    pub after: Place,
}

/// What is done with the list of rules: one thing at a time, the first of these that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesAction {
    /// Moves a rule.
    #[serde(default, rename = "move", skip_serializing_if = "Option::is_none")]
    pub move_rule: Option<RuleMove>,
    /// Inserts rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insert: Option<RuleInsert>,
    /// Replaces all rules that the caller may change, and their order. One that is not in it is deleted,
    /// unless it was learned; those stay, as somebody's list may be older than they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<RuleEntry>>,
    /// Deletes rules. With `rules`: the learned ones that are to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delete: Option<Vec<u32>>,
}

/// A change of one rule. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRuleChange {
    /// Which; must agree with the path.
    pub id: u32,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The client's group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The server's group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The ports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ports: Option<String>,
    /// The applications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<String>>,
    /// `allow` or `deny`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable: Option<bool>,
    /// Where it comes from; cannot change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cfg_type: Option<CfgType>,
}

/// The body of one rule's change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRuleUpdate {
    /// The change.
    pub config: PolicyRuleChange,
    /// Leaves the rule as it is and puts a changed copy, a user's, before it: how a learned rule is taken over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replicate: bool,
}

endpoints! {
    /// All rules. Takes `scope`, `start`, `limit`; passes `f_` filters over. Needs `rt_policy`, as all of
    /// these do; a rule between two namespaces is shown to who reads one of them and changed by who may write
    /// both.
    LIST: Get "/v1/policy/rule" => PolicyRules;
    /// One rule. Unknown is 404; what is no number is 400.
    SHOW: Get "/v1/policy/rule/{id}" => PolicyRuleShown;
    /// Inserts, moves, replaces or deletes rules; takes `scope`. 400 for an id that is taken or out of range
    /// or a group that is unknown; 400 code 46 with the ids of rules that the caller may not change.
    ACT: Patch "/v1/policy/rule", RulesAction => Empty;
    /// Changes one rule. 400 for one that was learned, unless it is copied, and for one from a custom resource.
    UPDATE: Patch "/v1/policy/rule/{id}", PolicyRuleUpdate => Empty;
    /// Deletes one rule. Unknown is 404; one from a custom resource 400.
    DELETE: Delete "/v1/policy/rule/{id}" => Empty;
    /// Deletes all rules that users made and the caller may change; takes `scope`. Learned ones stay.
    DELETE_ALL: Delete "/v1/policy/rule" => Empty;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_a_number_or_nothing() {
        for (place, sent) in [
            (Place::Last, json!({"id": 5})),
            (Place::First, json!({"id": 5, "after": 0})),
            (Place::After(7), json!({"id": 5, "after": 7})),
            (Place::Before(7), json!({"id": 5, "after": -7})),
        ] {
            let rule = RuleMove { id: 5, after: place };
            assert_eq!(serde_json::to_value(&rule).expect("encodes"), sent);
            assert_eq!(serde_json::from_value::<RuleMove>(sent).expect("decodes"), rule);
        }
        let null: RuleMove = serde_json::from_value(json!({"id": 5, "after": null})).expect("decodes");
        assert_eq!(null.after, Place::Last);
        assert!(serde_json::from_value::<RuleMove>(json!({"id": 5, "after": 5_000_000_000_i64})).is_err());
    }

    #[test]
    fn a_rule_that_stays_is_sent_by_its_id_alone() {
        let draft = json!({"id": 0, "from": "a", "to": "b", "ports": "any", "applications": ["any"],
            "action": "allow", "comment": "", "disable": false});
        let sent = json!({"rules": [{"id": 101}, draft], "delete": [10_001]});
        let action: RulesAction = serde_json::from_value(sent.clone()).expect("decodes");
        let rules = action.rules.as_ref().expect("some");
        assert_eq!(rules[0], RuleEntry::Same { id: 101 });
        assert!(matches!(&rules[1], RuleEntry::Draft(draft) if draft.cfg_type.is_none()));
        assert_eq!(serde_json::to_value(action).expect("encodes"), sent);
    }

    #[test]
    fn a_change_leaves_out_what_stays() {
        let config = PolicyRuleChange { id: 103, disable: Some(true), ..PolicyRuleChange::default() };
        let update = PolicyRuleUpdate { config, replicate: false };
        assert_eq!(
            serde_json::to_value(update).expect("encodes"),
            json!({"config": {"id": 103, "disable": true}})
        );
    }

    #[test]
    fn a_rule_with_words_that_are_new_is_read() {
        let rules = r#"{"rules":[{"id":9,"from":"a","to":"b","action":"frown","cfg_type":"dreamt",
            "applications":null}]}"#;
        let rules: PolicyRules = serde_json::from_str(rules).expect("decodes");
        assert_eq!((&*rules.rules[0].action, rules.rules[0].last_match_timestamp), ("frown", 0));
    }
}
