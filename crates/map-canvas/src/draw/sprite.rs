//! Sprites: icons in discs, marks at their borders and on edges.

use network_map::{
    Point,
    model::{Edge, EdgeMarks, Mode, Node, NodeMarks, Severity},
};

use super::{bytes::Bytes, icon::Icon, style};
use crate::palette::Ink;

/// The bytes of a sprite: place, radius of the disc it belongs to, then icon, ink, back, and slot with state.
pub const SPRITE: usize = 16;

/// Where a sprite stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Slot {
    /// In the middle of the disc.
    Middle,
    /// In its upper half, over a number.
    Upper,
    /// At its border, up and to the right.
    RightTop,
    /// At its border, down and to the right.
    RightBottom,
    /// At its border, down and to the left.
    LeftBottom,
    /// At its border, up and to the left.
    LeftTop,
    /// On an edge.
    Edge,
}

/// No ground of its own.
pub const NO_BACK: u8 = u8::MAX;

/// A sprite of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sprite {
    /// What it shows.
    pub icon: Icon,
    /// In which colour.
    pub ink: Ink,
    /// On which ground, if on one of its own.
    pub back: Option<Ink>,
    /// Where.
    pub slot: Slot,
}

/// The sprites of a node: its icon, then its marks.
pub fn of_node(node: &Node) -> impl Iterator<Item = Sprite> {
    let (ink, _) = Ink::of_node(node.kind, node.mode);
    let slot = if node.kind.holds_others() { Slot::Upper } else { Slot::Middle };
    let kind = Some(Sprite { icon: Icon::of_kind(node.kind), ink, back: None, slot });
    let mark =
        |on: bool, icon, back, slot| on.then_some(Sprite { icon, ink: Ink::OnMark, back: Some(back), slot });
    let mode = Icon::of_mode(node.mode)
        .filter(|_| ink != Ink::External && !node.kind.is_unmanaged())
        .map(|icon| Sprite { icon, ink, back: Some(Ink::Paper), slot: Slot::RightBottom });
    let bad = node.cve >= Severity::High;
    let marks = [
        bad.then_some(Sprite {
            icon: Icon::Cve,
            ink: Ink::Cve,
            back: Some(Ink::Paper),
            slot: Slot::RightTop,
        }),
        mark(node.marks.has(NodeMarks::QUARANTINED), Icon::Lock, Ink::Quarantined, Slot::LeftBottom),
        mark(node.marks.has(NodeMarks::NEW), Icon::New, Ink::New, Slot::LeftTop),
    ];
    [kind, mode].into_iter().chain(marks).flatten()
}

/// The sprite of an edge, if it has one: how it stands where somebody should look at it, else that it is new.
pub fn of_edge(edge: &Edge) -> Option<Sprite> {
    let trouble = Icon::of_status(edge.status).map(|icon| (icon, Ink::of_status(edge.status)));
    let new = edge.marks.has(EdgeMarks::NEW).then_some((Icon::New, Ink::New));
    let (icon, back) = trouble.or(new)?;
    Some(Sprite { icon, ink: Ink::OnMark, back: Some(back), slot: Slot::Edge })
}

/// A sprite's bytes.
pub fn sprite(out: &mut Bytes, at: Point, radius: f32, sprite: Sprite, state: u8) {
    out.point(at);
    out.float(radius);
    let back = sprite.back.map_or(NO_BACK, |ink| ink as u8);
    let state = if state & style::state::DIM == 0 { 0 } else { 16 };
    out.four([sprite.icon as u8, sprite.ink as u8, back, sprite.slot as u8 | state]);
}

/// Whether a node's modes are told by its ring alone.
pub fn is_mixed(node: &Node) -> bool {
    node.mode == Mode::Mixed
}

#[cfg(test)]
mod tests {
    use network_map::model::{Builder, Kind, NodeInput};

    use super::*;

    #[test]
    fn a_mode_a_lock_and_a_weakness_are_said_by_icons_too() {
        let mut builder = Builder::new();
        builder.node(&NodeInput {
            mode: Mode::Monitor,
            cve: Severity::Critical,
            marks: NodeMarks::QUARANTINED.and(NodeMarks::NEW),
            ..NodeInput::new(Kind::Pod, "a", "a")
        });
        builder.node(&NodeInput { cve: Severity::Medium, ..NodeInput::new(Kind::External, "b", "b") });
        let graph = builder.finish(0);
        let icons = |kind| {
            let node = graph.nodes.iter().find(|node| node.kind == kind).unwrap();
            of_node(node).map(|sprite| sprite.icon).collect::<Vec<_>>()
        };
        assert_eq!(icons(Kind::Pod), [Icon::Pod, Icon::Monitor, Icon::Cve, Icon::Lock, Icon::New]);
        assert_eq!(icons(Kind::External), [Icon::External]);
        let slots: Vec<Slot> = of_node(&graph.nodes[0]).map(|sprite| sprite.slot).collect();
        assert!(slots.iter().enumerate().all(|(at, slot)| !slots[..at].contains(slot)), "none over another");
    }
}
