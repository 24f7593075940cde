//! A graph's columns: what is alike stands together, and is said by how it differs from what stands before it.

use std::{collections::HashMap, sync::Arc};

use super::{Ids, Reader, WireError, Writer};
use crate::model::{
    Edge, EdgeMarks, Graph, Key, Kind, Mode, NONE, Node, NodeMarks, Protocols, Set, SetPool, Severity,
    Status, Text, Texts,
};

/// The texts that a graph names, in the order in which they are first named.
#[derive(Default)]
struct Used {
    order: Vec<Text>,
    number: HashMap<Text, u32>,
}

impl Used {
    fn add(&mut self, text: Text) {
        if let std::collections::hash_map::Entry::Vacant(free) = self.number.entry(text) {
            self.order.push(text);
            free.insert(u32::try_from(self.order.len() - 1).unwrap_or(NONE));
        }
    }

    fn of(&self, text: Text) -> u64 {
        u64::from(self.number.get(&text).copied().unwrap_or(0))
    }
}

pub(crate) fn write(graph: &Graph, ids: Ids, out: &mut Writer) {
    let mut used = Used::default();
    used.add(Text::EMPTY);
    graph.nodes.iter().for_each(|node| used.add(node.name));
    graph.nodes.iter().for_each(|node| used.add(node.host));
    graph
        .edges
        .iter()
        .flat_map(|edge| graph.sets.get(edge.applications))
        .for_each(|text| used.add(Text(*text)));
    out.signed(graph.taken_at);
    write_texts(graph, &used, out);
    write_nodes(graph, &used, out);
    write_ids(graph, ids, out);
    write_edges(graph, &used, out);
}

/// Each text by how much of its beginning it shares with the one before.
fn write_texts(graph: &Graph, used: &Used, out: &mut Writer) {
    out.count(used.order.len() - 1);
    let mut last = "";
    for text in used.order[1..].iter().map(|text| graph.text(*text)) {
        let shared = last.bytes().zip(text.bytes()).take_while(|(one, two)| one == two).count();
        // Not in the middle of a character.
        let shared = (0..=shared).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        out.count(shared);
        out.text(&text[shared..]);
        last = text;
    }
}

fn write_nodes(graph: &Graph, used: &Used, out: &mut Writer) {
    let nodes = &graph.nodes;
    out.count(nodes.len());
    nodes.iter().for_each(|node| out.raw(&node.key.number().to_le_bytes()[..Key::BYTES]));
    nodes.iter().for_each(|node| out.byte(node.kind.code()));
    nodes.iter().for_each(|node| out.byte(node.mode.code() << 4 | node.cve.code()));
    nodes.iter().for_each(|node| out.number(u64::from(node.marks.bits())));
    // How far back the holder is; 0 = there is none.
    for (at, node) in (0u32..).zip(nodes) {
        out.number(if node.parent == NONE { 0 } else { u64::from(at - node.parent) });
    }
    nodes.iter().for_each(|node| out.number(u64::from(node.members)));
    let mut last = 0;
    for name in nodes.iter().map(|node| used.of(node.name)) {
        out.difference(name, last + 1);
        last = name;
    }
    nodes.iter().for_each(|node| out.number(used.of(node.host)));
}

/// Hexadecimal ids take half their length; ids that are the name, or that are left out, a byte.
fn write_ids(graph: &Graph, ids: Ids, out: &mut Writer) {
    for node in &graph.nodes {
        let id = graph.text(node.id);
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if node.id == node.name {
            out.number(1);
        } else if ids == Ids::Leave || id.is_empty() {
            out.number(0);
        } else if id.len().is_multiple_of(2) && id.bytes().all(is_hex) {
            out.count(2 + id.len());
            let digit = |byte: u8| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'a' + 10 };
            id.as_bytes().chunks_exact(2).for_each(|pair| out.byte(digit(pair[0]) << 4 | digit(pair[1])));
        } else {
            out.count(3 + 2 * id.len());
            out.raw(id.as_bytes());
        }
    }
}

/// The different sets among these, ascending by number.
fn distinct(sets: impl Iterator<Item = Set>) -> Vec<Set> {
    let mut sets: Vec<Set> = sets.collect();
    sets.sort_unstable();
    sets.dedup();
    sets
}

