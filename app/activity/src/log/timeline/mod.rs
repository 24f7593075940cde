//! When it happened: bars of how many of what matches there were, from which a stretch can be chosen.

mod plot;
#[cfg(feature = "ssr")]
pub mod read;
mod table;

use event_log::{Kind, Level, Moment};
use kit::{Query, url::Params, zone};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};
use ui::{Act, Command};

use super::{line::LogPage, toolbar::bare, which::Which, words};

/// What a bar is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// How grave.
    #[default]
    Level,
    /// The log.
    Kind,
}

impl By {
    /// As the URL has it; `""` for what everybody gets.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "",
            Self::Kind => "kind",
        }
    }

    /// As [`By::word`] says it; anything else is the usual.
    pub fn of_word(word: &str) -> Self {
        if word == Self::Kind.word() { Self::Kind } else { Self::Level }
    }
}

/// What a part of a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Series {
    /// Entries of a level.
    Level(Level),
    /// Entries of a log.
    Kind(Kind),
}

impl Series {
    fn name(self) -> &'static str {
        match self {
            Self::Level(level) => words::level(level),
            Self::Kind(kind) => words::kinds(kind),
        }
    }

    /// The style of its mark: levels look like their badges.
    const fn class(self) -> &'static str {
        match self {
            Self::Level(Level::Emergency | Level::Alert | Level::Critical) => "critical",
            Self::Level(Level::Error) => "high",
            Self::Level(Level::Warning) => "medium",
            Self::Level(Level::Notice) => "low",
            Self::Level(Level::Info | Level::Debug | Level::Other) => "calm",
            Self::Kind(Kind::Threat) => "threat",
            Self::Kind(Kind::Violation) => "violation",
            Self::Kind(Kind::Incident | Kind::Event | Kind::Report) => "incident",
        }
    }
}

/// How many entries there were in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Which stretch, from 0.
    pub bucket: usize,
    /// How many, by series.
    pub counts: Vec<usize>,
}

impl Bar {
    fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// How many of what matches there were when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// When the first stretch begins, in unix seconds.
    pub start: i64,
    /// How long each is, in seconds.
    pub width: i64,
    /// How many there are.
    pub buckets: usize,
    /// What bars are divided into, the gravest first.
    pub series: Vec<Series>,
    /// Those that are not empty, the earliest first.
    pub bars: Vec<Bar>,
    /// From when on the filter asks, in unix seconds: what was before is not in the first stretch. None = it does not say.
    pub from: Option<i64>,
    /// Until when.
    pub to: Option<i64>,
}

impl Timeline {
    fn begin(&self, bucket: usize) -> i64 {
        self.start + self.width * i64::try_from(bucket).unwrap_or_default()
    }

    /// How many entries the highest bar stands for.
    fn highest(&self) -> usize {
        self.bars.iter().map(Bar::total).max().unwrap_or_default()
    }

    /// How many there are of a series.
    fn sum(&self, series: usize) -> usize {
        self.bars.iter().filter_map(|bar| bar.counts.get(series)).sum()
    }

    /// The page with these stretches only, the last one included.
    pub(in crate::log) fn within(&self, params: &Params, first: usize, last: usize) -> Params {
        let from = self.begin(first).max(self.from.unwrap_or(i64::MIN));
        let to = self.begin(last + 1).min(self.to.unwrap_or(i64::MAX));
        bare(params).with("from", &Moment::At(from).text()).with("to", &Moment::At(to).text())
    }

    /// From when to when, in words.
    fn span(&self, first: usize, last: usize) -> String {
        let (from, to) = (self.begin(first), self.begin(last + 1));
        text::timeline::span(&zone::minute(from), &zone::minute(to), &zone::name(to))
    }
}

/// The bars.
#[component]
pub fn LogTimeline(which: Which, params: Memo<Params>, list: Query<LogPage>) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let timeline = Memo::new(move |_| list.good().map(|page| page.timeline).unwrap_or_default());
    let content =
        list.drawn(move || view! { <Shown which=which params=params timeline=timeline /> }.into_any());
    view! { <Transition>{content}</Transition> }
}

