//! The panel of one entry: what happened in a sentence, what can be done about it, and everything that it says.

mod act;
mod api;
mod enforcer;
#[cfg(feature = "ssr")]
mod facts;
mod findings;
#[cfg(feature = "ssr")]
mod gathered;
#[cfg(feature = "ssr")]
mod on_map;
#[cfg(feature = "ssr")]
pub mod packet;
#[cfg(feature = "ssr")]
pub mod read;
#[cfg(feature = "ssr")]
mod sentence;
mod shown;

use event_log::Id;
use kit::{AppError, Query, Tag, error::ErrorPanel, panel_query, query, url::Params};
use leptos::prelude::*;
use ui::{Close, Facts, Icon, LinkButton, SidePanel, Skeleton};

use self::{
    act::{ActLine, OpenQuestion, OpenReview},
    api::{get_entry, get_packet},
    shown::{EntryShown, Fact, PacketShown, Part, ProcessStep},
};
use super::{bundle::OpenBundle, triage::Triage, which::Which, words};

/// The panel of the entry that the URL names.
#[component]
pub fn OpenEntry(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let open = Memo::new(move |_| params.get().get("entry").parse::<Id>().ok());
    move || open.get().map(|id| view! { <EntryPanel which=which id=id params=params /> })
}

#[component]
fn EntryPanel(which: Which, id: Id, params: Memo<Params>) -> impl IntoView {
    // Its own: what goes on changing outside must not wake up what is left of a panel that has gone.
    let params = Memo::new(move |_| params.get());
    let shown: Query<EntryShown> = query(Tag::Log, || (), move |()| get_entry(which, id));
    let path = which.path();
    let close = Signal::derive(move || super::ask::closed(&params.get()).link(path));
    let wide = Signal::derive(move || params.get().get("wide") == "1");
    let widen = move || {
        let value = if wide.get() { "" } else { "1" };
        params.get().with("wide", value).link(path)
    };
    let widen_label = move || if wide.get() { text::entry::narrow() } else { text::entry::widen() };
    // The frame is written before the entry is read: what the browser finds there is what it begins with.
    let taken_over = RwSignal::new(false);
    Effect::new(move || taken_over.set(true));
    let title = move || {
        let name = taken_over.get().then(|| shown.good()).flatten().map(|entry| entry.name);
        name.unwrap_or_else(|| text::entry::entry().to_owned())
    };
    let acts = Memo::new(move |_| shown.good().map(|entry| entry.acts).unwrap_or_default());
    let question =
        shown.drawn(move || view! { <OpenQuestion which=which acts=acts.into() params=params /> }.into_any());
    let top = shown.drawn(move || {
        ui::live::part(move || shown.good().map(|entry| top(which, &entry, params)).into_any())
    });
    let content = shown.drawn(move || {
        ui::live::part(move || {
            let now = shown.shown();
            match (now.good, now.error) {
                (Some(entry), _) => body(&entry),
                (None, Some(AppError::NotFound)) => gone(),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    let head =
        shown.drawn(move || ui::live::part(move || shown.good().map(|entry| subtitle(&entry)).into_any()));
    view! {
        <SidePanel id="entry-panel" title=title close_label=text::common::close() close=Close::Follow(close) wide=wide
            widen=(TextProp::from(widen_label), TextProp::from(widen))
            subtitle=view! { <Transition>{head}</Transition> }.into_any()>
            <Transition fallback=|| view! { <Skeleton lines=3 label=text::common::loading() /> }>{top}</Transition>
            <OpenReview which=which id=id params=params />
            <OpenBundle which=which id=id params=params />
            <Triage which=which id=id params=params />
            <Transition fallback=|| view! { <Skeleton lines=8 label=text::common::loading() /> }>{content}</Transition>
            {(which == Which::Security).then(|| view! { <Packet id=id /> })}
            <enforcer::ItsEnforcer which=which id=id />
        </SidePanel>
        <Transition>{question}</Transition>
    }
}

/// In place of an entry that no log has any more.
fn gone() -> AnyView {
    view! { <p class="muted">{text::entry::gone()}</p> }.into_any()
}

fn subtitle(entry: &EntryShown) -> AnyView {
    view! {
        {words::kind(entry.kind)} " · "
        {words::time(entry.at)}
    }
    .into_any()
}

/// What happened in short, and what can be done about it.
fn top(which: Which, entry: &EntryShown, params: Memo<Params>) -> AnyView {
    let kept = (!entry.kept.is_empty()).then(|| view! { <p class="muted">{entry.kept.clone()}</p> });
    view! {
        <p class="sentence">{entry.sentence.clone()}</p>
        <div class="row">{words::level_badge(entry.level)} {words::action_badge(&entry.action)}</div>
        {kept}
        <ActLine which=which entry=entry.clone() params=params />
    }
    .into_any()
}

fn body(entry: &EntryShown) -> AnyView {
    let links: Vec<_> = entry
        .links
        .iter()
        .map(|link| {
            view! { <LinkButton label=link.label.clone() href=link.href.clone() small=true /> }.into_any()
        })
        .collect();
    let parts: Vec<_> = entry.parts.iter().map(part).collect();
    let processes = (entry.processes.len() > 1).then(|| tree(&entry.processes));
    view! {
        <div class="row wrap">{links}</div>
        {processes}
        {findings::lists(entry.id, &entry.findings)}
        {parts}
        <details class="raw">
            <summary>{text::entry::as_json()}</summary>
            <pre class="code" tabindex="0">{entry.json.clone()}</pre>
        </details>
    }
    .into_any()
}

fn part(part: &Part) -> AnyView {
    let facts = part.facts.iter().map(|fact| (fact.name.clone(), value(fact))).collect::<Vec<_>>();
    view! {
        <section class="part">
            <h3>{part.title.clone()}</h3>
            <Facts facts=facts />
        </section>
    }
    .into_any()
}

fn value(fact: &Fact) -> AnyView {
    let value = fact.value.clone();
    if !fact.href.is_empty() {
        return view! { <a class="link" href=fact.href.clone()>{value}</a> }.into_any();
    }
    if value.contains('\n') {
        let lines: Vec<_> =
            value.lines().map(|line| view! { <li>{line.to_owned()}</li> }.into_any()).collect();
        return view! { <ul class="plain">{lines}</ul> }.into_any();
    }
    value.into_any()
}

/// Who started whom.
fn tree(steps: &[ProcessStep]) -> AnyView {
    let step = |inner: Option<AnyView>, step: &ProcessStep| {
        let user =
            (!step.user.is_empty()).then(|| view! { <span class="muted">" " {step.user.clone()}</span> });
        let path = (!step.path.is_empty() && step.path != step.name)
            .then(|| view! { <span class="muted">" " {step.path.clone()}</span> });
        let inner = inner.map(|inner| view! { <ul>{inner}</ul> });
        Some(view! { <li><code>{step.name.clone()}</code> {path} {user} {inner}</li> }.into_any())
    };
    let list = steps.iter().rev().fold(None, step);
    view! {
        <section class="part">
            <h3>{text::entry::processes()}</h3>
            <ul class="process-tree">{list}</ul>
        </section>
    }
    .into_any()
}

/// The packet that was caught with a threat; nothing where there is none.
#[component]
fn Packet(id: Id) -> impl IntoView {
    let packet: Query<Option<PacketShown>> = panel_query(Tag::Log, || (), move |()| get_packet(id));
    let content = packet.drawn(move || {
        ui::live::part(move || {
            let shown = packet.shown();
            match (shown.good, shown.error) {
                (Some(Some(packet)), _) => caught(id, dump(&packet)),
                (Some(None), _) | (None, Some(AppError::NotFound | AppError::Late) | None) => ().into_any(),
                (None, Some(error)) => caught(id, view! { <ErrorPanel error=error /> }.into_any()),
            }
        })
    });
    view! { <Transition>{content}</Transition> }
}

fn caught(id: Id, content: AnyView) -> AnyView {
    let file = format!("/files/threat/{id}.pcap");
    view! {
        <section class="part" aria-labelledby="packet-title">
            <div class="part-head">
                <h3 id="packet-title">{text::entry::packet()}</h3>
                <LinkButton label=text::entry::packet_file() href=file icon=Icon::Download small=true file=true />
            </div>
            {content}
        </section>
    }
    .into_any()
}

fn dump(packet: &PacketShown) -> AnyView {
    let line = |(at, hex, letters): &(String, String, String)| format!("{at}  {hex:<47}  {letters}\n");
    let lines: String = packet.lines.iter().map(line).collect();
    view! {
        <pre class="code" tabindex="0" aria-label=text::entry::packet_bytes(packet.bytes as u64)>{lines}</pre>
    }
    .into_any()
}