fn write_sets(graph: &Graph, sets: &[Set], number: impl Fn(u32) -> u64, out: &mut Writer) {
    out.count(sets.len());
    for items in sets.iter().map(|set| graph.sets.get(*set)) {
        out.count(items.len());
        items.iter().for_each(|item| out.number(number(*item)));
    }
}

fn write_edges(graph: &Graph, used: &Used, out: &mut Writer) {
    let edges = &graph.edges;
    let applications = distinct(edges.iter().map(|edge| edge.applications));
    let ports = distinct(edges.iter().map(|edge| edge.ports));
    write_sets(graph, &applications, |text| used.of(Text(text)), out);
    write_sets(graph, &ports, u64::from, out);
    out.count(edges.len());
    let mut last = 0;
    for from in edges.iter().map(|edge| u64::from(edge.from)) {
        out.difference(from, last);
        last = from;
    }
    edges.iter().for_each(|edge| out.difference(u64::from(edge.to), u64::from(edge.from)));
    edges.iter().for_each(|edge| out.byte(edge.status.code() << 4 | edge.severity.code()));
    edges.iter().for_each(|edge| out.number(u64::from(edge.protocols.bits())));
    edges.iter().for_each(|edge| out.number(u64::from(edge.marks.bits())));
    let place = |sets: &[Set], set: Set| sets.binary_search(&set).unwrap_or(0);
    edges.iter().for_each(|edge| out.count(place(&applications, edge.applications)));
    edges.iter().for_each(|edge| out.count(place(&ports, edge.ports)));
    edges.iter().for_each(|edge| out.number(u64::from(edge.merged)));
    edges.iter().for_each(|edge| out.number(edge.bytes));
    edges.iter().for_each(|edge| out.number(edge.sessions));
    edges.iter().for_each(|edge| out.signed(graph.taken_at.wrapping_sub(edge.last_seen)));
}

pub(crate) fn read(input: &mut Reader<'_>) -> Result<Graph, WireError> {
    let taken_at = input.signed()?;
    let mut texts = read_texts(input)?;
    let mut nodes = read_nodes(&texts, input)?;
    read_ids(&mut nodes, &mut texts, input)?;
    let mut sets = SetPool::default();
    let edges = read_edges(&texts, &mut sets, taken_at, input)?;
    let graph = Graph { nodes, edges, texts: Arc::new(texts), sets: sets.sets, taken_at };
    if graph.is_sound() { Ok(graph) } else { Err(WireError::Unsound) }
}

fn read_texts(input: &mut Reader<'_>) -> Result<Texts, WireError> {
    let mut texts = Texts::default();
    let mut last = String::new();
    for _ in 0..input.count()? {
        let shared = usize::try_from(input.number()?).map_err(|_| WireError::Unsound)?;
        if !last.is_char_boundary(shared) {
            return Err(WireError::Unsound);
        }
        last.truncate(shared);
        last.push_str(input.text()?);
        texts.push(&last);
    }
    Ok(texts)
}

