//! Process profiles: what was learned of each service, and what a user forbade in the front end.

use controller_api::{group::CfgType, process_profile::ProcessRule};

use crate::{
    fleet::{Fleet, Service},
    profile::{Profiles, merge, new_process_rule},
    rng::{Rng, number_of},
};

/// All profiles.
pub(super) fn all(fleet: &Fleet, now: i64) -> Profiles {
    fleet.services.iter().map(|service| (service.group().to_owned(), of(service, now))).collect()
}

fn of(service: &Service, now: i64) -> Vec<ProcessRule> {
    let name = service.image.split(':').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let path = format!("/usr/bin/{name}");
    let mut rules = vec![rule(service, (name, &path), "allow", CfgType::Learned, now)];
    if service.group() == "nv.frontend.storefront" {
        merge(&mut rules, rule(service, ("sh", "/bin/sh"), "deny", CfgType::UserCreated, now));
    }
    rules
}

fn rule(service: &Service, process: (&str, &str), action: &str, from: CfgType, now: i64) -> ProcessRule {
    // By its place alone: ids that are drawn would make all others of the same seed other ones.
    let uuid = Rng::new(number_of(&format!("{} {}", service.group(), process.1))).uuid();
    new_process_rule(process, action, from, uuid, now)
}
