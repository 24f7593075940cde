//! Positions by key: what the eye knows, and what the next layout begins with.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{geometry::Point, model::Key};

/// Where a node was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its middle.
    pub at: Point,
    /// How far it reached: a disc's radius, or that of the ground of a namespace or group that was open.
    pub radius: f32,
    /// Whether it was the ground under others.
    pub ground: bool,
}

/// Where the nodes of a layout were, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Positions {
    places: HashMap<Key, Place>,
}

impl Positions {
    /// Where a node was.
    pub fn get(&self, key: Key) -> Option<Place> {
        self.places.get(&key).copied()
    }

    /// Notes where a node is.
    pub fn set(&mut self, key: Key, place: Place) {
        self.places.insert(key, place);
    }

    /// How many are noted.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none is noted.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

impl FromIterator<(Key, Place)> for Positions {
    fn from_iter<T: IntoIterator<Item = (Key, Place)>>(places: T) -> Self {
        Self { places: places.into_iter().collect() }
    }
}
