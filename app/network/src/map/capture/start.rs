//! The form that begins a capture.

use kit::{AppError, Tag, mutation, toast::use_toaster, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Blocked, FormBody, TextField};

use super::{
    api::{Done, start_capture},
    args,
};
use crate::map::PATH;

/// The form. One capture runs at a time.
#[component]
pub fn StartForm(
    /// The pod.
    node: Key,
    /// What the URL says.
    params: Memo<Params>,
    /// One runs.
    runs: Memo<bool>,
    /// Why this viewer may begin none.
    closed: Option<String>,
) -> impl IntoView {
    let toaster = use_toaster();
    let send = mutation(
        Tag::Traffic,
        move |(duration, filter)| start_capture(node, duration, filter, String::new()),
        move |outcome: &Result<Done, AppError>| {
            if let Ok(done) = outcome {
                let (kind, text) = done.say();
                toaster.say(kind, text);
            }
        },
    );
    let (duration, filter) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // What is wrong is said once somebody wanted to begin, and from then on as they write.
    let tried = RwSignal::new(false);
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            let here = tried.get().then(|| args::parse(&duration.get(), &filter.get()).err()).flatten();
            let here = here.filter(|wrong| wrong.field == field).map(|wrong| wrong.message);
            here.or_else(|| match send.error().get() {
                Some(AppError::Invalid { field: at, message }) if at == field => Some(message),
                _ => None,
            })
        })
    };
    let failed = Signal::derive(move || {
        send.error()
            .get()
            .filter(|error| !matches!(error, AppError::Invalid { field, .. } if !field.is_empty()))
            .map(|error| match error {
                AppError::Invalid { message, .. } => message,
                error => format!("{}. {}", error.title(), error.detail()),
            })
    });
    let reason = {
        let closed = closed.clone();
        Signal::derive(move || {
            closed.clone().or_else(|| runs.get().then(|| text::capture::one_runs().to_owned()))
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let asked = (duration.get(), filter.get());
        if reason.get().is_none() && !send.pending().get() && args::parse(&asked.0, &asked.1).is_ok() {
            tried.set(false);
            send.run(asked);
        }
    };
    let back = move || params.get().without("delete").link(PATH);
    let optional = text::capture::optional();
    view! {
        <form class="form capture-form" method="post" action="/api/map/start_capture" on:submit=submit novalidate>
            <input type="hidden" name="node" value=node.to_string() />
            <input type="hidden" name="back" value=back />
            <FormBody pending=send.pending() error=failed submit_label=text::capture::start() blocked=Blocked::by("capture-why", reason)>
                <TextField id="capture-duration" name="duration" label=text::capture::duration() optional=optional
                    hint=text::capture::duration_hint(&args::SHORTEST.to_string(), &args::LONGEST.to_string())
                    bind=duration error=wrong("duration") />
                <TextField id="capture-filter" name="filter" label=text::capture::filter() optional=optional
                    hint=text::capture::filter_hint() bind=filter error=wrong("filter") />
            </FormBody>
        </form>
    }
}
