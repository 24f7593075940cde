//! What can go wrong with the store. None of it repeats a password.

use std::path::PathBuf;

use event_log::Id;

/// What can go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text names no place. It is not repeated here, since it may hold a password.
    #[error("neither a file nor a database: postgres://user:password@host:port/name")]
    Place,
    /// The file cannot be made.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A newer console has made the store what it is.
    #[error("the store is of version {found}, made by a newer console; this one knows {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest that this console knows.
        known: i64,
    },
    /// The change says nothing, or adds a note with nothing in it, or is about no entry.
    #[error("the change changes nothing")]
    Nothing,
    /// It closes without a reason, or gives one without closing.
    #[error("closing needs a reason, and nothing else has one")]
    Reason,
    /// A note or a name is too long.
    #[error("more than {most} characters")]
    Long {
        /// How many it may have.
        most: usize,
    },
    /// Somebody has decided since that revision; nothing was changed.
    #[error("{by} has decided about {id} in the meantime")]
    Conflict {
        /// About which entry: the first of them.
        id: Id,
        /// Who.
        by: String,
        /// When, in unix seconds.
        at: i64,
    },
    /// What is kept about an entry cannot be read: it is damaged, or a newer console has written it.
    #[error("what is kept about {id} cannot be read")]
    Spoilt {
        /// About which.
        id: Id,
    },
    /// The database failed, or could not be reached.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
}
