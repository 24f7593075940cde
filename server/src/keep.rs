//! The store of what users have put down for themselves: a table in the file of the sessions.

use std::sync::Arc;

use futures::future::{BoxFuture, FutureExt};
use kit::keep::{Keep, LARGEST, MOST, Place, Store, StoreError};
use tower_sessions_sqlx_store::sqlx::{self, Row, SqlitePool};

use crate::clock;

/// What leads from a file of one version to the next, a statement each; the file notes how many it has behind it. What
/// stands here is never changed, only added to.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE kept (
        cluster TEXT NOT NULL,
        user TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (cluster, user, name)
    ) STRICT, WITHOUT ROWID;
"];

/// Brings the file to this version.
///
/// # Errors
/// When it cannot be written, and when a newer console has made it what it is.
pub fn migrate(pool: &SqlitePool) -> BoxFuture<'_, Result<(), sqlx::Error>> {
    // In a box: what sqlx asks of a connection's lifetime is too much for whoever spawns the future as it is.
    async move {
        // Two consoles that start on one file at once must not both migrate it: the second waits, and sees what was done.
        let mut connection = pool.acquire().await?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await?;
        let done = run(&mut connection).await;
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        sqlx::query(end).execute(&mut *connection).await?;
        done
    }
    .boxed()
}

async fn run(connection: &mut sqlx::SqliteConnection) -> Result<(), sqlx::Error> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *connection).await?;
    let behind = usize::try_from(version).unwrap_or_default();
    if behind > MIGRATIONS.len() {
        let error = format!("the file is of version {version}, made by a newer console");
        return Err(sqlx::Error::Configuration(error.into()));
    }
    for migration in &MIGRATIONS[behind..] {
        sqlx::query(migration).execute(&mut *connection).await?;
    }
    // A pragma takes no parameters.
    let note = format!("PRAGMA user_version = {}", MIGRATIONS.len());
    sqlx::query(&note).execute(&mut *connection).await?;
    Ok(())
}

/// The store on this file.
pub fn keep(pool: Arc<SqlitePool>) -> Keep {
    Keep(Arc::new(Table(pool)))
}

struct Table(Arc<SqlitePool>);

fn failed(error: sqlx::Error) -> StoreError {
    tracing::error!(%error, "what users keep could not be read or written");
    StoreError::Failed("the store".to_owned())
}

impl Store for Table {
    fn get<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<Option<String>, StoreError>> {
        async move {
            sqlx::query_scalar("SELECT value FROM kept WHERE cluster = ? AND user = ? AND name = ?")
                .bind(&place.cluster)
                .bind(&place.user)
                .bind(&place.name)
                .fetch_optional(&*self.0)
                .await
                .map_err(failed)
        }
        .boxed()
    }

    fn put<'a>(&'a self, place: &'a Place, text: &'a str) -> BoxFuture<'a, Result<(), StoreError>> {
        async move {
            if text.len() > LARGEST || place.name.len() > LONGEST_NAME {
                return Err(StoreError::Full);
            }
            // In one statement, so that two of a user's tabs cannot together put down one too many.
            let written = sqlx::query(
                "INSERT INTO kept (cluster, user, name, value, changed_at)
                 SELECT ?1, ?2, ?3, ?4, ?5
                 WHERE (SELECT count(*) FROM kept WHERE user = ?2 AND NOT (cluster = ?1 AND name = ?3)) < ?6
                 ON CONFLICT (cluster, user, name) DO UPDATE SET value = ?4, changed_at = ?5",
            )
            .bind(&place.cluster)
            .bind(&place.user)
            .bind(&place.name)
            .bind(text)
            .bind(clock::now())
            .bind(i64::try_from(MOST).unwrap_or(i64::MAX))
            .execute(&*self.0)
            .await
            .map_err(failed)?;
            if written.rows_affected() == 0 { Err(StoreError::Full) } else { Ok(()) }
        }
        .boxed()
    }

    fn remove<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<(), StoreError>> {
        async move {
            sqlx::query("DELETE FROM kept WHERE cluster = ? AND user = ? AND name = ?")
                .bind(&place.cluster)
                .bind(&place.user)
                .bind(&place.name)
                .execute(&*self.0)
                .await
                .map_err(failed)?;
            Ok(())
        }
        .boxed()
    }

    fn names<'a>(
        &'a self,
        cluster: &'a str,
        user: &'a str,
        begin: &'a str,
    ) -> BoxFuture<'a, Result<Vec<String>, StoreError>> {
        async move {
            let rows = sqlx::query(
                "SELECT name FROM kept WHERE cluster = ? AND user = ? AND substr(name, 1, length(?)) = ?
                 ORDER BY name",
            )
            .bind(cluster)
            .bind(user)
            .bind(begin)
            .bind(begin)
            .fetch_all(&*self.0)
            .await
            .map_err(failed)?;
            Ok(rows.into_iter().filter_map(|row| row.try_get(0).ok()).collect())
        }
        .boxed()
    }
}

