//! What is called as somebody typed, in what is closed too: each leads to the node, with what holds it opened.

use kit::{AppError, Tag, query, url::Params};
use leptos::prelude::*;

use super::{
    PATH,
    api::{FoundNode, find_nodes},
    ask::{Selection, select},
    say,
};

/// The nodes that a text finds, under the box that it was typed into.
#[component]
pub fn Found(
    /// What was typed; not empty.
    text: Memo<String>,
    params: Memo<Params>,
) -> impl IntoView {
    // Its own: what goes on changing outside must not wake up what is left of a list that has gone.
    let (text, params) = (Memo::new(move |_| text.get()), Memo::new(move |_| params.get()));
    let found = query(Tag::Traffic, move || text.get(), find_nodes);
    let list = found.drawn(move || {
        ui::live::part(move || {
            let shown = found.shown();
            let all = |params: &Params, text: &str| {
                let to = params.without("find").with("name", text).link(PATH);
                view! { <li><a href=to><span class="muted">{text::map::found_only(text)}</span></a></li> }
            };
            match (shown.good, shown.error) {
                (Some(hits), _) if hits.is_empty() => none(&text.get()),
                (Some(hits), _) => {
                    let params = params.get();
                    let items: Vec<_> = hits.iter().map(|hit| item(hit, &params)).collect();
                    view! { {items} {all(&params, &text.get())} }.into_any()
                }
                (None, Some(error)) => failed(&error),
                (None, None) => ().into_any(),
            }
        })
    });
    view! {
        <ul class="map-found" aria-label=text::map::found()>
            <Transition>{list}</Transition>
        </ul>
    }
}

fn none(text: &str) -> AnyView {
    view! { <li class="muted" role="status">{text::map::found_none(text)}</li> }.into_any()
}

fn failed(error: &AppError) -> AnyView {
    view! { <li class="muted" role="alert">{error.title()}</li> }.into_any()
}

fn item(hit: &FoundNode, params: &Params) -> AnyView {
    // What holds it must be open, whatever was shut before.
    let there = select(&params.without("find"), Selection::Node(hit.key));
    let to = hit.holders.iter().fold(there, |to, holder| {
        let key = holder.key.to_string();
        to.minus("shut", &key).minus("open", &key).and("open", &key)
    });
    let holders: Vec<&str> = hit.holders.iter().map(|holder| holder.name.as_str()).collect();
    let place = (!holders.is_empty()).then(|| text::map::found_in(&holders.join(" / ")));
    view! {
        <li>
            <a href=to.link(PATH)>
                <span class="name">{hit.name.clone()}</span>
                <span class="muted">{say::kind(hit.kind)} " " {place}</span>
            </a>
        </li>
    }
    .into_any()
}
