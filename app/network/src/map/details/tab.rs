//! The parts of a panel that are shown one at a time.

use kit::url::Params;

use super::facts::Facts;
use crate::map::PATH;
use network_map::model::Kind;

/// A part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is known of it; of a group its members.
    #[default]
    Details,
    /// What scans found in a pod.
    Vulnerabilities,
    /// What a pod has open.
    Sessions,
    /// A pod's packets.
    Capture,
    /// A group's network rules.
    Rules,
    /// A group's response rules.
    Responses,
}

impl Tab {
    /// Its word in the URL; `""` for the first.
    const fn word(self) -> &'static str {
        match self {
            Self::Details => "",
            Self::Vulnerabilities => "vulnerabilities",
            Self::Sessions => "sessions",
            Self::Capture => "capture",
            Self::Rules => "rules",
            Self::Responses => "responses",
        }
    }

    fn label(self, kind: Kind) -> &'static str {
        match self {
            Self::Details if kind == Kind::Group => text::details::members(),
            Self::Details => text::details::details(),
            Self::Vulnerabilities => text::details::vulnerabilities(),
            Self::Sessions => text::details::sessions(),
            Self::Capture => text::details::capture(),
            Self::Rules => text::details::rules(),
            Self::Responses => text::details::responses(),
        }
    }

    /// The parts of this kind of node; none where there is but one.
    const fn all(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Pod | Kind::Sidecar => {
                &[Self::Details, Self::Vulnerabilities, Self::Sessions, Self::Capture]
            }
            Kind::Group => &[Self::Details, Self::Rules, Self::Responses],
            _ => &[],
        }
    }

    /// Whether the panel of this node has several parts.
    pub fn divide(facts: &Facts) -> bool {
        !Self::all(facts.kind).is_empty()
    }

    /// The part that a URL asks for; the first where the node has none of that name.
    pub fn of(params: &Params, facts: Option<&Facts>) -> Self {
        let all = facts.map_or(&[][..], |facts| Self::all(facts.kind));
        let word = params.get("tab");
        all.iter().copied().find(|tab| tab.word() == word).unwrap_or_default()
    }
}

/// The way to a part of what is open.
pub fn href(params: &Params, tab: Tab) -> String {
    params.without("change").with("tab", tab.word()).link(PATH)
}

/// The row of links.
pub fn tabs(params: &Params, current: Tab, facts: Option<&Facts>) -> Vec<ui::Tab> {
    let Some(facts) = facts else { return Vec::new() };
    let tab = |tab: &Tab| ui::Tab {
        label: tab.label(facts.kind).to_owned(),
        href: href(params, *tab),
        count: None,
        current: *tab == current,
    };
    Tab::all(facts.kind).iter().map(tab).collect()
}
