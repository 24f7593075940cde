//! Numbers to charts, on the server. Counts are whole numbers, so nothing here can be "not a number"; what is no count does
//! not belong into these charts. A file a family of charts; `canvas` is what plotters draws on, `markup` what stands around.
mod bars;
mod canvas;
mod columns;
mod lines;
mod markup;
mod ring;
mod swatch;

pub use bars::bars;
pub use columns::{grouped, stacked};
pub use lines::{lines, spark};
pub use ring::{Band, Gauge, Part, donut, gauge};

use self::markup::{Key, Table};
use super::{Chart, Ink};

/// What a chart is drawn from: a table with a row a slot and a column a series.
#[derive(Clone, Debug)]
pub struct Data {
    /// What a sighted reader sees at a glance, in a sentence or two: the text alternative.
    pub alt: String,
    /// What a slot is, as the head of the table's first column: "Hour", "Pod".
    pub of: String,
    /// The slots: hours from left to right, pods from top to bottom.
    pub slots: Vec<Slot>,
    /// The series, the gravest first: it stands at the bottom of a stack, at the left of a pair or a bar.
    pub series: Vec<Series>,
    /// How its language writes a number: `text::number`.
    pub number: fn(u64) -> String,
}

/// A place in every series: an hour, a pod.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// Its name in full, for the table and the note: "16 Nov, 14:00".
    pub name: String,
    /// Its word under the picture; none for most hours of a week.
    pub tick: Option<String>,
    /// What its name leads to, where the name stands beside the picture.
    pub href: Option<String>,
}

impl Slot {
    /// A slot of that name, without a word of its own under the picture.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The same with a word under the picture.
    #[must_use]
    pub fn tick(mut self, tick: impl Into<String>) -> Self {
        self.tick = Some(tick.into());
        self
    }

    /// The same leading somewhere.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// A series: a number for each slot. Missing ones count as zero.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its word.
    pub label: String,
    /// What it means.
    pub ink: Ink,
    /// Its numbers.
    pub values: Vec<u64>,
    /// The list that its sum counts.
    pub href: Option<String>,
}

impl Series {
    /// A series of that word and meaning.
    pub fn new(label: impl Into<String>, ink: Ink, values: Vec<u64>) -> Self {
        Self { label: label.into(), ink, values, href: None }
    }

    /// The same leading to what it counts.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn at(&self, slot: usize) -> u64 {
        self.values.get(slot).copied().unwrap_or(0).min(MOST)
    }
}

/// More than any count there is, and little enough that sums of many stay exact.
const MOST: u64 = 1 << 52;

impl Data {
    fn sum(&self, slot: usize) -> u64 {
        self.series.iter().map(|series| series.at(slot)).sum()
    }

    /// Whether there is anything to see.
    fn is_empty(&self) -> bool {
        (0..self.slots.len()).all(|slot| self.sum(slot) == 0)
    }

    fn table(&self) -> Table {
        let heads = std::iter::once(&self.of).chain(self.series.iter().map(|series| &series.label));
        let row = |(at, slot): (usize, &Slot)| {
            let cells = self.series.iter().map(|series| (self.number)(series.at(at)));
            (slot.name.clone(), cells.collect())
        };
        Table { heads: heads.cloned().collect(), rows: self.slots.iter().enumerate().map(row).collect() }
    }

    /// Each series' word with the swatch that shows its place. One series alone needs none.
    fn swatches(&self, swatch: impl Fn(usize) -> String) -> Vec<(String, String)> {
        let one = |(place, series): (usize, &Series)| {
            let swatch = if self.series.len() > 1 { swatch(place) } else { String::new() };
            (series.label.clone(), swatch)
        };
        self.series.iter().enumerate().map(one).collect()
    }

    /// The legend, with sums. One series alone needs none.
    fn legend(&self, swatches: Vec<(String, String)>) -> String {
        if self.series.len() < 2 {
            return String::new();
        }
        let key = |(series, (label, swatch)): (&Series, (String, String))| Key {
            swatch,
            label,
            value: (self.number)((0..self.slots.len()).map(|slot| series.at(slot)).sum()),
            href: series.href.clone(),
        };
        markup::legend(self.series.iter().zip(swatches).map(key).collect())
    }

    /// The chart of a picture and a legend; the numbers are added.
    fn chart(&self, picture: String) -> Chart {
        let picture = if self.is_empty() { String::new() } else { picture };
        Chart { picture, table: markup::table(self.table()) }
    }
}
