//! What a user has hidden: their own list, kept by the server.

use std::collections::{BTreeMap, BTreeSet};

use kit::{AppError, keep::Own, upstream::Upstream};
use network_map::{
    filter::Hidden,
    model::{Key, Kind},
};
use serde::{Deserialize, Serialize};

use super::{Maps, Whole, whole};
use crate::map::shown::{HiddenAct, HiddenCounts, HiddenItem, HiddenList, HiddenPart};

/// What the list is called among a user's own things.
const NAME: &str = "map/hidden";

/// How many things somebody can hide.
const MOST: usize = 300;

/// The list as it is kept: names go along, for those that are no longer there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    #[serde(flatten)]
    hidden: Hidden,
    names: BTreeMap<Key, Name>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Name {
    kind: Kind,
    name: String,
    namespace: String,
}

impl Kept {
    fn part(&mut self, part: HiddenPart) -> &mut BTreeSet<Key> {
        match part {
            HiddenPart::Node => &mut self.hidden.nodes,
            HiddenPart::Incoming => &mut self.hidden.incoming,
            HiddenPart::Outgoing => &mut self.hidden.outgoing,
        }
    }

    fn len(&self) -> usize {
        self.hidden.nodes.len() + self.hidden.incoming.len() + self.hidden.outgoing.len()
    }

    /// What is there under another name of it is not forgotten; what is not hidden any more needs no name.
    fn tidy(&mut self) {
        let hidden = &self.hidden;
        self.names.retain(|key, _| {
            [&hidden.nodes, &hidden.incoming, &hidden.outgoing].into_iter().any(|keys| keys.contains(key))
        });
    }
}

/// What this viewer has hidden.
///
/// # Errors
/// When the store fails.
pub async fn of(upstream: &Upstream) -> Result<Hidden, AppError> {
    Ok(kept(upstream).await?.hidden)
}

async fn kept(upstream: &Upstream) -> Result<Kept, AppError> {
    Ok(Own::of(upstream)?.get(NAME).await?.unwrap_or_default())
}

/// How much that is.
pub fn counts(hidden: &Hidden) -> HiddenCounts {
    HiddenCounts {
        nodes: hidden.nodes.len(),
        incoming: hidden.incoming.len(),
        outgoing: hidden.outgoing.len(),
        unmanaged: hidden.unmanaged,
    }
}

/// The list with names.
///
/// # Errors
/// When the store fails, or the controller says nothing of what there is.
pub async fn list(upstream: &Upstream) -> Result<HiddenList, AppError> {
    Ok(in_words(kept(upstream).await?, &*whole(upstream).await?))
}

/// Changes the list, and says what is in it then. What is hidden must be there to be seen.
///
/// # Errors
/// When there is no such node, when the list is full, and when the store or the controller fails.
pub async fn change(upstream: &Upstream, act: HiddenAct, key: Option<Key>) -> Result<HiddenList, AppError> {
    let (whole, maps, own) = (whole(upstream).await?, upstream.held::<Maps>()?, Own::of(upstream)?);
    let _alone = maps.hiding.lock().await;
    let mut kept: Kept = own.get(NAME).await?.unwrap_or_default();
    apply(&mut kept, &whole, act, key)?;
    if kept == Kept::default() {
        own.remove(NAME).await?;
    } else {
        own.put(NAME, &kept).await?;
    }
    Ok(in_words(kept, &whole))
}

fn apply(kept: &mut Kept, whole: &Whole, act: HiddenAct, key: Option<Key>) -> Result<(), AppError> {
    let (part, hide) = match act {
        HiddenAct::Reset => {
            *kept = Kept::default();
            return Ok(());
        }
        HiddenAct::HideUnmanaged | HiddenAct::ShowUnmanaged => {
            kept.hidden.unmanaged = act == HiddenAct::HideUnmanaged;
            return Ok(());
        }
        HiddenAct::Hide => (HiddenPart::Node, true),
        HiddenAct::Show => (HiddenPart::Node, false),
        HiddenAct::HideIncoming => (HiddenPart::Incoming, true),
        HiddenAct::ShowIncoming => (HiddenPart::Incoming, false),
        HiddenAct::HideOutgoing => (HiddenPart::Outgoing, true),
        HiddenAct::ShowOutgoing => (HiddenPart::Outgoing, false),
    };
    let key = key.ok_or(AppError::NotFound)?;
    if hide {
        let name = name(whole, key).ok_or(AppError::NotFound)?;
        if kept.len() >= MOST && !kept.part(part).contains(&key) {
            let message = text::filter::too_much_hidden(MOST as u64);
            return Err(AppError::Invalid { field: String::new(), message });
        }
        kept.part(part).insert(key);
        kept.names.insert(key, name);
    } else {
        kept.part(part).remove(&key);
    }
    kept.tidy();
    Ok(())
}

