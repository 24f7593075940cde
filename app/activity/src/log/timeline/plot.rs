//! The bars as a picture. It is as wide as there is room: a bucket is so many units, whatever a unit is on the screen.

use leptos::prelude::*;

use super::Timeline;

/// How wide a bucket is, in units.
const BUCKET: usize = 10;
/// How much of that stays free beside a bar.
const GAP: usize = 2;
/// How high the highest bar is, in units.
const HEIGHT: usize = 100;

fn view_box(timeline: &Timeline) -> String {
    format!("0 0 {} {HEIGHT}", timeline.buckets * BUCKET)
}

/// The bars. What they say stands in the table below them, too.
pub fn plot(timeline: &Timeline, span: &str) -> AnyView {
    let highest = timeline.highest().max(1);
    let mut marks = Vec::new();
    for bar in &timeline.bars {
        let x = bar.bucket * BUCKET + GAP / 2;
        let mut top = HEIGHT;
        // The gravest at the foot, where heights can be compared.
        for (count, series) in bar.counts.iter().zip(&timeline.series).filter(|(count, _)| **count > 0) {
            // However little it is, it is seen.
            let height = (count * HEIGHT).div_ceil(highest).max(2).min(top);
            top -= height;
            marks.push(
                view! { <rect class=series.class() x=x y=top width=BUCKET - GAP height=height></rect> }
                    .into_any(),
            );
        }
    }
    let total: usize = timeline.bars.iter().map(super::Bar::total).sum();
    let label = text::timeline::picture(total as u64, span);
    view! {
        <svg class="timeline-bars" viewBox=view_box(timeline) preserveAspectRatio="none" role="img" aria-label=label>{marks}</svg>
    }
    .into_any()
}

/// What is being chosen, over the bars.
pub fn band(timeline: &Timeline, first: usize, last: usize) -> AnyView {
    let (x, width) = (first * BUCKET, (last + 1 - first) * BUCKET);
    view! {
        <svg class="timeline-band" viewBox=view_box(timeline) preserveAspectRatio="none" aria-hidden="true">
            <rect x=x y=0 width=width height=HEIGHT></rect>
        </svg>
    }
    .into_any()
}
