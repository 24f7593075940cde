//! Captures of a pod's packets: those that there are, beginning one, and what can be done with each.

mod api;
mod args;
mod list;
#[cfg(feature = "ssr")]
pub(crate) mod read;
mod start;
#[cfg(feature = "ssr")]
mod write;

use std::time::Duration;

use controller_api::access::Permission;
use kit::{Query, Tag, can::Reason, panel_query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use network_map::model::Key;
use ui::Skeleton;

use self::api::{CaptureRow, CapturesShown, get_captures};
use super::part::{self, as_read};

/// How often they are read again while one runs.
const EVERY: Duration = Duration::from_secs(5);

/// The captures.
#[component]
pub fn Captures(
    /// The pod.
    node: Key,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    part::of(node, move |node| view! { <OfPod node=node params=params /> }.into_any())
}

#[component]
fn OfPod(node: Key, params: Memo<Params>) -> impl IntoView {
    let captures: Query<CapturesShown> = panel_query(Tag::Traffic, move || node, get_captures);
    let runs = Memo::new(move |_| {
        captures.good().is_some_and(|shown| shown.rows.iter().any(CaptureRow::is_running))
    });
    Effect::new(move || {
        if runs.get() {
            let _ = captures.poll(EVERY);
        }
    });
    let content = captures
        .drawn(move || view! { <Loaded node=node params=params captures=captures runs=runs /> }.into_any());
    view! {
        <section class="part" aria-labelledby="captures-title">
            <h3 id="captures-title">{text::capture::title()}</h3>
            <Transition fallback=|| view! { <Skeleton lines=5 label=text::common::loading() /> }>{content}</Transition>
        </section>
    }
}

#[component]
fn Loaded(
    node: Key,
    params: Memo<Params>,
    captures: Query<CapturesShown>,
    runs: Memo<bool>,
) -> impl IntoView {
    // The form is not drawn anew with every reading: somebody may be filling it in.
    let known = Memo::new(move |_| captures.good().map(|shown| may_not(&shown).or_else(|| cannot(&shown))));
    let form = move || {
        known
            .get()
            .map(|closed| view! { <start::StartForm node=node params=params runs=runs closed=closed /> })
    };
    let list = as_read(captures, 5, move |good| {
        let closed = may_not(&good);
        view! { <list::CaptureList node=node params=params rows=good.rows closed=closed /> }.into_any()
    });
    let dialog = list::deleting(node, params, captures);
    view! { {form} {list} {dialog} }
}

/// Why nothing can be captured here, if nothing can: what was captured stays for whoever may have it.
fn cannot(shown: &CapturesShown) -> Option<String> {
    (shown.can_sniff == Some(false)).then(|| text::details::cannot_capture().to_owned())
}

/// Why this viewer may change nothing here, if they may not.
fn may_not(shown: &CapturesShown) -> Option<String> {
    let may = use_viewer().access.writes_in(&Permission::RuntimePolicy, &shown.namespace);
    (!may).then(|| Reason::Permission(Permission::RuntimePolicy).text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_captured_for_sure_is_not_captured() {
        let shown = |can_sniff| CapturesShown { rows: Vec::new(), namespace: String::new(), can_sniff };
        assert!(cannot(&shown(Some(false))).is_some());
        assert_eq!([Some(true), None].map(|can| cannot(&shown(can))), [None, None]);
    }
}
