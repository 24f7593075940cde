//! The dialogs that ask before something is done to a node. Everything in them is a form, so that they work before, and
//! without, the browser's program.

use std::future::Future;

use kit::{
    AppError, Mutation, Tag, flash::Kind, mutation, toast::use_toaster, url::Params, viewer::use_viewer,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{
    Banner, Blocked, Button, ButtonKind, Close, Consequence, Consequences, Dialog, Icon, TextField, Tone,
};

use super::{
    api::{forget_end, name_end, set_quarantine},
    facts::Facts,
    may::{may_forget, may_name, may_quarantine},
    outcome::{EndOutcome, QuarantineOutcome},
    shown::{NodeDetails, Peers},
};
use crate::map::{PATH, ask::bare};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Quarantine(bool),
    Name,
    Forget,
}

impl Asked {
    fn of(params: &Params, facts: Option<&Facts>) -> Option<Self> {
        let facts = facts?;
        match params.get("change") {
            "quarantine" if facts.is_pod() => Some(Self::Quarantine(true)),
            "release" if facts.is_pod() => Some(Self::Quarantine(false)),
            "name" if facts.can_be_named => Some(Self::Name),
            "forget" if facts.can_be_named => Some(Self::Forget),
            _ => None,
        }
    }
}

/// The dialog that the URL asks for.
#[component]
pub fn OpenDialog(
    facts: Memo<Option<Facts>>,
    details: Memo<Option<NodeDetails>>,
    params: Memo<Params>,
) -> impl IntoView {
    let asked = Memo::new(move |_| facts.with(|facts| Asked::of(&params.get(), facts.as_ref())));
    move || {
        let asked = asked.get()?;
        // What is asked about must not change under the dialog.
        let facts = facts.get_untracked()?;
        let view = match asked {
            Asked::Quarantine(on) => {
                let peers = match details.get_untracked() {
                    Some(NodeDetails::Pod { peers, .. }) => peers,
                    _ => Peers::default(),
                };
                view! { <Quarantine facts=facts peers=peers on=on params=params /> }.into_any()
            }
            Asked::Name => view! { <Name facts=facts params=params /> }.into_any(),
            Asked::Forget => view! { <Forget facts=facts params=params /> }.into_any(),
        };
        Some(view)
    }
}

