//! Views that a user has saved: a name for what a list shows. They are theirs alone, and wait for them on every machine.

mod api;
#[cfg(feature = "ssr")]
mod read;

use kit::{AppError, Query, Tag, mutation, query, toast::use_toaster, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};
use ui::{ButtonKind, Close, Command, Dialog, FormBody, Icon, Menu, MenuSection, TextField};

use self::api::{get_views, remove_view, save_view};
use super::{
    ask::{closed, listed},
    which::Which,
};

/// What the URL says when somebody saves a view, and when they look through theirs.
const SAVE: &str = "save-view";
const MANAGE: &str = "views";

/// A view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What its user calls it.
    pub name: String,
    /// The query of the list's URL, such as `?ns=payments`.
    pub query: String,
}

/// The menu of one's views.
#[component]
pub fn ViewsMenu(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
    /// One's views.
    views: Query<Vec<SavedView>>,
) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let sections = Signal::derive(move || {
        let path = which.path();
        let now = closed(&params.get());
        let here = listed(&now).without("page").link("");
        let saved = views.good().unwrap_or_default();
        let open = |view: &SavedView| {
            Command::link(view.name.clone(), format!("{path}{}", view.query)).chosen(view.query == here)
        };
        let mut acts =
            vec![Command::link(text::views::save_this(), now.with("more", SAVE).link(path)).icon(Icon::Plus)];
        if !saved.is_empty() {
            acts.push(
                Command::link(text::views::manage(), now.with("more", MANAGE).link(path)).icon(Icon::Edit),
            );
        }
        let saved: Vec<_> = saved.iter().map(open).collect();
        [saved, acts]
            .into_iter()
            .filter(|actions| !actions.is_empty())
            .map(MenuSection::from)
            .collect::<Vec<_>>()
    });
    view! { <Menu id="views" label=text::views::views() sections=sections /> }
}

/// One's views of a page.
pub fn views(which: Which) -> Query<Vec<SavedView>> {
    query(Tag::Viewer, || (), move |()| get_views(which))
}

/// The dialog that the URL opens.
#[component]
pub fn OpenViews(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
    /// One's views.
    views: Query<Vec<SavedView>>,
) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let more = Memo::new(move |_| params.with(|params| params.get("more").to_owned()));
    ui::live::part(move || match more.get().as_str() {
        SAVE => view! { <Save which=which params=params.get_untracked() /> }.into_any(),
        MANAGE => {
            let back = closed(&params.get_untracked()).link(which.path());
            view! { <Manage which=which back=back views=views /> }.into_any()
        }
        _ => ().into_any(),
    })
}

/// Asks for a name.
#[component]
fn Save(which: Which, params: Params) -> impl IntoView {
    let (asked, back) = (listed(&params).without("page").link(""), closed(&params).link(which.path()));
    let toaster = use_toaster();
    let navigate = use_navigate();
    let to = back.clone();
    let query = asked.clone();
    let send = mutation(
        Tag::Viewer,
        move |name: String| save_view(which, name, query.clone(), String::new()),
        move |outcome: &Result<String, AppError>| {
            if let Ok(name) = outcome {
                toaster.say(kit::flash::Kind::Good, text::views::saved(name));
                navigate(&to, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        },
    );
    let name = RwSignal::new(String::new());
    let wrong = Signal::derive(move || match send.error().get() {
        Some(AppError::Invalid { message, .. }) => Some(message),
        _ => None,
    });
    let failed = Signal::derive(move || {
        let error = send.error().get().filter(|error| !matches!(error, AppError::Invalid { .. }));
        error.map(|error| format!("{}. {}", error.title(), error.detail()))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !send.pending().get() {
            send.run(name.get());
        }
    };
    let cancel =
        view! { <a class="button secondary" href=back.clone()>{text::common::cancel()}</a> }.into_any();
    view! {
        <Dialog id="save-view" title=text::views::save_title() close_label=text::common::close() close=Close::Link(back.clone())>
            <form class="form" method="post" action="/api/events/save_view" on:submit=submit novalidate>
                <input type="hidden" name="which" value=which.word() />
                <input type="hidden" name="query" value=asked />
                <input type="hidden" name="back" value=back />
                <FormBody pending=send.pending() error=failed submit_label=text::views::save() foot=cancel>
                    <TextField id="view-name" name="name" label=text::views::name() hint=text::views::name_hint() bind=name error=wrong />
                </FormBody>
            </form>
        </Dialog>
    }
}

/// Shows all of them, each with the way to remove it.
#[component]
fn Manage(which: Which, back: String, views: Query<Vec<SavedView>>) -> impl IntoView {
    let toaster = use_toaster();
    let send = mutation(
        Tag::Viewer,
        move |name: String| remove_view(which, name, String::new()),
        move |outcome: &Result<(), AppError>| match outcome {
            Ok(()) => toaster.say(kit::flash::Kind::Good, text::views::removed().to_owned()),
            Err(error) => {
                toaster.say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            }
        },
    );
    let here = back.clone();
    let row = move |view: &SavedView| {
        let name = view.name.clone();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !send.pending().get() {
                send.run(name.clone());
            }
        };
        let label = text::views::remove(&view.name);
        view! {
            <li class="row">
                <a class="link" href=format!("{}{}", which.path(), view.query)>{view.name.clone()}</a>
                <form method="post" action="/api/events/remove_view" on:submit=submit>
                    <input type="hidden" name="which" value=which.word() />
                    <input type="hidden" name="name" value=view.name.clone() />
                    <input type="hidden" name="back" value=here.clone() />
                    <ui::Button label=label kind=ButtonKind::Ghost icon=Icon::Trash icon_only=true small=true submit=true />
                </form>
            </li>
        }
        .into_any()
    };
    let list = views.drawn(move || {
        let row = row.clone();
        ui::live::part(move || match views.good().unwrap_or_default() {
            saved if saved.is_empty() => view! { <p class="muted">{text::views::none()}</p> }.into_any(),
            saved => {
                view! { <ul class="saved-views">{saved.iter().map(&row).collect::<Vec<_>>()}</ul> }.into_any()
            }
        })
    });
    view! {
        <Dialog id="views-dialog" title=text::views::title() close_label=text::common::close() close=Close::Link(back)>
            <Transition>{list}</Transition>
        </Dialog>
    }
}
