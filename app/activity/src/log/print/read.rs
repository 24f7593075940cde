//! What is printed of a list: one selection, of which filter, charts and lines speak. On the server only.

use std::time::Duration;

use controller_api::{access::Permission, system_config};
use event_log::Wrong;
use kit::{AppError, Tag, upstream::Upstream, url::Params};

use super::{api::Printed, charts, filter, table};
use crate::log::{
    ask::Asked,
    export::{self, Record},
    read::{Logs, heavy},
    which::Which,
};

/// How many lines are printed at most: some hundred pages. Files have all of them.
const MOST: usize = 5000;

/// For how long the cluster's name is believed.
const LIFE: Duration = Duration::from_secs(60);

/// A list on paper; `query` is that of its URL.
///
/// # Errors
/// When the controller does not answer well.
pub async fn print(upstream: &Upstream, which: Which, query: &str) -> Result<Printed, AppError> {
    let (asked, wrong) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    let cluster = cluster(upstream).await;
    heavy(move || printed(which, &asked, wrong, &logs, cluster)).await
}

fn printed(which: Which, asked: &Asked, wrong: Vec<Wrong>, logs: &Logs, cluster: String) -> Printed {
    let view = logs.view();
    let found = view.select(&logs.asked(&asked.filter));
    let mut records: Vec<Record<'_>> = Vec::new();
    let mut lines = found.total();
    if asked.window > 0 {
        let bundles = found.sorted_bundles(asked.window.into(), asked.sort, asked.desc());
        lines = bundles.len();
        records
            .extend(bundles.into_iter().take(MOST).map(|bundle| Record::of_bundle(bundle, &logs.decisions)));
    } else {
        let rows = found.page(asked.sort, asked.desc(), 0, MOST).into_iter();
        records.extend(rows.map(|row| Record::of_row(row, &logs.decisions)));
    }
    let columns = export::for_print(which, asked.window > 0);
    Printed {
        cluster,
        filter: filter::words(asked, logs.now),
        wrong,
        matching: found.total(),
        lines,
        shown: records.len(),
        span: found.span(),
        read_at: logs.ring.read_at,
        figures: charts::figures(&found, &asked.filter, which, logs.now),
        table: table::html(&columns, &records),
    }
}

/// What the cluster is called; `""` where the viewer may not know it, or it cannot be had: a print is worth more than its head.
async fn cluster(upstream: &Upstream) -> String {
    if !upstream.viewer().access.reads(&Permission::Config) {
        return String::new();
    }
    let fetch = || async { Ok(upstream.glance(system_config::SHOW.at([])).await?.config.misc.cluster_name) };
    let name = upstream.shared(Tag::System, "cluster's name", LIFE, fetch).await;
    name.map(|name| String::clone(&name)).unwrap_or_default()
}
