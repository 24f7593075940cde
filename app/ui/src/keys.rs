//! The keyboard: one listener for the whole page, which goes by the marks that components put into the HTML. A component
//! costs no listener of its own, and what a key does is what a click on the marked control does.
//!
//! - `data-key="…"`: that key presses or focuses the element (`/`, `?`, `mod+k` for Ctrl or ⌘ with K).
//! - `table[data-rows]`: j and k go through the rows, space or x ticks, Enter follows the row's link; so does a click.
//! - `[data-panel]`, `[data-close]`: Esc closes the panel. Dialogs and menus are closed by the browser.
//! - `[role=menu]`: arrows, Home and End; Tab closes it.
//! - `.tip`: Esc hides the tooltip.
//!
//! `<html data-keys="off">` turns single letters off, for those whose speech input would type them.
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::{
    ev::{self, KeyboardEvent, MouseEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, EventTarget, HtmlElement},
};

/// Whether a tooltip has been hidden by Esc and waits to be shown again.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Starts listening; once a page, in the browser. Does nothing on the server.
pub fn install() {
    Effect::new(|_| {
        window_event_listener(ev::keydown, on_key);
        window_event_listener(ev::click, on_click);
        window_event_listener(ev::pointerover, |event| unquiet(event.target()));
        window_event_listener(ev::focusin, |event| unquiet(event.target()));
    });
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target.and_then(|target| target.dyn_into().ok())
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn within(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

fn click(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        element.click();
    }
}

fn focus(element: &HtmlElement) {
    // Fails only for an element that has left the page, where there is nothing to focus.
    drop(element.focus());
}

fn on_key(event: KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let key = event.key();
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        if !event.alt_key() && key.eq_ignore_ascii_case("k") && press("mod+k") {
            event.prevent_default();
        }
        return;
    }
    let Some(target) = element(event.target()) else { return };
    let done = match key.as_str() {
        "Escape" => escape(&target),
        "Tab" => leave_menu(&target),
        "ArrowDown" | "ArrowUp" | "Home" | "End" if within(&target, "[role=menu]").is_some() => {
            menu(&target, &key)
        }
        _ if typing(&target) || find("dialog:modal, :popover-open").is_some() => false,
        _ => {
            rows(&target, &key)
                || (key.chars().count() == 1 && !key.contains(['"', '\\']) && letters() && press(&key))
        }
    };
    if done {
        event.prevent_default();
    }
}

fn typing(target: &Element) -> bool {
    target
        .matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")
        .unwrap_or(false)
}

fn letters() -> bool {
    document()
        .document_element()
        .is_some_and(|html| html.get_attribute("data-keys").as_deref() != Some("off"))
}

/// Presses what is marked with `key`, or focuses it where it is typed into.
fn press(key: &str) -> bool {
    let Some(element) = find(&format!("[data-key=\"{key}\"]")) else { return false };
    match element.dyn_into::<HtmlElement>() {
        Ok(element) if typing(&element) => focus(&element),
        Ok(element) => element.click(),
        Err(_) => return false,
    }
    true
}

fn escape(target: &Element) -> bool {
    let Some(root) = document().document_element() else { return false };
    let tips =
        all(&root, ".tip:is(:hover, :has(:focus-visible)):not([data-quiet]):has(> .tip-text:not([hidden]))");
    for tip in &tips {
        drop(tip.set_attribute("data-quiet", ""));
        QUIET.store(true, Ordering::Relaxed);
    }
    if !tips.is_empty() && find("dialog:modal, :popover-open").is_none() {
        return true;
    }
    if typing(target) || find("dialog:modal, :popover-open").is_some() {
        return false;
    }
    let Some(close) = find("[data-panel] [data-close]") else { return false };
    if let Some(row) = find("tr.open").and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        focus(&row);
    }
    click(close);
    true
}

