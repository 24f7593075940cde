//! The rule behind an entry, or the one that is proposed where none decided, with the ways to give it a verdict.

use controller_api::group::CfgType;
use kit::{AppError, Query, Tag, error::ErrorPanel, panel_query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Badge, Banner, Blocked, ButtonKind, Facts, Icon, LinkButton, Skeleton, Tone};

use super::{
    api::get_rule,
    dialog::DeployDialog,
    links::{self, RuleAsked},
    rule::{Review, Said, Verdict},
    seen, stale,
};
use crate::map::PATH;

/// The rule that the URL opens.
#[component]
pub fn RuleView(from: Key, to: Key, asked: RuleAsked, params: Memo<Params>) -> impl IntoView {
    let key = asked.clone();
    let review: Query<Review> = panel_query(
        Tag::Groups,
        move || key.clone(),
        move |asked: RuleAsked| get_rule(from, to, asked.id, asked.said),
    );
    let verdict = Memo::new(move |_| params.with(|params| Verdict::of_word(params.get("deploy"))));
    let close = links::without_rule(&params.get_untracked()).link(PATH);
    let title = match asked.id {
        0 => text::conversation::proposed().to_owned(),
        id => text::conversation::rule_named(&id.to_string()),
    };
    let said = asked.said.clone();
    let content = review.drawn(move || {
        let asked = asked.clone();
        ui::live::part(move || {
            let shown = review.shown();
            match (shown.good, shown.error) {
                (Some(review), error) => view! { {error.map(stale)} {body(&review, params)} }.into_any(),
                (None, Some(AppError::Late)) => {
                    view! { <Skeleton lines=5 label=text::common::loading() /> }.into_any()
                }
                (None, Some(AppError::NotFound)) => gone(&asked, params),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    let dialog = review.drawn(move || {
        let said = said.clone();
        // What is asked about must not change under the dialog.
        let asked = Memo::new(move |before: Option<&Option<(Verdict, Review)>>| {
            let verdict = verdict.get()?;
            let kept = before.cloned().flatten().filter(|(before, _)| *before == verdict);
            kept.or_else(|| Some((verdict, review.good()?)))
        });
        ui::live::part(move || {
            let open = asked.get().map(|(verdict, review)| {
                view! { <DeployDialog from=from to=to said=said.clone() review=review verdict=verdict params=params /> }
            });
            open.into_any()
        })
    });
    view! {
        <section class="rule-open" aria-labelledby="rule-title">
            <div class="part-head">
                <h3 id="rule-title">{title}</h3>
                <LinkButton label=text::conversation::close_rule() href=close kind=ButtonKind::Ghost icon=Icon::Close icon_only=true small=true />
            </div>
            <Transition fallback=|| view! { <Skeleton lines=5 label=text::common::loading() /> }>{content}</Transition>
        </section>
        <Transition>{dialog}</Transition>
    }
}

/// In place of a rule that is gone: what was said can have a new one.
fn gone(asked: &RuleAsked, params: Memo<Params>) -> AnyView {
    let new = Said::of_word(&asked.said).filter(|_| asked.id != 0).map(|said| {
        let href = Memo::new(move |_| links::rule(&params.get(), 0, &said));
        view! { <p><LinkButton label=text::conversation::propose() href=move || href.get() small=true /></p> }
    });
    let why =
        if asked.id == 0 { text::conversation::not_said_any_more() } else { text::conversation::rule_gone() };
    view! { <p class="muted">{why}</p> {new} }.into_any()
}

fn body(review: &Review, params: Memo<Params>) -> AnyView {
    let rule = &review.rule;
    let already = review.already.then(|| {
        let text = text::conversation::already(&rule.id.to_string());
        view! { <Banner tone=Tone::Info text=text inset=true /> }
    });
    let group = |name: &str| {
        let href = Params::default().with("group", name).link("/policy/groups");
        view! { <a class="link" href=href>{name.to_owned()}</a> }.into_any()
    };
    let mut facts = vec![
        (text::conversation::rule_from().to_owned(), group(&rule.from)),
        (text::conversation::rule_to().to_owned(), group(&rule.to)),
        (text::conversation::applications().to_owned(), rule.applications.join(", ").into_any()),
        (text::conversation::ports().to_owned(), rule.ports.clone().into_any()),
    ];
    if rule.id != 0 {
        let matched = if rule.match_counter == 0 {
            text::conversation::never_matched().into_any()
        } else {
            let count = text::number(rule.match_counter);
            view! { {count} ", " {seen(Some(rule.last_match_timestamp))} }.into_any()
        };
        let comment = if rule.comment.is_empty() { "–".to_owned() } else { rule.comment.clone() };
        facts.extend([
            (text::conversation::rule_id().to_owned(), rule.id.to_string().into_any()),
            (text::conversation::action().to_owned(), verdict(review)),
            (text::conversation::origin().to_owned(), origin(&rule.cfg_type).into_any()),
            (text::conversation::matched().to_owned(), matched),
            (text::conversation::comment().to_owned(), comment.into_any()),
        ]);
    }
    let buttons: Vec<_> = Verdict::ALL.map(|verdict| button(review, verdict, params)).into_iter().collect();
    view! {
        {already}
        <Facts facts=facts />
        <div class="row">{buttons}</div>
    }
    .into_any()
}

fn verdict(review: &Review) -> AnyView {
    let badge = match review.verdict() {
        Some(Verdict::Allow) => {
            view! { <Badge tone=Tone::Success label=text::conversation::allows() /> }.into_any()
        }
        Some(Verdict::Deny) => {
            view! { <Badge tone=Tone::Danger label=text::conversation::denies() /> }.into_any()
        }
        None => review.rule.action.clone().into_any(),
    };
    let off =
        review.rule.disable.then(|| view! { <Badge tone=Tone::Warning label=text::conversation::off() /> });
    view! { <span class="row">{badge} {off}</span> }.into_any()
}

/// Where a rule comes from, in words.
fn origin(from: &CfgType) -> String {
    match from {
        CfgType::Learned => text::conversation::by_learning().to_owned(),
        CfgType::UserCreated => text::conversation::by_user().to_owned(),
        CfgType::Ground => text::conversation::by_resource().to_owned(),
        CfgType::Federal => text::conversation::by_federation().to_owned(),
        CfgType::System => text::conversation::by_system().to_owned(),
        CfgType::Other(word) => word.clone(),
    }
}

/// The way to give it a verdict, or the reason why there is none.
fn button(review: &Review, verdict: Verdict, params: Memo<Params>) -> AnyView {
    let closed = review.may_deploy(&use_viewer().access).err().map(super::rule::Closed::text);
    let same = (review.verdict() == Some(verdict)).then(|| text::conversation::same().to_owned());
    let blocked = Blocked::by(format!("deploy-{}-why", verdict.word()), Signal::stored(closed.or(same)));
    let (label, icon) = match verdict {
        Verdict::Allow => (text::conversation::allow(), Icon::Check),
        Verdict::Deny => (text::conversation::deny(), Icon::Close),
    };
    let href = Memo::new(move |_| links::deploy(&params.get(), verdict));
    view! { <LinkButton label=label icon=icon href=move || href.get() blocked=blocked /> }.into_any()
}
