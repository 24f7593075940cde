//! The sessions of a pod at this moment, read again every few seconds if somebody wants that.

mod api;

use std::time::Duration;

use kit::{Query, Tag, freshness::Freshness, panel_query};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Checkbox, Skeleton};

use self::api::{End, MOST, SessionRow, SessionsShown, get_sessions};
use super::{
    edge::entries_action,
    part::as_read,
    small_table::{plain_heads, small_table},
};

/// How often they are read again.
const EVERY: Duration = Duration::from_secs(5);

/// The sessions.
#[component]
pub fn Sessions(
    /// The pod.
    node: Key,
) -> impl IntoView {
    let sessions: Query<SessionsShown> = panel_query(Tag::Traffic, move || node, get_sessions);
    let live = RwSignal::new(true);
    // Hidden tabs ask for nothing: that is the query's own.
    Effect::new(move || {
        if live.get() {
            let _ = sessions.poll(EVERY);
        }
    });
    let content = sessions.drawn(move || as_read(sessions, 5, |good| table(&good)));
    let fresh = sessions.drawn(move || {
        let read_at = Signal::derive(move || sessions.good().map_or(0, |shown| shown.read_at));
        view! { <Freshness read_at=read_at /> }.into_any()
    });
    view! {
        <section class="part" aria-labelledby="sessions-title">
            <div class="part-head">
                <h3 id="sessions-title">{text::conversation::sessions_now()}</h3>
                <span class="muted"><Transition>{fresh}</Transition></span>
            </div>
            <div class="needs-script">
                <Checkbox id="sessions-live" name="live" label=text::conversation::live() checked=live
                    on_change=Callback::new(move |on| live.set(on)) />
            </div>
            <Transition fallback=|| view! { <Skeleton lines=5 label=text::common::loading() /> }>{content}</Transition>
        </section>
    }
}

fn table(shown: &SessionsShown) -> AnyView {
    if shown.rows.is_empty() {
        return view! { <p class="muted">{text::conversation::no_sessions()}</p> }.into_any();
    }
    let count = shown.rows.len();
    let count = if count >= MOST {
        text::conversation::most_sessions(count as u64)
    } else {
        text::conversation::session_count(count as u64)
    };
    let rows: Vec<_> = shown.rows.iter().map(row).collect();
    let heads = plain_heads(&[
        (text::conversation::application(), false),
        (text::conversation::client(), false),
        (text::conversation::server(), false),
        (text::conversation::from_client(), true),
        (text::conversation::from_server(), true),
        (text::conversation::rule(), false),
        (text::conversation::action(), false),
        (text::conversation::age(), true),
    ]);
    view! { <p class="muted">{count}</p> {small_table("sessions-title", heads, rows)} }.into_any()
}

fn row(session: &SessionRow) -> AnyView {
    let application = match session.application.as_str() {
        "" => session.protocol.clone(),
        application => application.to_owned(),
    };
    let end = |end: &End| {
        let forwarded = end.forwarded_for.clone().map(|ip| {
            view! { <span class="muted">{text::conversation::stands_for(&ip)}</span> }
        });
        view! { <span class="address"><code>{end.written()}</code> {forwarded}</span> }
    };
    let rule = if session.rule == 0 { "–".to_owned() } else { session.rule.to_string() };
    view! {
        <tr>
            <td><strong>{application}</strong></td>
            <td>{end(&session.client)}</td>
            <td>{end(&session.server)}</td>
            <td class="end">{text::bytes(session.client_bytes)}</td>
            <td class="end">{text::bytes(session.server_bytes)}</td>
            <td>{rule}</td>
            <td>{entries_action(&session.action)}</td>
            <td class="end">{text::conversation::seconds(session.age.into())}</td>
        </tr>
    }
    .into_any()
}
