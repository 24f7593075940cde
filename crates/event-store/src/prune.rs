//! How much of the past is kept: how much there is, and what goes when it is too much.

use crate::{
    Error, Store,
    database::{read, write},
    retained::BESIDE,
};

/// How much of the past is kept of a cluster. What is `None` is no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// For how long after an entry was reported, in seconds.
    pub age_seconds: Option<u32>,
    /// How much it may take, in bytes, as [`Extent::bytes`] counts them.
    pub bytes: Option<u64>,
}

/// How much of the past there is of a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many entries.
    pub entries: u64,
    /// What they take, in bytes: their packed JSON, and beside it what each takes in its row and the indexes. The files are
    /// somewhat larger, and do not shrink: SQLite and PostgreSQL put new entries where old ones were.
    pub bytes: u64,
    /// When the oldest was reported, in unix seconds.
    pub oldest: Option<i64>,
    /// When the newest was reported, in unix seconds.
    pub newest: Option<i64>,
}

/// How many entries one transaction removes: so few that nobody who writes waits long.
const ROUND: i64 = 2_000;

impl Store {
    /// How much of the past there is. It is counted when it is written: this reads four numbers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn extent(&self, cluster: &str) -> Result<Extent, Error> {
        let found: Option<(i64, i64, Option<i64>, Option<i64>)> = read!(self.database, |pool| {
            sqlx::query_as(
                "SELECT entries, bytes,
                     (SELECT min(at) FROM retained WHERE cluster = number),
                     (SELECT max(at) FROM retained WHERE cluster = number)
                 FROM clusters WHERE name = $1",
            )
            .bind(cluster)
            .fetch_optional(pool)
            .await?
        });
        let extent = found.map(|(entries, bytes, oldest, newest)| Extent {
            entries: u64::try_from(entries).unwrap_or_default(),
            bytes: u64::try_from(bytes).unwrap_or_default(),
            oldest,
            newest,
        });
        Ok(extent.unwrap_or_default())
    }

    /// Removes what is beyond the bounds, oldest first, at `now` in unix seconds; some thousand entries at a time, so that
    /// others can write in between. Returns how many are gone. Who has been following the store is not told: they hold
    /// the same bounds against what they hold.
    ///
    /// # Errors
    /// When the store cannot be written. What is gone by then stays gone; the next call goes on.
    pub async fn prune(&self, cluster: &str, bounds: &Bounds, now: i64) -> Result<u64, Error> {
        let mut gone = 0;
        loop {
            let some = self.prune_some(cluster, bounds, now).await?;
            gone += u64::try_from(some).unwrap_or_default();
            if some < ROUND {
                return Ok(gone);
            }
        }
    }

    async fn prune_some(&self, cluster: &str, bounds: &Bounds, now: i64) -> Result<i64, Error> {
        let gone = write!(self.database, |work| {
            sqlx::query("UPDATE counters SET value = value + 0 WHERE name = 'sequence'")
                .execute(&mut *work)
                .await?;
            let found: Option<(i64, i64)> =
                sqlx::query_as("SELECT number, bytes FROM clusters WHERE name = $1")
                    .bind(cluster)
                    .fetch_optional(&mut *work)
                    .await?;
            let Some((cluster, bytes)) = found else { return Ok(0) };
            let oldest: Vec<(i64, i64, i64)> = sqlx::query_as(
                "SELECT at, sequence, CAST(length(json) AS BIGINT) FROM retained WHERE cluster = $1
                 ORDER BY at, sequence LIMIT $2",
            )
            .bind(cluster)
            .bind(ROUND)
            .fetch_all(&mut *work)
            .await?;
            let Some(Beyond { at, sequence, entries, weight }) = beyond(&oldest, bytes, bounds, now) else {
                return Ok(0);
            };
            sqlx::query("DELETE FROM retained WHERE cluster = $1 AND (at, sequence) <= ($2, $3)")
                .bind(cluster)
                .bind(at)
                .bind(sequence)
                .execute(&mut *work)
                .await?;
            sqlx::query("UPDATE clusters SET entries = entries - $2, bytes = bytes - $3 WHERE number = $1")
                .bind(cluster)
                .bind(entries)
                .bind(weight)
                .execute(&mut *work)
                .await?;
            entries
        });
        Ok(gone)
    }
}

/// What goes: all up to an entry, that one too.
#[derive(Debug, PartialEq, Eq)]
struct Beyond {
    at: i64,
    sequence: i64,
    entries: i64,
    weight: i64,
}

/// What of the oldest entries is beyond the bounds; each is when it was reported, its place, and the length of its JSON.
fn beyond(oldest: &[(i64, i64, i64)], bytes: i64, bounds: &Bounds, now: i64) -> Option<Beyond> {
    let since = bounds.age_seconds.map_or(i64::MIN, |age| now.saturating_sub(i64::from(age)));
    let most = bounds.bytes.and_then(|bytes| i64::try_from(bytes).ok()).unwrap_or(i64::MAX);
    let mut gone = None;
    let (mut entries, mut weight) = (0, 0);
    for &(at, sequence, length) in oldest {
        if at >= since && bytes - weight <= most {
            break;
        }
        entries += 1;
        weight += length + BESIDE;
        gone = Some(Beyond { at, sequence, entries, weight });
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_old_or_too_much_goes_and_no_more() {
        let oldest = [(10, 3, 100), (20, 1, 200), (20, 2, 300)];
        let total = 600 + 3 * BESIDE;
        let gone = |age_seconds, bytes| {
            let bounds = Bounds { age_seconds, bytes };
            beyond(&oldest, total, &bounds, 100).map(|gone| gone.entries)
        };
        assert_eq!(gone(None, None), None);
        assert_eq!(gone(Some(90), None), None, "what is just as old as it may be stays");
        assert_eq!(gone(Some(89), None), Some(1));
        assert_eq!(gone(Some(0), None), Some(3));
        let all = u64::try_from(total).expect("it is positive");
        assert_eq!(gone(None, Some(all)), None);
        assert_eq!(gone(None, Some(all - 1)), Some(1));
        assert_eq!(gone(Some(89), Some(0)), Some(3));
    }
}
