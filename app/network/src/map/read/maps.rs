//! What the server holds for the map as long as it runs: the past, who looked when, the last pictures, and who may
//! draw.

use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};

use super::{history::Histories, looks::Looks, places::Places};

/// How many pictures are laid out at once. It takes a processor for a while, and there are other pages.
const AT_ONCE: usize = 2;

/// How many bytes the last pictures of all viewers may take.
const PICTURES: usize = 64 << 20;

/// What the server holds for the map.
pub struct Maps {
    histories: Histories,
    places: Places,
    looks: Looks,
    pub(super) turns: Arc<Semaphore>,
    /// Held while a list of hidden things is read and written again, so that two tabs do not undo each other.
    pub(super) hiding: Mutex<()>,
}

impl Maps {
    /// Nothing yet; the pasts together will take no more bytes than this.
    pub fn new(history_bound: usize) -> Self {
        Self {
            histories: Histories::new(history_bound),
            places: Places::new(PICTURES),
            looks: Looks::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            hiding: Mutex::default(),
        }
    }

    /// The past.
    pub(super) fn histories(&self) -> &Histories {
        &self.histories
    }

    /// Who looked when.
    pub(super) fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Where things are.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }
}
