//! Process profiles: which processes may run in a group's workloads; the first rule that matches counts.

use serde::{Deserialize, Serialize};

use crate::{
    Empty,
    decode::nullable,
    group::CfgType,
    mode::{Baseline, Mode, baseline_or_empty, mode_or_empty, optional_baseline, optional_mode},
};

/// A rule of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcessRule {
    /// The process's name; `*` = any.
    pub name: String,
    /// Its file. `""`, `*` and `/*` = any; what ends in `/*` is a directory with all that is below it.
    pub path: String,
    /// The user; `""` = any.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// `allow` or `deny`.
    pub action: String,
    /// Where it comes from. A learned rule that somebody changes stays a learned one.
    pub cfg_type: CfgType,
    /// Its id, which incidents name. Another one after each change of what it does; `""` on some learned ones.
    pub uuid: String,
    /// The group whose profile it is, where rules of several are listed; `""` = the profile's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The file may change in a running workload.
    pub allow_update: bool,
    /// When it was made, in unix seconds.
    pub created_timestamp: i64,
    /// When it was changed, in unix seconds.
    pub last_modified_timestamp: i64,
}

impl ProcessRule {
    /// Whether it speaks of a process of this name and file, as enforcers see it: a name without a wildcard stands for the
    /// process or for its file, so that what busybox runs is known too.
    pub fn matches(&self, name: &str, path: &str) -> bool {
        let is_any = self.name == "*";
        if is_any && matches!(&*self.path, "*" | "/*") {
            return true;
        }
        let Some((directory, file)) = path.rsplit_once('/') else { return false };
        let is_named = name == self.name || file == self.name;
        if let Some(top) = self.path.strip_suffix("/*") {
            return directory.starts_with(top) && (is_any || is_named);
        }
        match (self.path.split_once("/*/"), &*self.path) {
            _ if is_any => self.path == path,
            (_, "" | "*") => is_named,
            (Some((top, last)), _) => directory.starts_with(top) && name == self.name && file == last,
            (None, own) => own == path && name == self.name,
        }
    }

    /// Where it stands in a profile: rules are tried by name, then by path; what is empty comes last.
    pub fn rank(&self) -> impl Ord + '_ {
        (self.name.is_empty(), &*self.name, self.path.is_empty(), &*self.path)
    }
}

/// Why an incident arose that no rule of a profile is behind: what its rule's id says then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// The profile does not list the process.
    NotListed,
    /// The process is one that attackers use, such as `nmap`.
    Risky,
    /// It opened a tunnel.
    Tunnel,
    /// It took root's rights.
    RootEscalation,
    /// It was copied into the workload from the node.
    Copied,
    /// Zero-drift: its file is not the image's.
    NotOfImage,
    /// Zero-drift: none of the workload's own processes started it.
    NotOfFamily,
    /// Zero-drift: the workload's own processes started it, but the profile does not list it.
    NotListedOfFamily,
}

impl BuiltIn {
    /// All, by their numbers.
    pub const ALL: [Self; 8] = [
        Self::NotListed,
        Self::Risky,
        Self::Tunnel,
        Self::RootEscalation,
        Self::Copied,
        Self::NotOfImage,
        Self::NotOfFamily,
        Self::NotListedOfFamily,
    ];

    /// What ids of this kind begin with; two digits follow.
    const PREFIX: &str = "00000000-0000-0000-0000-0000000000";

    /// The id that says so.
    pub fn rule_id(self) -> String {
        format!("{}{:02x}", Self::PREFIX, self as u8)
    }

    /// Of an id; none where it is a rule's own, or says what we have no word for.
    pub fn of(rule_id: &str) -> Option<Self> {
        let number = u8::from_str_radix(rule_id.strip_prefix(Self::PREFIX)?, 16).ok()?;
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether this id is a built-in reason's, one that we know or not.
    pub fn is_one(rule_id: &str) -> bool {
        rule_id.starts_with(Self::PREFIX)
    }
}

/// A group's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcessProfile {
    /// The group.
    pub group: String,
    /// What is done about what the rules do not allow; none on groups without modes.
    #[serde(deserialize_with = "optional_mode", serialize_with = "mode_or_empty")]
    pub mode: Option<Mode>,
    /// How strictly it is held to; none on groups without modes.
    #[serde(deserialize_with = "optional_baseline", serialize_with = "baseline_or_empty")]
    pub baseline: Option<Baseline>,
    /// The rules in the order in which they are tried: by name, then by path, so that wildcards come first.
    #[serde(deserialize_with = "nullable")]
    pub process_list: Vec<ProcessRule>,
}

/// The answer with one profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessProfileShown {
    /// The profile.
    pub process_profile: ProcessProfile,
}

/// A rule as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessRuleDraft {
    /// The process's name; must not be blank.
    pub name: String,
    /// Its file, as in [`ProcessRule::path`]: absolute, with one `*` at most.
    #[serde(default)]
    pub path: String,
    /// `allow` or `deny`.
    pub action: String,
    /// The file may change in a running workload. Absent is `false`, and takes it away from a rule that had it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_update: bool,
}

/// A change of a profile. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessProfileChange {
    /// The group.
    pub group: String,
    /// How strictly it is held to; not on `nodes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Rules to add; one of the same name and path gets this action instead.
    #[serde(
        default,
        rename = "process_change_list",
        deserialize_with = "nullable",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub change: Vec<ProcessRuleDraft>,
    /// Rules to take away, before any is added.
    #[serde(
        default,
        rename = "process_delete_list",
        deserialize_with = "nullable",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub delete: Vec<ProcessRuleDraft>,
}

