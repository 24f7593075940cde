//! The numbers under the pointer, for those who point: a line at the slot and a note in the corner away from it. The server
//! has drawn both, hidden and without numbers; these come from the table, which has them for everybody else.
use leptos::{ev::PointerEvent, wasm_bindgen::JsCast};
use web_sys::Element;

/// Shows the slot under the pointer, or none where there is none.
pub(super) fn show(event: &PointerEvent) {
    if fill(event).is_none() {
        hide(event);
    }
}

/// Shows none.
pub(super) fn hide(event: &PointerEvent) {
    if let Some(area) = area(event) {
        let _ = area.class_list().remove_1("pointed");
    }
}

/// The part of the picture that has slots.
fn area(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into::<Element>().ok()?.query_selector(".chart-area").ok()?
}

fn fill(event: &PointerEvent) -> Option<()> {
    let area = area(event)?;
    let rows = area.closest(".chart").ok()??.query_selector_all("tbody tr").ok()?;
    let place = area.get_bounding_client_rect();
    let slots = f64::from(rows.length());
    let slot = ((f64::from(event.client_x()) - place.left()) / place.width() * slots).floor();
    if !(0.0..slots).contains(&slot) || f64::from(event.client_y()) > place.bottom() {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is below the number of rows"
    )]
    let row: Element = rows.item(slot as u32)?.dyn_into().ok()?;
    let cells = row.children();
    let texts = area.query_selector_all("[data-cell]").ok()?;
    for cell in 0..texts.length() {
        texts.item(cell)?.set_text_content(cells.item(cell)?.text_content().as_deref());
    }
    let line = area.query_selector(".chart-cursor line").ok()??;
    let x = format!("{}%", (slot + 0.5) / slots * 100.0);
    line.set_attribute("x1", &x).ok()?;
    line.set_attribute("x2", &x).ok()?;
    let list = area.class_list();
    list.add_1("pointed").ok()?;
    list.toggle_with_force("late", slot * 2.0 >= slots).ok()?;
    Some(())
}
