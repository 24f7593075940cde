//! The map's past: what each set of permissions saw of it, in one bound of memory for all of them.
//!
//! Something is noted only while somebody with these permissions looks: nobody's token is used behind their back, and what
//! nobody looked at has no past. What one set saw is never shown to another.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kit::upstream::Circle;
use network_map::{history::History, model::Graph};

/// How many seconds go by before something is noted in which only counters went on.
const QUIET: i64 = 30;

/// How many moments are named in an answer at most.
pub const MOMENTS: usize = 240;

/// The pasts of all sets of permissions, those used last at the end.
pub struct Histories {
    bound: usize,
    all: Mutex<Vec<One>>,
}

struct One {
    circle: Circle,
    history: History,
    /// The fingerprint of what was noted last, without its counters.
    shape: u64,
}

/// What there is of a past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// When something was noted, in unix seconds, ascending.
    pub times: Vec<i64>,
    /// How many bytes it takes.
    pub bytes: usize,
}

impl Histories {
    /// None yet; together they will never take more bytes than this.
    pub fn new(bound: usize) -> Self {
        Self { bound, all: Mutex::default() }
    }

    /// How many bytes all of them may take.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// Notes how the map is now. What is the same but for its counters is noted now and then only, so that there is room
    /// for hours. Those who were not looked at for longest make room.
    pub fn note(&self, circle: &Circle, graph: &Graph, shape: u64) {
        if self.bound == 0 {
            return;
        }
        let mut all = self.used(circle);
        if all.last().is_none_or(|one| one.circle != *circle) {
            all.push(One { circle: circle.clone(), history: History::new(self.bound), shape: 0 });
        }
        let Some(one) = all.last_mut() else { return };
        let last = one.history.times().next_back();
        if last.is_some_and(|last| one.shape == shape && graph.taken_at < last + QUIET) {
            return;
        }
        one.history.push(graph);
        one.shape = shape;
        while all.len() > 1 && all.iter().map(|one| one.history.bytes()).sum::<usize>() > self.bound {
            all.remove(0);
        }
    }

    /// What there is of this set's past.
    pub fn extent(&self, circle: &Circle) -> Extent {
        let all = self.used(circle);
        let own = all.last().filter(|one| one.circle == *circle);
        own.map_or_else(Extent::default, |one| Extent {
            times: one.history.times().collect(),
            bytes: one.history.bytes(),
        })
    }

    /// When what [`at`](Self::at) says of this time was noted.
    pub fn moment(&self, circle: &Circle, time: i64) -> Option<i64> {
        let all = self.used(circle);
        let one = all.last().filter(|one| one.circle == *circle)?;
        one.history.times().rfind(|at| *at <= time).or_else(|| one.history.times().next())
    }

    /// How the map was at this time for this set: what was noted last before it, or, when nothing was, first after it.
    pub fn at(&self, circle: &Circle, time: i64) -> Option<Graph> {
        let all = self.used(circle);
        let one = all.last().filter(|one| one.circle == *circle)?;
        let first = one.history.times().next()?;
        one.history.at(time.max(first))
    }

    /// All of them, that of this set last if there is one.
    fn used(&self, circle: &Circle) -> MutexGuard<'_, Vec<One>> {
        // A panic elsewhere leaves whole histories behind: each is changed by one call only.
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = all.iter().position(|one| one.circle == *circle) {
            let one = all.remove(at);
            all.push(one);
        }
        all
    }
}

/// As many of these at most, evenly apart, the first and the last among them.
pub fn thinned(times: &[i64], most: usize) -> Vec<i64> {
    if times.len() <= most || most < 2 {
        return times.iter().copied().take(most).collect();
    }
    (0..most).map(|at| times[at * (times.len() - 1) / (most - 1)]).collect()
}

#[cfg(test)]
mod tests {
    use network_map::{model::Status, sample::Sample};

    use super::{super::fingerprint, *};

    fn circle(name: &str) -> Circle {
        Circle::new(name, 1)
    }

    fn note(histories: &Histories, who: &str, graph: &Graph) {
        histories.note(&circle(who), graph, fingerprint::of_shape(graph));
    }

