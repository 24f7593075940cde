//! What a file is called: what it holds, whose it is, and of which day.

use std::time::Duration;

use controller_api::{access::Permission, system_config};
use kit::{Tag, upstream::Upstream};

/// For how long the cluster's name is believed.
const LIFE: Duration = Duration::from_secs(60);

/// How long a file waits for it.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the cluster is called; `""` where the viewer may not know it, or it does not come soon. A file is worth more than
/// its name.
pub async fn cluster(upstream: &Upstream) -> String {
    if !upstream.viewer().access.reads(&Permission::Config) {
        return String::new();
    }
    let fetch = || async { Ok(upstream.glance(system_config::SHOW.at([])).await?.config.misc.cluster_name) };
    let name = upstream.shared(Tag::System, "cluster's name", LIFE, fetch);
    match tokio::time::timeout(PATIENCE, name).await {
        Ok(Ok(name)) => String::clone(&name),
        _ => String::new(),
    }
}

/// A file's name, such as `exposure-prod-payments-2026-11-22.csv`: of a cluster and a namespace (`""` = not said, all), made at
/// `at` in unix seconds. Of what others chose only what is at home in a file's name and in a header is kept.
pub fn of(what: &str, cluster: &str, ns: &str, at: i64, extension: &str) -> String {
    let moment = kit::date::machine(at);
    let day = moment.split('T').next().unwrap_or_default().to_owned();
    let parts = [what.to_owned(), plain(cluster), plain(ns), day];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{extension}", parts.join("-"))
}

fn plain(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
        .take(63)
        .collect();
    name.trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whose_and_when_and_cannot_break_out() {
        const AT: i64 = 1_795_380_350;
        for (cluster, ns, name) in [
            ("", "", "exposure-2026-11-22.csv"),
            ("prod", "", "exposure-prod-2026-11-22.csv"),
            ("cluster of ours", "payments", "exposure-cluster-of-ours-payments-2026-11-22.csv"),
            ("../../etc", "a\"; b\r\nx: y", "exposure-etc-a-b--x-y-2026-11-22.csv"),
            ("Ж", "..", "exposure-2026-11-22.csv"),
        ] {
            assert_eq!(of("exposure", cluster, ns, AT, "csv"), name, "{cluster:?} {ns:?}");
        }
        assert!(of("x", &"y".repeat(500), "", AT, "csv").len() < 100);
    }
}
