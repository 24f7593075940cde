//! A network rule under review, with the ways to give it a verdict.

use kit::{AppError, Query, error::ErrorPanel, error::stale, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Badge, Banner, Facts, LinkButton, Time, Tone};

use super::{Review, sending::DeployDialog};
use crate::{
    Links, Verdict,
    frame::{ReviewFrame, badge, group, origin, waiting, ways},
};

/// Where a review of a network rule leads besides.
#[derive(Clone, Copy)]
pub struct RuleWays {
    /// How the page's address with a rule open begins; the rule's id follows at its end.
    pub to_rule: Signal<String>,
    /// The page with the rule open that is proposed instead of one that is gone; none where nothing is known to propose.
    pub propose: Signal<Option<String>>,
}

/// The review.
#[component]
pub fn RuleReview(
    /// Which rule was asked for; 0 = the one that is proposed.
    id: u32,
    /// What was read of it: by [`super::get_rule`], or as the page knows better.
    review: Query<Review>,
    /// Where it leads.
    links: Links,
    /// Where it leads besides.
    ways: RuleWays,
) -> impl IntoView {
    let title = match id {
        0 => text::review::proposed().to_owned(),
        id => text::review::rule_named(&id.to_string()),
    };
    let content = review.drawn(move || {
        ui::live::part(move || {
            let shown = review.shown();
            match (shown.good, shown.error) {
                (Some(review), error) => {
                    view! { {error.as_ref().map(stale)} {body(&review, links)} }.into_any()
                }
                (None, Some(AppError::Late)) => waiting(),
                (None, Some(AppError::NotFound)) => gone(id, ways),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    let question = review.drawn(move || {
        // What is asked about must not change under the dialog.
        let asked = Memo::new(move |before: Option<&Option<(Verdict, Review)>>| {
            let verdict = links.asked()?;
            let kept = before.cloned().flatten().filter(|(before, _)| *before == verdict);
            kept.or_else(|| Some((verdict, review.good()?)))
        });
        ui::live::part(move || {
            let open = asked.get().map(|(verdict, review)| {
                view! { <DeployDialog review=review verdict=verdict links=links ways=ways /> }
            });
            open.into_any()
        })
    });
    view! { <ReviewFrame title=title links=links content=content question=question /> }
}

/// In place of a rule that is gone: what was said can have a new one.
fn gone(id: u32, ways: RuleWays) -> AnyView {
    let new = ui::live::part(move || {
        let href = ways.propose.try_get().flatten().filter(|_| id != 0);
        href.map(|href| {
            view! { <p><LinkButton label=text::review::propose() href=href small=true /></p> }
        })
        .into_any()
    });
    let why = if id == 0 { text::review::not_said_any_more() } else { text::review::rule_gone() };
    view! { <p class="muted">{why}</p> {new} }.into_any()
}

fn body(review: &Review, links: Links) -> AnyView {
    let rule = &review.rule;
    let already = review.already.then(|| {
        let text = text::review::already(&rule.id.to_string());
        view! { <Banner tone=Tone::Info text=text inset=true /> }
    });
    let mut facts = vec![
        (text::review::rule_from().to_owned(), group(&rule.from)),
        (text::review::rule_to().to_owned(), group(&rule.to)),
        (text::review::applications().to_owned(), rule.applications.join(", ").into_any()),
        (text::review::ports().to_owned(), rule.ports.clone().into_any()),
    ];
    if rule.id != 0 {
        let comment = if rule.comment.is_empty() { "–".to_owned() } else { rule.comment.clone() };
        facts.extend([
            (text::review::rule_id().to_owned(), rule.id.to_string().into_any()),
            (text::review::action().to_owned(), verdict(review)),
            (text::review::origin().to_owned(), origin(&rule.cfg_type).into_any()),
            (text::review::matched().to_owned(), matched(review)),
            (text::review::comment().to_owned(), comment.into_any()),
        ]);
    }
    let access = use_viewer().access;
    view! {
        {already}
        <Facts facts=facts />
        {ways(links, |verdict| review.reason(&access, verdict))}
    }
    .into_any()
}

fn verdict(review: &Review) -> AnyView {
    let off = review.rule.disable.then(|| view! { <Badge tone=Tone::Warning label=text::review::off() /> });
    view! { <span class="row">{badge(&review.rule.action)} {off}</span> }.into_any()
}

/// How often it matched, and when it last did.
fn matched(review: &Review) -> AnyView {
    let (count, at) = (review.rule.match_counter, review.rule.last_match_timestamp);
    if count == 0 {
        return text::review::never_matched().into_any();
    }
    let at = (at > 0).then(|| {
        view! { ", " <Time text=kit::date::moment(at) exact=kit::date::moment(at) datetime=kit::date::machine(at) /> }
    });
    view! { {text::number(count)} {at} }.into_any()
}