    fn at(graph: &Graph, time: i64) -> Graph {
        Graph { taken_at: time, ..graph.clone() }
    }

    #[test]
    fn what_one_set_saw_is_not_shown_to_another() {
        let histories = Histories::new(1 << 20);
        let (much, little) = (Sample::of(40).graph(), Sample::of(5).graph());
        note(&histories, "admin", &at(&much, 100));
        note(&histories, "dev", &at(&little, 100));
        let nodes = |who, time| histories.at(&circle(who), time).map(|graph| graph.nodes.len());
        assert_eq!(nodes("admin", 100), Some(much.nodes.len()));
        assert_eq!(nodes("dev", 100), Some(little.nodes.len()));
        assert_eq!((nodes("nobody", 100), histories.extent(&circle("nobody"))), (None, Extent::default()));
    }

    #[test]
    fn what_only_counts_on_is_noted_now_and_then() {
        let histories = Histories::new(1 << 20);
        let graph = Sample::of(20).graph();
        let mut worse = graph.clone();
        worse.edges[0].status = Status::Threat;
        for time in [100, 105, 129, 130] {
            note(&histories, "a", &at(&graph, time));
        }
        note(&histories, "a", &at(&worse, 131));
        note(&histories, "a", &at(&worse, 131));
        assert_eq!(histories.extent(&circle("a")).times, [100, 130, 131]);
        let status = |time| {
            histories
                .at(&circle("a"), time)
                .map(|graph| graph.edges.iter().filter(|edge| edge.status == Status::Threat).count())
        };
        let before = graph.edges.iter().filter(|edge| edge.status == Status::Threat).count();
        let after = worse.edges.iter().filter(|edge| edge.status == Status::Threat).count();
        assert_eq!((status(130), status(999)), (Some(before), Some(after)));
        assert_eq!(status(1), Some(before), "before the first is as the first");
        let moment = |time| histories.moment(&circle("a"), time);
        assert_eq!([1, 100, 130, 999].map(moment), [100, 100, 130, 131].map(Some));
    }

    #[test]
    fn all_together_take_no_more_than_the_bound() {
        let graph = Sample::of(200).graph();
        let alone = Histories::new(usize::MAX >> 1);
        note(&alone, "a", &at(&graph, 1));
        let one = alone.extent(&circle("a")).bytes;
        let histories = Histories::new(one * 5 / 2);
        let bytes = || ["a", "b", "c", "d"].map(|who| histories.extent(&circle(who)).bytes);
        for (time, who) in [(1, "a"), (2, "b")] {
            note(&histories, who, &at(&graph, time));
        }
        assert!(bytes()[..2].iter().all(|bytes| *bytes > 0));
        assert!(histories.at(&circle("a"), 1).is_some(), "looked at: it is the last to go now");
        note(&histories, "c", &at(&graph, 3));
        assert_eq!(bytes().map(|bytes| bytes > 0), [true, false, true, false]);
        for time in 0..40 {
            let graph = Sample { seed: 7 + u64::try_from(time).expect("small"), ..Sample::of(200) }.graph();
            note(&histories, "d", &at(&graph, 100 + time));
            assert!(bytes().iter().sum::<usize>() <= histories.bound());
        }
        assert!(bytes()[3] > 0);
    }

    #[test]
    fn without_a_bound_nothing_is_kept() {
        let histories = Histories::new(0);
        note(&histories, "a", &at(&Sample::of(5).graph(), 1));
        assert_eq!(histories.extent(&circle("a")), Extent::default());
    }

    #[test]
    fn moments_are_thinned_evenly() {
        let all: Vec<i64> = (0..1000).collect();
        let thin = thinned(&all, MOMENTS);
        assert_eq!((thin.len(), thin.first(), thin.last()), (MOMENTS, Some(&0), Some(&999)));
        assert!(thin.windows(2).all(|pair| (4..=5).contains(&(pair[1] - pair[0]))));
        assert_eq!(thinned(&all[..3], 240), [0, 1, 2]);
        assert_eq!(thinned(&[], 240), Vec::<i64>::new());
    }
}
