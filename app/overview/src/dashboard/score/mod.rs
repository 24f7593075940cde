//! The score: how it stands, what it is made of, and what drives each part.

pub mod api;
#[cfg(feature = "ssr")]
pub mod card;

use kit::nav;
use leptos::prelude::*;
use ui::{CountLink, Icon, LinkButton};

use self::api::{Band, Driver, Factor, FactorKind, ScoreCard};
use super::panel;

/// The panel's content. `improve` is the way to the ladder.
pub fn view(card: &ScoreCard, improve: String) -> AnyView {
    let factors: Vec<_> = card.factors.iter().map(factor).collect();
    let band = card.score.map(|score| {
        let band = Band::of(score);
        let said =
            text::dashboard::band_said(band.name(), &text::number(card.nodes), &text::number(card.pods));
        view! { <p class="muted">{said}</p> }
    });
    view! {
        <div class="posture">
            <div class="posture-score">
                {panel::only_figure("score-chart", text::dashboard::score(), &card.gauge, text::dashboard::no_score())}
                {band}
                <LinkButton label=text::dashboard::improve() href=improve icon=Icon::Protect />
            </div>
            <ul class="factors">{factors}</ul>
        </div>
    }
    .into_any()
}

fn factor(factor: &Factor) -> AnyView {
    let (icon, name, why) = match factor.kind {
        FactorKind::Connections => {
            (Icon::Network, text::dashboard::connections(), text::dashboard::connections_why())
        }
        FactorKind::Exposure => {
            (Icon::External, text::dashboard::exposure(), text::dashboard::exposure_why())
        }
        FactorKind::Vulnerabilities => {
            (Icon::Risk, text::dashboard::vulnerabilities(), text::dashboard::vulnerabilities_why())
        }
    };
    let drivers: Vec<_> = factor.drivers.iter().map(driver).collect();
    let by_100 = factor.by_100;
    view! {
        <li class="factor">
            <h3>{icon.view()} {name}</h3>
            <p class="factor-share">
                <meter class=Band::of(by_100).class() min="0" max="100" low=Band::FAIR high=Band::POOR optimum="0" value=by_100
                    aria-label=text::dashboard::share_of(name)>{by_100}</meter>
                <span class="value">{text::dashboard::points(factor.points.into())}</span>
            </p>
            <ul class="drivers">{drivers}</ul>
            <details class="why"><summary><span class="link">{text::dashboard::what_it_means()}</span></summary><p>{why}</p></details>
        </li>
    }
    .into_any()
}

/// A count that leads to what it counts, once that page is there.
fn driver(driver: &Driver) -> AnyView {
    let path = driver.href.split(['?', '#']).next().unwrap_or_default();
    let ready = nav::page_at(path).is_some_and(|page| page.ready);
    let shown = text::number(driver.count);
    let count = if ready && driver.count > 0 {
        view! { <CountLink count=driver.count text=shown.clone() href=driver.href.clone() label=format!("{}: {shown}", driver.label) /> }.into_any()
    } else {
        view! { <span class="value">{shown}</span> }.into_any()
    };
    let note = (!driver.note.is_empty()).then(|| view! { <span class="muted">{driver.note.clone()}</span> });
    view! { <li><span class="label">{driver.label.clone()}</span> {note} {count}</li> }.into_any()
}
