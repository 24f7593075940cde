//! Who may do what: permissions, roles and scopes as the controller names them (`controller/access/access.go`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

open_enum! {
    /// What a role can be allowed. Global unless said otherwise; the controller authorizes, the console explains.
    pub enum Permission {
        /// The cluster's settings. Global only.
        Config = "config",
        /// Controllers, enforcers, scanners. Global, built-in roles only.
        Components = "nv_resource",
        /// Scans of workloads, nodes and platforms.
        RuntimeScan = "rt_scan",
        /// Registries and signature verifiers.
        RegistryScan = "reg_scan",
        /// Scans from a build pipeline; write only.
        CiScan = "ci_scan",
        /// Groups, network, process, file, response, DLP and WAF rules.
        RuntimePolicy = "rt_policy",
        /// Admission control. Global only.
        Admission = "admctrl",
        /// Compliance checks, profiles and scripts.
        Compliance = "compliance",
        /// The vulnerability profile. Global only.
        Vulnerability = "vulnerability",
        /// Risk reports; read only.
        AuditEvents = "audit_events",
        /// Threats, violations, incidents; read only.
        SecurityEvents = "security_events",
        /// Events; read only.
        Events = "events",
        /// Directory servers. Global only.
        Authentication = "authentication",
        /// Users, roles, API keys.
        Authorization = "authorization",
        /// The federation. On its master only.
        Federation = "fed",
    }
}

/// One permission with what it allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Which permission.
    pub id: Permission,
    /// Whether reading is allowed.
    #[serde(default)]
    pub read: bool,
    /// Whether changing is allowed.
    #[serde(default)]
    pub write: bool,
}

/// Everything that a user may do: in the whole cluster, and in single namespaces beyond that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// Grants for the whole cluster.
    #[serde(default, rename = "global_permissions", deserialize_with = "nullable")]
    pub global: Vec<Grant>,
    /// Grants by namespace.
    #[serde(default, rename = "domain_permissions", deserialize_with = "nullable")]
    pub domains: BTreeMap<String, Vec<Grant>>,
}

fn find(grants: &[Grant], id: &Permission, allows: impl Fn(&Grant) -> bool) -> bool {
    grants.iter().any(|grant| grant.id == *id && allows(grant))
}

impl Access {
    /// May read in the whole cluster.
    pub fn reads(&self, id: &Permission) -> bool {
        find(&self.global, id, |grant| grant.read)
    }

    /// May change in the whole cluster.
    pub fn writes(&self, id: &Permission) -> bool {
        find(&self.global, id, |grant| grant.write)
    }

    /// May read somewhere: in the whole cluster or in at least one namespace.
    pub fn reads_somewhere(&self, id: &Permission) -> bool {
        self.reads(id) || self.domains.values().any(|grants| find(grants, id, |grant| grant.read))
    }

    /// May change somewhere.
    pub fn writes_somewhere(&self, id: &Permission) -> bool {
        self.writes(id) || self.domains.values().any(|grants| find(grants, id, |grant| grant.write))
    }

    /// May change what belongs to this namespace (`""` = to none, so that a global grant is needed).
    pub fn writes_in(&self, id: &Permission, domain: &str) -> bool {
        self.writes(id)
            || self.domains.get(domain).is_some_and(|grants| find(grants, id, |grant| grant.write))
    }

    /// May read what belongs to this namespace.
    pub fn reads_in(&self, id: &Permission, domain: &str) -> bool {
        self.reads(id) || self.domains.get(domain).is_some_and(|grants| find(grants, id, |grant| grant.read))
    }

    /// Has rights in namespaces only.
    pub fn is_namespace_only(&self) -> bool {
        self.global.is_empty() && !self.domains.is_empty()
    }

    /// Has no right at all, such as an account for build pipelines.
    pub fn is_nothing(&self) -> bool {
        !self.global.iter().any(|grant| grant.read)
            && self.domains.values().flatten().all(|grant| !grant.read)
    }
}

open_enum! {
    /// The built-in roles. Others are the cluster's own.
    pub enum Role {
        /// Everything.
        Admin = "admin",
        /// Sees everything, changes nothing.
        Reader = "reader",
        /// For build pipelines.
        Ciops = "ciops",
        /// Everything, in the whole federation.
        FederationAdmin = "fedAdmin",
        /// Sees everything in the whole federation.
        FederationReader = "fedReader",
        /// No global role.
        None = "",
    }
}

/// Which objects a list holds: the cluster's own or the federation's. Any other word is refused with 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The cluster's own.
    Local,
    /// The federation's.
    Fed,
}

impl Scope {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Fed => "fed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dev() -> Access {
        serde_json::from_str(
            r#"{"global_permissions":[],"domain_permissions":{"shop":[{"id":"rt_policy","read":true,"write":true}],
                "logs":[{"id":"rt_policy","read":true,"write":false}]}}"#,
        )
        .expect("decodes")
    }

    #[test]
    fn a_namespace_user_changes_only_what_is_theirs() {
        let policy = Permission::RuntimePolicy;
        assert!(dev().writes_in(&policy, "shop"));
        assert!(!dev().writes_in(&policy, "logs") && dev().reads_in(&policy, "logs"));
        assert!(!dev().writes_in(&policy, "") && !dev().reads(&policy));
        assert!(dev().is_namespace_only() && dev().writes_somewhere(&policy));
    }

    #[test]
    fn null_lists_are_no_rights() {
        let nobody: Access = serde_json::from_str(r#"{"global_permissions":null}"#).expect("decodes");
        assert!(nobody.is_nothing() && !nobody.is_namespace_only());
    }
}
