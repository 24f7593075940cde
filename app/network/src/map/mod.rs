//! The network activity map: the picture, its filters and its time, what is selected beside it, and the same as a table.
//! The URL holds all of it.

mod api;
pub mod ask;
mod capture;
mod changes;
mod details;
mod edge;
mod expression;
mod find;
mod hidden;
mod hiding;
mod legend;
mod menu;
mod moved;
mod note;
mod part;
#[cfg(feature = "ssr")]
pub mod read;
mod say;
mod sessions;
mod shown;
mod small_table;
mod stage;
mod table;
mod time;
mod toolbar;

use std::time::Duration;

use kit::{Query, Tag, error::ErrorPanel, freshness::Freshness, query, tag::version, url::Params};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{PageHeader, Tab, Tabs, shell::PageBody};

use self::{
    api::{MapAnswer, get_map},
    ask::{Ask, Selection},
};

/// Where the page is.
pub const PATH: &str = "/network";

/// How often the map is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(10);

/// The page.
#[component]
pub fn Map() -> impl IntoView {
    moved::provide_moved();
    let map = use_query_map();
    let params = Memo::new(move |_| Params::of(&map.get()));
    let asked = Memo::new(move |_| Ask::params(&params.get()).link(""));
    // Modes are switched under the tag of groups, and the map shows them.
    let as_table = Memo::new(move |_| params.get().get("view") == "table");
    let key = move || (asked.get(), as_table.get(), version(Tag::Groups));
    let answer: Query<MapAnswer> =
        query(Tag::Traffic, key, |(asked, table, _)| get_map(asked, table)).poll(EVERY);

    let read_at = Signal::derive(move || answer.good().map_or(0, |answer| answer.read_at));
    let late = Signal::derive(move || answer.shown().error.is_some());
    let count =
        move || answer.good().map(|answer| text::map::shown(answer.shown.discs as u64)).unwrap_or_default();
    let header = move || {
        let fresh = move || {
            let past = answer.good().is_some_and(|answer| answer.is_past);
            (!past).then(|| view! { <Freshness read_at=read_at /> })
        };
        view! {
            <PageHeader title=text::map::title() count=count late=late fresh=view! { {fresh} }.into_any()
                actions=view! { <Views params=params as_table=as_table answer=answer /> }.into_any() />
        }
    };
    view! {
        <leptos_meta::Title text=text::map::title() />
        <PageBody>
            <Transition fallback=move || view! { <PageHeader title=text::map::title() /> }>
                {answer.drawn(move || header().into_any())}
            </Transition>
            <toolbar::MapToolbar params=params answer=answer />
            {move || {
                if as_table.get() {
                    view! { <table::MapTable params=params /> }.into_any()
                } else {
                    view! { <Picture params=params answer=answer /> }.into_any()
                }
            }}
        </PageBody>
        <Beside params=params answer=answer />
        <details::OpenModeDialog params=params />
    }
}

/// Picture or table, and what is hidden.
#[component]
fn Views(params: Memo<Params>, as_table: Memo<bool>, answer: Query<MapAnswer>) -> impl IntoView {
    let tabs = Signal::derive(move || {
        let params = params.get().without("page").without("sort").without("dir");
        let tab = |word: &str, label: &str, current: bool| Tab {
            label: label.to_owned(),
            href: params.with("view", word).link(PATH),
            count: None,
            current,
        };
        let table = as_table.get();
        vec![tab("", text::map::as_map(), !table), tab("table", text::map::as_table(), table)]
    });
    let hidden = move || {
        let counts = answer.good().map(|answer| answer.hidden).unwrap_or_default();
        let count = counts.nodes + counts.incoming + counts.outgoing + usize::from(counts.unmanaged);
        let label = if count == 0 {
            text::map::hidden().to_owned()
        } else {
            text::map::hidden_count(&text::number(count as u64))
        };
        let href = params.get().without("sel").without("since").with("hidden", "1").link(PATH);
        view! { <ui::LinkButton label=label href=href icon=ui::Icon::EyeOff /> }
    };
    view! {
        {hidden}
        <Tabs label=text::map::view() tabs=tabs />
    }
}

/// The picture with what lies over it, and the line of time under it.
#[component]
fn Picture(params: Memo<Params>, answer: Query<MapAnswer>) -> impl IntoView {
    // Its own: what goes on changing outside must not wake up what is left of a picture that has gone.
    let params = Memo::new(move |_| params.get());
    let content = answer.drawn(move || {
        let times = Memo::new(move |_| answer.good().map(|answer| answer.times).unwrap_or_default());
        let good = Memo::new(move |_| answer.good());
        let then = Memo::new(move |_| {
            good.with(|good| good.as_ref().filter(|good| good.is_past).map(|good| good.read_at))
        });
        let error = Memo::new(move |_| answer.shown().error.filter(|_| good.with(Option::is_none)));
        let legend =
            move || good.with(|good| good.as_ref().map(|answer| legend::view(answer, &params.get())));
        view! {
            <div class="map">
                {move || match error.get() {
                    Some(error) => view! { <div class="padded"><ErrorPanel error=error /></div> }.into_any(),
                    None => view! { <stage::Stage params=params answer=good over=ViewFn::from(legend) /> }.into_any(),
                }}
                <time::TimeLine times=times then=then params=params />
            </div>
        }.into_any()
    });
    view! {
        <Transition fallback=|| view! { <div class="map"><div class="map-stage" data-busy></div></div> }>{content}</Transition>
    }
}

/// What stands beside the picture: what is selected, what changed, what is hidden.
#[component]
fn Beside(params: Memo<Params>, answer: Query<MapAnswer>) -> impl IntoView {
    let selected = Memo::new(move |_| Selection::of(&params.get()));
    let other = Memo::new(move |_| {
        let params = params.get();
        (!params.get("since").is_empty(), !params.get("hidden").is_empty())
    });
    move || match (selected.get(), other.get()) {
        (Some(Selection::Node(node)), _) => {
            view! { <details::NodePanel node=node params=params /> }.into_any()
        }
        (Some(Selection::Edge(from, to)), _) => {
            view! { <edge::EdgePanel from=from to=to params=params /> }.into_any()
        }
        (None, (_, true)) => view! { <hidden::HiddenPanel params=params /> }.into_any(),
        (None, (true, false)) => view! { <changes::ChangesPanel answer=answer params=params /> }.into_any(),
        (None, (false, false)) => ().into_any(),
    }
}
