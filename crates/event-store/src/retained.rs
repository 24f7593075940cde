//! The console's own copies of entries, in the order in which they arrived.

use std::collections::HashMap;

use event_log::{Id, Kind};
use sqlx::QueryBuilder;

use crate::{
    Error, Packed, Store,
    database::{CHUNK, number, read, write},
    decisions::{bytes, id},
};

/// What an entry takes beside its JSON, in bytes: its row's other columns and its place in the indexes. Measured in SQLite.
pub(crate) const BESIDE: i64 = 120;

/// An entry to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// What tells it apart.
    pub id: Id,
    /// The log that it is of.
    pub kind: Kind,
    /// When it was reported, in unix seconds.
    pub at: i64,
    /// What the controller says of it: its own JSON, to the letter.
    pub json: &'a str,
}

/// An entry that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the order of arrival. It gets a new one when the controller says something else of it.
    pub sequence: i64,
    /// What tells it apart.
    pub id: Id,
    /// The log that it is of.
    pub kind: Kind,
    /// When it was reported, in unix seconds.
    pub at: i64,
    packed: Packed,
}

impl Stored {
    /// What the controller said of it, to the letter. It is unpacked here, which takes some microseconds: a million of
    /// them are work for a thread of their own.
    ///
    /// # Errors
    /// [`Error::Spoilt`].
    pub fn json(&self) -> Result<String, Error> {
        self.packed.text().ok_or(Error::Spoilt { id: self.id })
    }
}

/// A row of `retained`.
type Row = (i64, Vec<u8>, String, i64, Vec<u8>);

/// What a call to [`Store::keep`] adds up to.
#[derive(Default)]
struct Sum {
    written: u64,
    entries: i64,
    bytes: i64,
}

