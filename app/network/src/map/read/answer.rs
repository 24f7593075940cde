//! Answers: what was asked for, with all that stands around the picture.

use std::sync::Arc;

use kit::{AppError, upstream::Upstream, url::Params};
use network_map::{
    filter::{self, Hidden, ParseError},
    find::find,
    level::Summary,
    model::{Graph, Mode, Status},
};

use super::{
    Maps, Seen, drawn, hidden,
    history::{MOMENTS, thinned},
    seen, whole, work,
};
use crate::map::{
    ask::Ask,
    shown::{Candidate, FoundNode, Holder, MapAnswer, Times, Wrong},
};

/// How many nodes are found at most.
const FOUND: usize = 20;

/// How many completions are offered at most.
const CANDIDATES: usize = 30;

/// What a query asks for, without what the user has hidden, what is wrong with it, and what is hidden.
///
/// # Errors
/// When the controller or the store does not give it.
pub async fn of_query(
    upstream: &Upstream,
    query: &str,
) -> Result<(Arc<Seen>, Option<ParseError>, Hidden), AppError> {
    let (ask, wrong) = Ask::of(&Params::parse(query));
    let hidden = hidden::of(upstream).await?;
    Ok((seen(upstream, &ask, &hidden).await?, wrong, hidden))
}

/// The answer to what the map's page asks; without a picture where it is shown as a table.
///
/// # Errors
/// When the controller or the store does not give it.
pub async fn answer(upstream: &Upstream, query: &str, table: bool) -> Result<MapAnswer, AppError> {
    let (seen, wrong, hidden) = of_query(upstream, query).await?;
    let hidden = hidden::counts(&hidden);
    let drawn = if table { None } else { Some(drawn(upstream, &seen).await?) };
    let (maps, circle) = (upstream.held::<Maps>()?, upstream.circle());
    let wrong = wrong.as_ref().map(Wrong::from);
    let query = query.to_owned();
    // Here, where the reader's language is known.
    let changed = seen.changed.as_ref().map(|changed| changed.in_words(&seen.graph));
    work(move || {
        let extent = maps.histories().extent(&circle);
        MapAnswer {
            query,
            read_at: seen.at,
            is_past: !seen.is_now,
            version: drawn.as_ref().map(|drawn| drawn.version.clone()).unwrap_or_default(),
            at_rest: drawn.is_some_and(|drawn| drawn.at_rest),
            shown: Summary::of(&seen.graph),
            statuses: statuses(&seen.graph),
            modes: modes(&seen.graph),
            wrong,
            times: Times {
                from: extent.times.first().copied(),
                to: extent.times.last().copied(),
                count: extent.times.len(),
                bytes: extent.bytes,
                bound: maps.histories().bound(),
                moments: thinned(&extent.times, MOMENTS),
            },
            changed,
            hidden,
        }
    })
    .await
}

fn statuses(graph: &Graph) -> Vec<(Status, usize)> {
    let count = |status: &Status| graph.edges.iter().filter(|edge| edge.status == *status).count();
    Status::ALL.iter().map(|status| (*status, count(status))).collect()
}

fn modes(graph: &Graph) -> Vec<(Mode, usize)> {
    let count = |mode: &Mode| graph.discs().filter(|at| graph.nodes[*at as usize].mode == *mode).count();
    Mode::ALL.iter().map(|mode| (*mode, count(mode))).collect()
}

/// The nodes with this in their names, inside of what is closed too, and what must be open for them to be seen.
///
/// # Errors
/// When the controller does not give what there is.
pub async fn found(upstream: &Upstream, text: &str) -> Result<Vec<FoundNode>, AppError> {
    let whole = whole(upstream).await?;
    let graph = &whole.graph;
    let hits = find(graph, text.trim(), FOUND).into_iter().map(|hit| {
        let mut holders = Vec::new();
        let mut at = whole.node(hit.key).and_then(|at| graph.nodes.get(at as usize));
        while let Some(holder) = at.and_then(|node| graph.nodes.get(node.parent as usize)) {
            let name = graph.text(holder.name).to_owned();
            holders.insert(0, Holder { key: holder.key, kind: holder.kind, name });
            at = Some(holder);
        }
        FoundNode { key: hit.key, kind: hit.kind, name: hit.name, holders }
    });
    Ok(hits.collect())
}

/// What can stand in an expression before the character `cursor`, counted from 0.
///
/// # Errors
/// When the controller does not give what there is.
pub async fn candidates(upstream: &Upstream, text: &str, cursor: usize) -> Result<Vec<Candidate>, AppError> {
    let whole = whole(upstream).await?;
    let completion = filter::complete(text, cursor, whole.vocabulary(), CANDIDATES);
    let part = |from: usize, count: usize| text.chars().skip(from).take(count).collect::<String>();
    let (before, after) = (part(0, completion.start), part(completion.end, usize::MAX));
    let candidate =
        |one: filter::Candidate| Candidate { whole: format!("{before}{}{after}", one.text), label: one.text };
    Ok(completion.candidates.into_iter().map(candidate).collect())
}
