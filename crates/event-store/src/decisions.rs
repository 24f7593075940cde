//! What people have decided about entries: the present decision of each, and every step that led to it.

use std::collections::HashMap;

use event_log::{Decision, Id, Reason, State};
use sqlx::QueryBuilder;

use crate::{
    By, Change, Error, Store,
    database::{CHUNK, number, read, write},
};

/// Decisions, as of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decisions {
    /// The newest revision that is in here. It grows with every change, by leaps.
    pub revision: i64,
    /// Those that were asked for.
    pub entries: Vec<(Id, Decision)>,
}

/// A step: what somebody decided at a time. It is never changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The revision that it led to.
    pub revision: i64,
    /// Who.
    pub by: String,
    /// When, in unix seconds.
    pub at: i64,
    /// What.
    pub change: Change,
}

impl Step {
    /// What all steps about an entry come to; none when there are none.
    pub fn sum(steps: &[Self]) -> Option<Decision> {
        steps.iter().fold(None, |before, step| {
            let by = By { name: &step.by, at: step.at, seen: None };
            Some(step.change.applied(before, &by))
        })
    }
}

/// A row of `decisions`, in the order of [`COLUMNS`].
type Row = (Vec<u8>, String, Option<String>, String, i64, String, i64, i64);
const COLUMNS: &str =
    "SELECT entry, state, reason, assigned, notes, decided_by, decided_at, revision FROM decisions
     WHERE cluster = ";

impl Store {
    /// Decides the same about some entries of a cluster, about all of them or, when it fails, about none; and returns what
    /// is decided about each now, in the order of `ids`. An entry need not be retained.
    ///
    /// # Errors
    /// [`Error::Nothing`], [`Error::Reason`] and [`Error::Long`] when the change is none; [`Error::Conflict`] when somebody
    /// has decided about one of them since the revision that was seen.
    pub async fn decide(
        &self,
        cluster: &str,
        ids: &[Id],
        change: &Change,
        by: &By<'_>,
    ) -> Result<Decisions, Error> {
        change.check()?;
        let ids = once(ids);
        if ids.is_empty() {
            return Err(Error::Nothing);
        }
        let mut entries = Vec::with_capacity(ids.len());
        let revision = write!(self.database, |work| {
            let revision: i64 = sqlx::query_scalar(
                "UPDATE counters SET value = value + 1 WHERE name = 'revision' RETURNING value",
            )
            .fetch_one(&mut *work)
            .await?;
            let cluster: i64 = number!(work, cluster);
            for chunk in ids.chunks(CHUNK) {
                let mut before = QueryBuilder::new(COLUMNS);
                before.push_bind(cluster).push(" AND entry IN (");
                let mut names = before.separated(", ");
                for id in chunk {
                    names.push_bind(bytes(*id));
                }
                before.push(")");
                // Planned anew each time: PostgreSQL would go on reading the whole table as it did when it was empty.
                let rows: Vec<Row> = before.build_query_as().persistent(false).fetch_all(&mut *work).await?;
                let now = decided(chunk, rows, change, by)?;

                let mut decisions = QueryBuilder::new(
                    "INSERT INTO decisions
                     (cluster, entry, state, reason, assigned, notes, decided_by, decided_at, revision) ",
                );
                decisions.push_values(&now, |mut row, (id, decision)| {
                    row.push_bind(cluster)
                        .push_bind(bytes(*id))
                        .push_bind(decision.state.word())
                        .push_bind(decision.reason.map(Reason::word))
                        .push_bind(&decision.assigned)
                        .push_bind(i64::from(decision.notes))
                        .push_bind(&decision.by)
                        .push_bind(decision.at)
                        .push_bind(revision);
                });
                decisions.push(
                    " ON CONFLICT (cluster, entry) DO UPDATE SET state = excluded.state, reason = excluded.reason,
                     assigned = excluded.assigned, notes = excluded.notes, decided_by = excluded.decided_by,
                     decided_at = excluded.decided_at, revision = excluded.revision",
                );
                decisions.build().execute(&mut *work).await?;

                let mut steps = QueryBuilder::new(
                    "INSERT INTO steps
                     (cluster, entry, revision, taken_by, taken_at, state, reason, assigned, note) ",
                );
                steps.push_values(&now, |mut row, (id, _)| {
                    row.push_bind(cluster)
                        .push_bind(bytes(*id))
                        .push_bind(revision)
                        .push_bind(by.name)
                        .push_bind(by.at)
                        .push_bind(change.state.map(State::word))
                        .push_bind(change.reason.map(Reason::word))
                        .push_bind(&change.assign)
                        .push_bind(&change.note);
                });
                steps.build().execute(&mut *work).await?;
                entries.extend(now);
            }
            revision
        });
        Ok(Decisions { revision, entries })
    }

