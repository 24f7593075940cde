//! The line over the map: find, filter, the filters that are on, how finely, as what, and taking it along.

use kit::{Query, pause::after_pause, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use network_map::model::{Mode, Protocol, Severity, Status};
use ui::{Chip, Command, Icon, Menu, MenuSection, SearchBox, Toolbar};

use super::{
    PATH,
    api::MapAnswer,
    ask::Ask,
    expression::{self, ExpressionBox},
    find::Found,
    say,
};

/// What a filter's parameter is called on its chip.
fn name_of(param: &str) -> Option<&'static str> {
    Some(match param {
        "ns" => text::map::name_namespace(),
        "group" => text::map::name_group(),
        "name" => text::map::name_name(),
        "app" => text::map::name_application(),
        "port" => text::map::name_port(),
        "proto" => text::map::filter_protocol(),
        "mode" => text::map::filter_mode(),
        "status" => text::map::filter_status(),
        "severity" => text::map::name_severity(),
        "cve" => text::map::name_cve(),
        "around" => text::map::name_around(),
        "trouble" | "system" | "traffic" => text::map::name_show(),
        _ => return None,
    })
}

/// A filter's value in words.
fn value_of(params: &Params, param: &str, value: &str) -> String {
    let least = |word: &str| Severity::parse(word).map(|least| text::map::at_least(say::severity(least)));
    match param {
        "mode" => Mode::parse(value).map_or_else(|| value.to_owned(), |mode| say::mode(mode).to_owned()),
        "status" => Status::parse(value).map_or_else(|| value.to_owned(), |one| say::status(one).to_owned()),
        "proto" => value.to_uppercase(),
        "severity" | "cve" => least(value).unwrap_or_else(|| value.to_owned()),
        "trouble" => text::map::trouble_only().to_owned(),
        "system" => text::map::with_system().to_owned(),
        "traffic" => text::map::with_traffic().to_owned(),
        "around" => text::map::around_hops(u64::from(Ask::of(params).0.hops)),
        _ => value.to_owned(),
    }
}

/// Whether anything narrows the map.
pub fn narrows(params: &Params) -> bool {
    let narrowing =
        |name: &str| name == "q" || name_of(name).is_some() && !matches!(name, "system" | "traffic");
    params.pairs().iter().any(|(name, _)| narrowing(name))
}

/// The page without anything that narrows it.
pub fn whole(params: &Params) -> Params {
    params.pairs().iter().fold(params.without("q").without("hops"), |left, (name, _)| {
        if name_of(name).is_some() { left.without(name) } else { left }
    })
}

/// The line.
#[component]
pub fn MapToolbar(params: Memo<Params>, answer: Query<MapAnswer>) -> impl IntoView {
    let navigate = use_navigate();
    let typed = Callback::new(move |words: String| {
        let to = params.get_untracked().with("find", words.trim());
        navigate(
            &to.link(PATH),
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
        );
    });
    let kept = Signal::derive(move || params.get().without("find").pairs().to_vec());
    let wrong = Signal::derive(move || answer.good().and_then(|answer| answer.wrong));
    let complaint = answer.drawn(move || {
        ui::live::part(move || {
            wrong.get().map(|wrong| expression::wrong(&wrong, params.get().get("q"))).into_any()
        })
    });
    let wanted = Memo::new(move |_| params.get().get("find").trim().to_owned());
    view! {
        <Toolbar label=text::map::tools() end=view! { <Menus params=params /> }.into_any()>
            <div class="map-find">
                <SearchBox id="map-find" name="find" label=text::map::find() value=wanted keep=kept path=PATH on_input=after_pause(typed) />
                {move || (!wanted.get().is_empty()).then(|| view! { <Found text=wanted params=params /> })}
            </div>
            <ExpressionBox params=params wrong=wrong />
            {move || chips(&params.get())}
        </Toolbar>
        <Transition>{complaint}</Transition>
    }
}

/// The filters that are on.
fn chips(params: &Params) -> Vec<AnyView> {
    let chip = |(param, value): &(String, String)| {
        let name = name_of(param)?;
        let left = params.minus(param, value);
        let left = if param == "around" { left.without("hops") } else { left };
        let said = value_of(params, param, value);
        Some(
            view! {
                <Chip name=name value=said remove_href=left.link(PATH) remove_label=text::map::remove_filter(name) />
            }
            .into_any(),
        )
    };
    params.pairs().iter().filter_map(chip).collect()
}

/// A choice that is put on and taken off.
fn toggle(params: &Params, name: &str, value: &str, label: impl Into<String>) -> Command {
    let on = params.all(name).iter().any(|one| one == value);
    let to = if on { params.minus(name, value) } else { params.and(name, value) };
    Command::link(label, to.link(PATH)).chosen(on)
}

