//! What two ends said, as a table: sorted and filtered by the server, so that it works without scripts.

use kit::{Query, Tag, panel_query, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use network_map::model::Key;
use ui::{Badge, Icon, SearchBox, Skeleton, Tone};

use super::{
    EVERY,
    api::get_entries,
    entry::{Action, Address, Entries, EntriesAsked, Entry, FILTERED_FROM, SortKey},
    links, seen, severity,
};
use crate::map::{PATH, part::as_read, small_table::small_table};

/// The table.
#[component]
pub fn EntriesView(from: Key, to: Key, params: Memo<Params>) -> impl IntoView {
    let asked = Memo::new(move |_| EntriesAsked::of(&params.get()));
    let entries: Query<Entries> =
        panel_query(Tag::Traffic, move || asked.get(), move |asked| get_entries(from, to, asked)).poll(EVERY);
    let content =
        entries.drawn(move || view! { <Loaded params=params asked=asked entries=entries /> }.into_any());
    view! {
        <section class="part" aria-labelledby="entries-title">
            <h3 id="entries-title">{text::conversation::entries()}</h3>
            <Transition fallback=|| view! { <Skeleton lines=4 label=text::common::loading() /> }>{content}</Transition>
        </section>
    }
}

#[component]
fn Loaded(params: Memo<Params>, asked: Memo<EntriesAsked>, entries: Query<Entries>) -> impl IntoView {
    let filtered = Memo::new(move |_| {
        let many = entries.good().is_some_and(|entries| entries.all >= FILTERED_FROM);
        many || asked.with(|asked| !asked.q.is_empty())
    });
    let table = as_read(entries, 4, move |good| table(&good, params, &asked.get()));
    view! { {move || filtered.get().then(|| view! { <Search params=params asked=asked /> })} {table} }
}

/// The quick filter.
#[component]
fn Search(params: Memo<Params>, asked: Memo<EntriesAsked>) -> impl IntoView {
    let navigate = use_navigate();
    let typed = Callback::new(move |words: String| {
        let to = params.get_untracked().with(EntriesAsked::Q, words.trim());
        let how = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&to.link(PATH), how);
    });
    let kept = Signal::derive(move || params.get().without(EntriesAsked::Q).pairs().to_vec());
    view! {
        <SearchBox id="entry-search" name=EntriesAsked::Q label=text::conversation::filter()
            value=Signal::derive(move || asked.get().q) keep=kept path=PATH on_input=kit::pause::after_pause(typed) />
    }
}

fn table(entries: &Entries, params: Memo<Params>, asked: &EntriesAsked) -> AnyView {
    if entries.all == 0 {
        return view! { <p class="muted">{text::conversation::silent()}</p> }.into_any();
    }
    if entries.rows.is_empty() {
        let clear = move || params.get().without(EntriesAsked::Q).link(PATH);
        return view! {
            <p class="muted">{text::conversation::no_match()} " " <a class="link" href=clear>{text::conversation::no_filter()}</a></p>
        }
        .into_any();
    }
    let rows: Vec<_> = entries.rows.iter().map(|entry| row(entry, params)).collect();
    let shown = entries.rows.len() as u64;
    let cut = (entries.matching > shown).then(|| {
        let all = text::number(entries.matching);
        view! { <p class="muted">{text::conversation::first_of(shown, &all)}</p> }
    });
    let columns = [
        ("", &[SortKey::Application, SortKey::Port][..]),
        ("", &[SortKey::Client, SortKey::Server]),
        ("", &[SortKey::Worst, SortKey::Rule]),
        ("end", &[SortKey::Bytes, SortKey::Sessions]),
        ("", &[SortKey::Seen]),
    ];
    let heads = columns.map(|(class, keys)| head(params, asked, class, keys)).into();
    view! { {small_table("entries-title", heads, rows)} {cut} }.into_any()
}

