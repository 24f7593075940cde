//! The server functions of an edge: how it stands, what was said in it, the rule behind it, and forgetting what was said.

use kit::AppError;
use leptos::prelude::*;
use network_map::model::{Key, Kind, Severity, Status};
use review::rule::Review;
use serde::{Deserialize, Serialize};

use super::entry::{Entries, EntriesAsked};

/// An end of an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The namespace that it is in; `""` = none.
    pub namespace: String,
    /// What holds it, and what holds that: open, so that it can be seen.
    pub holders: Vec<Key>,
}

/// What was said between two ends, all in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The worst of it.
    pub status: Status,
    /// The worst threat.
    pub severity: Severity,
    /// Applications, ascending.
    pub applications: Vec<String>,
    /// Ports, ascending.
    pub ports: Vec<String>,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
    /// When it was last seen, in unix seconds.
    pub last_seen: i64,
}

/// One of the pairs of pods that an edge between groups or namespaces stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The client.
    pub from: End,
    /// The server.
    pub to: End,
    /// How it stands.
    pub status: Status,
    /// The worst threat in it.
    pub severity: Severity,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
}

/// The pairs, the worst first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    /// The first of them.
    pub rows: Vec<Pair>,
    /// How many there are.
    pub all: u64,
}

/// An edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The client.
    pub from: End,
    /// The server.
    pub to: End,
    /// What was said; none when nothing was.
    pub sum: Option<Sum>,
    /// What it stands for; none where it stands for itself.
    pub pairs: Option<Pairs>,
}

/// How an edge stands.
#[server(endpoint = "map/get_edge", protocol = kit::Call)]
pub async fn get_edge(from: Key, to: Key) -> Result<Edge, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let whole = crate::map::read::whole(&upstream).await?;
            let place = |key| whole.node(key).ok_or(AppError::NotFound);
            Ok(super::gather::edge(&whole.graph, place(from)?, place(to)?))
        }
        .await,
    )
}

/// What two ends said.
#[server(endpoint = "map/get_entries", protocol = kit::Call)]
pub async fn get_entries(
    from: Key,
    to: Key,
    #[server(default)] asked: EntriesAsked,
) -> Result<Entries, AppError> {
    use super::{order, read};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            match read::pair(&upstream, from, to).await {
                Ok(pair) => Ok(order::choose(pair.entries.iter().map(read::entry).collect(), &asked)),
                // Both ends are there, and said nothing: the list is empty.
                Err(AppError::NotFound) if read::ends(&upstream, from, to).await.is_ok() => {
                    Ok(Entries::default())
                }
                Err(error) => Err(error),
            }
        }
        .await,
    )
}

/// A rule, or with `rule` 0 the one that is proposed for what was said (`said`: application and port, `SSH~tcp/22`).
#[server(endpoint = "map/get_rule", protocol = kit::Call)]
pub async fn get_rule(
    from: Key,
    to: Key,
    #[server(default)] rule: u32,
    #[server(default)] said: String,
) -> Result<Review, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::review(&upstream, (from, to), rule, &said).await
        }
        .await,
    )
}

/// Forgets what two ends said; what goes on is seen again. True when it was gone when it was read again. `back` is where a
/// browser without scripts goes on.
#[server(endpoint = "map/clear_edge", protocol = kit::Call)]
pub async fn clear_edge(from: Key, to: Key, #[server(default)] back: String) -> Result<bool, AppError> {
    let outcome = super::forget::run(from, to).await;
    match &outcome {
        Ok(gone) => {
            let (kind, text) = super::clear::say_cleared(*gone);
            kit::flash::go_on(&back);
            kit::flash::say(kind, text);
        }
        Err(error) => {
            kit::flash::go_on(&back);
            kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
        }
    }
    kit::upstream::answer(outcome)
}
