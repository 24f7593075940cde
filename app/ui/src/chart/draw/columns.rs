//! Columns from left to right: one upon another, or side by side.
use std::fmt::Write as _;

use plotters::{
    chart::ChartBuilder,
    coord::ranged1d::{BoldPoints, Ranged},
    coord::types::RangedCoordu64,
    element::{PathElement, Rectangle},
};

use super::{
    Data, Slot,
    canvas::{Area, Drawn, Look, fluid, stretched, style},
    markup::{self, Ticks},
    swatch,
};
use crate::chart::{Chart, Ink};

/// The height of a picture with a scale, in px.
pub(super) const HIGH: u32 = 160;

/// From so many slots on, columns stand without gaps as one outline: a week of hours in a narrow panel has two px an hour.
const DENSE: usize = 62;

/// Units of the view box between two slots.
const STEP: u32 = 20;

/// The least height of a column that is not zero, in px: what happened once must be seen beside what happened a thousand times.
const LEAST: i32 = 2;

/// A chart of columns with the series one upon another: events per day or hour. The first series stands at the bottom.
pub fn stacked(data: &Data) -> Chart {
    let top = (0..data.slots.len()).map(|slot| data.sum(slot)).max().unwrap_or(0);
    let scale = Scale::up_to(top);
    let dense = data.slots.len() > DENSE;
    let step = if dense { 1 } else { STEP };
    let size = size(data, step);
    let draw = |area: &Area<'_>| {
        scale.grid(area, size)?;
        let chart = ChartBuilder::on(area).build_cartesian_2d(0..size.0, 0..scale.top())?;
        let high = |value: u64| chart.backend_coord(&(0, value)).1;
        let mut floors = vec![i32::try_from(size.1).unwrap_or(0); data.slots.len()];
        for (place, series) in data.series.iter().enumerate() {
            let above = &data.series[place + 1..];
            // First those that something stands upon, then those with a free end.
            for free in [false, true] {
                for (slot, floor) in floors.clone().into_iter().enumerate() {
                    let value = series.at(slot);
                    if value == 0 || free != above.iter().all(|series| series.at(slot) == 0) {
                        continue;
                    }
                    let tall = (high(0) - high(value)).max(LEAST);
                    let gap = i32::from(!dense && floor < high(0));
                    let (left, right) = span(slot, step);
                    let look = match (dense, free) {
                        (true, _) => Look::Fill,
                        (false, false) => Look::Column(0),
                        (false, true) => Look::Cap(0),
                    };
                    let corners = [(left, floor - tall), (right, floor - gap)];
                    area.draw(&Rectangle::new(corners, style(series.ink, look)))?;
                    floors[slot] = floor - tall;
                }
            }
        }
        Ok(())
    };
    let svg = if dense {
        stretched("c-plot", size, HIGH, draw)
    } else {
        fluid(&format!("c-plot of1 {}", width(data.slots.len())), size, draw)
    };
    let inks: Vec<_> = data.series.iter().map(|series| series.ink).collect();
    let swatches = data.swatches(|place| swatch::stacked(&inks, place));
    scaled(data, svg, &scale, Ticks::Some(ticks(&data.slots)), swatches)
}

/// A chart of columns with the series side by side: connections per action and direction. At most four series.
pub fn grouped(data: &Data) -> Chart {
    let count = data.series.len();
    let values = data.series.iter().flat_map(|series| (0..data.slots.len()).map(|slot| series.at(slot)));
    let scale = Scale::up_to(values.max().unwrap_or(0));
    let size = size(data, STEP);
    let draw = |area: &Area<'_>| {
        scale.grid(area, size)?;
        let chart = ChartBuilder::on(area).build_cartesian_2d(0..size.0, 0..scale.top())?;
        for (place, series) in (0..).zip(&data.series) {
            for slot in 0..data.slots.len() {
                let value = series.at(slot);
                if value > 0 {
                    let (left, right) = span(slot, STEP);
                    let floor = chart.backend_coord(&(0, 0)).1;
                    let end = chart.backend_coord(&(0, value)).1.min(floor - LEAST);
                    let column =
                        Rectangle::new([(left, end), (right, floor)], style(series.ink, Look::Cap(place)));
                    area.draw(&column)?;
                }
            }
        }
        Ok(())
    };
    let svg = fluid(&format!("c-plot of{count} {}", width(data.slots.len() * count)), size, draw);
    let inks: Vec<_> = data.series.iter().map(|series| series.ink).collect();
    // Every place has its name: it wraps where it is long.
    let names = data.slots.iter().map(|slot| slot.tick.as_ref().unwrap_or(&slot.name).clone()).collect();
    let swatches = data.swatches(|place| swatch::beside(&inks, place));
    scaled(data, svg, &scale, Ticks::Names(names), swatches)
}

