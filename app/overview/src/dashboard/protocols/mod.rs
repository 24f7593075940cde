//! Application protocols: conversations and bytes by application.

pub mod api;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
pub mod rollup;

use leptos::prelude::*;

use self::api::ProtocolCharts;
use super::panel;

/// The panel's content.
pub fn view(charts: &ProtocolCharts) -> AnyView {
    view! {
        <div class="halves">
            {panel::figure("by-conversations", text::dashboard::conversations(), &charts.conversations, text::dashboard::no_conversations())}
            {panel::figure("by-bytes", text::dashboard::bytes(), &charts.bytes, text::dashboard::no_conversations())}
        </div>
        {panel::why(text::dashboard::protocols_why())}
    }
    .into_any()
}
