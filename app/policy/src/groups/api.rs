//! The server functions of the groups page.

use controller_api::{
    group::{CfgType, Criterion, GroupKind},
    mode::{Baseline, Mode},
    name::GroupName,
    workload::WorkloadState,
};
use kit::{AppError, mode::Plan};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{filter::Filter, row::GroupRow};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsPage {
    /// The rows.
    pub rows: Vec<GroupRow>,
    /// How many groups there are that the viewer sees, those of the platform aside unless asked for.
    pub total: usize,
    /// How many match.
    pub matching: usize,
    /// The number of this page, from 1.
    pub number: usize,
    /// All namespaces of the groups, for the filter.
    pub namespaces: Vec<String>,
    /// The mode that overrides every group's, if the cluster sets one.
    pub global_mode: Option<Mode>,
    /// Members and rules can be sorted by: all counts are known.
    pub sorts_counts: bool,
    /// When this was read from the controller, in unix seconds.
    pub read_at: i64,
}

/// Lists a page of groups.
#[server(endpoint = "groups/list_groups", protocol = kit::Call)]
pub async fn list_groups(filter: Filter) -> Result<GroupsPage, AppError> {
    use super::read;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let (list, global_mode) = futures::join!(read::list(&upstream), read::global_mode(&upstream));
            let list = list?;
            let (rows, matching, number) = read::page(&upstream, &list, &filter).await;
            let mut namespaces: Vec<String> =
                list.rows.iter().map(|row| row.domain.clone()).filter(|domain| !domain.is_empty()).collect();
            namespaces.sort_unstable();
            namespaces.dedup();
            let total = list.rows.iter().filter(|row| filter.system || !row.system).count();
            Ok(GroupsPage {
                rows,
                total,
                matching,
                number,
                namespaces,
                global_mode,
                sorts_counts: list.complete,
                read_at: list.read_at,
            })
        }
        .await,
    )
}

/// Which groups a switch is about: those named, or all that a filter matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// The names.
    pub names: Vec<GroupName>,
    /// All that this matches, instead.
    pub all: Option<Filter>,
}

/// Says how the groups stand that a switch is about.
#[server(endpoint = "groups/plan_switch", protocol = kit::Call)]
pub async fn plan_switch(selection: Selection) -> Result<Plan, AppError> {
    use super::{read, select::select_all};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let list = read::list(&upstream).await?;
            if let Some(filter) = selection.all {
                let places = select_all(&list.rows, &filter);
                return Ok(Plan {
                    subjects: places.into_iter().map(|at| list.rows[at].subject()).collect(),
                    missing: Vec::new(),
                });
            }
            let mut plan = Plan::default();
            for name in selection.names {
                match list.rows.iter().find(|row| row.name == name) {
                    Some(row) => plan.subjects.push(row.subject()),
                    None => plan.missing.push(name),
                }
            }
            Ok(plan)
        }
        .await,
    )
}

/// A group in its panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPanel {
    /// Its name.
    pub name: GroupName,
    /// A comment.
    pub comment: String,
    /// Its namespace.
    pub domain: String,
    /// What it is made of.
    pub kind: GroupKind,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
    /// Whether the controller lets its mode change; none = it did not say.
    pub cap_change_mode: Option<bool>,
    /// What makes a member.
    pub criteria: Vec<Criterion>,
    /// The first members, by name.
    pub members: Vec<Member>,
    /// How many there are in all.
    pub member_count: usize,
    /// How many network rules name it.
    pub rule_count: usize,
}

/// A member in the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its node.
    pub node: String,
    /// Its namespace.
    pub domain: String,
    /// Its image.
    pub image: String,
    /// What it is doing.
    pub state: WorkloadState,
    /// Critical and high vulnerabilities, if it was scanned.
    pub vulnerabilities: Option<(u32, u32)>,
}

/// How many members travel to the panel.
pub const MEMBERS_SHOWN: usize = 100;

/// Reads one group with its members.
#[server(endpoint = "groups/get_group", protocol = kit::Call)]
pub async fn get_group(name: GroupName) -> Result<GroupPanel, AppError> {
    use controller_api::{Query, group};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let read = format!("group {name}");
            let fetch =
                || upstream.call(group::SHOW.at([name.as_str()]).query(Query::new().pods().with_cap()));
            let shown =
                upstream.shared(kit::Tag::Groups, &read, std::time::Duration::from_secs(2), fetch).await?;
            let group = &shown.group;
            let mut members: Vec<Member> = group.members.iter().map(member).collect();
            members.sort_by(|a, b| a.name.cmp(&b.name));
            members.truncate(MEMBERS_SHOWN);
            Ok(GroupPanel {
                name: group.name.clone(),
                comment: group.comment.clone(),
                domain: group.domain.clone(),
                kind: group.kind.clone(),
                cfg_type: group.cfg_type.clone(),
                policy_mode: group.policy_mode,
                profile_mode: group.profile_mode,
                baseline: group.baseline_profile,
                cap_change_mode: group.cap_change_mode,
                criteria: group.criteria.clone(),
                member_count: group.members.len(),
                members,
                rule_count: group.policy_rules.len(),
            })
        }
        .await,
    )
}

#[cfg(feature = "ssr")]
fn member(workload: &controller_api::workload::WorkloadBrief) -> Member {
    // A pod's own container is its sandbox; the image that people mean is that of its first child.
    let image = workload.children.first().map_or(&workload.image, |child| &child.image);
    Member {
        id: workload.id.clone(),
        name: workload.display_name.clone(),
        node: workload.host_name.clone(),
        domain: workload.domain.clone(),
        image: image.clone(),
        state: workload.state.clone(),
        vulnerabilities: workload
            .scan_summary
            .as_ref()
            .filter(|scan| scan.status == "finished")
            .map(|scan| (scan.critical, scan.high)),
    }
}
