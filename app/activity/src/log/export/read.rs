//! What a file of a list is made of: the entries that a filter selects, or what they make together, in the list's order.
//! However many they are, no more is held of them than numbers and the piece that is being written.

use std::ops::ControlFlow;

use event_log::{Bundle, Decision, Decisions, Found, Row, Sort, Wrong};
use kit::{AppError, upstream::Upstream, url::Params};

use crate::log::{ask::Asked, read::Logs, which::Which};

/// How many records are given at once.
const BATCH: usize = 512;

/// How many rows are sorted out at once where they are not sorted by time. Each of these pages costs a walk over all that
/// was found, and each row of it some bytes.
const PAGE: usize = 1 << 16;

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The entry; of several that say the same, the newest.
    pub row: Row<'a>,
    /// Several as one; none where each is a line.
    pub bundle: Option<Bundle<'a>>,
    /// What people decided about the entry.
    pub decision: Option<&'a Decision>,
}

impl<'a> Record<'a> {
    /// An entry.
    pub fn of_row(row: Row<'a>, decisions: &'a Decisions) -> Self {
        Self { row, bundle: None, decision: decisions.get(row.id()) }
    }

    /// Several that say the same.
    pub fn of_bundle(bundle: Bundle<'a>, decisions: &'a Decisions) -> Self {
        Self { bundle: Some(bundle), ..Self::of_row(bundle.newest, decisions) }
    }

    /// How often it happened.
    pub fn count(self) -> u64 {
        self.bundle.map_or_else(|| self.row.count().into(), |bundle| bundle.count)
    }
}

/// What a URL asks of a file.
///
/// # Errors
/// A value that a filter cannot have. A list passes over it and says so; a file that has more in it than was asked for is
/// another file.
pub fn asked(query: &str) -> Result<Asked, Wrong> {
    let (asked, wrong) = Asked::of(&Params::parse(query));
    match wrong.into_iter().next() {
        Some(wrong) => Err(wrong),
        None => Ok(asked),
    }
}

/// What a file is made of. It does not change while the file is written.
pub struct Export {
    logs: Logs,
    asked: Asked,
    /// The list.
    pub which: Which,
}