#[component]
fn Shown(which: Which, params: Memo<Params>, timeline: Memo<Timeline>) -> impl IntoView {
    let empty = Memo::new(move |_| timeline.with(|timeline| timeline.bars.is_empty()));
    ui::live::part(move || {
        let body = (!empty.get()).then(|| view! { <Bars which=which params=params timeline=timeline /> });
        body.into_any()
    })
}

#[component]
fn Bars(which: Which, params: Memo<Params>, timeline: Memo<Timeline>) -> impl IntoView {
    // From where to where somebody draws, and where they point.
    let picked = RwSignal::new(None::<(usize, usize)>);
    let over = RwSignal::new(None::<usize>);
    let node = NodeRef::<html::Div>::new();
    let navigate = use_navigate();
    let at = move |event: &leptos::ev::PointerEvent| {
        let place = node.get_untracked()?.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
        Some(timeline.with_untracked(|timeline| bucket(share, timeline.buckets)))
    };
    let down = move |event: leptos::ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        event.prevent_default();
        if let (Some(bucket), Some(plot)) = (at(&event), node.get_untracked()) {
            // What is drawn goes on when the pointer leaves the plot; without that it would hang.
            drop(plot.set_pointer_capture(event.pointer_id()));
            picked.set(Some((bucket, bucket)));
        }
    };
    let moved = move |event: leptos::ev::PointerEvent| {
        let bucket = at(&event);
        over.set(bucket);
        if let (Some((first, _)), Some(bucket)) = (picked.get_untracked(), bucket) {
            picked.set(Some((first, bucket)));
        }
    };
    let up = move |_: leptos::ev::PointerEvent| {
        let Some((one, other)) = picked.get_untracked() else { return };
        picked.set(None);
        let to = timeline.with_untracked(|timeline| {
            timeline.within(&params.get_untracked(), one.min(other), one.max(other))
        });
        navigate(&to.link(which.path()), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let said = move || {
        let (first, last) = match (picked.get(), over.get()) {
            (Some((one, other)), _) => (one.min(other), one.max(other)),
            (None, Some(bucket)) => (bucket, bucket),
            (None, None) => return String::new(),
        };
        timeline.with(|timeline| {
            let within = |bar: &&Bar| (first..=last).contains(&bar.bucket);
            let count: usize = timeline.bars.iter().filter(within).map(Bar::total).sum();
            text::timeline::there_were(count as u64, &timeline.span(first, last))
        })
    };
    let whole = move || timeline.with(|timeline| timeline.span(0, timeline.buckets.saturating_sub(1)));
    let picture = ui::live::part(move || timeline.with(|timeline| plot::plot(timeline, &whole())));
    let band = move || {
        let (one, other) = picked.get()?;
        Some(timeline.with(|timeline| plot::band(timeline, one.min(other), one.max(other))))
    };
    let legend = ui::live::part(move || timeline.with(legend));
    let ticks = ui::live::part(move || timeline.with(ticks));
    let ways = ui::live::part(move || ways(which, &params.get()));
    let numbers = ui::live::part(move || {
        timeline.with(|timeline| params.with(|params| table::table(which, timeline, params)))
    });
    view! {
        <figure class="timeline" aria-labelledby="timeline-title">
            <figcaption class="timeline-head">
                <span class="sr" id="timeline-title">{text::timeline::title()}</span>
                {legend}
                <span class="spacer"></span>
                <span class="muted" aria-hidden="true">{move || { let said = said(); if said.is_empty() { whole() } else { said } }}</span>
                {ways}
            </figcaption>
            <div class="timeline-plot" node_ref=node on:pointerdown=down on:pointermove=moved on:pointerup=up
                on:pointercancel=move |_| picked.set(None) on:pointerleave=move |_| over.set(None)>
                {picture}
                {ui::live::part(move || band().into_any())}
            </div>
            {ticks}
            <details class="timeline-table">
                <summary>{text::timeline::as_table()}</summary>
                {numbers}
            </details>
        </figure>
    }
}

/// In which bucket a place is, as a share of the whole width.
fn bucket(share: f64, buckets: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a screen is not as wide as that"
    )]
    let bucket = (share.clamp(0.0, 1.0) * buckets as f64) as usize;
    bucket.min(buckets.saturating_sub(1))
}

