//! The wire: a graph, with or without places, in few bytes. Columns rather than rows, small numbers, shared beginnings.
//!
//! They are for a route of their own, and for the past that is kept: smaller than JSON, and they compress.

mod bytes;
pub(crate) mod columns;

use std::fmt;

pub(crate) use bytes::{Reader, Writer};

use crate::{
    geometry::{Point, Rect},
    layout::{Layout, Place, Positions},
    model::Graph,
};

/// What every message begins with: its name and version.
const MAGIC: &[u8] = b"nm1";

/// Why bytes are no graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// They are none at all, or of another version.
    Foreign,
    /// They end too early.
    Cut,
    /// They say what cannot be, or more than a graph.
    Unsound,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "not a graph of this version",
            Self::Cut => "the graph is cut off",
            Self::Unsound => "the graph is damaged",
        })
    }
}

impl std::error::Error for WireError {}

/// Whether the controller's ids go along. A pod's takes 32 bytes, more than all the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// They do.
    Keep,
    /// They stay behind, where the key leads to them; those that are the name (groups, namespaces) go all the same.
    Leave,
}

impl Graph {
    /// The graph in few bytes. Texts that nothing names are left out.
    pub fn to_bytes(&self, ids: Ids) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MAGIC);
        columns::write(self, ids, &mut out);
        out.bytes
    }

    /// The graph for such bytes.
    ///
    /// # Errors
    /// When the bytes are not those of one whole graph; nothing that they say is trusted.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        let mut input = begin(bytes)?;
        let graph = columns::read(&mut input)?;
        if input.is_empty() { Ok(graph) } else { Err(WireError::Unsound) }
    }
}

fn begin(bytes: &[u8]) -> Result<Reader<'_>, WireError> {
    bytes.strip_prefix(MAGIC).map(Reader::new).ok_or(WireError::Foreign)
}

/// A graph with the places of its nodes: what the server sends so that the map appears at rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The graph.
    pub graph: Graph,
    /// Where each node is.
    pub points: Vec<Point>,
    /// How far each node reaches.
    pub radii: Vec<f32>,
}

impl Picture {
    /// The picture of a graph in a layout of it.
    pub fn of(graph: Graph, layout: &Layout) -> Self {
        Self { graph, points: layout.points().to_vec(), radii: layout.radii().to_vec() }
    }

    /// Where everything is, for the next layout to go on from.
    pub fn positions(&self) -> Positions {
        let nodes = (0..).zip(&self.graph.nodes).zip(self.points.iter().zip(&self.radii));
        let places = nodes.map(|((at, node), (point, radius))| {
            (node.key, Place { at: *point, radius: *radius, ground: self.graph.is_ground(at) })
        });
        places.collect()
    }

    /// The picture in few bytes: four for a place, which are then off by a 65,000th of the picture's size at most.
    pub fn to_bytes(&self, ids: Ids) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MAGIC);
        columns::write(&self.graph, ids, &mut out);
        let bounds = Rect::around(self.points.iter().copied());
        let side = bounds.width().max(bounds.height()).max(1.0);
        let min = if bounds.is_empty() { Point::ORIGIN } else { bounds.min };
        [min.x, min.y, side].into_iter().for_each(|number| out.float(number));
        let scaled = |offset: f32| ((offset / side * f32::from(u16::MAX)).round() as u16).to_le_bytes();
        self.points.iter().for_each(|point| out.raw(&scaled(point.x - min.x)));
        self.points.iter().for_each(|point| out.raw(&scaled(point.y - min.y)));
        self.radii.iter().for_each(|radius| out.number((radius * 8.0).round() as u64));
        out.bytes
    }

    /// The picture for such bytes.
    ///
    /// # Errors
    /// When the bytes are not those of one whole picture.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        let mut input = begin(bytes)?;
        let graph = columns::read(&mut input)?;
        let (x, y, side) = (input.float()?, input.float()?, input.float()?);
        if ![x, y, side].iter().all(|number| number.is_finite()) {
            return Err(WireError::Unsound);
        }
        let count = graph.nodes.len();
        let axis = |bytes: &[u8], from: f32| -> Vec<f32> {
            let pairs = bytes.chunks_exact(2).map(|pair| f32::from(u16::from_le_bytes([pair[0], pair[1]])));
            pairs.map(|number| from + number / f32::from(u16::MAX) * side).collect()
        };
        let (across, down) = (axis(input.raw(count * 2)?, x), axis(input.raw(count * 2)?, y));
        let points = across.into_iter().zip(down).map(|(x, y)| Point::new(x, y)).collect();
        let radii = (0..count).map(|_| Ok(input.small()? as f32 / 8.0)).collect::<Result<_, WireError>>()?;
        if input.is_empty() { Ok(Self { graph, points, radii }) } else { Err(WireError::Unsound) }
    }
}