impl Export {
    /// What was asked for, of what this viewer may see.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(upstream: &Upstream, which: Which, asked: Asked) -> Result<Self, AppError> {
        Ok(Self { logs: Logs::of(upstream, which).await?, asked, which })
    }

    /// Entries that say the same are one record.
    pub fn grouped(&self) -> bool {
        self.asked.window > 0
    }

    /// Gives all records, some at once, until it is told to stop.
    pub fn each(&self, mut take: impl FnMut(&[Record<'_>]) -> ControlFlow<()>) -> ControlFlow<()> {
        let view = self.logs.view();
        let found = view.select(&self.logs.asked(&self.asked.filter));
        each(&found, &self.asked, &self.logs.decisions, PAGE, &mut take)
    }
}

pub(in crate::log) fn each(
    found: &Found<'_>,
    asked: &Asked,
    decisions: &Decisions,
    page: usize,
    take: &mut impl FnMut(&[Record<'_>]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let entry = |row| Record::of_row(row, decisions);
    if asked.window > 0 {
        let bundles = found.sorted_bundles(asked.window.into(), asked.sort, asked.desc());
        return batches(bundles.into_iter().map(|bundle| Record::of_bundle(bundle, decisions)), take);
    }
    let desc = asked.desc();
    if asked.sort == Sort::Time && desc {
        return batches(found.rows().map(entry), take);
    }
    for start in (0..found.total()).step_by(page) {
        let rows = found.page(asked.sort, desc, start, page);
        batches(rows.into_iter().map(entry), take)?;
    }
    ControlFlow::Continue(())
}

fn batches<'a>(
    records: impl Iterator<Item = Record<'a>>,
    take: &mut impl FnMut(&[Record<'_>]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut batch = Vec::with_capacity(BATCH);
    for record in records {
        batch.push(record);
        if batch.len() == BATCH {
            take(&batch)?;
            batch.clear();
        }
    }
    if batch.is_empty() { ControlFlow::Continue(()) } else { take(&batch) }
}

#[cfg(test)]
mod tests {
    use controller_api::security_log::Incident;
    use event_log::{Entry, Id, Log, Sights, View};

    use super::*;

    fn log(count: usize) -> Log {
        let incident = |number: usize| Incident {
            id: format!("incident-{number}"),
            name: format!("Name.{}", number * 7 % 5),
            level: ["Critical", "Warning", "Info"][number % 3].into(),
            host_name: format!("node-{}", number * 31 % 11),
            reported_timestamp: 1_000_000 + i64::try_from(number * 13 % 977).unwrap_or_default(),
            ..Incident::default()
        };
        let incidents: Vec<Incident> = (0..count).map(incident).collect();
        let mut log = Log::new();
        log.extend(incidents.iter().map(Entry::from));
        log
    }

    /// The ids of all records, asked for in pages of this size.
    fn ids(log: &Log, query: &str, page: usize) -> Vec<Id> {
        let asked = asked(query).expect("it can be understood");
        let (sights, decisions) = (Sights::all(), Decisions::default());
        let question = event_log::Asked {
            filter: &asked.filter,
            now: 2_000_000,
            sights: &sights,
            decisions: &decisions,
        };
        let found = View::new(&[log]).select(&question);
        let mut ids = Vec::new();
        let all = each(&found, &asked, &decisions, page, &mut |records| {
            assert!(!records.is_empty() && records.len() <= BATCH);
            ids.extend(records.iter().map(|record| record.row.id()));
            ControlFlow::Continue(())
        });
        assert_eq!(all, ControlFlow::Continue(()));
        let list = match asked.window {
            0 => {
                let rows = found.page(asked.sort, asked.desc(), 0, found.total());
                rows.into_iter().map(|row| row.id()).collect::<Vec<_>>()
            }
            window => {
                let bundles = found.sorted_bundles(window.into(), asked.sort, asked.desc());
                bundles.into_iter().map(|bundle| bundle.newest.id()).collect()
            }
        };
        assert_eq!(ids, list, "{query}: as the list has them");
        ids
    }

    #[test]
    fn a_file_has_what_the_list_has_in_its_order_however_it_is_cut() {
        let log = log(1300);
        for query in [
            "",
            "dir=other",
            "sort=name",
            "sort=level&dir=other",
            "sort=node&level=critical",
            "window=60",
            "window=60&sort=name",
        ] {
            for page in [1, 7, 512, 1300, 5000] {
                let ids = ids(&log, query, page);
                assert!(ids.len() >= 5, "{query}");
            }
        }
        assert_eq!(ids(&log, "q=nobody-says-this", 7), []);
        assert_eq!(ids(&log, "sort=name&q=nobody-says-this", 7), []);
    }

    #[test]
    fn who_has_enough_gets_no_more() {
        let log = log(2000);
        let (sights, decisions) = (Sights::all(), Decisions::default());
        for query in ["", "sort=name", "window=60"] {
            let asked = asked(query).expect("it can be understood");
            let question =
                event_log::Asked { filter: &asked.filter, now: 0, sights: &sights, decisions: &decisions };
            let mut given = 0;
            let end = each(&View::new(&[&log]).select(&question), &asked, &decisions, 1000, &mut |records| {
                given += records.len();
                ControlFlow::Break(())
            });
            assert_eq!((end, given <= BATCH), (ControlFlow::Break(()), true), "{query}");
        }
    }

    #[test]
    fn a_filter_that_cannot_be_understood_gives_no_file() {
        let wrong = asked("?level=dire&ns=x").expect_err("there is no such level");
        assert_eq!((&*wrong.parameter, &*wrong.found), ("level", "dire"));
        assert!(asked("?ns=x&page=3&entry=00&colour=red").is_ok(), "what is no filter is no mistake");
    }
}
