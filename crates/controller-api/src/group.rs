//! Groups: sets of workloads, nodes or addresses that rules speak of. A learned group stands for a service.

use serde::{Deserialize, Serialize};

use crate::{
    decode::nullable,
    mode::{Baseline, Mode, baseline_or_empty, optional_baseline, optional_mode},
    name::GroupName,
    policy_rule::PolicyRule,
    workload::WorkloadBrief,
};

open_enum! {
    /// Where a group or rule comes from, which decides who may change it.
    pub enum CfgType {
        /// Learned from behaviour.
        Learned = "learned",
        /// Made by a user.
        UserCreated = "user_created",
        /// From a custom resource in Kubernetes; changed there.
        Ground = "ground",
        /// From the federation's master; changed there.
        Federal = "federal",
        /// Comes with the product.
        System = "system_defined",
    }
}

open_enum! {
    /// What a group is made of.
    pub enum GroupKind {
        /// Workloads.
        Container = "container",
        /// Nodes.
        Node = "node",
        /// IP addresses or host names.
        Address = "address",
        /// A Kubernetes service's address.
        IpService = "ip_service",
        /// Everything outside the cluster.
        External = "external",
    }
}

/// A condition of membership, such as `service = web.prod`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What is looked at: `service`, `domain`, `image`, `node`, `container`, `address` or a label.
    pub key: String,
    /// What it is compared with.
    pub value: String,
    /// How: `=`, `!=`, `contains`, `prefix`, `regex`, `!regex`.
    pub op: String,
}

/// A group as lists give it. With `brief=true` the fields that say so are absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub name: GroupName,
    /// A comment.
    #[serde(default)]
    pub comment: String,
    /// Its namespace; `""` = none.
    #[serde(default)]
    pub domain: String,
    /// The namespaces of the namespace users who made it.
    #[serde(default, rename = "creater_domains", deserialize_with = "nullable")]
    pub creator_domains: Vec<String>,
    /// What it is made of.
    #[serde(default)]
    pub kind: GroupKind,
    /// Where it comes from.
    #[serde(default)]
    pub cfg_type: CfgType,
    /// The same as `cfg_type = learned`, from older days.
    #[serde(default)]
    pub learned: bool,
    /// It comes with the product and cannot be deleted.
    #[serde(default)]
    pub reserved: bool,
    /// What part of the platform it is, such as `Kubernetes`; `""` = none.
    #[serde(default)]
    pub platform_role: String,
    /// The mode of its network rules; none on groups that stand for no service.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held; none on `nodes` and on groups without modes.
    #[serde(default, deserialize_with = "optional_baseline", serialize_with = "baseline_or_empty")]
    pub baseline_profile: Option<Baseline>,
    /// It does not count in the security score.
    #[serde(default)]
    pub not_scored: bool,
    /// Its traffic is held against the thresholds below.
    #[serde(default)]
    pub monitor_metric: bool,
    /// Threshold: sessions at once.
    #[serde(default, rename = "group_sess_cur")]
    pub max_sessions: u32,
    /// Threshold: new sessions a second.
    #[serde(default, rename = "group_sess_rate")]
    pub max_session_rate: u32,
    /// Threshold: Mb/s.
    #[serde(default, rename = "group_band_width")]
    pub max_bandwidth: u32,
    /// Its mode can be switched. With `with_cap=true` only; absent is not the same as `false`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_change_mode: Option<bool>,
    /// It can be taken in or out of the security score. With `with_cap=true` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_scorable: Option<bool>,
    /// What makes a member; absent in brief lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<Criterion>>,
    /// The members; absent in brief lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<WorkloadBrief>>,
    /// Ids of the network rules that name it; absent in brief lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_rules: Option<Vec<u32>>,
    /// Ids of the response rules that name it; absent in brief lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_rules: Option<Vec<u32>>,
}

/// A list of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// The groups, by name.
    #[serde(default, deserialize_with = "nullable")]
    pub groups: Vec<Group>,
}

/// One group with its rules in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDetail {
    /// Its name.
    pub name: GroupName,
    /// A comment.
    #[serde(default)]
    pub comment: String,
    /// Its namespace; `""` = none.
    #[serde(default)]
    pub domain: String,
    /// What it is made of.
    #[serde(default)]
    pub kind: GroupKind,
    /// Where it comes from.
    #[serde(default)]
    pub cfg_type: CfgType,
    /// The same as `cfg_type = learned`, from older days.
    #[serde(default)]
    pub learned: bool,
    /// It comes with the product.
    #[serde(default)]
    pub reserved: bool,
    /// Its traffic is held against the thresholds below.
    #[serde(default)]
    pub monitor_metric: bool,
    /// Threshold: sessions at once.
    #[serde(default, rename = "group_sess_cur")]
    pub max_sessions: u32,
    /// Threshold: new sessions a second.
    #[serde(default, rename = "group_sess_rate")]
    pub max_session_rate: u32,
    /// Threshold: Mb/s.
    #[serde(default, rename = "group_band_width")]
    pub max_bandwidth: u32,
    /// What part of the platform it is.
    #[serde(default)]
    pub platform_role: String,
    /// The mode of its network rules.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    #[serde(default, deserialize_with = "optional_baseline", serialize_with = "baseline_or_empty")]
    pub baseline_profile: Option<Baseline>,
    /// It does not count in the security score.
    #[serde(default)]
    pub not_scored: bool,
    /// Its mode can be switched; with `with_cap=true` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_change_mode: Option<bool>,
    /// It can be taken in or out of the score; with `with_cap=true` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_scorable: Option<bool>,
    /// What makes a member.
    #[serde(default, deserialize_with = "nullable")]
    pub criteria: Vec<Criterion>,
    /// The members.
    #[serde(default, deserialize_with = "nullable")]
    pub members: Vec<WorkloadBrief>,
    /// The network rules that name it.
    #[serde(default, deserialize_with = "nullable")]
    pub policy_rules: Vec<PolicyRule>,
}

/// The answer with one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupShown {
    /// The group.
    pub group: GroupDetail,
}

endpoints! {
    /// All groups that the caller may see, by name. Takes `start`, `limit`, `scope`, `brief`, `with_cap`,
    /// `view=pod`. There is no total; paging past the end gives an empty list.
    LIST: Get "/v1/group" => Groups;
    /// One group. Unknown is 404; another namespace's is 403 for a namespace user.
    SHOW: Get "/v1/group/{name}" => GroupShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_null_and_false_are_told_apart_where_it_matters() {
        let group = |more: &str| -> Group {
            let body = format!(r#"{{"name":"g","kind":"container","cfg_type":"learned"{more}}}"#);
            serde_json::from_str(&body).expect("decodes")
        };
        assert_eq!(group("").cap_change_mode, None);
        assert_eq!(group(r#","cap_change_mode":null"#).cap_change_mode, None);
        assert_eq!(group(r#","cap_change_mode":false"#).cap_change_mode, Some(false));
        assert_eq!(group(r#","policy_mode":"""#).policy_mode, None);
        assert_eq!(group(r#","members":null"#).members, None);
        assert!(group(r#","creater_domains":null"#).creator_domains.is_empty());
    }

    #[test]
    fn a_word_that_is_new_costs_no_list() {
        let groups =
            r#"{"groups":[{"name":"g","kind":"quantum","cfg_type":"dreamt","policy_mode":"Guess"}]}"#;
        let groups: Groups = serde_json::from_str(groups).expect("decodes");
        assert_eq!(groups.groups[0].kind, GroupKind::Other("quantum".into()));
        assert_eq!(groups.groups[0].policy_mode, None, "a mode that we do not know is not shown as one");
    }
}