/// A write that says what came of it, and then leads on.
fn telling<I, O, F>(
    send: impl Fn(I) -> F + Send + Sync + 'static,
    say: fn(&O) -> (Kind, String),
    done: String,
) -> Mutation<I, O>
where
    I: Clone + Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
    F: Future<Output = Result<O, AppError>> + Send + 'static,
{
    let toaster = use_toaster();
    let navigate = use_navigate();
    mutation(Tag::Traffic, send, move |outcome: &Result<O, AppError>| {
        if let Ok(outcome) = outcome {
            let (kind, text) = say(outcome);
            toaster.say(kind, text);
            navigate(&done, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    })
}

/// A reason that is shown once the browser's program runs: both sides draw the same first, and without it the server says what
/// is missing.
fn once_running(reason: Option<String>) -> Signal<Option<String>> {
    let running = RwSignal::new(false);
    Effect::new(move |_| running.set(true));
    Signal::derive(move || reason.clone().filter(|_| running.get()))
}

/// Why a write failed, over its form.
fn failed(error: Signal<Option<AppError>>) -> impl IntoView {
    move || {
        error.get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    }
}

/// What every such dialog ends with: the way back, and the act.
#[component]
fn Foot(
    back: String,
    form: &'static str,
    label: &'static str,
    kind: ButtonKind,
    pending: Signal<bool>,
    blocked: Blocked,
) -> impl IntoView {
    view! {
        <a class="button secondary" href=back>{text::common::cancel()}</a>
        <Button label=label kind=kind submit=true form=form pending=pending blocked=blocked />
    }
}

/// Asks before a pod is cut off, or let back.
#[component]
fn Quarantine(facts: Facts, peers: Peers, on: bool, params: Memo<Params>) -> impl IntoView {
    const FORM: &str = "quarantine-form";
    let back = params.get_untracked().without("change").link(PATH);
    let node = facts.key.to_string();
    let send =
        telling(|(node, on)| set_quarantine(node, on, String::new()), QuarantineOutcome::say, back.clone());
    let already = if on { text::details::is_quarantined() } else { text::details::is_released() };
    let reason = may_quarantine(&facts, &use_viewer())
        .err()
        .or_else(|| (facts.quarantined == on).then(|| already.to_owned()));
    let why = once_running(reason);
    let blocked = Blocked::by("quarantine-why", why);
    let sent = node.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if why.get_untracked().is_none() && !send.pending().get_untracked() {
            send.run((sent.clone(), on));
        }
    };
    let name = facts.name.clone();
    let (title, label, kind) = match on {
        true => (text::details::quarantine_title(&name), text::details::quarantine_now(), ButtonKind::Danger),
        false => (text::details::release_title(&name), text::details::release_now(), ButtonKind::Primary),
    };
    let items = if on { cut_off(&facts, &peers) } else { let_back(&facts) };
    let footer = view! { <Foot back=back.clone() form=FORM label=label kind=kind pending=send.pending() blocked=blocked /> };
    view! {
        <Dialog id="quarantine-dialog" title=title close_label=text::common::close() close=Close::Link(back.clone()) footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/set_quarantine" on:submit=submit>
                <input type="hidden" name="node" value=node />
                <input type="hidden" name="on" value=if on { "true" } else { "false" } />
                <input type="hidden" name="back" value=back />
                <Consequences items=items />
                {failed(send.error())}
            </form>
        </Dialog>
    }
}

fn line(icon: Icon, text: String, danger: bool) -> Consequence {
    Consequence { icon, text, danger }
}

/// What cutting a pod off will do, and to whom.
fn cut_off(facts: &Facts, peers: &Peers) -> Vec<Consequence> {
    let mut items = vec![line(Icon::Warning, text::details::all_blocked().to_owned(), true)];
    if peers.count > 0 {
        let names: Vec<&str> = peers.named.iter().map(|peer| peer.name.as_str()).collect();
        let affected = text::details::affected(peers.count as u64, &names.join(", "));
        items.push(line(Icon::Network, affected, true));
    } else {
        items.push(line(Icon::Network, text::details::affects_nobody().to_owned(), false));
    }
    items.push(line(Icon::Container, text::details::goes_on_running().to_owned(), false));
    if !facts.group.is_empty() {
        items.push(line(Icon::Group, text::details::others_stay(&facts.group), false));
    }
    items.push(line(Icon::Clock, text::details::until_released().to_owned(), false));
    items
}

/// What letting a pod back will do.
fn let_back(facts: &Facts) -> Vec<Consequence> {
    let mut items = vec![line(Icon::Network, text::details::connects_again().to_owned(), false)];
    if !facts.group.is_empty() {
        let mode = crate::map::say::mode(facts.mode);
        items.push(line(Icon::Shield, text::details::mode_decides(&facts.group, mode), false));
    }
    items
}

/// Asks what an end is to be called.
#[component]
fn Name(facts: Facts, params: Memo<Params>) -> impl IntoView {
    const FORM: &str = "end-form";
    let back = params.get_untracked().without("change").link(PATH);
    let node = facts.key.to_string();
    let send = telling(|(node, name)| name_end(node, name, String::new()), EndOutcome::say, back.clone());
    let name = RwSignal::new(facts.name.clone());
    let why = once_running(may_name(&use_viewer()).err());
    let blocked = Blocked::by("end-why", why);
    let sent = node.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if why.get_untracked().is_none() && !send.pending().get_untracked() {
            send.run((sent.clone(), name.get_untracked()));
        }
    };
    let footer = view! {
        <Foot back=back.clone() form=FORM label=text::details::name_now() kind=ButtonKind::Primary pending=send.pending() blocked=blocked />
    };
    view! {
        <Dialog id="end-dialog" title=text::details::name_title(&facts.name) close_label=text::common::close() close=Close::Link(back.clone()) footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/name_end" on:submit=submit>
                <input type="hidden" name="node" value=node />
                <input type="hidden" name="back" value=back />
                <TextField id="end-name" name="name" label=text::details::name() bind=name hint=text::details::name_hint() optional=text::details::may_be_empty() />
                {failed(send.error())}
            </form>
        </Dialog>
    }
}

/// Asks before an end is forgotten.
#[component]
fn Forget(facts: Facts, params: Memo<Params>) -> impl IntoView {
    const FORM: &str = "end-form";
    let back = params.get_untracked().without("change").link(PATH);
    // What is forgotten can stay selected no longer.
    let done = bare(&params.get_untracked()).link(PATH);
    let node = facts.key.to_string();
    let send = telling(|node| forget_end(node, String::new()), EndOutcome::say, done.clone());
    let why = once_running(may_forget(&use_viewer()).err());
    let blocked = Blocked::by("end-why", why);
    let sent = node.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if why.get_untracked().is_none() && !send.pending().get_untracked() {
            send.run(sent.clone());
        }
    };
    let items = vec![
        line(Icon::Trash, text::details::forgets_all().to_owned(), true),
        line(Icon::Refresh, text::details::comes_again().to_owned(), false),
    ];
    let footer = view! {
        <Foot back=back.clone() form=FORM label=text::details::forget_now() kind=ButtonKind::Danger pending=send.pending() blocked=blocked />
    };
    view! {
        <Dialog id="end-dialog" title=text::details::forget_title(&facts.name) close_label=text::common::close() close=Close::Link(back) footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/forget_end" on:submit=submit>
                <input type="hidden" name="node" value=node />
                <input type="hidden" name="back" value=done />
                <Consequences items=items />
                {failed(send.error())}
            </form>
        </Dialog>
    }
}
