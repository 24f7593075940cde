//! Pins: where nodes were put by hand. There they stay, whatever picture comes, until they are let go.

use std::collections::HashMap;

use network_map::{Point, model::Key, wire::Picture};

/// The nodes that were put somewhere, and where.
#[derive(Clone, Debug, Default)]
pub struct Pins(HashMap<Key, Point>);

impl Pins {
    /// A node is here from now on.
    pub fn put(&mut self, node: Key, at: Point) {
        self.0.insert(node, at);
    }

    /// Where a node was put.
    pub fn get(&self, node: &Key) -> Option<&Point> {
        self.0.get(node)
    }

    /// Lets go of one node, or of all; whether there was anything to let go.
    pub fn let_go(&mut self, only: Option<Key>) -> bool {
        match only {
            Some(node) => self.0.remove(&node).is_some(),
            None => !std::mem::take(&mut self.0).is_empty(),
        }
    }

    /// Puts what is held to where it is held, in another picture of it; whether something was elsewhere.
    pub fn hold(&self, picture: &mut Picture) -> bool {
        let mut moved = false;
        if !self.0.is_empty() {
            for (node, point) in picture.graph.nodes.iter().zip(&mut picture.points) {
                if let Some(pin) = self.get(&node.key) {
                    moved |= pin != point;
                    *point = *pin;
                }
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn what_was_put_somewhere_stays_there_until_it_is_let_go() {
        let picture = sample(60, Detail::Groups).picture;
        let (first, second) = (picture.graph.nodes[1].key, picture.graph.nodes[2].key);
        let there = Point::new(1234.0, -77.0);
        let mut pins = Pins::default();
        pins.put(first, Point::ORIGIN);
        pins.put(first, there);
        pins.put(second, picture.points[2]);
        let mut held = picture.clone();
        assert!(pins.hold(&mut held));
        assert_eq!((held.points[1], held.points[2]), (there, picture.points[2]));
        assert!(!pins.hold(&mut held), "it is there already");

        assert!(pins.let_go(Some(first)) && !pins.let_go(Some(first)));
        let mut next = picture.clone();
        assert!(!pins.hold(&mut next), "the other one is where the picture has it anyway");
        assert_eq!(next, picture);
        assert!(pins.get(&second).is_some());
        assert!(pins.let_go(None) && !pins.let_go(None));
    }
}
