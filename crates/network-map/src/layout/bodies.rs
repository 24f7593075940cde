//! From a graph to bodies: which nodes are laid out, what ties them, and which of them hang together.

use super::{Options, web::Web};
use crate::{
    model::{Graph, Kind, NONE, Status},
    order, size,
};

/// The nodes of a graph that are laid out: all that are drawn as discs.
#[derive(Clone, Debug, Default)]
pub(super) struct Bodies {
    /// The node of each body.
    pub(super) nodes: Vec<u32>,
    /// The body of each node, or [`NONE`].
    pub(super) of_node: Vec<u32>,
    pub(super) radii: Vec<f32>,
    /// The node of the open group, else namespace, that each body is in directly, or [`NONE`].
    pub(super) inner: Vec<u32>,
    /// The outermost open node around each body, or [`NONE`].
    pub(super) outer: Vec<u32>,
    /// Who is linked with whom, and how strongly.
    pub(super) pairs: Vec<(u32, u32, f32)>,
}

impl Bodies {
    pub(super) fn new(graph: &Graph, options: &Options) -> Self {
        let mut bodies = Self { of_node: vec![NONE; graph.nodes.len()], ..Self::default() };
        for node in graph.discs() {
            bodies.of_node[node as usize] = u32::try_from(bodies.nodes.len()).unwrap_or(NONE);
            bodies.nodes.push(node);
            bodies.radii.push(size::radius(&graph.nodes[node as usize]));
            let inner = if options.clusters { graph.nodes[node as usize].parent } else { NONE };
            let mut outer = inner;
            while let Some(holder) = graph.nodes.get(outer as usize)
                && holder.parent != NONE
            {
                outer = holder.parent;
            }
            bodies.inner.push(inner);
            bodies.outer.push(outer);
        }
        for edge in &graph.edges {
            let (one, two) = (bodies.of_node[edge.from as usize], bodies.of_node[edge.to as usize]);
            if one == NONE || two == NONE || one == two {
                continue;
            }
            let home = bodies.outer[one as usize];
            let together = home != NONE && home == bodies.outer[two as usize];
            // What reaches the outside pulls less, or everything would sit around it.
            let outside =
                [edge.from, edge.to].iter().any(|end| graph.nodes[*end as usize].kind == Kind::External);
            let strength = match (together || !options.clusters, outside) {
                (true, _) => 1.0,
                (_, true) => 0.1,
                _ => 0.3,
            };
            let quiet = if edge.status == Status::Blocked { 0.5 } else { 1.0 };
            bodies.pairs.push((one, two, strength * quiet));
        }
        bodies
    }

    /// The bodies in parts that hang together by links or clusters, the largest part first.
    pub(super) fn parts(&self) -> Vec<Vec<u32>> {
        let count = self.nodes.len();
        let mut root: Vec<u32> = (0..).take(count).collect();
        for (one, two, _) in &self.pairs {
            unite(&mut root, *one, *two);
        }
        let mut first_of = vec![NONE; self.of_node.len()];
        for (body, outer) in (0..).zip(&self.outer) {
            if let Some(first) = first_of.get_mut(*outer as usize) {
                if *first == NONE {
                    *first = body;
                }
                unite(&mut root, *first, body);
            }
        }
        let mut part_of = vec![NONE; count];
        let mut parts: Vec<Vec<u32>> = Vec::new();
        for body in (0..).take(count) {
            let top = find(&mut root, body) as usize;
            if part_of[top] == NONE {
                part_of[top] = u32::try_from(parts.len()).unwrap_or(NONE);
                parts.push(Vec::new());
            }
            parts[part_of[top] as usize].push(body);
        }
        let order = order::falling(parts.iter().map(|part| part.len() as u64).zip(0..));
        order.into_iter().map(|at| std::mem::take(&mut parts[at as usize])).collect()
    }

    /// The webs of several parts; a body must not be in two of them.
    pub(super) fn webs(&self, parts: &[Vec<u32>], options: &Options) -> Vec<Web> {
        let mut home = vec![(NONE, NONE); self.nodes.len()];
        for (number, part) in (0..).zip(parts) {
            for (at, body) in (0..).zip(part) {
                home[*body as usize] = (number, at);
            }
        }
        let mut pairs: Vec<Vec<(u32, u32, f32)>> = vec![Vec::new(); parts.len()];
        for &(one, two, strength) in &self.pairs {
            let ((part, one), (other, two)) = (home[one as usize], home[two as usize]);
            if part == other
                && let Some(pairs) = pairs.get_mut(part as usize)
            {
                pairs.push((one, two, strength));
            }
        }
        let webs = parts.iter().zip(pairs).map(|(part, pairs)| {
            let masses = if options.clusters {
                part.iter().map(|body| mass(self.radii[*body as usize], options)).collect()
            } else {
                by_links(part.len(), &pairs)
            };
            let (inner, outer) = (dense(part, &self.inner), dense(part, &self.outer));
            Web::new(masses, inner, outer, &pairs)
        });
        webs.collect()
    }
}

/// How hard a disc pushes: by its area, with what is between discs counted in.
pub(super) fn mass(radius: f32, options: &Options) -> f32 {
    let reach = (radius + options.gap) / (size::POD + options.gap);
    reach * reach
}

/// How hard bodies push where only edges count: by how many they have, 1 in the mean. Those with many stand apart, and
/// what hangs on them has room around them.
fn by_links(count: usize, pairs: &[(u32, u32, f32)]) -> Vec<f32> {
    let mut ends = vec![1.0f32; count];
    for (one, two, _) in pairs {
        ends[*one as usize] += 1.0;
        ends[*two as usize] += 1.0;
    }
    let mean = ends.iter().sum::<f32>() / count.max(1) as f32;
    ends.iter().map(|end| end / mean).collect()
}

/// The clusters of a part's bodies, numbered from 0.
fn dense(part: &[u32], clusters: &[u32]) -> Vec<u32> {
    let mut known: Vec<u32> =
        part.iter().map(|body| clusters[*body as usize]).filter(|at| *at != NONE).collect();
    known.sort_unstable();
    known.dedup();
    let number =
        |cluster: &u32| known.binary_search(cluster).map_or(NONE, |at| u32::try_from(at).unwrap_or(NONE));
    part.iter().map(|body| number(&clusters[*body as usize])).collect()
}

fn find(root: &mut [u32], mut body: u32) -> u32 {
    while root[body as usize] != body {
        root[body as usize] = root[root[body as usize] as usize];
        body = root[body as usize];
    }
    body
}

fn unite(root: &mut [u32], one: u32, two: u32) {
    let (one, two) = (find(root, one), find(root, two));
    // The smaller number leads, so that the result hangs on nothing but the graph.
    root[one.max(two) as usize] = one.min(two);
}
