//! How each scenario begins: a file a noun.

mod audit;
mod crowd;
mod event;
mod group;
mod profile;
mod security_log;
mod shop;
mod system_config;
mod talk;
mod user;

use std::sync::Arc;

use crate::{
    clock::Millis,
    fleet::Fleet,
    logs::Logs,
    policy::Policy,
    rng::Rng,
    scans::Scans,
    scenario::Scenario,
    traffic::Traffic,
    versions::Versions,
    world::{Lag, World},
};

/// How large a scenario is: nodes, services beside the shop's, pods beside the shop's, groups that users made.
struct Size {
    nodes: u32,
    services: u32,
    pods: u32,
    custom_groups: u32,
}

fn size(scenario: Scenario) -> Size {
    let (nodes, services, pods, custom_groups) = match scenario {
        Scenario::Large => (80, 1_172, 5_958, 200),
        Scenario::Huge => (500, 9_172, 29_958, 791),
        _ => (3, 0, 0, 0),
    };
    Size { nodes, services, pods, custom_groups }
}

/// The world at the start of a scenario.
pub(crate) fn world(scenario: Scenario, seed: u64, now: Millis) -> World {
    let mut rng = Rng::new(seed);
    let size = size(scenario);
    let empty = scenario == Scenario::Empty;
    let mut fleet = Fleet::since(now / 1000 - 26 * 3600);
    if !empty {
        fleet.add_nodes(size.nodes, &mut rng);
        shop::fleet(&mut fleet, &mut rng);
        crowd::fleet(&mut fleet, &size, &mut rng);
        fleet.nodes[1].connected = scenario != Scenario::Degraded;
    }
    let talks = if empty { Vec::new() } else { talk::all(&fleet, &mut rng) };
    let odd = if empty { Vec::new() } else { talk::odd(&fleet) };
    let mut policy = Policy::default();
    policy.set_groups(group::all(&fleet, size.custom_groups, empty));
    let rules = talk::learn(&mut policy, &fleet, &talks, now / 1000);
    if !empty {
        group::rules(&mut policy, now / 1000);
        policy.profiles = Arc::new(profile::all(&fleet, now / 1000));
    }
    let scans = Scans::of(&fleet);
    let mut world = World {
        fleet: Arc::new(fleet),
        policy: Versions::new(policy, now),
        settings: Versions::new(system_config::settings(empty), now),
        accounts: user::accounts(empty, now),
        traffic: Traffic::default(),
        logs: Logs::default(),
        scans: Arc::new(scans),
        captures: Vec::new(),
        quarantined: Arc::default(),
        quarantines: 0,
        talks: Arc::new(talks),
        odd: Arc::new(odd),
        under_attack: scenario == Scenario::Attack,
        ticks: 0,
        lag: Lag::Exactly(0),
        rng,
    };
    let full = matches!(scenario, Scenario::Large | Scenario::Huge);
    if !empty {
        talk::past(&mut world, &rules, now);
        security_log::past(&mut world, full, now);
        security_log::activities(&mut world);
        audit::past(&mut world, now);
    }
    event::past(&mut world, full, now);
    world
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_world() {
        let file = |seed| crate::backup::write(&world(Scenario::Small, seed, 0), Default::default());
        assert_eq!(file(1), file(1));
        let id = |seed| world(Scenario::Small, seed, 0).fleet.nodes[0].id.clone();
        assert_ne!(id(1), id(2));
    }

    #[test]
    fn scenarios_are_as_large_as_they_say() {
        let count = |scenario| {
            let world = world(scenario, 1, 0);
            let (fleet, policy) = (&world.fleet, world.policy.truth());
            (fleet.nodes.len(), fleet.pods.len(), fleet.services.len(), policy.groups().len())
        };
        assert_eq!(count(Scenario::Small), (3, 42, 28, 37));
        assert_eq!(count(Scenario::Empty), (0, 0, 0, 3));
        let (nodes, pods, services, _) = count(Scenario::Large);
        assert_eq!((nodes, pods, services), (80, 6_000, 1_200));
        assert_eq!(count(Scenario::Huge), (500, 30_000, 9_200, 10_000));
    }

    #[test]
    fn what_the_shop_does_every_day_is_allowed() {
        let mut world = world(Scenario::Small, 1, 0);
        let rules = world.policy.truth().rules.len();
        let violations = world.logs.violations.len();
        for _ in 0..20 {
            world.tick(false, 1_000_000);
        }
        assert_eq!(world.policy.truth().rules.len(), rules, "nothing new was learned");
        assert_eq!(world.logs.violations.len(), violations, "nothing was out of order");
    }

    #[test]
    fn under_attack_violations_arrive() {
        let mut world = world(Scenario::Attack, 1, 0);
        let before = world.logs.violations.len();
        for step in 0..20 {
            world.tick(false, step * 100_000);
        }
        assert!(world.logs.violations.len() > before + 10);
    }
}
