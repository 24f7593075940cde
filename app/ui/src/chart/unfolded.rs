//! Which charts have their table unfolded, for a page that draws charts anew when their numbers change: what somebody
//! unfolded stays unfolded.
use std::collections::BTreeSet;

use leptos::{ev::Event, prelude::*, wasm_bindgen::JsCast};
use web_sys::Element;

/// The charts whose table is unfolded, by their ids. A page that wants them kept provides it as context.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unfolded(StoredValue<BTreeSet<String>>);

impl Unfolded {
    /// Whether this chart's is.
    pub(super) fn has(self, id: &str) -> bool {
        self.0.read_value().contains(id)
    }

    /// Keeps how the table that this `toggle` is about stands now.
    pub(super) fn keep(self, id: &str, event: &Event) {
        let table = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(table) = table else { return };
        let mut ids = self.0.write_value();
        if table.has_attribute("open") {
            ids.insert(id.to_owned());
        } else {
            ids.remove(id);
        }
    }
}