/// The view box: so many units a slot, and a px a unit of height.
fn size(data: &Data, step: u32) -> (u32, u32) {
    (u32::try_from(data.slots.len()).unwrap_or(1).max(1) * step, HIGH)
}

/// From where to where a slot's column reaches.
fn span(slot: usize, step: u32) -> (i32, i32) {
    let left = i32::try_from(slot).unwrap_or(0) * i32::try_from(step).unwrap_or(1);
    (left, left + i32::try_from(step).unwrap_or(1))
}

/// The class that says how wide a column of so many may be.
fn width(columns: usize) -> &'static str {
    match columns {
        0..=8 => "few",
        9..=16 => "some",
        17..=32 => "many",
        _ => "dense",
    }
}

/// The chart of a picture with a scale and a legend.
pub(super) fn scaled(
    data: &Data,
    svg: String,
    scale: &Scale,
    ticks: Ticks,
    series: Vec<(String, String)>,
) -> Chart {
    let legend = data.legend(series.clone());
    let picture = markup::scaled(&data.alt, svg, scale.words(data.number), ticks, series);
    data.chart(picture + &legend)
}

/// The scale from zero to a round number.
pub(super) struct Scale {
    step: u64,
    steps: u64,
}

impl Scale {
    /// The scale that reaches a value.
    pub fn up_to(most: u64) -> Self {
        let points = RangedCoordu64::from(0..most.max(2)).key_points(BoldPoints(6));
        let step = points.get(1).map_or(most, |second| second - points[0]).max(1);
        Self { step, steps: most.div_ceil(step).max(1) }
    }

    /// Its upper end.
    pub const fn top(&self) -> u64 {
        self.step * self.steps
    }

    /// Its words from top to bottom.
    fn words(&self, number: fn(u64) -> String) -> Vec<String> {
        (0..=self.steps).rev().map(|step| number(step * self.step)).collect()
    }

    /// Its lines but the lowest, which the stylesheet draws.
    pub fn grid(&self, area: &Area<'_>, (wide, high): (u32, u32)) -> Drawn {
        let (wide, high) = (i32::try_from(wide).unwrap_or(0), i64::from(high));
        for step in 1..=self.steps {
            let up = high * i64::try_from(step).unwrap_or(0) / i64::try_from(self.steps).unwrap_or(1);
            let y = i32::try_from(high - up).unwrap_or(0);
            area.draw(&PathElement::new([(0, y), (wide, y)], style(Ink::Ghost, Look::Grid)))?;
        }
        Ok(())
    }
}

/// The widths of a chart, in px, under which words under slots give way.
const NARROW: [usize; 4] = [280, 400, 560, 760];

/// The words under the slots. Where a chart is narrower than they need, every second one gives way, then every second of those
/// that are left: each carries the width under which the stylesheet hides it.
pub(super) fn ticks(slots: &[Slot]) -> String {
    let ticked: Vec<_> =
        slots.iter().enumerate().filter_map(|(at, slot)| Some((at, slot.tick.as_deref()?))).collect();
    // A character is six px wide at most, the scale's words forty, and words keep a distance.
    let long = ticked.iter().map(|(_, tick)| tick.chars().count()).max().unwrap_or(0);
    let need = 40 + ticked.len() * (long * 57 / 10 + 8);
    let under = |need: usize| NARROW.into_iter().find(|width| *width >= need || *width == 760).unwrap_or(760);
    let mut svg = String::from(r#"<svg class="c-ticks" width="100%" height="16">"#);
    for (number, (at, tick)) in ticked.into_iter().enumerate() {
        let class = match number % 4 {
            0 => String::new(),
            2 if need / 2 <= NARROW[0] => String::new(),
            2 => format!(r#" class="u{}""#, under(need / 2)),
            _ if need <= NARROW[0] => String::new(),
            _ => format!(r#" class="u{}""#, under(need)),
        };
        // In hundredths of a percent: the middle of the slot.
        let middle = (2 * at + 1) * 10_000 / (2 * slots.len());
        let anchor = if middle > 9_700 { r#" text-anchor="end""# } else { "" };
        let tick = escape(tick);
        let _ = write!(
            svg,
            r#"<text{class} x="{}.{:02}%" y="12"{anchor}>{tick}</text>"#,
            middle / 100,
            middle % 100
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A text as SVG has it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
