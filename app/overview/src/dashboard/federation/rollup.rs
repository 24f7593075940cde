//! The clusters of a federation with what each says of itself. Pure.

use std::cmp::Reverse;

use controller_api::{
    federation::{FedRole, FedStatus, Membership},
    name::ClusterId,
    score::{ScoreMetrics, SecurityScores},
    system::Summary,
};
use serde::Deserialize;

use super::api::{Member, Numbers};

/// What is kept of a cluster's score.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Scored {
    /// What it is counted from.
    pub metrics: Option<ScoreMetrics>,
    /// The score.
    pub security_scores: Option<SecurityScores>,
}

/// All clusters of a federation, by their ids, the master first; none where the one that was asked is not the master.
pub fn members(membership: Membership) -> Option<Vec<(ClusterId, Member)>> {
    if membership.fed_role != FedRole::Master {
        return None;
    }
    let member = |id: ClusterId, name: String, is_master: bool, status: FedStatus| {
        let name = if name.is_empty() { id.to_string() } else { name };
        (id, Member { name, is_master, status, numbers: None })
    };
    let master = membership.master_cluster.unwrap_or_default();
    let joint = membership.joint_clusters.into_iter();
    let joint = joint.map(|joint| member(joint.id, joint.name, false, joint.status));
    Some(std::iter::once(member(master.id, master.name, true, master.status)).chain(joint).collect())
}

/// What a cluster says of itself, by its two answers. None when neither came: what was not said is no zero.
pub fn numbers(summary: Option<Summary>, scored: Option<Scored>) -> Option<Numbers> {
    if summary.is_none() && scored.is_none() {
        return None;
    }
    let Scored { metrics, security_scores } = scored.unwrap_or_default();
    let mut numbers = Numbers {
        score: security_scores.map(|scores| scores.security_risk_score.min(100)),
        nodes: metrics.as_ref().map(|metrics| metrics.hosts.into()),
        pods: metrics.as_ref().map(|metrics| metrics.workloads.running_pods.into()),
        ..Numbers::default()
    };
    // The score leaves out what is not scored; the summary counts everything.
    if let Some(summary) = summary {
        numbers.nodes = Some(summary.hosts.into());
        numbers.pods = Some(summary.running_pods.into());
        numbers.database = summary.cvedb_version;
        numbers.versions = summary.component_versions;
    }
    Some(numbers)
}

/// The master, then the highest score first; those of whom none is known come last. Equals stand by their names.
pub fn sorted(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by(|a, b| {
        let place = |member: &Member| {
            let score = member.numbers.as_ref().and_then(|numbers| numbers.score);
            // `None` is less than any score.
            (!member.is_master, Reverse(score))
        };
        place(a).cmp(&place(b)).then_with(|| a.name.cmp(&b.name))
    });
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn membership(body: &str) -> Membership {
        serde_json::from_str(body).expect("decodes")
    }

    fn scored(body: &str) -> Scored {
        serde_json::from_str(body).expect("decodes")
    }

    #[test]
    fn only_a_master_has_clusters() {
        for (body, names) in [
            (r#"{"fed_role":"","joint_clusters":null}"#, None),
            (r#"{"fed_role":"joint","master_cluster":{"name":"a"},"joint_clusters":[{"name":"b"}]}"#, None),
            (r#"{"fed_role":"dreaming"}"#, None),
            (r#"{"fed_role":"master","master_cluster":{"name":"a"},"joint_clusters":[]}"#, Some(vec!["a"])),
            (
                r#"{"fed_role":"master","master_cluster":{"name":"a"},"joint_clusters":[{"name":"b"},{"id":"c1"}]}"#,
                Some(vec!["a", "b", "c1"]),
            ),
        ] {
            let members = members(membership(body));
            let found = members
                .as_ref()
                .map(|members| members.iter().map(|(_, member)| member.name.as_str()).collect::<Vec<_>>());
            assert_eq!(found, names, "{body}");
            let masters = members.iter().flatten().filter(|(_, member)| member.is_master).count();
            assert_eq!(masters, usize::from(names.is_some()), "{body}");
        }
    }

    #[test]
    fn what_was_not_said_is_no_zero() {
        let summary = || Summary {
            hosts: 3,
            running_pods: 42,
            cvedb_version: "4.412".to_owned(),
            component_versions: vec!["v5.5.0".to_owned()],
            ..Summary::default()
        };
        let score = r#"{"metrics":{"hosts":4,"workloads":{"running_pods":41}},"security_scores":{"security_risk_score":36}}"#;
        let database = |numbers: &Numbers| numbers.database.clone();
        for (what, summary, scored, expected) in [
            ("nothing", None, None, None),
            ("both", Some(summary()), Some(scored(score)), Some((Some(36), Some(3), Some(42), "4.412"))),
            ("the summary alone", Some(summary()), None, Some((None, Some(3), Some(42), "4.412"))),
            ("the score alone", None, Some(scored(score)), Some((Some(36), Some(4), Some(41), ""))),
            ("a score that is none", None, Some(scored("{}")), Some((None, None, None, ""))),
        ] {
            let numbers = numbers(summary, scored);
            let found = numbers
                .as_ref()
                .map(|numbers| ((numbers.score, numbers.nodes, numbers.pods), database(numbers)));
            let expected =
                expected.map(|(score, nodes, pods, database)| ((score, nodes, pods), database.to_owned()));
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn the_master_stands_first_and_the_worst_after_it() {
        let member = |name: &str, is_master: bool, numbers: Option<Option<u32>>| Member {
            name: name.to_owned(),
            is_master,
            status: FedStatus::Synced,
            numbers: numbers.map(|score| Numbers { score, ..Numbers::default() }),
        };
        let members = vec![
            member("silent", false, None),
            member("good", false, Some(Some(5))),
            member("b-poor", false, Some(Some(70))),
            member("a-poor", false, Some(Some(70))),
            member("own", true, Some(Some(1))),
            member("mute", false, Some(None)),
        ];
        let names: Vec<_> = sorted(members).into_iter().map(|member| member.name).collect();
        assert_eq!(names, ["own", "a-poor", "b-poor", "good", "mute", "silent"]);
    }
}
