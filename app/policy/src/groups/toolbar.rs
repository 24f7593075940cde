//! The line over the list: search, the filters that are on, and those that can be put on.

use controller_api::{group::CfgType, mode::Mode};
use kit::{Query, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Banner, Chip, Command, Icon, Menu, MenuSection, SearchBox, Tone, Toolbar};

use super::{api::GroupsPage, columns::PATH, filter::Filter};

/// The line, and above it what is true of all groups at once.
#[component]
pub fn GroupsToolbar(params: Memo<Params>, filter: Memo<Filter>, list: Query<GroupsPage>) -> impl IntoView {
    let kept = Signal::derive(move || {
        params.get().without("q").without("page").without("sel").without("all").pairs().to_vec()
    });
    let navigate = use_navigate();
    let typed = Callback::new(move |words: String| {
        let to = params.get_untracked().with("q", words.trim()).without("page");
        navigate(
            &to.link(PATH),
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
        );
    });
    let menus = list.drawn(move || view! { <Menus params=params filter=filter list=list /> }.into_any());
    let banner = list.drawn(move || {
        let global = move || list.good().and_then(|page| page.global_mode);
        ui::live::part(move || {
            let banner = global().map(|mode| {
                let action = Command::link(text::groups::to_settings(), "/settings/configuration");
                view! { <Banner tone=Tone::Warning text=text::groups::global_mode(kit::mode::name(mode)) action=action /> }
            });
            banner.into_any()
        })
    });
    view! {
        <Transition>{banner}</Transition>
        <Toolbar label=text::groups::filter_tools() end=view! { <Transition>{menus}</Transition> }.into_any()>
            <SearchBox id="groups-search" label=text::groups::search() value=Signal::derive(move || filter.get().q) keep=kept path=PATH
                on_input=kit::pause::after_pause(typed) />
            {move || chips(&params.get(), &filter.get())}
        </Toolbar>
    }
}

/// The filters that are on.
fn chips(params: &Params, filter: &Filter) -> Vec<AnyView> {
    let chip = |key: &str, name: &'static str, value: String| {
        let href = params.without(key).without("page").link(PATH);
        view! { <Chip name=name value=value remove_href=href remove_label=text::groups::remove_filter(name) /> }.into_any()
    };
    let mode = |word: &str| word.parse::<Mode>().map_or(text::mode::none(), kit::mode::name).to_owned();
    let mut chips = Vec::new();
    if !filter.ns.is_empty() {
        chips.push(chip("ns", text::groups::namespace(), filter.ns.clone()));
    }
    if !filter.mode.is_empty() {
        chips.push(chip("mode", text::groups::mode(), mode(&filter.mode)));
    }
    if filter.scored {
        chips.push(chip("scored", text::groups::scored(), text::groups::counts_for_score().to_owned()));
    }
    if !filter.from.is_empty() {
        chips.push(chip("from", text::groups::from(), kit::group::origin(&CfgType::from_wire(&filter.from))));
    }
    chips
}

/// The filters that can be put on: menus of links.
#[component]
fn Menus(params: Memo<Params>, filter: Memo<Filter>, list: Query<GroupsPage>) -> impl IntoView {
    let choose = move |key: &'static str, now: String, choices: Vec<(String, String)>| -> Vec<MenuSection> {
        let params = params.get().without("page").without("sel").without("all");
        let action = |(value, label): (String, String)| {
            Command::link(label, params.with(key, &value).link(PATH)).chosen(value == now)
        };
        vec![MenuSection::from(choices.into_iter().map(action).collect::<Vec<_>>())]
    };
    let namespaces = Signal::derive(move || {
        let names = list.good().map(|page| page.namespaces).unwrap_or_default();
        let any = (String::new(), text::groups::any_namespace().to_owned());
        let choices =
            std::iter::once(any).chain(names.into_iter().map(|name| (name.clone(), name))).collect();
        choose("ns", filter.get().ns, choices)
    });
    let modes = Signal::derive(move || {
        let any = (String::new(), text::groups::any_mode().to_owned());
        let modes = Mode::ALL.map(|mode| (mode.as_str().to_lowercase(), kit::mode::name(mode).to_owned()));
        let none = ("none".to_owned(), text::mode::none().to_owned());
        choose(
            "mode",
            filter.get().mode.to_lowercase(),
            std::iter::once(any).chain(modes).chain([none]).collect(),
        )
    });
    let origins = Signal::derive(move || {
        let any = (String::new(), text::groups::any_origin().to_owned());
        let all = [CfgType::Learned, CfgType::UserCreated, CfgType::Ground, CfgType::Federal];
        let all = all.map(|from| (from.as_str().to_owned(), kit::group::origin(&from)));
        let mut sections = choose("from", filter.get().from, std::iter::once(any).chain(all).collect());
        let system = filter.get().system;
        let label = if system { text::groups::without_system() } else { text::groups::with_system() };
        let to = params.get().with("system", if system { "" } else { "1" }).without("page").link(PATH);
        sections.push(MenuSection {
            title: Some(text::groups::system().to_owned()),
            actions: vec![Command::link(label, to)],
        });
        sections
    });
    view! {
        <Menu id="filter-namespace" label=text::groups::namespace() sections=namespaces />
        <Menu id="filter-mode" label=text::groups::mode() sections=modes />
        <Menu id="filter-origin" label=text::groups::from() sections=origins icon=Icon::Filter />
    }
}
