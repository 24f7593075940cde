//! The configuration as a file: a gzip of a header line of JSON and then keys and values, line by line.
//!
//! The bytes depend on the configuration only: asked twice, the same file comes twice. So the header is dated by
//! the last change, and the gzip header by nothing.

use std::{
    io::{Read, Write},
    sync::Arc,
};

use controller_api::{
    config_file::Section, group::Group, password_profile::PasswordProfile, policy_rule::PolicyRule,
    system_config::SystemConfig,
};
use flate2::{Compression, GzBuilder, read::GzDecoder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    accounts::{Account, Accounts, CustomRole},
    clock::{Millis, rfc3339},
    fleet::VERSION,
    profile::Profiles,
    world::World,
};

/// More than this is no backup.
const MOST: u64 = 256 * 1024 * 1024;

const ROLE: &str = "object/config/user_role/";
const PROFILE: &str = "object/config/pwd_profile/";
const USER: &str = "object/config/user/";
const GROUP: &str = "object/config/group/";
const RULE: &str = "object/config/policy/rule/";
const PROCESSES: &str = "object/config/profiles/process/";
const RULE_ORDER: &str = "object/config/policy/order";
const SYSTEM: &str = "object/config/system";
const EULA: &str = "object/config/eula";

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    version: String,
    kv_version: String,
    created_at: String,
    sections: Vec<String>,
    exported_from_role: String,
    dek_encrypted: String,
}

/// What a file said.
#[derive(Debug, Default)]
pub(crate) struct Backup {
    sections: Vec<String>,
    groups: Vec<Group>,
    rules: Vec<PolicyRule>,
    order: Vec<u32>,
    processes: Profiles,
    accounts: Vec<Account>,
    roles: Vec<CustomRole>,
    profiles: Vec<PasswordProfile>,
    system: Option<SystemConfig>,
    eula: Option<bool>,
}

/// Writes the file.
pub(crate) fn write(world: &World, section: Section) -> Vec<u8> {
    let sections: &[&str] = match section {
        Section::All => &["policy", "user", "config"],
        Section::User => &["user"],
        Section::Policy => &["policy"],
    };
    let header = Header {
        version: VERSION.to_owned(),
        kv_version: "94444768".to_owned(),
        created_at: rfc3339(world.changed() / 1000),
        sections: sections.iter().map(|name| (*name).to_owned()).collect(),
        exported_from_role: String::new(),
        dek_encrypted: String::new(),
    };
    let mut text = to_line(&header);
    let mut put = |key: String, value: String| {
        text.push_str(&key);
        text.push('\n');
        text.push_str(&value);
    };
    if sections.contains(&"user") {
        for role in &world.accounts.roles {
            put(format!("{ROLE}{}", role.name), to_line(role));
        }
        for profile in &world.accounts.profiles.pwd_profiles {
            put(format!("{PROFILE}{}", profile.name), to_line(profile));
        }
        for (name, account) in &world.accounts.accounts {
            // Who signed in how often is no configuration, and would make every file another.
            put(format!("{USER}{name}"), to_line(&account.as_configured()));
        }
    }
    if sections.contains(&"config") {
        put(EULA.to_owned(), to_line(&world.accounts.eula_accepted));
        put(SYSTEM.to_owned(), to_line(&**world.settings.truth()));
    }
    if sections.contains(&"policy") {
        let policy = world.policy.truth();
        for group in policy.groups() {
            put(format!("{GROUP}{}", group.name), to_line(&**group));
        }
        for rule in &policy.rules {
            put(format!("{RULE}{}", rule.id), to_line(&**rule));
        }
        let order: Vec<u32> = policy.rules.iter().map(|rule| rule.id).collect();
        put(RULE_ORDER.to_owned(), to_line(&order));
        for (group, rules) in &*policy.profiles {
            put(format!("{PROCESSES}{group}"), to_line(rules));
        }
    }
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).expect("a vector takes everything");
    gzip.finish().expect("a vector takes everything")
}

fn to_line<T: Serialize>(value: &T) -> String {
    let mut line = serde_json::to_string(value).expect("our types have string keys and finite numbers");
    line.push('\n');
    line
}

/// Whether this begins as a gzip does.
pub(crate) fn is_gzip(file: &[u8]) -> bool {
    file.starts_with(&[0x1f, 0x8b])
}

/// Reads the file; none when it is no backup.
pub(crate) fn read(file: &[u8]) -> Option<Backup> {
    let mut text = String::new();
    GzDecoder::new(file).take(MOST).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let header: Header = serde_json::from_str(lines.next()?).ok()?;
    let mut backup = Backup { sections: header.sections, ..Backup::default() };
    while let (Some(key), Some(value)) = (lines.next(), lines.next()) {
        backup.take(key, serde_json::from_str(value).ok()?)?;
    }
    Some(backup)
}

impl Backup {
    /// Takes a key with its value. Keys that mean nothing to the demo are passed over; a value that is not what
    /// its key promises makes the whole file invalid.
    fn take(&mut self, key: &str, value: Value) -> Option<()> {
        fn into<T: serde::de::DeserializeOwned>(value: Value) -> Option<T> {
            serde_json::from_value(value).ok()
        }
        if key.starts_with(ROLE) {
            self.roles.push(into(value)?);
        } else if key.starts_with(PROFILE) && key != PROFILE {
            self.profiles.push(into(value)?);
        } else if key.starts_with(USER) {
            self.accounts.push(into(value)?);
        } else if key.starts_with(GROUP) {
            self.groups.push(into(value)?);
        } else if key.starts_with(RULE) {
            self.rules.push(into(value)?);
        } else if let Some(group) = key.strip_prefix(PROCESSES) {
            self.processes.insert(group.to_owned(), into(value)?);
        } else if key == RULE_ORDER {
            self.order = into(value)?;
        } else if key == SYSTEM {
            self.system = Some(into(value)?);
        } else if key == EULA {
            self.eula = Some(into(value)?);
        }
        Some(())
    }

    /// Puts the world back to what the file says, section by section.
    pub(crate) fn restore(self, world: &mut World, now: Millis) {
        let has = |section: &str| self.sections.iter().any(|name| name == section);
        if has("policy") {
            let mut rules = self.rules;
            let place = |rule: &PolicyRule| self.order.iter().position(|id| *id == rule.id);
            rules.sort_by_key(|rule| place(rule).unwrap_or(usize::MAX));
            world.policy.write(now, now, |policy| {
                policy.set_rules(rules);
                policy.set_groups(self.groups);
                policy.profiles = Arc::new(self.processes);
            });
        }
        if let (true, Some(system)) = (has("config"), self.system) {
            world.settings.write(now, now, |settings| *settings = system);
        }
        if has("user") {
            let old = std::mem::take(&mut world.accounts);
            let profile = self.profiles.first().map(|profile| profile.name.clone());
            world.accounts = Accounts {
                accounts: self.accounts.into_iter().map(|a| (a.user.fullname.clone(), a)).collect(),
                roles: self.roles,
                profiles: controller_api::password_profile::PasswordProfiles {
                    active_profile_name: profile.unwrap_or_default(),
                    pwd_profiles: self.profiles,
                },
                changed: now,
                ..old
            };
        }
        if let Some(accepted) = self.eula {
            world.accounts.eula_accepted = accepted;
        }
    }
}