/// How long a value's name may be, in bytes.
const LONGEST_NAME: usize = 200;

#[cfg(test)]
mod tests {
    use tower_sessions_sqlx_store::sqlx::sqlite::SqlitePoolOptions;

    use super::*;

    async fn pool() -> Arc<SqlitePool> {
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = options.connect("sqlite::memory:").await.expect("memory takes it");
        migrate(&pool).await.expect("an empty file becomes one of this version");
        Arc::new(pool)
    }

    fn place(user: &str, name: &str) -> Place {
        Place { cluster: "Local".to_owned(), user: user.to_owned(), name: name.to_owned() }
    }

    #[tokio::test]
    async fn what_one_put_down_is_theirs_alone() {
        let table = Table(pool().await);
        let (here, there) = (place("ann", "map/hidden"), place("ben", "map/hidden"));
        table.put(&here, "1").await.expect("there is room");
        table.put(&here, "2").await.expect("there is room");
        assert_eq!(table.get(&here).await, Ok(Some("2".to_owned())));
        assert_eq!(table.get(&there).await, Ok(None));
        let elsewhere = Place { cluster: "other".to_owned(), ..here.clone() };
        assert_eq!(table.get(&elsewhere).await, Ok(None));
        table.remove(&there).await.expect("it can be asked for");
        assert_eq!(table.names("Local", "ann", "map/").await, Ok(vec!["map/hidden".to_owned()]));
        assert_eq!(table.names("Local", "ann", "MAP/").await, Ok(Vec::new()));
        assert_eq!(table.names("Local", "ben", "").await, Ok(Vec::new()));
        table.remove(&here).await.expect("it can be removed");
        assert_eq!(table.get(&here).await, Ok(None));
    }

    #[tokio::test]
    async fn there_is_room_for_so_much_and_no_more() {
        let table = Table(pool().await);
        let large = "x".repeat(LARGEST);
        assert_eq!(table.put(&place("ann", "large"), &large).await, Ok(()));
        assert_eq!(table.put(&place("ann", "large"), &(large + "x")).await, Err(StoreError::Full));
        for number in 1..MOST {
            table.put(&place("ann", &format!("{number}")), "0").await.expect("there is room");
        }
        assert_eq!(table.put(&place("ann", "more"), "0").await, Err(StoreError::Full));
        assert_eq!(table.put(&place("ann", "1"), "1").await, Ok(()), "what is there can change");
        assert_eq!(table.put(&place("ben", "more"), "0").await, Ok(()));
        assert_eq!(table.put(&place("ben", &"n".repeat(201)), "0").await, Err(StoreError::Full));
    }

    #[tokio::test]
    async fn a_file_is_migrated_once_and_one_of_a_newer_console_is_left_alone() {
        let pool = pool().await;
        Table(pool.clone()).put(&place("ann", "a"), "1").await.expect("there is room");
        migrate(&pool).await.expect("nothing is left to do");
        assert_eq!(Table(pool.clone()).get(&place("ann", "a")).await, Ok(Some("1".to_owned())));
        sqlx::query("PRAGMA user_version = 99").execute(&*pool).await.expect("it can be set");
        assert!(migrate(&pool).await.is_err());
    }
}
