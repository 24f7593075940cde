//! Rings: the parts of a whole, and a score against its thresholds.
use std::f64::consts::TAU;

use plotters::{element::PathElement, style::ShapeStyle};

use super::{
    canvas::{Area, Drawn, Look, fixed, style},
    markup::{self, Key, Table},
    swatch,
};
use crate::chart::{Chart, Ink};

/// The picture's side in px; it is drawn ten times finer.
const SIDE: u32 = 132;
const FINE: u32 = 10;
const MIDDLE: i32 = 660;

/// The radii of the ring and of the thin one around it, in tenths of a px.
const RING: i32 = 570;
const RIM: i32 = 640;

/// Thousandths of the way round: the gap between two parts, and the least part.
const GAP: u64 = 8;
const LEAST: u64 = 12;

/// A gauge is open at the bottom: from where it starts, and how far it goes, in thousandths of the way round from the top.
const START: u64 = 625;
const REACH: u64 = 750;

/// A part of a whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its word.
    pub label: String,
    /// What it means.
    pub ink: Ink,
    /// How many.
    pub value: u64,
    /// The list that it counts.
    pub href: Option<String>,
}

/// A ring of parts, clockwise from the top, with the whole in its middle. `of` is what a part is ("Mode"), `counted` what is
/// counted ("Services"), `number` how its language writes a number.
pub fn donut(alt: String, of: String, counted: String, parts: &[Part], number: fn(u64) -> String) -> Chart {
    let whole: u64 = parts.iter().map(|part| part.value.min(super::MOST)).sum();
    let rows = parts.iter().map(|part| (part.label.clone(), vec![number(part.value)])).collect();
    let table = markup::table(Table { heads: vec![of, counted.clone()], rows });
    if whole == 0 {
        return Chart { picture: String::new(), table };
    }
    let places = places(parts, whole);
    let alone = places.iter().filter(|(from, to)| from < to).count() == 1;
    let svg = fixed("c-plot", FINE, (SIDE, SIDE), |area| {
        for (part, (from, to)) in parts.iter().zip(&places).filter(|(_, (from, to))| from < to) {
            // One part alone overlaps its own beginning, so that no seam is seen.
            let (from, to) = if alone { (0, 1000 + GAP) } else { (from + GAP / 2, to - GAP / 2) };
            arc(area, (MIDDLE, RING), (from, to), style(part.ink, Look::Arc))?;
        }
        Ok(())
    });
    let key = |(part, (from, to)): (&Part, &(u64, u64))| Key {
        swatch: swatch::part(part.ink, (0, 1000), (*from, *to)),
        label: part.label.clone(),
        value: number(part.value),
        href: part.href.clone(),
    };
    let legend = markup::legend(parts.iter().zip(&places).map(key).collect());
    Chart { picture: markup::ring(&alt, svg, number(whole), counted) + &legend, table }
}

/// From where to where each part reaches, in thousandths. Small parts are made large enough to be seen, at the cost of the
/// largest one.
fn places(parts: &[Part], whole: u64) -> Vec<(u64, u64)> {
    let mut long: Vec<u64> = parts
        .iter()
        .map(|part| match part.value {
            0 => 0,
            value => (value.min(super::MOST) * 1000 / whole).max(GAP + LEAST),
        })
        .collect();
    let sum: u64 = long.iter().sum();
    if let Some(largest) = long.iter_mut().max() {
        *largest = (*largest + 1000).saturating_sub(sum);
    }
    let mut end = 0;
    let place = |long: u64| {
        end += long;
        (end - long, end)
    };
    long.into_iter().map(place).collect()
}

/// A score from 0 to 100 and what it is measured against.
#[derive(Clone, Debug)]
pub struct Gauge {
    /// What a sighted reader sees at a glance: the text alternative.
    pub alt: String,
    /// The score; none while there is none.
    pub score: Option<u64>,
    /// What the score is called, as the head of the table's first column and the row of the score itself.
    pub of: String,
    /// The head of the column of numbers.
    pub counted: String,
    /// The bands from 0 up.
    pub bands: Vec<Band>,
}

