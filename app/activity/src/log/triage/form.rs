//! What can be done about one entry: each act is a form, so that it works without the browser's program.

use event_log::{Id, Reason, State};
use kit::{AppError, Query, Tag, can, mutation, toast::use_toaster, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Banner, Blocked, Button, Choice, FormBody, SelectField, TextArea, TextField, Tone};

use super::{
    act::Act,
    api::decide,
    part::said,
    shown::{Decided, TriageShown, Wanted},
    words,
};
use crate::log::which::Which;

/// Where the forms are sent.
pub const SENT_TO: &str = "/api/events/decide";

/// The acts.
#[component]
pub fn Acts(
    /// The page.
    which: Which,
    /// The entry.
    id: Id,
    /// What the URL says.
    params: Memo<Params>,
    /// How it stands.
    shown: Query<TriageShown>,
    /// The viewer may do them.
    may: bool,
) -> impl IntoView {
    let me = use_viewer().fullname;
    let toaster = use_toaster();
    let draft = untrack(|| shown.good()).and_then(|triage| triage.draft);
    let drafted = |act: Act| draft.clone().filter(|draft| draft.act == act);
    let (closing, noting, assigning) = (drafted(Act::Close), drafted(Act::Note), drafted(Act::Assign));
    let opened = [closing.is_some(), noting.is_some(), assigning.is_some()];
    let close_note = RwSignal::new(closing.as_ref().map(|draft| draft.note.clone()).unwrap_or_default());
    let first = closing.map_or_else(|| Reason::ALL[0].word().to_owned(), |draft| draft.reason);
    let reason = RwSignal::new(first.clone());
    let note = RwSignal::new(noting.map(|draft| draft.note).unwrap_or_default());
    let to = RwSignal::new(assigning.map(|draft| draft.to).unwrap_or_default());

    let conflict = RwSignal::new(None::<String>);
    let act = RwSignal::new(Act::Note);
    let seen = Memo::new(move |_| shown.good().map_or(0, |triage| triage.seen));
    let send = mutation(
        Tag::Log,
        |what: Wanted| decide(what, String::new()),
        move |outcome: &Result<Decided, AppError>| match outcome {
            Ok(Decided::Done { .. }) => {
                // Who has closed the panel meanwhile has nothing to be cleared.
                let Some(act) = act.try_get_untracked() else { return };
                let (kind, text) = said(act, outcome);
                toaster.say(kind, text);
                match act {
                    Act::Close => close_note.set(String::new()),
                    Act::Note => note.set(String::new()),
                    Act::Assign => to.set(String::new()),
                    _ => {}
                }
            }
            Ok(Decided::Conflict { by, at, .. }) => conflict.set(Some(words::conflict(by, *at))),
            Err(_) => {}
        },
    );
    let run = move |of: Act| {
        if may && !send.pending().get_untracked() {
            conflict.set(None);
            act.set(of);
            let note = match of {
                Act::Close => close_note.get_untracked(),
                Act::Note => note.get_untracked(),
                _ => String::new(),
            };
            send.run(Wanted {
                which,
                ids: vec![id],
                act: of,
                to: to.get_untracked(),
                reason: reason.get_untracked(),
                note,
                seen: Some(seen.get_untracked()),
                query: String::new(),
            });
        }
    };
    let submit = move |of: Act| {
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            run(of);
        }
    };
    let wrong = move |of: Act, field: &'static str| {
        Signal::derive(move || match send.error().get() {
            Some(AppError::Invalid { field: at, message }) if at == field && act.get() == of => Some(message),
            _ => None,
        })
    };
    let failed = ui::live::part(move || {
        let error = send
            .error()
            .get()
            .filter(|error| !matches!(error, AppError::Invalid { field, .. } if !field.is_empty()));
        let failed = error.map(|error| {
            view! { <Banner tone=Tone::Danger text=said(act.get_untracked(), &Err(error)).1 inset=true /> }
        });
        let late = conflict.get().map(|text| view! { <Banner tone=Tone::Warning text=text inset=true /> });
        view! { {late} {failed} }.into_any()
    });

    let hidden = move |act: Act| {
        let back = move || params.get().link(which.path());
        view! {
            <input type="hidden" name="what[which]" value=which.word() />
            <input type="hidden" name="what[ids][0]" value=id.to_string() />
            <input type="hidden" name="what[act]" value=act.word() />
            <input type="hidden" name="what[seen]" value=move || seen.get().to_string() />
            <input type="hidden" name="back" value=back />
        }
        .into_any()
    };
    let none = Signal::stored(None::<String>);
    let why =
        (!may).then(|| can::Reason::Permission(controller_api::access::Permission::RuntimePolicy).text());
    let quick = move |of: Act| {
        let blocked = Blocked::by(format!("triage-{}-why", of.word()), Signal::stored(why.clone()));
        let pending = Signal::derive(move || send.pending().get() && act.get() == of);
        view! {
            <form method="post" action=SENT_TO on:submit=submit(of)>
                {hidden(of)}
                <Button label=words::act(of) small=true submit=true pending=pending blocked=blocked />
            </form>
        }
        .into_any()
    };
    let offered = Memo::new(move |_| {
        let decision = shown.good().and_then(|triage| triage.decision);
        let (state, whose) =
            decision.map_or((State::Open, String::new()), |decision| (decision.state, decision.assigned));
        let mut acts = vec![if state == State::Open { Act::Acknowledge } else { Act::Reopen }];
        acts.extend((whose != me).then_some(Act::Take));
        acts.extend((!whose.is_empty()).then_some(Act::Drop));
        acts
    });
    let row = ui::live::part(move || {
        let acts: Vec<_> = offered.get().into_iter().map(quick.clone()).collect();
        view! { <div class="row wrap">{acts}</div> }.into_any()
    });
    let pending = move |of: Act| Signal::derive(move || send.pending().get() && act.get() == of);
    let optional = text::triage::optional();
    let forms = may.then(|| {
        view! {
            <details class="decide" open=opened[0]>
                <summary>{text::triage::close_it()}</summary>
                <form class="form" method="post" action=SENT_TO on:submit=submit(Act::Close) novalidate>
                    {hidden(Act::Close)}
                    <FormBody pending=pending(Act::Close) error=none submit_label=text::triage::close()>
                        <SelectField id="triage-reason" name="what[reason]" label=text::triage::reason() choices=reasons() value=first
                            on_change=Callback::new(move |word| reason.set(word)) error=wrong(Act::Close, "reason") />
                        <TextArea id="triage-close-note" name="what[note]" label=text::triage::note() optional=optional bind=close_note error=wrong(Act::Close, "note") />
                    </FormBody>
                </form>
            </details>
            <details class="decide" open=opened[1]>
                <summary>{text::triage::note_it()}</summary>
                <form class="form" method="post" action=SENT_TO on:submit=submit(Act::Note) novalidate>
                    {hidden(Act::Note)}
                    <FormBody pending=pending(Act::Note) error=none submit_label=text::triage::add_note()>
                        <TextArea id="triage-note" name="what[note]" label=text::triage::note() bind=note error=wrong(Act::Note, "note") />
                    </FormBody>
                </form>
            </details>
            <details class="decide" open=opened[2]>
                <summary>{text::triage::assign_it()}</summary>
                <form class="form" method="post" action=SENT_TO on:submit=submit(Act::Assign) novalidate>
                    {hidden(Act::Assign)}
                    <FormBody pending=pending(Act::Assign) error=none submit_label=text::triage::assign()>
                        <TextField id="triage-to" name="what[to]" label=text::triage::user() hint=text::triage::user_hint() bind=to error=wrong(Act::Assign, "to") />
                    </FormBody>
                </form>
            </details>
        }
        .into_any()
    });
    view! { {failed} {row} {forms} }
}

/// The reasons as choices.
pub fn reasons() -> Vec<Choice> {
    Reason::ALL.iter().map(|reason| Choice::new(reason.word(), words::reason(*reason))).collect()
}
