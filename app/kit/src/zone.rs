//! In which zone moments are shown: universal time, or, where the user wants it and a program runs to know it, the zone that
//! their browser is in. The server writes universal time always, for it knows of no other; the browser takes over from there.

use leptos::prelude::*;

use crate::date;

/// What the user wants: in the context of a page's drawing, and in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The zone of their browser.
    pub local: bool,
}

/// Whether the user wants the zone of their browser.
pub fn wants_local() -> bool {
    #[cfg(feature = "ssr")]
    {
        use_context::<Times>().is_some_and(|times| times.local)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let root = document().document_element();
        root.is_some_and(|root| root.get_attribute("data-times").as_deref() == Some("local"))
    }
}

/// Whether moments are shown in the browser's zone now.
#[derive(Clone, Copy)]
struct Local(RwSignal<bool>);

/// Lets the moments of a page follow what the user wants: universal time as the server wrote it, then their own.
pub fn provide_zone() {
    let local = RwSignal::new(false);
    provide_context(Local(local));
    Effect::new(move || local.set(wants_local()));
}

/// By how many seconds the zone that is shown is ahead of universal time at a moment. To be asked where drawing follows what
/// changes.
fn ahead(at: i64) -> i64 {
    let local = use_context::<Local>().is_some_and(|Local(local)| local.get());
    if local { browser_ahead(at) } else { 0 }
}

#[cfg(feature = "hydrate")]
fn browser_ahead(at: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "a moment in milliseconds has far fewer than 53 bits")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64 * 1000.0));
    #[expect(clippy::cast_possible_truncation, reason = "a zone is ahead by hours at most")]
    let minutes = -date.get_timezone_offset() as i64;
    minutes * 60
}

#[cfg(not(feature = "hydrate"))]
fn browser_ahead(_: i64) -> i64 {
    0
}

/// What the zone that is shown is called at a moment, such as `UTC` or `UTC+02:00`.
pub fn name(at: i64) -> String {
    name_of(ahead(at))
}

fn name_of(ahead: i64) -> String {
    let minutes = ahead.abs() / 60;
    match ahead {
        0 => "UTC".to_owned(),
        _ => format!("UTC{}{:02}:{:02}", if ahead < 0 { '-' } else { '+' }, minutes / 60, minutes % 60),
    }
}

/// [`date::stamp`] in the zone that is shown.
pub fn stamp(at: i64) -> String {
    date::stamp(at + ahead(at))
}

/// [`date::minute`] in the zone that is shown.
pub fn minute(at: i64) -> String {
    date::minute(at + ahead(at))
}

/// [`date::clock`] in the zone that is shown.
pub fn clock(at: i64) -> String {
    date::clock(at + ahead(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_by_how_far_it_is_ahead() {
        assert_eq!([0, 7200, -12_600, 20_700].map(name_of), ["UTC", "UTC+02:00", "UTC-03:30", "UTC+05:45"]);
    }

    #[test]
    fn the_server_writes_universal_time() {
        assert_eq!((stamp(0), minute(0), clock(0)), (date::stamp(0), date::minute(0), date::clock(0)));
        assert_eq!(name(0), "UTC");
    }
}
