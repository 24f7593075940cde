//! The server functions of the panel of vulnerabilities: what scans found, how they go on, and their switch.

use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// The panel. What the viewer may not see is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vulnerable {
    /// The worst pods.
    pub pods: Option<Chart>,
    /// The worst nodes.
    pub nodes: Option<Chart>,
    /// Pods that were never scanned, of how many.
    pub unscanned: Option<(u64, u64)>,
    /// Nodes that were never scanned, of how many.
    pub unscanned_nodes: Option<(u64, u64)>,
    /// How far the scans are.
    pub scans: Option<Scans>,
    /// Pods and nodes are scanned by themselves.
    pub auto_scan: Option<bool>,
    /// Why a part is missing that the viewer might see.
    pub trouble: Option<AppError>,
}

/// How far the scans are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scans {
    /// How many are done; wait or are under way; failed. None in a namespace: they are the cluster's.
    pub counts: Option<[u64; 3]>,
    /// The version of the vulnerability database; `""` = there is none yet.
    pub database: String,
    /// When that database was made, in unix seconds.
    pub made_at: Option<i64>,
}

/// What scans found.
#[server(endpoint = "dashboard/get_vulnerable", protocol = kit::Call)]
pub async fn get_vulnerable(#[server(default)] ns: String) -> Answer<Vulnerable> {
    use super::{chart, rollup};
    use crate::dashboard::{read, reading::Reading};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let (pods, nodes, status, config) = futures::join!(
                read::pods(&upstream),
                read::nodes(&upstream),
                read::scan_status(&upstream),
                read::scan_config(&upstream),
            );
            // Nodes and scans are the cluster's: who has rights in namespaces only goes without them.
            let if_allowed = |error: AppError| match error {
                AppError::Denied { .. } | AppError::NotFound => Ok(()),
                error => Err(error),
            };
            if let Some(error) = pods.as_ref().err() {
                if_allowed(error.clone())?;
            }
            // What else the cluster did not say costs its own part, and is said.
            let trouble = [nodes.as_ref().err(), status.as_ref().err(), config.as_ref().err()]
                .into_iter()
                .flatten()
                .find_map(|error| if_allowed(error.clone()).err());
            let here = |pod: &&rollup::Pod| pod.running && (ns.is_empty() || pod.domain == ns);
            let pods = pods.ok();
            let running: Option<Vec<_>> = pods.as_ref().map(|read| read.value.iter().filter(here).collect());
            let unscanned = running.as_ref().map(|pods| {
                let never = pods.iter().filter(|pod| !pod.found.scanned).count();
                (never as u64, pods.len() as u64)
            });
            let pods_chart = running.map(|pods| {
                let worst = rollup::worst(pods, |pod| (pod.found, &pod.name));
                chart::worst(worst.iter().map(|pod| (pod.name.as_str(), pod.found)), text::dashboard::pod())
            });
            // In a namespace the nodes are nobody's, and whoever has rights in namespaces only is shown none.
            let nodes = nodes.ok().filter(|nodes| ns.is_empty() && !nodes.value.is_empty());
            let unscanned_nodes = nodes.as_ref().map(|nodes| {
                let never = nodes.value.iter().filter(|node| !node.found.scanned).count();
                (never as u64, nodes.value.len() as u64)
            });
            let nodes_chart = nodes.map(|nodes| {
                let worst = rollup::worst(&nodes.value, |node| (node.found, &node.name));
                chart::worst(
                    worst.iter().map(|node| (node.name.as_str(), node.found)),
                    text::dashboard::node(),
                )
            });
            let scans = status.ok().map(|read| Scans {
                counts: ns.is_empty().then(|| {
                    let waiting = u64::from(read.value.scheduled) + u64::from(read.value.scanning);
                    [read.value.scanned.into(), waiting, read.value.failed.into()]
                }),
                database: read.value.cvedb_version.clone(),
                made_at: kit::date::parse(&read.value.cvedb_create_time),
            });
            let auto_scan = config.ok().map(|read| read.value.scans_workloads() && read.value.scans_hosts());
            let value = Vulnerable {
                pods: pods_chart,
                nodes: nodes_chart,
                unscanned,
                unscanned_nodes,
                scans,
                auto_scan,
                trouble,
            };
            Ok(Reading { value, read_at: pods.map_or_else(kit::clock::now, |read| read.read_at) })
        }
        .await,
    )
}

/// Switches scans of pods and nodes on or off. What comes back is how the switch stands now. `back` is where a browser
/// without scripts goes on.
#[server(endpoint = "dashboard/set_auto_scan", protocol = kit::Call)]
pub async fn set_auto_scan(on: bool, #[server(default)] back: String) -> Result<bool, AppError> {
    let outcome = super::switch::set(on).await;
    kit::flash::go_on(&back);
    match &outcome {
        Ok(now) => kit::flash::say(kit::flash::Kind::of(*now == on), super::said(on, *now).to_owned()),
        Err(error) => {
            kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()))
        }
    }
    kit::upstream::answer(outcome)
}
