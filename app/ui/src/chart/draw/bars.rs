//! Horizontal bars under their names, the series one behind another: the five pods with the most findings.
use plotters::element::Rectangle;

use super::{
    Data, Slot,
    canvas::{Look, fluid, style},
    markup, swatch,
};
use crate::chart::{Chart, Ink};

/// The height of a line with its name, in px. `style/chart.css` says the same.
const LINE: u32 = 40;

/// The bar within its line: its upper and its lower edge, in px.
const EDGES: (i32, i32) = (24, 32);

/// The units that the longest bar is long.
const LONG: u64 = 10_000;

/// The least length of a part that is not zero, in those units.
const LEAST: u64 = 100;

/// A chart of horizontal bars, a slot a line. The first series stands at the left. Sums stand at the right of the names.
pub fn bars(data: &Data) -> Chart {
    let most = (0..data.slots.len()).map(|slot| data.sum(slot)).max().unwrap_or(0).max(1);
    let high = u32::try_from(data.slots.len()).unwrap_or(0) * LINE;
    let svg = fluid("c-plot", (u32::try_from(LONG).unwrap_or(0), high), |area| {
        for (slot, line) in (0..data.slots.len()).zip(0_i32..) {
            let top = line * i32::try_from(LINE).unwrap_or(0);
            let bar = |long: u64, ink, look| {
                let end = i32::try_from(long).unwrap_or(0);
                area.draw(&Rectangle::new([(0, top + EDGES.0), (end, top + EDGES.1)], style(ink, look)))
            };
            bar(LONG, Ink::Ghost, Look::Row)?;
            // Where each part ends; the longest is drawn first, and the shorter ones over it.
            let mut end = 0;
            let mut parts = Vec::new();
            for series in data.series.iter().filter(|series| series.at(slot) > 0) {
                let long = u128::from(series.at(slot)) * u128::from(LONG) / u128::from(most);
                end += u64::try_from(long).unwrap_or(LONG).max(LEAST);
                parts.push((end.min(LONG), series.ink));
            }
            for (end, ink) in parts.into_iter().rev() {
                bar(end, ink, Look::Row)?;
            }
        }
        Ok(())
    });
    let line =
        |(at, slot): (usize, &Slot)| (slot.name.clone(), (data.number)(data.sum(at)), slot.href.clone());
    let lines = data.slots.iter().enumerate().map(line).collect();
    let inks: Vec<_> = data.series.iter().map(|series| series.ink).collect();
    let swatches = data.swatches(|place| swatch::behind(&inks, place));
    data.chart(markup::bars(&data.alt, svg, lines) + &data.legend(swatches))
}
