//! What arrives while somebody looks: the browser is told how many are new, and the list moves only when they say so.

#[cfg(feature = "ssr")]
mod cursor;
#[cfg(feature = "ssr")]
mod hub;
mod watch;

use leptos::prelude::*;
use ui::{Button, Icon};

pub use self::watch::{Watch, watch};
#[cfg(feature = "ssr")]
pub use self::{
    cursor::{Arrivals, Cursor},
    hub::{Beat, Live},
};

/// The bar over a list: how many entries are new, and the way to see them.
#[component]
pub fn NewEntries(
    /// What the stream has said.
    watch: Watch,
    /// Shows them.
    show: Callback<()>,
) -> impl IntoView {
    let bar = ui::live::part(move || {
        let new = watch.new.get();
        let bar = (new > 0).then(|| {
            view! { <Button label=text::live::show(new) icon=Icon::ArrowUp small=true on_click=move |_| show.run(()) /> }
        });
        bar.into_any()
    });
    view! { <div class="new-entries" role="status" aria-live="polite">{bar}</div> }
}
