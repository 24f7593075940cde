//! The line of time under the picture: how it was at a moment of the last hours, and what changed since then.

use kit::url::Params;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{ButtonKind, Icon, LinkButton};

use super::{PATH, api::Times, ask::bare};

/// The page at a moment; the present one for the latest.
fn at(params: &Params, times: &Times, place: usize) -> Params {
    let params = params.without("at");
    match times.moments.get(place) {
        Some(moment) if place + 1 < times.moments.len() => {
            // What is compared with stays, unless it would be later than what is compared.
            let since = params.get("since").parse::<i64>().ok();
            let params =
                if since.is_some_and(|since| since >= *moment) { params.without("since") } else { params };
            params.with("at", &moment.to_string())
        }
        _ => params,
    }
}

/// Which moment is shown: the last one that is not later than what the URL says.
fn place(params: &Params, times: &Times) -> usize {
    let last = times.moments.len().saturating_sub(1);
    match params.get("at").parse::<i64>() {
        Ok(wanted) => times.moments.iter().rposition(|moment| *moment <= wanted).unwrap_or(0),
        Err(_) => last,
    }
}

/// The line.
#[component]
pub fn TimeLine(
    times: Memo<Times>,
    /// When it was so, in unix seconds, where it is the past that is shown: moments on the line may be fewer than are kept.
    then: Memo<Option<i64>>,
    params: Memo<Params>,
) -> impl IntoView {
    let navigate = use_navigate();
    let here = Memo::new(move |_| times.with(|times| params.with(|params| place(params, times))));
    let last = move || times.with(|times| times.moments.len().saturating_sub(1));
    let go = move |event| {
        let Ok(place) = event_target_value(&event).parse::<usize>() else { return };
        let to = times.with_untracked(|times| at(&params.get_untracked(), times, place));
        navigate(
            &to.link(PATH),
            NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() },
        );
    };
    let when = move || {
        then.get().map_or_else(
            || text::map::time_live().to_owned(),
            |then| text::map::time_at(&kit::date::moment(then)),
        )
    };
    let step = move |by: isize| {
        Signal::derive(move || {
            let place = here.get().saturating_add_signed(by).min(last());
            times.with(|times| at(&params.get(), times, place)).link(PATH)
        })
    };
    let kept = move || {
        times.with(|times| match times.moments.len() {
            0 | 1 => text::map::time_none().to_owned(),
            _ => text::map::time_kept(
                times.count as u64,
                &text::bytes(times.bytes as u64),
                &text::bytes(times.bound as u64),
            ),
        })
    };
    let gone = move || {
        let too_early = times.with(|times| {
            let wanted = params.get().get("at").parse::<i64>().ok();
            wanted.zip(times.moments.first().copied()).is_some_and(|(wanted, first)| wanted < first)
        });
        too_early.then(|| view! { <span role="status">{text::map::time_gone()}</span> })
    };
    let past = Memo::new(move |_| then.get().is_some());
    let since = Signal::derive(move || {
        let moment = then.get().unwrap_or_default();
        bare(&params.get()).without("at").with("since", &moment.to_string()).link(PATH)
    });
    let live = Signal::derive(move || params.get().without("at").without("since").link(PATH));
    view! {
        <div class="map-time" role="group" aria-label=text::map::time()>
            <LinkButton label=text::map::time_earlier() href=step(-1) icon=Icon::ChevronLeft icon_only=true small=true kind=ButtonKind::Ghost />
            <input
                class="needs-script"
                disabled=move || last() == 0
                type="range"
                min="0"
                max=last
                value=here.get_untracked().to_string()
                prop:value=move || here.get().to_string()
                aria-label=text::map::time_slider()
                aria-valuetext=when
                on:change=go
            />
            <LinkButton label=text::map::time_later() href=step(1) icon=Icon::ChevronRight icon_only=true small=true kind=ButtonKind::Ghost />
            <strong class="when">{when}</strong>
            {move || past.get().then(|| view! {
                <LinkButton label=text::map::time_compare() href=since small=true />
                <LinkButton label=text::map::time_live_hint() href=live small=true />
            })}
            {gone}
            <span class="spacer"></span>
            <span class="muted">{kept}</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_with_stays_while_time_is_moved() {
        let times = Times { moments: vec![10, 20, 30, 40], ..Times::default() };
        let params = Params::parse("since=10&q=is:new");
        for (place, expected) in [
            (0, "?q=is%3Anew&at=10"),
            (1, "?since=10&q=is%3Anew&at=20"),
            (2, "?since=10&q=is%3Anew&at=30"),
            (3, "?since=10&q=is%3Anew"),
        ] {
            assert_eq!(at(&params, &times, place).link(""), expected);
            assert_eq!(super::place(&at(&params, &times, place), &times), place);
        }
    }
}
