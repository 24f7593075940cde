//! The bar at the top: where one is, the way to any page, and the user's own menu.

use kit::{Viewer, nav};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Button, ButtonKind, Command, Icon, Keys, Menu, MenuSection, Tag, Tooltip, TopBar};

/// The bar.
pub fn top_bar(viewer: &Viewer, jumping: RwSignal<bool>, helping: RwSignal<bool>) -> AnyView {
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    let place = move || {
        let page = nav::page_at(&path.get());
        page.map(|page| {
            let (section, title) = (page.section.title(), (page.title)());
            let section = (section != title).then(|| view! { <span class="muted">{section} " / "</span> });
            view! { {section} <strong>{title}</strong> }
        })
    };
    let name = viewer.fullname.clone();
    // Where a form of the menu leads back to: this very page.
    let here = Signal::derive(move || {
        let search = search.get();
        if search.is_empty() {
            path.get()
        } else {
            format!("{}?{}", path.get(), search.trim_start_matches('?'))
        }
    });
    let sections = Signal::derive(move || sections(&here.get()));
    let demo = viewer.demo.then(|| {
        view! {
            <Tooltip id="demo-note" text=text::nav::demo_detail()>
                <span tabindex="0" aria-describedby="demo-note"><Tag label=text::nav::demo() /></span>
            </Tooltip>
        }
    });
    let keys = view! { <Keys keys=vec!["Ctrl".to_owned(), "K".to_owned()] /> }.into_any();
    let jump = (text::nav::search().to_owned(), keys, Callback::new(move |()| jumping.set(true)));
    let end = view! {
        {demo}
        <span class="needs-script">
            <Button label=text::nav::keys() icon=Icon::Help icon_only=true kind=ButtonKind::Ghost on_click=Callback::new(move |()| helping.set(true)) />
        </span>
        <Menu id="account" label=text::nav::account(&name) icon=Icon::User icon_only=true kind=ButtonKind::Ghost sections=sections />
    };
    view! { <TopBar menu_label=text::nav::main() place=place.into_any() jump=jump end=end.into_any() /> }
        .into_any()
}

/// The user's menu. Each choice is a form, so that it works without a script.
fn sections(here: &str) -> Vec<MenuSection> {
    let to = || ("to".to_owned(), here.to_owned());
    let theme = |value: &str, label: &str, icon| {
        Command::post(label, "/preferences", vec![("theme".to_owned(), value.to_owned()), to()])
            .icon(icon)
            .chosen(kit::look::theme().unwrap_or_default() == value)
    };
    let language = |language: text::Language| {
        Command::post(
            language.name(),
            "/preferences",
            vec![("language".to_owned(), language.code().to_owned()), to()],
        )
        .chosen(text::language() == language)
    };
    vec![
        MenuSection {
            title: None,
            actions: vec![Command::link(text::nav::profile(), "/profile").icon(Icon::User)],
        },
        MenuSection {
            title: Some(text::nav::theme().to_owned()),
            actions: vec![
                theme("", text::profile::theme_system(), Icon::Screen),
                theme("light", text::profile::theme_light(), Icon::Sun),
                theme("dark", text::profile::theme_dark(), Icon::Moon),
            ],
        },
        MenuSection {
            title: Some(text::profile::language().to_owned()),
            actions: text::Language::ALL.into_iter().map(language).collect(),
        },
        MenuSection {
            title: None,
            actions: vec![
                Command::post(text::nav::sign_out(), "/session/end", Vec::new()).icon(Icon::SignOut),
            ],
        },
    ]
}
