//! Dialogs, the side panel, the palette and toasts, opened from buttons.
use leptos::prelude::*;

use super::piece;
use crate::*;

/// What is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Dialog,
    Palette,
}

pub fn view() -> AnyView {
    let open = RwSignal::new(Open::Nothing);
    let toasts = RwSignal::new(Vec::<Toast>::new());
    let close = Callback::new(move |()| open.set(Open::Nothing));
    let toast = move |tone, title: &str, text: Option<&str>| {
        toasts.update(|toasts| {
            let id = toasts.last().map_or(0, |last| last.id + 1);
            let seconds = (tone == Tone::Success).then_some(4);
            toasts.push(Toast { id, tone, title: title.into(), text: text.map(Into::into), seconds });
        });
    };
    let shown = move || match open.get() {
        Open::Nothing => ().into_any(),
        Open::Dialog => protect(Close::Run(close)),
        Open::Palette => palette(close),
    };
    let content = view! {
        <div class="row">
            <Button label="A dialog" on_click=move |()| open.set(Open::Dialog) />
            <Button label="The palette" on_click=move |()| open.set(Open::Palette) />
            <Button label="Success" on_click=move |()| toast(Tone::Success, "2 groups now in Protect", None) />
            <Button
                label="Half done"
                on_click=move |()| toast(Tone::Warning, "1 of 2 changed", Some("nv.nodes kept Monitor."))
            />
            <Button
                label="Failed"
                on_click=move |()| toast(Tone::Danger, "Nothing was changed", Some("The controller refused: code 17."))
            />
        </div>
        {shown}
        <Toasts
            label="Messages"
            dismiss_label="Dismiss"
            toasts=toasts
            on_dismiss=move |id| toasts.update(|toasts| toasts.retain(|toast| toast.id != id))
        />
    };
    piece("Overlays", content.into_any())
}

/// The dialog that asks before Protect.
pub fn protect(close: Close) -> AnyView {
    let items = [
        (
            Icon::Protect,
            "Connections and processes outside the rules of these groups are blocked from now on.",
            false,
        ),
        (
            Icon::Warning,
            "nv.recommender.lab was in Discover for 20 minutes only: its 3 rules may not be all it needs.",
            true,
        ),
        (Icon::Lock, "2 of the 12 cannot change and keep their mode: nodes, external.", false),
        (Icon::Clock, "You can switch back at any time; what was blocked meanwhile stays lost.", false),
    ];
    let items = items.map(|(icon, text, danger)| Consequence { icon, text: text.into(), danger }).into();
    let footer = view! {
        <LinkButton label="Cancel" href="#" />
        <Button label="Protect 10 groups" kind=ButtonKind::Primary icon=Icon::Protect />
    };
    view! {
        <Dialog id="protect" title="Protect 10 of 12 groups?" close_label="Close" close=close footer=footer.into_any()>
            <p>"Protect enforces what was learned. 148 pods in 3 namespaces are in these groups."</p>
            <Consequences items=items />
        </Dialog>
    }
    .into_any()
}

fn palette(close: Callback<()>) -> AnyView {
    let all = [
        ("Pages", "Groups", None, Icon::Group),
        ("Pages", "Network rules", None, Icon::Rule),
        ("Groups", "nv.checkout.shop", Some("Protect"), Icon::Group),
        ("Groups", "nv.payment-api.shop", Some("Monitor"), Icon::Group),
        ("Acts", "Download the backup", Some("Settings"), Icon::Download),
    ];
    let typed = RwSignal::new(String::new());
    let items = Signal::derive(move || {
        let typed = typed.get().to_lowercase();
        let found = all.into_iter().filter(|(_, label, ..)| label.to_lowercase().contains(&typed));
        let item = |(group, label, hint, icon): (&str, &str, Option<&str>, Icon)| PaletteItem {
            group: group.into(),
            label: label.into(),
            hint: hint.map(Into::into),
            icon,
            href: "#".into(),
        };
        found.map(item).collect::<Vec<_>>()
    });
    let foot = view! {
        <span><Keys keys=vec!["↑".into(), "↓".into()] /> "to choose"</span>
        <span><Keys keys=vec!["↵".into()] /> "to go"</span>
    };
    view! {
        <Palette
            id="palette"
            label="Go to a page, group, workload or CVE"
            items=items
            empty="Nothing found"
            on_input=move |text| typed.set(text)
            on_close=close
            close_label="Close"
            foot=foot.into_any()
        />
    }
    .into_any()
}
