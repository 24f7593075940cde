//! What the map is made from, on the server only: the controller's conversations as a graph, its past, and what is drawn of
//! it for whom.

mod answer;
mod changes;
mod clock;
mod draw;
mod drawing;
mod fingerprint;
mod graph;
pub mod hidden;
mod history;
mod looks;
mod maps;
mod places;
pub mod rows;
mod view;

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

use controller_api::conversation;
use kit::{AppError, Tag, upstream::Upstream};
use network_map::{
    filter::Vocabulary,
    model::{Graph, Key, Kind},
};

pub use answer::{answer, candidates, found, of_query};
pub use draw::{Drawn, drawn};
pub use drawing::{Sheet, drawing};
pub(super) use graph::severity;
pub use maps::Maps;
pub use view::{Seen, seen};

/// How long a reading is shown again to viewers of the same permissions.
const LIFE: Duration = Duration::from_secs(5);

/// All that a viewer may see of the map, pods finest.
pub struct Whole {
    /// The graph.
    pub graph: Arc<Graph>,
    /// When it was read, in unix seconds.
    pub read_at: i64,
    /// Changes when anything in the graph does.
    pub version: u64,
    places: HashMap<Key, u32>,
    vocabulary: OnceLock<Vocabulary>,
}

impl Whole {
    /// What was read at this time.
    fn of(said: &conversation::Conversations, read_at: i64) -> Self {
        Self::with(graph::graph(said, read_at).0)
    }

    fn with(graph: Graph) -> Self {
        Self {
            version: fingerprint::of(&graph),
            places: graph.nodes.iter().map(|node| node.key).zip(0..).collect(),
            read_at: graph.taken_at,
            graph: Arc::new(graph),
            vocabulary: OnceLock::new(),
        }
    }

    /// How much memory it takes, about: the graph, where each of its nodes is, and the words that it will have as soon as
    /// somebody writes a filter: a name of each node, and all texts once more.
    fn bytes(&self) -> usize {
        let words = self.graph.nodes.len() * size_of::<String>() + self.graph.texts.heap_bytes();
        self.graph.heap_bytes() + self.places.capacity() * size_of::<(Key, u32)>() + words
    }

    /// The index of the node with this key.
    pub fn node(&self, key: Key) -> Option<u32> {
        self.places.get(&key).copied()
    }

    /// What the node with this key is, and the controller's id of it.
    pub fn id(&self, key: Key) -> Option<(Kind, &str)> {
        let node = self.graph.nodes.get(self.node(key)? as usize)?;
        Some((node.kind, self.graph.text(node.id)))
    }

    /// The words that a filter can be completed with.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::of(&self.graph))
    }
}

/// Reads all that this viewer may see, once for all viewers of the same permissions who ask within a moment. What is read
/// anew is noted in their past.
///
/// # Errors
/// When the controller does not give it.
pub async fn whole(upstream: &Upstream) -> Result<Arc<Whole>, AppError> {
    let fetch = || async {
        let said = upstream.call(conversation::LIST.at([])).await?;
        let (maps, circle) = (upstream.held::<Maps>()?, upstream.circle());
        work(move || {
            let whole = Whole::of(&said, kit::clock::now());
            maps.histories().note(&circle, &whole.graph, fingerprint::of_shape(&whole.graph));
            whole
        })
        .await
    };
    upstream.shared_by_size(Tag::Traffic, "map", LIFE, Whole::bytes, fetch).await
}

/// Does what takes the processor for long where it keeps nobody else waiting.
///
/// # Errors
/// When the work could not be done.
pub async fn work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::Unexpected { detail: error.to_string() })
}
