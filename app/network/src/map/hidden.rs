//! What the viewer has hidden from their map, beside the picture, and the way to see it again.

use kit::{Tag, error::ErrorPanel, query, url::Params};
use leptos::prelude::*;
use ui::{Close, SidePanel, Skeleton};

use super::{
    PATH,
    api::{HiddenAct, HiddenItem, HiddenList, HiddenPart, get_hidden},
    hiding::HidingButton,
    say,
};

/// The panel.
#[component]
pub fn HiddenPanel(params: Memo<Params>) -> impl IntoView {
    let list = query(Tag::Traffic, || (), |()| get_hidden());
    let back = Signal::derive(move || params.get().without("hidden").link(PATH));
    // Only a browser without scripts goes there, which draws anew whatever the address is then.
    let here = params.get_untracked().link(PATH);
    let content = list.drawn(move || {
        let here = here.clone();
        ui::live::part(move || {
            let shown = list.shown();
            match (shown.good, shown.error) {
                (Some(list), _) => lists(&list, &here),
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

fn lists(list: &HiddenList, here: &str) -> AnyView {
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
    let button = |act, label| view! { <HidingButton change=(act, None) label=label back=here.to_owned() /> };
    let reset = (!list.items.is_empty() || list.unmanaged)
        .then(|| button(HiddenAct::Reset, text::map::hidden_reset()));
    let (unmanaged, label) = if list.unmanaged {
        (HiddenAct::ShowUnmanaged, text::map::show_unmanaged())
    } else {
        (HiddenAct::HideUnmanaged, text::map::hide_unmanaged())
    };
    view! {
        {none}
        {sections}
        <div class="row">
            {button(unmanaged, label)}
            {reset}
        </div>
    }
    .into_any()
}

fn item(item: &HiddenItem, show: HiddenAct, here: &str) -> AnyView {
    let place = if item.namespace.is_empty() { String::new() } else { format!(" · {}", item.namespace) };
    let gone =
        (!item.is_there).then(|| view! { <span class="muted">" · " {text::map::hidden_gone()}</span> });
    view! {
        <li class="row">
            <span>
                {item.name.clone()} <span class="muted">" · " {say::kind(item.kind)} {place}</span> {gone}
            </span>
            <HidingButton change=(show, Some(item.key)) label=text::map::hidden_show() back=here.to_owned() />
        </li>
    }
    .into_any()
}
