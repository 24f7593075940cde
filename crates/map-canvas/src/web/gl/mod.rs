//! Drawing by WebGL2.

mod atlas;
mod kept;
mod mesh;
mod program;
mod start;
mod surface;
mod wake;

use kept::{Kept, Way};
use mesh::Mesh;
use program::{Program, SPOKES, Uniforms};
use start::Start;
pub use wake::Wake;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl2, WebGlTexture};

use super::paint::{Job, Part};
use crate::{
    Error, View,
    draw::{
        coarse,
        fine::{self, Limits},
    },
    web::page,
};

/// In how many pieces a bent edge is drawn.
const PIECES: i32 = 20;
/// Discs of so many pixels from the middle are drawn as squares: points may not be as large.
const POINTS_TO: f32 = 24.0;
/// Grounds of so many pixels from the middle to the border are drawn in two parts.
const WIDE_FROM: f32 = 48.0;
/// From this zoom on edges have heads.
const ARROWS_FROM: f32 = 0.3;
/// Harmless edges that are fainter than this have none.
const HEADS_FROM: f32 = 0.12;
/// How long heads of thin edges are, in pixels: of harmless ones, and of the others.
const CALM_HEAD: f32 = 3.0;
const LOUD_HEAD: f32 = 4.5;

/// All that is on the graphics processor.
pub struct Gl {
    gl: Gl2,
    programs: Programs,
    start: Start,
    /// What woke the processor, until it draws.
    wake: Wake,
    atlas: WebGlTexture,
    simple: Swarm,
    others: Swarm,
    all_lines: Mesh,
    grounds: Mesh,
    outer: Swarm,
    inner: Swarm,
    discs: Mesh,
    straight: Mesh,
    bent: Mesh,
    loud: Mesh,
    pointed: Mesh,
    icons: Mesh,
    halos: Mesh,
    filled: Filled,
    kept: Kept,
    /// How many instances may be drawn.
    pub limits: Limits,
}

/// The versions of what is in the buffers.
#[derive(Default)]
struct Filled {
    grounds: u32,
    coarse: u32,
    fine: u32,
    over: u32,
}

struct Programs {
    squares: Program,
    points: Program,
    dots: Program,
    grounds: Program,
    fills: Program,
    rings: Program,
    lines: Program,
    edges: Program,
    arrows: Program,
    sprites: Program,
    plate: Program,
}

impl Programs {
    fn new(gl: &Gl2) -> Result<Self, Error> {
        let (disc, round) = (include_str!("shaders/disc.vert"), include_str!("shaders/disc.frag"));
        let ground = include_str!("shaders/ground.frag");
        Ok(Self {
            squares: Program::new(gl, disc, round, "")?,
            points: Program::new(gl, disc, round, "POINTS")?,
            dots: Program::new(gl, disc, include_str!("shaders/dot.frag"), "POINTS")?,
            grounds: Program::new(gl, disc, ground, "HEXAGONS")?,
            fills: Program::new(gl, disc, ground, "FILLS")?,
            rings: Program::new(gl, disc, ground, "RINGS")?,
            lines: Program::new(
                gl,
                include_str!("shaders/line.vert"),
                include_str!("shaders/line.frag"),
                "",
            )?,
            edges: Program::new(
                gl,
                include_str!("shaders/edge.vert"),
                include_str!("shaders/edge.frag"),
                "",
            )?,
            arrows: Program::new(
                gl,
                include_str!("shaders/arrow.vert"),
                include_str!("shaders/arrow.frag"),
                "",
            )?,
            sprites: Program::new(
                gl,
                include_str!("shaders/sprite.vert"),
                include_str!("shaders/sprite.frag"),
                "",
            )?,
            plate: Program::new(
                gl,
                include_str!("shaders/plate.vert"),
                include_str!("shaders/plate.frag"),
                "",
            )?,
        })
    }

    fn all(&mut self) -> [&mut Program; 11] {
        let Self { squares, points, dots, grounds, fills, rings, lines, edges, arrows, sprites, plate } =
            self;
        [squares, points, dots, grounds, fills, rings, lines, edges, arrows, sprites, plate]
    }
}

