//! The head of a panel: what the node is, and what can be done with it.

use kit::{url::Params, viewer::use_viewer};
use leptos::prelude::*;
use network_map::model::{Kind, Severity};
use ui::{Blocked, ButtonKind, Icon, LinkButton, Menu};

use super::{
    act::{Act, Way, What, acts, sections},
    facts::Facts,
    words::{map_mode, worst},
};
use crate::map::{PATH, hiding::hiding, moved::use_moved, say};

/// What the node is, in a line, and its acts under it.
#[component]
pub fn Header(facts: Facts, params: Memo<Params>) -> impl IntoView {
    let viewer = use_viewer();
    let quarantined = facts.quarantined.then(|| {
        view! { <ui::ModeBadge mode=ui::Mode::Quarantined label=text::mode::quarantined() /> }
    });
    let cve = (facts.cve != Severity::None).then(|| worst(facts.cve));
    let place = (!facts.namespace.is_empty() && facts.kind != Kind::Namespace)
        .then(|| view! { <span>{facts.namespace.clone()}</span> });
    let kind = say::kind(facts.kind);
    let mode = map_mode(facts.mode);
    let moved = use_moved();
    let all = Memo::new(move |_| acts(&facts, &params.get(), &viewer, moved.has(facts.key)));
    let main = move || {
        let main = all.get().into_iter().filter(is_main);
        main.map(button).collect::<Vec<_>>()
    };
    let hiding = hiding();
    let rest = Signal::derive(move || {
        let back = params.get().link(PATH);
        let rest = all.get().into_iter().filter(|act| !is_main(act)).collect();
        sections(rest, |act| act.does(hiding, moved, &back))
    });
    view! {
        <div class="node-kind"><span>{kind}</span> {place} {mode} {quarantined} {cve}</div>
        <div class="node-acts">
            {main}
            <Menu id="node-acts" label=text::details::more() sections=rest icon=Icon::More small=true start=true />
        </div>
    }
}

/// Whether an act stands beside the menu rather than in it.
fn is_main(act: &Act) -> bool {
    matches!(act.what, What::SwitchMode | What::Quarantine | What::Release)
}

/// An act as a button.
fn button(act: Act) -> AnyView {
    let Way::Link(to) = act.way else { return ().into_any() };
    let id = format!("act-{:?}-why", act.what).to_lowercase();
    let blocked = Blocked::by(id, Signal::stored(act.allowed.err()));
    let kind = if act.danger { ButtonKind::Danger } else { ButtonKind::Secondary };
    view! { <LinkButton label=act.label href=to kind=kind icon=act.icon small=true blocked=blocked /> }
        .into_any()
}
