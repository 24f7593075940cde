//! Waiting until somebody stops typing.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

/// How long a pause is.
const PAUSE: Duration = Duration::from_millis(250);

/// Runs `then` with the last text after a pause.
pub fn after_pause(then: Callback<String>) -> Callback<String> {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Callback::new(move |words: String| {
        if let Some(waiting) = waiting.get_value() {
            waiting.clear();
        }
        waiting.set_value(set_timeout_with_handle(move || then.run(words), PAUSE).ok());
    })
}
