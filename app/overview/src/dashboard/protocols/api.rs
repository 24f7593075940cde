//! The server function of the panel of application protocols.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// The panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolCharts {
    /// Conversations by application.
    pub conversations: Chart,
    /// Bytes by application.
    pub bytes: Chart,
}

/// What is said in which application.
#[server(endpoint = "dashboard/get_protocols", protocol = kit::Call)]
pub async fn get_protocols(#[server(default)] ns: String) -> Answer<ProtocolCharts> {
    use super::chart;
    use crate::dashboard::read;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let read = read::protocols(&upstream, &ns).await?;
            Ok(read.map(|protocols| ProtocolCharts {
                conversations: chart::of(
                    &protocols.conversations,
                    text::dashboard::conversations(),
                    text::number,
                ),
                bytes: chart::of(&protocols.bytes, text::dashboard::bytes(), text::bytes),
            }))
        }
        .await,
    )
}