/// What a node is called now. Long names are cut, so that the list fits into its place.
fn name(whole: &Whole, key: Key) -> Option<Name> {
    let (at, graph) = (whole.node(key)?, &whole.graph);
    let cut = |text: &str| text.chars().take(NAME_LENGTH).collect();
    Some(Name {
        kind: graph.nodes[at as usize].kind,
        name: cut(graph.name(at)),
        namespace: if graph.namespace(at) == at {
            String::new()
        } else {
            cut(graph.name(graph.namespace(at)))
        },
    })
}

/// How much of a name is kept, in characters: as many of them as there may be fit in a value of the store.
const NAME_LENGTH: usize = 40;

fn in_words(mut kept: Kept, whole: &Whole) -> HiddenList {
    let names = std::mem::take(&mut kept.names);
    let mut items = Vec::with_capacity(kept.len());
    for part in [HiddenPart::Node, HiddenPart::Incoming, HiddenPart::Outgoing] {
        for key in kept.part(part).iter().copied() {
            let now = name(whole, key);
            let is_there = now.is_some();
            let name = now.or_else(|| names.get(&key).cloned());
            let name =
                name.unwrap_or(Name { kind: Kind::Address, name: key.to_string(), namespace: String::new() });
            let Name { kind, name, namespace } = name;
            items.push(HiddenItem { part, key, kind, name, namespace, is_there });
        }
    }
    items.sort_by(|one, two| (one.part, &one.name, one.key).cmp(&(two.part, &two.name, two.key)));
    HiddenList { items, unmanaged: kept.hidden.unmanaged }
}

#[cfg(test)]
mod tests {
    use network_map::sample::Sample;

    use super::*;

    #[test]
    fn things_are_hidden_and_shown_again() {
        let whole = Whole::with(Sample::of(40).graph());
        let (one, two) = (whole.graph.nodes[3].key, whole.graph.nodes[4].key);
        let mut kept = Kept::default();
        let act = |kept: &mut Kept, act, key| apply(kept, &whole, act, key);
        assert_eq!(act(&mut kept, HiddenAct::Hide, Some(one)), Ok(()));
        assert_eq!(act(&mut kept, HiddenAct::HideIncoming, Some(one)), Ok(()));
        assert_eq!(act(&mut kept, HiddenAct::HideOutgoing, Some(two)), Ok(()));
        assert_eq!(act(&mut kept, HiddenAct::HideUnmanaged, None), Ok(()));
        assert_eq!(act(&mut kept, HiddenAct::Hide, Some(Key::from_number(1))), Err(AppError::NotFound));
        assert_eq!(act(&mut kept, HiddenAct::Hide, None), Err(AppError::NotFound));
        let text = serde_json::to_string(&kept).expect("JSON");
        assert_eq!(serde_json::from_str::<Kept>(&text).expect("its own"), kept);
        let counts = counts(&kept.hidden);
        assert_eq!((counts.nodes, counts.incoming, counts.outgoing, counts.unmanaged), (1, 1, 1, true));
        assert_eq!(act(&mut kept, HiddenAct::Show, Some(one)), Ok(()));
        assert!(kept.names.contains_key(&one), "what others say to it is still hidden");
        assert_eq!(act(&mut kept, HiddenAct::ShowIncoming, Some(one)), Ok(()));
        assert!(!kept.names.contains_key(&one));
        assert_eq!(act(&mut kept, HiddenAct::Reset, None), Ok(()));
        assert_eq!(kept, Kept::default());
    }

    #[test]
    fn what_is_gone_keeps_its_name_in_the_list() {
        let before = Whole::with(Sample::of(40).graph());
        let key = before.graph.nodes[5].key;
        let mut kept = Kept::default();
        apply(&mut kept, &before, HiddenAct::Hide, Some(key)).expect("it is there");
        let list = in_words(kept, &Whole::with(network_map::model::Graph::default()));
        assert_eq!(list.items[0].name, before.graph.name(5).chars().take(40).collect::<String>());
        assert!(!list.items[0].is_there);
    }

    #[test]
    fn a_full_list_fits_in_the_store() {
        let whole = Whole::with(Sample::of(1200).graph());
        let mut kept = Kept::default();
        let mut outcomes =
            whole.graph.nodes.iter().map(|node| apply(&mut kept, &whole, HiddenAct::Hide, Some(node.key)));
        assert!(outcomes.by_ref().take(MOST).all(|outcome| outcome.is_ok()));
        assert!(matches!(outcomes.next(), Some(Err(AppError::Invalid { .. }))));
        drop(outcomes);
        for name in kept.names.values_mut() {
            (name.name, name.namespace) = ("n".repeat(NAME_LENGTH), "s".repeat(NAME_LENGTH));
        }
        let text = serde_json::to_string(&kept).expect("JSON");
        // Names of other scripts take two bytes and more a letter, but the cluster's own do not have any.
        assert!(text.len() <= kit::keep::LARGEST, "{}", text.len());
    }
}