/// A column's head: a link for each thing that stands in it and can be sorted by.
fn head(params: Memo<Params>, asked: &EntriesAsked, class: &'static str, keys: &[SortKey]) -> AnyView {
    let link = |key: &SortKey| {
        let icon = (asked.sort == *key)
            .then(|| if asked.is_falling() { Icon::ArrowDown } else { Icon::ArrowUp }.view());
        let (key, asked) = (*key, asked.clone());
        let href = move || links::sorted(&params.get(), &asked, key);
        view! { <a class="by" href=href>{name(key)} {icon}</a> }
    };
    let order = if asked.is_falling() { "descending" } else { "ascending" };
    let sorted = keys.contains(&asked.sort).then_some(order);
    let links: Vec<_> = keys.iter().map(link).collect();
    view! { <th scope="col" class=class aria-sort=sorted>{links}</th> }.into_any()
}

/// What is sorted by, in words.
fn name(key: SortKey) -> &'static str {
    match key {
        SortKey::Application => text::conversation::application(),
        SortKey::Port => text::conversation::port(),
        SortKey::Client => text::conversation::client(),
        SortKey::Server => text::conversation::server(),
        SortKey::Worst => text::conversation::action(),
        SortKey::Rule => text::conversation::rule(),
        SortKey::Bytes => text::conversation::bytes(),
        SortKey::Sessions => text::conversation::sessions(),
        SortKey::Seen => text::conversation::last_seen(),
    }
}

fn row(entry: &Entry, params: Memo<Params>) -> AnyView {
    let application = match entry.said.application.as_str() {
        "" => text::conversation::unknown().to_owned(),
        application => application.to_owned(),
    };
    let (id, said) = (entry.rule.to_string(), entry.said.word());
    let open = move || params.with(|params| params.get("rule") == id && params.get("said") == said);
    let forwarded =
        entry.forwarded.then(|| view! { <span class="muted">{text::conversation::forwarded()}</span> });
    view! {
        <tr class:open=open>
            <td><strong>{application}</strong> <span class="muted">{entry.said.port.clone()}</span></td>
            <td>{address(&entry.client)} {forwarded} {address(&entry.server)}</td>
            <td>
                <span class="row">{action(&entry.action)} {threat(entry)}</span>
                {rule(entry, params)}
            </td>
            <td class="end">{text::bytes(entry.bytes)} <span class="muted">{text::number(entry.sessions.into())}</span></td>
            <td>{seen(entry.last_seen)}</td>
        </tr>
    }
    .into_any()
}

fn address(address: &Address) -> AnyView {
    let name =
        (!address.name.is_empty()).then(|| view! { <span class="muted">{address.name.clone()}</span> });
    let country = address
        .country
        .clone()
        .map(|(code, name)| view! { <span class="muted">{format!("{name} ({code})")}</span> });
    let ip = if address.ip.is_empty() { "–".to_owned() } else { address.ip.clone() };
    view! { <span class="address"><code>{ip}</code> {name} {country}</span> }.into_any()
}

/// What was done, as a badge.
pub fn action(action: &Action) -> AnyView {
    let tone = match action {
        Action::Allow | Action::Other(_) => Tone::Neutral,
        Action::Violate => Tone::Warning,
        Action::Deny => Tone::Danger,
    };
    view! { <Badge tone=tone label=action.name() /> }.into_any()
}

fn threat(entry: &Entry) -> AnyView {
    let name = (!entry.threat.is_empty()).then(|| view! { <span>{entry.threat.clone()}</span> });
    view! { {severity(entry.severity)} {name} }.into_any()
}

/// The rule that decided, as a link that opens it; where none did, to the one that is proposed.
fn rule(entry: &Entry, params: Memo<Params>) -> AnyView {
    let (id, said) = (entry.rule, entry.said.clone());
    let href = move || links::rule(&params.get(), id, &said);
    let label = match entry.rule {
        0 => text::conversation::no_rule().to_owned(),
        id => text::conversation::rule_named(&id.to_string()),
    };
    view! { <a class="link" href=href>{label}</a> }.into_any()
}
