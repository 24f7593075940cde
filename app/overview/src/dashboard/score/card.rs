//! What the controller says of the score, as the panel shows it.

use controller_api::score::{ScoreMetrics, ScoreShown, SecurityScores};
use ui::chart::{
    Ink,
    draw::{self, Band as Stretch, Gauge},
};

use super::api::{Band, Driver, Factor, FactorKind, ScoreCard};
use crate::dashboard::exposure::{
    api::{Direction, Only},
    rollup as exposure,
};

/// The panel of a namespace (`""` = the cluster).
pub fn of(shown: &ScoreShown, ns: &str) -> ScoreCard {
    let score = shown.security_scores.as_ref().map(|scores| scores.security_risk_score.min(100));
    let metrics = shown.metrics.clone().unwrap_or_default();
    let factors =
        shown.security_scores.as_ref().map_or_else(Vec::new, |scores| factors(shown, scores, &metrics, ns));
    ScoreCard {
        score,
        gauge: gauge(score),
        factors,
        nodes: metrics.hosts.into(),
        pods: metrics.workloads.running_pods.into(),
    }
}

fn gauge(score: Option<u32>) -> ui::Chart {
    let alt = match score {
        Some(score) => text::dashboard::score_alt(&score.to_string(), Band::of(score).name()),
        None => text::dashboard::no_score().to_owned(),
    };
    let stretch = |band: Band, ink, end: u32| Stretch { label: band.name().to_owned(), ink, end: end.into() };
    draw::gauge(&Gauge {
        alt,
        score: score.map(u64::from),
        of: text::dashboard::score().to_owned(),
        counted: text::dashboard::band().to_owned(),
        bands: vec![
            stretch(Band::Good, Ink::Good, Band::FAIR),
            stretch(Band::Fair, Ink::Fair, Band::POOR),
            // The last one holds its end.
            stretch(Band::Poor, Ink::Poor, 101),
        ],
    })
}

fn factors(shown: &ScoreShown, scores: &SecurityScores, metrics: &ScoreMetrics, ns: &str) -> Vec<Factor> {
    let to = |path: &str, query: &str| {
        let ns = if ns.is_empty() { String::new() } else { format!("&ns={}", kit::url::escape(ns)) };
        format!("{path}?{query}{ns}").trim_end_matches('?').replace("?&", "?")
    };
    let driver = |label: &str, count: u32, note: String, href: String| Driver {
        label: label.to_owned(),
        count: count.into(),
        note,
        href,
    };
    let (groups, pods, cves) = (&metrics.groups, &metrics.workloads, &metrics.cves);
    let services = |label: &str, count: u32, zero_drift: u32, mode: &str| {
        let note =
            if zero_drift > 0 { text::dashboard::with_zero_drift(zero_drift.into()) } else { String::new() };
        driver(label, count, note, to("/policy/groups", &format!("scored=1&mode={mode}")))
    };
    let exposed = |only: Only, count: u32| {
        // To the direction that has more of them: a pod counts once, whichever side began.
        let pods = |direction| exposure::among(shown, direction, Some(only)).count();
        let egress = pods(Direction::Egress) > pods(Direction::Ingress);
        let direction = if egress { Direction::Egress } else { Direction::Ingress };
        let query = format!("only={}&exposure={}", only.word(), direction.word());
        driver(only.name(), count, String::new(), to("/dashboard", &query) + "#exposure")
    };
    let found = |label: &str, count: u32, query: &str| {
        driver(label, count, String::new(), to("/risk/vulnerabilities", query))
    };
    vec![
        Factor {
            kind: FactorKind::Connections,
            by_100: scores.service_mode_score_by_100.min(100),
            points: scores.service_mode_score + scores.new_service_mode_score,
            drivers: vec![
                services(
                    text::mode::discover(),
                    groups.discover_groups,
                    groups.discover_groups_zero_drift,
                    "discover",
                ),
                services(
                    text::mode::monitor(),
                    groups.monitor_groups,
                    groups.monitor_groups_zero_drift,
                    "monitor",
                ),
                services(
                    text::mode::protect(),
                    groups.protect_groups,
                    groups.protect_groups_zero_drift,
                    "protect",
                ),
            ],
        },
        Factor {
            kind: FactorKind::Exposure,
            by_100: scores.exposure_score_by_100.min(100),
            points: scores.exposure_score,
            drivers: vec![
                exposed(Only::Threats, pods.threat_ext_eps),
                exposed(Only::Violations, pods.violate_ext_eps),
                exposed(Only::Discover, pods.discover_ext_eps),
            ],
        },
        Factor {
            kind: FactorKind::Vulnerabilities,
            by_100: scores.vulnerability_score_by_100.min(100),
            points: scores.vulnerability_score,
            drivers: vec![
                found(text::dashboard::in_discover(), cves.discover_cves, "mode=discover"),
                found(text::dashboard::in_monitor(), cves.monitor_cves, "mode=monitor"),
                found(text::dashboard::in_protect(), cves.protect_cves, "mode=protect"),
                found(text::dashboard::on_nodes(), cves.host_cves, "on=nodes"),
                found(text::dashboard::in_platform(), cves.platform_cves, "on=platform"),
            ],
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> ScoreShown {
        serde_json::from_str(body).expect("decodes")
    }

    #[test]
    fn the_bands_end_where_the_product_says() {
        for (score, band) in [
            (0, Band::Good),
            (19, Band::Good),
            (20, Band::Fair),
            (49, Band::Fair),
            (50, Band::Poor),
            (100, Band::Poor),
        ] {
            assert_eq!(Band::of(score), band, "{score}");
        }
    }

    #[test]
    fn a_score_that_is_not_said_is_not_zero() {
        let card = of(&shown("{}"), "");
        assert_eq!((card.score, card.factors.len()), (None, 0));
    }

    #[test]
    fn drivers_count_what_their_links_show() {
        let card = of(
            &shown(
                r#"{"metrics":{"hosts":3,"groups":{"discover_groups":7,"discover_groups_zero_drift":2},
                     "workloads":{"running_pods":42,"threat_ext_eps":1},"cves":{"host_cves":4}},
                    "security_scores":{"security_risk_score":140,"service_mode_score":12,"new_service_mode_score":3}}"#,
            ),
            "pay ments",
        );
        assert_eq!((card.score, card.pods), (Some(100), 42));
        let connections = &card.factors[0];
        assert_eq!(connections.points, 15);
        assert_eq!(connections.drivers[0].count, 7);
        assert_eq!(connections.drivers[0].href, "/policy/groups?scored=1&mode=discover&ns=pay%20ments");
        assert_eq!(
            card.factors[1].drivers[0].href,
            "/dashboard?only=threats&exposure=ingress&ns=pay%20ments#exposure"
        );
        assert_eq!(card.factors[2].drivers[3].href, "/risk/vulnerabilities?on=nodes&ns=pay%20ments");
    }
}
