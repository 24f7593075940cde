//! The atlas: all icons in one texture, drawn once.

use web_sys::{Path2d, WebGl2RenderingContext as Gl2, WebGlTexture};

use crate::{Error, draw::icon::Icon, web::page};

/// Cells of a row, and rows: as in sprite.frag.
const COLUMNS: u32 = 8;
const ROWS: u32 = 4;
/// How large a cell is, in device pixels: more than the largest icon on most screens.
const CELL: u32 = 128;
/// What is left free around an icon, so that it does not run into the next.
const BORDER: f64 = 10.0;

/// Draws the icons and gives them to the graphics processor.
pub fn fill(gl: &Gl2, texture: &WebGlTexture) -> Result<(), Error> {
    let canvas = page::canvas(COLUMNS * CELL, ROWS * CELL)?;
    let paint = page::plain_context(&canvas)?;
    let scale = (f64::from(CELL) - 2.0 * BORDER) / 24.0;
    paint.set_line_cap("round");
    paint.set_line_join("round");
    for (icon, at) in Icon::ALL.iter().zip(0u32..) {
        let path = Path2d::new_with_path_string(icon.path()).map_err(|_| Error::NoCanvas)?;
        let (x, y) = (f64::from(at % COLUMNS * CELL) + BORDER, f64::from(at / COLUMNS * CELL) + BORDER);
        // A matrix of six numbers never fails.
        let _ = paint.set_transform(scale, 0.0, 0.0, scale, x, y);
        paint.set_line_width(icon.stroke());
        paint.stroke_with_path(&path);
    }
    gl.bind_texture(Gl2::TEXTURE_2D, Some(texture));
    let rgba = Gl2::RGBA;
    gl.tex_image_2d_with_u32_and_u32_and_html_canvas_element(
        Gl2::TEXTURE_2D,
        0,
        rgba as i32,
        rgba,
        Gl2::UNSIGNED_BYTE,
        &canvas,
    )
    .map_err(|_| Error::NoCanvas)?;
    gl.generate_mipmap(Gl2::TEXTURE_2D);
    gl.tex_parameteri(Gl2::TEXTURE_2D, Gl2::TEXTURE_MIN_FILTER, Gl2::LINEAR_MIPMAP_LINEAR as i32);
    gl.tex_parameteri(Gl2::TEXTURE_2D, Gl2::TEXTURE_MAG_FILTER, Gl2::LINEAR as i32);
    Ok(())
}
