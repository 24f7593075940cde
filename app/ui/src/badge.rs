//! Badges: a colour, an icon and a word, never a colour alone.
use leptos::prelude::*;

use crate::icon::Icon;

/// A policy mode, or quarantine, as it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Learning: blue, a compass.
    Discover,
    /// Logging: amber, an eye.
    Monitor,
    /// Blocking: green, a shield.
    Protect,
    /// Cut off: magenta, a lock.
    Quarantined,
}

impl Mode {
    /// The icon that stands for it.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Discover => Icon::Discover,
            Self::Monitor => Icon::Monitor,
            Self::Protect => Icon::Protect,
            Self::Quarantined => Icon::Lock,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Discover => "m-discover",
            Self::Monitor => "m-monitor",
            Self::Protect => "m-protect",
            Self::Quarantined => "m-quarantined",
        }
    }
}

/// How grave a finding is, as it looks: four bars that fill, so that it reads in grey too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Four bars, filled.
    Critical,
    /// Three bars.
    High,
    /// Two bars.
    Medium,
    /// One bar.
    Low,
    /// No bar.
    None,
}

impl Severity {
    /// The icon that stands for it.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Critical => Icon::LevelCritical,
            Self::High => Icon::LevelHigh,
            Self::Medium => Icon::LevelMedium,
            Self::Low => Icon::LevelLow,
            Self::None => Icon::LevelNone,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Critical => "v-critical",
            Self::High => "v-high",
            Self::Medium => "v-medium",
            Self::Low => "v-low",
            Self::None => "v-none",
        }
    }
}

/// The tone of a message or a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to note.
    #[default]
    Neutral,
    /// Good to know.
    Info,
    /// Done, healthy.
    Success,
    /// Needs a look.
    Warning,
    /// Failed, or about to destroy.
    Danger,
}

impl Tone {
    /// The icon that stands for it.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Neutral | Self::Info => Icon::Info,
            Self::Success => Icon::Success,
            Self::Warning => Icon::Warning,
            Self::Danger => Icon::Error,
        }
    }

    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "t-neutral",
            Self::Info => "t-info",
            Self::Success => "t-success",
            Self::Warning => "t-warning",
            Self::Danger => "t-danger",
        }
    }
}

fn badge(class: &'static str, icon: Icon, label: TextProp, plain: bool) -> AnyView {
    let class = format!("badge {class}{}", if plain { " plain" } else { "" });
    view! { <span class=class>{icon.view()}{crate::words(label)}</span> }.into_any()
}

/// A policy mode.
#[component]
pub fn ModeBadge(
    /// Which one.
    mode: Mode,
    /// Its word.
    #[prop(into)]
    label: TextProp,
    /// Without the tinted ground, for lines of text.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    badge(mode.class(), mode.icon(), label, plain)
}

/// A severity.
#[component]
pub fn SeverityBadge(
    /// Which one.
    severity: Severity,
    /// Its word, or a number with its word.
    #[prop(into)]
    label: TextProp,
    /// Without the tinted ground, for lines of text.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    badge(severity.class(), severity.icon(), label, plain)
}

/// A status: connected, failed, disabled…
#[component]
pub fn Badge(
    /// Its tone.
    tone: Tone,
    /// Its word.
    #[prop(into)]
    label: TextProp,
    /// Another icon than the tone's.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Without the tinted ground, for lines of text.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    badge(tone.class(), icon.unwrap_or(tone.icon()), label, plain)
}

/// A plain word that classifies: "Learned", "kube-system".
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! { <span class="tag">{crate::words(label)}</span> }
}
