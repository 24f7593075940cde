//! The risk reports of the past: what scans found, which checks failed, whom admission control stopped.

use controller_api::{audit::Audit, security_log::CAPACITY};

use crate::{
    clock::{Millis, rfc3339},
    fleet::{CVE_DATABASE, Fleet, Node, Part, Pod},
    rng::Rng,
    scans::{Stage, Target},
    vulnerability::{Severity, cve},
    world::World,
};

/// Fills the log of risk reports, oldest first.
pub(super) fn past(world: &mut World, now: Millis) {
    let (fleet, scans) = (world.fleet.clone(), world.scans.clone());
    let cluster = world.settings.truth().misc.cluster_name.clone();
    let mut rng = Rng::new(world.rng.next());
    let mut audits: Vec<Audit> = Vec::new();
    // As many as are kept, whatever the size of the cluster.
    for pod in fleet.pods.iter().take(CAPACITY) {
        let target = Target::Pod(pod.place);
        if let Stage::Finished(at) = scans.stage(target, Some(pod.service), now) {
            let (found, _) = scans.findings(target, Some(pod.service));
            audits.push(Audit {
                image: fleet.service_of(pod).image.clone(),
                ..of_pod(&fleet, pod, "Container.Scan.Report", at)
            });
            found_in(audits.last_mut().expect("just pushed"), found);
        }
        if fleet.service_of(pod).root && pod.place % 3 == 0 {
            let at = now / 1000 - 600 - i64::try_from(rng.below(500_000)).unwrap_or_default();
            let mut audit = of_pod(&fleet, pod, "Compliance.Container.Violation", at);
            audit.items = items(&[
                "D.5.4 WARN - Ensure that privileged containers are not used",
                "D.5.10 HIGH - Ensure memory usage for container is limited",
            ]);
            audits.push(audit);
        }
    }
    for (node, place) in fleet.nodes.iter().zip(0..) {
        if let Stage::Finished(at) = scans.stage(Target::Node(place), None, now) {
            let mut audit = of_node(node, "Host.Scan.Report", at);
            found_in(&mut audit, scans.findings(Target::Node(place), None).0);
            audits.push(audit);
        }
        let mut checks = of_node(node, "Compliance.Host.Violation", now / 1000 - 14_400);
        checks.items = items(&[
            "K.1.2.1 WARN - Ensure that the --anonymous-auth argument is set to false",
            "K.4.1.1 WARN - Ensure that the kubelet service file permissions are set to 644 or more restrictive",
        ]);
        audits.push(checks);
    }
    if let (Stage::Finished(at), Some(_)) = (scans.stage(Target::Platform, None, now), fleet.nodes.first()) {
        let mut audit = report("Platform.Scan.Report", at);
        (audit.platform, audit.platform_version) = ("kubernetes".to_owned(), "1.30.4".to_owned());
        found_in(&mut audit, scans.findings(Target::Platform, None).0);
        audits.push(audit);
    }
    audits.extend((1..=12).map(|number| admission(number, now / 1000 - i64::from(number) * 9_000)));
    for audit in &mut audits {
        audit.cluster_name.clone_from(&cluster);
    }
    audits.sort_by_key(|audit| audit.reported_timestamp);
    for audit in audits {
        world.logs.audit(audit);
    }
}

fn report(name: &str, at: i64) -> Audit {
    Audit {
        name: name.to_owned(),
        level: "Warning".to_owned(),
        reported_timestamp: at,
        reported_at: rfc3339(at),
        ..Audit::default()
    }
}

fn of_node(node: &Node, name: &str, at: i64) -> Audit {
    Audit {
        host_id: node.id.clone(),
        host_name: node.name.clone(),
        enforcer_id: node.enforcer_id.clone(),
        enforcer_name: node.enforcer_name.clone(),
        ..report(name, at)
    }
}

fn of_pod(fleet: &Fleet, pod: &Pod, name: &str, at: i64) -> Audit {
    let service = fleet.service_of(pod);
    Audit {
        workload_id: pod.id(Part::Container),
        workload_name: fleet.pod_name(pod),
        workload_domain: service.domain.clone(),
        workload_image: service.image.clone(),
        workload_service: service.full_name().to_owned(),
        ..of_node(fleet.node_of(pod), name, at)
    }
}

fn items(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// Writes what a scan found.
fn found_in(audit: &mut Audit, found: &[u8]) {
    for number in found {
        let cve = cve(*number);
        let (list, count) = match cve.severity() {
            Severity::Critical => (&mut audit.critical_vuls, &mut audit.critical_vul_cnt),
            Severity::High => (&mut audit.high_vuls, &mut audit.high_vul_cnt),
            Severity::Medium => (&mut audit.medium_vuls, &mut audit.medium_vul_cnt),
            Severity::Low => continue,
        };
        list.push(cve.name.to_owned());
        *count += 1;
    }
    let level = if audit.critical_vul_cnt + audit.high_vul_cnt > 0 { "Critical" } else { "Info" };
    level.clone_into(&mut audit.level);
    "debian:12".clone_into(&mut audit.base_os);
    CVE_DATABASE.clone_into(&mut audit.cvedb_version);
}

/// Somebody asked Kubernetes for something.
fn admission(number: u32, at: i64) -> Audit {
    let (name, level, what) = match number % 3 {
        0 => ("Admission.Control.Denied", "Critical", "is denied by rule 1001"),
        1 => ("Admission.Control.Violation", "Warning", "violates a rule that only monitors, 1000"),
        _ => ("Admission.Control.Allowed", "Info", "is allowed: no rule decides about it"),
    };
    let (domain, image) =
        [("batch", "miner:latest"), ("analytics", "bitnami/spark:latest")][number as usize % 2];
    Audit {
        level: level.to_owned(),
        workload_domain: domain.to_owned(),
        workload_image: image.to_owned(),
        user: "kubernetes-admin".to_owned(),
        aggregation_from: Some(at),
        count: Some(1 + number % 2),
        message: format!("Creation of Kubernetes Deployment resource ({domain}-{number}) {what}."),
        ..report(name, at)
    }
}
