//! Reading groups from the controller: the whole list in short, shared for a moment, and what the visible rows need
//! beyond it.
//!
//! A small cluster's groups are read in full at once. A large one's list is read in brief (no members, no rules), and
//! the counts are read for the visible rows alone: the controller lists by name, so that a row's place in the brief
//! list is its place in the full one.

use std::{sync::Arc, time::Duration};

use controller_api::{
    Query,
    group::{self, Group},
    mode::Mode,
    system_config,
};
use futures::{StreamExt, stream};
use kit::{AppError, Tag, upstream::Upstream};

use super::{
    filter::Filter,
    row::{Counts, GroupRow},
    select::select,
};

/// How long a list is shown again to viewers of the same permissions.
const LIST_LIFE: Duration = Duration::from_secs(2);

/// How long a row's counts are; they change slowly and cost much.
const COUNTS_LIFE: Duration = Duration::from_secs(30);

/// Up to how many groups all are read in full.
pub const SMALL: usize = 400;

/// How many calls for counts run at once.
const AT_ONCE: usize = 6;

/// All groups that the viewer sees, in the controller's order.
pub struct List {
    /// The groups.
    pub rows: Vec<GroupRow>,
    /// When they were read, in unix seconds.
    pub read_at: i64,
    /// All rows have their counts.
    pub complete: bool,
}

/// Reads all groups.
pub async fn list(upstream: &Upstream) -> Result<Arc<List>, AppError> {
    let fetch = || async {
        let brief = upstream.call(group::LIST.at([]).query(Query::new().brief().with_cap())).await?;
        let complete = brief.groups.len() <= SMALL;
        let groups = if complete {
            upstream.call(group::LIST.at([]).query(Query::new().pods().with_cap())).await?.groups
        } else {
            brief.groups
        };
        Ok(List { rows: groups.iter().map(GroupRow::from).collect(), read_at: kit::clock::now(), complete })
    };
    upstream.shared(Tag::Groups, "groups", LIST_LIFE, fetch).await
}

/// The page of rows that a filter selects, with their counts.
pub async fn page(upstream: &Upstream, list: &List, filter: &Filter) -> (Vec<GroupRow>, usize, usize) {
    let selected = select(&list.rows, filter);
    let mut rows: Vec<GroupRow> = selected.page.iter().map(|&at| list.rows[at].clone()).collect();
    if !list.complete {
        let modest = selected.page.iter().copied().filter(|&at| !is_vast(&list.rows[at]));
        fill(upstream, &mut rows, &windows(modest.collect(), |at| is_vast(&list.rows[at]))).await;
    }
    (rows, selected.matching, selected.number)
}

/// Reads the counts of rows from the windows of the controller's list that hold them. What cannot be read stays
/// unknown: it costs a column, not the page.
async fn fill(upstream: &Upstream, rows: &mut [GroupRow], windows: &[(usize, usize)]) {
    let windows = stream::iter(windows.iter().copied());
    let mut windows =
        windows.map(|(start, length)| window(upstream, start, length)).buffer_unordered(AT_ONCE);
    while let Some(window) = windows.next().await {
        for (name, counts) in window.iter().flat_map(|window| window.iter()) {
            if let Some(row) = rows.iter_mut().find(|row| row.name == *name) {
                row.counts = *counts;
            }
        }
    }
}

type Window = Vec<(controller_api::name::GroupName, Option<Counts>)>;

async fn window(upstream: &Upstream, start: usize, length: usize) -> Option<Arc<Window>> {
    let read = format!("counts {start} {length}");
    let fetch = || async {
        let query = Query::new().pods().page(start, length);
        let groups = upstream.call(group::LIST.at([]).query(query)).await?.groups;
        Ok(groups.iter().map(|group: &Group| (group.name.clone(), Counts::of(group))).collect::<Window>())
    };
    upstream.shared(Tag::Groups, &read, COUNTS_LIFE, fetch).await.ok()
}

/// A group whose members are the whole cluster: on a large one the answer with them weighs tens of megabytes.
fn is_vast(row: &GroupRow) -> bool {
    row.name.as_str() == "containers"
}

/// Places as windows of neighbours: `(start, length)`. A gap of up to three is read along with them, unless there is
/// something in it that is not to be read.
fn windows(mut places: Vec<usize>, avoid: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    places.sort_unstable();
    let mut windows: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match windows.last_mut() {
            Some((start, length))
                if place <= *start + *length + 3 && !(*start + *length..place).any(&avoid) =>
            {
                *length = place - *start + 1;
            }
            _ => windows.push((place, 1)),
        }
    }
    windows
}

/// The mode that overrides every group's, where the cluster sets one. Viewers who may not read settings see none.
pub async fn global_mode(upstream: &Upstream) -> Option<Mode> {
    use controller_api::access::Permission;
    if !upstream.viewer().access.reads(&Permission::Config) {
        return None;
    }
    let fetch = || async { upstream.call(system_config::SHOW.at([])).await };
    let config = upstream.shared(Tag::System, "config", Duration::from_secs(10), fetch).await.ok()?;
    let net = &config.config.net_svc;
    net.policy_mode.filter(|_| net.enabled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_read_together() {
        let any = |_| false;
        assert_eq!(windows(vec![7, 5, 6, 100, 103, 200], any), [(5, 3), (100, 4), (200, 1)]);
        assert_eq!(windows(vec![0, 2], |at| at == 1), [(0, 1), (2, 1)]);
        assert!(windows(Vec::new(), any).is_empty());
    }
}
