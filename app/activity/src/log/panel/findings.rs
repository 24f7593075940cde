//! What a risk report found, as lists by how grave it is. A long list is folded.

use event_log::Id;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Icon, LinkButton, Severity, SeverityBadge};

/// How many a list may hold that is open from the start.
const SHORT: usize = 12;

/// How grave what a list holds is, as it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grave {
    /// Critical vulnerabilities.
    Critical,
    /// High ones, and checks that say the same of themselves.
    High,
    /// Medium ones; checks that warn.
    Medium,
    /// Other checks.
    Other,
}

/// Findings that are equally grave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// How they look.
    pub grave: Grave,
    /// What they are, with how many there are.
    pub title: String,
    /// How many of them the report does not name.
    pub unnamed: u64,
    /// Those that it names.
    pub items: Vec<Found>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// A vulnerability's name, or a check's number.
    pub name: String,
    /// What a check is about; `""` for vulnerabilities.
    pub text: String,
    /// The public record; `""` = none.
    pub href: String,
}

/// All lists of a report, with the way to have them as a file.
pub fn lists(id: Id, lists: &[Findings]) -> AnyView {
    if lists.is_empty() {
        return ().into_any();
    }
    let file = format!("/files/report/{id}.csv");
    let lists: Vec<_> = lists.iter().map(list).collect();
    view! {
        <section class="part" aria-labelledby="findings-title">
            <div class="part-head">
                <h3 id="findings-title">{text::entry::found()}</h3>
                <LinkButton label=text::entry::found_file() href=file icon=Icon::Download small=true file=true />
            </div>
            {lists}
        </section>
    }
    .into_any()
}

fn list(list: &Findings) -> AnyView {
    let severity = match list.grave {
        Grave::Critical => Severity::Critical,
        Grave::High => Severity::High,
        Grave::Medium => Severity::Medium,
        Grave::Other => Severity::None,
    };
    let items: Vec<_> = list.items.iter().map(item).collect();
    let unnamed =
        (list.unnamed > 0).then(|| view! { <p class="muted">{text::entry::unnamed(list.unnamed)}</p> });
    view! {
        <details class="findings" open=list.items.len() <= SHORT>
            <summary><SeverityBadge severity=severity label=list.title.clone() /></summary>
            <ul>{items}</ul>
            {unnamed}
        </details>
    }
    .into_any()
}

fn item(found: &Found) -> AnyView {
    let name = found.name.clone();
    let name = if found.href.is_empty() {
        view! { <span class="name">{name}</span> }.into_any()
    } else {
        // The register need not know which console its reader comes from.
        view! { <a class="link name" href=found.href.clone() rel="noreferrer external">{name}</a> }.into_any()
    };
    let text = (!found.text.is_empty()).then(|| view! { " " <span>{found.text.clone()}</span> });
    view! { <li>{name} {text}</li> }.into_any()
}
