//! The two databases behind a store. Their drivers have types of their own; our SQL and what we do with it are the same.

use std::{fmt, time::Duration};

use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    Error,
    place::{Kind, Place},
};

/// How many rows one statement names or writes.
pub(crate) const CHUNK: usize = 100;

/// How long who writes to the file waits for another process that does.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long who was turned away from a file waits before they try again.
const AGAIN: Duration = Duration::from_millis(20);
/// How often they do.
const TRIES: u32 = 1_000;

/// How long the server of PostgreSQL is waited for.
const REACH: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub(crate) enum Database {
    /// One connection for all who write, so that they queue for it in their order and keep none from those who read.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// Reads from whichever database it is: the same text, compiled for each driver.
macro_rules! read {
    ($database:expr, |$pool:ident| $body:expr) => {
        match &$database {
            $crate::database::Database::Sqlite { readers: $pool, .. } => $body,
            $crate::database::Database::Postgres($pool) => $body,
        }
    };
}

/// Does all of it in one transaction, or none of it: whoever leaves early has done nothing.
macro_rules! write {
    ($database:expr, |$work:ident| $body:expr) => {
        match &$database {
            // At once a writer: one who reads first and writes then would be turned away instead of made to wait.
            $crate::database::Database::Sqlite { writer, .. } => {
                let mut $work = writer.begin_with("BEGIN IMMEDIATE").await?;
                let done = $body;
                $work.commit().await?;
                done
            }
            $crate::database::Database::Postgres(pool) => {
                let mut $work = pool.begin().await?;
                let done = $body;
                $work.commit().await?;
                done
            }
        }
    };
}

/// The number of a cluster of this name, within a transaction; a new cluster gets one.
macro_rules! number {
    ($work:ident, $cluster:expr) => {{
        let known: Option<i64> = sqlx::query_scalar("SELECT number FROM clusters WHERE name = $1")
            .bind($cluster)
            .fetch_optional(&mut *$work)
            .await?;
        match known {
            Some(number) => number,
            // Another transaction may just have done the same: then it is that one's number.
            None => {
                sqlx::query_scalar(
                    "INSERT INTO clusters (name) VALUES ($1)
                     ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING number",
                )
                .bind($cluster)
                .fetch_one(&mut *$work)
                .await?
            }
        }
    }};
}

pub(crate) use {number, read, write};

/// The connection that writes. Of several that make a new file what it is at once, SQLite turns some away without letting them
/// wait: they try again.
async fn writer(options: &SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    let mut left = TRIES;
    loop {
        left -= 1;
        let one = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        match one.connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && left > 0 => tokio::time::sleep(AGAIN).await,
            outcome => return outcome,
        }
    }
}

/// Whether somebody else holds the file: `SQLITE_BUSY`, in any of its extended codes.
fn is_busy(error: &sqlx::Error) -> bool {
    const BUSY: u32 = 5;
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == BUSY)
}

impl Database {
    pub(crate) async fn open(place: &Place) -> Result<Self, Error> {
        match &place.0 {
            Kind::File(path) => {
                make_private(path).map_err(|source| Error::File { path: path.clone(), source })?;
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .journal_mode(SqliteJournalMode::Wal)
                    // Each commit reaches the disk before it is acknowledged. With less the death of the process would
                    // lose nothing either, but that of the machine would.
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(PATIENCE)
                    // A million entries are read at start: fewer wake-ups.
                    .row_buffer_size(1_000);
                let writer = writer(&options).await?;
                let readers = SqlitePoolOptions::new().max_connections(4);
                Ok(Self::Sqlite { writer, readers: readers.connect_with(options).await? })
            }
            Kind::Server(options) => {
                let pool = PgPoolOptions::new().max_connections(8).acquire_timeout(REACH);
                Ok(Self::Postgres(pool.connect_with((**options).clone()).await?))
            }
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            // The last that is closed writes back what the others left in the log beside the file.
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl fmt::Debug for Database {
    // The pools would show their options, and PostgreSQL's hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        })
    }
}

/// Makes the file if it is not there. Command lines and names of users stand in it: it is for its owner's eyes only, and so
/// are the files that SQLite puts beside it.
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_error_tells_no_password() {
        // There is no socket, so that nobody is asked.
        let place =
            Place::server("postgres://ann:s3cret@%2Fnowhere%2Fat%2Fall/console").expect("it is a URL");
        let error = Database::open(&place).await.expect_err("nobody is there");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_file_is_for_its_owners_eyes_only() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("event-store-private-{}.db", std::process::id()));
        let database = Database::open(&Place::file(&path)).await.expect("it can be made");
        let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        database.close().await;
        std::fs::remove_file(&path).expect("it is there");
    }
}
