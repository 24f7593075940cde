//! The palette of a page: custom properties resolved to numbers.

use web_sys::HtmlElement;

use super::page;
use crate::palette::{INKS, Ink, Palette};

impl Palette {
    /// The palette that an element's style has: each [`Ink`]'s [`property`](Ink::property), in any colour that CSS
    /// knows (`oklch()`, `light-dark()`, `color-mix()`). What is missing stays as in the default palette.
    pub fn of(host: &HtmlElement) -> Self {
        let mut palette = Self::default();
        // An element takes the colour, so that everything in it is resolved as it would be there; a pixel is painted
        // with it, so that it becomes sRGB whatever it was.
        let count = Ink::ALL.len() as u32;
        let (Ok(window), Ok(probe), Ok(canvas)) =
            (page::window(), page::element("span"), page::canvas(count, 1))
        else {
            return palette;
        };
        let Ok(paint) = page::read_context(&canvas) else { return palette };
        page::style(&probe, &[("display", "none")]);
        let _ = probe.set_attribute("aria-hidden", "true");
        if host.append_child(&probe).is_err() {
            return palette;
        }
        let mut known = [false; INKS];
        if let Ok(Some(style)) = window.get_computed_style(&probe) {
            for ((ink, known), x) in Ink::ALL.iter().zip(&mut known).zip(0u32..) {
                let property = ink.property();
                *known = style.get_property_value(property).is_ok_and(|value| !value.trim().is_empty());
                let mut value = String::from("var(");
                value += property;
                value.push(')');
                page::style(&probe, &[("color", &value)]);
                paint.set_fill_style_str(&style.get_property_value("color").unwrap_or_default());
                paint.fill_rect(f64::from(x), 0.0, 1.0, 1.0);
            }
        }
        probe.remove();
        if let Ok(pixels) = paint.get_image_data(0.0, 0.0, f64::from(count), 1.0) {
            let data = pixels.data();
            for ((ink, known), pixel) in Ink::ALL.iter().zip(known).zip(data.as_chunks::<4>().0) {
                if known {
                    palette.set(*ink, *pixel);
                }
            }
        }
        palette
    }
}
