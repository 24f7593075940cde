//! Conversations with their ends.

use std::collections::{BTreeSet, HashMap};

use controller_api::{
    Empty,
    access::Permission,
    conversation::{
        self, Conversation, ConversationDetail, ConversationDetailEntry, ConversationEnd, ConversationEnds,
        ConversationShown, Conversations, EndUpdate, Peer as Named,
    },
};

use crate::{
    clock::rfc3339,
    core::Ctx,
    kept::Stamp,
    listing,
    refusal::Refusal,
    router::Routes,
    traffic::{self, Peer, Said, Sum},
    wire::View,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(conversation::LIST, stamp, |ctx, [], ()| list(ctx));
    routes.on(conversation::SHOW, |ctx, [from, to], ()| show(ctx, from, to));
    routes.on(conversation::DELETE, |ctx, [from, to], ()| delete(ctx, from, to));
    routes.on(conversation::DELETE_ALL, |ctx, [], ()| delete_all(ctx));
    routes.on(conversation::ENDS, |ctx, [], ()| Ok(ends(ctx)));
    routes.on(conversation::CHANGE_END, |ctx, [id], body| change_end(ctx, id, &body));
    routes.on(conversation::DELETE_END, |ctx, [id], ()| delete_end(ctx, id));
}

/// What the list hangs on: beside what runs, all that is said.
fn stamp(ctx: &mut Ctx<'_>) -> Stamp {
    let now = ctx.now;
    let said = ctx.world().traffic.changes;
    let mut stamp = ctx.world().view_stamp(now);
    stamp.push(said);
    stamp
}

/// The namespace of an end; `""` = none.
fn domain_of(view: &View, peer: Peer) -> &str {
    match peer {
        Peer::Pod(at) => &view.fleet.service_of(&view.fleet.pods[at as usize]).domain,
        Peer::Node(_) | Peer::External => "",
    }
}

fn may_read(ctx: &Ctx<'_>, view: &View, peer: Peer) -> bool {
    ctx.reads_in(&Permission::RuntimePolicy, domain_of(view, peer))
}

/// What the wire says of an end, with the name that somebody gave it.
fn end(ctx: &Ctx<'_>, view: &View, peer: Peer) -> ConversationEnd {
    let mut end = traffic::end(view, peer);
    if let Some(name) = ctx.core.world.traffic.names.get(&peer) {
        end.workload.display_name.clone_from(name);
    }
    end
}

/// The conversations with an end that the caller may see, and both their ends. `f_group` and `f_domain` narrow them.
fn list(ctx: &mut Ctx<'_>) -> Result<Conversations, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let fleet = &view.fleet;
    let (domain, group) = (ctx.query().get("f_domain"), ctx.query().get("f_group"));
    if group.is_some_and(|group| view.policy.group(group).is_none()) {
        return Err(Refusal::not_found());
    }
    let in_group = |peer: Peer, group: &str| match peer {
        Peer::Pod(at) => {
            let service = fleet.service_of(&fleet.pods[at as usize]);
            group.strip_prefix("nv.").is_some_and(|name| name == service.full_name())
        }
        Peer::Node(_) => group == "nodes",
        Peer::External => group == "external",
    };
    let wanted = |peer: Peer| {
        domain.is_none_or(|domain| domain == domain_of(&view, peer))
            && group.is_none_or(|group| in_group(peer, group))
            && may_read(ctx, &view, peer)
    };
    let all = &ctx.core.world.traffic.conversations;
    let mut ends = BTreeSet::new();
    let mut conversations: Vec<Conversation> = all
        .iter()
        .filter(|((from, to), _)| wanted(*from) || wanted(*to))
        .map(|((from, to), said)| {
            ends.extend([*from, *to]);
            traffic::conversation(fleet, *from, *to, said)
        })
        .collect();
    let endpoints: Vec<_> = ends.into_iter().map(|peer| end(ctx, &view, peer)).collect();
    if ctx.query().is("verbose", "true") {
        in_full(&mut conversations, &endpoints);
    }
    Ok(Conversations { endpoints, conversations })
}

/// Names each end by all that is known of it.
fn in_full(conversations: &mut [Conversation], endpoints: &[ConversationEnd]) {
    let ends: HashMap<&str, &ConversationEnd> =
        endpoints.iter().map(|end| (end.workload.id.as_str(), end)).collect();
    let all =
        conversations.iter_mut().flat_map(|conversation| [&mut conversation.from, &mut conversation.to]);
    for named in all {
        if let Named::Id(id) = named
            && let Some(end) = ends.get(id.as_str())
        {
            *named = Named::End(Box::new(ConversationEnd::clone(end)));
        }
    }
}

