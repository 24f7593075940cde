//! The menu of a node on the picture: the same acts as in its panel.

use kit::{flash::Kind, toast::use_toaster, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use network_map::{Point, model::Key};
use ui::MenuAt;

use super::{
    PATH,
    details::{act, api::get_facts},
    hiding::hiding,
    moved::use_moved,
};

/// The menu, at a place of the picture, while it is open.
#[component]
pub fn NodeMenu(
    node: Key,
    /// Where, in CSS pixels of the window.
    at: Point,
    params: Memo<Params>,
    closed: Callback<()>,
) -> impl IntoView {
    let viewer = use_viewer();
    let (hiding, moved) = (hiding(), use_moved());
    let read = LocalResource::new(move || get_facts(node.to_string()));
    let toaster = use_toaster();
    Effect::new(move |_| {
        if let Some(Err(error)) = read.get() {
            toaster.say(Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            closed.run(());
        }
    });
    let sections = move || {
        let facts = read.get()?.ok()?;
        let params = params.get_untracked();
        let back = params.link(PATH);
        // What is let go from here does not make it another menu.
        let is_moved = untrack(|| moved.has(facts.key));
        let acts = act::acts(&facts, &params, &viewer, is_moved);
        Some(act::sections(acts, |one| one.does(hiding, moved, &back)))
    };
    let sections = Signal::derive_local(move || sections().unwrap_or_default());
    move || {
        let ready = sections.with(|sections| !sections.is_empty());
        ready.then(|| {
            let sections = sections.get();
            view! { <MenuAt id="map-node-menu" label=text::map::menu() sections=sections x=at.x.into() y=at.y.into() closed=closed /> }
        })
    }
}