/// Discs or grounds, the largest first.
struct Swarm {
    mesh: Mesh,
    nodes: Vec<u32>,
}

impl Swarm {
    fn new(gl: &Gl2) -> Result<Self, Error> {
        Ok(Self { mesh: Mesh::new(gl, &mesh::DISC)?, nodes: Vec::new() })
    }

    fn fill(&mut self, gl: &Gl2, job: &Job<'_>, nodes: Vec<u32>) {
        self.mesh.fill(gl, &coarse::nodes(job.scene, nodes.iter()));
        self.nodes = nodes;
    }

    /// How many of them are too large for points.
    fn large(&self, job: &Job<'_>) -> i32 {
        larger(job, &self.nodes, POINTS_TO / job.dpr).min(job.most_large / 2) as i32
    }
}

impl Gl {
    /// Begins to draw on a canvas, with what woke the processor.
    pub fn new(canvas: &HtmlCanvasElement, wake: Wake) -> Result<Self, Error> {
        let options = page::object(&[("antialias", false), ("depth", false), ("premultipliedAlpha", true)]);
        let context = canvas.get_context_with_context_options("webgl2", &options);
        let context = context.ok().flatten().ok_or(Error::NoCanvas)?;
        let gl: Gl2 = context.dyn_into().map_err(|_| Error::NoCanvas)?;
        // Asked first: an answer waits for all that was given to the processor before.
        let limits = if page::is_software(&gl) { Limits::SOFTWARE } else { Limits::HARDWARE };
        let made = Self {
            programs: Programs::new(&gl)?,
            start: Start::Compiling,
            wake,
            atlas: gl.create_texture().ok_or(Error::NoCanvas)?,
            simple: Swarm::new(&gl)?,
            others: Swarm::new(&gl)?,
            all_lines: Mesh::new(&gl, &mesh::END)?,
            grounds: Mesh::new(&gl, &mesh::DISC)?,
            outer: Swarm::new(&gl)?,
            inner: Swarm::new(&gl)?,
            discs: Mesh::new(&gl, &mesh::DISC)?,
            straight: Mesh::new(&gl, &mesh::EDGE)?,
            bent: Mesh::new(&gl, &mesh::EDGE)?,
            loud: Mesh::new(&gl, &mesh::EDGE)?,
            pointed: Mesh::new(&gl, &mesh::EDGE)?,
            icons: Mesh::new(&gl, &mesh::DISC)?,
            halos: Mesh::new(&gl, &mesh::DISC)?,
            filled: Filled::default(),
            kept: Kept::default(),
            limits,
            gl,
        };
        made.gl.enable(Gl2::BLEND);
        made.gl.blend_func(Gl2::ONE, Gl2::ONE_MINUS_SRC_ALPHA);
        made.gl.clear_color(0.0, 0.0, 0.0, 0.0);
        made.gl.flush();
        Ok(made)
    }

    /// Draws a frame, and whether it is seen: the first one is not. While the map is only moved it may be a part of a larger
    /// drawing that is kept.
    pub fn paint(&mut self, job: &Job<'_>) -> bool {
        self.fill(job);
        if self.start.is_untried() {
            self.rehearse(job);
            return false;
        }
        self.put(job);
        true
    }

    fn put(&mut self, job: &Job<'_>) {
        let size = (job.size.x * job.dpr, job.size.y * job.dpr);
        // What appears is another with every frame.
        let much = job.scene.discs.len() + job.scene.edges.len() >= self.limits.keeps_from;
        if !(much && job.moving && job.fade >= 1.0) {
            self.kept.forget(&self.gl);
            return self.draw(job, size);
        }
        match self.kept.way(&self.gl, job) {
            Way::Draw => self.draw(job, size),
            Way::Show => self.show(job, size),
            Way::Fill(plate) if self.kept.begin(&self.gl, plate) => {
                let (width, height) = plate.size();
                self.draw(job, (width as f32, height as f32));
                surface::leave(&self.gl);
                self.show(job, size);
            }
            Way::Fill(_) => self.draw(job, size),
        }
    }

