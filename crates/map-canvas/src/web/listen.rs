//! Listening: what the page says of pointers, keys, size and lost contexts, and who hears it.

use std::{cell::RefCell, rc::Weak};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, EventTarget, KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, WheelEvent,
};

use super::{frame, inner::Inner, page};
use crate::{Error, Palette, gesture::LONG};

const ON_WRAP: [&str; 9] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "pointerleave",
    "wheel",
    "contextmenu",
    "webglcontextlost",
    "webglcontextrestored",
];

/// Everything that listens; nothing does any more when it is dropped.
pub struct Listeners {
    heard: Closure<dyn FnMut(web_sys::Event)>,
    sized: Closure<dyn FnMut(JsValue)>,
    waited: Closure<dyn FnMut()>,
    observer: Option<ResizeObserver>,
    wrap: EventTarget,
    /// What else is listened to, and for what.
    others: Vec<(EventTarget, &'static str)>,
    timer: Option<i32>,
}

impl Listeners {
    /// Begins to listen.
    pub fn new(inner: &Inner) -> Result<Self, Error> {
        let (this, wrap) = (inner.this.clone(), inner.wrap.clone());
        let heard = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| {
            with(&this, |inner| inner.hear(&event));
        });
        let this = inner.this.clone();
        let sized = Closure::<dyn FnMut(JsValue)>::new(move |_| with(&this, Inner::measure));
        let this = inner.this.clone();
        let waited = Closure::<dyn FnMut()>::new(move || with(&this, Inner::waited));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        options.set_capture(true);
        let callback = heard.as_ref().unchecked_ref();
        for name in ON_WRAP {
            wrap.add_event_listener_with_callback_and_add_event_listener_options(name, callback, &options)
                .map_err(|_| Error::NoBrowser)?;
        }
        let mut others: Vec<(EventTarget, &str)> = vec![
            (inner.host.clone().into(), "keydown"),
            (page::window()?.into(), "resize"),
            (page::document()?.fonts().into(), "loadingdone"),
        ];
        others.extend(page::darkness().map(|query| (query.into(), "change")));
        for (target, name) in &others {
            target.add_event_listener_with_callback(name, callback).map_err(|_| Error::NoBrowser)?;
        }
        let observer = ResizeObserver::new(sized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&wrap);
        }
        Ok(Self { heard, sized, waited, observer, wrap: wrap.into(), others, timer: None })
    }

    /// Waits as long as a long press is.
    pub fn wait(&mut self) {
        self.stop_waiting();
        if let Ok(window) = page::window() {
            let callback = self.waited.as_ref().unchecked_ref();
            let timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, LONG as i32 + 10);
            self.timer = timer.ok();
        }
    }

    /// The press was short.
    pub fn stop_waiting(&mut self) {
        if let (Some(timer), Ok(window)) = (self.timer.take(), page::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.stop_waiting();
        let callback = self.heard.as_ref().unchecked_ref();
        for name in ON_WRAP {
            let _ = self.wrap.remove_event_listener_with_callback_and_bool(name, callback, true);
        }
        for (target, name) in &self.others {
            let _ = target.remove_event_listener_with_callback(name, callback);
        }
        if let Some(observer) = self.observer.take() {
            observer.disconnect();
        }
        // It lived as long as the observer.
        let _ = &self.sized;
    }
}

/// Does something with a canvas that is still there, then tells what happened.
fn with(this: &Weak<RefCell<Inner>>, act: impl FnOnce(&mut Inner)) {
    let Some(inner) = this.upgrade() else { return };
    {
        let Ok(mut inner) = inner.try_borrow_mut() else { return };
        if inner.gone {
            return;
        }
        act(&mut inner);
        inner.wake();
    }
    frame::tell(&inner);
}

impl Inner {
    fn hear(&mut self, event: &web_sys::Event) {
        match event.type_().as_str() {
            "keydown" => {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    self.key(event);
                }
            }
            "wheel" => {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    self.wheel(event);
                }
            }
            "contextmenu" => {
                event.prevent_default();
                // A finger's comes by its long press.
                let by_finger =
                    event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
                if let Some(event) = event.dyn_ref::<MouseEvent>().filter(|_| !by_finger) {
                    let at = self.place_of(event);
                    self.menu(at);
                }
            }
            "resize" => self.measure(),
            "loadingdone" => {
                self.text.forget_widths();
                self.redraw();
            }
            // The page is dark now, or light.
            "change" => self.set_palette(&Palette::of(&self.host)),
            "webglcontextlost" => {
                event.prevent_default();
                self.lose();
            }
            "webglcontextrestored" => self.regain(),
            name => {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    self.pointer(name, event);
                }
            }
        }
    }
}
