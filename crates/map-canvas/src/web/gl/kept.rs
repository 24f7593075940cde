//! The drawing that is kept while the map is moved. Where a processor draws, copying a screen takes a fraction of what drawing a
//! large map does.

use web_sys::{WebGl2RenderingContext as Gl2, WebGlFramebuffer, WebGlTexture};

use super::program::{Program, Uniforms};

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
    plate: Option<(Plate, WebGlFramebuffer, WebGlTexture)>,
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

    /// Makes a plate what is drawn on, until [`Kept::end`]; where there is no memory for it, nothing is kept.
    pub fn begin(&mut self, gl: &Gl2, plate: Plate) -> bool {
        let old = self.plate.take();
        let made = old.map(|(_, frame, texture)| (frame, texture));
        let made = made.or_else(|| Some((gl.create_framebuffer()?, gl.create_texture()?)));
        let Some((frame, texture)) = made else { return false };
        let (width, height) = plate.size();
        gl.bind_texture(Gl2::TEXTURE_2D, Some(&texture));
        // What this says of memory that is not there a later call would have to wait for: nothing is shown then, until the map rests.
        let _ = gl.tex_image_2d_with_i32_and_i32_and_i32_and_format_and_type_and_opt_u8_array(
            Gl2::TEXTURE_2D,
            0,
            Gl2::RGBA8 as i32,
            width,
            height,
            0,
            Gl2::RGBA,
            Gl2::UNSIGNED_BYTE,
            None,
        );
        for filter in [Gl2::TEXTURE_MIN_FILTER, Gl2::TEXTURE_MAG_FILTER] {
            gl.tex_parameteri(Gl2::TEXTURE_2D, filter, Gl2::NEAREST as i32);
        }
        gl.bind_framebuffer(Gl2::FRAMEBUFFER, Some(&frame));
        gl.framebuffer_texture_2d(
            Gl2::FRAMEBUFFER,
            Gl2::COLOR_ATTACHMENT0,
            Gl2::TEXTURE_2D,
            Some(&texture),
            0,
        );
        gl.bind_texture(Gl2::TEXTURE_2D, None);
        self.plate = Some((plate, frame, texture));
        true
    }

    /// The screen is drawn on again.
    pub fn end(&self, gl: &Gl2) {
        gl.bind_framebuffer(Gl2::FRAMEBUFFER, None);
    }

    /// Shows the part of the plate that is in sight, by the program that copies pixels.
    pub fn show(&self, gl: &Gl2, copies: &Program, uniforms: &Uniforms, view: View) {
        let Some((plate, _, texture)) = &self.plate else { return };
        let Some((x, y)) = plate.part(view) else { return };
        gl.viewport(0, 0, plate.screen.0, plate.screen.1);
        gl.bind_texture(Gl2::TEXTURE_2D, Some(texture));
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
        if let Some((_, frame, texture)) = self.plate.take() {
            gl.delete_framebuffer(Some(&frame));
            gl.delete_texture(Some(&texture));
        }
    }
}
