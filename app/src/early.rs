//! What hands did before the program came: typed, ticked and chosen in the document as the server drew it.
//!
//! Hydration gives every field the value that the program knows, and the events of before went to nobody. So fields
//! that were touched are noted, and after hydration they get their values back and say so, as if touched just then.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{
        Element, Event, EventInit, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
        HtmlTextAreaElement, Node,
    },
};
use std::{cell::RefCell, rc::Rc};

/// The events by which a field says that it was touched.
const TOUCHES: [&str; 2] = ["input", "change"];

/// Fields that were touched, each with what it held.
type Touched = Rc<RefCell<Vec<(Element, Held)>>>;

/// What a field held.
#[derive(Clone)]
enum Held {
    Text(String),
    Tick(bool),
    /// Something that hydration leaves alone, such as a file.
    Itself,
}

/// The fields that were touched so far, and those that are while it lives.
pub struct Early {
    touched: Touched,
    listener: Closure<dyn FnMut(Event)>,
}

impl Early {
    /// Notes what stands in the fields otherwise than the server wrote it, and goes on noting.
    pub fn watch() -> Self {
        let touched = Touched::default();
        if let Ok(fields) = document().query_selector_all("input, select, textarea") {
            let fields = (0..fields.length()).filter_map(|at| fields.item(at)?.dyn_into::<Element>().ok());
            touched
                .borrow_mut()
                .extend(fields.filter(is_touched).filter_map(|field| held(&field).map(|held| (field, held))));
        }
        let listener = {
            let touched = touched.clone();
            Closure::new(move |event: Event| {
                let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
                    return;
                };
                if let Some(held) = held(&field) {
                    let mut touched = touched.borrow_mut();
                    touched.retain(|(other, _)| *other != field);
                    touched.push((field, held));
                }
            })
        };
        for touch in TOUCHES {
            let _ = document().add_event_listener_with_callback_and_bool(
                touch,
                listener.as_ref().unchecked_ref(),
                true,
            );
        }
        Self { touched, listener }
    }

    /// Gives the fields back what they held, now that the program listens.
    pub fn replay(self) {
        for touch in TOUCHES {
            let _ = document().remove_event_listener_with_callback_and_bool(
                touch,
                self.listener.as_ref().unchecked_ref(),
                true,
            );
        }
        for (field, held) in self.touched.take() {
            if field.unchecked_ref::<Node>().is_connected() {
                hold(&field, &held);
                for touch in TOUCHES {
                    let bubbling = EventInit::new();
                    bubbling.set_bubbles(true);
                    if let Ok(event) = Event::new_with_event_init_dict(touch, &bubbling) {
                        let _ = field.dispatch_event(&event);
                    }
                }
            }
        }
    }
}

/// Whether a field holds something else than the server wrote into it.
fn is_touched(field: &Element) -> bool {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            // The server's own, and never a user's.
            "hidden" | "submit" | "button" => false,
            "checkbox" => input.checked() != input.default_checked(),
            // The radio that another one put out has nothing to say.
            "radio" => input.checked() && !input.default_checked(),
            _ => input.value() != input.default_value(),
        }
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.default_value().is_ok_and(|written| area.value() != written)
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let chosen = u32::try_from(select.selected_index()).ok().and_then(|at| select.item(at));
        // Where the server marks none, the browser begins with the first.
        let marked = select.query_selector("option[selected]").ok().flatten().is_some();
        chosen.and_then(|option| option.dyn_into::<HtmlOptionElement>().ok()).is_some_and(|option| {
            if marked { !option.default_selected() } else { select.selected_index() != 0 }
        })
    } else {
        false
    }
}

/// What it holds; none where it is no field.
fn held(field: &Element) -> Option<Held> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        Some(match input.type_().as_str() {
            "checkbox" | "radio" => Held::Tick(input.checked()),
            "file" => Held::Itself,
            _ => Held::Text(input.value()),
        })
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        Some(Held::Text(area.value()))
    } else {
        field.dyn_ref::<HtmlSelectElement>().map(|select| Held::Text(select.value()))
    }
}

/// Makes it hold something.
fn hold(field: &Element, held: &Held) {
    match held {
        Held::Tick(on) => {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_checked(*on);
            }
        }
        Held::Text(text) => {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_value(text);
            } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(text);
            } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                select.set_value(text);
            }
        }
        Held::Itself => {}
    }
}
