//! Conversations with their ends.

use std::collections::{BTreeSet, HashMap};

use controller_api::{
    access::Permission,
    conversation::{self, Conversation, ConversationEnd, Conversations, Peer as Named},
};

use crate::{
    core::Ctx,
    router::Routes,
    traffic::{self, Peer},
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(conversation::LIST, |ctx, [], ()| Ok(list(ctx)));
}

/// The conversations with an end that the caller may see, and both their ends. `group` and `domain` narrow them.
fn list(ctx: &mut Ctx<'_>) -> Conversations {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    let fleet = ctx.world().fleet.clone();
    let world = &ctx.core.world;
    let place = |peer: Peer| match peer {
        Peer::Pod(at) => {
            let service = fleet.service_of(&fleet.pods[at as usize]);
            (service.domain.clone(), service.group())
        }
        Peer::Node(_) => (String::new(), "nodes".to_owned()),
        Peer::External => (String::new(), "external".to_owned()),
    };
    let asked = |name: &str| ctx.query().get(name).or_else(|| ctx.query().get(&format!("f_{name}")));
    let (domain, group) = (asked("domain"), asked("group"));
    let wanted = |peer: Peer| {
        let (in_domain, in_group) = place(peer);
        domain.is_none_or(|domain| domain == in_domain)
            && group.is_none_or(|group| group == in_group)
            && ctx.reads_in(&Permission::RuntimePolicy, &in_domain)
    };
    let mut ends = BTreeSet::new();
    let conversations =
        world.traffic.conversations.iter().filter(|((from, to), _)| wanted(*from) || wanted(*to));
    let conversations = conversations
        .map(|((from, to), said)| {
            ends.extend([*from, *to]);
            traffic::conversation(&fleet, *from, *to, said)
        })
        .collect();
    let endpoints: Vec<_> = ends.into_iter().map(|peer| traffic::end(&fleet, &policy, peer)).collect();
    let mut conversations: Vec<Conversation> = conversations;
    if ctx.query().is("verbose", "true") {
        in_full(&mut conversations, &endpoints);
    }
    Conversations { endpoints, conversations }
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
