//! What is written in a drawing: the names of nodes, then the applications of edges, each where it lies on nothing else.

use super::Drawing;
use crate::{
    geometry::{Point, Rect},
    label::{ALONG, Grid, above, applications, beside, elided, gravity, short},
    model::{Kind, Status},
    order,
};

/// How large a node's name is, in the map's units.
pub const NAME: f32 = 9.0;
/// How large is what is written at an edge.
pub const SAID: f32 = 7.0;
/// How wide a letter is, as a share of its height: nothing here measures texts, so rather too wide.
const LETTER: f32 = 0.6;
/// How wide a name is at most.
const WIDEST: f32 = 150.0;
/// What is left free around a text.
const AIR: f32 = 1.5;
/// By how much an edge is longer than what is written at it.
const SPARE: f32 = 20.0;
/// At how many edges something is written at most.
const MOST: usize = 200;

/// A text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What is written.
    pub text: String,
    /// The middle of it.
    pub at: Point,
    /// Half of its width and height, with what is left free around it.
    pub half: Point,
    /// How the edge stands that it is written at; `None` = it is a node's name.
    pub said: Option<Status>,
}

impl Label {
    /// The box that it takes.
    pub fn bounds(&self) -> Rect {
        Rect { min: self.at - self.half, max: self.at + self.half }
    }
}

/// All that is written in a drawing that lies within these bounds; a name at the border may reach out of them.
pub fn labels(drawing: &Drawing<'_>, bounds: Rect) -> Vec<Label> {
    let grid = Grid::new(Point::new(bounds.width(), bounds.height()));
    let mut sheet = Sheet { drawing, corner: bounds.min, grid, labels: Vec::new() };
    sheet.keep_discs_clear();
    sheet.write_names();
    sheet.write_applications();
    sheet.labels
}

/// What is written so far, and the room that is left.
struct Sheet<'a> {
    drawing: &'a Drawing<'a>,
    /// Its upper left corner, from where the grid counts.
    corner: Point,
    grid: Grid,
    labels: Vec<Label>,
}

impl Sheet<'_> {
    fn keep_discs_clear(&mut self) {
        let Drawing { graph, points, radii, .. } = *self.drawing;
        for disc in graph.discs().map(|at| at as usize) {
            self.grid.take(Rect::disc(points[disc] - self.corner, radii[disc] * 0.92));
        }
    }

    fn write_names(&mut self) {
        let Drawing { graph, points, radii, label_from, .. } = *self.drawing;
        let nodes = (0u32..).zip(&graph.nodes).filter(|(at, node)| {
            radii[*at as usize] >= label_from && (!graph.is_ground(*at) || node.kind == Kind::Namespace)
        });
        // What holds others first, then the larger.
        let ranked = nodes.map(|(at, node)| {
            let class: u64 = match node.kind {
                Kind::Namespace if graph.is_ground(at) => 3,
                Kind::Namespace | Kind::External => 2,
                Kind::Group => 1,
                _ => 0,
            };
            (class << 32 | order::rank(radii[at as usize]), at)
        });
        for node in order::falling(ranked) {
            let (middle, radius) = (points[node as usize] - self.corner, radii[node as usize]);
            let ground = graph.is_ground(node);
            let most = if ground { (radius * 1.6).max(WIDEST) } else { WIDEST };
            let (text, wide) = elided(short(graph, node), most, &mut |text| width(text, NAME));
            let half = half(wide, NAME);
            let ways = if ground { above(middle, radius, half) } else { beside(middle, radius + AIR, half) };
            self.write(text, half, &ways, None);
        }
    }

    fn write_applications(&mut self) {
        let Drawing { graph, curves, .. } = *self.drawing;
        let mut left = MOST;
        let ranked = (0u32..).zip(&graph.edges).map(|(at, edge)| (gravity(edge), at));
        for at in order::falling(ranked).into_iter().map(|at| at as usize) {
            let (edge, curve) = (&graph.edges[at], &curves[at]);
            let text = applications(&graph.application_names(edge));
            let wide = width(&text, SAID);
            let long = edge.from == edge.to || curve.from.distance(curve.to) >= wide + SPARE;
            if text.is_empty() || !long {
                continue;
            }
            let ways = ALONG.map(|share| curve.at(share) - self.corner);
            if self.write(text, half(wide, SAID), &ways, Some(edge.status)) {
                left -= 1;
            }
            if left == 0 {
                return;
            }
        }
    }

    /// Writes a text at the first of these places that is free; whether there is one.
    fn write(&mut self, text: String, half: Point, ways: &[Point], said: Option<Status>) -> bool {
        let boxed = |at: Point| Rect { min: at - half, max: at + half };
        let Some(at) = ways.iter().copied().find(|at| self.grid.is_free(boxed(*at))) else { return false };
        if !text.is_empty() {
            self.grid.take(boxed(at));
            self.labels.push(Label { text, at: at + self.corner, half, said });
        }
        true
    }
}