/// The body of a profile's change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessProfileUpdate {
    /// The change.
    #[serde(rename = "process_profile_config")]
    pub config: ProcessProfileChange,
}

endpoints! {
    /// A group's profile. Unknown is 404; a group that is neither of workloads nor `nodes` is 400 with code 7. Needs
    /// `rt_policy`.
    SHOW: Get "/v1/process_profile/{group}" => ProcessProfileShown;
    /// Changes it. 400 with code 7 for a rule to take away that is not there, 400 for a name that is blank, a path that
    /// is none, and for denying everything. It takes rules for groups of custom resources too, which write over them.
    UPDATE: Patch "/v1/process_profile/{group}", ProcessProfileUpdate => Empty;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_profile_is_read_whatever_is_missing() {
        for (body, count) in [
            (json!({"process_profile": {}}), 0),
            (json!({"process_profile": {"mode": "", "baseline": "", "process_list": null}}), 0),
            (
                json!({"process_profile": {"mode": "Dreams", "process_list": [{"action": "frown", "cfg_type": "dreamt"}, {}]}}),
                2,
            ),
        ] {
            let shown: ProcessProfileShown = serde_json::from_value(body.clone()).expect("it decodes");
            let profile = shown.process_profile;
            assert_eq!(
                (profile.mode, profile.baseline, profile.process_list.len()),
                (None, None, count),
                "{body}"
            );
        }
    }

    #[test]
    fn a_rule_speaks_of_processes_by_name_and_file() {
        for (rule, process, expected) in [
            (("*", "*"), ("sh", "/bin/sh"), true),
            (("*", "/*"), ("sh", ""), true),
            (("*", "/bin/sh"), ("ls", "/bin/sh"), true),
            (("*", "/bin/sh"), ("ls", "/bin/ls"), false),
            (("*", "/usr/*"), ("curl", "/usr/bin/curl"), true),
            (("*", "/usr/*"), ("sh", "/bin/sh"), false),
            (("curl", ""), ("curl", "/usr/bin/curl"), true),
            (("curl", "*"), ("x", "/usr/bin/curl"), true),
            (("curl", "/usr/*"), ("curl", "/usr/bin/curl"), true),
            (("curl", "/opt/*"), ("curl", "/usr/bin/curl"), false),
            (("nginx", "/usr/*/nginx"), ("nginx", "/usr/sbin/nginx"), true),
            (("nginx", "/usr/*/nginx"), ("worker", "/usr/sbin/nginx"), false),
            (("curl", "/usr/bin/curl"), ("curl", "/usr/bin/curl"), true),
            (("ls", "/bin/busybox"), ("ls", "/bin/busybox"), true),
            (("ls", "/bin/busybox"), ("sh", "/bin/busybox"), false),
            (("curl", "*"), ("curl", ""), false),
        ] {
            let (name, path) = (rule.0.to_owned(), rule.1.to_owned());
            let rule = ProcessRule { name, path, ..ProcessRule::default() };
            assert_eq!(rule.matches(process.0, process.1), expected, "{rule:?} {process:?}");
        }
    }

    #[test]
    fn wildcards_stand_before_what_they_speak_of() {
        let rule = |name: &str, path: &str| ProcessRule {
            name: name.to_owned(),
            path: path.to_owned(),
            ..ProcessRule::default()
        };
        let mut rules = [
            rule("sh", ""),
            rule("sh", "/bin/sh"),
            rule("sh", "/bin/*"),
            rule("*", "/bin/*"),
            rule("ls", "*"),
        ];
        rules.sort_by(|one, other| one.rank().cmp(&other.rank()));
        let ranked = rules.each_ref().map(|rule| format!("{} {}", rule.name, rule.path));
        assert_eq!(ranked, ["* /bin/*", "ls *", "sh /bin/*", "sh /bin/sh", "sh "]);
    }

    #[test]
    fn a_built_in_reason_reads_back_from_its_id() {
        for reason in BuiltIn::ALL {
            assert_eq!(BuiltIn::of(&reason.rule_id()), Some(reason));
        }
        let id = "00000000-0000-0000-0000-000000000003";
        assert_eq!((BuiltIn::of(id), BuiltIn::is_one(id)), (Some(BuiltIn::RootEscalation), true));
        let unheard_of = "00000000-0000-0000-0000-00000000002a";
        assert_eq!((BuiltIn::of(unheard_of), BuiltIn::is_one(unheard_of)), (None, true));
        let own = "02676163-a041-4b41-adc6-9ec4a963426b";
        assert_eq!((BuiltIn::of(own), BuiltIn::is_one(own)), (None, false));
    }

    #[test]
    fn a_change_leaves_out_what_stays() {
        let rule = ProcessRuleDraft {
            name: "sh".to_owned(),
            path: "/bin/sh".to_owned(),
            action: "deny".to_owned(),
            allow_update: false,
        };
        let config = ProcessProfileChange {
            group: "nodes".to_owned(),
            change: vec![rule],
            ..ProcessProfileChange::default()
        };
        let sent = json!({"process_profile_config": {
            "group": "nodes",
            "process_change_list": [{"name": "sh", "path": "/bin/sh", "action": "deny"}]
        }});
        assert_eq!(serde_json::to_value(ProcessProfileUpdate { config }).expect("encodes"), sent);
    }
}
