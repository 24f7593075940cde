//! Gestures: what pointers mean. Knows no browser: places in CSS pixels, times in milliseconds.

use network_map::Point;

/// How far a pointer moves before it drags.
const STILL: f32 = 4.0;
/// How soon a second click makes a double one.
const DOUBLE: f64 = 350.0;
/// How long a press opens the menu on touch screens.
pub const LONG: f64 = 500.0;

/// What a pointer's move means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// It points here.
    Point(Point),
    /// The map is moved by this.
    Pan(Point),
    /// The map is so many times closer, around a point.
    Zoom(f32, Point),
    /// The node under this point is lifted.
    Lift(Point),
    /// What was lifted is moved to here.
    Carry(Point),
    /// What was lifted is put down.
    Drop,
    /// A click.
    Click(Point),
    /// The second one of a double click.
    Double(Point),
    /// A long press.
    Menu(Point),
    /// The map comes to rest.
    Rest,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Idle,
    /// Pressed and not moved yet; whether a node that can be lifted is under it.
    Pressed {
        at: Point,
        since: f64,
        node: bool,
    },
    Panning,
    Carrying,
    Pinching,
    /// Whatever comes until all are up means nothing.
    Done,
}

/// The pointers that are down, and what they are doing.
#[derive(Debug)]
pub struct Gestures {
    state: State,
    down: Vec<(i32, Point)>,
    clicked: Option<(f64, Point)>,
}

impl Default for Gestures {
    fn default() -> Self {
        Self { state: State::Idle, down: Vec::new(), clicked: None }
    }
}

impl Gestures {
    /// Whether the map is being moved or something on it.
    pub fn is_busy(&self) -> bool {
        matches!(self.state, State::Panning | State::Carrying | State::Pinching)
    }

    /// A pointer went down; `node` = over a node that can be lifted.
    pub fn down(&mut self, id: i32, at: Point, now: f64, node: bool) -> Option<Act> {
        self.down.retain(|pointer| pointer.0 != id);
        self.down.push((id, at));
        let before = self.state;
        self.state = match self.down.len() {
            1 => State::Pressed { at, since: now, node },
            2 => State::Pinching,
            _ => State::Done,
        };
        (before == State::Carrying).then_some(Act::Drop)
    }

    /// A pointer moved.
    pub fn moved(&mut self, id: i32, at: Point) -> [Option<Act>; 2] {
        let Some(known) = self.down.iter().position(|pointer| pointer.0 == id) else {
            return [(self.state == State::Idle).then_some(Act::Point(at)), None];
        };
        let before = self.down[known].1;
        self.down[known].1 = at;
        match self.state {
            State::Pressed { at: begin, node, .. } if begin.distance(at) > STILL => {
                self.clicked = None;
                if node {
                    self.state = State::Carrying;
                    [Some(Act::Lift(begin)), Some(Act::Carry(at))]
                } else {
                    self.state = State::Panning;
                    [Some(Act::Pan(at - begin)), None]
                }
            }
            State::Panning => [Some(Act::Pan(at - before)), None],
            State::Carrying => [Some(Act::Carry(at)), None],
            State::Pinching => {
                let other = self.down[1 - known].1;
                let factor = at.distance(other).max(1.0) / before.distance(other).max(1.0);
                let (middle, was) = (at.towards(other, 0.5), before.towards(other, 0.5));
                [Some(Act::Pan(middle - was)), Some(Act::Zoom(factor, middle))]
            }
            State::Pressed { .. } | State::Idle | State::Done => [None, None],
        }
    }

    /// A pointer went up.
    pub fn up(&mut self, id: i32, now: f64) -> Option<Act> {
        let at = self.down.iter().position(|pointer| pointer.0 == id)?;
        let (_, place) = self.down.remove(at);
        let before = self.state;
        self.state = if self.down.is_empty() { State::Idle } else { State::Done };
        match before {
            State::Pressed { at, .. } => {
                let again = self
                    .clicked
                    .take()
                    .is_some_and(|(time, place)| now - time < DOUBLE && place.distance(at) < 2.0 * STILL);
                if again {
                    return Some(Act::Double(place));
                }
                self.clicked = Some((now, at));
                Some(Act::Click(place))
            }
            State::Carrying => Some(Act::Drop),
            State::Panning | State::Pinching => Some(Act::Rest),
            State::Idle | State::Done => None,
        }
    }

