//! The keys of a legend: small charts of the legend's kind in which one place is coloured, so that the place says what the
//! colour says.
use plotters::element::{PathElement, Rectangle};

use super::{
    canvas::{Look, fixed, style},
    ring,
};
use crate::chart::Ink;

/// A swatch is a square of so many px.
const SIDE: i32 = 12;

/// How long the swatch of a bar or a line is.
const LONG: i32 = 20;

/// A place in a stack, from the bottom.
pub fn stacked(inks: &[Ink], place: usize) -> String {
    places(SIDE, inks, place, |from, to| [(2, SIDE - to), (SIDE - 2, SIDE - from)])
}

/// A place side by side, from the left.
pub fn beside(inks: &[Ink], place: usize) -> String {
    places(SIDE, inks, place, |from, to| [(from, 0), (to, SIDE)])
}

/// A place along a bar, from the left.
pub fn behind(inks: &[Ink], place: usize) -> String {
    places(LONG, inks, place, |from, to| [(from, 3), (to, SIDE - 3)])
}

/// A row of places over a length, a px apart, of which one is coloured.
fn places(long: i32, inks: &[Ink], place: usize, corners: impl Fn(i32, i32) -> [(i32, i32); 2]) -> String {
    let count = i32::try_from(inks.len()).unwrap_or(1).max(1);
    fixed("c-swatch", 1, (long.unsigned_abs(), SIDE.unsigned_abs()), |area| {
        for (number, ink) in (0_i32..).zip(inks) {
            let here = usize::try_from(number) == Ok(place);
            let ink = if here { *ink } else { Ink::Ghost };
            // A px between two, except after the last.
            let (from, to) =
                (long * number / count, long * (number + 1) / count - i32::from(number + 1 < count));
            area.draw(&Rectangle::new(corners(from, to), style(ink, Look::Fill)))?;
        }
        Ok(())
    })
}

/// A line with its dashes.
pub fn line(ink: Ink, place: usize) -> String {
    let dashes = u8::try_from(place).unwrap_or(0);
    fixed("c-swatch", 1, (LONG.unsigned_abs(), SIDE.unsigned_abs()), |area| {
        area.draw(&PathElement::new([(1, 6), (LONG - 1, 6)], style(ink, Look::Line(dashes))))
    })
}

/// A part of a ring that goes from and to thousandths of its way round; the part's in thousandths too.
pub fn part(ink: Ink, ring: (u64, u64), part: (u64, u64)) -> String {
    let side = SIDE.unsigned_abs();
    fixed("c-swatch", 10, (side, side), |area| {
        ring::arc(area, (60, 45), ring, style(Ink::Ghost, Look::Arc))?;
        ring::arc(area, (60, 45), part, style(ink, Look::Arc))
    })
}