/// A column: so many values.
fn column<T>(
    count: usize,
    input: &mut Reader<'_>,
    mut read: impl FnMut(&mut Reader<'_>) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    (0..count).map(|_| read(input)).collect()
}

fn word<T>(word: Option<T>) -> Result<T, WireError> {
    word.ok_or(WireError::Unsound)
}

fn text_of(number: u64, texts: &Texts) -> Result<Text, WireError> {
    let text = u32::try_from(number).map_err(|_| WireError::Unsound)?;
    if (text as usize) < texts.len() { Ok(Text(text)) } else { Err(WireError::Unsound) }
}

fn marks(input: &mut Reader<'_>) -> Result<u16, WireError> {
    u16::try_from(input.number()?).map_err(|_| WireError::Unsound)
}

fn read_nodes(texts: &Texts, input: &mut Reader<'_>) -> Result<Vec<Node>, WireError> {
    let count = input.count()?;
    let keys = column(count, input, |input| {
        let mut number = [0; 8];
        number[..Key::BYTES].copy_from_slice(input.raw(Key::BYTES)?);
        Ok(Key::from_number(u64::from_le_bytes(number)))
    })?;
    let kinds = column(count, input, |input| word(Kind::from_code(input.byte()?)))?;
    let modes = column(count, input, |input| {
        let byte = input.byte()?;
        Ok((word(Mode::from_code(byte >> 4))?, word(Severity::from_code(byte & 15))?))
    })?;
    let marks = column(count, input, |input| Ok(NodeMarks::from_bits(marks(input)?)))?;
    let back = column(count, input, |input| input.small())?;
    let members = column(count, input, |input| input.small())?;
    let mut last = 0;
    let names = column(count, input, |input| {
        last = input.difference(last + 1)?;
        text_of(last, texts)
    })?;
    let hosts = column(count, input, |input| text_of(input.number()?, texts))?;
    let nodes = (0..count).map(|at| {
        let here = u32::try_from(at).map_err(|_| WireError::Unsound)?;
        let parent = if back[at] == 0 { NONE } else { word(here.checked_sub(back[at]))? };
        let (mode, cve) = modes[at];
        Ok(Node {
            key: keys[at],
            kind: kinds[at],
            name: names[at],
            id: Text::EMPTY,
            host: hosts[at],
            parent,
            mode,
            cve,
            marks: marks[at],
            members: members[at],
        })
    });
    nodes.collect()
}

fn read_ids(nodes: &mut [Node], texts: &mut Texts, input: &mut Reader<'_>) -> Result<(), WireError> {
    for node in nodes {
        let said = usize::try_from(input.number()?).map_err(|_| WireError::Unsound)?;
        node.id = match said {
            0 => Text::EMPTY,
            1 => node.name,
            _ if said % 2 == 0 => {
                let bytes = input.raw((said - 2) / 2)?;
                texts.push(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
            }
            _ => texts.push(std::str::from_utf8(input.raw((said - 3) / 2)?).map_err(|_| WireError::Unsound)?),
        };
    }
    Ok(())
}

fn read_sets(
    sets: &mut SetPool,
    input: &mut Reader<'_>,
    item: impl Fn(u32) -> Result<u32, WireError>,
) -> Result<Vec<Set>, WireError> {
    let count = input.count()?;
    column(count, input, |input| {
        let count = input.count()?;
        Ok(sets.add(column(count, input, |input| item(input.small()?))?))
    })
}

fn read_edges(
    texts: &Texts,
    sets: &mut SetPool,
    taken_at: i64,
    input: &mut Reader<'_>,
) -> Result<Vec<Edge>, WireError> {
    let applications = read_sets(sets, input, |item| Ok(text_of(u64::from(item), texts)?.0))?;
    let ports = read_sets(sets, input, Ok)?;
    let count = input.count()?;
    let index = |number: u64| u32::try_from(number).map_err(|_| WireError::Unsound);
    let set = |sets: &[Set], at: u32| word(sets.get(at as usize).copied());
    let mut last = 0;
    let from = column(count, input, |input| {
        last = input.difference(last)?;
        index(last)
    })?;
    let mut ends = from.iter();
    let to =
        column(count, input, |input| index(input.difference(ends.next().map_or(0, |end| u64::from(*end)))?))?;
    let standing = column(count, input, |input| {
        let byte = input.byte()?;
        Ok((word(Status::from_code(byte >> 4))?, word(Severity::from_code(byte & 15))?))
    })?;
    let protocols = column(count, input, |input| Ok(Protocols::from_bits(marks(input)?)))?;
    let marks = column(count, input, |input| Ok(EdgeMarks::from_bits(marks(input)?)))?;
    let applications = column(count, input, |input| set(&applications, input.small()?))?;
    let ports = column(count, input, |input| set(&ports, input.small()?))?;
    let merged = column(count, input, |input| input.small())?;
    let bytes = column(count, input, |input| input.number())?;
    let sessions = column(count, input, |input| input.number())?;
    let last_seen = column(count, input, |input| Ok(taken_at.wrapping_sub(input.signed()?)))?;
    let edges = (0..count).map(|at| Edge {
        from: from[at],
        to: to[at],
        status: standing[at].0,
        severity: standing[at].1,
        protocols: protocols[at],
        marks: marks[at],
        applications: applications[at],
        ports: ports[at],
        merged: merged[at],
        bytes: bytes[at],
        sessions: sessions[at],
        last_seen: last_seen[at],
    });
    Ok(edges.collect())
}
