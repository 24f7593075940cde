//! Waking the graphics processor: making the first context of a page takes it a tenth of a second and more, and the page would
//! stand still. A worker makes one first; the page's own takes a few milliseconds then.

use std::{cell::Cell, rc::Rc};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use crate::web::page;

/// What the worker does.
const SCRIPT: &str = include_str!("wake.js");
/// How long it may take, in milliseconds: the page makes its context by then, whether or not it stands still.
const PATIENCE: f64 = 5000.0;

/// How far it is with waking it.
#[derive(Default)]
pub enum Wake {
    /// It begins when it is first asked for: in a frame that has nothing to draw yet.
    #[default]
    Asleep,
    /// A worker is at it. What it has woken falls asleep again when this is dropped before something else draws.
    Waking(Caller),
    /// Nothing more can be done about it.
    Over,
}

impl Wake {
    /// Whether it is awake, or will be woken by nobody else.
    pub fn is_over(&mut self) -> bool {
        match self {
            Self::Asleep => {
                *self = Caller::new().map_or(Self::Over, Self::Waking);
                false
            }
            Self::Waking(caller) => caller.said.get() || page::now() - caller.since > PATIENCE,
            Self::Over => true,
        }
    }
}

/// A worker that wakes it.
pub struct Caller {
    worker: Worker,
    /// Hears the worker, or that there is none.
    heard: Closure<dyn FnMut()>,
    said: Rc<Cell<bool>>,
    since: f64,
}

impl Caller {
    /// Sends one; nothing where the page may have none.
    fn new() -> Option<Self> {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let script = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(SCRIPT)), &kind);
        let address = Url::create_object_url_with_blob(&script.ok()?).ok()?;
        let worker = Worker::new(&address);
        // The worker has it.
        let _ = Url::revoke_object_url(&address);
        let worker = worker.ok()?;
        let said = Rc::new(Cell::new(false));
        let heard = Closure::<dyn FnMut()>::new({
            let said = said.clone();
            move || said.set(true)
        });
        let hears = Some(heard.as_ref().unchecked_ref());
        worker.set_onmessage(hears);
        worker.set_onerror(hears);
        Some(Self { worker, heard, said, since: page::now() })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // It was heard by this until now.
        let _ = &self.heard;
    }
}
