//! Toasts: what came of an act, said for a while at the edge of the page. Never the only place of an error.

use leptos::prelude::*;
use ui::{Toast, Tone};

use crate::flash::{Flash, Kind};

/// The messages of this tab.
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

/// Puts the toaster into the context, with what the last form left to say.
pub fn provide_toaster(flash: Option<Flash>) {
    let toaster = Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(1) };
    if let Some(flash) = flash {
        toaster.say(flash.kind, flash.text);
    }
    provide_context(toaster);
}

/// The toaster.
pub fn use_toaster() -> Toaster {
    use_context().expect("the frame around the pages provides it")
}

impl Toaster {
    /// Says something. What went wrong stays until it is dismissed.
    pub fn say(&self, kind: Kind, text: String) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let (tone, seconds) = match kind {
            Kind::Good => (Tone::Success, Some(6)),
            Kind::Partly => (Tone::Warning, None),
            Kind::Bad => (Tone::Danger, None),
        };
        self.toasts.update(|toasts| toasts.push(Toast { id, tone, title: text, text: None, seconds }));
    }

    /// The messages, for the frame that shows them.
    pub fn toasts(&self) -> Signal<Vec<Toast>> {
        self.toasts.into()
    }

    /// Takes one away.
    pub fn dismiss(&self, id: u64) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}
