//! The server functions of the map: what is shown, found, completed, listed and hidden.
//!
//! What is shown is asked for by a query: the page's own parameters, as `Ask::params` picks them out.

use kit::AppError;
use leptos::prelude::*;
use network_map::model::Key;

pub use super::shown::{
    Candidate, ChangedRow, Changes, FoundNode, HiddenAct, HiddenItem, HiddenList, HiddenPart, MapAnswer,
    NodeItem, Rows, Times, What, Wrong,
};
use super::table::sort::{EdgeSort, NodeSort};

/// How long a text may be that is looked for or completed, in bytes.
#[cfg(feature = "ssr")]
const LONGEST: usize = 2000;

/// Says what the map shows for a query; as a `table` without a picture, which nobody sees there.
#[server(endpoint = "map/get_map", protocol = kit::Call)]
pub async fn get_map(
    #[server(default)] query: String,
    #[server(default)] table: bool,
) -> Result<MapAnswer, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::answer(&upstream, &query, table).await
        }
        .await,
    )
}

/// Finds nodes by a part of their name, inside of what is closed too.
#[server(endpoint = "map/find_nodes", protocol = kit::Call)]
pub async fn find_nodes(#[server(default)] text: String) -> Result<Vec<FoundNode>, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            if text.len() > LONGEST {
                return Ok(Vec::new());
            }
            super::read::found(&upstream, &text).await
        }
        .await,
    )
}

/// Says what can stand in a filter's expression before the character `cursor`, counted from 0.
#[server(endpoint = "map/complete_filter", protocol = kit::Call)]
pub async fn complete_filter(
    #[server(default)] text: String,
    #[server(default)] cursor: usize,
) -> Result<Vec<Candidate>, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            if text.len() > LONGEST {
                return Ok(Vec::new());
            }
            super::read::candidates(&upstream, &text, cursor).await
        }
        .await,
    )
}

/// Lists a page of what the map shows for a query. Each list has its own sorts; the other's is passed over.
#[server(endpoint = "map/get_rows", protocol = kit::Call)]
pub async fn get_rows(
    #[server(default)] query: String,
    #[server(default)] what: What,
    #[server(default)] node_sort: NodeSort,
    #[server(default)] edge_sort: EdgeSort,
    #[server(default)] desc: bool,
    #[server(default)] page: usize,
) -> Result<Rows, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let (seen, ..) = super::read::of_query(&upstream, &query).await?;
            super::read::work(move || {
                let graph = &seen.graph;
                let rows = Rows {
                    nodes: Vec::new(),
                    edges: Vec::new(),
                    node_count: graph.discs().count(),
                    edge_count: graph.edges.len(),
                    number: 1,
                };
                match what {
                    What::Nodes => {
                        let page = super::read::rows::nodes(graph, node_sort, desc, page);
                        Rows { nodes: page.rows, number: page.number, ..rows }
                    }
                    What::Edges => {
                        let page = super::read::rows::edges(graph, edge_sort, desc, page);
                        Rows { edges: page.rows, number: page.number, ..rows }
                    }
                }
            })
            .await
        }
        .await,
    )
}

/// Lists what this user has hidden.
#[server(endpoint = "map/get_hidden", protocol = kit::Call)]
pub async fn get_hidden() -> Result<HiddenList, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::hidden::list(&upstream).await
        }
        .await,
    )
}

/// Hides something, or shows it again; says what is hidden then. A form may say where to go `back` to.
#[server(endpoint = "map/change_hidden", protocol = kit::Call)]
pub async fn change_hidden(
    act: HiddenAct,
    #[server(default)] key: Option<Key>,
    #[server(default)] back: String,
) -> Result<HiddenList, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let list = super::read::hidden::change(&upstream, act, key).await;
            if let Err(error) = &list {
                kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
            }
            kit::flash::go_on(if back.is_empty() { super::PATH } else { &back });
            list
        }
        .await,
    )
}