/// Two ends by their ids: 404 when they said nothing to each other.
fn pair(ctx: &Ctx<'_>, from: &str, to: &str) -> Result<(Peer, Peer), Refusal> {
    let world = &ctx.core.world;
    let both = world.peer_with_id(from).zip(world.peer_with_id(to));
    both.filter(|pair| world.traffic.conversations.contains_key(pair)).ok_or_else(Refusal::not_found)
}

fn show(ctx: &mut Ctx<'_>, from: &str, to: &str) -> Result<ConversationShown, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let (from, to) = pair(ctx, from, to)?;
    if !may_read(ctx, &view, from) && !may_read(ctx, &view, to) {
        return Err(Refusal::denied());
    }
    let said = ctx.core.world.traffic.conversations.get(&(from, to)).ok_or_else(Refusal::not_found)?;
    let sum = Sum::of(said);
    let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    let entry = |part: &Said| {
        let (client_ip, server_ip, fqdn) = part.addresses(&view.fleet, from, to);
        ConversationDetailEntry {
            application: part.application.clone(),
            port: part.port.clone(),
            mapped_port: part.port.clone(),
            server: String::new(),
            bytes: part.bytes,
            sessions: part.sessions,
            threat_name: part.threat.to_owned(),
            severity: part.severity.to_owned(),
            policy_action: part.action.to_owned(),
            policy_id: part.rule,
            last_seen_at: rfc3339(part.last_seen),
            client_ip,
            server_ip,
            fqdn: fqdn.to_owned(),
            xff: false,
            to_sidecar: false,
            nbe: false,
        }
    };
    let conversation = ConversationDetail {
        from: end(ctx, &view, from),
        to: end(ctx, &view, to),
        bytes: sum.bytes,
        sessions: sum.sessions,
        severity: sum.severity.to_owned(),
        policy_action: sum.action.to_owned(),
        event_type: traffic::event_types(&sum),
        protocols: own(sum.protocols),
        applications: own(sum.applications),
        ports: own(sum.ports),
        entries: said.iter().map(entry).collect(),
    };
    Ok(ConversationShown { conversation })
}

/// Forgets what two ends said, until they speak again.
fn delete(ctx: &mut Ctx<'_>, from: &str, to: &str) -> Result<Empty, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let (from, to) = pair(ctx, from, to)?;
    let access = &ctx.caller()?.access;
    let may = |peer| access.writes_in(&Permission::RuntimePolicy, domain_of(&view, peer));
    if !may(from) && !may(to) {
        return Err(Refusal::denied());
    }
    ctx.world().traffic.forget(from, to);
    ctx.log("Delete conversation", &serde_json::Value::Null);
    Ok(Empty)
}

fn delete_all(ctx: &mut Ctx<'_>) -> Result<Empty, Refusal> {
    if !ctx.is_admin() {
        return Err(Refusal::denied());
    }
    ctx.world().traffic.forget_all();
    ctx.log("Delete all conversations", &serde_json::Value::Null);
    Ok(Empty)
}

fn ends(ctx: &mut Ctx<'_>) -> ConversationEnds {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let all = ctx.core.world.traffic.conversations.keys().flat_map(|(from, to)| [*from, *to]);
    let peers: BTreeSet<Peer> = all.filter(|peer| may_read(ctx, &view, *peer)).collect();
    let ends = peers.into_iter().map(|peer| end(ctx, &view, peer)).collect();
    let chosen = listing::chosen(ends, ctx.query());
    ConversationEnds { endpoints: listing::page(chosen.into_iter(), ctx.query()).collect() }
}

/// A node's place as an end: nothing else can be named or forgotten.
fn node(ctx: &Ctx<'_>, id: &str) -> Result<Peer, Refusal> {
    match ctx.core.world.peer_with_id(id) {
        Some(peer @ Peer::Node(_)) if id.starts_with("Host:") => Ok(peer),
        Some(_) => Err(Refusal::bad_request()),
        None => Err(Refusal::not_found()),
    }
}

fn change_end(ctx: &mut Ctx<'_>, id: &str, body: &EndUpdate) -> Result<Empty, Refusal> {
    if !ctx.caller()?.access.writes(&Permission::RuntimePolicy) {
        return Err(Refusal::denied());
    }
    let peer = node(ctx, id)?;
    if body.config.id != id {
        return Err(Refusal::bad_request());
    }
    let traffic = &mut ctx.world().traffic;
    traffic.changes += 1;
    let names = &mut traffic.names;
    match body.config.display_name.as_deref() {
        None => {}
        Some("") => {
            names.remove(&peer);
        }
        Some(name) => {
            names.insert(peer, name.to_owned());
        }
    }
    Ok(Empty)
}

fn delete_end(ctx: &mut Ctx<'_>, id: &str) -> Result<Empty, Refusal> {
    if !ctx.is_admin() {
        return Err(Refusal::denied());
    }
    let peer = node(ctx, id)?;
    let traffic = &mut ctx.world().traffic;
    traffic.forget_end(peer);
    Ok(Empty)
}
