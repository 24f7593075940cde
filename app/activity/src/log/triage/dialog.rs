//! The dialog that decides about the lines that were chosen.

use event_log::{Id, Reason};
use kit::{AppError, Query, Tag, mutation, toast::use_toaster, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Banner, Button, ButtonKind, Choice, Close, Dialog, RadioGroup, SelectField, TextArea, Tone};

use super::{
    act::Act,
    api::decide,
    form::{SENT_TO, reasons},
    part::said,
    shown::{Decided, Wanted},
    words,
};
use crate::log::{ask::closed, line::LogPage, which::Which};

const FORM: &str = "decide-form";

/// The dialog, while the URL asks for it.
#[component]
pub fn OpenDecide(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
    /// The list.
    list: Query<LogPage>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        let params = params.get();
        let lines: Vec<Id> = params.all("sel").iter().filter_map(|id| id.parse().ok()).collect();
        (params.get("triage") == "1" && !lines.is_empty()).then_some(lines)
    });
    let dialog = list.drawn(move || {
        ui::live::part(move || {
            let Some(lines) = chosen.get() else { return ().into_any() };
            // What the viewer looked at is what the list showed when they asked.
            let seen = untrack(|| list.good()).map_or(0, |page| page.keeping.seen);
            view! { <DecideDialog which=which lines=lines seen=seen params=params /> }.into_any()
        })
    });
    view! { <Transition>{dialog}</Transition> }
}

#[component]
fn DecideDialog(which: Which, lines: Vec<Id>, seen: i64, params: Memo<Params>) -> impl IntoView {
    let here = closed(&params.get_untracked());
    let done = here.without("sel").link(which.path());
    let query = here.without("sel").link("");
    let back = here.link(which.path());
    let toaster = use_toaster();
    let navigate = use_navigate();
    let act = RwSignal::new(Act::Acknowledge);
    let reason = RwSignal::new(Reason::ALL[0].word().to_owned());
    let note = RwSignal::new(String::new());
    let seen = RwSignal::new(seen);
    let conflict = RwSignal::new(None::<String>);
    let send = mutation(Tag::Log, |what: Wanted| decide(what, String::new()), {
        let done = done.clone();
        move |outcome: &Result<Decided, AppError>| match outcome {
            Ok(Decided::Done { .. }) => {
                // Who has left the dialog meanwhile is not led anywhere.
                let Some(act) = act.try_get_untracked() else { return };
                let (kind, text) = said(act, outcome);
                toaster.say(kind, text);
                navigate(&done, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
            Ok(Decided::Conflict { by, at, seen: now }) => {
                conflict.set(Some(words::conflict(by, *at)));
                seen.set(*now);
            }
            Err(_) => {}
        }
    });
    let (sent, asked) = (lines.clone(), query.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !send.pending().get_untracked() {
            conflict.set(None);
            let of = act.get_untracked();
            send.run(Wanted {
                which,
                ids: sent.clone(),
                act: of,
                to: String::new(),
                reason: reason.get_untracked(),
                note: note.get_untracked(),
                seen: Some(seen.get_untracked()),
                query: asked.clone(),
            });
        }
    };
    let wrong = move |field: &'static str| {
        Signal::derive(move || match send.error().get() {
            Some(AppError::Invalid { field: at, message }) if at == field => Some(message),
            _ => None,
        })
    };
    let failed = ui::live::part(move || {
        let late = conflict.get().map(|text| (Tone::Warning, text));
        let elsewhere =
            |error: &AppError| !matches!(error, AppError::Invalid { field, .. } if !field.is_empty());
        let failed = send
            .error()
            .get()
            .filter(elsewhere)
            .map(|error| (Tone::Danger, said(act.get_untracked(), &Err(error)).1));
        let banner = |(tone, text): (Tone, String)| view! { <Banner tone=tone text=text inset=true /> };
        late.or(failed).map(banner).into_any()
    });
    let hidden: Vec<_> = lines
        .iter()
        .enumerate()
        .map(
            |(at, id)| view! { <input type="hidden" name=format!("what[ids][{at}]") value=id.to_string() /> },
        )
        .collect();
    let acts = Act::BULK.map(|act| Choice::new(act.word(), words::act(act))).to_vec();
    let footer = view! {
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        <Button label=text::triage::confirm() kind=ButtonKind::Primary submit=true form=FORM pending=send.pending() />
    };
    let choose = Callback::new(move |word: String| {
        if let Some(chosen) = Act::of_word(&word) {
            act.set(chosen);
        }
    });
    view! {
        <Dialog id="decide-dialog" title=text::triage::decide_title(lines.len() as u64) close_label=text::common::close()
            close=Close::Link(back) footer=footer.into_any()>
            <form id=FORM class="form" method="post" action=SENT_TO on:submit=submit>
                {hidden}
                <input type="hidden" name="what[which]" value=which.word() />
                <input type="hidden" name="what[query]" value=query />
                <input type="hidden" name="what[seen]" value=move || seen.get().to_string() />
                <input type="hidden" name="back" value=done />
                {failed}
                <RadioGroup id="decide-act" name="what[act]" label=text::triage::what() choices=acts value=Act::Acknowledge.word() on_change=choose />
                <SelectField id="decide-reason" name="what[reason]" label=text::triage::reason() hint=text::triage::reason_hint()
                    choices=reasons() value=Reason::ALL[0].word() on_change=Callback::new(move |word| reason.set(word)) error=wrong("reason") />
                <TextArea id="decide-note" name="what[note]" label=text::triage::note() optional=text::triage::optional() bind=note error=wrong("note") />
            </form>
        </Dialog>
    }
}
