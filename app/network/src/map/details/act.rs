//! What can be done with a node, and whether this viewer may: one list, for the panel and for the menu on the picture.

use kit::{Viewer, url::Params};
use leptos::prelude::Callback;
use network_map::{
    level::Detail,
    model::{Key, Kind},
};
use ui::{Command, Icon, MenuSection};

use super::{
    facts::Facts,
    may::{may_forget, may_name, may_quarantine, may_switch},
};
use crate::map::{
    PATH,
    ask::{Ask, MOST_HOPS, Selection, select},
    hiding::{self, Hiding},
    moved::{LetGo, Moved},
    shown::HiddenAct,
};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Switches the modes of its group, or of all groups in it.
    SwitchMode,
    /// Cuts it off from the network.
    Quarantine,
    /// Lets it back.
    Release,
    /// Shows what it has open at this moment.
    Sessions,
    /// Captures its packets.
    Capture,
    /// Opens its group on the page of groups.
    GroupPage,
    /// Shows what is in it in its place.
    Expand,
    /// Shows it in place of what is in it.
    Collapse,
    /// Shows what holds it in its place.
    CollapseHolder,
    /// Lets it go from where it was put by hand.
    LetGo,
    /// Leaves only what is so many hops away.
    Around(u32),
    /// Shows all again.
    Everything,
    /// Leaves only what is in it, and whom that speaks with.
    Only,
    /// Hides it, or what comes to it, or what goes from it; or shows that again.
    Hide(HiddenAct),
    /// Names it.
    Name,
    /// Forgets it.
    Forget,
}

/// What happens when it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// It leads to another address.
    Link(String),
    /// The list of what this user has hidden is changed.
    Hide(Key, HiddenAct),
    /// The picture lets it go.
    LetGo(Key),
}

/// An act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What it is.
    pub what: What,
    /// It in words.
    pub label: String,
    /// Its icon.
    pub icon: Icon,
    /// Why it cannot be done now.
    pub allowed: Result<(), String>,
    /// It interrupts or destroys.
    pub danger: bool,
    /// Whether it is the present one of several.
    pub chosen: Option<bool>,
    /// What happens.
    pub way: Way,
}

impl What {
    /// Its place in the menu: acts of one number stand together.
    const fn section(self) -> usize {
        match self {
            Self::SwitchMode | Self::Quarantine | Self::Release => 0,
            Self::Sessions | Self::Capture | Self::GroupPage => 1,
            Self::Expand | Self::Collapse | Self::CollapseHolder | Self::LetGo => 2,
            Self::Around(_) | Self::Everything | Self::Only => 3,
            Self::Hide(_) => 4,
            Self::Name | Self::Forget => 5,
        }
    }
}

/// Whether what is in a node is shown in its place; none where the page decides that by how much there is to draw.
fn is_open(facts: &Facts, ask: &Ask) -> Option<bool> {
    if ask.shut.contains(&facts.key) {
        return Some(false);
    }
    if ask.open.contains(&facts.key) {
        return Some(true);
    }
    ask.detail.map(|detail| match detail {
        Detail::Namespaces => false,
        Detail::Groups => facts.kind == Kind::Namespace,
        Detail::Pods => true,
    })
}