/// What can be put on: menus of links.
#[component]
fn Menus(params: Memo<Params>) -> impl IntoView {
    let levels = Signal::derive(move || {
        let width = params.get().get("width").to_owned();
        let by = |word: &str, label: &'static str| {
            Command::link(label, params.get().with("width", word).link(PATH)).chosen(word == width)
        };
        let widths = MenuSection {
            title: Some(text::map::width().to_owned()),
            actions: vec![by("", text::map::width_bytes()), by("sessions", text::map::width_sessions())],
        };
        let arrangement = params.get().get("arrange").to_owned();
        let arranged = |word: &str, label: &'static str| {
            Command::link(label, params.get().with("arrange", word).link(PATH)).chosen(word == arrangement)
        };
        let arrangements = MenuSection {
            title: Some(text::map::arrange().to_owned()),
            actions: vec![
                arranged("", text::map::arrange_grounds()),
                arranged("connections", text::map::arrange_connections()),
            ],
        };
        let params = params.get().without("open").without("shut");
        let now = params.get("detail").to_owned();
        let level = |word: &str, label: &'static str| {
            Command::link(label, params.with("detail", word).link(PATH)).chosen(word == now)
        };
        vec![
            MenuSection::from(vec![
                level("", text::map::level_auto()),
                level("namespaces", text::map::level_namespaces()),
                level("groups", text::map::level_groups()),
                level("pods", text::map::level_pods()),
            ]),
            arrangements,
            widths,
        ]
    });
    let filters = Signal::derive(move || filters(&params.get()));
    let exports = Signal::derive(move || {
        let shown = Ask::params(&params.get());
        let file = |path: &str, label: &'static str| Command::load(label, shown.link(path));
        vec![MenuSection::from(vec![
            Command::load(
                text::map::export_svg(),
                shown.with("width", params.get().get("width")).link("/files/map.svg"),
            ),
            file("/files/map/nodes.csv", text::map::export_nodes()),
            file("/files/map/edges.csv", text::map::export_edges()),
            file("/files/map.json", text::map::export_json()),
        ])]
    });
    view! {
        <Menu id="map-level" label=text::map::level() sections=levels />
        <Menu id="map-filter" label=text::map::filter() sections=filters icon=Icon::Filter />
        <Menu id="map-export" label=text::map::export() sections=exports icon=Icon::Download />
    }
}

fn filters(params: &Params) -> Vec<MenuSection> {
    let section = |title: &str, actions: Vec<Command>| MenuSection { title: Some(title.to_owned()), actions };
    let statuses = Status::ALL.iter().map(|one| toggle(params, "status", one.as_str(), say::status(*one)));
    let modes = [Mode::Discover, Mode::Monitor, Mode::Protect];
    let modes = modes.iter().map(|one| toggle(params, "mode", one.as_str(), say::mode(*one)));
    let protocols = [Protocol::Tcp, Protocol::Udp, Protocol::Icmp];
    let protocols =
        protocols.iter().map(|one| toggle(params, "proto", one.as_str(), one.as_str().to_uppercase()));
    let least = |name: &'static str, from: Severity| {
        let all = Severity::ALL.iter().filter(move |one| **one >= from);
        all.map(move |one| {
            let on = params.get(name) == one.as_str();
            let to = params.with(name, if on { "" } else { one.as_str() });
            Command::link(text::map::at_least(say::severity(*one)), to.link(PATH)).chosen(on)
        })
    };
    vec![
        section(
            text::map::filter_more(),
            vec![
                toggle(params, "trouble", "1", text::map::trouble_only()),
                toggle(params, "system", "1", text::map::with_system()),
                toggle(params, "traffic", "1", text::map::with_traffic()),
                Command::link(text::map::clear(), whole(params).link(PATH)),
            ],
        ),
        section(text::map::filter_status(), statuses.collect()),
        section(text::map::filter_mode(), modes.collect()),
        section(text::map::filter_protocol(), protocols.collect()),
        // No pod is marked with less than a medium one.
        section(text::map::name_cve(), least("cve", Severity::Medium).collect()),
        section(text::map::name_severity(), least("severity", Severity::Low).collect()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_takes_off_what_narrows_and_keeps_what_is_open() {
        let params = Params::default()
            .with("ns", "shop")
            .with("q", "is:new")
            .with("sel", "x")
            .with("around", "k")
            .with("hops", "2");
        assert!(narrows(&params));
        let left = whole(&params);
        assert_eq!(left.link(""), "?sel=x");
        assert!(!narrows(&left));
        assert!(!narrows(&Params::default().with("system", "1")));
    }
}
