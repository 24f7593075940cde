//! Where plotters draws: a backend that writes classes by meaning and whole numbers by difference, in place of colours and
//! absolute coordinates. What it does not know to write (text, bitmaps, pixels) no drawing of ours uses.
use std::{convert::Infallible, fmt::Write as _};

use plotters::{
    coord::Shift,
    prelude::{DrawingArea, DrawingBackend, IntoDrawingArea, RGBColor, ShapeStyle},
};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use crate::chart::Ink;

/// How a mark is written. With its ink it makes the mark's class, and travels through plotters as a colour does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// An area without an edge.
    Fill,
    /// A fainter area, under a line.
    Soft,
    /// A line of the grid.
    Grid,
    /// A line; the number chooses its dashes.
    Line(u8),
    /// An arc of a ring.
    Arc,
    /// The same with round ends.
    Way,
    /// A thinner arc around a ring.
    Rim,
    /// A column that keeps its width when the picture is stretched, at a place among so many beside one another.
    Column(u8),
    /// The same with a rounded end.
    Cap(u8),
    /// A horizontal bar from the left edge.
    Row,
}

impl Look {
    const fn code(self) -> (u8, u8) {
        match self {
            Self::Fill => (0, 0),
            Self::Soft => (1, 0),
            Self::Grid => (2, 0),
            Self::Line(dashes) => (3, dashes),
            Self::Arc => (4, 0),
            Self::Rim => (5, 0),
            Self::Column(place) => (6, place),
            Self::Cap(place) => (7, place),
            Self::Row => (8, 0),
            Self::Way => (9, 0),
        }
    }

    const fn of((kind, number): (u8, u8)) -> Self {
        match kind {
            0 => Self::Fill,
            1 => Self::Soft,
            2 => Self::Grid,
            3 => Self::Line(number),
            4 => Self::Arc,
            5 => Self::Rim,
            6 => Self::Column(number),
            7 => Self::Cap(number),
            8 => Self::Row,
            _ => Self::Way,
        }
    }

    fn class(self) -> String {
        match self {
            Self::Fill => "c-fill".to_owned(),
            Self::Soft => "c-soft".to_owned(),
            Self::Grid => "c-grid".to_owned(),
            Self::Line(dashes) => format!("c-line d{dashes}"),
            Self::Arc => "c-arc".to_owned(),
            Self::Way => "c-arc way".to_owned(),
            Self::Rim => "c-rim".to_owned(),
            Self::Column(place) => format!("c-column i{place}"),
            Self::Cap(place) => format!("c-column cap i{place}"),
            Self::Row => "c-bar".to_owned(),
        }
    }
}

/// The style by which a mark of that meaning and look is drawn.
pub fn style(ink: Ink, look: Look) -> ShapeStyle {
    let ink = u8::try_from(Ink::ALL.iter().position(|one| *one == ink).unwrap_or(0)).unwrap_or(0);
    let (kind, number) = look.code();
    ShapeStyle::from(RGBColor(ink, kind, number)).filled()
}

/// The area that drawings are made on, in units of the view box.
pub type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// How a drawing fails: it cannot.
pub type Drawn = Result<(), plotters::drawing::DrawingAreaErrorKind<Infallible>>;

/// Draws, and gives the markup without the element around it.
pub fn marks(size: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
    let mut marks = Vec::new();
    let area = Canvas { size, marks: &mut marks }.into_drawing_area();
    draw(&area).expect("memory takes every mark, and the areas are no smaller than what is drawn on them");
    drop(area);
    marks.into_iter().map(Mark::markup).collect()
}

