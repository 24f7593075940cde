//! SVG: the picture as text, with class names in place of colours.

use std::fmt::Write;

use super::{
    labels::{Label, NAME, SAID, labels},
    shapes::{Shapes, write_shapes},
};
use crate::{
    geometry::{Point, Rect},
    model::Graph,
    route::Curve,
};

/// What a picture is made of.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// Where each node is.
    pub points: &'a [Point],
    /// How far each node reaches.
    pub radii: &'a [f32],
    /// The curve of each edge.
    pub curves: &'a [Curve],
    /// How wide each edge is.
    pub widths: &'a [f32],
    /// What the picture is called; also its text for those who do not see it.
    pub title: &'a str,
    /// The style sheet that goes into the picture; `""` = none does, as a page has its own. Classes: `ground`, `edge`
    /// and a status, `arrow`, `node` with a kind and `mode-…`, `cve-…` and the words of marks, `label`, of an edge
    /// with `said` and its status. `]]>` in it is taken out.
    pub style: &'a str,
    /// How edges and nodes are written.
    pub shapes: Shapes,
    /// Nodes of this radius and more get their name beside them, where there is room.
    pub label_from: f32,
}

/// The picture as SVG text, whole by itself. Edges lie over grounds, nodes over edges, names over all.
pub fn svg(drawing: &Drawing<'_>) -> String {
    let Drawing { graph, points, radii, curves, .. } = drawing;
    let mut bounds = Rect::around_discs(points, radii);
    bounds = curves.iter().fold(bounds, |all, curve| all.joined(curve.bounds()));
    let bounds = if bounds.is_empty() { Rect::disc(Point::ORIGIN, 1.0) } else { bounds.grown(20.0) };
    let labels = labels(drawing, bounds);
    let bounds = labels.iter().fold(bounds, |all, label| all.joined(label.bounds()));
    let (x, y, width, height) = (bounds.min.x, bounds.min.y, bounds.width(), bounds.height());
    let title = escaped(drawing.title);
    let mut out = String::with_capacity(graph.nodes.len() * 120 + graph.edges.len() * 160);
    // Writing to a string never fails.
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.1} {y:.1} {width:.1} {height:.1}" role="img" aria-label="{title}"><title>{title}</title>"#
    );
    if !drawing.style.is_empty() {
        let _ = write!(out, "<style><![CDATA[{}]]></style>", drawing.style.replace("]]>", ""));
    }
    write_shapes(&mut out, drawing);
    let (names, said): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| label.said.is_none());
    write_texts(&mut out, &said, SAID);
    write_texts(&mut out, &names, NAME);
    out += "</svg>";
    out
}

/// Texts of one size, each with its middle at its place.
fn write_texts(out: &mut String, labels: &[&Label], size: f32) {
    let _ = write!(out, r#"<g font-size="{size}" text-anchor="middle">"#);
    for Label { text, at, said, .. } in labels {
        let status = said.map(|status| format!(" said {status}")).unwrap_or_default();
        // From its middle to the line that letters stand on.
        let (x, y, text) = (at.x, at.y + size * 0.36, escaped(text));
        let _ = write!(out, r#"<text class="label{status}" x="{x:.1}" y="{y:.1}">{text}</text>"#);
    }
    *out += "</g>";
}

/// A text as it may stand in an element or an attribute. Characters that XML does not know are taken out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            c => out.push(c),
        }
    }
    out
}
