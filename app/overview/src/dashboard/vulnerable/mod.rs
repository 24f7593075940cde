//! What scans found, how they go on, and their switch.

pub mod api;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
pub mod rollup;
#[cfg(feature = "ssr")]
mod switch;

use controller_api::access::Permission;
use kit::{Tag, can::Reason, flash::Kind, mutation, toast::use_toaster, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Banner, Blocked, Button, Tone};

use self::api::{Scans, Vulnerable, set_auto_scan};
use super::{panel, scope::PATH};

/// After how many days a vulnerability database is old, in days.
const OLD: i64 = 7;

/// The panel's content.
pub fn view(found: &Vulnerable) -> AnyView {
    // Where nothing was scanned, nothing was looked for.
    let figure = |id, title, chart: &Option<ui::Chart>, unscanned: Option<(u64, u64)>| {
        let blind = unscanned.is_some_and(|(never, all)| never == all && all > 0);
        let empty = if blind { text::dashboard::nothing_scanned() } else { text::dashboard::nothing_found() };
        chart.as_ref().map(|chart| panel::figure(id, title, chart, empty))
    };
    let never = |unscanned: Option<(u64, u64)>, said: fn(u64, &str) -> String| {
        unscanned.filter(|(never, _)| *never > 0).map(|(never, all)| {
            view! { <p class="muted">{said(never, &text::number(all))}</p> }
        })
    };
    let trouble = found.trouble.as_ref().map(|error| {
        let text = text::dashboard::part_missing(error.title());
        view! { <Banner tone=Tone::Warning text=text inset=true /> }
    });
    view! {
        {trouble}
        {found.auto_scan.map(|on| view! { <AutoScan on=on /> })}
        <div class="halves">
            {figure("worst-pods", text::dashboard::worst_pods(), &found.pods, found.unscanned)}
            {figure("worst-nodes", text::dashboard::worst_nodes(), &found.nodes, found.unscanned_nodes)}
        </div>
        {never(found.unscanned, text::dashboard::unscanned)}
        {never(found.unscanned_nodes, text::dashboard::unscanned_nodes)}
        {found.scans.as_ref().map(scans)}
        {panel::why(text::dashboard::vulnerabilities_why())}
    }
    .into_any()
}

fn scans(scans: &Scans) -> AnyView {
    let made = match (scans.database.is_empty(), scans.made_at) {
        (true, _) => text::dashboard::no_database().to_owned(),
        (false, None) => text::dashboard::database(&scans.database),
        (false, Some(at)) => {
            let day = kit::date::moment(at);
            text::dashboard::database_of(&scans.database, &day)
        }
    };
    let old = scans.made_at.is_some_and(|at| kit::clock::now() - at > OLD * 86_400);
    let warning =
        old.then(|| view! { <Banner tone=Tone::Warning text=text::dashboard::database_old() inset=true /> });
    let said = scans.counts.map(|[done, waiting, failed]| {
        text::dashboard::scans(done, &text::number(waiting), &text::number(failed))
    });
    view! {
        {warning}
        <p class="muted">{said} " " {made}</p>
    }
    .into_any()
}

/// What came of a switch, in words.
pub(crate) fn said(asked: bool, now: bool) -> &'static str {
    match (asked == now, now) {
        (true, true) => text::dashboard::auto_scan_is_on(),
        (true, false) => text::dashboard::auto_scan_is_off(),
        (false, _) => text::dashboard::auto_scan_unsettled(),
    }
}

/// Whether pods and nodes are scanned by themselves, with the switch.
#[component]
fn AutoScan(on: bool) -> impl IntoView {
    let toaster = use_toaster();
    let back = Params::of(&use_query_map().get_untracked()).link(PATH);
    let switch = mutation(
        Tag::Scan,
        |on| set_auto_scan(on, String::new()),
        move |outcome| match outcome {
            Ok(now) => toaster.say(Kind::of(*now != on), said(!on, *now).to_owned()),
            Err(error) => toaster.say(Kind::Bad, format!("{}. {}", error.title(), error.detail())),
        },
    );
    let reason = (!use_viewer().access.writes(&Permission::RuntimeScan))
        .then(|| Reason::Permission(Permission::RuntimeScan).text());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        switch.run(!on);
    };
    let (state, act) = if on {
        (text::dashboard::auto_scan_on(), text::dashboard::switch_off())
    } else {
        (text::dashboard::auto_scan_off(), text::dashboard::switch_on())
    };
    let tone = if on { Tone::Info } else { Tone::Warning };
    view! {
        <form method="post" action="/api/dashboard/set_auto_scan" on:submit=submit class="row">
            <input type="hidden" name="on" value=if on { "false" } else { "true" } />
            <input type="hidden" name="back" value=back />
            <Banner tone=tone text=state inset=true />
            <Button label=act submit=true small=true pending=switch.pending() blocked=Blocked::by("auto-scan-why", Signal::stored(reason)) />
        </form>
    }
}
