//! The frame of every page: the menu at the left, the bar at the top, the page; and the gate before it all.
use leptos::prelude::*;

use crate::{icon::Icon, keys, live::attr, tooltip::tip};

/// The frame. Starts the keyboard; render it once.
#[component]
pub fn AppShell(
    /// The words of the link that skips to the content.
    #[prop(into)]
    skip_label: String,
    /// A `SideMenu`.
    menu: AnyView,
    /// A `TopBar`.
    bar: AnyView,
    /// Whether the menu is folded to icons.
    #[prop(optional, into)]
    folded: Signal<bool>,
    /// The page: a [`PageBody`], then perhaps a `SidePanel`.
    children: Children,
) -> impl IntoView {
    keys::install();
    view! {
        <a class="skip" href="#main" rel="external">{skip_label}</a>
        <div class="shell" data-menu=attr(move || folded.get().then_some("folded"))>
            {menu}
            {bar}
            <main class="page" id="main" tabindex="-1">{children()}</main>
        </div>
    }
}

/// The page beside its side panel: header, toolbar, content.
#[component]
pub fn PageBody(
    /// The content; a `DataTable` takes the height that is left.
    children: Children,
) -> impl IntoView {
    view! { <div class="page-body">{children()}</div> }
}

/// A page in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideMenuLink {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// A word or number beside it: "soon", "3".
    pub note: Option<String>,
}

/// A section of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideMenuEntry {
    /// A section that is one page.
    Page(Icon, SideMenuLink),
    /// A section that unfolds: its icon, its name, its pages.
    Section(Icon, String, Vec<SideMenuLink>),
}

fn menu_link(icon: Option<Icon>, link: SideMenuLink, current: Signal<String>) -> AnyView {
    let SideMenuLink { label, href, note } = link;
    let own = href.clone();
    let here = move || current.with(|current| *current == own).then_some("page");
    view! {
        <a class="menu-link" href=href aria-current=here>
            {icon.map(Icon::view)} <span class="label">{label}</span>
            {note.map(|note| view! { <span class="menu-note">{note}</span> })}
        </a>
    }
    .into_any()
}

/// The menu at the left. In small windows it is a rail of icons, or a drawer that the top bar opens.
#[component]
pub fn SideMenu(
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// The product's name.
    #[prop(into)]
    brand: String,
    /// Where the product's name leads.
    #[prop(into)]
    home: String,
    /// The sections.
    entries: Vec<SideMenuEntry>,
    /// The address of the link that is the present page.
    #[prop(into)]
    current: Signal<String>,
    /// At the bottom: the version, say.
    #[prop(optional)]
    foot: Option<AnyView>,
    /// The accessible name of folding and unfolding the menu, and what does it.
    #[prop(optional)]
    fold: Option<(TextProp, Callback<()>)>,
) -> impl IntoView {
    let entries: Vec<_> = entries
        .into_iter()
        .map(|entry| match entry {
            SideMenuEntry::Page(icon, link) => {
                view! { <li>{menu_link(Some(icon), link, current)}</li> }.into_any()
            }
            SideMenuEntry::Section(icon, label, links) => {
                let hrefs: Vec<_> = links.iter().map(|link| link.href.clone()).collect();
                let here = move || current.with(|current| hrefs.contains(current));
                let open = here.clone();
                let links: Vec<_> = links
                    .into_iter()
                    .map(|link| view! { <li>{menu_link(None, link, current)}</li> }.into_any())
                    .collect();
                view! {
                    <li>
                        <details class:here=here open=open>
                            <summary>
                                {icon.view()} <span class="label">{label}</span> {Icon::ChevronRight.view()}
                            </summary>
                            <ul class="menu-pages">{links}</ul>
                        </details>
                    </li>
                }
                .into_any()
            }
        })
        .collect();
    let fold = fold.map(|(label, run)| {
        let spoken = label.clone();
        let button = view! {
            <button
                type="button"
                class="button ghost small icon-only"
                aria-label=attr(move || Some(spoken.get()))
                on:click=move |_| run.run(())
            >
                {Icon::Sidebar.view()}
            </button>
        };
        view! { <span class="fold needs-script">{tip(button.into_any(), None, label)}</span> }
    });
    view! {
        <nav class="menu" id="menu" popover="auto" aria-label=label>
            <a class="menu-brand" href=home>{Icon::Logo.view()} <span class="label">{brand}</span></a>
            <ul class="menu-list">{entries}</ul>
            <div class="menu-foot">{foot.map(|foot| view! { <span>{foot}</span> })} {fold}</div>
        </nav>
    }
}

/// The bar at the top: where one is, the way to the palette, the user.
#[component]
pub fn TopBar(
    /// The accessible name of opening the menu where it is a drawer.
    #[prop(into)]
    menu_label: String,
    /// Where one is: the cluster.
    place: AnyView,
    /// The palette's button: its words, the keys that do the same, and what it runs.
    #[prop(optional)]
    jump: Option<(String, AnyView, Callback<()>)>,
    /// Buttons and menus at the right.
    #[prop(optional)]
    end: Option<AnyView>,
) -> impl IntoView {
    let jump = jump.map(|(label, keys, run)| {
        view! {
            <button
                type="button"
                class="jump needs-script"
                data-key="mod+k"
                aria-haspopup="dialog"
                on:click=move |_| run.run(())
            >
                {Icon::Search.view()} <span class="label">{label}</span> <span aria-hidden="true">{keys}</span>
            </button>
        }
    });
    view! {
        <header class="top-bar">
            <span class="drawer">
                <button type="button" class="button ghost icon-only" popovertarget="menu" aria-label=menu_label>
                    {Icon::Menu.view()}
                </button>
            </span>
            <div class="where">{place}</div>
            <span class="spacer"></span>
            {jump}
            {end}
        </header>
    }
}

/// The page before one has signed in: the mark, a card, a line under it.
#[component]
pub fn Gate(
    /// The product's name.
    #[prop(into)]
    title: TextProp,
    /// A line under it.
    #[prop(optional, into)]
    subtitle: Option<TextProp>,
    /// Under the card: language, theme, version.
    #[prop(optional)]
    foot: Option<AnyView>,
    /// The card's content.
    children: Children,
) -> impl IntoView {
    let subtitle = subtitle.map(|subtitle| view! { <p class="muted">{crate::words(subtitle)}</p> });
    view! {
        <main class="gate" id="main">
            <div class="gate-card">
                <div class="gate-brand">
                    {Icon::Logo.view()} <div>
                        <h1>{crate::words(title)}</h1>
                        {subtitle}
                    </div>
                </div>
                {children()}
            </div>
            <footer class="gate-foot">{foot}</footer>
        </main>
    }
}
