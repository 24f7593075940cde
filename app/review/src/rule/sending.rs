//! The question before a network rule is deployed, and its sending.

use kit::{AppError, Tag, mutation, toast::use_toaster, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Consequence, Icon};

use super::{Deployed, Review, RuleWays, Way, deploy_rule};
use crate::{
    Links, Verdict,
    question::{Asked, QuestionDialog, Sending},
};

/// The dialog. Drawn while it is open.
#[component]
pub fn DeployDialog(
    /// The rule as it stands.
    review: Review,
    /// What it is to do.
    verdict: Verdict,
    /// Where it leads.
    links: Links,
    /// Where it leads besides.
    ways: RuleWays,
) -> impl IntoView {
    let (back, to_rule) = (links.close.get_untracked(), ways.to_rule.get_untracked());
    let toaster = use_toaster();
    let navigate = use_navigate();
    let (id, said) = (review.rule.id, review.said());
    let (from, to) = (review.rule.from.clone(), review.rule.to.clone());
    let fields = vec![
        ("rule", id.to_string()),
        ("from", from.clone()),
        ("to", to.clone()),
        ("said[application]", said.application.clone()),
        ("said[port]", said.port.clone()),
        ("back", back.clone()),
        ("to_rule", to_rule.clone()),
    ];
    let send = mutation(
        Tag::Groups,
        move |()| {
            let (from, to, said) = (from.clone(), to.clone(), said.clone());
            deploy_rule(id, from, to, said, verdict, String::new(), String::new())
        },
        move |outcome: &Result<Deployed, AppError>| {
            if let Ok(deployed) = outcome {
                let (kind, text) = deployed.say();
                toaster.say(kind, text);
                let how = NavigateOptions { scroll: false, ..NavigateOptions::default() };
                navigate(&deployed.address(&back, &to_rule), how);
            }
        },
    );
    let sending = Sending {
        path: "/api/review/deploy_rule",
        fields,
        send: Callback::new(move |()| send.run(())),
        pending: send.pending(),
        error: send.error(),
    };
    let asked = asked(&review, verdict, review.reason(&use_viewer().access, verdict));
    view! { <QuestionDialog verdict=verdict asked=asked sending=sending close=links.to(None) /> }
}

fn asked(review: &Review, verdict: Verdict, reason: Option<String>) -> Asked {
    let (about, from, to) = (review.about(), &review.rule.from, &review.rule.to);
    let (title, confirm) = match verdict {
        Verdict::Allow => (text::review::allow_title(&about, from, to), text::review::allow_confirm(&about)),
        Verdict::Deny => (text::review::deny_title(&about, from, to), text::review::deny_confirm(&about)),
    };
    Asked { title, confirm, consequences: consequences(review, verdict), reason }
}

/// What will be so.
fn consequences(review: &Review, verdict: Verdict) -> Vec<Consequence> {
    let rule = &review.rule;
    let (about, id) = (review.about(), rule.id.to_string());
    let line = |icon, text: String| Consequence { icon, text, danger: false };
    let what = match verdict {
        Verdict::Allow => line(Icon::Check, text::review::will_allow(&about, &rule.from, &rule.to)),
        Verdict::Deny => Consequence {
            icon: Icon::Warning,
            text: text::review::will_deny(&about, &rule.from, &rule.to),
            danger: true,
        },
    };
    let place = match review.way() {
        Way::Insert => text::review::will_insert().to_owned(),
        Way::Copy => text::review::will_copy(&id),
        Way::Change => text::review::will_change(&id),
    };
    let mut lines =
        vec![what, line(Icon::ArrowUp, place), line(Icon::Clock, text::review::from_now_on().to_owned())];
    if rule.disable {
        lines.push(line(Icon::Info, text::review::is_off().to_owned()));
    }
    lines
}
