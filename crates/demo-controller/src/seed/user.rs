//! The users of the demo. Their passwords are no secrets.

use std::collections::BTreeMap;

use controller_api::{
    access::{Grant, Permission, Role},
    password_profile::{PasswordProfile, PasswordProfiles, PasswordRules},
};

use crate::{
    accounts::{Account, Accounts, ApiKey, CustomRole, hash},
    clock::Millis,
};

/// Everybody at the start.
pub(super) fn accounts(empty: bool, now: Millis) -> Accounts {
    let mut admin = Account::new("admin", "admin");
    if empty {
        admin.password_hash = hash("admin", "bootstrap-Secret-1");
        admin.must_reset = true;
    } else {
        admin.user.default_password = true;
        "admin@demo.example".clone_into(&mut admin.user.email);
    }
    let mut all = vec![admin];
    if !empty {
        all.extend(["reader", "ciops"].map(|name| Account::new(name, name)));
        all.push(Account::new("netops", "netops"));
        let mut dev = Account::new("dev", "");
        let domains = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        dev.user.role_domains = BTreeMap::from([
            ("admin".to_owned(), domains(&["storefront"])),
            ("reader".to_owned(), domains(&["monitoring"])),
        ]);
        let reset = Account { must_reset: true, ..Account::new("reset", "reader") };
        let mut blocked = Account { blocked_until: Millis::MAX, ..Account::new("blocked", "reader") };
        blocked.user.blocked_for_failed_login = true;
        let mut expired = Account { expired: true, ..Account::new("expired", "reader") };
        expired.user.blocked_for_password_expired = true;
        all.extend([dev, reset, blocked, expired]);
    }
    let grant = |id: Permission, write: bool| Grant { id, read: true, write };
    let netops = CustomRole {
        name: "netops".to_owned(),
        comment: "Network operators".to_owned(),
        permissions: vec![
            grant(Permission::RuntimePolicy, true),
            grant(Permission::SecurityEvents, false),
            grant(Permission::Events, false),
        ],
    };
    let keys = vec![
        ApiKey { name: "reader-key", secret: "reader-secret", role: Role::Reader },
        ApiKey { name: "admin-key", secret: "admin-secret", role: Role::Admin },
    ];
    Accounts {
        accounts: all.into_iter().map(|account| (account.user.fullname.clone(), account)).collect(),
        roles: if empty { Vec::new() } else { vec![netops] },
        keys: if empty { Vec::new() } else { keys },
        profiles: profiles(),
        eula_accepted: !empty,
        changed: now,
    }
}

fn profiles() -> PasswordProfiles {
    let default = PasswordProfile {
        name: "default".to_owned(),
        comment: "default".to_owned(),
        rules: PasswordRules {
            min_len: 8,
            min_uppercase_count: 1,
            min_lowercase_count: 1,
            min_digit_count: 1,
            min_special_count: 1,
        },
        enable_block_after_failed_login: true,
        block_after_failed_login_count: 5,
        block_minutes: 60,
        enable_password_history: true,
        password_keep_history_count: 3,
        session_timeout: 300,
        ..PasswordProfile::default()
    };
    PasswordProfiles { active_profile_name: default.name.clone(), pwd_profiles: vec![default] }
}