    /// All decisions of a cluster that say anything: those of entries that are open, nobody's and without a note are left
    /// out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn decisions(&self, cluster: &str) -> Result<Decisions, Error> {
        self.select(cluster, -1, " AND (state <> 'open' OR assigned <> '' OR notes > 0)").await
    }

    /// What was decided in a cluster after a revision, those that say nothing any more among them. A decision may come
    /// again with the next call; none is left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changed_since(&self, cluster: &str, revision: i64) -> Result<Decisions, Error> {
        self.select(cluster, revision, "").await
    }

    async fn select(&self, cluster: &str, since: i64, more: &str) -> Result<Decisions, Error> {
        let (newest, rows) = read!(self.database, |pool| {
            // The revision first: what is decided between the two reads is told again then, not left out.
            let newest: i64 = sqlx::query_scalar("SELECT value FROM counters WHERE name = 'revision'")
                .fetch_one(pool)
                .await?;
            let mut query = QueryBuilder::new(COLUMNS);
            query.push("(SELECT number FROM clusters WHERE name = ").push_bind(cluster);
            query.push(") AND revision > ").push_bind(since).push(more).push(" ORDER BY revision");
            let rows: Vec<Row> = query.build_query_as().fetch_all(pool).await?;
            (newest, rows)
        });
        let entries = rows.into_iter().map(|row| opened(row).map(|(id, decision, _)| (id, decision)));
        Ok(Decisions { revision: newest, entries: entries.collect::<Result<_, _>>()? })
    }

    /// What was decided about an entry, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn steps(&self, cluster: &str, id: Id) -> Result<Vec<Step>, Error> {
        type Row = (i64, String, i64, Option<String>, Option<String>, Option<String>, Option<String>);
        let rows: Vec<Row> = read!(self.database, |pool| {
            sqlx::query_as(
                "SELECT revision, taken_by, taken_at, state, reason, assigned, note FROM steps
                 WHERE cluster = (SELECT number FROM clusters WHERE name = $1) AND entry = $2 ORDER BY revision",
            )
            .bind(cluster)
            .bind(bytes(id))
            .fetch_all(pool)
            .await?
        });
        let step = |(revision, by, at, state, reason, assign, note): Row| {
            let state = word(id, state.as_deref(), State::of_word)?;
            let reason = word(id, reason.as_deref(), Reason::of_word)?;
            Ok(Step { revision, by, at, change: Change { state, reason, assign, note } })
        };
        rows.into_iter().map(step).collect()
    }
}

/// Each of them once, in the same order: a statement cannot write a row twice.
fn once(ids: &[Id]) -> Vec<Id> {
    let mut seen = std::collections::HashSet::new();
    ids.iter().copied().filter(|id| seen.insert(*id)).collect()
}

/// What becomes of the decisions about these entries.
fn decided(ids: &[Id], before: Vec<Row>, change: &Change, by: &By<'_>) -> Result<Vec<(Id, Decision)>, Error> {
    let mut known = HashMap::new();
    for row in before {
        let (id, decision, revision) = opened(row)?;
        if by.seen.is_some_and(|seen| revision > seen) {
            return Err(Error::Conflict { id, by: decision.by, at: decision.at });
        }
        known.insert(id, decision);
    }
    Ok(ids.iter().map(|id| (*id, change.applied(known.remove(id), by))).collect())
}

fn opened(row: Row) -> Result<(Id, Decision, i64), Error> {
    let (entry, state, reason, assigned, notes, by, at, revision) = row;
    let id = id(&entry);
    let state = State::of_word(&state).ok_or(Error::Spoilt { id })?;
    let reason = word(id, reason.as_deref(), Reason::of_word)?;
    let notes = u32::try_from(notes).map_err(|_| Error::Spoilt { id })?;
    Ok((id, Decision { state, reason, assigned, notes, by, at }, revision))
}

fn word<T>(id: Id, word: Option<&str>, of_word: fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    word.map(|word| of_word(word).ok_or(Error::Spoilt { id })).transpose()
}

/// An id as the store keeps it: 16 bytes, which compare as the ids do.
pub(crate) fn bytes(id: Id) -> Vec<u8> {
    id.0.to_be_bytes().to_vec()
}

/// The id of these bytes; what are not 16 of them is an id that no entry has.
pub(crate) fn id(bytes: &[u8]) -> Id {
    Id(bytes.try_into().map(u128::from_be_bytes).unwrap_or_default())
}
