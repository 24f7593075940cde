//! What a canvas consists of, and what changes it.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use network_map::{Point, layout::Layout, model::Key};
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::{
    listen::Listeners,
    make::Next,
    page::{self, FILL, layer},
    paint::{Over, Painter, Part},
    text::TextLayer,
};
use crate::{
    Error, Event, Options, Palette, Stats, Target, View,
    draw::{
        emphasis::Emphasis,
        fine::Fine,
        glide::Glide,
        scene::{Scene, Stage},
        style::Width,
    },
    gesture::Gestures,
    palette::INKS,
    pins::Pins,
};

/// How much is left free around a map that fits, in pixels.
pub const MARGIN: f32 = 48.0;

/// The attributes of the host that tell how the canvas is.
pub const RESTS: &str = "data-rest";
pub const SELECTED: &str = "data-selected-at";
pub const BACKEND: &str = "data-backend";

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
    /// What of the scene is not as its places are now, and is worked out anew from there.
    pub stale: Option<Stage>,
    pub next: Option<Next>,
    pub emphasis: Emphasis,
    pub hover: Option<Target>,
    pub glide: Option<Glide>,
    pub layout: Option<Layout>,
    pub budget: u32,
    pub pins: Pins,
    pub fine: Fine,
    pub fine_for: (u32, u32),
    pub fine_version: u32,
    pub over: Over,
    /// What it is of: the shape, what is pointed at, and whether the hand is busy.
    pub over_for: (u32, Option<Target>, bool),
    /// Changes with places and styles.
    pub shape: u32,
    pub fade: f32,
    /// The picture was not drawn yet.
    pub unseen: bool,
    /// Something is to be drawn.
    pub dirty: bool,
    /// Names are to be written.
    pub names_dirty: bool,
    /// When the view was moved last; `None` at rest.
    pub moved_at: Option<f64>,
    pub part: Part,
    pub gestures: Gestures,
    /// What is being dragged: by its key, as pictures come and go meanwhile.
    pub lifted: Option<Key>,
    /// What is to be in sight as soon as a picture has it.
    pub wanted: Option<Key>,
    /// It is elsewhere now; and when it may be drawn there.
    pub carried: bool,
    pub carried_from: f64,
    /// It was put down, and the layout is to go on from there.
    pub dropped: bool,
    /// Drawing was put off to the next frame.
    pub put_off: bool,
    pub pointer: Option<Point>,
    /// Where the canvas is in the window, once a frame has asked.
    pub corner: Option<Point>,
    /// What the pointer looks like.
    pub cursor: &'static str,
    /// Whether the host says that nothing moves.
    pub rest_said: bool,
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
        // Their size from the start: another one once something draws on them would be made anew.
        let room = Point::new(host.client_width() as f32, host.client_height() as f32);
        let pixels = page::pixels(room, page::dpr());
        let canvas = layer(&wrap, pixels)?;
        let names = layer(&wrap, pixels)?;
        page::style(&names, &[("pointer-events", "none"), ("transform-origin", "50% 50%")]);
        let painter = Painter::new(&canvas, options.plain)?;
        // What is not seen is not fetched from the processor, which has enough to do at first.
        page::style(&canvas, &[("display", "none")]);
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
                stale: None,
                next: None,
                emphasis: Emphasis::default(),
                hover: None,
                glide: None,
                layout: None,
                budget: 3000,
                pins: Pins::default(),
                fine: Fine::default(),
                fine_for: (0, 0),
                fine_version: 0,
                over: Over::default(),
                over_for: (0, None, false),
                shape: 1,
                fade: 1.0,
                unseen: false,
                dirty: true,
                names_dirty: true,
                moved_at: None,
                part: Part::Fine,
                gestures: Gestures::default(),
                lifted: None,
                wanted: None,
                carried: false,
                carried_from: 0.0,
                dropped: false,
                put_off: false,
                pointer: None,
                corner: None,
                cursor: "",
                rest_said: false,
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
        for canvas in [&self.canvas, &self.text.canvas] {
            page::fit(canvas, page::pixels(self.size, self.dpr));
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

    pub fn set_width(&mut self, width: Width) {
        self.options.width = width;
        self.scene.rescale(width);
        self.reshape();
    }

    pub fn fit(&mut self) {
        self.view_known = true;
        self.change_view(View::fit(self.scene.bounds(), self.size, MARGIN));
    }

    /// Brings a node to the middle, so close that it and what is around it can be read.
    fn focus_on(&mut self, node: u32) {
        let at = node as usize;
        let (middle, radius) = (self.scene.picture.points[at], self.scene.picture.radii[at]);
        let zoom = if self.scene.picture.graph.is_ground(node) {
            (0.35 * self.size.x.min(self.size.y) / radius.max(1.0)).min(2.5)
        } else {
            self.view.zoom.max((18.0 / radius.max(1.0)).min(2.5))
        };
        self.view_known = true;
        self.change_view(View { middle, zoom });
    }

    /// Brings what is wanted into sight, if it is there: to the middle where it is out of sight.
    pub fn bring(&mut self) {
        let Some(node) = self.wanted.and_then(|key| self.scene.node(key)) else { return };
        self.wanted = None;
        if !self.view.sight(self.size).contains(self.scene.picture.points[node as usize]) {
            self.focus_on(node);
        }
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
        page::say(&self.host, BACKEND, None);
        self.listeners = None;
        self.tick = None;
        self.painter.delete();
        self.wrap.remove();
        self.next = None;
        self.layout = None;
    }
}
