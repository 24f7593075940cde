//! Drawing by a canvas's 2D paths, where there is no WebGL.

use network_map::{Point, Rect, model::Status, route::Curve};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

use super::{
    page,
    paint::{Job, Part},
};
use crate::{
    Error,
    draw::{
        coarse::{DISC, GROUNDS_FROM},
        fine::ICONS_FROM,
        icon::Icon,
        sprite::{self, Slot, Sprite},
        style::{self, Pattern, look, state},
    },
    palette::{Ink, Palette, Rgba},
};

const TURN: f64 = std::f64::consts::TAU;
/// More edges than this are thin lines without heads.
const DETAILED: usize = 1500;

/// A canvas that draws by itself.
pub struct Plain {
    paint: CanvasRenderingContext2d,
    icons: Vec<Path2d>,
}

impl Plain {
    /// Begins to draw on a canvas.
    pub fn new(canvas: &HtmlCanvasElement) -> Result<Self, Error> {
        let paint = page::plain_context(canvas)?;
        let path = |icon: &Icon| Path2d::new_with_path_string(icon.path()).map_err(|_| Error::NoCanvas);
        Ok(Self { paint, icons: Icon::ALL.iter().map(path).collect::<Result<_, _>>()? })
    }

    /// Draws a frame.
    pub fn paint(&self, job: &Job<'_>) {
        let paint = &self.paint;
        let dpr = f64::from(job.dpr);
        // A matrix of six numbers never fails.
        let _ = paint.set_transform(dpr, 0.0, 0.0, dpr, 0.0, 0.0);
        paint.clear_rect(0.0, 0.0, f64::from(job.size.x), f64::from(job.size.y));
        paint.set_line_cap("butt");
        let sight = job.view.sight(job.size);
        let near = |node: &&u32| {
            let at = **node as usize;
            Rect::disc(job.scene.picture.points[at], job.scene.picture.radii[at]).touches(sight)
        };
        let seen = |node: &&u32| job.scene.picture.radii[**node as usize] * job.view.zoom > GROUNDS_FROM;
        for node in job.scene.grounds.iter().take_while(seen).filter(near) {
            self.disc(job, *node);
        }
        self.edges(job, sight);
        self.pointed(job);
        for node in job.scene.discs.iter().filter(near) {
            self.disc(job, *node);
        }
        for halo in job.over.halos.chunks_exact(DISC) {
            self.halo(job, halo);
        }
        paint.set_global_alpha(1.0);
        // Lines are solid again; nothing to fail.
        self.dashes(&[]);
    }

    fn edges(&self, job: &Job<'_>, sight: Rect) {
        let scene = job.scene;
        let near = |edge: &u32| scene.curves[*edge as usize].bounds().touches(sight);
        let edges: Vec<u32> = scene.edges.iter().copied().filter(near).collect();
        let detailed = edges.len() <= DETAILED && job.part != Part::Coarse;
        let wider = job.view.zoom.sqrt().clamp(0.8, 1.3);
        let mut at = 0;
        // Edges of one look are one path.
        while at < edges.len() {
            let look = |edge: u32| {
                let index = edge as usize;
                let wide = if detailed { (scene.widths[index] * wider * 2.0) as u32 } else { 2 };
                (scene.picture.graph.edges[index].status, scene.edge_states[index], wide)
            };
            let (status, bits, wide) = look(edges[at]);
            self.pen(job, status, bits);
            self.paint.set_line_width((f64::from(wide) / 2.0).max(0.8));
            let mut run = at;
            self.paint.begin_path();
            while run < edges.len() && look(edges[run]) == (status, bits, wide) {
                self.curve(job, &scene.curves[edges[run] as usize], scene.bent[edges[run] as usize]);
                run += 1;
            }
            self.paint.stroke();
            at = run;
        }
        self.dashes(&[]);
        if !detailed {
            return;
        }
        for edge in edges {
            let index = edge as usize;
            let loud = scene.is_loud(edge);
            self.pen(job, scene.picture.graph.edges[index].status, scene.edge_states[index]);
            let base = if loud { 4.5 } else { 3.0 };
            let head = (base + 1.8 * scene.widths[index] * wider) / job.view.zoom;
            if loud || job.calm >= 0.12 {
                self.head(job, &scene.curves[index], head);
            }
        }
        for (edge, share) in &job.fine.marks {
            let at = job.view.to_screen(job.size, scene.curves[*edge as usize].at(*share));
            if let Some(mark) = sprite::of_edge(&scene.picture.graph.edges[*edge as usize]) {
                self.sprite(job, at, 0.0, mark);
            }
        }
    }

