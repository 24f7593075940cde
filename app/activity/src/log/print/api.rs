//! The server function of a list on paper.

use event_log::Wrong;
use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::log::which::Which;

/// A list on paper. The server writes it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// What the cluster is called; `""` = this viewer may not know it.
    pub cluster: String,
    /// What was asked, name by name.
    pub filter: Vec<(String, String)>,
    /// What of the filter cannot be understood.
    pub wrong: Vec<Wrong>,
    /// How many entries match.
    pub matching: usize,
    /// How many lines they make.
    pub lines: usize,
    /// How many of these are in the table.
    pub shown: usize,
    /// When the first and the last entry were, in unix seconds.
    pub span: Option<(i64, i64)>,
    /// When it was so, in unix seconds.
    pub read_at: i64,
    /// The charts.
    pub figures: Vec<Figure>,
    /// The lines as a table, as HTML that `table` has written: what is only looked at travels once, as it is shown.
    pub table: String,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its element id.
    pub id: String,
    /// What it is of.
    pub title: String,
    /// The chart.
    pub chart: Chart,
}

/// A list on paper. `query` is that of the list's URL.
#[server(endpoint = "events/get_print", protocol = kit::Call)]
pub async fn get_print(
    #[server(default)] which: Which,
    #[server(default)] query: String,
) -> Result<Printed, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::print(&upstream, which, &query).await
        }
        .await,
    )
}
