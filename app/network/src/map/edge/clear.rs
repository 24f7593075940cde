//! Forgetting what two ends said: the way to it, and the dialog that asks before.

use controller_api::access::{Access, Permission};
use kit::{
    AppError, Tag, can::Reason, flash::Kind, mutation, toast::use_toaster, url::Params, viewer::use_viewer,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{
    Banner, Blocked, Button, ButtonKind, Close, Consequence, Consequences, Dialog, Icon, LinkButton, Tone,
};

use super::api::{Edge, clear_edge};
use crate::map::PATH;

const FORM: &str = "clear-form";

/// How it went, in words.
pub fn say_cleared(gone: bool) -> (Kind, String) {
    match gone {
        true => (Kind::Good, text::conversation::cleared().to_owned()),
        false => (Kind::Partly, text::conversation::speaks_again().to_owned()),
    }
}

/// Why this viewer cannot clear that edge, if they cannot: the controller wants the right to write in the namespace of one of
/// the ends, and knows pairs only.
pub fn reason(edge: &Edge, access: &Access) -> Option<String> {
    let may = |namespace: &str| access.writes_in(&Permission::RuntimePolicy, namespace);
    if edge.pairs.is_some() {
        Some(text::conversation::pairs_only().to_owned())
    } else if !may(&edge.from.namespace) && !may(&edge.to.namespace) {
        Some(Reason::Permission(Permission::RuntimePolicy).text())
    } else if edge.sum.is_none() {
        Some(text::conversation::silent().to_owned())
    } else {
        None
    }
}

/// The way to the dialog.
pub fn open(edge: Option<&Edge>, params: Memo<Params>) -> AnyView {
    let Some(edge) = edge else { return ().into_any() };
    let reason = reason(edge, &use_viewer().access);
    let blocked = Blocked::by("clear-edge-why", Signal::stored(reason));
    let href = Memo::new(move |_| params.get().with("clear", "sessions").link(PATH));
    view! { <LinkButton label=text::conversation::clear() href=move || href.get() blocked=blocked /> }
        .into_any()
}

/// The dialog. Drawn while it is open.
#[component]
pub fn ClearDialog(
    /// What is to be forgotten.
    edge: Edge,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let back = params.get_untracked().without("clear").link(PATH);
    let toaster = use_toaster();
    let navigate = use_navigate();
    let (from, to) = (edge.from.key, edge.to.key);
    let send = mutation(Tag::Traffic, move |()| clear_edge(from, to, String::new()), {
        let back = back.clone();
        move |outcome: &Result<bool, AppError>| {
            if let Ok(gone) = outcome {
                let (kind, text) = say_cleared(*gone);
                toaster.say(kind, text);
                navigate(&back, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        }
    });
    let reason = reason(&edge, &use_viewer().access);
    let is_blocked = reason.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !is_blocked && !send.pending().get() {
            send.run(());
        }
    };
    let failed = move || {
        send.error().get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    };
    let sessions = edge.sum.as_ref().map_or(0, |sum| sum.sessions);
    let footer = view! {
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        <Button label=text::conversation::clear_confirm(sessions) kind=ButtonKind::Danger submit=true form=FORM pending=send.pending()
            blocked=Blocked::by("clear-why", Signal::stored(reason)) />
    };
    let title = text::conversation::clear_title(&edge.from.name, &edge.to.name);
    let items = vec![
        Consequence { icon: Icon::Warning, text: text::conversation::clear_what().to_owned(), danger: true },
        Consequence { icon: Icon::Info, text: text::conversation::clear_kept().to_owned(), danger: false },
    ];
    view! {
        <Dialog id="clear-dialog" title=title close_label=text::common::close() close=Close::Link(back.clone()) footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/clear_edge" on:submit=submit>
                <input type="hidden" name="from" value=from.to_string() />
                <input type="hidden" name="to" value=to.to_string() />
                <input type="hidden" name="back" value=back />
                <Consequences items=items />
                {failed}
            </form>
        </Dialog>
    }
}
