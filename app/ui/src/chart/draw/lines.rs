//! Lines over slots, and the line as high as a word.
use plotters::{
    chart::ChartBuilder,
    element::{PathElement, Polygon},
};

use super::{
    Data,
    canvas::{Area, Look, stretched, style},
    columns::{HIGH, Scale, scaled, ticks},
    markup::{self, Ticks},
    swatch,
};
use crate::chart::Chart;

/// Units of the view box between two slots, and for a px of height: lines are not straightened to whole px.
const STEP: u32 = 10;
const FINE: u32 = 4;

/// The height of the small line, in px.
const SMALL: u32 = 24;

/// A chart of lines over slots, each with dashes of its own.
pub fn lines(data: &Data) -> Chart {
    let values = data.series.iter().flat_map(|series| (0..data.slots.len()).map(|slot| series.at(slot)));
    let scale = Scale::up_to(values.max().unwrap_or(0));
    let size = (wide(data), HIGH * FINE);
    let svg = stretched("c-plot", size, HIGH, |area| {
        scale.grid(area, size)?;
        draw(data, area, size.0, scale.top())
    });
    let swatches = data.swatches(|place| swatch::line(data.series[place].ink, place));
    scaled(data, svg, &scale, Ticks::Some(ticks(&data.slots)), swatches)
}

/// A small line of the first series, for a cell or beside a figure.
pub fn spark(data: &Data) -> Chart {
    let top = (0..data.slots.len()).map(|slot| data.sum(slot)).max().unwrap_or(0).max(1);
    // A little room above and below, so that the line is not cut at its ends.
    let (wide, high) = (wide(data), SMALL * FINE);
    let svg = stretched("c-plot", (wide, high), SMALL, |area| {
        let inner = area.margin(FINE * 2, FINE * 2, 0, 0);
        draw(data, &inner, wide, top)
    });
    data.chart(markup::spark(&data.alt, svg))
}

fn wide(data: &Data) -> u32 {
    u32::try_from(data.slots.len()).unwrap_or(1).max(1) * STEP
}

fn draw(data: &Data, area: &Area<'_>, wide: u32, top: u64) -> super::canvas::Drawn {
    let mut chart = ChartBuilder::on(area).build_cartesian_2d(0..wide, 0..top)?;
    for (place, series) in (0..).zip(&data.series) {
        let points: Vec<_> = (0..data.slots.len())
            .zip(0..)
            .map(|(slot, at)| (at * STEP + STEP / 2, series.at(slot)))
            .collect();
        if let ([series_alone], [(first, _), .., (last, _)]) = (data.series.as_slice(), points.as_slice()) {
            let corners = [(*last, 0), (*first, 0)];
            let corners: Vec<_> = points.iter().copied().chain(corners).collect();
            chart.draw_series([Polygon::new(corners, style(series_alone.ink, Look::Soft))])?;
        }
        chart.draw_series([PathElement::new(points, style(series.ink, Look::Line(place)))])?;
    }
    Ok(())
}
