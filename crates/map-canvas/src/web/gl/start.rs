//! Starting: what the processor has to do before it draws is done a thing a frame, and is asked for, not waited for.

use web_sys::{WebGl2RenderingContext as Gl2, WebGlSync};

use super::{
    Gl, Wake, atlas,
    surface::{self, Surface},
};
use crate::{
    Error,
    web::{page, paint::Job},
};

/// How long a frame may wait for answers of the processor, in milliseconds.
const SLICE: f64 = 4.0;

/// How far it is.
pub enum Start {
    /// Programs were given to the processor.
    Compiling,
    /// Icons were too, and what stands behind all of it is waited for.
    Given(WebGlSync),
    /// So many programs are known to be good, and where their uniforms are.
    Finishing(usize),
    /// Nothing was drawn by them: a processor makes the most of a program when it first draws by it.
    Untried,
    /// The first drawing is made where nobody sees it, for whoever asks for what it is drawn on waits for it.
    Trying(WebGlSync, Surface),
    /// It can draw.
    Done,
}

impl Start {
    /// Whether a first drawing is still to be made.
    pub fn is_untried(&self) -> bool {
        matches!(self, Self::Untried)
    }
}

impl Gl {
    /// Whether it can draw by now: what it begins with is done beside the page, which asks and does not wait. An error
    /// where it never will.
    pub fn is_ready(&mut self) -> Result<bool, Error> {
        let gl = &self.gl;
        match &self.start {
            Start::Compiling => {
                atlas::fill(gl, &self.atlas)?;
                self.start = Start::Given(fence(gl).ok_or(Error::NoCanvas)?);
            }
            Start::Given(given) => {
                if is_passed(gl, given) {
                    self.start = Start::Finishing(0);
                }
            }
            Start::Finishing(done) => {
                // Each is asked and answers, which takes a processor long: not all in one frame.
                let (begin, mut done) = (page::now(), *done);
                let programs = self.programs.all();
                while done < programs.len() && page::now() - begin < SLICE {
                    programs[done].finish(gl)?;
                    done += 1;
                }
                let all = done == programs.len();
                self.start = if all { Start::Untried } else { Start::Finishing(done) };
            }
            Start::Trying(tried, surface) => {
                if is_passed(gl, tried) {
                    surface.delete(gl);
                    self.start = Start::Done;
                    self.wake = Wake::Over;
                }
            }
            Start::Untried | Start::Done => {}
        }
        Ok(matches!(self.start, Start::Untried | Start::Done))
    }

    /// Draws a frame where nobody sees it.
    pub fn rehearse(&mut self, job: &Job<'_>) {
        // What a context that is lost makes is nothing.
        let Some(surface) = Surface::new(&self.gl) else {
            self.start = Start::Done;
            return;
        };
        surface.enter(&self.gl, (1, 1));
        self.draw(job, (1.0, 1.0));
        surface::leave(&self.gl);
        self.start = fence(&self.gl).map_or(Start::Done, |tried| Start::Trying(tried, surface));
    }
}

/// What is passed once all is done that the processor was given until now.
fn fence(gl: &Gl2) -> Option<WebGlSync> {
    let given = gl.fence_sync(Gl2::SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    given
}

/// Whether it is passed; it is gone then.
fn is_passed(gl: &Gl2, given: &WebGlSync) -> bool {
    let passed = gl.get_sync_parameter(given, Gl2::SYNC_STATUS) != Gl2::UNSIGNALED;
    if passed {
        gl.delete_sync(Some(given));
    }
    passed
}