/// A part of a gauge's way.
#[derive(Clone, Debug)]
pub struct Band {
    /// Its word: "Good".
    pub label: String,
    /// What it means.
    pub ink: Ink,
    /// The first score that is no longer in it; 101 for the last.
    pub end: u64,
}

/// A gauge: the score as an arc in the ink of its band, the bands around it. The score and its band's word stand in the middle.
pub fn gauge(gauge: &Gauge) -> Chart {
    let mut start = 0;
    let bands: Vec<_> = gauge
        .bands
        .iter()
        .map(|band| {
            let from = std::mem::replace(&mut start, band.end.min(101));
            (from, start, band)
        })
        .collect();
    let row = |(from, end, band): &(u64, u64, &Band)| {
        (band.label.clone(), vec![format!("{from}–{}", end.max(&1) - 1)])
    };
    let own = gauge.score.map(|score| (gauge.of.clone(), vec![score.min(100).to_string()]));
    let table = markup::table(Table {
        heads: vec![gauge.of.clone(), gauge.counted.clone()],
        rows: own.into_iter().chain(bands.iter().map(row)).collect(),
    });
    let Some(score) = gauge.score.map(|score| score.min(100)) else {
        return Chart { picture: String::new(), table };
    };
    let within = bands.iter().find(|(_, end, _)| score < *end).map(|(_, _, band)| *band);
    let svg = fixed("c-plot", FINE, (SIDE, SIDE), |area| {
        arc(area, (MIDDLE, RING), way(0, 100), style(Ink::Ghost, Look::Way))?;
        let ink = within.map_or(Ink::Neutral, |band| band.ink);
        arc(area, (MIDDLE, RING), way(0, score), style(ink, Look::Way))?;
        for (from, end, band) in &bands {
            let (start, stop) = way(*from, *end);
            let gap = if *end < 100 { GAP / 2 } else { 0 };
            arc(area, (MIDDLE, RIM), (start, stop - gap), style(band.ink, Look::Rim))?;
        }
        Ok(())
    });
    let note = within.map(|band| band.label.clone()).unwrap_or_default();
    let key = |(from, end, band): &(u64, u64, &Band)| Key {
        swatch: swatch::part(band.ink, way(0, 100), way(*from, *end)),
        label: band.label.clone(),
        value: range(*from, *end),
        href: None,
    };
    let legend = markup::legend(bands.iter().map(key).collect());
    Chart { picture: markup::ring(&gauge.alt, svg, score.to_string(), note) + &legend, table }
}

/// The scores of a band.
fn range(from: u64, end: u64) -> String {
    format!("{from}–{}", end.max(1) - 1)
}

/// Where scores stand on a gauge, in thousandths of the way round.
fn way(from: u64, to: u64) -> (u64, u64) {
    (START + REACH * from.min(100) / 100, START + REACH * to.min(100) / 100)
}

/// An arc around a middle with a radius, from and to thousandths of the way round, clockwise from the top. Its corners are
/// five degrees apart, so that it bulges less than a tenth of a px beside the circle.
pub(super) fn arc(
    area: &Area<'_>,
    (middle, radius): (i32, i32),
    (from, to): (u64, u64),
    style: ShapeStyle,
) -> Drawn {
    let steps = (to.saturating_sub(from) * 72 / 1000).max(1);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "thousandths and px are small"
    )]
    let point = |step: u64| {
        let way = (from as f64 + (to.saturating_sub(from) * step) as f64 / steps as f64) / 1000.0 * TAU;
        let radius = f64::from(radius);
        (middle + (way.sin() * radius).round() as i32, middle - (way.cos() * radius).round() as i32)
    };
    area.draw(&PathElement::new((0..=steps).map(point).collect::<Vec<_>>(), style))
}
