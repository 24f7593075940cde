//! How an entry stands with people, in its panel: its state, what led to it, and what can be done.

use std::time::Duration;

use event_log::{Decision, Id, State};
use kit::{AppError, Query, Tag, error::ErrorPanel, flash::Kind, panel_query, query::Shown, url::Params};
use leptos::prelude::*;
use ui::{Banner, Skeleton, Tone};

use super::{
    act::Act,
    api::get_triage,
    badge::{state_badge, whose},
    form::Acts,
    shown::{Decided, Standing, TriageShown},
    steps::steps,
    words,
};
use crate::log::{which::Which, words::time};

/// How often it is read again while somebody looks: others may decide too.
const EVERY: Duration = Duration::from_secs(2);

/// The part of an entry's panel.
#[component]
pub fn Triage(
    /// The page.
    which: Which,
    /// The entry.
    id: Id,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let shown: Query<TriageShown> = panel_query(Tag::Log, || (), move |()| get_triage(which, id)).poll(EVERY);
    let content =
        shown.drawn(move || view! { <Loaded which=which id=id params=params shown=shown /> }.into_any());
    view! { <Transition fallback=|| view! { <Skeleton lines=3 label=text::common::loading() /> }>{content}</Transition> }
}

#[component]
fn Loaded(which: Which, id: Id, params: Memo<Params>, shown: Query<TriageShown>) -> impl IntoView {
    // What somebody is filling in is not drawn anew with every reading, well read or not.
    let known = Memo::new(move |_| {
        let Shown { good, error } = shown.shown();
        good.map(|triage| (triage.standing == Standing::Off, triage.may)).ok_or(error)
    });
    ui::live::part(move || match known.get() {
        Ok((is_off, may)) => {
            let inside = if is_off {
                view! { <p class="muted">{text::triage::is_off()}</p> }.into_any()
            } else {
                inside(which, id, params, shown, may)
            };
            view! {
                <section class="part triage" aria-labelledby="triage-title">
                    <h3 id="triage-title">{text::triage::title()}</h3>
                    {inside}
                </section>
            }
            .into_any()
        }
        // The panel says that there is no such entry.
        Err(None | Some(AppError::NotFound)) => ().into_any(),
        Err(Some(AppError::Late)) => view! { <p class="muted">{text::error::late()}</p> }.into_any(),
        Err(Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
    })
}

fn inside(which: Which, id: Id, params: Memo<Params>, shown: Query<TriageShown>, may: bool) -> AnyView {
    let stands = Memo::new(move |_| shown.good().map(|triage| (triage.standing, triage.decision)));
    let taken = Memo::new(move |_| shown.good().map(|triage| triage.steps).unwrap_or_default());
    let head = ui::live::part(move || match stands.get() {
        Some((Standing::Down, _)) => {
            view! { <Banner tone=Tone::Warning text=text::triage::is_down() inset=true /> }.into_any()
        }
        stands => head(stands.and_then(|(_, decision)| decision).as_ref()),
    });
    let history = ui::live::part(move || steps(&taken.get()));
    view! {
        {head}
        {history}
        <Acts which=which id=id params=params shown=shown may=may />
    }
    .into_any()
}

/// Its state, whose it is, and since when.
fn head(decision: Option<&Decision>) -> AnyView {
    let Some(decision) = decision else {
        return view! { <p class="muted">{text::triage::untouched()}</p> }.into_any();
    };
    let reason = decision.reason.filter(|_| decision.state == State::Closed);
    let reason = reason.map(|reason| view! { <span>{words::reason(reason)}</span> });
    let whose = whose(&decision.assigned);
    view! {
        <p class="row">
            {state_badge(decision.state)} {reason} {whose}
            <span class="muted">
                {time(decision.at)}
            </span>
        </p>
    }
    .into_any()
}

/// How a decision went, in words.
pub fn said(act: Act, outcome: &Result<Decided, AppError>) -> (Kind, String) {
    match outcome {
        Ok(Decided::Done { entries }) => (Kind::Good, words::done(act, *entries as u64)),
        Ok(Decided::Conflict { by, at, .. }) => (Kind::Bad, words::conflict(by, *at)),
        Err(AppError::Invalid { message, .. }) => (Kind::Bad, message.clone()),
        Err(error) => (Kind::Bad, format!("{}. {}", error.title(), error.detail())),
    }
}
