//! The drawing that is kept while the map is moved. Where a processor draws, copying a screen takes a fraction of what drawing a
//! large map does.

use web_sys::WebGl2RenderingContext as Gl2;

use super::{
    program::{Program, Uniforms},
    surface::Surface,
};
use crate::{
    View,
    draw::plate::Plate,
    palette::INKS,
    web::paint::{Job, Part},
};

/// What a frame shows, apart from where the map is.
#[derive(Clone, PartialEq)]
struct Content {
    shape: u32,
    fine: u32,
    over: u32,
    part: Part,
    zoom: f32,
    size: (f32, f32),
    dpr: f32,
    inks: [f32; INKS * 4],
}

impl Content {
    fn of(job: &Job<'_>) -> Self {
        Self {
            shape: job.shape,
            fine: job.fine_version,
            over: job.over.version,
            part: job.part,
            zoom: job.view.zoom,
            size: (job.size.x, job.size.y),
            dpr: job.dpr,
            inks: *job.inks,
        }
    }
}

/// What is to be done for a frame of a map that moves.
pub enum Way {
    /// It is drawn, as if nothing were kept.
    Draw,
    /// A plate is drawn first, and shown then.
    Fill(Plate),
    /// What is kept is shown.
    Show,
}

/// The plate on the graphics processor; it is there while the map is moved.
#[derive(Default)]
pub struct Kept {
    /// What the last frame showed.
    last: Option<Content>,
    /// What is kept, and where.
    plate: Option<(Plate, Surface)>,
}

impl Kept {
    /// How a frame is best drawn. A map that is pulled shows the same again and again: the second time it is worth keeping.
    pub fn way(&mut self, gl: &Gl2, job: &Job<'_>) -> Way {
        let content = Content::of(job);
        if self.last.as_ref() != Some(&content) {
            self.forget(gl);
            self.last = Some(content);
            return Way::Draw;
        }
        match &self.plate {
            Some((plate, ..)) if plate.part(job.view).is_some() => Way::Show,
            _ => Plate::of(job.view, job.size, job.dpr).map_or(Way::Draw, Way::Fill),
        }
    }

    /// Makes a plate what is drawn on, until [`leave`](super::surface::leave); where there is no memory for it, nothing is kept.
    pub fn begin(&mut self, gl: &Gl2, plate: Plate) -> bool {
        let old = self.plate.take().map(|(_, surface)| surface);
        let Some(surface) = old.or_else(|| Surface::new(gl)) else { return false };
        surface.enter(gl, plate.size());
        self.plate = Some((plate, surface));
        true
    }

    /// Shows the part of the plate that is in sight, by the program that copies pixels.
    pub fn show(&self, gl: &Gl2, copies: &Program, uniforms: &Uniforms, view: View) {
        let Some((plate, surface)) = &self.plate else { return };
        let Some((x, y)) = plate.part(view) else { return };
        gl.viewport(0, 0, plate.screen.0, plate.screen.1);
        gl.bind_texture(Gl2::TEXTURE_2D, Some(&surface.texture));
        copies.begin(gl, uniforms, [x as f32, y as f32, 0.0, 0.0]);
        // All of the screen is written: what was on it is of no matter.
        gl.disable(Gl2::BLEND);
        gl.bind_vertex_array(None);
        gl.draw_arrays(Gl2::TRIANGLES, 0, 3);
        gl.enable(Gl2::BLEND);
        gl.bind_texture(Gl2::TEXTURE_2D, None);
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        let pixels = |(width, height): (i32, i32)| width as usize * height as usize;
        self.plate.as_ref().map_or(0, |(plate, ..)| 4 * pixels(plate.size()))
    }

    /// Gives it back: the map is at rest, or is another one.
    pub fn forget(&mut self, gl: &Gl2) {
        self.last = None;
        if let Some((_, surface)) = self.plate.take() {
            surface.delete(gl);
        }
    }
}
