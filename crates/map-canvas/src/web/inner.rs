//! What a canvas consists of, and what changes it.

use std::{
    cell::RefCell,
    collections::HashMap,
    rc::{Rc, Weak},
};

use network_map::{Point, layout::Layout, model::Key, wire::Picture};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::{
    listen::Listeners,
    page,
    paint::{Painter, Part},
    text::TextLayer,
};
use crate::{
    Error, Event, Options, Palette, Show, Stats, Target, View,
    draw::{
        emphasis::Emphasis,
        fine::Fine,
        glide::Glide,
        scene::{Scene, Stage},
        style::Width,
    },
    gesture::Gestures,
    palette::INKS,
};

/// How much is left free around a map that fits, in pixels.
const MARGIN: f32 = 48.0;

/// The attributes of the host that tell how the canvas is.
const RESTS: &str = "data-rest";
const SELECTED: &str = "data-selected-at";

/// A picture in the making.
pub struct Next {
    pub scene: Scene,
    pub stage: Stage,
    pub rest: bool,
    pub how: Show,
}

/// All of a canvas.
pub struct Inner {
    pub this: Weak<RefCell<Inner>>,
    pub host: HtmlElement,
    /// The box with the canvases.
    pub wrap: HtmlElement,
    pub canvas: HtmlCanvasElement,
    /// The canvas whose context was lost, while another stands in.
    pub lost: Option<HtmlCanvasElement>,
    pub painter: Painter,
    pub text: TextLayer,
    pub options: Options,
    pub palette: Palette,
    pub inks: [f32; INKS * 4],
    /// In CSS pixels.
    pub size: Point,
    pub dpr: f32,
    pub view: View,
    /// Whether the view was made for something; the first picture fits otherwise.
    pub view_known: bool,
    pub scene: Scene,
    pub next: Option<Next>,
    pub emphasis: Emphasis,
    pub hover: Option<Target>,
    pub glide: Option<Glide>,
    pub layout: Option<Layout>,
    pub budget: u32,
    pub pins: HashMap<Key, Point>,
    pub fine: Fine,
    pub fine_for: (u32, u32),
    pub fine_version: u32,
    /// Changes with places and styles.
    pub shape: u32,
    pub fade: f32,
    /// Something is to be drawn.
    pub dirty: bool,
    /// Names are to be written.
    pub names_dirty: bool,
    /// When the view was moved last; `None` at rest.
    pub moved_at: Option<f64>,
    pub part: Part,
    pub gestures: Gestures,
    /// What is being dragged.
    pub lifted: Option<u32>,
    /// It is elsewhere now; and when it may be drawn there.
    pub carried: bool,
    pub carried_from: f64,
    /// Drawing was put off to the next frame.
    pub put_off: bool,
    pub pointer: Option<Point>,
    pub out: Vec<Event>,
    pub on: Rc<dyn Fn(Event)>,
    pub frame: Option<i32>,
    pub tick: Option<Closure<dyn FnMut(f64)>>,
    pub listeners: Option<Listeners>,
    pub stats: Stats,
    pub gone: bool,
}

