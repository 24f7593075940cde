//! The question before a process rule is deployed, and its sending.

use controller_api::mode::Mode;
use kit::{AppError, Tag, mutation, toast::use_toaster, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Consequence, Icon};

use super::{ProcessDeployed, ProcessReview, deploy_process_rule};
use crate::{
    Links, Verdict,
    question::{Asked, QuestionDialog, Sending},
};

/// The dialog. Drawn while it is open.
#[component]
pub fn DeployProcessDialog(
    /// The process as it stands.
    review: ProcessReview,
    /// What is to be done about it.
    verdict: Verdict,
    /// Where it leads.
    links: Links,
) -> impl IntoView {
    let back = links.to(None);
    let toaster = use_toaster();
    let navigate = use_navigate();
    let (group, name, path) = (review.group.clone(), review.name.clone(), review.path.clone());
    let fields = vec![
        ("group", group.clone()),
        ("name", name.clone()),
        ("path", path.clone()),
        ("back", back.clone()),
    ];
    let send = mutation(
        Tag::Groups,
        move |()| deploy_process_rule(group.clone(), name.clone(), path.clone(), verdict, String::new()),
        move |outcome: &Result<ProcessDeployed, AppError>| {
            if let Ok(deployed) = outcome {
                let (kind, text) = deployed.say();
                toaster.say(kind, text);
                navigate(&back, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        },
    );
    let sending = Sending {
        path: "/api/review/deploy_process_rule",
        fields,
        send: Callback::new(move |()| send.run(())),
        pending: send.pending(),
        error: send.error(),
    };
    let asked = asked(&review, verdict, review.reason(&use_viewer().access, verdict));
    view! { <QuestionDialog verdict=verdict asked=asked sending=sending close=links.to(None) /> }
}

fn asked(review: &ProcessReview, verdict: Verdict, reason: Option<String>) -> Asked {
    let (name, group) = (&review.name, &review.group);
    let (title, confirm) = match verdict {
        Verdict::Allow => (text::review::run_title(name, group), text::review::allow_confirm(name)),
        Verdict::Deny => (text::review::forbid_title(name, group), text::review::deny_confirm(name)),
    };
    Asked { title, confirm, consequences: consequences(review, verdict), reason }
}

/// What will be so.
fn consequences(review: &ProcessReview, verdict: Verdict) -> Vec<Consequence> {
    let (name, group) = (&review.name, &review.group);
    let line = |icon, text: String| Consequence { icon, text, danger: false };
    let file = if review.path.is_empty() { text::review::any_file() } else { &review.path };
    let what = match (verdict, review.mode) {
        (Verdict::Allow, _) => line(Icon::Check, text::review::will_run(name, file, group)),
        (Verdict::Deny, Some(Mode::Protect)) => Consequence {
            icon: Icon::Warning,
            text: text::review::will_block(name, file, group),
            danger: true,
        },
        (Verdict::Deny, _) => line(Icon::Warning, text::review::will_log(name, file, group)),
    };
    let place = match review.own {
        Some(_) => text::review::will_change_process().to_owned(),
        None => text::review::will_add_process(group),
    };
    vec![what, line(Icon::ArrowUp, place), line(Icon::Clock, text::review::process_from_now_on().to_owned())]
}
