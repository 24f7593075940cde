//! Services and pods by mode, and the way to move services on.

pub mod api;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
pub mod ready;
#[cfg(feature = "ssr")]
pub mod rollup;

use controller_api::{access::Permission, mode::Mode};
use kit::{
    can::Reason,
    error::ErrorPanel,
    mode::ModeDialog,
    once,
    url::{Params, escape},
    viewer::use_viewer,
};
use leptos::prelude::*;
use ui::{Blocked, CountLink, LinkButton};

use self::api::{ModeCounts, ModePick, Modes, plan_modes};
use super::{panel, scope::PATH};

/// Where the services of a mode are listed; their names begin so, and those of the nodes and of groups made by hand do not.
pub fn groups_in(mode: Mode, ns: &str) -> String {
    let ns = if ns.is_empty() { String::new() } else { format!("&ns={}", escape(ns)) };
    format!("/policy/groups?q=nv.&mode={}{ns}", mode.as_str().to_lowercase())
}

/// The panel's content.
pub fn view(modes: &Modes, params: &Params) -> AnyView {
    let ns = params.get("ns");
    let rows: Vec<_> = modes.counts.iter().map(|counts| row(counts, ns, params)).collect();
    let pods = modes.pods.as_ref().map(|chart| {
        panel::figure("pods-by-mode", text::dashboard::pods(), chart, text::dashboard::no_pods())
    });
    let discover =
        modes.counts.iter().find(|counts| counts.mode == Mode::Discover).map_or(0, |counts| counts.services);
    let caution =
        (discover > 0).then(|| view! { <p class="muted">{text::dashboard::discover_caution(discover)}</p> });
    view! {
 <div class="spread">
        <div class="rings">
            {panel::figure("services-by-mode", text::dashboard::services(), &modes.services, text::dashboard::no_services())}
            {pods}
        </div>
        <div class="side">
        <div class="table-scroll">
            <table class="sums">
                <thead>
                    <tr>
                        <th scope="col">{text::dashboard::mode()}</th>
                        <th scope="col" class="amount">{text::dashboard::services()}</th>
                        <th scope="col" class="amount">{text::dashboard::zero_drift()}</th>
                        <th scope="col" class="amount">{text::dashboard::ready()}</th>
                        <th scope="col" class="acts">{text::dashboard::switch()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {caution}
        <p class="muted">{text::dashboard::ready_means()}</p>
        {panel::why(text::dashboard::connections_why())}
        </div>
        </div>
    }
    .into_any()
}

fn row(counts: &ModeCounts, ns: &str, params: &Params) -> AnyView {
    let word = counts.mode.as_str().to_lowercase();
    let name = kit::mode::name(counts.mode);
    let services = text::number(counts.services);
    let label = format!("{name}: {services}");
    let reason = (!use_viewer().access.writes_somewhere(&Permission::RuntimePolicy))
        .then(|| Reason::Permission(Permission::RuntimePolicy).text());
    let act = |id: String, label: String, count: u64, to: Params| {
        let reason =
            reason.clone().or_else(|| (count == 0).then(|| text::dashboard::none_to_switch().to_owned()));
        let blocked = Blocked::by(id, Signal::stored(reason));
        view! { <LinkButton label=label href=to.link(PATH) small=true blocked=blocked /> }.into_any()
    };
    let open = params.with("change", "mode").with("from", &word);
    let all = act(
        format!("all-{word}"),
        text::dashboard::switch_all(counts.services),
        counts.services,
        open.without("ready"),
    );
    let ready = counts.ready.map(|ready| {
        act(format!("ready-{word}"), text::dashboard::switch_ready(ready), ready, open.with("ready", "1"))
    });
    view! {
        <tr>
            <th scope="row">{kit::mode::badge(counts.mode)}</th>
            <td class="amount"><CountLink count=counts.services text=services href=groups_in(counts.mode, ns) label=label /></td>
            <td class="amount">{text::number(counts.zero_drift)}</td>
            <td class="amount">{counts.ready.map_or_else(|| "–".to_owned(), text::number)}</td>
            <td class="acts"><div class="row">{all} {ready}</div></td>
        </tr>
    }
    .into_any()
}

/// The dialog that switches, while the URL asks for it.
#[component]
pub fn OpenDialog(
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let pick = Memo::new(move |_| {
        let params = params.get();
        (params.get("change") == "mode").then(|| ModePick {
            ns: params.get("ns").trim().to_owned(),
            mode: params.get("from").to_owned(),
            ready: params.get("ready") == "1",
        })
    });
    move || {
        pick.get().map(|pick| {
            // What is asked about must not change under the dialog: the plan is read once.
            let plan = once(pick, plan_modes);
            let back = params.get_untracked().without("change").without("from").without("ready").link(PATH);
            view! {
                <Transition>
                    {plan.drawn(move || match plan.outcome() {
                        Ok(plan) => view! { <ModeDialog plan=plan done=back.clone() back=back.clone() /> }.into_any(),
                        Err(error) => view! { <ErrorPanel error=error /> }.into_any(),
                    })}
                </Transition>
            }
        })
    }
}
