//! Points and boxes of the plane that the map is drawn in. Units are the map's own: a pod's disc is 6 wide from its middle.

use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use serde::{Deserialize, Serialize};

/// A place, or the way from one place to another. `y` grows downwards, as on screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Point {
    /// The middle.
    pub const ORIGIN: Self = Self::new(0.0, 0.0);

    /// The point at these coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// How long the way is, squared.
    pub fn length_squared(self) -> f32 {
        self.x * self.x + self.y * self.y
    }

    /// How long the way is.
    pub fn length(self) -> f32 {
        self.length_squared().sqrt()
    }

    /// How far the other point is.
    pub fn distance(self, other: Self) -> f32 {
        (other - self).length()
    }

    /// The way in the same direction with length 1; to the right when there is no direction.
    pub fn unit(self) -> Self {
        let length = self.length();
        if length > f32::MIN_POSITIVE { self * (1.0 / length) } else { Self::new(1.0, 0.0) }
    }

    /// The way turned by a quarter.
    pub fn turned(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The point at this share of the way to the other one.
    pub fn towards(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }

    /// The product that is 0 for ways at a right angle.
    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// The product that is 0 for ways in the same direction.
    pub fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }

    /// Whether both coordinates are numbers.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl AddAssign for Point {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by)
    }
}

impl Neg for Point {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.x, -self.y)
    }
}

/// A box with upright sides. The empty one has its corners the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// The upper left corner.
    pub min: Point,
    /// The lower right corner.
    pub max: Point,
}

impl Default for Rect {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Rect {
    /// A box with nothing in it.
    pub const EMPTY: Self = Self {
        min: Point::new(f32::INFINITY, f32::INFINITY),
        max: Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
    };

    /// The smallest box around these points.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Self {
        points.into_iter().fold(Self::EMPTY, Self::with)
    }

    /// The smallest box around these discs.
    pub fn around_discs(points: &[Point], radii: &[f32]) -> Self {
        points
            .iter()
            .zip(radii)
            .fold(Self::EMPTY, |all, (point, radius)| all.joined(Self::disc(*point, *radius)))
    }

    /// The box around a disc.
    pub fn disc(middle: Point, radius: f32) -> Self {
        let half = Point::new(radius, radius);
        Self { min: middle - half, max: middle + half }
    }

    /// The smallest box around this one and the point.
    pub fn with(self, point: Point) -> Self {
        self.joined(Self { min: point, max: point })
    }

    /// The smallest box around both.
    pub fn joined(self, other: Self) -> Self {
        Self {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The box with a margin.
    pub fn grown(self, margin: f32) -> Self {
        let by = Point::new(margin, margin);
        Self { min: self.min - by, max: self.max + by }
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        !(self.min.x <= self.max.x && self.min.y <= self.max.y)
    }

    /// Whether the point is in it or on its border.
    pub fn contains(self, point: Point) -> bool {
        self.min.x <= point.x && point.x <= self.max.x && self.min.y <= point.y && point.y <= self.max.y
    }

    /// Whether the two have a point in common.
    pub fn touches(self, other: Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// How wide it is; 0 when empty.
    pub fn width(self) -> f32 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// How high it is; 0 when empty.
    pub fn height(self) -> f32 {
        (self.max.y - self.min.y).max(0.0)
    }

    /// Its middle; the origin when empty.
    pub fn middle(self) -> Point {
        if self.is_empty() { Point::ORIGIN } else { self.min.towards(self.max, 0.5) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_box_has_no_size_and_joins_to_the_other() {
        assert!(Rect::EMPTY.is_empty());
        assert_eq!((Rect::EMPTY.width(), Rect::EMPTY.middle()), (0.0, Point::ORIGIN));
        let disc = Rect::disc(Point::new(3.0, 4.0), 2.0);
        assert_eq!(Rect::EMPTY.joined(disc), disc);
        assert!(!Rect::EMPTY.touches(disc));
    }

    #[test]
    fn boxes_touch_where_they_share_a_point() {
        let one = Rect { min: Point::new(0.0, 0.0), max: Point::new(2.0, 2.0) };
        for (x, touches) in [(1.0, true), (2.0, true), (2.1, false)] {
            let other = Rect { min: Point::new(x, 0.0), max: Point::new(x + 1.0, 1.0) };
            assert_eq!(one.touches(other), touches, "{x}");
        }
    }

    #[test]
    fn a_way_without_direction_has_a_unit_all_the_same() {
        assert_eq!(Point::ORIGIN.unit(), Point::new(1.0, 0.0));
        assert!((Point::new(3.0, 4.0).unit().length() - 1.0).abs() < 1e-6);
    }
}
