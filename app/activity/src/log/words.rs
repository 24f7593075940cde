//! What the lists call things in the reader's words. What is not known is said as the controller says it.

use event_log::{Ask, Category, Kind, Level, Location};
use leptos::prelude::*;
use ui::{Badge, Severity, SeverityBadge, Time, Tone};

/// A log's entry.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Threat => text::events::threat(),
        Kind::Violation => text::events::violation(),
        Kind::Incident => text::events::incident(),
        Kind::Event => text::events::event(),
        Kind::Report => text::events::report(),
    }
}

/// Several of them.
pub fn kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Threat => text::events::threats(),
        Kind::Violation => text::events::violations(),
        Kind::Incident => text::events::incidents(),
        Kind::Event => text::nav::events(),
        Kind::Report => text::nav::risk_reports(),
    }
}

/// A level.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Emergency => text::events::emergency(),
        Level::Alert => text::events::alert(),
        Level::Critical => text::events::critical(),
        Level::Error => text::events::error(),
        Level::Warning => text::events::warning(),
        Level::Notice => text::events::notice(),
        Level::Info => text::events::info(),
        Level::Debug => text::events::debug(),
        Level::Other => text::events::other(),
    }
}

/// A level as a badge.
pub fn level_badge(of: Level) -> AnyView {
    let severity = match of {
        Level::Emergency | Level::Alert | Level::Critical => Severity::Critical,
        Level::Error => Severity::High,
        Level::Warning => Severity::Medium,
        Level::Notice => Severity::Low,
        Level::Info | Level::Debug | Level::Other => Severity::None,
    };
    view! { <SeverityBadge severity=severity label=level(of) /> }.into_any()
}

/// What was done: in words, and whether it was stopped.
pub fn action(word: &str) -> String {
    match word.to_ascii_lowercase().as_str() {
        "violate" | "alert" => text::events::logged().to_owned(),
        "deny" | "denied" | "block" => text::events::blocked().to_owned(),
        "reset" => text::events::cut().to_owned(),
        "allow" => text::events::allowed().to_owned(),
        _ => word.to_owned(),
    }
}

/// What was done as a badge.
pub fn action_badge(word: &str) -> AnyView {
    let tone = match word.to_ascii_lowercase().as_str() {
        "" => return ().into_any(),
        "violate" | "alert" => Tone::Warning,
        "deny" | "denied" | "block" | "reset" => Tone::Danger,
        _ => Tone::Neutral,
    };
    view! { <Badge tone=tone label=action(word) /> }.into_any()
}

/// A question.
pub fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::Name => text::events::name(),
        Ask::Severity => text::events::severity(),
        Ask::Action => text::events::action(),
        Ask::Category => text::events::category(),
        Ask::Location => text::events::location(),
        Ask::Namespace => text::events::namespace(),
        Ask::Group => text::events::group(),
        Ask::Node => text::events::node(),
        Ask::Workload => text::events::workload(),
        Ask::Source => text::events::source(),
        Ask::Target => text::events::target(),
        Ask::Client => text::events::client(),
        Ask::Server => text::events::server(),
        Ask::Country => text::events::country(),
        Ask::Port => text::events::port(),
        Ask::Application => text::events::application(),
        Ask::Rule => text::events::rule(),
        Ask::Process => text::events::process(),
        Ask::File => text::events::file(),
        Ask::User => text::events::user(),
        Ask::Image => text::events::image(),
        Ask::Cve => text::events::cve(),
        Ask::Fqdn => text::events::fqdn(),
    }
}

/// A value of a question.
pub fn value(ask: Ask, word: &str) -> String {
    let known = match ask {
        Ask::Action => return action(word),
        Ask::Severity => return severity(word),
        Ask::Category => Category::of_word(word).map(category),
        Ask::Location => Location::of_word(word).map(location),
        _ => None,
    };
    known.map_or_else(|| word.to_owned(), str::to_owned)
}

/// A threat's own severity.
pub fn severity(word: &str) -> String {
    match word {
        "Critical" => text::events::critical().to_owned(),
        "High" => text::events::high().to_owned(),
        "Medium" => text::events::medium().to_owned(),
        "Low" => text::events::low().to_owned(),
        _ => word.to_owned(),
    }
}

fn category(category: Category) -> &'static str {
    match category {
        Category::Network => text::nav::network(),
        Category::Process => text::events::process(),
        Category::File => text::events::file(),
        Category::Package => text::events::package(),
        Category::Tunnel => text::events::tunnel(),
        Category::Privilege => text::events::privilege(),
        Category::Other => text::events::other(),
    }
}

/// A place.
pub fn location(location: Location) -> &'static str {
    match location {
        Location::Container => text::events::container(),
        Location::Host => text::events::node(),
        Location::Registry => text::events::registry(),
        Location::Image => text::events::image(),
        Location::Platform => text::events::platform(),
        Location::Cluster => text::events::cluster(),
    }
}

/// The name of an end: what is outside is known by its address.
pub fn end_name(name: &str, address: &str) -> String {
    match name {
        "external" if !address.is_empty() => address.to_owned(),
        "external" => text::events::outside().to_owned(),
        name => name.to_owned(),
    }
}

/// A moment to the second, in the zone that is shown.
pub fn time(at: i64) -> AnyView {
    let text = move || kit::zone::stamp(at);
    view! { <Time text=text exact=kit::date::moment_exact(at) datetime=kit::date::machine(at) /> }.into_any()
}
