//! Meshes: a buffer and how it is read.

use web_sys::{WebGl2RenderingContext as Gl2, WebGlBuffer, WebGlVertexArrayObject};

use crate::Error;

/// How the bytes of one thing are read: so many numbers of four bytes each for an attribute, and four small ones at last.
pub struct Format {
    /// Numbers of each attribute.
    pub floats: &'static [i32],
}

/// Place and radius, then style.
pub const DISC: Format = Format { floats: &[3] };
/// Place, then style.
pub const END: Format = Format { floats: &[2] };
/// A curve, then style.
pub const EDGE: Format = Format { floats: &[4, 4] };

/// A buffer that is drawn as instances, or as points or lines.
pub struct Mesh {
    buffer: WebGlBuffer,
    instances: WebGlVertexArrayObject,
    vertices: WebGlVertexArrayObject,
    each: i32,
    bytes: usize,
}

impl Mesh {
    /// An empty one.
    pub fn new(gl: &Gl2, format: &Format) -> Result<Self, Error> {
        let buffer = gl.create_buffer().ok_or(Error::NoCanvas)?;
        let each = 4 * format.floats.iter().sum::<i32>() + 4;
        let array = |divisor: u32| {
            let array = gl.create_vertex_array().ok_or(Error::NoCanvas)?;
            gl.bind_vertex_array(Some(&array));
            gl.bind_buffer(Gl2::ARRAY_BUFFER, Some(&buffer));
            let (mut offset, mut at) = (0, 0);
            for count in format.floats {
                gl.enable_vertex_attrib_array(at);
                gl.vertex_attrib_pointer_with_i32(at, *count, Gl2::FLOAT, false, each, offset);
                gl.vertex_attrib_divisor(at, divisor);
                offset += 4 * count;
                at += 1;
            }
            gl.enable_vertex_attrib_array(at);
            gl.vertex_attrib_i_pointer_with_i32(at, 4, Gl2::UNSIGNED_BYTE, each, offset);
            gl.vertex_attrib_divisor(at, divisor);
            gl.bind_vertex_array(None);
            Ok(array)
        };
        Ok(Self { instances: array(1)?, vertices: array(0)?, buffer, each, bytes: 0 })
    }

    /// Fills it; nothing is done where it was empty and stays so.
    pub fn fill(&mut self, gl: &Gl2, bytes: &[u8]) {
        if self.bytes == 0 && bytes.is_empty() {
            return;
        }
        self.bytes = bytes.len();
        gl.bind_buffer(Gl2::ARRAY_BUFFER, Some(&self.buffer));
        gl.buffer_data_with_u8_array(Gl2::ARRAY_BUFFER, bytes, Gl2::DYNAMIC_DRAW);
    }

    /// How many things are in it.
    pub fn count(&self) -> i32 {
        self.bytes as i32 / self.each
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Draws the first so many, each as a strip or list of so many corners.
    pub fn instances(&self, gl: &Gl2, mode: u32, corners: i32, count: i32) {
        if count > 0 {
            gl.bind_vertex_array(Some(&self.instances));
            gl.draw_arrays_instanced(mode, 0, corners, count);
        }
    }

    /// Draws those from one on to another as points, lines or triangles.
    pub fn vertices(&self, gl: &Gl2, mode: u32, from: i32, to: i32) {
        if to > from {
            gl.bind_vertex_array(Some(&self.vertices));
            gl.draw_arrays(mode, from, to - from);
        }
    }

    /// Gives it back.
    pub fn delete(&self, gl: &Gl2) {
        gl.delete_vertex_array(Some(&self.instances));
        gl.delete_vertex_array(Some(&self.vertices));
        gl.delete_buffer(Some(&self.buffer));
    }
}
