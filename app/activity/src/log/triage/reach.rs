//! Under a list: how full the controller's logs are and how far back they go, what the console keeps beyond that, and how to
//! make it keep more.

use controller_api::security_log::CAPACITY;
use kit::Query;
use leptos::prelude::*;
use ui::{Banner, Tone};

use super::shown::{Keeping, Retention, Standing};
use crate::log::{
    line::{LogPage, Ring},
    words::kinds,
};

/// The note.
#[component]
pub fn Reach(list: Query<LogPage>) -> impl IntoView {
    let note = list.drawn(move || view! { <Note list=list /> }.into_any());
    view! { <Transition>{note}</Transition> }
}

#[component]
fn Note(list: Query<LogPage>) -> impl IntoView {
    // What is open stays open: only its words change.
    let reach = Memo::new(move |_| list.good().map(|page| (page.rings, page.keeping)));
    let shown =
        Memo::new(move |_| reach.with(|reach| reach.as_ref().map(|(rings, keeping)| lines(rings, keeping))));
    let is_down = Memo::new(move |_| {
        reach.with(|reach| reach.as_ref().is_some_and(|(_, keeping)| keeping.triage == Standing::Down))
    });
    let summary = move || reach.with(|reach| reach.as_ref().map(|(rings, keeping)| summary(rings, keeping)));
    let lines = ui::live::part(move || {
        let lines = shown.get().unwrap_or_default();
        lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect::<Vec<_>>().into_any()
    });
    let warning = ui::live::part(move || {
        let warning =
            is_down.get().then(|| view! { <Banner tone=Tone::Warning text=text::triage::is_down() /> });
        warning.into_any()
    });
    view! {
        {warning}
        <details class="reach">
            <summary>{summary}</summary>
            <ul class="plain">{lines}</ul>
        </details>
    }
}

/// How far back the list goes.
fn summary(rings: &[Ring], keeping: &Keeping) -> String {
    let oldest = match keeping.retention {
        Retention::On { oldest, .. } => oldest,
        Retention::Off | Retention::Down => rings.iter().filter_map(|ring| ring.oldest).min(),
    };
    match oldest {
        Some(oldest) => text::triage::goes_back(&kit::date::moment(oldest)),
        None => text::triage::goes_nowhere().to_owned(),
    }
}

fn lines(rings: &[Ring], keeping: &Keeping) -> Vec<String> {
    let mut lines: Vec<String> = rings.iter().map(ring).collect();
    lines.push(match keeping.retention {
        Retention::Off => text::triage::retention_off().to_owned(),
        Retention::Down => text::triage::retention_down().to_owned(),
        Retention::On { complete: false, .. } => text::triage::retention_reading().to_owned(),
        Retention::On { days, megabytes, .. } => {
            text::triage::retention_on(days.into(), &text::number(megabytes.into()))
        }
    });
    if keeping.triage == Standing::Off {
        lines.push(text::triage::how_on().to_owned());
    }
    lines
}

/// How full one of the controller's logs is.
fn ring(ring: &Ring) -> String {
    let (kind, number) = (kinds(ring.kind), text::number(ring.entries as u64));
    let most = text::number(CAPACITY as u64);
    match ring.oldest {
        Some(oldest) if ring.entries >= CAPACITY => {
            text::triage::ring_full(kind, &most, &kit::date::moment(oldest))
        }
        Some(oldest) => text::triage::ring(kind, &number, &most, &kit::date::moment(oldest)),
        None => text::triage::ring_empty(kind, &most),
    }
}
