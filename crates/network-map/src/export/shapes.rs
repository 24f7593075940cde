//! The shapes of a drawing: grounds, edges over them, nodes over those.

use std::{collections::BTreeMap, fmt::Write};

use super::{Drawing, svg::escaped};
use crate::{
    geometry::Point,
    model::{Graph, Node, NodeMarks, Status},
    route::{Arrow, Curve},
};

/// How shapes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shapes {
    /// One for each edge and node, which says what it is to whoever points at it.
    Each,
    /// One for many that look alike, which say nothing: what an image in a page needs. It has a hundredth of the elements, and
    /// browsers take their time over each.
    Alike,
}

/// So many are one shape at most: what lies over something else within one shape does not show.
const TOGETHER: usize = 64;
/// How long the arrow at an edge's end is.
const ARROW: f32 = 5.0;

/// Writes them.
pub fn write_shapes(out: &mut String, drawing: &Drawing<'_>) {
    match drawing.shapes {
        Shapes::Each => each(out, drawing),
        Shapes::Alike => alike(out, drawing),
    }
}

fn each(out: &mut String, drawing: &Drawing<'_>) {
    let Drawing { graph, .. } = *drawing;
    for (at, node) in nodes(graph).filter(|(at, _)| graph.is_ground(*at)) {
        circle(out, &ground(node), at_place(drawing, at), graph.text(node.name));
    }
    for ((edge, curve), width) in graph.edges.iter().zip(drawing.curves).zip(drawing.widths) {
        let applications = graph.application_names(edge).join(", ");
        let title = format!("{} → {}: {applications}", graph.name(edge.from), graph.name(edge.to));
        let title = escaped(title.trim_end_matches(": "));
        begin_edges(out, edge.status, *width);
        write_curve(out, curve);
        // Writing to a string never fails.
        let _ = write!(out, r#""><title>{title}</title></path>"#);
        begin_arrows(out, edge.status);
        write_arrow(out, &curve.arrow(ARROW));
        *out += r#""/>"#;
    }
    for (at, node) in nodes(graph).filter(|(at, _)| !graph.is_ground(*at)) {
        circle(out, &disc(node), at_place(drawing, at), graph.text(node.name));
    }
}

fn alike(out: &mut String, drawing: &Drawing<'_>) {
    let Drawing { graph, .. } = *drawing;
    let mut edges: BTreeMap<(Status, i32), Vec<&Curve>> = BTreeMap::new();
    for ((edge, curve), width) in graph.edges.iter().zip(drawing.curves).zip(drawing.widths) {
        // As wide as it is written.
        edges.entry((edge.status, (width * 10.0).round() as i32)).or_default().push(curve);
    }
    let mut discs: BTreeMap<(bool, String), Vec<(Point, f32)>> = BTreeMap::new();
    for (at, node) in nodes(graph) {
        let is_disc = !graph.is_ground(at);
        let look = if is_disc { disc(node) } else { ground(node) };
        discs.entry((is_disc, look)).or_default().push(at_place(drawing, at));
    }
    let discs_of = |out: &mut String, wanted: bool| {
        for ((_, look), places) in discs.iter().filter(|((is_disc, _), _)| *is_disc == wanted) {
            for places in places.chunks(TOGETHER) {
                let _ = write!(out, r#"<path class="{look}" d=""#);
                places.iter().for_each(|place| write_disc(out, *place));
                *out += r#""/>"#;
            }
        }
    };
    discs_of(out, false);
    // The gravest last, over the others.
    for ((status, width), curves) in &edges {
        for curves in curves.chunks(TOGETHER) {
            begin_edges(out, *status, *width as f32 / 10.0);
            curves.iter().for_each(|curve| write_curve(out, curve));
            *out += r#""/>"#;
            begin_arrows(out, *status);
            curves.iter().for_each(|curve| write_arrow(out, &curve.arrow(ARROW)));
            *out += r#""/>"#;
        }
    }
    discs_of(out, true);
}

fn nodes(graph: &Graph) -> impl Iterator<Item = (u32, &Node)> {
    (0u32..).zip(&graph.nodes)
}

fn at_place(drawing: &Drawing<'_>, node: u32) -> (Point, f32) {
    (drawing.points[node as usize], drawing.radii[node as usize])
}

/// The classes of what holds others.
fn ground(node: &Node) -> String {
    format!("ground {}", node.kind)
}

/// The classes of a node that is a disc.
fn disc(node: &Node) -> String {
    let marks: String = node.marks.without(NodeMarks::OPEN).words().map(|word| format!(" {word}")).collect();
    format!("node {} mode-{} cve-{}{marks}", node.kind, node.mode, node.cve)
}

fn circle(out: &mut String, look: &str, (Point { x, y }, radius): (Point, f32), name: &str) {
    let name = escaped(name);
    let _ = write!(
        out,
        r#"<circle class="{look}" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"><title>{name}</title></circle>"#
    );
}

fn write_disc(out: &mut String, (Point { x, y }, radius): (Point, f32)) {
    let (left, across) = (x - radius, 2.0 * radius);
    let _ = write!(
        out,
        "M{left:.1} {y:.1}a{radius:.1} {radius:.1} 0 1 0 {across:.1} 0a{radius:.1} {radius:.1} 0 1 0 -{across:.1} 0"
    );
}

fn begin_edges(out: &mut String, status: Status, width: f32) {
    let status = status.as_str();
    let _ = write!(out, r#"<path class="edge {status}" fill="none" style="stroke-width:{width:.1}" d=""#);
}

fn write_curve(out: &mut String, Curve { from, first, second, to }: &Curve) {
    let _ = write!(
        out,
        "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
        from.x, from.y, first.x, first.y, second.x, second.y, to.x, to.y
    );
}

fn begin_arrows(out: &mut String, status: Status) {
    let _ = write!(out, r#"<path class="arrow {}" d=""#, status.as_str());
}

fn write_arrow(out: &mut String, Arrow { tip, left, right }: &Arrow) {
    let _ =
        write!(out, "M{:.1} {:.1}L{:.1} {:.1} {:.1} {:.1}Z", tip.x, tip.y, left.x, left.y, right.x, right.y);
}
