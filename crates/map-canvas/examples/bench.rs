//! The map for the page of `cargo xtask bench map`: made-up clusters laid out in the browser, judged, and drawn.

use map_canvas::{Backend, MapCanvas, Options as CanvasOptions, Show};
use network_map::{
    Point,
    layout::{Layout, Options, quality},
    level::flat,
    model::Graph,
    sample::Sample,
    wire::Picture,
};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};
use web_sys::HtmlElement;

/// A made-up cluster.
#[wasm_bindgen]
pub struct Cluster {
    graph: Graph,
    points: Vec<Point>,
}

#[wasm_bindgen]
impl Cluster {
    /// A cluster of so many pods.
    #[wasm_bindgen(constructor)]
    pub fn new(pods: usize) -> Self {
        Self { graph: Sample::of(pods).graph(), points: Vec::new() }
    }

    /// Lays it out from nothing until it is at rest.
    pub fn lay_out(&mut self, grounds: bool) {
        if !grounds {
            self.graph = flat(&self.graph);
        }
        let mut layout = Layout::new(&self.graph, Options::of(&self.graph));
        layout.run();
        self.points = layout.points().to_vec();
    }

    /// How good the last layout is: variance of edge lengths by the square of their mean, crossings per edge.
    pub fn quality(&self) -> Vec<f64> {
        self.judged(&self.points)
    }

    /// The same of places that others found: x and y of each node in turn.
    pub fn quality_of(&self, places: &[f32]) -> Vec<f64> {
        let points: Vec<Point> = places.chunks_exact(2).map(|place| Point::new(place[0], place[1])).collect();
        self.judged(&points)
    }

    fn judged(&self, points: &[Point]) -> Vec<f64> {
        let edges: Vec<(u32, u32)> = self.graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let crossings = quality::crossings(points, &edges) as f64 / edges.len() as f64;
        vec![quality::length_variance(points, &edges), crossings]
    }
}

/// A picture on a canvas.
#[wasm_bindgen]
pub struct Drawn {
    canvas: MapCanvas,
}

#[wasm_bindgen]
impl Drawn {
    /// An empty canvas that fills an element.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &HtmlElement) -> Result<Self, JsError> {
        Ok(Self { canvas: MapCanvas::new(host, CanvasOptions::default(), |_| {})? })
    }

    /// Shows a picture as it comes over the wire, at rest.
    pub fn show(&self, bytes: &[u8]) -> Result<(), JsError> {
        self.canvas.show(Picture::from_bytes(bytes)?, true, Show::Fit);
        Ok(())
    }

    /// Moves it by so many CSS pixels.
    pub fn pan_by(&self, x: f32, y: f32) {
        self.canvas.pan_by(x, y);
    }

    /// What draws: `webgl2` or `2d`; empty before that is known.
    pub fn backend(&self) -> String {
        self.canvas.backend().map_or("", Backend::as_str).to_owned()
    }

    /// Whether nothing is left to draw.
    pub fn at_rest(&self) -> bool {
        self.canvas.stats().at_rest
    }

    /// How many frames it has drawn, and of how many milliseconds the longest was for this program.
    pub fn frames(&self) -> Vec<f64> {
        let stats = self.canvas.stats();
        vec![f64::from(stats.frames), stats.longest_frame]
    }
}

/// What a bare page draws of a picture: x, y and radius of each node that is a disc, and for each edge x and y of both
/// ends.
#[wasm_bindgen]
pub struct Bare {
    picture: Picture,
}

#[wasm_bindgen]
impl Bare {
    /// From a picture as it comes over the wire.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Self, JsError> {
        Ok(Self { picture: Picture::from_bytes(bytes)? })
    }

    /// The discs.
    pub fn discs(&self) -> Vec<f32> {
        let Picture { graph, points, radii } = &self.picture;
        graph.discs().map(|at| at as usize).flat_map(|at| [points[at].x, points[at].y, radii[at]]).collect()
    }

    /// The edges.
    pub fn lines(&self) -> Vec<f32> {
        let Picture { graph, points, .. } = &self.picture;
        let ends = graph.edges.iter().flat_map(|edge| [edge.from, edge.to]);
        ends.map(|end| points[end as usize]).flat_map(|point| [point.x, point.y]).collect()
    }
}
