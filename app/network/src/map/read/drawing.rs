//! Drawings: a picture as SVG text that is whole by itself, made once for all who look at the same at a time.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use kit::{AppError, Tag, upstream::Upstream};
use map_canvas::draw::style::{Scale, Width};
use network_map::{
    export::{Drawing, Shapes, svg},
    route::{Style, route},
};

use super::{Drawn, LIFE, work};

/// Nodes of this radius and more get their name.
const NAMED_FROM: f32 = 6.0;

/// What a drawing is made with.
#[derive(Clone, Debug, Hash)]
pub struct Sheet {
    /// What it is called.
    pub title: &'static str,
    /// Its style sheet.
    pub style: String,
    /// What the width of edges says.
    pub width: Width,
    /// Whether one can point at what is in it.
    pub shapes: Shapes,
}

impl Sheet {
    /// Changes when the drawing of the picture does, with what it shows and with what it is made; also with the console, which
    /// may draw otherwise.
    pub fn version(&self, drawn: &Drawn) -> String {
        let mut hasher = DefaultHasher::new();
        (self, env!("CARGO_PKG_VERSION")).hash(&mut hasher);
        format!("{}-{:016x}", drawn.version, hasher.finish())
    }
}

/// The drawing of a picture.
///
/// # Errors
/// When the work could not be done.
pub async fn drawing(
    upstream: &Upstream,
    drawn: &Arc<Drawn>,
    sheet: &Sheet,
) -> Result<Arc<String>, AppError> {
    let read = format!("map drawing {}", sheet.version(drawn));
    let fetch = || {
        let (drawn, sheet) = (drawn.clone(), sheet.clone());
        work(move || written(&drawn, &sheet))
    };
    upstream.shared_by_size(Tag::Traffic, &read, LIFE, String::len, fetch).await
}

fn written(drawn: &Drawn, sheet: &Sheet) -> String {
    let picture = &drawn.picture;
    let curves = route(&picture.graph, &picture.points, &picture.radii, &Style::default());
    let scale = Scale::of(&picture.graph, sheet.width);
    let widths: Vec<f32> = picture.graph.edges.iter().map(|edge| scale.width(edge)).collect();
    svg(&Drawing {
        graph: &picture.graph,
        widths: &widths,
        points: &picture.points,
        radii: &picture.radii,
        curves: &curves,
        title: sheet.title,
        style: &sheet.style,
        shapes: sheet.shapes,
        label_from: NAMED_FROM,
    })
}
