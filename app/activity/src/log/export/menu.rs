//! The menu of what a list can be taken away as.

use kit::url::Params;
use leptos::prelude::*;
use ui::{Command, Icon, Menu, MenuSection};

use crate::log::{print, toolbar::bare, which::Which};

/// The menu. Its links carry what the list is asked, so that a file and a print hold the same.
#[component]
pub fn ExportMenu(which: Which, params: Memo<Params>) -> impl IntoView {
    let sections = Signal::derive(move || {
        let asked = bare(&params.get());
        let file = |extension: &str, label: &'static str| {
            Command::load(label, asked.link(&format!("/files/events/{}.{extension}", which.word())))
        };
        vec![MenuSection::from(vec![
            file("csv", text::export::csv()),
            file("json", text::export::json()),
            Command::link(text::export::print(), asked.link(&print::path(which))),
        ])]
    });
    view! { <Menu id="entries-export" label=text::export::export() sections=sections icon=Icon::Download /> }
}
