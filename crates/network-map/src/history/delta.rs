//! A change of a graph in few bytes: what is gone, what is new or different, and by how much the rest went on.

use std::sync::Arc;

use crate::{
    diff::{EdgeChanges, NodeChanges, Same, ends},
    model::{Edge, Graph, Key, Kind, NONE, Node, Port, SetPool, Text, TextPool},
    wire::{Ids, Reader, WireError, Writer, columns},
};

/// Holders before what they hold.
fn class(kind: Kind) -> u8 {
    match kind {
        Kind::Namespace => 0,
        Kind::Group => 1,
        _ => 2,
    }
}

fn rank(node: &Node) -> (u8, Key) {
    (class(node.kind), node.key)
}

/// The graph with its nodes in an order that hangs on nothing but their keys. Ids are left out, but for those of groups.
pub(super) fn canonical(graph: &Graph) -> Graph {
    let mut order: Vec<u32> = (0..).take(graph.nodes.len()).collect();
    order.sort_unstable_by_key(|at| rank(&graph.nodes[*at as usize]));
    let mut now_at = vec![NONE; order.len()];
    for (new, old) in (0..).zip(&order) {
        now_at[*old as usize] = new;
    }
    let moved = |at: u32| now_at.get(at as usize).copied().unwrap_or(NONE);
    let nodes = order.iter().map(|at| graph.nodes[*at as usize]);
    let nodes = nodes.map(|node| Node { parent: moved(node.parent), id: id_left(&node), ..node }).collect();
    let mut edges: Vec<Edge> =
        graph.edges.iter().map(|edge| Edge { from: moved(edge.from), to: moved(edge.to), ..*edge }).collect();
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
    Graph { nodes, edges, ..graph.clone() }
}

/// Ids that are the name stay: they cost nothing. So do those of groups: they are the names by which one filters.
fn id_left(node: &Node) -> Text {
    if node.id == node.name || node.kind == Kind::Group { node.id } else { Text::EMPTY }
}

/// What leads from one canonical graph to another one.
pub(super) fn write(before: &Graph, after: &Graph) -> Vec<u8> {
    let mut out = Writer::default();
    let mut same = Same::new(before, after);
    let (mut gone, mut kept_nodes) = (Vec::new(), vec![false; after.nodes.len()]);
    // Both are ascending: walked along together.
    let mut news = (0usize..).zip(&after.nodes).peekable();
    for (at, old) in before.nodes.iter().enumerate() {
        while news.next_if(|(_, new)| rank(new) < rank(old)).is_some() {}
        match news.next_if(|(_, new)| rank(new) == rank(old)) {
            Some((place, new)) => kept_nodes[place] = alike(&same, old, new),
            None => gone.push(at),
        }
    }
    write_places(&gone, &mut out);
    let (mut gone, mut kept_edges, mut went_on) = (Vec::new(), vec![false; after.edges.len()], Vec::new());
    let mut news = (0usize..).zip(&after.edges).peekable();
    let place = |graph: &Graph, edge: &Edge| {
        (rank(&graph.nodes[edge.from as usize]), rank(&graph.nodes[edge.to as usize]))
    };
    for (at, old) in before.edges.iter().enumerate() {
        while news.next_if(|(_, new)| place(after, new) < place(before, old)).is_some() {}
        match news.next_if(|(_, new)| place(after, new) == place(before, old)) {
            Some((here, new)) => {
                let changes = same.edge_changes(old, new);
                kept_edges[here] =
                    changes == EdgeChanges::none() && old.marks == new.marks && old.merged == new.merged;
                let counts = |edge: &Edge| (edge.bytes, edge.sessions, edge.last_seen);
                if kept_edges[here] && counts(old) != counts(new) {
                    went_on.push((at, *old, *new));
                }
            }
            None => gone.push(at),
        }
    }
    write_places(&gone, &mut out);
    out.count(went_on.len());
    let mut last = 0;
    for (at, old, new) in went_on {
        out.count(at - last);
        last = at;
        out.difference(new.bytes, old.bytes);
        out.difference(new.sessions, old.sessions);
        out.signed(new.last_seen.wrapping_sub(old.last_seen));
    }
    columns::write(&patch(after, &kept_nodes, &kept_edges), Ids::Keep, &mut out);
    out.bytes
}

/// Whether two nodes say the same.
fn alike(same: &Same<'_>, old: &Node, new: &Node) -> bool {
    same.node_changes(old, new) == NodeChanges::none() && old.marks == new.marks
}

/// Places by how far each is from the one before.
fn write_places(places: &[usize], out: &mut Writer) {
    out.count(places.len());
    let mut last = 0;
    for place in places {
        out.count(place - last);
        last = *place;
    }
}

fn read_places(input: &mut Reader<'_>) -> Result<Vec<usize>, WireError> {
    let mut last = 0usize;
    let count = input.count()?;
    let places = (0..count).map(|_| {
        last = usize::try_from(input.number()?)
            .ok()
            .and_then(|step| last.checked_add(step))
            .ok_or(WireError::Unsound)?;
        Ok(last)
    });
    places.collect()
}

