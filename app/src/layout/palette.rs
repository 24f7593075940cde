//! The palette: type a few letters of a page's name and go there.

use kit::{
    nav::{self, PAGES},
    viewer::use_viewer,
};
use leptos::prelude::*;
use ui::{Palette, PaletteItem};

/// The palette, while it is open.
#[component]
pub fn Pages(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let access = use_viewer().access;
    let items = Signal::derive(move || {
        let words = words.get().to_lowercase();
        let found = |page: &&nav::Page| {
            let name = format!("{} {}", page.section.title(), (page.title)()).to_lowercase();
            nav::may_see(page, &access).is_ok() && words.split_whitespace().all(|word| name.contains(word))
        };
        let item = |page: &nav::Page| PaletteItem {
            group: page.section.title().to_owned(),
            label: (page.title)().to_owned(),
            hint: (!page.ready).then(|| text::nav::soon().to_owned()),
            icon: page.icon,
            href: page.path.to_owned(),
        };
        PAGES.iter().filter(found).map(item).collect()
    });
    move || {
        open.get().then(|| {
            words.set(String::new());
            view! {
                <Palette id="palette" label=text::nav::palette_hint() items=items empty=text::nav::palette_empty()
                    on_input=Callback::new(move |text| words.set(text)) on_close=Callback::new(move |()| open.set(false))
                    close_label=text::common::close() />
            }
        })
    }
}
