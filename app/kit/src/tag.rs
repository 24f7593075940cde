//! Tags: which reads a write makes old. A mutation names a tag; every query of that tag asks again.

use leptos::prelude::*;

/// What a query shows and a mutation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Groups, services and their modes.
    Groups,
    /// The cluster as a whole: counters and settings.
    System,
    /// Oneself.
    Viewer,
    /// Who talks to whom.
    Traffic,
    /// What happened.
    Log,
    /// Scans and what they found.
    Scan,
}

impl Tag {
    /// How many there are.
    pub(crate) const COUNT: usize = 6;
}

/// How often each tag was made old in this browser tab.
#[derive(Clone, Copy)]
pub struct Versions([RwSignal<u32>; Tag::COUNT]);

/// Puts the versions into the context; once, at the root.
pub fn provide_versions() {
    provide_context(Versions(std::array::from_fn(|_| RwSignal::new(0))));
}

/// The tag's version: reading it in a reactive place makes that place run again when the tag is made old.
pub fn version(tag: Tag) -> u32 {
    use_context::<Versions>().map_or(0, |Versions(versions)| versions[tag as usize].get())
}

/// A handle to make tags old from event handlers and tasks, taken while the owner is at hand.
#[derive(Clone, Copy)]
pub struct Refresh(Option<Versions>);

impl Refresh {
    /// Takes the handle.
    pub fn handle() -> Self {
        Self(use_context())
    }

    /// Makes a tag old.
    pub fn tag(self, tag: Tag) {
        if let Self(Some(Versions(versions))) = self {
            versions[tag as usize].update(|version| *version = version.wrapping_add(1));
        }
    }
}
