//! What people decided, followed in memory: read when somebody looks, and then only what has changed since.

use std::{collections::HashMap, sync::Arc};

use event_log::Decisions;
use event_store::{Error, Store};
use tokio::sync::Mutex;

/// What is known of a cluster's decisions.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The decisions.
    pub decisions: Arc<Decisions>,
    /// Up to which revision of the store.
    pub revision: i64,
}

#[derive(Default)]
struct Followed {
    known: Known,
    /// When they were read, in unix seconds; none = what was read is old.
    read_at: Option<i64>,
    /// They were read once.
    begun: bool,
}

/// The decisions of all clusters that somebody looks at.
#[derive(Default)]
pub(super) struct Decided(Mutex<HashMap<String, Followed>>);

impl Decided {
    /// Those of a cluster, read again when that was not done within this second.
    pub async fn of(&self, store: &Store, cluster: &str, now: i64) -> Result<Known, Error> {
        let mut all = self.0.lock().await;
        let followed = all.entry(cluster.to_owned()).or_default();
        if followed.read_at == Some(now) {
            return Ok(followed.known.clone());
        }
        let news = if followed.begun {
            store.changed_since(cluster, followed.known.revision).await?
        } else {
            store.decisions(cluster).await?
        };
        if !news.entries.is_empty() {
            Arc::make_mut(&mut followed.known.decisions).extend(news.entries);
        }
        followed.known.revision = news.revision;
        (followed.read_at, followed.begun) = (Some(now), true);
        Ok(followed.known.clone())
    }

    /// Those of a cluster as they were last read.
    pub async fn last(&self, cluster: &str) -> Known {
        self.0.lock().await.get(cluster).map(|followed| followed.known.clone()).unwrap_or_default()
    }

    /// Whoever asks next reads them again.
    pub async fn forget_when(&self, cluster: &str) {
        if let Some(followed) = self.0.lock().await.get_mut(cluster) {
            followed.read_at = None;
        }
    }
}
