//! Answers that are kept, because they are large and seldom another: written once, compressed once.

use std::{
    collections::VecDeque,
    io::{Read, Write},
    sync::{Arc, Mutex, MutexGuard},
};

use bytes::Bytes;
use controller_api::access::Access;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};

/// How many answers are kept, and how many compressed bytes of them.
const MOST: (usize, usize) = (24, 64 * 1024 * 1024);

/// What an answer hangs on: who may see what, what was asked, and the state of what it is made from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) target: String,
    pub(crate) access: Access,
    pub(crate) stamp: Stamp,
}

/// Numbers that are others when what an answer is made from is another.
pub(crate) type Stamp = Vec<i64>;

/// All answers that are kept, the latest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf(Arc<Mutex<VecDeque<(Key, Bytes)>>>);

impl Shelf {
    fn all(&self) -> MutexGuard<'_, VecDeque<(Key, Bytes)>> {
        self.0.lock().expect("no holder panics")
    }

    /// The compressed answer, if it is kept.
    pub(crate) fn find(&self, key: &Key) -> Option<Bytes> {
        self.all().iter().find(|(known, _)| known == key).map(|(_, answer)| answer.clone())
    }

    /// Keeps an answer, in place of an older one to the same call; compressed it comes back.
    pub(crate) fn keep(&self, key: Key, answer: &[u8]) -> Bytes {
        let answer = Bytes::from(compressed(answer));
        let mut all = self.all();
        all.retain(|(known, _)| known.target != key.target || known.access != key.access);
        all.push_front((key, answer.clone()));
        all.truncate(MOST.0);
        while all.iter().map(|(_, answer)| answer.len()).sum::<usize>() > MOST.1 {
            all.pop_back();
        }
        answer
    }
}

/// Compresses as the controller does.
pub(crate) fn compressed(body: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::with_capacity(body.len() / 8), Compression::fast());
    gzip.write_all(body).expect("a vector takes everything");
    gzip.finish().expect("a vector takes everything")
}

/// What was compressed.
pub(crate) fn plain(gzip: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(gzip).read_to_end(&mut plain).expect("we compressed it ourselves");
    plain
}

/// How long it was before; it stands at the end of every gzip.
pub(crate) fn plain_length(gzip: &[u8]) -> usize {
    let last = gzip.last_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    usize::try_from(last).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(target: &str, stamp: i64) -> Key {
        Key { target: target.to_owned(), access: Access::default(), stamp: vec![stamp] }
    }

    #[test]
    fn an_answer_is_found_as_long_as_it_is_true() {
        let shelf = Shelf::default();
        shelf.keep(key("/a", 1), b"one");
        let found = |key: Key| shelf.find(&key).map(|answer| plain(&answer));
        assert_eq!(found(key("/a", 1)).as_deref(), Some(b"one".as_slice()));
        assert_eq!((found(key("/a", 2)), found(key("/b", 1))), (None, None));
        assert_eq!(shelf.find(&key("/a", 1)).map(|answer| plain_length(&answer)), Some(3));
        shelf.keep(key("/a", 2), b"two");
        assert_eq!(found(key("/a", 1)), None, "the older one is gone");
    }

    #[test]
    fn only_so_many_are_kept() {
        let shelf = Shelf::default();
        for number in 0..100 {
            shelf.keep(key(&format!("/{number}"), 0), b"x");
        }
        assert_eq!(shelf.all().len(), MOST.0);
        assert!(shelf.find(&key("/99", 0)).is_some() && shelf.find(&key("/0", 0)).is_none());
    }
}
