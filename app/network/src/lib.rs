//! The network section of the menu: the network activity map.

pub mod map;

kit::section!(network { MapPage => map::Map });
