//! "Updated 4 s ago": how old what is shown is, counted on in the browser.

use std::time::Duration;

use leptos::prelude::*;

use crate::clock;

/// How long ago something was read, in words. The server writes "just now", because it has just read; the browser
/// counts from when the reading arrived, since its clock and the server's need not agree.
#[component]
pub fn Freshness(
    /// When it was read, in unix seconds of the server; 0 = nothing was yet. Besides, only that it changes matters.
    #[prop(into)]
    read_at: Signal<i64>,
) -> impl IntoView {
    // Until the browser runs, both sides write the same.
    let now = RwSignal::new(None::<i64>);
    let arrived = RwSignal::new(0_i64);
    Effect::new(move || {
        read_at.track();
        arrived.set(clock::now());
    });
    Effect::new(move || {
        now.set(Some(clock::now()));
        if let Ok(timer) =
            set_interval_with_handle(move || now.set(Some(clock::now())), Duration::from_secs(1))
        {
            on_cleanup(move || timer.clear());
        }
    });
    let words = move || {
        if read_at.get() == 0 {
            return text::common::updated_never().to_owned();
        }
        let age = now.get().map_or(0, |now| (now - arrived.get()).max(0));
        let age = u64::try_from(age).unwrap_or(0);
        match age {
            0..=1 => text::common::updated_now().to_owned(),
            2..=59 => text::common::updated_seconds(age),
            _ => text::common::updated_minutes(age / 60),
        }
    };
    view! { <span>{words}</span> }
}
