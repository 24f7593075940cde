//! The history: what the map was like, in bounded memory. A ring of whole graphs and of what changed after each.

mod delta;

use std::collections::VecDeque;

use crate::{model::Graph, wire::Ids};

/// After how many snapshots a whole one follows. What is oldest goes in such pieces.
const PIECE: usize = 16;

/// A whole graph, and what changed after it.
#[derive(Clone, Debug, Default)]
struct Piece {
    /// When each was taken, in unix seconds, ascending; the first is whole.
    snapshots: Vec<(i64, Vec<u8>)>,
}

impl Piece {
    fn bytes(&self) -> usize {
        self.snapshots.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

/// Snapshots of the map over time. Keeps no ids but those of groups, by which one
/// filters: keys lead to what still exists, names say what is gone.
#[derive(Clone, Debug)]
pub struct History {
    bound: usize,
    pieces: VecDeque<Piece>,
    /// The last snapshot as it is read back: what the next one is compared with.
    last: Graph,
}

/// What became of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Yes,
    /// It is not later than the last one, so it is not kept.
    NotLater,
    /// It alone takes more than the bound, so nothing is kept.
    TooLarge,
}

impl History {
    /// An empty one that never holds on to more bytes than this, the last graph included.
    pub fn new(bound: usize) -> Self {
        Self { bound, pieces: VecDeque::new(), last: Graph::default() }
    }

    /// Adds a snapshot; the oldest ones go when there is no room for it.
    pub fn push(&mut self, graph: &Graph) -> Kept {
        if self.times().next_back().is_some_and(|last| graph.taken_at <= last) {
            return Kept::NotLater;
        }
        let next = delta::canonical(graph);
        let room = self.pieces.back().filter(|piece| piece.snapshots.len() < PIECE);
        let change = room.map(|piece| (delta::write(&self.last, &next), piece.snapshots[0].1.len()));
        // What is hardly shorter than a whole is written whole: it reads back faster.
        match change.filter(|(change, whole)| change.len() * 4 <= *whole * 3) {
            Some((change, _)) => {
                self.last = match delta::apply(&self.last, &change) {
                    Ok(last) => last,
                    Err(_) => return self.restart(graph),
                };
                let piece = self.pieces.back_mut().expect("there is a piece with room");
                piece.snapshots.push((graph.taken_at, change));
            }
            None => self.begin(graph),
        }
        while self.bytes() > self.bound && self.pieces.len() > 1 {
            self.pieces.pop_front();
        }
        if self.bytes() > self.bound { self.restart(graph) } else { Kept::Yes }
    }

    fn begin(&mut self, graph: &Graph) {
        let bytes = delta::canonical(graph).to_bytes(Ids::Keep);
        self.last = Graph::from_bytes(&bytes).unwrap_or_default();
        self.pieces.push_back(Piece { snapshots: vec![(graph.taken_at, bytes)] });
    }

    /// Keeps this snapshot and nothing else, or not even that.
    fn restart(&mut self, graph: &Graph) -> Kept {
        self.pieces.clear();
        self.begin(graph);
        if self.bytes() <= self.bound {
            return Kept::Yes;
        }
        self.pieces.clear();
        self.last = Graph::default();
        Kept::TooLarge
    }

    /// When snapshots were taken, in unix seconds, ascending.
    pub fn times(&self) -> impl DoubleEndedIterator<Item = i64> {
        self.pieces.iter().flat_map(|piece| piece.snapshots.iter().map(|(time, _)| *time))
    }

    /// How many snapshots there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.snapshots.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many bytes it holds on to.
    pub fn bytes(&self) -> usize {
        self.pieces.iter().map(Piece::bytes).sum::<usize>() + self.last.heap_bytes()
    }

    /// How many bytes it holds on to at most.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// The map as it was at this time: the last snapshot that is not later. Nodes have other places than they had
    /// then; keys are the same.
    pub fn at(&self, time: i64) -> Option<Graph> {
        let piece =
            self.pieces.iter().rfind(|piece| piece.snapshots.first().is_some_and(|(at, _)| *at <= time))?;
        let ((_, whole), changes) = piece.snapshots.split_first()?;
        let changes = changes.iter().take_while(|(at, _)| *at <= time);
        let whole = Graph::from_bytes(whole).ok()?;
        changes.map(|(_, change)| change).try_fold(whole, |graph, change| delta::apply(&graph, change)).ok()
    }
}
