//! What stands over the picture where there is none: why, and the way on.

use leptos::prelude::*;
use ui::LinkButton;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// It cannot be drawn, or was not to be had; the table can.
    Trouble {
        /// Why, in the reader's words.
        words: String,
        /// The address of the table.
        to_table: String,
    },
    /// Nothing matches what is asked for.
    Narrowed {
        /// The address of all.
        clear: String,
    },
    /// Nothing has been seen yet.
    Empty,
}

/// What is said.
pub fn view(note: Note) -> AnyView {
    match note {
        Note::Trouble { words, to_table } => view! {
            <div class="map-over map-note" role="alert">
                <p>{words}</p>
                <LinkButton label=text::map::to_table() href=to_table />
            </div>
        }
        .into_any(),
        Note::Narrowed { clear } => view! {
            <div class="map-over map-note">
                <h2>{text::map::empty()}</h2>
                <p class="muted">{text::map::empty_filter()}</p>
                <LinkButton label=text::map::clear() href=clear />
            </div>
        }
        .into_any(),
        Note::Empty => view! {
            <div class="map-over map-note">
                <h2>{text::map::empty()}</h2>
                <p class="muted">{text::map::empty_why()}</p>
            </div>
        }
        .into_any(),
    }
}
