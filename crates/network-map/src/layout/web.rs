//! A web: bodies with their masses, the links between them and the clusters they are in; and coarser webs of it.

use crate::{model::NONE, order, rng::Rng};

/// Bodies, numbered from 0, and what ties them.
#[derive(Clone, Debug, Default)]
pub(super) struct Web {
    pub(super) masses: Vec<f32>,
    /// Where each body's links begin in `links`; one more at the end.
    pub(super) starts: Vec<u32>,
    /// The other body and the strength. Each link stands at both of its bodies.
    pub(super) links: Vec<(u32, f32)>,
    /// The cluster that each body is in directly (its group), or [`NONE`].
    pub(super) inner: Vec<u32>,
    /// The cluster around that (its namespace), or [`NONE`].
    pub(super) outer: Vec<u32>,
}

impl Web {
    /// The web of these bodies. Links of a body with itself are dropped, several of one pair are added up.
    pub(super) fn new(masses: Vec<f32>, inner: Vec<u32>, outer: Vec<u32>, pairs: &[(u32, u32, f32)]) -> Self {
        let mut both: Vec<(u32, u32, f32)> = Vec::with_capacity(pairs.len() * 2);
        for &(one, two, strength) in pairs.iter().filter(|(one, two, _)| one != two) {
            both.push((one, two, strength));
            both.push((two, one, strength));
        }
        let ranks = both.iter().map(|(one, two, _)| u64::from(*one) << 32 | u64::from(*two));
        let order = order::rising(ranks.zip(0..));
        let mut starts = vec![0u32; masses.len() + 1];
        let mut links: Vec<(u32, f32)> = Vec::with_capacity(both.len());
        let mut last = NONE;
        for (one, two, strength) in order.into_iter().map(|at| both[at as usize]) {
            match links.last_mut() {
                Some(link) if last == one && link.0 == two => link.1 += strength,
                _ => {
                    links.push((two, strength));
                    starts[one as usize + 1] += 1;
                }
            }
            last = one;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { masses, starts, links, inner, outer }
    }

    /// How many bodies there are.
    pub(super) fn len(&self) -> usize {
        self.masses.len()
    }

    /// The links of a body.
    pub(super) fn links_of(&self, body: usize) -> &[(u32, f32)] {
        &self.links[self.starts[body] as usize..self.starts[body + 1] as usize]
    }

    /// A web of about half as many bodies, and for each body of this one the coarse one it became part of.
    ///
    /// Bodies pair up with the one they are tied to most, of their own cluster where there is one; bodies whose
    /// neighbours are all taken pair up with each other (the leaves of a star do). Clusters merge with others only
    /// once `across` says so.
    pub(super) fn coarser(&self, across: bool, rng: &mut Rng) -> (Self, Vec<u32>) {
        let count = self.len();
        let mut shuffled: Vec<u32> = (0..).take(count).collect();
        for at in (1..count).rev() {
            shuffled.swap(at, rng.below(at + 1));
        }
        // Those with few links choose first, since they have the least choice.
        let links = |body: u32| self.starts[body as usize + 1] - self.starts[body as usize];
        let order = order::rising(shuffled.iter().map(|body| u64::from(links(*body))).zip(0..));
        let order: Vec<u32> = order.into_iter().map(|at| shuffled[at as usize]).collect();
        let mut mate = vec![NONE; count];
        for &body in &order {
            if mate[body as usize] == NONE
                && let Some(best) = self.best_mate(body, &mate, across)
            {
                mate[body as usize] = best;
                mate[best as usize] = body;
            }
        }
        self.pair_leftovers(&order, &mut mate, across);
        self.merged(&mate)
    }

    fn best_mate(&self, body: u32, mate: &[u32], across: bool) -> Option<u32> {
        let at = body as usize;
        let mut best = (0.0, None);
        for &(other, strength) in self.links_of(at) {
            let there = other as usize;
            if mate[there] != NONE || !(across || self.outer[at] == self.outer[there]) {
                continue;
            }
            let kin = if self.inner[at] != NONE && self.inner[at] == self.inner[there] { 4.0 } else { 1.0 };
            let score = kin * strength / (self.masses[at] * self.masses[there]);
            if score > best.0 {
                best = (score, Some(other));
            }
        }
        best.1
    }

    /// Pairs those left over: first of one inner cluster, then of one hub, then of one outer cluster.
    fn pair_leftovers(&self, order: &[u32], mate: &mut [u32], across: bool) {
        let hub = |body: usize| {
            let strongest = self.links_of(body).iter().max_by(|one, two| one.1.total_cmp(&two.1));
            strongest.map_or(NONE, |link| link.0)
        };
        let widest = self.inner.iter().chain(&self.outer).filter(|cluster| **cluster != NONE).max();
        let room = self.len().max(widest.map_or(0, |widest| *widest as usize + 1));
        for round in 0..3 {
            let mut waiting = vec![NONE; room];
            for &body in order.iter().filter(|body| self.links_of(**body as usize).len() < 64) {
                let at = body as usize;
                if mate[at] != NONE {
                    continue;
                }
                let place = match round {
                    0 => self.inner[at],
                    1 => hub(at),
                    _ => self.outer[at],
                };
                if place == NONE {
                    continue;
                }
                let first = waiting[place as usize];
                let kin = first != NONE && (across || self.outer[at] == self.outer[first as usize]);
                if kin && mate[first as usize] == NONE {
                    mate[at] = first;
                    mate[first as usize] = body;
                    waiting[place as usize] = NONE;
                } else {
                    waiting[place as usize] = body;
                }
            }
        }
    }

    fn merged(&self, mate: &[u32]) -> (Self, Vec<u32>) {
        let mut became = vec![NONE; self.len()];
        let mut members: Vec<(u32, u32)> = Vec::with_capacity(self.len());
        for (body, other) in (0u32..).zip(mate) {
            if became[body as usize] != NONE {
                continue;
            }
            let new = u32::try_from(members.len()).unwrap_or(NONE);
            became[body as usize] = new;
            if *other != NONE {
                became[*other as usize] = new;
            }
            members.push((body, *other));
        }
        let mut web = Self { starts: vec![0], ..Self::default() };
        // Where a coarse body's link to another stands, while its links are gathered.
        let mut slot = vec![NONE; members.len()];
        for (new, (one, two)) in (0u32..).zip(&members) {
            let begin = web.links.len();
            let both = [*one, *two];
            let parts = both.iter().filter(|body| **body != NONE).map(|body| *body as usize);
            for (other, strength) in parts.clone().flat_map(|part| self.links_of(part)) {
                let target = became[*other as usize];
                if target == new {
                    continue;
                }
                let at = slot[target as usize];
                if at != NONE && at as usize >= begin {
                    web.links[at as usize].1 += strength;
                } else {
                    slot[target as usize] = u32::try_from(web.links.len()).unwrap_or(NONE);
                    web.links.push((target, *strength));
                }
            }
            web.starts.push(u32::try_from(web.links.len()).unwrap_or(NONE));
            let same = |clusters: &[u32]| {
                let first = clusters[*one as usize];
                if *two == NONE || clusters[*two as usize] == first { first } else { NONE }
            };
            web.masses.push(parts.map(|part| self.masses[part]).sum());
            web.inner.push(same(&self.inner));
            web.outer.push(same(&self.outer));
        }
        (web, became)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn star(leaves: u32) -> Web {
        let count = leaves as usize + 1;
        let pairs: Vec<_> = (1..=leaves).map(|leaf| (0, leaf, 1.0)).collect();
        Web::new(vec![1.0; count], vec![NONE; count], vec![NONE; count], &pairs)
    }

    #[test]
    fn links_stand_at_both_ends_once() {
        let web =
            Web::new(vec![1.0; 3], vec![NONE; 3], vec![NONE; 3], &[(0, 1, 1.0), (1, 0, 2.0), (2, 2, 1.0)]);
        assert_eq!(
            (web.links_of(0), web.links_of(1), web.links_of(2)),
            (&[(1, 3.0)][..], &[(0, 3.0)][..], &[][..])
        );
    }

    #[test]
    fn a_star_halves_though_its_hub_can_have_one_mate_only() {
        let (coarse, became) = star(40).coarser(true, &mut Rng::new(1));
        assert!(coarse.len() <= 22, "{}", coarse.len());
        assert_eq!(coarse.masses.iter().sum::<f32>(), 41.0);
        assert!(became.iter().all(|body| (*body as usize) < coarse.len()));
    }

    #[test]
    fn clusters_keep_to_themselves_until_they_may_merge() {
        let outer = vec![0, 0, 1, 1];
        let web = Web::new(vec![1.0; 4], vec![NONE; 4], outer, &[(0, 2, 9.0), (0, 1, 1.0), (2, 3, 1.0)]);
        let (coarse, became) = web.coarser(false, &mut Rng::new(1));
        assert_eq!((became[0], became[2], coarse.len()), (became[1], became[3], 2));
        assert_eq!(coarse.links_of(0), [(1, 9.0)]);
        assert_eq!(coarse.coarser(true, &mut Rng::new(1)).0.len(), 1);
    }
}