    /// A pointer was taken away.
    pub fn cancelled(&mut self, id: i32) -> Option<Act> {
        self.down.retain(|pointer| pointer.0 != id);
        let before = std::mem::replace(&mut self.state, State::Done);
        if self.down.is_empty() {
            self.state = State::Idle;
        }
        match before {
            State::Carrying => Some(Act::Drop),
            State::Panning | State::Pinching => Some(Act::Rest),
            _ => None,
        }
    }

    /// Time has passed; whether a press has become a long one.
    pub fn waited(&mut self, now: f64) -> Option<Act> {
        match self.state {
            State::Pressed { at, since, .. } if now - since >= LONG => {
                self.state = State::Done;
                Some(Act::Menu(at))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn a_short_press_is_a_click_and_two_are_a_double_one() {
        let mut hand = Gestures::default();
        for (time, expected) in [(0.0, Act::Click(at(5.0, 5.0))), (200.0, Act::Double(at(5.0, 5.0)))] {
            assert_eq!(hand.down(1, at(5.0, 5.0), time, true), None);
            assert_eq!(hand.moved(1, at(6.0, 5.0)), [None, None], "a trembling hand");
            assert_eq!(hand.moved(1, at(5.0, 5.0)), [None, None]);
            assert_eq!(hand.up(1, time + 80.0), Some(expected));
        }
        hand.down(1, at(5.0, 5.0), 400.0, true);
        assert_eq!(hand.up(1, 450.0), Some(Act::Click(at(5.0, 5.0))), "a third one is a first one");
    }

    #[test]
    fn a_drag_pans_the_ground_and_carries_a_node() {
        let mut hand = Gestures::default();
        hand.down(1, at(0.0, 0.0), 0.0, false);
        assert_eq!(hand.moved(1, at(10.0, 0.0))[0], Some(Act::Pan(at(10.0, 0.0))));
        assert_eq!(hand.moved(1, at(12.0, 3.0))[0], Some(Act::Pan(at(2.0, 3.0))));
        assert!(hand.is_busy());
        assert_eq!(hand.up(1, 99.0), Some(Act::Rest));
        hand.down(1, at(0.0, 0.0), 200.0, true);
        let lifted = [Some(Act::Lift(at(0.0, 0.0))), Some(Act::Carry(at(9.0, 0.0)))];
        assert_eq!(hand.moved(1, at(9.0, 0.0)), lifted);
        assert_eq!(hand.cancelled(1), Some(Act::Drop));
        assert!(!hand.is_busy());
    }

    #[test]
    fn two_fingers_pinch() {
        let mut hand = Gestures::default();
        hand.down(1, at(0.0, 0.0), 0.0, false);
        hand.down(2, at(100.0, 0.0), 1.0, false);
        let acts = hand.moved(2, at(200.0, 0.0));
        assert_eq!(acts, [Some(Act::Pan(at(50.0, 0.0))), Some(Act::Zoom(2.0, at(100.0, 0.0)))]);
        assert_eq!(hand.up(1, 50.0), Some(Act::Rest));
        assert_eq!(hand.moved(2, at(0.0, 0.0)), [None, None], "the finger that stays means nothing");
        assert_eq!(hand.up(2, 60.0), None, "nor is it a click");
        assert_eq!(hand.moved(2, at(1.0, 1.0))[0], Some(Act::Point(at(1.0, 1.0))));
    }

    #[test]
    fn a_long_press_is_a_menu_once() {
        let mut hand = Gestures::default();
        hand.down(1, at(3.0, 3.0), 0.0, true);
        assert_eq!(hand.waited(LONG - 1.0), None);
        assert_eq!(hand.waited(LONG), Some(Act::Menu(at(3.0, 3.0))));
        assert_eq!(hand.waited(LONG * 2.0), None);
        assert_eq!(hand.up(1, LONG * 3.0), None);
    }
}