impl Inner {
    /// A canvas in its host, listening.
    pub fn new(
        host: &HtmlElement,
        options: Options,
        on: Rc<dyn Fn(Event)>,
    ) -> Result<Rc<RefCell<Self>>, Error> {
        let wrap = page::element("div")?;
        let _ = wrap.set_attribute("aria-hidden", "true");
        page::style(&wrap, &FILL);
        page::style(&wrap, &[("overflow", "hidden"), ("touch-action", "none"), ("user-select", "none")]);
        let canvas = layer(&wrap)?;
        let names = layer(&wrap)?;
        page::style(&names, &[("pointer-events", "none"), ("transform-origin", "50% 50%")]);
        let (canvas, painter) = match Painter::new(&canvas, options.plain) {
            Ok(painter) => (canvas, painter),
            Err(_) => {
                // A canvas that was asked for WebGL may draw nothing else.
                let other = layer(&wrap)?;
                let _ = wrap.replace_child(&other, &canvas);
                let painter = Painter::new(&other, true)?;
                (other, painter)
            }
        };
        let palette = Palette::default();
        let text = TextLayer::new(names, &options.font)?;
        host.append_child(&wrap).map_err(|_| Error::NoCanvas)?;
        let inner = Rc::new_cyclic(|this: &Weak<RefCell<Self>>| {
            let inner = Self {
                this: this.clone(),
                host: host.clone(),
                wrap,
                canvas,
                lost: None,
                painter,
                text,
                inks: palette.uniform(),
                palette,
                options,
                size: Point::ORIGIN,
                dpr: 1.0,
                view: View::default(),
                view_known: false,
                scene: Scene::default(),
                next: None,
                emphasis: Emphasis::default(),
                hover: None,
                glide: None,
                layout: None,
                budget: 3000,
                pins: HashMap::new(),
                fine: Fine::default(),
                fine_for: (0, 0),
                fine_version: 0,
                shape: 1,
                fade: 1.0,
                dirty: true,
                names_dirty: true,
                moved_at: None,
                part: Part::Fine,
                gestures: Gestures::default(),
                lifted: None,
                carried: false,
                carried_from: 0.0,
                put_off: false,
                pointer: None,
                out: Vec::new(),
                on,
                frame: None,
                tick: None,
                listeners: None,
                stats: Stats::default(),
                gone: false,
            };
            RefCell::new(inner)
        });
        {
            let this = Rc::downgrade(&inner);
            let tick = Closure::<dyn FnMut(f64)>::new(move |_| super::frame::run(&this));
            let mut all = inner.borrow_mut();
            all.tick = Some(tick);
            all.listeners = Some(Listeners::new(&all)?);
            all.measure();
            all.wake();
        }
        Ok(inner)
    }

    /// Asks for a frame, if none is asked for yet.
    pub fn wake(&mut self) {
        if self.gone {
            return;
        }
        if !self.is_at_rest() {
            page::say(&self.host, RESTS, None);
        }
        if self.frame.is_some() {
            return;
        }
        let Some(tick) = &self.tick else { return };
        if let Ok(window) = page::window() {
            self.frame = window.request_animation_frame(tick.as_ref().unchecked_ref()).ok();
        }
    }

    /// Says on the host, for whoever looks from outside, that all is at rest, and where what is selected is then.
    pub fn say_rest(&self) {
        let selected = match self.emphasis.selected {
            Some(Target::Node(key)) => self.scene.node(key),
            _ => None,
        };
        let at = selected.map(|node| {
            let at = self.view.to_screen(self.size, self.scene.picture.points[node as usize]);
            let mut text = (at.x.round() as i32).to_string();
            text.push(',');
            text += &(at.y.round() as i32).to_string();
            text
        });
        page::say(&self.host, SELECTED, at.as_deref());
        page::say(&self.host, RESTS, Some(""));
    }

    /// Takes the size of the host.
    pub fn measure(&mut self) {
        let bounds = self.wrap.get_bounding_client_rect();
        let size = Point::new(bounds.width() as f32, bounds.height() as f32);
        let dpr = page::dpr();
        if size == self.size && dpr == self.dpr {
            return;
        }
        (self.size, self.dpr) = (size, dpr);
        self.resize();
    }

    /// Makes the canvases as large as they are seen.
    pub fn resize(&mut self) {
        let pixels = |length: f32| ((length * self.dpr).round() as u32).max(1);
        for canvas in [&self.canvas, &self.text.canvas] {
            canvas.set_width(pixels(self.size.x));
            canvas.set_height(pixels(self.size.y));
        }
        self.fine.covers = None;
        self.redraw();
    }

    /// Everything is to be drawn anew.
    pub fn redraw(&mut self) {
        self.dirty = true;
        self.names_dirty = true;
    }

