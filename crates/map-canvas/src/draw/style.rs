//! Styles: how nodes and edges look, in the few small numbers that shaders take.

use network_map::model::{Edge, EdgeMarks, Graph, Kind, Mode, Node, NodeMarks, Status};

use crate::palette::Ink;

/// Bits of a disc's look.
pub mod look {
    /// A dashed ring in the colour of quarantine around it.
    pub const QUARANTINED: u8 = 1;
    /// The ring is of all three modes' colours.
    pub const MIXED: u8 = 2;
    /// It holds others: a second, thin ring.
    pub const HOLDS: u8 = 4;
    /// Only a halo, no disc.
    pub const HALO: u8 = 8;
    /// The ground under others.
    pub const GROUND: u8 = 16;
    /// The ring is dashed: nobody looks after it.
    pub const DASHED: u8 = 32;
}

/// Bits of the state of a node or an edge.
pub mod state {
    /// Others matter now.
    pub const DIM: u8 = 1;
    /// It is appearing.
    pub const FRESH: u8 = 2;
    /// Somebody should look at it.
    pub const TROUBLE: u8 = 4;
    /// It is what matters now.
    pub const LIT: u8 = 8;
}

/// How an edge's line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Pattern {
    /// Solid.
    Solid,
    /// Two lines.
    Double,
    /// Long dashes.
    Dashed,
    /// Short dashes.
    Dotted,
}

/// A disc's ring and fill, and its look.
pub fn disc(node: &Node) -> [u8; 3] {
    let (ring, fill) = Ink::of_node(node.kind, node.mode);
    let mut bits = 0;
    for (on, bit) in [
        (node.marks.has(NodeMarks::QUARANTINED), look::QUARANTINED),
        (node.mode == Mode::Mixed, look::MIXED),
        (node.kind.holds_others(), look::HOLDS),
        (node.kind.is_unmanaged(), look::DASHED),
    ] {
        if on {
            bits |= bit;
        }
    }
    [ring as u8, fill as u8, bits]
}

/// A ground's border and fill, and its look.
pub fn ground(kind: Kind) -> [u8; 3] {
    let (ring, fill) = match kind {
        Kind::Group => (Ink::GroupEdge, Ink::Group),
        _ => (Ink::NamespaceEdge, Ink::Namespace),
    };
    [ring as u8, fill as u8, look::GROUND]
}

/// How the line of an edge that stands so is drawn.
pub const fn pattern(status: Status) -> Pattern {
    match status {
        Status::Secured => Pattern::Double,
        Status::Violation | Status::Warning => Pattern::Dashed,
        Status::Blocked => Pattern::Dotted,
        Status::Internal | Status::Allowed | Status::Threat => Pattern::Solid,
    }
}

/// What the width of an edge says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Width {
    /// How many bytes went over it.
    #[default]
    Bytes,
    /// How many sessions it had.
    Sessions,
}

/// The thinnest and the thickest edge, in pixels.
pub const WIDTHS: (f32, f32) = (1.0, 2.5);

/// How much wider those are that somebody should look at.
const TROUBLED: f32 = 0.6;

/// How wide edges of a graph are.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    by: Width,
    least: f32,
    span: f32,
}

impl Scale {
    /// The scale for a graph: its smallest edge is thinnest, its largest thickest, by the logarithm.
    pub fn of(graph: &Graph, by: Width) -> Self {
        let (mut least, mut most) = (f32::INFINITY, 0.0f32);
        for edge in &graph.edges {
            let amount = amount(edge, by);
            least = least.min(amount);
            most = most.max(amount);
        }
        // One that is twice another is not yet ten times as wide.
        Self { by, least: least.min(most), span: (most - least).max(6.0) }
    }

    /// An edge's width in pixels; what somebody should look at is somewhat wider.
    pub fn width(&self, edge: &Edge) -> f32 {
        let share = ((amount(edge, self.by) - self.least) / self.span).clamp(0.0, 1.0);
        let more = if edge.status.is_trouble() { TROUBLED } else { 0.0 };
        WIDTHS.0 + (WIDTHS.1 - WIDTHS.0) * share * share + more
    }
}

fn amount(edge: &Edge, by: Width) -> f32 {
    let number = match by {
        Width::Bytes => edge.bytes,
        Width::Sessions => edge.sessions,
    };
    ((number as f32) + 1.0).ln()
}

/// The state that an edge has by itself.
pub fn edge_state(edge: &Edge) -> u8 {
    let trouble = if edge.status.is_trouble() { state::TROUBLE } else { 0 };
    let new = if edge.marks.has(EdgeMarks::NEW) { state::TROUBLE } else { 0 };
    trouble | new
}

#[cfg(test)]
mod tests {
    use network_map::model::{Builder, EdgeInput, NodeInput};

    use super::*;

    #[test]
    fn what_is_bad_is_told_apart_without_colour() {
        assert_ne!(pattern(Status::Blocked), pattern(Status::Violation));
        assert_ne!(pattern(Status::Violation), pattern(Status::Allowed));
        assert_ne!(pattern(Status::Secured), pattern(Status::Allowed));
    }

    #[test]
    fn marks_become_looks() {
        let mut builder = Builder::new();
        let marks = NodeMarks::QUARANTINED;
        builder.node(&NodeInput { marks, mode: Mode::Protect, ..NodeInput::new(Kind::Pod, "a", "a") });
        builder.node(&NodeInput::new(Kind::Unmanaged, "b", "b"));
        let graph = builder.finish(0);
        let by_name = |name| disc(graph.nodes.iter().find(|node| graph.text(node.name) == name).unwrap());
        assert_eq!(by_name("a"), [Ink::Protect as u8, Ink::ProtectFill as u8, look::QUARANTINED]);
        assert_eq!(by_name("b")[2], look::DASHED);
    }

    #[test]
    fn widths_follow_the_logarithm() {
        let mut builder = Builder::new();
        for id in ["a", "b", "c"] {
            builder.node(&NodeInput::new(Kind::Pod, id, id));
        }
        for (from, to, bytes) in [("a", "b", 10), ("b", "c", 100_000), ("c", "a", 1_000_000_000)] {
            builder.edge(&EdgeInput { bytes, ..EdgeInput::new(from, to) });
        }
        let graph = builder.finish(0);
        let scale = Scale::of(&graph, Width::Bytes);
        let mut widths: Vec<f32> = graph.edges.iter().map(|edge| scale.width(edge)).collect();
        widths.sort_by(f32::total_cmp);
        assert!((widths[0] - WIDTHS.0).abs() < 1e-3 && (widths[2] - WIDTHS.1).abs() < 1e-3, "{widths:?}");
        assert!(widths[1] > widths[0] + 0.2 && widths[1] < widths[2] - 0.2, "{widths:?}");
    }
}