/// What is not kept, with the nodes that it needs to be a graph.
fn patch(graph: &Graph, kept_nodes: &[bool], kept_edges: &[bool]) -> Graph {
    let mut needed: Vec<bool> = kept_nodes.iter().map(|kept| !kept).collect();
    for (edge, _) in graph.edges.iter().zip(kept_edges).filter(|(_, kept)| !**kept) {
        (needed[edge.from as usize], needed[edge.to as usize]) = (true, true);
    }
    for at in (0..needed.len()).rev() {
        if needed[at]
            && let Some(holder) = needed.get_mut(graph.nodes[at].parent as usize)
        {
            *holder = true;
        }
    }
    let mut now_at = vec![NONE; needed.len()];
    let mut nodes = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate().filter(|(at, _)| needed[*at]) {
        now_at[at] = u32::try_from(nodes.len()).unwrap_or(NONE);
        let parent = now_at.get(node.parent as usize).copied().unwrap_or(NONE);
        nodes.push(Node { parent, ..*node });
    }
    let edges = graph.edges.iter().zip(kept_edges).filter(|(_, kept)| !**kept);
    let edges = edges
        .map(|(edge, _)| Edge { from: now_at[edge.from as usize], to: now_at[edge.to as usize], ..*edge })
        .collect();
    Graph { nodes, edges, ..graph.clone() }
}

/// The graph after a change, canonical again.
pub(super) fn apply(before: &Graph, change: &[u8]) -> Result<Graph, WireError> {
    let mut input = Reader::new(change);
    let gone_nodes = read_places(&mut input)?;
    let gone_edges = read_places(&mut input)?;
    let mut old_edges = before.edges.clone();
    let mut last = 0usize;
    for _ in 0..input.count()? {
        last += usize::try_from(input.number()?).map_err(|_| WireError::Unsound)?;
        let edge = old_edges.get_mut(last).ok_or(WireError::Unsound)?;
        edge.bytes = input.difference(edge.bytes)?;
        edge.sessions = input.difference(edge.sessions)?;
        edge.last_seen = edge.last_seen.wrapping_add(input.signed()?);
    }
    let patch = columns::read(&mut input)?;
    if !input.is_empty() {
        return Err(WireError::Unsound);
    }
    let mut texts = TextPool::from_texts((*before.texts).clone());
    let mut sets = SetPool::from_sets(before.sets.clone());

    // Nodes: what was there and is neither gone nor said anew, and what is said. Holders by their keys meanwhile.
    let said: std::collections::HashSet<Key> = patch.nodes.iter().map(|node| node.key).collect();
    let mut nodes: Vec<(Node, Option<Key>)> = Vec::new();
    let mut gone = gone_nodes.iter().peekable();
    for (at, node) in before.nodes.iter().enumerate() {
        let is_gone = gone.next_if(|gone| **gone == at).is_some();
        if !is_gone && !said.contains(&node.key) {
            nodes.push((*node, before.nodes.get(node.parent as usize).map(|holder| holder.key)));
        }
    }
    for node in &patch.nodes {
        let mut text = |text| texts.add(patch.text(text));
        let (name, id, host) = (text(node.name), text(node.id), text(node.host));
        let holder = patch.nodes.get(node.parent as usize).map(|holder| holder.key);
        nodes.push((Node { name, id, host, ..*node }, holder));
    }
    nodes.sort_unstable_by_key(|(node, _)| rank(node));
    let place: std::collections::HashMap<Key, u32> =
        nodes.iter().map(|(node, _)| node.key).zip(0..).collect();
    let at = |key: Key| place.get(&key).copied().ok_or(WireError::Unsound);

    // Edges, likewise.
    let again: std::collections::HashSet<(Key, Key)> =
        patch.edges.iter().map(|edge| ends(&patch, edge)).collect();
    let mut edges: Vec<Edge> = Vec::with_capacity(old_edges.len());
    let mut gone = gone_edges.iter().peekable();
    for (number, edge) in old_edges.iter().enumerate() {
        let is_gone = gone.next_if(|gone| **gone == number).is_some();
        let (from, to) = ends(before, edge);
        if !is_gone && !again.contains(&(from, to)) {
            edges.push(Edge { from: at(from)?, to: at(to)?, ..*edge });
        }
    }
    for edge in &patch.edges {
        let (from, to) = ends(&patch, edge);
        let applications = patch.applications(edge).map(|name| texts.add(name).0).collect();
        let (applications, ports) =
            (sets.add(applications), sets.add(patch.ports(edge).map(Port::packed).collect()));
        edges.push(Edge { from: at(from)?, to: at(to)?, applications, ports, ..*edge });
    }
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
    let nodes =
        nodes.into_iter().map(|(node, holder)| Ok(Node { parent: holder.map_or(Ok(NONE), at)?, ..node }));
    let mut nodes = nodes.collect::<Result<Vec<Node>, WireError>>()?;
    // Collected in the room of larger things.
    nodes.shrink_to_fit();
    let graph =
        Graph { nodes, edges, texts: Arc::new(texts.texts), sets: sets.sets, taken_at: patch.taken_at };
    if graph.is_sound() { Ok(graph) } else { Err(WireError::Unsound) }
}
