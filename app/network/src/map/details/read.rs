//! Reading what is known of a node. What the map shows of it is in the graph that all viewers of the same permissions share;
//! the rest the controller is asked for, in parts that fail each for itself.

use std::{sync::Arc, time::Duration};

use controller_api::{
    Query, conversation, group, host,
    response_rule::{self, ResponseRules},
    workload::{self, WorkloadShown},
};
use futures::{StreamExt, future::join, stream};
use kit::{
    AppError, Tag,
    mode::{Plan, Subject},
    upstream::Upstream,
};
use network_map::model::{Key, Kind};

use super::{
    facts::{Facts, HiddenOfNode},
    rollup,
    shown::{NodeDetails, NodeShown, OutsideDetails, Part},
};
use crate::map::read::{Whole, hidden, whole};

/// How long what the controller says of one node is shown again to viewers of the same permissions.
const LIFE: Duration = Duration::from_secs(2);

/// How long lists that change slowly are.
const LIST_LIFE: Duration = Duration::from_secs(10);

/// How many conversations of something outside are looked at for its addresses, and how many of them at once.
const LOOKED_AT: usize = 12;
const AT_ONCE: usize = 4;

/// How many addresses are shown.
const ADDRESSES: usize = 40;

/// A key that somebody sent.
pub fn key(text: &str) -> Result<Key, AppError> {
    let wrong = |_| AppError::Invalid { field: "node".into(), message: text::details::no_key().into() };
    text.parse().map_err(wrong)
}

/// A session that is over ends the whole answer; any other failure costs its part.
fn part<T>(read: Result<T, AppError>) -> Result<Part<T>, AppError> {
    match read {
        Err(AppError::SignedOut) => Err(AppError::SignedOut),
        other => Ok(other),
    }
}

/// What of a node this user has hidden; that it cannot be said costs the words "show again".
async fn hidden_of(upstream: &Upstream, key: Key) -> Result<HiddenOfNode, AppError> {
    let hidden = part(hidden::of(upstream).await)?.unwrap_or_default();
    Ok(HiddenOfNode {
        node: hidden.nodes.contains(&key),
        incoming: hidden.incoming.contains(&key),
        outgoing: hidden.outgoing.contains(&key),
    })
}

/// What the acts on a node hang on.
pub async fn facts(upstream: &Upstream, node: &str) -> Result<Facts, AppError> {
    let key = key(node)?;
    let whole = whole(upstream).await?;
    let at = whole.node(key).ok_or(AppError::NotFound)?;
    let (_, id) = whole.id(key).ok_or(AppError::NotFound)?;
    let mut facts = Facts::of(&whole.graph, at).ok_or(AppError::NotFound)?;
    facts.hidden = hidden_of(upstream, key).await?;
    match facts.kind {
        Kind::Pod | Kind::Sidecar => drop(pod(upstream, &whole, at, id, &mut facts).await?),
        _ => facts.subject = part(subject(upstream, &facts.group).await)?.ok().flatten(),
    }
    Ok(facts)
}

/// What is known of a node.
pub async fn node(upstream: &Upstream, node: &str) -> Result<NodeShown, AppError> {
    let key = key(node)?;
    let whole = whole(upstream).await?;
    let at = whole.node(key).ok_or(AppError::NotFound)?;
    let (_, id) = whole.id(key).ok_or(AppError::NotFound)?;
    let mut facts = Facts::of(&whole.graph, at).ok_or(AppError::NotFound)?;
    facts.hidden = hidden_of(upstream, key).await?;
    let details = match facts.kind {
        Kind::Pod | Kind::Sidecar => pod(upstream, &whole, at, id, &mut facts).await?,
        Kind::Group => of_group(upstream, &whole, id, &mut facts).await?,
        Kind::Node => of_host(upstream, id, &mut facts).await?,
        Kind::Namespace => NodeDetails::Namespace(rollup::namespace(&whole.graph, at)),
        Kind::External | Kind::Unmanaged | Kind::Service | Kind::Address => {
            NodeDetails::Outside(outside(upstream, &whole, at, id).await?)
        }
    };
    Ok(NodeShown { facts, details })
}