    /// The edges of what is pointed at, over all others.
    fn pointed(&self, job: &Job<'_>) {
        for edge in &job.over.pointed {
            let index = *edge as usize;
            self.pen(job, job.scene.picture.graph.edges[index].status, state::LIT);
            self.paint.set_line_width(f64::from(job.scene.widths[index]));
            self.paint.begin_path();
            self.curve(job, &job.scene.curves[index], job.scene.bent[index]);
            self.paint.stroke();
            self.head(job, &job.scene.curves[index], (4.5 + 1.8 * job.scene.widths[index]) / job.view.zoom);
        }
    }

    fn pen(&self, job: &Job<'_>, status: Status, bits: u8) {
        let opacity = match () {
            () if bits & state::LIT != 0 => 1.0,
            () if bits & state::TROUBLE != 0 => job.loud,
            () => job.calm,
        };
        let alpha = strength(job, bits) * opacity;
        self.paint.set_global_alpha(f64::from(alpha));
        let ink = colour(job.palette.get(Ink::of_status(status)));
        self.paint.set_stroke_style_str(&ink);
        self.paint.set_fill_style_str(&ink);
        self.dashes(match style::pattern(status) {
            Pattern::Dashed => &[9.0, 5.0],
            Pattern::Dotted => &[3.5, 3.5],
            Pattern::Solid | Pattern::Double => &[],
        });
    }

    fn curve(&self, job: &Job<'_>, curve: &Curve, bent: bool) {
        let at = |point: Point| {
            let at = job.view.to_screen(job.size, point);
            (f64::from(at.x), f64::from(at.y))
        };
        let ((x, y), (end_x, end_y)) = (at(curve.from), at(curve.to));
        self.paint.move_to(x, y);
        if bent {
            let ((one_x, one_y), (two_x, two_y)) = (at(curve.first), at(curve.second));
            self.paint.bezier_curve_to(one_x, one_y, two_x, two_y, end_x, end_y);
        } else {
            self.paint.line_to(end_x, end_y);
        }
    }

    fn head(&self, job: &Job<'_>, curve: &Curve, length: f32) {
        let arrow = curve.arrow(length.min(curve.from.distance(curve.to) * 0.5 + 0.01));
        self.paint.begin_path();
        for corner in [arrow.tip, arrow.left, arrow.right] {
            let at = job.view.to_screen(job.size, corner);
            self.paint.line_to(f64::from(at.x), f64::from(at.y));
        }
        self.paint.fill();
    }

    fn disc(&self, job: &Job<'_>, node: u32) {
        let at = node as usize;
        let [ring, fill, bits, state] = job.scene.node_styles[at];
        let middle = job.view.to_screen(job.size, job.scene.picture.points[at]);
        let radius = (job.scene.picture.radii[at] * job.view.zoom).max(1.1);
        let paint = &self.paint;
        let ink = |at: u8| Ink::ALL.get(usize::from(at)).map_or([0; 4], |ink| job.palette.get(*ink));
        paint.set_global_alpha(f64::from(strength(job, state)));
        let width = if bits & look::GROUND != 0 { 1.25 } else { (radius * 0.15).clamp(1.0, 2.4) };
        self.round(middle, radius - width / 2.0, TURN);
        paint.set_fill_style_str(&colour(ink(if radius < 3.2 { ring } else { fill })));
        paint.fill();
        paint.set_line_width(f64::from(width));
        paint.set_stroke_style_str(&colour(ink(ring)));
        self.dashes(if bits & look::DASHED != 0 && radius > 5.0 { &[4.0, 3.0] } else { &[] });
        if bits & look::MIXED == 0 {
            paint.stroke();
        } else {
            for (third, ink) in [Ink::Discover, Ink::Monitor, Ink::Protect].into_iter().enumerate() {
                let from = TURN / 2.0 + TURN / 3.0 * third as f64;
                paint.begin_path();
                let (x, y, reach) =
                    (f64::from(middle.x), f64::from(middle.y), f64::from(radius - width / 2.0));
                // A radius that is not negative never fails.
                let _ = paint.arc(x, y, reach.max(0.0), from, from + TURN / 3.0);
                paint.set_stroke_style_str(&colour(job.palette.get(ink)));
                paint.stroke();
            }
        }
        self.dashes(&[]);
        if bits & look::HOLDS != 0 && radius > 3.0 {
            paint.set_line_width(1.2);
            self.round(middle, radius + 3.0, TURN);
            paint.stroke();
        }
        if bits & look::QUARANTINED != 0 && radius > 3.0 {
            self.dashes(&[4.0, 3.0]);
            paint.set_line_width(2.2);
            paint.set_stroke_style_str(&colour(job.palette.get(Ink::Quarantined)));
            self.round(middle, radius + 4.5, TURN);
            paint.stroke();
            self.dashes(&[]);
        }
        if bits & look::GROUND == 0 && radius >= ICONS_FROM && job.part != Part::Coarse {
            for sprite in sprite::of_node(&job.scene.picture.graph.nodes[at]) {
                self.sprite(job, middle, radius, sprite);
            }
        }
    }

