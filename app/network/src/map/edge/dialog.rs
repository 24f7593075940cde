//! The dialog that asks before a rule is deployed: what will be so from then on, for whom, and where the rule stands. A form,
//! so that it works without scripts.

use kit::{AppError, Tag, mutation, toast::use_toaster, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use network_map::model::Key;
use ui::{Banner, Blocked, Button, ButtonKind, Close, Consequence, Consequences, Dialog, Icon, Tone};

use super::{
    api::deploy_rule,
    deployed::Deployed,
    links,
    rule::{Closed, Review, Verdict, Way},
};
use crate::map::PATH;

const FORM: &str = "deploy-form";

/// The dialog. Drawn while it is open.
#[component]
pub fn DeployDialog(
    /// The client's end.
    from: Key,
    /// The server's end.
    to: Key,
    /// What was said that a proposal is about.
    said: String,
    /// The rule as it stands.
    review: Review,
    /// What it is to do.
    verdict: Verdict,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let here = params.get_untracked();
    let close = here.without("deploy").link(PATH);
    let back = links::without_rule(&here).link(PATH);
    let id = review.rule.id;
    let toaster = use_toaster();
    let navigate = use_navigate();
    let send = mutation(
        Tag::Groups,
        move |(said, verdict): (String, Verdict)| deploy_rule(from, to, id, said, verdict, String::new()),
        {
            let back = back.clone();
            move |outcome: &Result<Deployed, AppError>| {
                if let Ok(deployed) = outcome {
                    let (kind, text) = deployed.say();
                    toaster.say(kind, text);
                    let how = NavigateOptions { scroll: false, ..NavigateOptions::default() };
                    navigate(&deployed.address(&back), how);
                }
            }
        },
    );
    let closed = review.may_deploy(&use_viewer().access).err().map(Closed::text);
    let same = (review.verdict() == Some(verdict)).then(|| text::conversation::same().to_owned());
    let reason = closed.or(same);
    let is_blocked = reason.is_some();
    let submit = {
        let said = said.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !is_blocked && !send.pending().get() {
                send.run((said.clone(), verdict));
            }
        }
    };
    let failed = move || {
        send.error().get().map(|error| {
            view! { <Banner tone=Tone::Danger text=format!("{}. {}", error.title(), error.detail()) inset=true /> }
        })
    };
    let (about, groups) = (review.about(), (review.rule.from.clone(), review.rule.to.clone()));
    let (title, confirm, kind) = match verdict {
        Verdict::Allow => (
            text::conversation::allow_title(&about, &groups.0, &groups.1),
            text::conversation::allow_confirm(&about),
            ButtonKind::Primary,
        ),
        Verdict::Deny => (
            text::conversation::deny_title(&about, &groups.0, &groups.1),
            text::conversation::deny_confirm(&about),
            ButtonKind::Danger,
        ),
    };
    let blocked = Blocked::by("deploy-why", Signal::stored(reason));
    let footer = view! {
        <a class="button secondary" href=close.clone()>{text::common::cancel()}</a>
        <Button label=confirm kind=kind submit=true form=FORM pending=send.pending() blocked=blocked />
    };
    view! {
        <Dialog id="deploy-dialog" title=title close_label=text::common::close() close=Close::Link(close) wide=true footer=footer.into_any()>
            <form id=FORM method="post" action="/api/map/deploy_rule" on:submit=submit>
                <input type="hidden" name="from" value=from.to_string() />
                <input type="hidden" name="to" value=to.to_string() />
                <input type="hidden" name="rule" value=id.to_string() />
                <input type="hidden" name="said" value=said />
                <input type="hidden" name="verdict" value=verdict.word() />
                <input type="hidden" name="back" value=back />
                <Consequences items=consequences(&review, verdict) />
                {failed}
            </form>
        </Dialog>
    }
}

/// What will be so.
fn consequences(review: &Review, verdict: Verdict) -> Vec<Consequence> {
    let rule = &review.rule;
    let (about, id) = (review.about(), rule.id.to_string());
    let line = |icon, text: String| Consequence { icon, text, danger: false };
    let what = match verdict {
        Verdict::Allow => line(Icon::Check, text::conversation::will_allow(&about, &rule.from, &rule.to)),
        Verdict::Deny => Consequence {
            icon: Icon::Warning,
            text: text::conversation::will_deny(&about, &rule.from, &rule.to),
            danger: true,
        },
    };
    let place = match review.way() {
        Way::Insert => text::conversation::will_insert().to_owned(),
        Way::Copy => text::conversation::will_copy(&id),
        Way::Change => text::conversation::will_change(&id),
    };
    let mut lines = vec![
        what,
        line(Icon::ArrowUp, place),
        line(Icon::Clock, text::conversation::from_now_on().to_owned()),
    ];
    if rule.disable {
        lines.push(line(Icon::Info, text::conversation::is_off().to_owned()));
    }
    lines
}
