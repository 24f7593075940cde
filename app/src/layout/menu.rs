//! The menu, from the table of pages. Pages that a user may not see are left out; pages to come are there and say so.

use controller_api::access::Access;
use kit::nav::{self, PAGES, Page, Section};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{SideMenu, SideMenuEntry, SideMenuLink};

/// The menu.
pub fn menu(access: &Access, folded: RwSignal<bool>) -> AnyView {
    let link = |page: &Page| SideMenuLink {
        label: (page.title)().to_owned(),
        href: page.path.to_owned(),
        note: (!page.ready).then(|| text::nav::soon().to_owned()),
    };
    let entry = |section: Section| {
        let pages: Vec<&Page> = PAGES
            .iter()
            .filter(|page| {
                page.section == section && page.path != "/profile" && nav::may_see(page, access).is_ok()
            })
            .collect();
        match pages.as_slice() {
            [] => None,
            [page] => Some(SideMenuEntry::Page(page.icon, link(page))),
            [first, ..] => {
                let links = pages.iter().map(|page| link(page)).collect();
                Some(SideMenuEntry::Section(first.icon, section.title().to_owned(), links))
            }
        }
    };
    let entries: Vec<_> = Section::ALL.into_iter().filter_map(entry).collect();
    let current = use_location().pathname;
    let fold_label = move || if folded.get() { text::nav::expand() } else { text::nav::collapse() };
    let fold =
        (TextProp::from(fold_label), Callback::new(move |()| folded.update(|folded| *folded = !*folded)));
    view! {
        <SideMenu label=text::nav::main() brand="NeuVector" home="/dashboard" entries=entries current=current
            foot=env!("CARGO_PKG_VERSION").into_any() fold=fold />
    }
    .into_any()
}