    fn halo(&self, job: &Job<'_>, bytes: &[u8]) {
        let float = |at: usize| {
            let four = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
            f32::from_le_bytes(four)
        };
        let middle = job.view.to_screen(job.size, Point::new(float(0), float(4)));
        let ink = Ink::ALL.get(usize::from(bytes[12])).map_or([0; 4], |ink| job.palette.get(*ink));
        self.paint.set_global_alpha(1.0);
        self.paint.set_line_width(2.5);
        self.paint.set_stroke_style_str(&colour(ink));
        self.round(middle, float(8) * job.view.zoom + 4.0, TURN);
        self.paint.stroke();
    }

    /// As in sprite.vert.
    fn sprite(&self, job: &Job<'_>, middle: Point, radius: f32, sprite: Sprite) {
        let (half, offset) = match sprite.slot {
            Slot::Edge => (7.0, Point::ORIGIN),
            Slot::Upper if radius >= 14.0 => ((radius * 0.46).min(32.0), Point::new(0.0, -radius * 0.22)),
            Slot::Middle | Slot::Upper => ((radius * 0.64).min(32.0), Point::ORIGIN),
            corner => {
                if radius < 9.0 {
                    return;
                }
                let half = (radius * 0.36).clamp(4.5, 8.5);
                let by = radius * 0.74 + half * 0.1;
                let right = matches!(corner, Slot::RightTop | Slot::RightBottom);
                let top = matches!(corner, Slot::RightTop | Slot::LeftTop);
                (half, Point::new(if right { by } else { -by }, if top { -by } else { by }))
            }
        };
        let at = middle + offset;
        let paint = &self.paint;
        let mut icon = half;
        if let Some(back) = sprite.back {
            self.round(at, half, TURN);
            paint.set_fill_style_str(&colour(job.palette.get(back)));
            paint.fill();
            icon = half / if sprite.slot == Slot::Edge { 1.3 } else { 1.4 };
        }
        let scale = f64::from(icon) * 2.0 / 26.0;
        let dpr = f64::from(job.dpr);
        let (x, y) = (f64::from(at.x) - 12.0 * scale, f64::from(at.y) - 12.0 * scale);
        // Matrices of six numbers never fail.
        let _ = paint.set_transform(scale * dpr, 0.0, 0.0, scale * dpr, x * dpr, y * dpr);
        paint.set_line_width(sprite.icon.stroke());
        paint.set_line_cap("round");
        paint.set_stroke_style_str(&colour(job.palette.get(sprite.ink)));
        if let Some(path) = self.icons.get(sprite.icon as usize) {
            paint.stroke_with_path(path);
        }
        paint.set_line_cap("butt");
        let _ = paint.set_transform(dpr, 0.0, 0.0, dpr, 0.0, 0.0);
    }

    fn round(&self, middle: Point, radius: f32, turn: f64) {
        self.paint.begin_path();
        // A radius that is not negative never fails.
        let _ =
            self.paint.arc(f64::from(middle.x), f64::from(middle.y), f64::from(radius.max(0.0)), 0.0, turn);
    }

    fn dashes(&self, lengths: &[f64]) {
        let list = js_sys::Array::new();
        for length in lengths {
            list.push(&(*length).into());
        }
        // A list of positive numbers never fails.
        let _ = self.paint.set_line_dash(&list);
    }
}

fn strength(job: &Job<'_>, bits: u8) -> f32 {
    let dim = if bits & state::DIM != 0 { job.dim } else { 1.0 };
    let fresh = if bits & state::FRESH != 0 { job.fade } else { 1.0 };
    dim * fresh
}

/// A colour as CSS writes it.
pub fn colour(colour: Rgba) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(9);
    out.push('#');
    for part in colour {
        out.push(char::from(DIGITS[usize::from(part >> 4)]));
        out.push(char::from(DIGITS[usize::from(part & 15)]));
    }
    out
}

/// A colour of a palette as CSS writes it.
pub fn ink(palette: &Palette, ink: Ink) -> String {
    colour(palette.get(ink))
}
