//! Drawing by WebGL2.

mod atlas;
mod mesh;
mod program;

use mesh::Mesh;
use program::{Program, Uniforms};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl2, WebGlTexture};

use super::paint::{Job, Part};
use crate::{
    Error,
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
    squares: Program,
    points: Program,
    lines: Program,
    edges: Program,
    arrows: Program,
    sprites: Program,
    atlas: WebGlTexture,
    all_discs: Mesh,
    all_lines: Mesh,
    grounds: Mesh,
    discs: Mesh,
    straight: Mesh,
    bent: Mesh,
    loud: Mesh,
    pointed: Mesh,
    icons: Mesh,
    halos: Mesh,
    /// The versions of the coarse and of the fine drawing that are in the buffers.
    filled: (u32, u32),
    /// How many instances may be drawn.
    pub limits: Limits,
}

impl Gl {
    /// Begins to draw on a canvas.
    pub fn new(canvas: &HtmlCanvasElement) -> Result<Self, Error> {
        let options = page::object(&[("antialias", false), ("depth", false), ("premultipliedAlpha", true)]);
        let context = canvas.get_context_with_context_options("webgl2", &options);
        let context = context.ok().flatten().ok_or(Error::NoCanvas)?;
        let gl: Gl2 = context.dyn_into().map_err(|_| Error::NoCanvas)?;
        let (disc, round) = (include_str!("shaders/disc.vert"), include_str!("shaders/disc.frag"));
        let made = Self {
            squares: Program::new(&gl, disc, round, "")?,
            points: Program::new(&gl, disc, round, "POINTS")?,
            lines: Program::new(
                &gl,
                include_str!("shaders/line.vert"),
                include_str!("shaders/line.frag"),
                "",
            )?,
            edges: Program::new(
                &gl,
                include_str!("shaders/edge.vert"),
                include_str!("shaders/edge.frag"),
                "",
            )?,
            arrows: Program::new(
                &gl,
                include_str!("shaders/arrow.vert"),
                include_str!("shaders/arrow.frag"),
                "",
            )?,
            sprites: Program::new(
                &gl,
                include_str!("shaders/sprite.vert"),
                include_str!("shaders/sprite.frag"),
                "",
            )?,
            atlas: atlas::texture(&gl)?,
            all_discs: Mesh::new(&gl, &mesh::DISC)?,
            all_lines: Mesh::new(&gl, &mesh::END)?,
            grounds: Mesh::new(&gl, &mesh::DISC)?,
            discs: Mesh::new(&gl, &mesh::DISC)?,
            straight: Mesh::new(&gl, &mesh::EDGE)?,
            bent: Mesh::new(&gl, &mesh::EDGE)?,
            loud: Mesh::new(&gl, &mesh::EDGE)?,
            pointed: Mesh::new(&gl, &mesh::EDGE)?,
            icons: Mesh::new(&gl, &mesh::DISC)?,
            halos: Mesh::new(&gl, &mesh::DISC)?,
            filled: (0, 0),
            limits: if page::is_software(&gl) { Limits::SOFTWARE } else { Limits::HARDWARE },
            gl,
        };
        made.gl.enable(Gl2::BLEND);
        made.gl.blend_func(Gl2::ONE, Gl2::ONE_MINUS_SRC_ALPHA);
        made.gl.clear_color(0.0, 0.0, 0.0, 0.0);
        Ok(made)
    }

    /// Draws a frame.
    pub fn paint(&mut self, job: &Job<'_>) {
        self.fill(job);
        let (gl, view) = (&self.gl, job.view);
        let (width, height) = (job.size.x * job.dpr, job.size.y * job.dpr);
        let uniforms = Uniforms {
            view: [view.middle.x, view.middle.y, 2.0 * view.zoom / job.size.x, -2.0 * view.zoom / job.size.y],
            pen: [view.zoom * job.dpr, job.dpr, job.fade, job.dim],
            half: [width / 2.0, height / 2.0],
            inks: *job.inks,
        };
        gl.viewport(0, 0, width as i32, height as i32);
        gl.clear(Gl2::COLOR_BUFFER_BIT);
        let none = [0.0; 4];
        self.squares.begin(gl, &uniforms, none);
        self.grounds.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.grounds.count());
        if job.part != Part::Fine {
            self.lines.begin(gl, &uniforms, [job.calm, job.loud, 0.0, 0.0]);
            self.all_lines.vertices(gl, Gl2::LINES, 0);
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
            self.edges.begin(gl, &uniforms, extra);
            mesh.instances(gl, Gl2::TRIANGLE_STRIP, 2 * pieces + 2, mesh.count());
            if head > 0.0 {
                self.arrows.begin(gl, &uniforms, extra);
                mesh.instances(gl, Gl2::TRIANGLES, 3, mesh.count());
            }
        }
        if job.part != Part::Fine {
            let large = job.scene.discs.partition_point(|disc| {
                job.scene.picture.radii[*disc as usize] * view.zoom * job.dpr > POINTS_TO
            });
            let large = large.min(job.most_large) as i32;
            self.squares.begin(gl, &uniforms, none);
            self.all_discs.instances(gl, Gl2::TRIANGLE_STRIP, 4, large);
            self.points.begin(gl, &uniforms, none);
            self.all_discs.vertices(gl, Gl2::POINTS, large);
        }
        if fine {
            self.squares.begin(gl, &uniforms, none);
            self.discs.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.discs.count());
            gl.bind_texture(Gl2::TEXTURE_2D, Some(&self.atlas));
            self.sprites.begin(gl, &uniforms, none);
            self.icons.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.icons.count());
        }
        self.squares.begin(gl, &uniforms, none);
        self.halos.instances(gl, Gl2::TRIANGLE_STRIP, 4, self.halos.count());
    }

    fn fill(&mut self, job: &Job<'_>) {
        let gl = &self.gl;
        if job.part != Part::Fine && self.filled.0 != job.shape {
            self.all_discs.fill(gl, &coarse::discs(job.scene));
            self.all_lines.fill(gl, &coarse::lines(job.scene));
            self.filled.0 = job.shape;
        }
        if self.filled.1 != job.fine_version {
            self.grounds.fill(gl, &job.fine.grounds);
            self.discs.fill(gl, &job.fine.discs);
            self.straight.fill(gl, &job.fine.straight);
            self.bent.fill(gl, &job.fine.bent);
            self.loud.fill(gl, &job.fine.loud);
            self.icons.fill(gl, &job.fine.sprites);
            self.filled.1 = job.fine_version;
        }
        self.halos.fill(gl, job.halos);
        self.pointed.fill(gl, &fine::lit(job.scene, job.pointed));
    }

    /// How many bytes are in its buffers.
    pub fn bytes(&self) -> usize {
        let meshes = self.meshes();
        meshes.iter().map(|mesh| mesh.bytes()).sum()
    }

    fn meshes(&self) -> [&Mesh; 10] {
        [
            &self.all_discs,
            &self.all_lines,
            &self.grounds,
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
    pub fn delete(&self) {
        let gl = &self.gl;
        self.meshes().into_iter().for_each(|mesh| mesh.delete(gl));
        for program in [&self.squares, &self.points, &self.lines, &self.edges, &self.arrows, &self.sprites] {
            program.delete(gl);
        }
        gl.delete_texture(Some(&self.atlas));
        page::lose(gl);
    }
}

fn head(length: f32, shown: bool) -> f32 {
    if shown { length } else { 0.0 }
}
