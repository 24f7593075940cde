//! A surface: what is drawn on besides the screen.

use web_sys::{WebGl2RenderingContext as Gl2, WebGlFramebuffer, WebGlTexture};

/// Pixels on the graphics processor that are in no page.
pub struct Surface {
    frame: WebGlFramebuffer,
    /// The pixels, once something was drawn.
    pub texture: WebGlTexture,
}

impl Surface {
    /// One without pixels.
    pub fn new(gl: &Gl2) -> Option<Self> {
        Some(Self { frame: gl.create_framebuffer()?, texture: gl.create_texture()? })
    }

    /// Gives it so many new pixels and makes it what is drawn on, until [`leave`].
    pub fn enter(&self, gl: &Gl2, (width, height): (i32, i32)) {
        gl.bind_texture(Gl2::TEXTURE_2D, Some(&self.texture));
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
        gl.bind_framebuffer(Gl2::FRAMEBUFFER, Some(&self.frame));
        gl.framebuffer_texture_2d(
            Gl2::FRAMEBUFFER,
            Gl2::COLOR_ATTACHMENT0,
            Gl2::TEXTURE_2D,
            Some(&self.texture),
            0,
        );
        gl.bind_texture(Gl2::TEXTURE_2D, None);
    }

    /// Gives it back.
    pub fn delete(&self, gl: &Gl2) {
        gl.delete_framebuffer(Some(&self.frame));
        gl.delete_texture(Some(&self.texture));
    }
}

/// The screen is drawn on again.
pub fn leave(gl: &Gl2) {
    gl.bind_framebuffer(Gl2::FRAMEBUFFER, None);
}
