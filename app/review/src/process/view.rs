//! A process under review: why the incident arose, what the group's profile says now, and the ways to give it a verdict.

use kit::{AppError, Query, error::ErrorPanel, error::stale, mode, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Banner, Facts, Tone};

use super::{
    ProcessReview,
    reason::{is_beyond_profiles, reason},
    sending::DeployProcessDialog,
};
use crate::{
    Links, Verdict,
    frame::{ReviewFrame, badge, group, origin, waiting, ways},
};

/// The review.
#[component]
pub fn ProcessRuleReview(
    /// What the incident names as its rule; `""` = it is not about an incident.
    #[prop(into)]
    rule_id: String,
    /// What was read, by [`super::get_process_rule`].
    review: Query<ProcessReview>,
    /// Where it leads.
    links: Links,
) -> impl IntoView {
    let content = review.drawn(move || {
        let rule_id = rule_id.clone();
        ui::live::part(move || {
            let shown = review.shown();
            match (shown.good, shown.error) {
                (Some(review), error) => {
                    view! { {error.as_ref().map(stale)} {body(&review, &rule_id, links)} }.into_any()
                }
                (None, Some(AppError::Late)) => waiting(),
                (None, Some(AppError::NotFound)) => {
                    view! { <p class="muted">{text::review::group_gone()}</p> }.into_any()
                }
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    let question = review.drawn(move || {
        // What is asked about must not change under the dialog.
        let asked = Memo::new(move |before: Option<&Option<(Verdict, ProcessReview)>>| {
            let verdict = links.asked()?;
            let kept = before.cloned().flatten().filter(|(before, _)| *before == verdict);
            kept.or_else(|| Some((verdict, review.good()?)))
        });
        ui::live::part(move || {
            let open = asked.get().map(|(verdict, review)| {
                view! { <DeployProcessDialog review=review verdict=verdict links=links /> }
            });
            open.into_any()
        })
    });
    view! { <ReviewFrame title=text::review::process_rule() links=links content=content question=question /> }
}

fn body(review: &ProcessReview, rule_id: &str, links: Links) -> AnyView {
    let why = reason(rule_id, review.rule.as_ref()).map(|why| view! { <p>{why}</p> });
    let beyond = is_beyond_profiles(rule_id)
        .then(|| view! { <Banner tone=Tone::Info text=text::review::beyond_profiles() inset=true /> });
    let or_dash = |word: &str| if word.is_empty() { "–".to_owned() } else { word.to_owned() };
    let in_mode = review.mode.map_or_else(|| "–".into_any(), mode::badge);
    let mut facts = vec![
        (text::review::process().to_owned(), review.name.clone().into_any()),
        (text::review::file().to_owned(), or_dash(&review.path).into_any()),
        (text::review::of_group().to_owned(), group(&review.group)),
        (text::review::mode().to_owned(), in_mode),
        (
            text::review::baseline().to_owned(),
            or_dash(review.baseline.map_or("", mode::baseline_name)).into_any(),
        ),
    ];
    match &review.rule {
        None => facts.push((text::review::rule().to_owned(), text::review::no_process_rule().into_any())),
        Some(rule) => {
            let speaks_of = format!("{} {}", rule.name, rule.path);
            facts.extend([
                (
                    text::review::rule().to_owned(),
                    view! { <span class="row">{badge(&rule.action)} <code>{speaks_of}</code></span> }
                        .into_any(),
                ),
                (text::review::origin().to_owned(), origin(&rule.cfg_type).into_any()),
            ]);
        }
    }
    let access = use_viewer().access;
    view! {
        {why}
        <Facts facts=facts />
        <p>{review.stands()}</p>
        {beyond}
        {ways(links, |verdict| review.reason(&access, verdict))}
    }
    .into_any()
}