/// Shows tooltips again once the pointer or the focus has gone elsewhere.
fn unquiet(target: Option<EventTarget>) {
    if !QUIET.load(Ordering::Relaxed) {
        return;
    }
    let (Some(target), Some(root)) = (element(target), document().document_element()) else { return };
    let mut left = false;
    for tip in all(&root, ".tip[data-quiet]") {
        if tip.contains(Some(&target)) {
            left = true;
        } else {
            drop(tip.remove_attribute("data-quiet"));
        }
    }
    QUIET.store(left, Ordering::Relaxed);
}

/// Puts the focus on the first item of a menu that has just opened.
pub(crate) fn enter_menu(event: leptos::ev::Event) {
    let menu = element(event.current_target()).filter(|menu| menu.matches(":popover-open").unwrap_or(false));
    if let Some(item) = menu.and_then(|menu| all(&menu, "[role^=menuitem]").into_iter().next()) {
        focus(&item);
    }
}

/// Closes the menu that the focus is about to leave.
fn leave_menu(target: &Element) -> bool {
    if let Some(menu) = within(target, "[role=menu]").and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        drop(menu.hide_popover());
    }
    false
}

fn menu(target: &Element, key: &str) -> bool {
    let Some(menu) = within(target, "[role=menu]") else { return false };
    let items = all(&menu, "[role^=menuitem]");
    let here = items.iter().position(|item| item.is_same_node(Some(target)));
    let next = match (key, here) {
        ("Home", _) | ("ArrowDown", None) => 0,
        ("End", _) | ("ArrowUp", None | Some(0)) => items.len().saturating_sub(1),
        ("ArrowUp", Some(n)) => n - 1,
        (_, Some(n)) => (n + 1) % items.len(),
        _ => return false,
    };
    items.get(next).inspect(|item| focus(item)).is_some()
}

fn rows(target: &Element, key: &str) -> bool {
    let table = within(target, "table[data-rows]").or_else(|| find("table[data-rows]"));
    let Some(table) = table else { return false };
    let row = target.matches("tr").unwrap_or(false);
    let step = match key {
        "j" if letters() => 1,
        "k" if letters() => -1,
        "ArrowDown" if row => 1,
        "ArrowUp" if row => -1,
        " " | "x" if row => return inside(target, ".pick .box"),
        "Enter" if row => return inside(target, ".main-link"),
        _ => return false,
    };
    let rows = all(&table, "tbody > tr[tabindex]");
    let here = within(target, "tr").or_else(|| find("tr.open"));
    let here = here.and_then(|here| rows.iter().position(|row| row.is_same_node(Some(&here))));
    let next = match (here, step) {
        (Some(n), 1) => n + 1,
        (Some(n), _) => n.saturating_sub(1),
        (None, _) => 0,
    };
    rows.get(next).inspect(|row| focus(row)).is_some()
}

fn inside(element: &Element, selector: &str) -> bool {
    element.query_selector(selector).ok().flatten().map(click).is_some()
}

fn on_click(event: MouseEvent) {
    let Some(target) = element(event.target()) else { return };
    // A chosen item closes its menu; the page may stay, so the browser does not do it. By the event's own path: what was
    // chosen may have left the page by now, when the menu says something else.
    let path: Vec<HtmlElement> =
        event.composed_path().iter().filter_map(|step| step.dyn_into().ok()).collect();
    let chosen = path.iter().any(|step| {
        step.matches("a, button").unwrap_or(false) && step.get_attribute("aria-disabled").is_none()
    });
    if chosen && let Some(popover) = path.iter().find(|step| step.has_attribute("popover")) {
        drop(popover.hide_popover());
    }
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return;
    }
    let Some(row) = within(&target, "tr[data-link]") else { return };
    let control = within(&target, "a, button, input, label, summary, [popover], .tip, .pick").is_some();
    // Whoever marks text to copy it does not mean to leave.
    let marking = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    if !control && !marking {
        // Later, because the click that this makes comes back to this listener.
        queue_microtask(move || {
            inside(&row, ".main-link");
        });
    }
}
