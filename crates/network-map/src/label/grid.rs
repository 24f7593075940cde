//! A grid of a screen, or of a sheet, that knows what is taken.

use crate::geometry::{Point, Rect};

/// How large a cell is, in pixels or what else the screen is measured in.
const CELL: f32 = 48.0;

/// Boxes on a screen, found by where they are.
#[derive(Clone, Debug)]
pub struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    boxes: Vec<Rect>,
}

impl Grid {
    /// An empty grid for a screen of this size.
    pub fn new(size: Point) -> Self {
        let (columns, rows) = ((size.x / CELL) as usize + 1, (size.y / CELL) as usize + 1);
        Self { columns, rows, cells: vec![Vec::new(); columns * rows], boxes: Vec::new() }
    }

    fn cells(&self, of: Rect) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = (self.columns, self.rows);
        let clamp = |at: f32, most: usize| ((at / CELL).max(0.0) as usize).min(most - 1);
        let (left, right) = (clamp(of.min.x, columns), clamp(of.max.x, columns));
        let (top, bottom) = (clamp(of.min.y, rows), clamp(of.max.y, rows));
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    /// Whether nothing is in the box yet.
    pub fn is_free(&self, of: Rect) -> bool {
        self.cells(of)
            .all(|cell| self.cells[cell].iter().all(|taken| !self.boxes[*taken as usize].touches(of)))
    }

    /// Takes the box.
    pub fn take(&mut self, of: Rect) {
        let number = u32::try_from(self.boxes.len()).unwrap_or(u32::MAX);
        self.boxes.push(of);
        for cell in self.cells(of) {
            self.cells[cell].push(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rng;

    #[test]
    fn nothing_that_was_free_overlaps() {
        let size = Point::new(900.0, 600.0);
        let mut grid = Grid::new(size);
        let mut rng = Rng::new(7);
        let mut taken: Vec<Rect> = Vec::new();
        for _ in 0..2000 {
            // Some of them hang over the border.
            let min = Point::new(rng.signed() * 1000.0, rng.signed() * 700.0);
            let one = Rect { min, max: min + Point::new(20.0 + 100.0 * rng.fraction(), 14.0) };
            assert_eq!(grid.is_free(one), taken.iter().all(|other| !other.touches(one)));
            if grid.is_free(one) {
                grid.take(one);
                taken.push(one);
            }
        }
        assert!(taken.len() > 100);
    }
}