/// What can be done with a node, in the order of the menu; `is_moved`: it was put somewhere by hand.
pub fn acts(facts: &Facts, params: &Params, viewer: &Viewer, is_moved: bool) -> Vec<Act> {
    let mut list = Vec::new();
    let here = select(params, Selection::Node(facts.key));
    let mut add = |what, label: &str, icon, allowed: Result<(), String>, to: Params| {
        let danger = matches!(what, What::Quarantine | What::Forget);
        let way = match what {
            What::Hide(act) => Way::Hide(facts.key, act),
            What::LetGo => Way::LetGo(facts.key),
            _ => Way::Link(to.link(PATH)),
        };
        list.push(Act { what, label: label.to_owned(), icon, allowed, danger, chosen: None, way });
    };
    if facts.is_pod() || matches!(facts.kind, Kind::Group | Kind::Node | Kind::Namespace) {
        let to = here.with("change", "mode");
        add(What::SwitchMode, text::details::switch_mode(), Icon::Shield, may_switch(facts, viewer), to);
    }
    if facts.is_pod() {
        let may = may_quarantine(facts, viewer);
        if facts.quarantined {
            let to = here.with("change", "release");
            add(What::Release, text::details::release(), Icon::Lock, may, to);
        } else {
            let to = here.with("change", "quarantine");
            add(What::Quarantine, text::details::quarantine(), Icon::Lock, may, to);
        }
        add(What::Sessions, text::details::sessions(), Icon::Activity, Ok(()), here.with("tab", "sessions"));
        let can_sniff = match facts.cap_sniff {
            Some(false) => Err(text::details::cannot_capture().to_owned()),
            _ => Ok(()),
        };
        add(What::Capture, text::details::capture(), Icon::Download, can_sniff, here.with("tab", "capture"));
    }
    let ask = Ask::of(params).0;
    if facts.kind.holds_others() {
        let key = facts.key.to_string();
        let open = is_open(facts, &ask);
        if open != Some(true) {
            let mut to = params.minus("shut", &key).minus("open", &key).and("open", &key);
            if let Some(holder) = facts.namespace_key.filter(|holder| *holder != facts.key) {
                let holder = holder.to_string();
                to = to.minus("shut", &holder).minus("open", &holder).and("open", &holder);
            }
            add(What::Expand, text::details::expand(), Icon::Plus, Ok(()), to);
        }
        if open != Some(false) {
            let to = params.minus("open", &key).minus("shut", &key).and("shut", &key);
            add(What::Collapse, text::details::collapse(), Icon::Minus, Ok(()), to);
        }
    }
    if let Some(holder) = holder(facts) {
        let key = holder.to_string();
        let to =
            select(params, Selection::Node(holder)).minus("open", &key).minus("shut", &key).and("shut", &key);
        let label = if facts.kind == Kind::Group {
            text::details::collapse_namespace()
        } else {
            text::details::collapse_group()
        };
        add(What::CollapseHolder, label, Icon::Minus, Ok(()), to);
    }
    if is_moved {
        add(What::LetGo, text::details::let_go(), Icon::Refresh, Ok(()), Params::default());
    }
    let around = ask.around == Some(facts.key);
    for hops in 1..=MOST_HOPS {
        let to = params.with("around", &facts.key.to_string()).with("hops", &hops.to_string());
        add(What::Around(hops), &text::details::within(u64::from(hops)), Icon::Network, Ok(()), to);
    }
    if ask.around.is_some() {
        let to = params.without("around").without("hops");
        add(What::Everything, text::details::everything(), Icon::Network, Ok(()), to);
    }
    let filter = match facts.kind {
        Kind::Namespace => Some(("ns", &facts.name)),
        Kind::Group => Some(("group", &facts.group)),
        _ => None,
    };
    if let Some((name, value)) = filter.filter(|(name, value)| !params.all(name).contains(value)) {
        add(What::Only, text::details::only(), Icon::Filter, Ok(()), params.and(name, value));
    }
    for (act, label) in hiding(facts) {
        let icon = match act {
            HiddenAct::Show | HiddenAct::ShowIncoming | HiddenAct::ShowOutgoing => Icon::Monitor,
            _ => Icon::EyeOff,
        };
        add(What::Hide(act), label, icon, Ok(()), Params::default());
    }
    if facts.can_be_named {
        let name = here.with("change", "name");
        add(What::Name, text::details::name_it(), Icon::Edit, may_name(viewer), name);
        let forget = here.with("change", "forget");
        add(What::Forget, text::details::forget_it(), Icon::Trash, may_forget(viewer), forget);
    }
    for act in &mut list {
        match act.what {
            What::Around(hops) => act.chosen = Some(around && hops == ask.hops),
            What::Everything => act.chosen = Some(false),
            _ => {}
        }
    }
    with_group_page(list, facts)
}

/// What can be hidden of a node, and what of it can be shown again.
fn hiding(facts: &Facts) -> [(HiddenAct, &'static str); 3] {
    let hidden = facts.hidden;
    [
        match hidden.node {
            false => (HiddenAct::Hide, text::details::hide()),
            true => (HiddenAct::Show, text::details::show()),
        },
        match hidden.incoming {
            false => (HiddenAct::HideIncoming, text::details::hide_incoming()),
            true => (HiddenAct::ShowIncoming, text::details::show_incoming()),
        },
        match hidden.outgoing {
            false => (HiddenAct::HideOutgoing, text::details::hide_outgoing()),
            true => (HiddenAct::ShowOutgoing, text::details::show_outgoing()),
        },
    ]
}

/// Adds the way to the page of groups, which is no page of the map.
fn with_group_page(mut list: Vec<Act>, facts: &Facts) -> Vec<Act> {
    if !facts.group.is_empty() && facts.kind != Kind::Namespace {
        let act = Act {
            what: What::GroupPage,
            label: text::details::group_page().to_owned(),
            icon: Icon::Group,
            allowed: Ok(()),
            danger: false,
            chosen: None,
            way: Way::Link(group_page(&facts.group)),
        };
        let at =
            list.iter().position(|other| other.what.section() > act.what.section()).unwrap_or(list.len());
        list.insert(at, act);
    }
    list
}

/// A group's panel on the page of groups.
pub fn group_page(name: &str) -> String {
    Params::default().with("group", name).link("/policy/groups")
}

/// What is shown in place of a node, and of others, when it is closed.
fn holder(facts: &Facts) -> Option<Key> {
    match facts.kind {
        Kind::Namespace => None,
        Kind::Group => facts.namespace_key,
        _ => facts.group_key,
    }
}

/// Acts as sections of a menu. `does` says what happens when one is chosen.
pub fn sections(acts: Vec<Act>, does: impl Fn(&Act) -> ui::Act) -> Vec<MenuSection> {
    let mut sections: Vec<(usize, MenuSection)> = Vec::new();
    for act in acts {
        let number = act.what.section();
        let title = matches!(act.what, What::Around(_)).then(|| text::details::neighbourhood().to_owned());
        let does = does(&act);
        let command = Command {
            label: act.label,
            icon: Some(act.icon).filter(|_| act.chosen.is_none()),
            allowed: act.allowed,
            danger: act.danger,
            chosen: act.chosen,
            act: does,
        };
        match sections.last_mut() {
            Some((last, section)) if *last == number => section.actions.push(command),
            _ => sections.push((number, MenuSection { title, actions: vec![command] })),
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

impl Act {
    /// What happens when it is chosen; `back` is where a browser without scripts goes on after a form.
    pub fn does(&self, hiding: Hiding, moved: Moved, back: &str) -> ui::Act {
        match self.way.clone() {
            Way::Link(to) => ui::Act::Link(to),
            Way::Hide(key, act) => hiding::act(hiding, (act, Some(key)), back),
            Way::LetGo(key) => ui::Act::Run(Callback::new(move |()| moved.wish(LetGo::One(key)))),
        }
    }
}
