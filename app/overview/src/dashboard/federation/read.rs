//! Reading the clusters of the federation: each is asked by itself, so that one that does not answer costs its own row.

use std::{sync::Arc, time::Duration};

use controller_api::{access::Permission, federation, name::ClusterId, score, system};
use futures::{StreamExt, stream};
use kit::{AppError, Tag, upstream::Upstream};

use super::{
    api::{Member, Numbers},
    rollup::{self, Scored},
};
use crate::dashboard::{
    read::{PATIENCE, aside, once},
    reading::Reading,
};

/// How many clusters are asked at once. Their calls all go through the master.
const AT_ONCE: usize = 8;
/// How long all of them may take. Who was not heard by then did not answer.
const ALL: Duration = Duration::from_secs(5);

/// The clusters, in the order in which they are shown. None where this cluster is not the master, and for viewers who may
/// not read the federation: nothing is asked for them.
pub async fn clusters(upstream: &Upstream) -> Result<Arc<Reading<Option<Vec<Member>>>>, AppError> {
    once(upstream, Tag::System, "clusters", || async {
        if !upstream.viewer().access.reads(&Permission::Federation) {
            return Ok(None);
        }
        let membership = upstream.glance(federation::MEMBER.at([])).await?;
        let Some(mut members) = rollup::members(membership) else { return Ok(None) };
        let asked = members.iter().enumerate().map(|(at, (id, member))| {
            let own = member.is_master;
            async move { (at, numbers(upstream, (!own).then_some(id)).await) }
        });
        let mut answers = stream::iter(asked.collect::<Vec<_>>()).buffer_unordered(AT_ONCE);
        let mut heard = Vec::new();
        let hear = async {
            while let Some(answer) = answers.next().await {
                heard.push(answer);
            }
        };
        // Those that were heard count either way.
        let _ = tokio::time::timeout(ALL, hear).await;
        drop(answers);
        // The master's own answers say it when the session is over.
        if upstream.was_signed_out() {
            return Err(AppError::SignedOut);
        }
        for (at, numbers) in heard {
            members[at].1.numbers = numbers;
        }
        Ok(Some(rollup::sorted(members.into_iter().map(|(_, member)| member).collect())))
    })
    .await
}

/// What a cluster says of itself; `None` is the master, whose controller we talk to.
async fn numbers(upstream: &Upstream, cluster: Option<&ClusterId>) -> Option<Numbers> {
    let summary = system::SUMMARY.at([]);
    // Of the exposed pods, which come along, nothing is kept.
    let score = score::METRICS.at([]).query(score::scope(true, None)).read_as::<Scored>();
    let (summary, score) = match cluster {
        Some(cluster) => futures::join!(
            aside(upstream.glance_at(cluster, summary, PATIENCE)),
            aside(upstream.glance_at(cluster, score, PATIENCE)),
        ),
        None => futures::join!(aside(upstream.glance(summary)), aside(upstream.glance(score))),
    };
    rollup::numbers(summary.map(|shown| shown.summary), score)
}
