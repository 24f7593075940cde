//! What somebody moved by hand on the picture: which nodes stay where they were put, and who wants them let go. Of this page
//! alone, as the view is; nothing of it is in the address, nor kept.

use std::collections::BTreeSet;

use leptos::prelude::*;
use network_map::model::Key;

/// What is moved, and what is wanted of it.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    nodes: RwSignal<BTreeSet<Key>>,
    wish: RwSignal<Option<LetGo>>,
}

/// What is to be let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetGo {
    /// A node.
    One(Key),
    /// All of them.
    All,
}

impl LetGo {
    /// The one that is meant, where it is one.
    pub const fn only(self) -> Option<Key> {
        match self {
            Self::One(node) => Some(node),
            Self::All => None,
        }
    }
}

/// Puts it into the context of the page.
pub fn provide_moved() {
    provide_context(Moved { nodes: RwSignal::default(), wish: RwSignal::new(None) });
}

/// What is moved on this page.
pub fn use_moved() -> Moved {
    use_context().expect("the page of the map provides it")
}

impl Moved {
    /// Whether a node is.
    pub fn has(self, node: Key) -> bool {
        self.nodes.with(|nodes| nodes.contains(&node))
    }

    /// Whether anything is.
    pub fn is_any(self) -> bool {
        self.nodes.with(|nodes| !nodes.is_empty())
    }

    /// A node was put somewhere.
    pub fn put(self, node: Key) {
        self.nodes.update(|nodes| {
            nodes.insert(node);
        });
    }

    /// Asks the picture to let go.
    pub fn wish(self, what: LetGo) {
        self.wish.set(Some(what));
    }

    /// What it was asked to let go, once; follows what is asked.
    pub fn wanted(self) -> Option<LetGo> {
        let wanted = self.wish.get();
        if wanted.is_some() {
            self.wish.set(None);
        }
        wanted
    }

    /// It was let go.
    pub fn gone(self, what: LetGo) {
        self.nodes.try_update(|nodes| match what {
            LetGo::One(node) => nodes.retain(|other| *other != node),
            LetGo::All => nodes.clear(),
        });
    }
}

#[cfg(test)]
mod tests {
    use network_map::model::Kind;

    use super::*;

    #[test]
    fn what_was_put_somewhere_stays_until_it_is_let_go() {
        Owner::new().with(|| {
            provide_moved();
            let moved = use_moved();
            let [one, two] = ["one", "two"].map(|id| Key::of(Kind::Pod, id));
            moved.put(one);
            moved.put(one);
            moved.put(two);
            moved.gone(LetGo::One(one));
            assert_eq!((moved.has(one), moved.has(two), moved.is_any()), (false, true, true));
            moved.wish(LetGo::All);
            assert_eq!((moved.wanted(), moved.wanted()), (Some(LetGo::All), None));
            moved.gone(LetGo::All);
            assert!(!moved.is_any());
        });
    }
}
