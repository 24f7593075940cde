//! A plate: a drawing larger than the screen, of which a frame shows a part while the map is moved. Pure: how large it is,
//! and which part is shown.

use network_map::Point;

use crate::View;

/// How much is drawn beyond each side of the screen, as a share of it.
const BEYOND: f32 = 0.25;
/// So many pixels are not kept: the memory for them is worth more than the time.
const MOST: i64 = 24_000_000;

/// A plate for a screen, in device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plate {
    /// From where it is drawn: the middle of the screen is in the middle of the plate.
    pub view: View,
    /// Width and height of the screen.
    pub screen: (i32, i32),
    /// How far it reaches beyond the screen to each side, and up and down.
    pub beyond: (i32, i32),
    /// Device pixels of a CSS pixel.
    pub dpr: f32,
}

impl Plate {
    /// For a screen of this many CSS pixels. None where it would be too large.
    pub fn of(view: View, size: Point, dpr: f32) -> Option<Self> {
        let screen = ((size.x * dpr) as i32, (size.y * dpr) as i32);
        let beyond = |length: i32| (length as f32 * BEYOND) as i32;
        let plate = Self { view, screen, beyond: (beyond(screen.0), beyond(screen.1)), dpr };
        let (width, height) = plate.size();
        (width > 0 && height > 0 && i64::from(width) * i64::from(height) <= MOST).then_some(plate)
    }

    /// Its own width and height.
    pub fn size(&self) -> (i32, i32) {
        (self.screen.0 + 2 * self.beyond.0, self.screen.1 + 2 * self.beyond.1)
    }

    /// The left and lower edge of the part that a view of the same zoom shows, from the plate's lower left corner; none where
    /// it reaches beyond the plate.
    pub fn part(&self, view: View) -> Option<(i32, i32)> {
        if view.zoom != self.view.zoom {
            return None;
        }
        let moved = (view.middle - self.view.middle) * (view.zoom * self.dpr);
        // The map's y runs down, the plate's up.
        let (x, y) = (moved.x.round() as i32, -moved.y.round() as i32);
        let within = x.abs() <= self.beyond.0 && y.abs() <= self.beyond.1;
        within.then_some((self.beyond.0 + x, self.beyond.1 + y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Point = Point::new(1000.0, 600.0);

    fn plate(dpr: f32) -> Plate {
        let view = View { middle: Point::new(40.0, -7.0), zoom: 0.5 };
        Plate::of(view, SIZE, dpr).expect("it is not too large")
    }

    #[test]
    fn what_is_shown_moves_with_the_hand() {
        let plate = plate(2.0);
        assert_eq!((plate.size(), plate.part(plate.view)), ((3000, 1800), Some((500, 300))));
        // The map goes to the right and down: what lies to the left and above comes into sight.
        let moved = plate.view.panned(Point::new(30.0, 20.0));
        assert_eq!(plate.part(moved), Some((500 - 60, 300 + 40)));
    }

    #[test]
    fn what_the_plate_does_not_hold_is_drawn_anew() {
        let plate = plate(1.0);
        assert!(plate.part(plate.view.panned(Point::new(-250.0, 150.0))).is_some());
        assert_eq!(plate.part(plate.view.panned(Point::new(-251.0, 0.0))), None);
        assert_eq!(plate.part(plate.view.panned(Point::new(0.0, 151.0))), None);
        assert_eq!(plate.part(plate.view.zoomed(SIZE, 1.01, SIZE * 0.5)), None);
    }

    #[test]
    fn a_screen_that_is_too_large_has_none() {
        let view = View::default();
        assert!(Plate::of(view, Point::new(3840.0, 2160.0), 1.0).is_some());
        assert_eq!(Plate::of(view, Point::new(3840.0, 2160.0), 2.0), None);
        assert_eq!(Plate::of(view, Point::new(0.4, 600.0), 1.0), None);
    }
}
