//! Entries for tests, which say nothing but what a test adds.

use std::sync::LazyLock;

use controller_api::security_log::Violation;
use event_log::{Entry, Field, Id, Kind, Level};

static NOTHING: LazyLock<Violation> = LazyLock::new(Violation::default);

/// An entry that says nothing.
pub fn entry(kind: Kind, id: u128, at: i64) -> Entry<'static> {
    let blank = |entry: Entry<'static>, field: &Field| entry.with(*field, "");
    let mut entry = Field::ALL.iter().fold(Entry::from(&*NOTHING), blank);
    (entry.kind, entry.level, entry.id, entry.at) = (kind, Level::Info, Id(id), at);
    entry
}
