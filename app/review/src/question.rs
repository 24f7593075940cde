//! The dialog that asks before a rule is deployed: what will be so from then on, for whom, and where the rule stands. A form,
//! so that it works without scripts.

use kit::AppError;
use leptos::prelude::*;
use ui::{Banner, Blocked, Button, ButtonKind, Close, Consequence, Consequences, Dialog, Tone};

use crate::Verdict;

const FORM: &str = "deploy-form";

/// What is asked, in words.
pub struct Asked {
    /// The question.
    pub title: String,
    /// The word on the button.
    pub confirm: String,
    /// What will be so.
    pub consequences: Vec<Consequence>,
    /// Why it cannot be, if it cannot.
    pub reason: Option<String>,
}

/// How it is sent.
pub struct Sending {
    /// The server function's path, for a browser without scripts.
    pub path: &'static str,
    /// What it takes.
    pub fields: Vec<(&'static str, String)>,
    /// Sends the same where there are scripts.
    pub send: Callback<()>,
    /// It is under way.
    pub pending: Signal<bool>,
    /// Why the last one failed.
    pub error: Signal<Option<AppError>>,
}

/// The dialog. Drawn while it is open.
#[component]
pub fn QuestionDialog(
    /// What is to be deployed.
    verdict: Verdict,
    /// What is asked.
    asked: Asked,
    /// How it is sent.
    sending: Sending,
    /// The page without the question.
    close: String,
) -> impl IntoView {
    let Sending { path, fields, send, pending, error } = sending;
    let is_blocked = asked.reason.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !is_blocked && !pending.get() {
            send.run(());
        }
    };
    let failed = move || {
        error.get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    };
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect();
    let kind = match verdict {
        Verdict::Allow => ButtonKind::Primary,
        Verdict::Deny => ButtonKind::Danger,
    };
    let blocked = Blocked::by("deploy-why", Signal::stored(asked.reason));
    let footer = view! {
        <a class="button secondary" href=close.clone()>{text::common::cancel()}</a>
        <Button label=asked.confirm kind=kind submit=true form=FORM pending=pending blocked=blocked />
    };
    view! {
        <Dialog id="deploy-dialog" title=asked.title close_label=text::common::close() close=Close::Link(close) wide=true footer=footer.into_any()>
            <form id=FORM method="post" action=path on:submit=submit>
                {fields}
                <input type="hidden" name="verdict" value=verdict.word() />
                <Consequences items=asked.consequences />
                {failed}
            </form>
        </Dialog>
    }
}