/// What the controller says of a pod.
pub async fn workload(upstream: &Upstream, id: &str) -> Result<Arc<WorkloadShown>, AppError> {
    let fetch = || upstream.call(workload::SHOW.at([id]).query(Query::new().pods()));
    upstream.shared(Tag::Traffic, &format!("pod {id}"), LIFE, fetch).await
}

async fn pod(
    upstream: &Upstream,
    whole: &Whole,
    at: u32,
    id: &str,
    facts: &mut Facts,
) -> Result<NodeDetails, AppError> {
    let (shown, subject) = join(workload(upstream, id), subject(upstream, &facts.group)).await;
    facts.subject = part(subject)?.ok().flatten();
    let details = part(shown)?.map(|shown| {
        let brief = &shown.workload.workload.brief;
        facts.cap_quarantine = Some(brief.cap_quarantine);
        facts.cap_sniff = Some(brief.cap_sniff);
        facts.quarantined = brief.state == workload::WorkloadState::Quarantined;
        let host = on_map(whole, &format!("{HOST}{}", brief.host_id));
        Box::new(rollup::pod(&shown.workload, host))
    });
    Ok(NodeDetails::Pod { pod: details, peers: rollup::peers(&whole.graph, at) })
}

async fn of_group(
    upstream: &Upstream,
    whole: &Whole,
    name: &str,
    facts: &mut Facts,
) -> Result<NodeDetails, AppError> {
    let (shown, rules) = join(group(upstream, name), responses(upstream)).await;
    let group = part(shown)?.map(|shown| {
        facts.subject = Some(subject_of(&shown.group));
        let on_map = |id: &str| on_map(whole, id).or_else(|| on_map(whole, &format!("{HOST}{id}")));
        Box::new(rollup::group(&shown.group, on_map))
    });
    let responses = part(rules)?.map(|rules| rollup::responses(&rules.rules, name));
    Ok(NodeDetails::Group { group, responses })
}

/// What stands before the id of a node where it is an end of conversations.
const HOST: &str = "Host:";

async fn of_host(upstream: &Upstream, id: &str, facts: &mut Facts) -> Result<NodeDetails, AppError> {
    let id = id.strip_prefix(HOST).unwrap_or(id);
    let read = format!("host {id}");
    let fetch = || upstream.call(host::SHOW.at([id]));
    let (shown, subject) =
        join(upstream.shared(Tag::Traffic, &read, LIFE, fetch), subject(upstream, &facts.group)).await;
    facts.subject = part(subject)?.ok().flatten();
    Ok(NodeDetails::Host(part(shown)?.map(|shown| Box::new(rollup::host(&shown.host)))))
}

/// Something outside: its address, and those that were seen in what it says most.
async fn outside(upstream: &Upstream, whole: &Whole, at: u32, id: &str) -> Result<OutsideDetails, AppError> {
    let graph = &whole.graph;
    let ids = |at: u32| whole.id(graph.nodes.get(at as usize)?.key).map(|(_, id)| id.to_owned());
    let pairs = rollup::pairs(graph, at);
    let asked: Vec<(bool, String, String)> = pairs
        .iter()
        .take(LOOKED_AT)
        .filter_map(|(from, to)| Some((*from == at, ids(*from)?, ids(*to)?)))
        .collect();
    let looked_at = asked.len();
    let show = |(is_client, from, to): (bool, String, String)| async move {
        let read = format!("said {from} {to}");
        let fetch = || upstream.call(conversation::SHOW.at([from.as_str(), to.as_str()]));
        (is_client, upstream.shared(Tag::Traffic, &read, LIST_LIFE, fetch).await)
    };
    let answers: Vec<_> = stream::iter(asked).map(show).buffered(AT_ONCE).collect().await;
    let mut failed = None;
    let mut said = Vec::new();
    for (is_client, answer) in answers {
        match answer {
            Ok(answer) => said.push((is_client, answer)),
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            // A pair that was just listed may be gone.
            Err(AppError::NotFound) => {}
            Err(error) => failed = Some(error),
        }
    }
    let entries = said
        .iter()
        .flat_map(|(is_client, answer)| answer.conversation.entries.iter().map(move |e| (*is_client, e)));
    let mut seen = rollup::addresses(entries);
    seen.truncate(ADDRESSES);
    // An end with an address of its own is called by it: `Workload:10.1.2.3`, or just `10.1.2.3`.
    let name = id.split_once(':').map_or(id, |(_, rest)| rest);
    let is_address = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
    let own = [id, name, graph.name(at)].into_iter().find(|text| is_address(text)).map(str::to_owned);
    let only = || match seen.as_slice() {
        [one] => Some(one.address.clone()),
        _ => None,
    };
    let address = own.or_else(only);
    Ok(OutsideDetails {
        id: id.to_owned(),
        country: address.as_deref().and_then(rollup::country),
        address,
        pairs: pairs.len(),
        looked_at,
        seen: match failed {
            Some(error) if seen.is_empty() => Err(error),
            _ => Ok(seen),
        },
    })
}

