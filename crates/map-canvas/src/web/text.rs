//! The layer of names: a canvas over the map, redrawn at rest, moved as a whole meanwhile.

use std::collections::HashMap;

use network_map::Point;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{page, plain};
use crate::{
    Error,
    draw::fine::Limits,
    labels::{Font, Label, Look, choose},
    palette::{Ink, Palette},
    view::View,
};

/// Names over the map.
pub struct TextLayer {
    /// Its canvas.
    pub canvas: HtmlCanvasElement,
    paint: CanvasRenderingContext2d,
    fonts: [String; Font::COUNT],
    widths: HashMap<(Font, String), f32>,
    /// From where the names were written last.
    drawn: Option<View>,
    moved: bool,
    hidden: bool,
    /// How many there are.
    pub count: usize,
}

const FONTS: [Font; Font::COUNT] = [Font::Strong, Font::Normal, Font::Small, Font::Number];
/// More widths than this are forgotten.
const MOST_WIDTHS: usize = 20_000;

impl TextLayer {
    /// An empty one on a canvas, with texts in these families.
    pub fn new(canvas: HtmlCanvasElement, families: &str) -> Result<Self, Error> {
        let paint = page::plain_context(&canvas)?;
        let fonts = FONTS.map(|font| {
            let mut css = font.weight().to_string();
            css.push(' ');
            css += &page::number(font.size());
            css += "px ";
            css += families;
            css
        });
        Ok(Self {
            canvas,
            paint,
            fonts,
            widths: HashMap::new(),
            drawn: None,
            moved: false,
            hidden: false,
            count: 0,
        })
    }

    /// Fonts have arrived: widths are others now.
    pub fn forget_widths(&mut self) {
        self.widths.clear();
    }

    /// Writes the names of a view.
    pub fn draw(&mut self, look: Look<'_>, palette: &Palette, dpr: f32) {
        let Self { paint, fonts, widths, .. } = self;
        if widths.len() > MOST_WIDTHS {
            widths.clear();
        }
        let mut set = None;
        let labels = choose(look, &mut |text, font| {
            if let Some(known) = widths.get(&(font, text.to_owned())) {
                return *known;
            }
            if set != Some(font) {
                paint.set_font(&fonts[font as usize]);
                set = Some(font);
            }
            let width = paint.measure_text(text).map_or(0.0, |size| size.width() as f32);
            widths.insert((font, text.to_owned()), width);
            width
        });
        self.write(&labels, palette, look.size, dpr);
        self.count = labels.len();
        self.drawn = Some(look.view);
        if self.moved {
            page::style(&self.canvas, &[("transform", "none")]);
            self.moved = false;
        }
        if std::mem::take(&mut self.hidden) {
            page::style(&self.canvas, &[("visibility", "visible")]);
        }
    }

    fn write(&self, labels: &[Label], palette: &Palette, size: Point, dpr: f32) {
        let paint = &self.paint;
        let scale = f64::from(dpr);
        // A matrix of six numbers never fails.
        let _ = paint.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        paint.clear_rect(0.0, 0.0, f64::from(size.x), f64::from(size.y));
        paint.set_text_align("center");
        paint.set_text_baseline("middle");
        paint.set_line_join("round");
        paint.set_line_width(3.5);
        paint.set_stroke_style_str(&plain::ink(palette, Ink::Halo));
        let mut ink = None;
        for font in FONTS {
            paint.set_font(&self.fonts[font as usize]);
            for label in labels.iter().filter(|label| label.font == font) {
                if ink != Some(label.ink) {
                    paint.set_fill_style_str(&plain::ink(palette, label.ink));
                    ink = Some(label.ink);
                }
                // On whole pixels, so that it is as sharp as text of the page.
                let at = |number: f32| f64::from((number * dpr).round() / dpr);
                let (x, y) =
                    (at(label.at.x - label.width / 2.0) + f64::from(label.width) / 2.0, at(label.at.y));
                // Drawing at numbers never fails.
                if label.halo {
                    let _ = paint.stroke_text(&label.text, x, y);
                }
                let _ = paint.fill_text(&label.text, x, y);
            }
        }
    }

    /// Moves the names as they are to where they belong in another view, or takes them away until they are written anew.
    pub fn follow(&mut self, view: View, size: Point, limits: Limits) {
        let Some(drawn) = self.drawn else { return };
        if drawn == view || self.hidden {
            return;
        }
        if !limits.names_follow {
            page::style(&self.canvas, &[("visibility", "hidden")]);
            self.hidden = true;
            return;
        }
        let scale = view.zoom / drawn.zoom;
        let by = view.to_screen(size, drawn.middle) - size * 0.5;
        let mut css = String::from("translate(");
        css += &page::number(by.x);
        css += "px,";
        css += &page::number(by.y);
        css += "px) scale(";
        css += &page::number(scale);
        css.push(')');
        page::style(&self.canvas, &[("transform", &css)]);
        self.moved = true;
    }
}
