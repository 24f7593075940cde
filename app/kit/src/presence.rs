//! Tells the server that somebody is there, so that a session lives while it is used and no longer. What pages read
//! by themselves does not count; what a person does with pointer or keys does, told at most twice a minute.

/// How often it is told, in seconds.
#[cfg(feature = "hydrate")]
const EVERY: i64 = 30;

/// Listens for what a person does; once, in the frame.
pub fn tell() {
    #[cfg(feature = "hydrate")]
    {
        use leptos::prelude::*;

        let told = StoredValue::new(crate::clock::now());
        for event in ["pointerdown", "keydown", "wheel"] {
            let listener = window_event_listener_untyped(event, move |_| {
                let now = crate::clock::now();
                if now - told.get_value() >= EVERY {
                    told.set_value(now);
                    // Nobody waits for the answer; a session that is over shows at the next reading.
                    let _ = window().navigator().send_beacon("/session/alive");
                }
            });
            on_cleanup(move || listener.remove());
        }
    }
}
