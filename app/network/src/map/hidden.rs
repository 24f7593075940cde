//! What the viewer has hidden from their map, beside the picture, and the way to see it again.

use kit::{Tag, error::ErrorPanel, query, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Button, Close, SidePanel, Skeleton};

use super::{
    PATH,
    api::{HiddenAct, HiddenItem, HiddenList, HiddenPart, get_hidden},
    details::hide::hiding,
    say,
};

/// The panel.
#[component]
pub fn HiddenPanel(params: Memo<Params>) -> impl IntoView {
    let list = query(Tag::Traffic, || (), |()| get_hidden());
    let back = Signal::derive(move || params.get().without("hidden").link(PATH));
    // Its own: what goes on changing outside must not wake up what is left of a panel that has gone.
    let here = Memo::new(move |_| params.get().link(PATH));
    let content = list.drawn(move || {
        ui::live::part(move || {
            let shown = list.shown();
            match (shown.good, shown.error) {
                (Some(list), _) => lists(&list, here),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    view! {
        <SidePanel id="map-hidden" title=text::map::hidden_title() close_label=text::map::close() close=Close::Follow(back)>
            <p class="muted">{text::map::hidden_lead()}</p>
            <Transition fallback=|| view! { <Skeleton lines=4 label=text::common::loading() /> }>{content}</Transition>
        </SidePanel>
    }
}

fn lists(list: &HiddenList, here: Memo<String>) -> AnyView {
    let parts = [
        (HiddenPart::Node, HiddenAct::Show, text::map::hidden_nodes()),
        (HiddenPart::Incoming, HiddenAct::ShowIncoming, text::map::hidden_incoming()),
        (HiddenPart::Outgoing, HiddenAct::ShowOutgoing, text::map::hidden_outgoing()),
    ];
    let sections: Vec<_> = parts
        .into_iter()
        .filter_map(|(part, show, title)| {
            let items: Vec<_> =
                list.items.iter().filter(|item| item.part == part).map(|one| item(one, show, here)).collect();
            (!items.is_empty())
                .then(|| view! { <h3>{title}</h3> <ul class="map-changes">{items}</ul> }.into_any())
        })
        .collect();
    let none = (list.items.is_empty() && !list.unmanaged)
        .then(|| view! { <p class="muted">{text::map::hidden_none()}</p> });
    let reset = (!list.items.is_empty() || list.unmanaged).then(
        || view! { <Change act=HiddenAct::Reset key=None label=text::map::hidden_reset() here=here /> },
    );
    let (unmanaged, label) = if list.unmanaged {
        (HiddenAct::ShowUnmanaged, text::map::show_unmanaged())
    } else {
        (HiddenAct::HideUnmanaged, text::map::hide_unmanaged())
    };
    view! {
        {none}
        {sections}
        <div class="row">
            <Change act=unmanaged key=None label=label here=here />
            {reset}
        </div>
    }
    .into_any()
}

fn item(item: &HiddenItem, show: HiddenAct, here: Memo<String>) -> AnyView {
    let place = if item.namespace.is_empty() { String::new() } else { format!(" · {}", item.namespace) };
    let gone =
        (!item.is_there).then(|| view! { <span class="muted">" · " {text::map::hidden_gone()}</span> });
    view! {
        <li class="row">
            <span>
                {item.name.clone()} <span class="muted">" · " {say::kind(item.kind)} {place}</span> {gone}
            </span>
            <Change act=show key=Some(item.key) label=text::map::hidden_show() here=here />
        </li>
    }
    .into_any()
}

/// A button that changes the list: a form of its own, so that it works without scripts.
#[component]
fn Change(
    act: HiddenAct,
    key: Option<Key>,
    label: &'static str,
    /// Where a browser without scripts goes on.
    here: Memo<String>,
) -> impl IntoView {
    let change = hiding();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        change.run((act, key));
    };
    let key = key.map(|key| view! { <input type="hidden" name="key" value=key.to_string() /> });
    view! {
        <form method="post" action="/api/map/change_hidden" on:submit=submit>
            <input type="hidden" name="act" value=act.word() />
            <input type="hidden" name="back" value=here />
            {key}
            <Button label=label submit=true small=true pending=change.pending() />
        </form>
    }
}