fn legend(timeline: &Timeline) -> AnyView {
    let mark = |(number, series): (usize, &Series)| {
        let swatch = format!("swatch {}", series.class());
        view! {
            <li><span class=swatch></span> {series.name()} <span class="muted">{text::number(timeline.sum(number) as u64)}</span></li>
        }
        .into_any()
    };
    let marks: Vec<_> = timeline.series.iter().enumerate().map(mark).collect();
    view! { <ul class="timeline-legend">{marks}</ul> }.into_any()
}

/// How many moments are named under the bars.
const TICKS: i64 = 5;

fn ticks(timeline: &Timeline) -> AnyView {
    let whole = timeline.begin(timeline.buckets) - timeline.start;
    let tick = |number: i64| {
        let at = timeline.start + whole * number / (TICKS - 1);
        let said = if whole <= 86_400 { zone::clock(at) } else { zone::minute(at) };
        view! { <span>{said}</span> }.into_any()
    };
    let ticks: Vec<_> = (0..TICKS).map(tick).collect();
    view! { <div class="timeline-ticks" aria-hidden="true">{ticks}</div> }.into_any()
}

/// What can be done with the bars.
fn ways(which: Which, params: &Params) -> AnyView {
    let by = By::of_word(params.get("by"));
    let choice = |of: By, label: &'static str| {
        Command::link(label, params.with("by", of.word()).link(which.path())).chosen(by == of)
    };
    let by = (which == Which::Security).then(|| {
        [choice(By::Level, text::timeline::by_level()), choice(By::Kind, text::timeline::by_kind())]
    });
    let narrowed = !params.get("from").is_empty() || !params.get("to").is_empty();
    let out = narrowed.then(|| {
        let to = bare(params).without("from").without("to").link(which.path());
        view! { <a class="link" href=to>{text::timeline::all_times()}</a> }
    });
    let by: Vec<_> = by.into_iter().flatten().map(way).collect();
    view! { {out} <span class="row">{by}</span> {times(&params.link(which.path()))} }.into_any()
}

/// Shows moments in the browser's zone, or in universal time again.
fn times(here: &str) -> AnyView {
    let (word, label) = match zone::wants_local() {
        false => ("local", text::timeline::local_times()),
        true => ("utc", text::timeline::utc_times()),
    };
    view! {
        <form class="needs-script" method="post" action="/preferences">
            <input type="hidden" name="times" value=word />
            <input type="hidden" name="to" value=here.to_owned() />
            <button class="link">{label}</button>
        </form>
    }
    .into_any()
}

fn way(command: Command) -> AnyView {
    let current = command.chosen.unwrap_or_default().then_some("true");
    let Act::Link(href) = command.act else { return ().into_any() };
    view! { <a class="link" href=href aria-current=current>{command.label}</a> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_in_a_bucket() {
        assert_eq!(
            [-0.5, 0.0, 0.49, 0.5, 0.99, 1.0, 7.0].map(|share| bucket(share, 4)),
            [0, 0, 1, 2, 3, 3, 3]
        );
        assert_eq!(bucket(0.5, 0), 0);
    }

    #[test]
    fn a_stretch_is_in_the_address_with_what_else_is_asked_and_nothing_open() {
        let timeline = Timeline { start: 0, width: 3600, buckets: 3, ..Timeline::default() };
        let params = Params::parse("?ns=payments&entry=1&page=3&from=24h");
        assert_eq!(
            timeline.within(&params, 1, 2).link(""),
            "?ns=payments&from=1970-01-01T01%3A00%3A00Z&to=1970-01-01T03%3A00%3A00Z"
        );
        let cut = Timeline { from: Some(600), to: Some(9_000), ..timeline };
        assert_eq!(
            cut.within(&Params::parse(""), 0, 2).link(""),
            "?from=1970-01-01T00%3A10%3A00Z&to=1970-01-01T02%3A30%3A00Z",
            "no more than the bars show"
        );
    }
}
