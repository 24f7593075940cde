//! Groups and the rules that users made.

use std::sync::Arc;

use controller_api::{
    group::{CfgType, Criterion, Group, GroupKind},
    mode::{Baseline, Mode},
    policy_rule::PolicyRule,
};

use crate::{
    fleet::Fleet,
    policy::{Policy, criterion, new_group, new_rule, service_group},
    rng::{Rng, number_of},
};

/// All groups; of a new installation only those that come with the product.
pub(super) fn all(fleet: &Fleet, custom: u32, empty: bool) -> Vec<Group> {
    let mut groups = reserved();
    if !empty {
        groups.extend(made_by_users());
        groups.extend((0..custom).map(|number| custom_group(fleet, number)));
        groups.extend(fleet.services.iter().map(service_group));
        groups.iter_mut().for_each(set_up);
    }
    groups
}

fn reserved() -> Vec<Group> {
    let reserved = |name: &str, kind: GroupKind, cfg_type: CfgType| {
        let mut group = new_group(name, kind, cfg_type);
        group.reserved = true;
        group
    };
    let mut containers = reserved("containers", GroupKind::Container, CfgType::UserCreated);
    containers.criteria = Some(vec![criterion("container", "=", "*")]);
    let mut nodes = reserved("nodes", GroupKind::Node, CfgType::Learned);
    nodes.policy_mode = Some(Mode::Discover);
    nodes.profile_mode = Some(Mode::Discover);
    nodes.baseline_profile = Some(Baseline::Basic);
    vec![containers, reserved("external", GroupKind::External, CfgType::Learned), nodes]
}

fn made(name: &str, comment: &str, kind: GroupKind, criteria: Vec<Criterion>) -> Group {
    let mut group = new_group(name, kind, CfgType::UserCreated);
    comment.clone_into(&mut group.comment);
    group.criteria = Some(criteria);
    group
}

fn made_by_users() -> Vec<Group> {
    let address = |value: &str| vec![criterion("address", "=", value)];
    let image = |value: &str| criterion("image", "contains", value);
    let mut web = made(
        "web-tier",
        "What the internet reaches",
        GroupKind::Container,
        vec![criterion("service", "contains", "frontend"), criterion("domain", "=", "storefront")],
    );
    // A namespace's administrator made it, and may see it.
    web.creator_domains = vec!["storefront".to_owned()];
    let mut pci = made(
        "pci-workloads",
        "In the scope of the card industry's audit",
        GroupKind::Container,
        vec![criterion("domain", "=", "payments")],
    );
    (pci.monitor_metric, pci.max_sessions, pci.max_session_rate, pci.max_bandwidth) = (true, 100, 50, 1000);
    let mut federal = made("fed.corp", "Head office", GroupKind::Address, address("10.9.0.0/16"));
    federal.cfg_type = CfgType::Federal;
    vec![
        made("card-api", "The card network's entry", GroupKind::Address, address("api.cards.demo.example")),
        made("corp-network", "Offices and VPN", GroupKind::Address, address("10.60.0.0/16")),
        made("db-images", "", GroupKind::Container, ["postgres", "mysql", "mongo"].map(image).into()),
        web,
        pci,
        federal,
    ]
}

/// One of the many groups that a large cluster's users made.
fn custom_group(fleet: &Fleet, number: u32) -> Group {
    let domain = &fleet.namespaces[number as usize % fleet.namespaces.len()].name;
    let criteria = match number % 3 {
        0 => vec![criterion("domain", "=", domain), criterion("image", "contains", "postgres")],
        1 => vec![criterion("domain", "=", domain), criterion("service", "prefix", "api-")],
        _ => {
            let address = format!("10.{}.{}.0/24", 100 + number / 250, number % 250);
            return made(
                &format!("net-{number:04}"),
                "",
                GroupKind::Address,
                vec![criterion("address", "=", &address)],
            );
        }
    };
    made(&format!("team-{number:04}"), "", GroupKind::Container, criteria)
}

/// Modes as an administrator set them up; in a crowd, by a number that hangs on the name.
fn set_up(group: &mut Group) {
    let modes = |group: &mut Group, mode: Mode, baseline: Baseline| {
        (group.policy_mode, group.profile_mode) = (Some(mode), Some(mode));
        group.baseline_profile = Some(baseline);
    };
    match group.name.as_str() {
        "nv.frontend.storefront"
        | "nv.cart.storefront"
        | "nv.checkout.storefront"
        | "nv.grafana.monitoring" => {
            modes(group, Mode::Monitor, Baseline::Basic);
        }
        "nv.payment-api.payments" | "nv.payment-worker.payments" | "nv.ledger-db.payments" => {
            modes(group, Mode::Protect, Baseline::ZeroDrift);
        }
        "nv.mailer.storefront" => group.not_scored = true,
        "nv.warehouse.storefront" => {
            // From a custom resource: its modes are set there.
            (group.cfg_type, group.learned) = (CfgType::Ground, false);
            modes(group, Mode::Monitor, Baseline::ZeroDrift);
            "Kept in the shop's repository".clone_into(&mut group.comment);
        }
        name if name.starts_with("nv.")
            && name.rsplit('.').next().is_some_and(|domain| domain.contains('-')) =>
        {
            let mut rng = Rng::new(number_of(name));
            match rng.below(10) {
                0 => modes(group, Mode::Protect, Baseline::ZeroDrift),
                1..4 => modes(group, Mode::Monitor, Baseline::Basic),
                _ => {}
            }
        }
        _ => {}
    }
    // What the platform brought keeps its modes.
    if !group.platform_role.is_empty() || group.name.as_str() == "nv.ingress-nginx-controller.ingress-nginx" {
        modes(group, Mode::Discover, Baseline::Basic);
    }
}

/// The rule that comes from a custom resource.
pub(super) const WAREHOUSE_RULE: u32 = 110_001;

/// The rules that users made, before those that were learned.
pub(super) fn rules(policy: &mut Policy, now: i64) {
    let commented = |rule: PolicyRule, comment: &str| PolicyRule { comment: comment.to_owned(), ..rule };
    let federal = PolicyRule {
        action: "deny".to_owned(),
        cfg_type: CfgType::Federal,
        ..commented(new_rule(100_001, "fed.corp", "external", "any", "any", now), "Head office stays inside")
    };
    let deny = PolicyRule {
        action: "deny".to_owned(),
        disable: true,
        ..commented(new_rule(103, "nv.report-job.batch", "db-images", "any", "any", now), "Under review")
    };
    let ground = PolicyRule {
        cfg_type: CfgType::Ground,
        ..new_rule(WAREHOUSE_RULE, "nv.checkout.storefront", "nv.warehouse.storefront", "GRPC", "any", now)
    };
    let first = [
        federal,
        ground,
        new_rule(104, "pci-workloads", "card-api", "any", "tcp/443", now),
        commented(new_rule(101, "external", "web-tier", "SSL", "tcp/443", now), "Internet to web"),
        new_rule(105, "web-tier", "pci-workloads", "SSL", "tcp/8443", now),
        commented(
            new_rule(102, "corp-network", "nv.grafana.monitoring", "HTTP", "tcp/3000", now),
            "Dashboards",
        ),
        deny,
    ];
    policy.rules.splice(0..0, first.map(Arc::new));
}
