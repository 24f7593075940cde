//! The drawing that is kept while the map is moved. Where a processor draws, copying a screen takes a fraction of what drawing a
//! large map does.

use web_sys::{WebGl2RenderingContext as Gl2, WebGlFramebuffer, WebGlRenderbuffer};

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
    plate: Option<(Plate, WebGlFramebuffer, WebGlRenderbuffer)>,
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

    /// Makes a plate what is drawn on; where there is no memory for it, nothing is kept.
    pub fn begin(&mut self, gl: &Gl2, plate: Plate) -> bool {
        let reusable = self.plate.take();
        let made =
            reusable.filter(|(old, ..)| old.size() == plate.size()).map(|(_, frame, buffer)| (frame, buffer));
        let made = made.or_else(|| Some((gl.create_framebuffer()?, gl.create_renderbuffer()?)));
        let Some((frame, buffer)) = made else { return false };
        let (width, height) = plate.size();
        gl.bind_framebuffer(Gl2::FRAMEBUFFER, Some(&frame));
        gl.bind_renderbuffer(Gl2::RENDERBUFFER, Some(&buffer));
        gl.renderbuffer_storage(Gl2::RENDERBUFFER, Gl2::RGBA8, width, height);
        gl.framebuffer_renderbuffer(
            Gl2::FRAMEBUFFER,
            Gl2::COLOR_ATTACHMENT0,
            Gl2::RENDERBUFFER,
            Some(&buffer),
        );
        let whole = gl.check_framebuffer_status(Gl2::FRAMEBUFFER) == Gl2::FRAMEBUFFER_COMPLETE;
        self.plate = Some((plate, frame, buffer));
        if !whole {
            gl.bind_framebuffer(Gl2::FRAMEBUFFER, None);
            self.forget(gl);
        }
        whole
    }

    /// Shows the part of the plate that is in sight.
    pub fn show(&self, gl: &Gl2, view: View) {
        let Some((plate, frame, _)) = &self.plate else { return };
        let Some((x, y)) = plate.part(view) else { return };
        let (width, height) = plate.screen;
        gl.bind_framebuffer(Gl2::READ_FRAMEBUFFER, Some(frame));
        gl.bind_framebuffer(Gl2::DRAW_FRAMEBUFFER, None);
        gl.blit_framebuffer(
            x,
            y,
            x + width,
            y + height,
            0,
            0,
            width,
            height,
            Gl2::COLOR_BUFFER_BIT,
            Gl2::NEAREST,
        );
        gl.bind_framebuffer(Gl2::READ_FRAMEBUFFER, None);
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        let pixels = |(width, height): (i32, i32)| width as usize * height as usize;
        self.plate.as_ref().map_or(0, |(plate, ..)| 4 * pixels(plate.size()))
    }

    /// Gives it back: the map is at rest, or is another one.
    pub fn forget(&mut self, gl: &Gl2) {
        self.last = None;
        if let Some((_, frame, buffer)) = self.plate.take() {
            gl.delete_framebuffer(Some(&frame));
            gl.delete_renderbuffer(Some(&buffer));
        }
    }
}
