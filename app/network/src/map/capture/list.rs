//! The captures that there are: each can be stopped, downloaded and deleted.

use controller_api::sniffer::SnifferStatus;
use kit::{AppError, Query, Tag, mutation, toast::use_toaster, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use network_map::model::Key;
use ui::{
    Badge, Banner, Blocked, Button, ButtonKind, Close, Consequence, Consequences, Dialog, Icon, LinkButton,
    Tone,
};

use super::api::{CaptureRow, CapturesShown, Done, delete_capture, stop_capture};
use crate::map::{PATH, edge::seen};

const FORM: &str = "capture-delete-form";

/// The list.
#[component]
pub fn CaptureList(
    /// The pod.
    node: Key,
    /// What the URL says.
    params: Memo<Params>,
    /// The captures.
    rows: Vec<CaptureRow>,
    /// Why this viewer may change none of them.
    closed: Option<String>,
) -> impl IntoView {
    let toaster = use_toaster();
    let stop = mutation(
        Tag::Traffic,
        move |id| stop_capture(node, id, String::new()),
        move |outcome: &Result<Done, AppError>| match outcome {
            Ok(done) => {
                let (kind, text) = done.say();
                toaster.say(kind, text);
            }
            Err(error) => {
                toaster.say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            }
        },
    );
    if rows.is_empty() {
        return view! { <p class="muted">{text::capture::none()}</p> }.into_any();
    }
    let row = |row: CaptureRow| {
        let closed = closed.clone();
        let (id, at) = (row.id.clone(), kit::date::moment(row.started));
        let stopping = row.is_running().then(|| {
            let (id, blocked) = (id.clone(), blocked(&id, "stop", closed.clone()));
            let may = closed.is_none();
            let sent = id.clone();
            let submit = move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                if may && !stop.pending().get() {
                    stop.run(sent.clone());
                }
            };
            let back = move || params.get().without("delete").link(PATH);
            view! {
                <form method="post" action="/api/map/stop_capture" on:submit=submit>
                    <input type="hidden" name="node" value=node.to_string() />
                    <input type="hidden" name="id" value=id />
                    <input type="hidden" name="back" value=back />
                    <Button label=text::capture::stop() submit=true small=true pending=stop.pending() blocked=blocked />
                </form>
            }
        });
        let file =
            Params::default().with("sel", &node.to_string()).link(&format!("/files/capture/{id}.pcap"));
        let delete = {
            let id = id.clone();
            Memo::new(move |_| params.get().with("delete", &id).link(PATH))
        };
        let filter =
            (!row.filter.is_empty()).then(|| view! { <code class="muted">{row.filter.clone()}</code> });
        let until = row.stopped.map(|at| view! { <span class="muted">" – "</span> {seen(Some(at))} });
        view! {
            <li>
                <div class="row">
                    {status(&row.status)} <span>{seen(Some(row.started))} {until}</span> <span class="muted">{text::bytes(row.size)}</span> {filter}
                </div>
                <div class="row">
                    {stopping}
                    <LinkButton label=text::capture::download() href=file icon=Icon::Download small=true file=true />
                    <LinkButton label=text::capture::delete(&at) href=move || delete.get() icon=Icon::Minus icon_only=true kind=ButtonKind::Ghost small=true
                        blocked=blocked(&id, "delete", closed) />
                </div>
            </li>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! { <ul class="captures" aria-labelledby="captures-title">{rows}</ul> }.into_any()
}

fn blocked(id: &str, act: &str, closed: Option<String>) -> Blocked {
    Blocked::by(format!("{act}-{id}"), Signal::stored(closed))
}

fn status(status: &SnifferStatus) -> AnyView {
    let (tone, label) = match status {
        SnifferStatus::Running => (Tone::Info, text::capture::running().to_owned()),
        SnifferStatus::Stopped => (Tone::Neutral, text::capture::ended().to_owned()),
        SnifferStatus::Failed => (Tone::Danger, text::capture::failed().to_owned()),
        SnifferStatus::Other(word) => (Tone::Neutral, word.clone()),
    };
    view! { <Badge tone=tone label=label /> }.into_any()
}

/// The dialog that asks before one is deleted, while the URL asks for it.
pub fn deleting(node: Key, params: Memo<Params>, captures: Query<CapturesShown>) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let id = params.with(|params| params.get("delete").to_owned());
        let shown = captures.good()?;
        let row = shown.rows.iter().find(|row| row.id == id)?;
        // Only what does not change while one reads what is asked.
        Some((row.id.clone(), row.started, super::may_not(&shown)))
    });
    move || {
        asked.get().map(|(id, started, closed)| {
            view! { <DeleteDialog node=node id=id started=started closed=closed params=params /> }
        })
    }
}

#[component]
fn DeleteDialog(
    node: Key,
    id: String,
    started: i64,
    closed: Option<String>,
    params: Memo<Params>,
) -> impl IntoView {
    let back = params.get_untracked().without("delete").link(PATH);
    let toaster = use_toaster();
    let navigate = use_navigate();
    let send = mutation(Tag::Traffic, move |id| delete_capture(node, id, String::new()), {
        let back = back.clone();
        move |outcome: &Result<Done, AppError>| {
            if let Ok(done) = outcome {
                let (kind, text) = done.say();
                toaster.say(kind, text);
                navigate(&back, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        }
    });
    let is_closed = closed.is_some();
    let submit = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !is_closed && !send.pending().get() {
                send.run(id.clone());
            }
        }
    };
    let wrong = move || {
        send.error().get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    };
    let at = kit::date::moment(started);
    let footer = view! {
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        <Button label=text::capture::delete_confirm() kind=ButtonKind::Danger submit=true form=FORM pending=send.pending()
            blocked=Blocked::by("capture-delete-why", Signal::stored(closed)) />
    };
    let items = vec![Consequence {
        icon: Icon::Warning,
        text: text::capture::delete_what().to_owned(),
        danger: true,
    }];
    view! {
        <Dialog id="capture-delete" title=text::capture::delete_title(&at) close_label=text::common::close() close=Close::Link(back.clone())
            footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/delete_capture" on:submit=submit>
                <input type="hidden" name="node" value=node.to_string() />
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="back" value=back />
                <Consequences items=items />
                {wrong}
            </form>
        </Dialog>
    }
}
