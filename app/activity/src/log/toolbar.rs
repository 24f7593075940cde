//! The line over a list: search, the filters that are on, and menus of those that can be put on.

use event_log::{Ask, Filter, Kind, Level, Moment};
use kit::{Query, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Banner, ButtonKind, Chip, Command, Icon, LinkButton, Menu, MenuSection, SearchBox, Tone, Toolbar};

use super::{
    ask::{Asked, WINDOWS, closed, listed},
    filters,
    line::LogPage,
    triage::{self, StateMenu},
    views::{SavedView, ViewsMenu},
    which::Which,
    words,
};

/// The line.
#[component]
pub fn LogToolbar(
    which: Which,
    params: Memo<Params>,
    asked: Memo<Asked>,
    list: Query<LogPage>,
    views: Query<Vec<SavedView>>,
) -> impl IntoView {
    let kept = Signal::derive(move || bare(&params.get()).without("q").pairs().to_vec());
    let navigate = use_navigate();
    let typed = Callback::new(move |words: String| {
        let to = bare(&params.get_untracked()).with("q", words.trim());
        navigate(
            &to.link(which.path()),
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
        );
    });
    let menus =
        list.drawn(move || view! { <Menus which=which params=params asked=asked list=list /> }.into_any());
    let saved = views.drawn(move || view! { <ViewsMenu which=which params=params views=views /> }.into_any());
    let more = move || closed(&params.get()).with("more", filters::OPEN).link(which.path());
    let wrong = list.drawn(move || {
        ui::live::part(move || misunderstood(which, &list.good().unwrap_or_default(), &params.get()))
    });
    view! {
        <Transition>{wrong}</Transition>
        <Toolbar label=text::events::filter_tools() end=view! { <Transition>{menus} {saved}</Transition> }.into_any()>
            <SearchBox id="entries-search" label=text::events::search() value=Signal::derive(move || asked.get().filter.q)
                keep=kept path=which.path() on_input=kit::pause::after_pause(typed) />
            <LinkButton label=text::filters::open() href=more icon=Icon::Filter small=false kind=ButtonKind::Ghost />
            {move || chips(which, &params.get(), &asked.get().filter)}
        </Toolbar>
    }
}

/// The URL without what another choice makes meaningless: the page that one was on, and what is open.
pub fn bare(params: &Params) -> Params {
    listed(params).without("page")
}

/// What of the filter was not understood, and the way on without it.
fn misunderstood(which: Which, page: &LogPage, params: &Params) -> AnyView {
    let banner = |wrong: &event_log::Wrong| {
        let without =
            Command::link(text::events::without_it(), params.without(&wrong.parameter).link(which.path()));
        let said = text::events::wrong(&wrong.parameter, &wrong.found);
        view! { <Banner tone=Tone::Warning text=said action=without /> }.into_any()
    };
    page.wrong.iter().map(banner).collect::<Vec<_>>().into_any()
}

/// The filters that are on.
fn chips(which: Which, params: &Params, filter: &Filter) -> Vec<AnyView> {
    let params = bare(params);
    let chip = |parameter: &str, value: &str, name: &'static str, shown: String| {
        let href = params.minus(parameter, value).link(which.path());
        let label = text::events::remove_filter(name, &shown);
        view! { <Chip name=name value=shown remove_href=href remove_label=label /> }.into_any()
    };
    let mut chips = Vec::new();
    for kind in &filter.kinds {
        chips.push(chip("kind", kind.word(), text::events::kind(), words::kinds(*kind).to_owned()));
    }
    for level in &filter.levels {
        chips.push(chip("level", level.word(), text::events::level(), words::level(*level).to_owned()));
    }
    for (ask, value) in &filter.asks {
        chips.push(chip(ask.word(), value, words::ask(*ask), words::value(*ask, value)));
    }
    for (parameter, moment, name) in
        [("from", filter.from, text::events::since()), ("to", filter.to, text::events::until())]
    {
        if let Some(moment) = moment {
            chips.push(chip(parameter, params.get(parameter), name, said(moment)));
        }
    }
    chips.extend(triage::chips(which, &params, filter));
    chips
}

/// A moment of a filter in words.
fn said(moment: Moment) -> String {
    match moment {
        Moment::At(at) => kit::date::moment(at),
        Moment::Ago(seconds) if seconds % 86_400 == 0 => text::events::days_ago((seconds / 86_400).into()),
        Moment::Ago(seconds) if seconds % 3600 == 0 => text::events::hours_ago((seconds / 3600).into()),
        Moment::Ago(seconds) => text::events::minutes_ago((seconds / 60).into()),
    }
}

/// A window of [`WINDOWS`] in words.
fn within(seconds: u32) -> &'static str {
    match seconds {
        ..=60 => text::events::within_minute(),
        61..=600 => text::events::within_ten_minutes(),
        601..=3600 => text::events::within_hour(),
        _ => text::events::within_day(),
    }
}

