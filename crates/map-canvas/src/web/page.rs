//! The little of the page that is needed: elements, time, wishes of the viewer.

use js_sys::{Number, Object, Reflect};
use network_map::Point;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, HtmlElement, MediaQueryList,
    WebGl2RenderingContext, Window,
};

use crate::Error;

/// The window.
pub fn window() -> Result<Window, Error> {
    web_sys::window().ok_or(Error::NoBrowser)
}

pub fn document() -> Result<Document, Error> {
    window()?.document().ok_or(Error::NoBrowser)
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// A number as CSS writes it. The page's own program writes it, so that ours needs none for it.
pub fn number(number: f32) -> String {
    Number::from(f64::from(number)).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// Device pixels of a CSS pixel.
pub fn dpr() -> f32 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio() as f32).clamp(0.5, 4.0)
}

/// What tells whether the viewer wants the page dark.
pub fn darkness() -> Option<MediaQueryList> {
    window().ok()?.match_media("(prefers-color-scheme: dark)").ok()?
}

/// Whether the viewer wants nothing to move.
pub fn is_still() -> bool {
    let query = |window: Window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    web_sys::window().and_then(query).is_some_and(|query| query.matches())
}

/// An object with these properties.
pub fn object(properties: &[(&str, bool)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        // Setting what a new object does not have never fails.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_bool(*value));
    }
    object
}

/// A new element.
pub fn element(name: &str) -> Result<HtmlElement, Error> {
    let element: Element = document()?.create_element(name).map_err(|_| Error::NoCanvas)?;
    element.dyn_into().map_err(|_| Error::NoCanvas)
}

/// Sets properties of an element's own style.
pub fn style(element: &HtmlElement, properties: &[(&str, &str)]) {
    for (name, value) in properties {
        // An unknown property is ignored, it does not fail.
        let _ = element.style().set_property(name, value);
    }
}

/// A canvas of so many pixels that is in no page.
pub fn canvas(width: u32, height: u32) -> Result<HtmlCanvasElement, Error> {
    let canvas: HtmlCanvasElement = element("canvas")?.dyn_into().map_err(|_| Error::NoCanvas)?;
    canvas.set_width(width);
    canvas.set_height(height);
    Ok(canvas)
}

/// The style of what fills the box that it is in.
pub const FILL: [(&str, &str); 4] =
    [("position", "absolute"), ("inset", "0"), ("width", "100%"), ("height", "100%")];

/// A canvas that fills a box, with so many pixels.
pub fn layer(wrap: &HtmlElement, (width, height): (u32, u32)) -> Result<HtmlCanvasElement, Error> {
    let canvas = canvas(width, height)?;
    style(&canvas, &FILL);
    wrap.append_child(&canvas).map_err(|_| Error::NoCanvas)?;
    Ok(canvas)
}

/// How many pixels a box of this size in CSS pixels has.
pub fn pixels(size: Point, dpr: f32) -> (u32, u32) {
    let pixels = |length: f32| ((length * dpr).round() as u32).max(1);
    (pixels(size.x), pixels(size.y))
}

/// Gives a canvas so many pixels, and only where it has not: each change makes what draws on it anew, which takes long where a
/// processor does.
pub fn fit(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) {
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

/// What draws on a canvas in 2D.
pub fn plain_context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, Error> {
    let context = canvas.get_context("2d").ok().flatten().ok_or(Error::NoCanvas)?;
    context.dyn_into().map_err(|_| Error::NoCanvas)
}

/// What draws on a canvas in 2D whose pixels are read.
pub fn read_context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, Error> {
    let options = object(&[("willReadFrequently", true)]);
    let context = canvas.get_context_with_context_options("2d", &options).ok().flatten();
    context.ok_or(Error::NoCanvas)?.dyn_into().map_err(|_| Error::NoCanvas)
}

/// Says something on an element, or takes it back; nothing is touched where it says so already.
pub fn say(element: &HtmlElement, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    // The names are right, so nothing fails.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Whether no graphics processor draws, but a program that stands in for one.
pub fn is_software(gl: &WebGl2RenderingContext) -> bool {
    const UNMASKED_RENDERER: u32 = 0x9246;
    let known = gl.get_extension("WEBGL_debug_renderer_info").ok().flatten().is_some();
    let name = if known {
        gl.get_parameter(UNMASKED_RENDERER)
    } else {
        gl.get_parameter(WebGl2RenderingContext::RENDERER)
    };
    let name = name.ok().and_then(|name| name.as_string()).unwrap_or_default();
    ["SwiftShader", "llvmpipe", "Software", "Basic Render"].iter().any(|word| name.contains(word))
}

/// Gives a context back at once: browsers allow few of them.
pub fn lose(gl: &WebGl2RenderingContext) {
    if let Ok(Some(extension)) = gl.get_extension("WEBGL_lose_context")
        && let Ok(lose) = Reflect::get(&extension, &JsValue::from_str("loseContext"))
        && let Some(lose) = lose.dyn_ref::<js_sys::Function>()
    {
        let _ = lose.call0(&extension);
    }
}
