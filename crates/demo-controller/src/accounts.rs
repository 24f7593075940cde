//! Users, roles, API keys and the password profile: who exists, and what they may do.

use std::collections::BTreeMap;

use controller_api::{
    access::{Access, Grant, Permission, Role},
    password_profile::{PasswordProfile, PasswordProfiles, PasswordRules},
    user::User,
};
use serde::{Deserialize, Serialize};

use crate::{
    clock::{Millis, rfc3339},
    rng::{Rng, mix, number_of},
};

/// What the controller writes for "never": the first year of its calendar.
const NEVER: i64 = -62_135_596_800;

/// A user with what answers never show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) user: User,
    /// Of a demo password; no protection.
    pub(crate) password_hash: String,
    /// A new password must be chosen at the next sign-in.
    #[serde(default)]
    pub(crate) must_reset: bool,
    /// The password is past its days.
    #[serde(default)]
    pub(crate) expired: bool,
    /// Failed sign-ins in a row.
    #[serde(default)]
    pub(crate) failures: u32,
    /// Until when sign-ins are refused, in milliseconds.
    #[serde(default)]
    pub(crate) blocked_until: Millis,
}

/// A role of the cluster's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CustomRole {
    pub(crate) name: String,
    pub(crate) comment: String,
    pub(crate) permissions: Vec<Grant>,
}

/// An API key.
#[derive(Clone, Debug)]
pub(crate) struct ApiKey {
    pub(crate) name: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) role: Role,
}

/// Everybody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) roles: Vec<CustomRole>,
    pub(crate) keys: Vec<ApiKey>,
    pub(crate) profiles: PasswordProfiles,
    pub(crate) eula_accepted: bool,
    /// When anything of it last changed.
    pub(crate) changed: Millis,
}

/// The demo's hash of a password.
pub(crate) fn hash(user: &str, password: &str) -> String {
    format!("demo${}", Rng::new(mix(number_of(user), number_of(password))).hex(40))
}

impl Account {
    /// A user who never signed in. The password is the name.
    pub(crate) fn new(name: &str, role: &str) -> Self {
        let user = User {
            fullname: name.to_owned(),
            server: String::new(),
            username: name.to_owned(),
            password: String::new(),
            email: String::new(),
            role: Role::from_wire(role),
            role_domains: BTreeMap::new(),
            timeout: 300,
            locale: "en".to_owned(),
            default_password: false,
            modify_password: false,
            password_resettable: false,
            blocked_for_failed_login: false,
            blocked_for_password_expired: false,
            login_count: 0,
            last_login_timestamp: NEVER,
            last_login_at: String::new(),
        };
        Self {
            user,
            password_hash: hash(name, name),
            must_reset: false,
            expired: false,
            failures: 0,
            blocked_until: 0,
        }
    }

    /// Whether this is the password.
    pub(crate) fn has_password(&self, password: &str) -> bool {
        self.password_hash == hash(&self.user.fullname, password)
    }

    /// Sets the password.
    pub(crate) fn set_password(&mut self, password: &str) {
        self.password_hash = hash(&self.user.fullname, password);
        self.must_reset = false;
        self.user.default_password = false;
    }

    /// The same without what sign-ins left.
    pub(crate) fn as_configured(&self) -> Self {
        let mut account = self.clone();
        account.failures = 0;
        account.user.login_count = 0;
        account.user.last_login_timestamp = NEVER;
        account.user.last_login_at.clear();
        account
    }

    /// Notes a sign-in.
    pub(crate) fn signed_in(&mut self, now: Millis) {
        self.failures = 0;
        self.blocked_until = 0;
        self.user.login_count += 1;
        self.user.last_login_timestamp = now / 1000;
        self.user.last_login_at = rfc3339(now / 1000);
    }
}

impl Accounts {
    /// The profile that counts.
    pub(crate) fn profile(&self) -> PasswordProfile {
        let active = &self.profiles.active_profile_name;
        self.profiles.pwd_profiles.iter().find(|profile| profile.name == *active).cloned().unwrap_or_default()
    }

    /// The rules of passwords.
    pub(crate) fn rules(&self) -> PasswordRules {
        self.profile().rules
    }

    /// What a user may do.
    pub(crate) fn access(&self, user: &User) -> Access {
        let global = self.grants(user.role.as_str(), false);
        let mut domains: BTreeMap<String, Vec<Grant>> = BTreeMap::new();
        for (role, names) in &user.role_domains {
            for name in names {
                domains.entry(name.clone()).or_default().extend(self.grants(role, true));
            }
        }
        Access { global, domains }
    }

    /// What a role allows, in the whole cluster or in a namespace.
    pub(crate) fn grants(&self, role: &str, in_domain: bool) -> Vec<Grant> {
        let custom = || self.roles.iter().find(|custom| custom.name == role);
        match role {
            "admin" => built_in(in_domain, true),
            "reader" => built_in(in_domain, false),
            "fedAdmin" => federal(in_domain, true),
            "fedReader" => federal(in_domain, false),
            "ciops" => vec![Grant { id: Permission::CiScan, read: false, write: true }],
            _ => custom().map(|custom| custom.permissions.clone()).unwrap_or_default(),
        }
    }
}

/// What `admin` and `reader` may do.
fn built_in(in_domain: bool, writes: bool) -> Vec<Grant> {
    use Permission as P;
    let global = [
        (P::Config, true),
        (P::Components, true),
        (P::RuntimeScan, true),
        (P::RegistryScan, true),
        (P::RuntimePolicy, true),
        (P::Admission, true),
        (P::Compliance, true),
        (P::AuditEvents, false),
        (P::SecurityEvents, false),
        (P::Events, false),
        (P::Authentication, true),
        (P::Authorization, true),
        (P::Vulnerability, true),
    ];
    let only_global = [P::Components, P::Admission, P::Authentication, P::Vulnerability];
    let mut grants: Vec<Grant> = global
        .into_iter()
        .filter(|(id, _)| !in_domain || !only_global.contains(id))
        // The settings are the whole cluster's: a namespace's administrator reads them only.
        .map(|(id, writable)| Grant {
            write: writes && writable && !(in_domain && id == P::Config),
            id,
            read: true,
        })
        .collect();
    if writes && !in_domain {
        grants.push(Grant { id: P::CiScan, read: false, write: true });
    }
    grants
}

/// What those of the federation may do beside it. Nothing of it is a namespace's.
fn federal(in_domain: bool, writes: bool) -> Vec<Grant> {
    if in_domain {
        return Vec::new();
    }
    let mut grants = built_in(false, writes);
    grants.push(Grant { id: Permission::Federation, read: true, write: writes });
    grants
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_allow_what_the_controllers_roles_allow() {
        let accounts = Accounts::default();
        let count = |role, domain| accounts.grants(role, domain).len();
        assert_eq!((count("admin", false), count("reader", false)), (14, 13));
        assert_eq!((count("admin", true), count("reader", true), count("", false)), (9, 9, 0));
        assert_eq!(
            (count("fedAdmin", false), count("fedReader", false), count("fedAdmin", true)),
            (15, 14, 0)
        );
        let admin = accounts.grants("admin", true);
        assert!(admin.iter().any(|grant| grant.id == Permission::Config && grant.read && !grant.write));
    }

    #[test]
    fn a_password_belongs_to_its_user() {
        let account = Account::new("ann", "reader");
        assert!(account.has_password("ann") && !account.has_password("bob"));
        assert_ne!(hash("ann", "x"), hash("bob", "x"));
    }
}
