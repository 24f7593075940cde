//! Badges, banners, figures, notices, placeholders.
use leptos::prelude::*;

use super::{line, piece};
use crate::*;

pub fn view() -> AnyView {
    view! {
        {badges()}
        {banners()}
        {figures()}
        <div class="columns">{notices()} {failed()}</div>
        {icons()}
    }
    .into_any()
}

const MODES: [(Mode, &str); 4] = [
    (Mode::Discover, "Discover"),
    (Mode::Monitor, "Monitor"),
    (Mode::Protect, "Protect"),
    (Mode::Quarantined, "Quarantined"),
];
const SEVERITIES: [(Severity, &str); 5] = [
    (Severity::Critical, "Critical"),
    (Severity::High, "High"),
    (Severity::Medium, "Medium"),
    (Severity::Low, "Low"),
    (Severity::None, "None"),
];
const TONES: [(Tone, &str); 5] = [
    (Tone::Neutral, "Idle"),
    (Tone::Info, "Scanning"),
    (Tone::Success, "Connected"),
    (Tone::Warning, "Out of date"),
    (Tone::Danger, "Disconnected"),
];

fn badges() -> AnyView {
    let modes = MODES.map(|(mode, word)| view! { <ModeBadge mode=mode label=word /> }.into_any());
    let plain_modes =
        MODES.map(|(mode, word)| view! { <ModeBadge mode=mode label=word plain=true /> }.into_any());
    let severities = SEVERITIES
        .map(|(severity, word)| view! { <SeverityBadge severity=severity label=word /> }.into_any());
    let plain = SEVERITIES.map(|(severity, word)| {
        view! { <SeverityBadge severity=severity label=word plain=true /> }.into_any()
    });
    let tones = TONES.map(|(tone, word)| view! { <Badge tone=tone label=word /> }.into_any());
    let tags = ["Learned", "Federated", "kube-system"].map(|word| view! { <Tag label=word /> }.into_any());
    let content = view! {
        <div class="columns">
            <div class="stack">{line(modes.into())} {line(plain_modes.into())}</div>
            <div class="stack">{line(severities.into())} {line(plain.into())}</div>
            <div class="stack">{line(tones.into())} {line(tags.into())}</div>
        </div>
    };
    piece("Badges", content.into_any())
}

fn banners() -> AnyView {
    let texts = [
        (Tone::Info, "Network mode is set for the whole cluster: Monitor."),
        (Tone::Warning, "The controller has not answered since 12:04. What you see is from then."),
        (Tone::Danger, "The licence has expired. Enforcement goes on; policy cannot be changed."),
        (Tone::Success, "The backup was verified: 214 groups, 1,031 rules."),
    ];
    let banners: Vec<_> = texts
        .into_iter()
        .map(|(tone, text)| {
            view! { <Banner tone=tone text=text inset=true action=Command::link("Details", "#") /> }
                .into_any()
        })
        .collect();
    piece("Banners", view! { <div class="stack">{banners}</div> }.into_any())
}

fn figures() -> AnyView {
    let content = view! {
        <div class="stack">
            <Stats>
                <Stat label="Groups" value="214" href="#" icon=Icon::Group note="12 changed today" />
                <Stat label="In Discover" value="38" href="#" icon=Icon::Discover />
                <Stat label="In Protect" value="151" href="#" icon=Icon::Protect tone=Tone::Success />
                <Stat label="Critical CVEs" value="7" href="#" icon=Icon::LevelCritical tone=Tone::Danger note="3 in exposed pods" />
                <Stat label="Stale scanners" value="2" href="#" icon=Icon::Clock tone=Tone::Warning />
                <Stat label="Enforcers" value="24" icon=Icon::Node />
            </Stats>
            <p>
                "Seen " <Time text="4 min ago" exact="22 November 2026, 12:04:17 CET" datetime="2026-11-22T11:04:17Z" /> " in "
                <CountLink count=1234 text="1,234" href="#" label="1,234 connections" /> " connections and "
                <CountLink count=0 text="0" href="#" label="0 violations" /> " violations; rule " <code>"10007"</code> "."
            </p>
            <Facts facts=vec![
                ("Namespace".into(), "demo".into_any()),
                ("Criteria".into(), view! { <code>"service = payment-api.demo"</code> }.into_any()),
                ("Network mode".into(), view! { <ModeBadge mode=Mode::Monitor label="Monitor" /> }.into_any()),
            ] />
        </div>
    };
    piece("Figures and facts", content.into_any())
}

fn notices() -> AnyView {
    let none = Notice {
        icon: Icon::Group,
        title: "No groups yet".into(),
        text:
            "A group appears when the first workload of a service starts. You can also make one by criteria."
                .into(),
        actions: vec![
            Command::link("New group", "#").icon(Icon::Plus),
            Command::link("How groups are learned", "#"),
        ],
    };
    let nothing = Notice {
        icon: Icon::Search,
        title: "Nothing matches".into(),
        text: "No group has “paymnt” in its name, in namespace demo.".into(),
        actions: vec![Command::link("Clear the filters", "#")],
    };
    let content = view! {
        <NoticeView notice=none />
        <NoticeView notice=nothing />
    };
    piece("Notices", content.into_any())
}

fn failed() -> AnyView {
    let failure = Failure {
        title: "The groups could not be read".into(),
        detail: "The controller at 10.4.0.12:10443 did not answer within 10 seconds.".into(),
        facts: vec![("Code".into(), "timeout".into()), ("Request".into(), "01JD7Q9S3M".into())],
        actions: vec![Command::link("Try again", "#").icon(Icon::Refresh)],
    };
    let content = view! {
        <ErrorPanel failure=failure />
        <Skeleton lines=5 label="Loading members" />
    };
    piece("Failure and placeholder", content.into_any())
}

fn icons() -> AnyView {
    let all: Vec<_> = Icon::ALL.iter().map(|icon| icon.view()).collect();
    piece("Icons", line(all))
}