impl Store {
    /// Keeps entries of a cluster. One that is known is kept anew if the controller says something else of it now: what
    /// repeats within seconds is one entry, whose count grows. What it said earlier never replaces what it said later, so
    /// that several consoles may keep the same entries. Returns how many were new or had changed; when it returns, they
    /// are on the disk, all of them.
    ///
    /// # Errors
    /// When the store cannot be written; nothing of this call is kept then.
    pub async fn keep(&self, cluster: &str, entries: &[Kept<'_>]) -> Result<u64, Error> {
        let entries = latest(entries);
        if entries.is_empty() {
            return Ok(0);
        }
        let written = write!(self.database, |work| {
            let mut sequence: i64 = sqlx::query_scalar(
                "UPDATE counters SET value = value + 0 WHERE name = 'sequence' RETURNING value",
            )
            .fetch_one(&mut *work)
            .await?;
            let cluster: i64 = number!(work, cluster);
            let mut sum = Sum::default();
            for chunk in entries.chunks(CHUNK) {
                let mut known = QueryBuilder::new("SELECT id, at, json FROM retained WHERE cluster = ");
                known.push_bind(cluster).push(" AND id IN (");
                let mut names = known.separated(", ");
                for entry in chunk {
                    names.push_bind(bytes(entry.id));
                }
                known.push(")");
                // Planned anew each time: PostgreSQL would go on reading the whole table as it did when it was empty.
                let known: Vec<(Vec<u8>, i64, Vec<u8>)> =
                    known.build_query_as().persistent(false).fetch_all(&mut *work).await?;
                let News { old, new } = compare(chunk, known, &mut sum);
                if !old.is_empty() {
                    let mut delete = QueryBuilder::new("DELETE FROM retained WHERE cluster = ");
                    delete.push_bind(cluster).push(" AND id IN (");
                    let mut names = delete.separated(", ");
                    for id in old {
                        names.push_bind(bytes(id));
                    }
                    delete.push(")");
                    delete.build().persistent(false).execute(&mut *work).await?;
                }
                if !new.is_empty() {
                    let mut insert =
                        QueryBuilder::new("INSERT INTO retained (cluster, sequence, kind, at, id, json) ");
                    insert.push_values(new, |mut row, (entry, packed)| {
                        sequence += 1;
                        row.push_bind(cluster)
                            .push_bind(sequence)
                            .push_bind(entry.kind.word())
                            .push_bind(entry.at)
                            .push_bind(bytes(entry.id))
                            .push_bind(packed.bytes().to_vec());
                    });
                    insert.build().execute(&mut *work).await?;
                }
            }
            if sum.written == 0 {
                // Most of what a poll brings is known. What was begun is given up, and the disk has nothing to do.
                return Ok(0);
            }
            sqlx::query("UPDATE counters SET value = $1 WHERE name = 'sequence'")
                .bind(sequence)
                .execute(&mut *work)
                .await?;
            sqlx::query("UPDATE clusters SET entries = entries + $2, bytes = bytes + $3 WHERE number = $1")
                .bind(cluster)
                .bind(sum.entries)
                .bind(sum.bytes)
                .execute(&mut *work)
                .await?;
            sum.written
        });
        Ok(written)
    }

    /// Up to `limit` entries of a cluster that arrived after a place in the order of arrival, in that order; 0 = from the
    /// first. Whoever asks again with the last one's place misses none, whichever console kept it; fewer than `limit` are
    /// the last for now.
    ///
    /// # Errors
    /// When the store cannot be read, and [`Error::Spoilt`] when an entry is of a kind that this console does not know.
    pub async fn after(&self, cluster: &str, sequence: i64, limit: u32) -> Result<Vec<Stored>, Error> {
        let rows: Vec<Row> = read!(self.database, |pool| {
            sqlx::query_as(
                "SELECT sequence, id, kind, at, json FROM retained
                 WHERE cluster = (SELECT number FROM clusters WHERE name = $1) AND sequence > $2
                 ORDER BY sequence LIMIT $3",
            )
            .bind(cluster)
            .bind(sequence)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(stored).collect()
    }

    /// An entry of a cluster, if it is kept.
    ///
    /// # Errors
    /// When the store cannot be read, and [`Error::Spoilt`] when it is of a kind that this console does not know.
    pub async fn get(&self, cluster: &str, id: Id) -> Result<Option<Stored>, Error> {
        let row: Option<Row> = read!(self.database, |pool| {
            sqlx::query_as(
                "SELECT sequence, id, kind, at, json FROM retained
                 WHERE cluster = (SELECT number FROM clusters WHERE name = $1) AND id = $2",
            )
            .bind(cluster)
            .bind(bytes(id))
            .fetch_optional(pool)
            .await?
        });
        row.map(stored).transpose()
    }
}

fn stored((sequence, name, kind, at, json): Row) -> Result<Stored, Error> {
    let id = id(&name);
    let kind = Kind::of_word(&kind).ok_or(Error::Spoilt { id })?;
    Ok(Stored { sequence, id, kind, at, packed: Packed::kept(json) })
}

/// Each entry once, where it first stands, as it is said last.
fn latest<'a>(entries: &[Kept<'a>]) -> Vec<Kept<'a>> {
    let mut places = HashMap::with_capacity(entries.len());
    let mut once: Vec<Kept<'a>> = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = *places.entry(entry.id).or_insert(once.len());
        match once.get_mut(place) {
            Some(known) if entry.at >= known.at => *known = *entry,
            Some(_) => {}
            None => once.push(*entry),
        }
    }
    once
}

/// What is to be done about some entries.
struct News<'a> {
    /// Those of the new ones that are known as something else.
    old: Vec<Id>,
    /// Those that are to be written.
    new: Vec<(Kept<'a>, Packed)>,
}

fn compare<'a>(entries: &[Kept<'a>], known: Vec<(Vec<u8>, i64, Vec<u8>)>, sum: &mut Sum) -> News<'a> {
    let mut known: HashMap<Id, (i64, Packed)> =
        known.into_iter().map(|(name, at, json)| (id(&name), (at, Packed::kept(json)))).collect();
    let mut news = News { old: Vec::new(), new: Vec::new() };
    for entry in entries {
        let packed = Packed::of(entry.json);
        match known.remove(&entry.id) {
            Some((at, before)) => {
                // Another version of the console may pack the same text to other bytes.
                let same = packed == before || before.text().as_deref() == Some(entry.json);
                if entry.at < at || same && entry.at == at {
                    continue;
                }
                news.old.push(entry.id);
                sum.bytes -= weight(&before);
            }
            None => sum.entries += 1,
        }
        sum.written += 1;
        sum.bytes += weight(&packed);
        news.new.push((*entry, packed));
    }
    news
}

/// What an entry takes on the disk, in bytes.
fn weight(packed: &Packed) -> i64 {
    i64::try_from(packed.len()).unwrap_or(i64::MAX - BESIDE) + BESIDE
}
