//! Keeping copies: what the controller says of a log, to the letter, goes to the store before the controller forgets it.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use controller_api::{Call, Query, security_log};
use event_log::{Id, Kind};
use event_store::{Error, Kept, Store};
use serde_json::value::RawValue;

use super::Archive;
use crate::log::{
    read::{
        answer::{self, Answer, Said},
        ring::{WHOLE, again_from},
    },
    which::Which,
};

/// How many entries one transaction of the store takes: so few that nobody who decides waits long.
const AT_ONCE: usize = 1_000;

/// An entry on its way.
struct Copy {
    id: Id,
    kind: Kind,
    at: i64,
    json: Box<RawValue>,
    /// Of what it says.
    digest: u64,
}

/// Keeps copies of the entries of a page. It remembers what it has kept, so that what is known costs the store nothing.
pub struct Keeper {
    which: Which,
    /// When the newest entry was, in unix seconds.
    newest: Option<i64>,
    /// When all of them were last asked for.
    whole_at: i64,
    /// Digests of what is kept, of the entries that the controller may say again.
    kept: HashMap<Id, u64>,
}

impl Keeper {
    /// One that has kept nothing yet.
    pub fn new(which: Which) -> Self {
        Self { which, newest: None, whole_at: 0, kept: HashMap::new() }
    }

    /// Whether all of the controller's entries are asked for now: it may have been told late of what is long past.
    fn asks_all(&self, now: i64) -> bool {
        self.newest.is_none() || now - self.whole_at >= WHOLE
    }

    /// What is asked of the controller now. `now` in unix seconds.
    pub fn call(&self, now: i64) -> Call<Answer> {
        let since = self.newest.filter(|_| !self.asks_all(now));
        let query = since.map_or_else(Query::new, |at| security_log::since(again_from(at, now)));
        answer::call(self.which, query)
    }

    /// Keeps what the controller answered to [`Keeper::call`] of the same time; when it returns, it is on the disk. Returns
    /// how many entries were new to the store or say something else than before.
    ///
    /// # Errors
    /// When the store cannot be written; the next call asks the controller for the same again.
    pub async fn take(
        &mut self,
        archive: &Archive,
        store: &Store,
        answer: Answer,
        now: i64,
    ) -> Result<u64, Error> {
        let Some(kept) = archive.kept() else { return Ok(0) };
        let all = self.asks_all(now);
        // Thousands at once when the console starts: they are read where nobody waits.
        let Ok(copies) = tokio::task::spawn_blocking(move || copies(answer)).await else { return Ok(0) };
        let is_new = |copy: &&Copy| {
            self.kept.get(&copy.id) != Some(&copy.digest) && !kept.retention().is_beyond(copy.at, now)
        };
        let new: Vec<&Copy> = copies.iter().filter(is_new).collect();
        let mut written = 0;
        for some in new.chunks(AT_ONCE) {
            let some: Vec<_> = some
                .iter()
                .map(|copy| Kept { id: copy.id, kind: copy.kind, at: copy.at, json: copy.json.get() })
                .collect();
            written += store.keep(&kept.retention().cluster, &some).await?;
        }
        if written > 0 {
            kept.tell();
        }
        if all {
            // What is not among all of them any more will not be said again.
            self.kept.clear();
            self.whole_at = now;
        }
        self.kept.extend(copies.iter().map(|copy| (copy.id, copy.digest)));
        self.newest = copies.iter().map(|copy| copy.at).max().max(self.newest);
        Ok(written)
    }
}

fn copies(answer: Answer) -> Vec<Copy> {
    let (said, wrong) = answer.read();
    for error in wrong {
        tracing::warn!(%error, "an entry cannot be kept, since it cannot be read");
    }
    let copy = |Said { id, kind, raw, json }: Said| {
        let mut hasher = DefaultHasher::new();
        json.get().hash(&mut hasher);
        Copy { id, kind, at: raw.at(), digest: hasher.finish(), json }
    };
    said.into_iter().map(copy).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_what_the_controller_said_to_the_letter() {
        let said = r#"{"reported_timestamp": 7,  "id":"v","level":"Warning", "later":{"a":[1.0e3]}}"#;
        let answer = format!(r#"{{"violations":[{said},null],"threats":null,"more":1}}"#);
        let answer: Answer = controller_api::endpoint::decode(answer.as_bytes()).expect("decodes");
        let copies = copies(answer);
        assert_eq!(copies.len(), 1, "null is no entry");
        assert_eq!((copies[0].json.get(), copies[0].at), (said, 7));
        assert_eq!((copies[0].id, copies[0].kind), (Id::named(Kind::Violation, "v"), Kind::Violation));
    }

    #[test]
    fn the_first_call_asks_for_all_and_the_next_for_what_is_new() {
        let mut keeper = Keeper::new(Which::Events);
        assert_eq!(keeper.call(1_000).target(), "/v1/log/event");
        (keeper.newest, keeper.whole_at) = (Some(990), 1_000);
        assert_eq!(keeper.call(1_005).target(), "/v1/log/event?f_reported_timestamp=gte%2C900");
        assert_eq!(keeper.call(1_600).target(), "/v1/log/event");
        keeper.newest = Some(5_000);
        let ahead = keeper.call(1_005).target();
        assert_eq!(ahead, "/v1/log/event?f_reported_timestamp=gte%2C915", "the clock of a node is ahead");
    }
}
