//! What the console itself keeps about events: what people have decided about them, and copies of entries that the
//! controller forgets. In an SQLite file, or in a PostgreSQL database that several consoles share.
//!
//! Whatever a call has acknowledged survives the death of the process, and of the machine. The controller is not asked
//! here, no clock is read, and nothing is polled: who calls says when it is, and how often to look for changes.

mod database;
mod decisions;
mod error;
mod pack;
mod place;
mod prune;
mod retained;
mod schema;
mod triage;

use database::Database;
pub use decisions::{Decisions, Step};
pub use error::Error;
pub use pack::Packed;
pub use place::Place;
pub use prune::{Bounds, Extent};
pub use retained::{Kept, Stored};
pub use triage::{By, Change, LONGEST_NAME, LONGEST_NOTE};

/// The store. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
}

impl Store {
    /// Opens the store and brings it to this version; what is not there yet is made. Of several that open the same one at
    /// once, one migrates and the others wait.
    ///
    /// # Errors
    /// [`Error::File`] or [`Error::Database`] when it cannot be reached or written, [`Error::Newer`] when a newer console
    /// has made it what it is.
    pub async fn open(place: &Place) -> Result<Self, Error> {
        let database = Database::open(place).await?;
        schema::migrate(&database).await?;
        Ok(Self { database })
    }

    /// Ends its connections, those of its clones too, once they have done what they are at.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