/// Menus of links that put a filter on.
#[component]
fn Menus(which: Which, params: Memo<Params>, asked: Memo<Asked>, list: Query<LogPage>) -> impl IntoView {
    let path = which.path();
    let times = Signal::derive(move || {
        let (params, filter) = (bare(&params.get()), asked.get().filter);
        let spans = ["15m", "1h", "6h", "1d", "7d"].into_iter().filter_map(Moment::parse);
        let mut actions = vec![
            Command::link(text::events::any_time(), params.without("from").without("to").link(path))
                .chosen(filter.from.is_none() && filter.to.is_none()),
        ];
        actions.extend(spans.map(|span| {
            let to = params.without("to").with("from", &span.text()).link(path);
            Command::link(said(span), to).chosen(filter.from == Some(span) && filter.to.is_none())
        }));
        vec![MenuSection::from(actions)]
    });
    let levels = Signal::derive(move || {
        let page = list.good().unwrap_or_default();
        let levels = Level::ALL.iter().filter(|level| {
            page.levels.iter().any(|(known, _)| known == *level) || asked.get().filter.levels.contains(level)
        });
        let count =
            |level: &Level| page.levels.iter().find(|(l, _)| l == level).map_or(0, |(_, count)| *count);
        let toggles = levels.map(|level| {
            let on = asked.get().filter.levels.contains(level);
            toggle(which, &params.get(), "level", level.word(), words::level(*level), count(level), on)
        });
        vec![MenuSection::from(toggles.collect::<Vec<_>>())]
    });
    let kinds = (which == Which::Security).then(|| {
        let kinds = Signal::derive(move || {
            let page = list.good().unwrap_or_default();
            let count =
                |kind: Kind| page.kinds.iter().find(|(k, _)| *k == kind).map_or(0, |(_, count)| *count);
            let toggles = Kind::SECURITY.into_iter().map(|kind| {
                let on = asked.get().filter.kinds.contains(&kind);
                toggle(which, &params.get(), "kind", kind.word(), words::kinds(kind), count(kind), on)
            });
            vec![MenuSection::from(toggles.collect::<Vec<_>>())]
        });
        view! { <Menu id="filter-kind" label=text::events::kind() sections=kinds /> }
    });
    let asks: Vec<_> = which
        .menus()
        .iter()
        .map(|ask| {
            let ask = *ask;
            let sections = Signal::derive(move || values(which, &params.get(), &asked.get(), list, ask));
            view! { <Menu id=format!("filter-{}", ask.word()) label=words::ask(ask) sections=sections /> }
                .into_any()
        })
        .collect();
    let windows = Signal::derive(move || {
        let (params, window) = (bare(&params.get()), asked.get().window);
        let choice = |seconds: u32, label: String| {
            let value = if seconds == 0 { String::new() } else { seconds.to_string() };
            Command::link(label, params.with("window", &value).link(path)).chosen(window == seconds)
        };
        let mut actions = vec![choice(0, text::events::each_alone().to_owned())];
        actions.extend(WINDOWS.map(|seconds| choice(seconds, within(seconds).to_owned())));
        vec![MenuSection { title: Some(text::events::same_as_one().to_owned()), actions }]
    });
    view! {
        <Menu id="filter-time" label=text::events::time() sections=times />
        {kinds}
        <Menu id="filter-level" label=text::events::level() sections=levels />
        {asks}
        <StateMenu which=which params=params asked=asked list=list />
        <Menu id="filter-window" label=text::events::grouping() sections=windows />
    }
}

/// What puts a value on, or takes it off.
pub fn toggle(
    which: Which,
    params: &Params,
    parameter: &str,
    word: &str,
    label: &str,
    count: usize,
    on: bool,
) -> Command {
    let params = bare(params).minus(parameter, word);
    let to = if on { params } else { params.and(parameter, word) };
    let label =
        if count > 0 { text::events::counted(label, &text::number(count as u64)) } else { label.to_owned() };
    Command::link(label, to.link(which.path())).chosen(on)
}

/// The values that there are to a question.
fn values(which: Which, params: &Params, asked: &Asked, list: Query<LogPage>, ask: Ask) -> Vec<MenuSection> {
    let facets = list.good().map(|page| page.facets).unwrap_or_default();
    let mut found =
        facets.into_iter().find(|(of, _)| *of == ask).map(|(_, values)| values).unwrap_or_default();
    let chosen: Vec<String> =
        asked.filter.asks.iter().filter(|(of, _)| *of == ask).map(|(_, value)| value.clone()).collect();
    for value in &chosen {
        if !found.iter().any(|(known, _)| known.eq_ignore_ascii_case(value)) {
            found.push((value.clone(), 0));
        }
    }
    let toggles = found.iter().map(|(value, count)| {
        let on = chosen.iter().find(|chosen| chosen.eq_ignore_ascii_case(value));
        let word = on.unwrap_or(value);
        toggle(which, params, ask.word(), word, &words::value(ask, value), *count, on.is_some())
    });
    vec![MenuSection::from(toggles.collect::<Vec<_>>())]
}