/// The node on the map with an id of the controller's.
fn on_map(whole: &Whole, id: &str) -> Option<Key> {
    let key = Key::of(Kind::Pod, id);
    whole.id(key).filter(|(_, known)| *known == id).map(|_| key)
}

/// A group as the controller shows it, with its members and rules.
async fn group(upstream: &Upstream, name: &str) -> Result<std::sync::Arc<group::GroupShown>, AppError> {
    let read = format!("group {name} on the map");
    let fetch = || upstream.call(group::SHOW.at([name]).query(Query::new().pods().with_cap()));
    upstream.shared(Tag::Groups, &read, LIFE, fetch).await
}

async fn responses(upstream: &Upstream) -> Result<std::sync::Arc<ResponseRules>, AppError> {
    let fetch = || upstream.call(response_rule::LIST.at([]));
    upstream.shared(Tag::Groups, "response rules", LIST_LIFE, fetch).await
}

/// A group as the mode switch sees it; none for no group.
async fn subject(upstream: &Upstream, name: &str) -> Result<Option<Subject>, AppError> {
    if name.is_empty() {
        return Ok(None);
    }
    Ok(Some(subject_of(&group(upstream, name).await?.group)))
}

fn subject_of(group: &group::GroupDetail) -> Subject {
    Subject {
        name: group.name.clone(),
        domain: group.domain.clone(),
        kind: group.kind.clone(),
        cfg_type: group.cfg_type.clone(),
        cap_change_mode: group.cap_change_mode,
        policy_mode: group.policy_mode,
        profile_mode: group.profile_mode,
        baseline: group.baseline_profile,
    }
}

/// How the groups stand that a switch of a node's modes is about.
pub async fn plan(upstream: &Upstream, node: &str) -> Result<Plan, AppError> {
    let key = key(node)?;
    let whole = whole(upstream).await?;
    let at = whole.node(key).ok_or(AppError::NotFound)?;
    let facts = Facts::of(&whole.graph, at).ok_or(AppError::NotFound)?;
    let mut plan = Plan::default();
    if facts.kind == Kind::Namespace {
        let wanted: Vec<String> =
            rollup::namespace(&whole.graph, at).groups.into_iter().map(|group| group.id).collect();
        let list = upstream.call(group::LIST.at([]).query(Query::new().brief().with_cap())).await?;
        let of_it = |group: &&group::Group| wanted.iter().any(|name| name == group.name.as_str());
        plan.subjects = list.groups.iter().filter(of_it).map(Subject::from).collect();
    } else {
        match subject(upstream, &facts.group).await {
            Ok(subject) => plan.subjects.extend(subject),
            Err(AppError::NotFound) => {
                plan.missing.extend(controller_api::name::GroupName::parse(&facts.group))
            }
            Err(error) => return Err(error),
        }
    }
    Ok(plan)
}