    /// Shows what is kept on a screen of so many device pixels.
    fn show(&self, job: &Job<'_>, size: (f32, f32)) {
        self.kept.show(&self.gl, &self.programs.plate, &uniforms(job, size), job.view);
    }

    /// Draws everything from where the map is seen, on so many device pixels.
    fn draw(&self, job: &Job<'_>, (width, height): (f32, f32)) {
        let (gl, view) = (&self.gl, job.view);
        let uniforms = uniforms(job, (width, height));
        gl.viewport(0, 0, width as i32, height as i32);
        gl.clear(Gl2::COLOR_BUFFER_BIT);
        let none = [0.0; 4];
        self.draw_grounds(job, &uniforms);
        let Programs { squares, points, dots, lines, edges, arrows, sprites, .. } = &self.programs;
        if job.part != Part::Fine {
            lines.begin(gl, &uniforms, [job.calm, job.loud, 0.0, 0.0]);
            self.all_lines.vertices(gl, Gl2::LINES, 0, self.all_lines.count());
        }
        // The harmless under the others, and what is pointed at over all.
        let fine = job.part != Part::Coarse;
        let near = view.zoom >= ARROWS_FROM;
        let (calm, loud) = (head(CALM_HEAD, near && job.calm >= HEADS_FROM), head(LOUD_HEAD, near));
        for (mesh, pieces, strength, head, shown) in [
            (&self.bent, PIECES, job.calm, calm, fine),
            (&self.straight, 1, job.calm, calm, fine),
            (&self.loud, PIECES, job.loud, loud, fine),
            (&self.pointed, PIECES, 1.0, LOUD_HEAD, true),
        ] {
            if !shown || mesh.count() == 0 {
                continue;
            }
            let wider = view.zoom.sqrt().clamp(0.8, 1.3);
            let extra = [pieces as f32, wider, strength, head];
            edges.begin(gl, &uniforms, extra);
            mesh.instances(gl, Gl2::TRIANGLE_STRIP, 2 * pieces + 2, mesh.count());
            if head > 0.0 {
                arrows.begin(gl, &uniforms, extra);
                mesh.instances(gl, Gl2::TRIANGLES, 3, mesh.count());
            }
        }
        if job.part != Part::Fine {
            let (simple, others) = (self.simple.large(job), self.others.large(job));
            squares.begin(gl, &uniforms, none);
            self.simple.mesh.instances(gl, Gl2::TRIANGLE_STRIP, 4, simple);
            self.others.mesh.instances(gl, Gl2::TRIANGLE_STRIP, 4, others);
            dots.begin(gl, &uniforms, none);
            self.simple.mesh.vertices(gl, Gl2::POINTS, simple, self.simple.mesh.count());
            points.begin(gl, &uniforms, none);
            self.others.mesh.vertices(gl, Gl2::POINTS, others, self.others.mesh.count());
        }
        if fine {
            squares.begin(gl, &uniforms, none);
            self.discs.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.discs.count());
            gl.bind_texture(Gl2::TEXTURE_2D, Some(&self.atlas));
            sprites.begin(gl, &uniforms, none);
            self.icons.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.icons.count());
        }
        squares.begin(gl, &uniforms, none);
        self.halos.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.halos.count());
    }

    /// Draws what others stand on: the wide ones' fills, by a program that does nothing else, since they are most of the screen,
    /// then their rings; the others as they are, the largest first.
    fn draw_grounds(&self, job: &Job<'_>, uniforms: &Uniforms) {
        let (gl, none) = (&self.gl, [0.0; 4]);
        let from = if job.moving { self.limits.grounds_from } else { coarse::GROUNDS_FROM };
        let wide = |swarm: &Swarm| larger(job, &swarm.nodes, from.max(WIDE_FROM));
        let (outer, inner) = (wide(&self.outer), wide(&self.inner));
        let part = |mode: u32, corners: i32, swarm: &Swarm, count: usize| {
            swarm.mesh.instances(gl, mode, corners, count as i32);
        };
        if outer + inner > 0 {
            let (fan, strip) = (Gl2::TRIANGLE_FAN, Gl2::TRIANGLE_STRIP);
            let (fan_corners, strip_corners) = (SPOKES as i32 + 2, 2 * SPOKES as i32 + 2);
            self.programs.fills.begin(gl, uniforms, none);
            // Nothing is under these that they would have to be mixed with.
            gl.disable(Gl2::BLEND);
            part(fan, fan_corners, &self.outer, outer);
            gl.enable(Gl2::BLEND);
            part(fan, fan_corners, &self.inner, inner);
            self.programs.rings.begin(gl, uniforms, none);
            part(strip, strip_corners, &self.outer, outer);
            part(strip, strip_corners, &self.inner, inner);
        }
        let (drawn, seen) = (outer + inner, larger(job, &job.scene.grounds, from));
        if drawn < seen {
            self.programs.grounds.begin(gl, uniforms, none);
            let (from, to) = (drawn * coarse::CORNERS, seen * coarse::CORNERS);
            self.grounds.vertices(gl, Gl2::TRIANGLES, from as i32, to as i32);
        }
    }

    fn fill(&mut self, job: &Job<'_>) {
        let gl = &self.gl;
        if self.filled.grounds != job.shape {
            self.grounds.fill(gl, &coarse::grounds(job.scene));
            let (outer, inner) = coarse::outer_and_inner(job.scene);
            self.outer.fill(gl, job, outer);
            self.inner.fill(gl, job, inner);
            self.filled.grounds = job.shape;
        }
        if job.part != Part::Fine && self.filled.coarse != job.shape {
            let (simple, others) = coarse::simple_and_others(job.scene);
            self.simple.fill(gl, job, simple);
            self.others.fill(gl, job, others);
            self.all_lines.fill(gl, &coarse::lines(job.scene));
            self.filled.coarse = job.shape;
        }
        if self.filled.fine != job.fine_version {
            self.discs.fill(gl, &job.fine.discs);
            self.straight.fill(gl, &job.fine.straight);
            self.bent.fill(gl, &job.fine.bent);
            self.loud.fill(gl, &job.fine.loud);
            self.icons.fill(gl, &job.fine.sprites);
            self.filled.fine = job.fine_version;
        }
        if self.filled.over != job.over.version {
            self.halos.fill(gl, &job.over.halos);
            self.pointed.fill(gl, &fine::lit(job.scene, &job.over.pointed));
            self.filled.over = job.over.version;
        }
    }

    /// How many bytes are in its buffers.
    pub fn bytes(&self) -> usize {
        let meshes = self.meshes();
        meshes.iter().map(|mesh| mesh.bytes()).sum::<usize>() + self.kept.bytes()
    }

    fn meshes(&self) -> [&Mesh; 13] {
        [
            &self.simple.mesh,
            &self.others.mesh,
            &self.all_lines,
            &self.grounds,
            &self.outer.mesh,
            &self.inner.mesh,
            &self.discs,
            &self.straight,
            &self.bent,
            &self.loud,
            &self.pointed,
            &self.icons,
            &self.halos,
        ]
    }

    /// Gives everything back.
    pub fn delete(&mut self) {
        let gl = &self.gl;
        self.meshes().into_iter().for_each(|mesh| mesh.delete(gl));
        self.kept.forget(gl);
        self.programs.all().into_iter().for_each(|program| program.delete(gl));
        gl.delete_texture(Some(&self.atlas));
        page::lose(gl);
    }
}

/// What programs are told of a frame on so many device pixels.
fn uniforms(job: &Job<'_>, (width, height): (f32, f32)) -> Uniforms {
    let View { middle, zoom } = job.view;
    let scale = 2.0 * zoom * job.dpr;
    Uniforms {
        view: [middle.x, middle.y, scale / width, -scale / height],
        pen: [zoom * job.dpr, job.dpr, job.fade, job.dim],
        half: [width / 2.0, height / 2.0],
        inks: *job.inks,
    }
}

/// How many of these nodes, the largest first, have a radius of more than so many CSS pixels.
fn larger(job: &Job<'_>, nodes: &[u32], pixels: f32) -> usize {
    nodes.partition_point(|node| job.scene.picture.radii[*node as usize] * job.view.zoom > pixels)
}

fn head(length: f32, shown: bool) -> f32 {
    if shown { length } else { 0.0 }
}