/// Draws on a view box that is stretched to the place it gets; what must not be stretched is told so by the stylesheet.
pub fn stretched(
    class: &str,
    size: (u32, u32),
    height: u32,
    draw: impl FnOnce(&Area<'_>) -> Drawn,
) -> String {
    let (wide, high) = size;
    let marks = marks(size, draw);
    format!(
        r#"<svg class="{class}" viewBox="0 0 {wide} {high}" width="100%" height="{height}" preserveAspectRatio="none" aria-hidden="true">{marks}</svg>"#
    )
}

/// Draws on a picture of a fixed size.
pub fn fixed(class: &str, scale: u32, size: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
    let (wide, high) = size;
    let marks = marks((wide * scale, high * scale), draw);
    let (across, down) = (wide * scale, high * scale);
    format!(
        r#"<svg class="{class}" viewBox="0 0 {across} {down}" width="{wide}" height="{high}" aria-hidden="true">{marks}</svg>"#
    )
}

/// Draws on a picture that is as wide as its place, in percents of it: marks keep their shape.
pub fn fluid(class: &str, size: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
    let marks = marks(size, draw);
    let high = size.1;
    format!(r#"<svg class="{class}" width="100%" height="{high}" aria-hidden="true">{marks}</svg>"#)
}

/// How far a column reaches below the ground, in px.
const BELOW: i32 = 3;

/// Marks of one class: a path, or a group of rectangles.
struct Mark {
    class: String,
    /// Where the path stands now; none for rectangles.
    at: Option<BackendCoord>,
    content: String,
}

impl Mark {
    fn markup(self) -> String {
        let Self { class, at, content } = self;
        match at {
            Some(_) => format!(r#"<path class="{class}" d="{content}"/>"#),
            None => format!(r#"<g class="{class}">{content}</g>"#),
        }
    }

    /// Two numbers, with no more between them than it takes.
    fn pair(&mut self, x: i32, y: i32) {
        let between = if y < 0 { "" } else { " " };
        let _ = write!(self.content, "{x}{between}{y}");
    }

    /// Goes somewhere without drawing.
    fn go(&mut self, to: BackendCoord) {
        let from = self.at.unwrap_or_default();
        if self.content.is_empty() {
            self.content.push('M');
            self.pair(to.0, to.1);
        } else if from != to {
            self.content.push('m');
            self.pair(to.0 - from.0, to.1 - from.1);
        }
        self.at = Some(to);
    }

    /// Draws lines from where it stands.
    fn lines(&mut self, points: impl Iterator<Item = BackendCoord>) {
        let mut fresh = true;
        for to in points {
            let from = self.at.unwrap_or_default();
            let step = (to.0 - from.0, to.1 - from.1);
            if fresh {
                self.content.push('l');
            } else if step.0 >= 0 {
                self.content.push(' ');
            }
            fresh = false;
            self.pair(step.0, step.1);
            self.at = Some(to);
        }
        if fresh {
            // A line of one point: with round ends it is a dot.
            self.content.push_str("h0");
        }
    }
}

/// The backend.
pub struct Canvas<'a> {
    size: (u32, u32),
    marks: &'a mut Vec<Mark>,
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas<'_> {
    /// The mark to go on with: the last one, if it is of this class and kind.
    fn mark(&mut self, color: BackendColor, path: bool) -> &mut Mark {
        let (ink, kind, number) = color.rgb;
        let ink = Ink::ALL.get(usize::from(ink)).copied().unwrap_or(Ink::Ghost);
        let look = Look::of((kind, number)).class();
        let class = format!("{look} {}", ink.class());
        let same = self.marks.last().is_some_and(|last| last.class == class && last.at.is_some() == path);
        if !same {
            self.marks.push(Mark { class, at: path.then_some((0, 0)), content: String::new() });
        }
        self.marks.last_mut().expect("one was pushed if there was none")
    }

    /// A part of the width in percents, to a hundredth.
    fn percent(&self, units: i32) -> String {
        let wide = i64::from(self.size.0.max(1));
        let hundredths = (i64::from(units) * 10_000 + wide / 2) / wide;
        let (whole, part) = (hundredths / 100, (hundredths % 100).abs());
        let text = format!("{whole}.{part:02}");
        format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    /// Plotters counts pixels, of which the last stands one before the size; we count edges.
    fn get_size(&self) -> (u32, u32) {
        (self.size.0 + 1, self.size.1 + 1)
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _: bool,
    ) -> Done {
        let color = style.color();
        let (wide, high) = (to.0 - from.0, to.1 - from.1);
        let rect = match Look::of((color.rgb.1, color.rgb.2)) {
            Look::Column(_) | Look::Cap(_) => {
                let middle = self.percent(from.0 + wide / 2);
                // On the ground it reaches below it, where it is cut off: only its upper corners are round.
                let high = if Ok(to.1) == i32::try_from(self.size.1) { high + BELOW } else { high };
                format!(r#"<rect x="{middle}" y="{}" height="{high}"/>"#, from.1)
            }
            Look::Row => {
                let long = self.percent(wide);
                format!(r#"<rect y="{}" width="{long}" height="{high}"/>"#, from.1)
            }
            _ => {
                let mark = self.mark(color, true);
                mark.go((from.0, to.1));
                let _ = write!(mark.content, "v-{high}h{wide}v{high}");
                mark.at = Some(to);
                return Ok(());
            }
        };
        self.mark(color, false).content.push_str(&rect);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_path<S, I>(&mut self, path: I, style: &S) -> Done
    where
        S: BackendStyle,
        I: IntoIterator<Item = BackendCoord>,
    {
        let mut points = path.into_iter();
        let color = style.color();
        if let Some(first) = points.next() {
            if Look::of((color.rgb.1, color.rgb.2)) == Look::Grid {
                // From edge to edge, whether the picture is stretched or not.
                let line = format!(r#"<line x2="100%" y1="{0}" y2="{0}"/>"#, first.1);
                self.mark(color, false).content.push_str(&line);
                return Ok(());
            }
            let mark = self.mark(color, true);
            mark.go(first);
            mark.lines(points);
        }
        Ok(())
    }

    fn fill_polygon<S, I>(&mut self, corners: I, style: &S) -> Done
    where
        S: BackendStyle,
        I: IntoIterator<Item = BackendCoord>,
    {
        self.draw_path(corners, style)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Done {
        Ok(())
    }
}
