//! The browser's end of the stream. It is open while somebody can see the page, and goes on from where it was.

use std::time::Duration;

use kit::url::Params;
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
};
use web_sys::{EventSource, MessageEvent, VisibilityState};

use crate::log::which::Which;

/// After how long a stream is opened again that the browser has given up, at first; twice as long each time, up to [`SELDOM`].
const SOON: Duration = Duration::from_secs(2);
/// How seldom it is tried.
const SELDOM: Duration = Duration::from_secs(60);

/// What the stream has said.
#[derive(Clone, Copy)]
pub struct Watch {
    /// How many entries that are asked for came since the list was read.
    pub new: RwSignal<u64>,
    /// How often the controller was read since; that it changes says that what is shown is of now.
    pub beats: RwSignal<u64>,
    /// Up to which revision people have decided; 0 = not said yet.
    pub decided: RwSignal<i64>,
    /// The controller, or the console, cannot be reached.
    pub failed: RwSignal<bool>,
}

/// Opens the stream for the list that `query` asks for and that was read up to `cursor`, and again for each other.
pub fn watch(which: Which, query: Signal<String>, cursor: Signal<Option<String>>) -> Watch {
    let watch = Watch {
        new: RwSignal::new(0),
        beats: RwSignal::new(0),
        decided: RwSignal::new(0),
        failed: RwSignal::new(false),
    };
    let asked = Memo::new(move |_| Some((query.get(), cursor.get()?)));
    let visible = RwSignal::new(true);
    // Up to where the stream has told, so that a tab that was hidden goes on from there.
    let told = RwSignal::new(None::<String>);
    let again = Again { time: RwSignal::new(0), failures: RwSignal::new(0) };
    Effect::new(move || {
        let see = move || document().visibility_state() == VisibilityState::Visible;
        visible.set(see());
        let handle = window_event_listener(ev::visibilitychange, move |_| visible.set(see()));
        on_cleanup(move || handle.remove());
    });
    Effect::new(move || {
        asked.track();
        told.set(None);
        watch.new.set(0);
    });
    Effect::new(move || {
        again.time.track();
        let Some((query, cursor)) = asked.get().filter(|_| visible.get()) else { return };
        let from = told.get_untracked().unwrap_or(cursor);
        let query = Params::parse(&query).with("after", &from);
        open(&query.link(&format!("/api/events/live/{}", which.word())), watch, told, again);
    });
    watch
}

/// What opens a stream again that the browser has given up.
#[derive(Clone, Copy)]
struct Again {
    /// It is opened once more whenever this changes.
    time: RwSignal<u64>,
    /// How often it has ended since it last said something.
    failures: RwSignal<u32>,
}

/// How long to wait after so many failures in a row.
fn pause(failures: u32) -> Duration {
    SOON.saturating_mul(1 << failures.min(5)).min(SELDOM)
}

/// Opens a stream until the effect that this is called in runs again.
fn open(address: &str, watch: Watch, told: RwSignal<Option<String>>, again: Again) {
    let Ok(source) = EventSource::new(address) else { return };
    let beat = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let said = event.data().as_string().unwrap_or_default();
        let mut parts = said.split(' ');
        let new: u64 = parts.next().and_then(|new| new.parse().ok()).unwrap_or_default();
        if new > 0 {
            watch.new.update(|all| *all += new);
        }
        told.set(Some(event.last_event_id()));
        again.failures.set(0);
        watch.failed.set(parts.next() == Some("failed"));
        if let Some(decided) = parts.next().and_then(|decided| decided.parse().ok()) {
            watch.decided.set(decided);
        }
        if !watch.failed.get_untracked() {
            watch.beats.update(|beats| *beats += 1);
        }
    });
    // A connection that broke the browser opens again by itself, from the last beat on. What was no stream, such as the answer
    // of a proxy before a console that is not there, it takes for the last word.
    let waits = StoredValue::new(None::<TimeoutHandle>);
    let stream = source.clone();
    let broken = Closure::<dyn Fn(ev::Event)>::new(move |_: ev::Event| {
        watch.failed.set(true);
        if stream.ready_state() == EventSource::CLOSED {
            let failures = again.failures.get_untracked();
            again.failures.set(failures.saturating_add(1));
            let open = move || again.time.update(|time| *time += 1);
            waits.set_value(set_timeout_with_handle(open, pause(failures)).ok());
        }
    });
    let listens = source.add_event_listener_with_callback("beat", beat.as_ref().unchecked_ref());
    let minds = source.add_event_listener_with_callback("error", broken.as_ref().unchecked_ref());
    if listens.is_err() || minds.is_err() {
        source.close();
        return;
    }
    let held = StoredValue::new_local((source, beat, broken));
    on_cleanup(move || {
        held.try_update_value(|(source, ..)| source.close());
        if let Some(waits) = waits.try_get_value().flatten() {
            waits.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_the_browser_gave_up_is_opened_again_and_less_and_less_often() {
        let seconds = [0, 1, 2, 3, 4, 5, 40].map(|failures| pause(failures).as_secs());
        assert_eq!(seconds, [2, 4, 8, 16, 32, 60, 60]);
    }
}
