//! A PNG of what is seen.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{inner::Inner, page, plain};
use crate::{Error, palette::Ink};

impl Inner {
    /// Begins a PNG so many times as large as on the screen.
    pub fn png(&mut self, scale: f64) -> Result<Promise, Error> {
        let (size, dpr, view) = (self.size, self.dpr, self.view);
        let scale = (scale as f32).clamp(0.5, 4.0);
        let (width, height) = ((size.x * scale) as u32, (size.y * scale) as u32);
        if width == 0 || height == 0 || !self.can_draw() {
            return Err(Error::NoCanvas);
        }
        let whole = page::canvas(width, height)?;
        let paint = page::plain_context(&whole)?;
        paint.set_fill_style_str(&plain::ink(&self.palette, Ink::Paper));
        paint.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
        // What is drawn is gone when the browser gets to show it: it is taken in the same breath.
        self.moved_at = None;
        self.dpr = scale;
        self.resize();
        self.paint_all();
        for canvas in [&self.canvas, &self.text.canvas] {
            paint.draw_image_with_html_canvas_element(canvas, 0.0, 0.0).map_err(|_| Error::NoCanvas)?;
        }
        (self.size, self.dpr, self.view) = (size, dpr, view);
        self.resize();
        self.paint_all();
        self.wake();
        Ok(Promise::new(&mut |resolve, _| {
            let done = Closure::once_into_js(move |blob: JsValue| {
                let _ = resolve.call1(&JsValue::NULL, &blob);
            });
            // Where it fails the answer is null, as it is where there is no memory.
            let _ = whole.to_blob(done.unchecked_ref());
        }))
    }
}

/// The picture when it is made.
pub async fn blob(promise: Promise) -> Result<Blob, Error> {
    let made = JsFuture::from(promise).await.map_err(|_| Error::NoCanvas)?;
    made.dyn_into().map_err(|_| Error::NoCanvas)
}
