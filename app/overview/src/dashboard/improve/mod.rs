//! The ladder: what to do about the score, step by step, each with what the controller says it would come to.

pub mod api;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod rollup;

use controller_api::access::Permission;
use kit::{can::Reason, nav, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Blocked, Icon, LinkButton};

use self::api::{Ladder, Step, StepKind};
use super::{scope::PATH, score::api::Band};

/// The panel's content.
pub fn view(ladder: &Ladder, params: &Params) -> AnyView {
    let now = ladder.now;
    let steps: Vec<_> = ladder.steps.iter().map(|step| row(step, now, params)).collect();
    let all = ladder.all.map(|score| {
        let said = if ladder.steps.iter().all(|step| step.left == 0) {
            text::dashboard::ladder_done().to_owned()
        } else {
            text::dashboard::ladder_all(&score.to_string(), Band::of(score).name())
        };
        view! { <p class="ladder-sum">{said}</p> }
    });
    view! {
        <p class="muted">{text::dashboard::ladder_lead(&now.to_string(), Band::of(now).name())}</p>
        <ol class="ladder">{steps}</ol>
        {all}
    }
    .into_any()
}

fn row(step: &Step, now: u32, params: &Params) -> AnyView {
    let (name, how) = words(step.kind, step.left);
    let icon = if step.left == 0 { Icon::Success } else { Icon::LevelHigh };
    let projected = match (step.left, step.score) {
        (0, _) => text::dashboard::step_done().to_owned(),
        (_, Some(score)) if score < now => text::dashboard::step_to(&now.to_string(), &score.to_string()),
        (_, Some(_)) => text::dashboard::step_same().to_owned(),
        (_, None) => text::dashboard::step_unknown().to_owned(),
    };
    let way = (step.left > 0).then(|| way(step.kind, params)).flatten();
    let beyond = (step.beyond > 0)
        .then(|| view! { <p class="muted">{text::dashboard::step_modes_beyond(step.beyond)}</p> });
    view! {
        <li data-done=(step.left == 0).then_some("")>
            {icon.view()}
            <div>
                <h3>{name}</h3>
                {(step.left > 0).then(|| view! { <p class="muted">{how}</p> })}
                {beyond}
            </div>
            <span class="projected">{projected}</span>
            {way}
        </li>
    }
    .into_any()
}

fn words(kind: StepKind, left: u64) -> (&'static str, String) {
    match kind {
        StepKind::Modes => (text::dashboard::step_modes(), text::dashboard::step_modes_how(left)),
        StepKind::Exposure => (text::dashboard::step_exposure(), text::dashboard::step_exposure_how(left)),
        StepKind::NewServices => (text::dashboard::step_new(), text::dashboard::step_new_how().to_owned()),
        StepKind::Privileged => {
            (text::dashboard::step_privileged(), text::dashboard::step_privileged_how(left))
        }
        StepKind::Root => (text::dashboard::step_root(), text::dashboard::step_root_how(left)),
        StepKind::Admission => {
            (text::dashboard::step_admission(), text::dashboard::step_admission_how().to_owned())
        }
    }
}

/// Where the step is taken, blocked for who may not; none while that page is still to come.
fn way(kind: StepKind, params: &Params) -> Option<AnyView> {
    let access = use_viewer().access;
    let policy = || {
        let lacks = !access.writes_somewhere(&Permission::RuntimePolicy);
        lacks.then(|| Reason::Permission(Permission::RuntimePolicy).text())
    };
    let page = |path: &str| {
        let page = nav::page_at(path).filter(|page| page.ready)?;
        Some((page.path.to_owned(), nav::may_see(page, &access).err()))
    };
    let list = |risk: &str| {
        let ns = Params::default().with("ns", params.get("ns"));
        (ns.with("risk", risk).link("/files/risky-pods.csv"), None)
    };
    let (label, (href, reason), id) = match kind {
        StepKind::Modes => {
            let to = params.without("improve").with("change", "mode").with("from", "discover");
            (text::dashboard::to_switch(), (to.link(PATH), policy()), "step-modes")
        }
        StepKind::Exposure => {
            let to = params.without("improve").link(PATH) + "#exposure";
            (text::dashboard::to_exposure(), (to, None), "step-exposure")
        }
        StepKind::NewServices => {
            (text::dashboard::to_settings(), page("/settings/configuration")?, "step-new")
        }
        StepKind::Privileged => (text::dashboard::to_file(), list("privileged"), "step-privileged"),
        StepKind::Root => (text::dashboard::to_file(), list("root"), "step-root"),
        StepKind::Admission => {
            (text::dashboard::to_admission(), page("/policy/admission")?, "step-admission")
        }
    };
    let file = matches!(kind, StepKind::Privileged | StepKind::Root);
    let blocked = Blocked::by(id, Signal::stored(reason));
    Some(view! { <LinkButton label=label href=href small=true file=file blocked=blocked /> }.into_any())
}
