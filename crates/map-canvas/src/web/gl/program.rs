//! Programs of the graphics processor, and where their uniforms are.

use wasm_bindgen::JsValue;
use web_sys::{WebGl2RenderingContext as Gl2, WebGlProgram, WebGlUniformLocation};

use crate::{
    Error,
    palette::{INKS, Ink},
};

/// Into how many pieces the border of a wide ground is cut.
pub const SPOKES: usize = 24;

/// A program.
pub struct Program {
    program: WebGlProgram,
    view: Option<WebGlUniformLocation>,
    pen: Option<WebGlUniformLocation>,
    half: Option<WebGlUniformLocation>,
    inks: Option<WebGlUniformLocation>,
    extra: Option<WebGlUniformLocation>,
}

/// What all programs are told of a frame.
pub struct Uniforms {
    /// The middle of the view, and how much of the screen's half a unit is.
    pub view: [f32; 4],
    /// Device pixels of a unit and of a CSS pixel; opacity of what appears, and of what steps back.
    pub pen: [f32; 4],
    /// Half the screen in device pixels.
    pub half: [f32; 2],
    /// All colours, premultiplied.
    pub inks: [f32; INKS * 4],
}

impl Program {
    /// Begins to compile one; with `define` as a word of its own. It draws once [`finish`](Self::finish) was called.
    pub fn new(gl: &Gl2, vertex: &str, fragment: &str, define: &str) -> Result<Self, Error> {
        let program = gl.create_program().ok_or(Error::NoCanvas)?;
        for (kind, source) in [(Gl2::VERTEX_SHADER, vertex), (Gl2::FRAGMENT_SHADER, fragment)] {
            let shader = gl.create_shader(kind).ok_or(Error::NoCanvas)?;
            gl.shader_source(&shader, &whole(source, define));
            gl.compile_shader(&shader);
            gl.attach_shader(&program, &shader);
            // It goes with the program.
            gl.delete_shader(Some(&shader));
        }
        gl.link_program(&program);
        Ok(Self { program, view: None, pen: None, half: None, inks: None, extra: None })
    }

    /// Waits for it, and finds where its uniforms are.
    pub fn finish(&mut self, gl: &Gl2) -> Result<(), Error> {
        if gl.get_program_parameter(&self.program, Gl2::LINK_STATUS) != JsValue::TRUE {
            return Err(Error::NoCanvas);
        }
        let at = |name: &str| gl.get_uniform_location(&self.program, name);
        let (view, pen, half) = (at("u_view"), at("u_pen"), at("u_half"));
        let (inks, extra) = (at("u_inks"), at("u_extra"));
        (self.view, self.pen, self.half, self.inks, self.extra) = (view, pen, half, inks, extra);
        Ok(())
    }

    /// Makes it the one that draws.
    pub fn begin(&self, gl: &Gl2, uniforms: &Uniforms, extra: [f32; 4]) {
        gl.use_program(Some(&self.program));
        gl.uniform4fv_with_f32_array(self.view.as_ref(), &uniforms.view);
        gl.uniform4fv_with_f32_array(self.pen.as_ref(), &uniforms.pen);
        gl.uniform2fv_with_f32_array(self.half.as_ref(), &uniforms.half);
        gl.uniform4fv_with_f32_array(self.inks.as_ref(), &uniforms.inks);
        gl.uniform4fv_with_f32_array(self.extra.as_ref(), &extra);
    }

    /// Gives it back.
    pub fn delete(&self, gl: &Gl2) {
        gl.delete_program(Some(&self.program));
    }
}

fn whole(source: &str, define: &str) -> String {
    let mut out = String::from("#version 300 es\n#define INKS ");
    let mut number = |name: &str, value: usize| {
        out += name;
        out += &value.to_string();
        out.push('\n');
    };
    number("", INKS);
    number("#define MODE_ONE ", Ink::Discover as usize);
    number("#define MODE_TWO ", Ink::Monitor as usize);
    number("#define MODE_THREE ", Ink::Protect as usize);
    number("#define SPOKES ", SPOKES);
    number("#define LOCKED ", Ink::Quarantined as usize);
    if !define.is_empty() {
        out += "#define ";
        out += define;
        out.push('\n');
    }
    out += include_str!("shaders/common.glsl");
    out += source;
    out
}
