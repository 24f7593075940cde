//! The view: which part of the map is seen, and how large.

use network_map::{Point, Rect};

/// Which part of the map is seen. Screen coordinates are CSS pixels from the upper left corner of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place on the map that is in the middle of the screen.
    pub middle: Point,
    /// How many pixels a unit of the map is.
    pub zoom: f32,
}

impl Default for View {
    fn default() -> Self {
        Self { middle: Point::ORIGIN, zoom: 1.0 }
    }
}

/// The closest that one can look.
pub const CLOSEST: f32 = 12.0;
/// The farthest.
pub const FARTHEST: f32 = 0.01;
/// How close a small map is brought to fit.
const FIT_CLOSEST: f32 = 1.8;

impl View {
    /// The view of a box, with a margin in pixels around it.
    #[must_use]
    pub fn fit(bounds: Rect, size: Point, margin: f32) -> Self {
        if bounds.is_empty() {
            return Self::default();
        }
        let room = |all: f32| (all - 2.0 * margin).max(all / 2.0).max(1.0);
        let across = room(size.x) / bounds.width().max(1.0);
        let down = room(size.y) / bounds.height().max(1.0);
        Self { middle: bounds.middle(), zoom: across.min(down).clamp(FARTHEST, FIT_CLOSEST) }
    }

    /// Where a place on the map is on a screen of this size.
    #[must_use]
    pub fn to_screen(self, size: Point, at: Point) -> Point {
        (at - self.middle) * self.zoom + size * 0.5
    }

    /// The place on the map under a point of the screen.
    #[must_use]
    pub fn to_map(self, size: Point, at: Point) -> Point {
        self.middle + (at - size * 0.5) * (1.0 / self.zoom)
    }

    /// So many times closer; what is at this point of the screen stays there.
    #[must_use]
    pub fn zoomed(self, size: Point, factor: f32, at: Point) -> Self {
        let zoom = (self.zoom * factor).clamp(FARTHEST, CLOSEST);
        let under = self.to_map(size, at);
        Self { middle: under - (at - size * 0.5) * (1.0 / zoom), zoom }
    }

    /// The map moved by so many pixels.
    #[must_use]
    pub fn panned(self, by: Point) -> Self {
        Self { middle: self.middle - by * (1.0 / self.zoom), ..self }
    }

    /// The part of the map that is in sight.
    #[must_use]
    pub fn sight(self, size: Point) -> Rect {
        let half = size * (0.5 / self.zoom);
        Rect { min: self.middle - half, max: self.middle + half }
    }

    /// Whether it can be drawn at all.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.middle.is_finite() && self.zoom.is_finite() && self.zoom > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Point = Point::new(800.0, 600.0);

    fn near(one: Point, two: Point) -> bool {
        one.distance(two) < 1e-2
    }

    #[test]
    fn screen_and_map_lead_to_each_other() {
        let view = View { middle: Point::new(40.0, -7.0), zoom: 2.5 };
        for at in [Point::ORIGIN, Point::new(400.0, 300.0), Point::new(799.0, 1.0)] {
            assert!(near(view.to_screen(SIZE, view.to_map(SIZE, at)), at));
        }
        assert!(near(view.to_map(SIZE, SIZE * 0.5), view.middle));
    }

    #[test]
    fn zooming_holds_what_is_under_the_pointer() {
        let view = View { middle: Point::new(40.0, -7.0), zoom: 1.0 };
        let at = Point::new(100.0, 500.0);
        for factor in [0.5, 1.0, 3.0, 1000.0] {
            let closer = view.zoomed(SIZE, factor, at);
            assert!(near(closer.to_map(SIZE, at), view.to_map(SIZE, at)), "{factor}");
            assert!((FARTHEST..=CLOSEST).contains(&closer.zoom));
        }
    }

    #[test]
    fn a_fitting_view_shows_all_with_a_margin() {
        let bounds = Rect { min: Point::new(-1000.0, -200.0), max: Point::new(3000.0, 600.0) };
        let sight = View::fit(bounds, SIZE, 40.0).sight(SIZE);
        assert!(sight.contains(bounds.min) && sight.contains(bounds.max));
        assert!(sight.width() < bounds.width() * 1.2, "and is no farther than needed");
        let one = View::fit(Rect::disc(Point::new(5.0, 5.0), 6.0), SIZE, 40.0);
        assert_eq!((one.middle, one.zoom), (Point::new(5.0, 5.0), FIT_CLOSEST));
        assert_eq!(View::fit(Rect::EMPTY, SIZE, 40.0), View::default());
    }

    #[test]
    fn panning_moves_the_map_with_the_hand() {
        let view = View { middle: Point::ORIGIN, zoom: 2.0 };
        let before = view.to_screen(SIZE, Point::new(10.0, 10.0));
        let after = view.panned(Point::new(30.0, -4.0)).to_screen(SIZE, Point::new(10.0, 10.0));
        assert!(near(after, before + Point::new(30.0, -4.0)));
    }
}