fn width(text: &str, size: f32) -> f32 {
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    f32::from(letters) * size * LETTER
}

fn half(wide: f32, size: f32) -> Point {
    Point::new(wide / 2.0 + AIR, size / 2.0 + AIR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::Shapes,
        layout::{Layout, Options},
        level::{Detail, Expansion, aggregate},
        model::{Builder, EdgeInput, Graph, NodeInput},
        route::{Curve, Style, route},
        sample::Sample,
    };

    struct Drawn {
        graph: Graph,
        points: Vec<Point>,
        radii: Vec<f32>,
        curves: Vec<Curve>,
    }

    impl Drawn {
        fn of(graph: Graph) -> Self {
            let mut layout = Layout::new(&graph, Options::default());
            layout.run();
            Self::at(graph, layout.points(), layout.radii())
        }

        fn at(graph: Graph, points: &[Point], radii: &[f32]) -> Self {
            let curves = route(&graph, points, radii, &Style::default());
            Self { graph, points: points.to_vec(), radii: radii.to_vec(), curves }
        }

        fn labels(&self) -> Vec<Label> {
            let Self { graph, points, radii, curves } = self;
            let drawing = Drawing {
                graph,
                points,
                radii,
                curves,
                widths: &[],
                title: "",
                style: "",
                shapes: Shapes::Each,
                label_from: 6.0,
            };
            labels(&drawing, Rect::around_discs(points, radii).grown(20.0))
        }
    }

    fn groups(pods: usize) -> Drawn {
        let graph = Sample::of(pods).graph();
        let level = aggregate(&graph, &Expansion::down_to(&graph, Detail::Groups));
        Drawn::of(level.graph)
    }

    #[test]
    fn nothing_that_is_written_lies_on_something_else() {
        let drawn = groups(300);
        let labels = drawn.labels();
        let names = labels.iter().filter(|label| label.said.is_none()).count();
        assert!(names > 10 && labels.len() - names > 10, "{names} of {}", labels.len());
        for (at, one) in labels.iter().enumerate() {
            for two in &labels[..at] {
                assert!(!one.bounds().touches(two.bounds()), "{} lies on {}", one.text, two.text);
            }
            for disc in drawn.graph.discs().map(|at| at as usize) {
                let disc = Rect::disc(drawn.points[disc], drawn.radii[disc] * 0.9);
                assert!(!one.bounds().touches(disc), "{} lies on a disc", one.text);
            }
        }
    }

    #[test]
    fn an_edge_says_its_applications_on_its_way_the_gravest_first() {
        let drawn = groups(300);
        let said: Vec<Label> = drawn.labels().into_iter().filter(|label| label.said.is_some()).collect();
        assert!(said.is_sorted_by_key(|label| std::cmp::Reverse(label.said)), "what is grave finds room");
        for label in &said {
            let of = drawn.graph.edges.iter().zip(&drawn.curves).find(|(edge, curve)| {
                label.said == Some(edge.status)
                    && applications(&drawn.graph.application_names(edge)) == label.text
                    && curve.distance(label.at) < 1.0
            });
            assert!(of.is_some(), "{label:?}");
        }
        assert!(groups(3000).labels().iter().filter(|label| label.said.is_some()).count() <= MOST);
    }

    #[test]
    fn where_there_is_no_room_nothing_is_written() {
        let between = |far: f32| {
            let mut builder = Builder::new();
            for id in ["a", "b"] {
                builder.node(&NodeInput::new(Kind::Pod, id, id));
            }
            builder.edge(&EdgeInput { applications: &["PostgreSQL"], ..EdgeInput::new("a", "b") });
            let points = [Point::ORIGIN, Point::new(far, 0.0)];
            let labels = Drawn::at(builder.finish(0), &points, &[6.0, 6.0]).labels();
            labels.into_iter().map(|label| label.text).collect::<Vec<_>>()
        };
        assert_eq!(between(200.0), ["a", "b", "PostgreSQL"]);
        assert_eq!(between(40.0), ["a", "b"]);
    }
}