    /// Places or styles have changed.
    pub fn reshape(&mut self) {
        self.shape = self.shape.wrapping_add(1);
        self.redraw();
    }

    pub fn set_palette(&mut self, palette: &Palette) {
        if self.palette != *palette {
            self.palette = *palette;
            self.inks = palette.uniform();
            self.redraw();
        }
    }

    pub fn show(&mut self, picture: Picture, rest: bool, how: Show) {
        // One that was still in the making and was to fit is not forgotten.
        let fit = self.next.as_ref().is_some_and(|next| next.how == Show::Fit);
        let how = if fit { Show::Fit } else { how };
        self.next = Some(Next { scene: Scene::new(picture), stage: Stage::Styles, rest, how });
    }

    pub fn set_width(&mut self, width: Width) {
        self.options.width = width;
        self.scene.rescale(width);
        self.reshape();
    }

    pub fn fit(&mut self) {
        self.view_known = true;
        self.change_view(View::fit(self.scene.bounds(), self.size, MARGIN));
    }

    pub fn focus_on(&mut self, key: Key) -> bool {
        let Some(node) = self.scene.node(key) else { return false };
        let at = node as usize;
        let (middle, radius) = (self.scene.picture.points[at], self.scene.picture.radii[at]);
        let zoom = if self.scene.picture.graph.is_ground(node) {
            (0.35 * self.size.x.min(self.size.y) / radius.max(1.0)).min(2.5)
        } else {
            self.view.zoom.max((18.0 / radius.max(1.0)).min(2.5))
        };
        self.view_known = true;
        self.change_view(View { middle, zoom });
        true
    }

    /// Changes the view; what comes to rest is told then.
    pub fn change_view(&mut self, view: View) {
        if view.is_sound() && view != self.view {
            self.view = view;
            self.moved_at = Some(page::now());
            self.dirty = true;
        }
    }

    pub fn emphasise(&mut self, emphasis: Emphasis) {
        if self.emphasis != emphasis {
            self.emphasis = emphasis;
            self.emphasis.apply(&mut self.scene);
            self.reshape();
        }
    }

    pub fn stats(&self) -> Stats {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let Fine { discs, grounds, straight, bent, loud, sprites, .. } = &self.fine;
        let bytes = [discs, grounds, straight, bent, loud, sprites];
        let fine: usize = bytes.iter().map(|bytes| bytes.capacity()).sum();
        Stats {
            nodes: small(self.scene.picture.graph.nodes.len()),
            edges: small(self.scene.picture.graph.edges.len()),
            labels: small(self.text.count),
            coarse: self.part != Part::Fine,
            at_rest: self.is_at_rest(),
            gpu_bytes: small(self.painter.bytes()),
            heap_bytes: small(self.scene.heap_bytes() + fine),
            ..self.stats
        }
    }

    pub fn is_at_rest(&self) -> bool {
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.layout.is_some() || self.carried;
        !(self.dirty || self.names_dirty || moving || self.next.is_some() || self.gestures.is_busy())
    }

    /// Takes it out of the page.
    pub fn destroy(&mut self) {
        if std::mem::replace(&mut self.gone, true) {
            return;
        }
        if let (Some(frame), Ok(window)) = (self.frame.take(), page::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
        page::say(&self.host, RESTS, None);
        page::say(&self.host, SELECTED, None);
        self.listeners = None;
        self.tick = None;
        self.painter.delete();
        self.wrap.remove();
        self.next = None;
        self.layout = None;
    }
}

const FILL: [(&str, &str); 4] =
    [("position", "absolute"), ("inset", "0"), ("width", "100%"), ("height", "100%")];

/// A canvas that fills the box.
pub fn layer(wrap: &HtmlElement) -> Result<HtmlCanvasElement, Error> {
    let canvas = page::canvas(1, 1)?;
    page::style(&canvas, &FILL);
    wrap.append_child(&canvas).map_err(|_| Error::NoCanvas)?;
    Ok(canvas)
}
