//! What somebody sees of the map, before it is drawn: filtered, near one node, at a level, of some time.

use std::sync::Arc;

use kit::{AppError, Tag, upstream::Upstream};
use network_map::{
    diff::mark_new,
    filter::{Filter, Hidden},
    level::{Detail, Expansion, aggregate, neighbourhood, part},
    model::{Graph, Key, NONE},
};

use super::{LIFE, Maps, Whole, changes::Changed, places::Shape, whole, work};
use crate::map::ask::Ask;

/// Up to how many discs are drawn when nobody says how finely. With more, names no longer fit between them.
pub const MOST_DISCS: usize = 400;

/// What somebody sees.
pub struct Seen {
    /// All that there is to see.
    pub whole: Arc<Whole>,
    /// What is shown, at its level.
    pub graph: Graph,
    /// How finely that is, what was opened and closed by hand aside.
    pub detail: Detail,
    /// When it was so, in unix seconds.
    pub at: i64,
    /// What changed since the time that was asked for.
    pub changed: Option<Changed>,
    /// What was asked, without its times: the same is drawn in the same place.
    pub(super) shape: Shape,
    /// Whether it is how the map is now.
    pub(super) is_now: bool,
}

impl Seen {
    /// How much memory it takes, about, without the whole, which is shared by itself.
    fn bytes(&self) -> usize {
        self.graph.heap_bytes() + self.changed.as_ref().map_or(0, Changed::bytes)
    }
}

/// What this viewer sees of the map, shared for a moment among those who ask the same.
///
/// # Errors
/// When the controller does not give it.
pub async fn seen(upstream: &Upstream, ask: &Ask, hidden: &Hidden) -> Result<Arc<Seen>, AppError> {
    let (whole, maps, circle) = (whole(upstream).await?, upstream.held::<Maps>()?, upstream.circle());
    let timeless = Ask { at: None, since: None, ..ask.clone() };
    let asked = serde_json::to_string(&(timeless, hidden))
        .map_err(|error| AppError::Unexpected { detail: error.to_string() })?;
    let shape = Shape { asked, flat: ask.flat };
    let (version, read_at) = (whole.version, whole.read_at);
    let user = format!("{} {}", upstream.cluster(), upstream.viewer().fullname);
    let look = maps.looks().note(&user, read_at);
    // Who looks at how it is now, and compares it with nothing, sees what is new since they looked last.
    let look = (ask.at.is_none() && ask.since.is_none()).then(|| maps.histories().moment(&circle, look));
    let look = look.flatten();
    let read =
        format!("map seen {version:x} {read_at} {:?} {:?} {look:?} {}", ask.at, ask.since, shape.asked);
    let fetch = || {
        let (whole, maps, circle, shape) = (whole.clone(), maps.clone(), circle.clone(), shape.clone());
        let ask = Ask { filter: Filter { hidden: hidden.clone(), ..ask.filter.clone() }, ..ask.clone() };
        work(move || {
            let then = ask.at.filter(|at| *at < whole.read_at);
            let then = then.and_then(|at| maps.histories().at(&circle, at));
            let before = ask.since.or(look).and_then(|time| maps.histories().at(&circle, time));
            see(whole, then, before, &ask, shape)
        })
    };
    upstream.shared_by_size(Tag::Traffic, &read, LIFE, Seen::bytes, fetch).await
}

/// Of the whole, or of how it was then, with what was not there before marked as new; what else changed where that is asked.
pub(super) fn see(
    whole: Arc<Whole>,
    then: Option<Graph>,
    before: Option<Graph>,
    ask: &Ask,
    shape: Shape,
) -> Seen {
    let is_now = then.is_none();
    let mut all = then.unwrap_or_else(|| (*whole.graph).clone());
    if let Some(before) = &before {
        mark_new(&mut all, before);
    }
    let left = left(&all, ask);
    let (expansion, detail) = expansion(&left, ask);
    let graph = aggregate(&left, &expansion).graph;
    let changed = before.filter(|_| ask.since.is_some()).map(|before| {
        let before = aggregate(&self::left(&before, ask), &expansion).graph;
        Changed::between(before, &graph)
    });
    Seen { at: all.taken_at, whole, graph, detail, changed, shape, is_now }
}

/// What a filter leaves, and of that what is near the node that somebody looks at.
fn left(all: &Graph, ask: &Ask) -> Graph {
    let left = ask.filter.apply(all);
    match ask.around.filter(|key| all.find(*key).is_some()) {
        Some(key) => near(&left, key, ask.hops),
        None => left,
    }
}

/// What is so many hops from a node. Those from a group or a namespace are counted from all that is in it.
fn near(graph: &Graph, key: Key, hops: u32) -> Graph {
    let Some(middle) = graph.find(key) else { return part(graph, |_| false, |_| false) };
    let mut closed = Expansion::down_to(graph, Detail::Pods);
    closed.close(key);
    let level = aggregate(graph, &closed);
    let away = neighbourhood(&level.graph, level.shown_as[middle as usize], hops);
    part(graph, |at| away[level.shown_as[at as usize] as usize] != NONE, |_| true)
}

/// What is open: as finely as asked, or as can be drawn well, and what was opened and closed by hand.
fn expansion(graph: &Graph, ask: &Ask) -> (Expansion, Detail) {
    let (mut expansion, detail) = match ask.detail {
        Some(detail) => (Expansion::down_to(graph, detail), detail),
        None => {
            let fitting = Expansion::fitting(graph, MOST_DISCS);
            let is = |detail: &Detail| Expansion::down_to(graph, *detail) == fitting;
            let detail = [Detail::Pods, Detail::Groups].into_iter().find(is).unwrap_or(Detail::Namespaces);
            (fitting, detail)
        }
    };
    ask.open.iter().for_each(|key| expansion.open(*key));
    ask.shut.iter().for_each(|key| expansion.close(*key));
    (expansion, detail)
}

#[cfg(test)]
mod tests {
    use kit::url::Params;
    use network_map::{
        model::{Builder, EdgeInput, EdgeMarks, Kind, NodeInput, NodeMarks},
        sample::Sample,
    };

    use super::*;

    fn ask(query: &str) -> Ask {
        Ask::of(&Params::parse(query)).0
    }

    fn whole_of(graph: Graph) -> Arc<Whole> {
        Arc::new(Whole::with(graph))
    }

    fn shown(graph: &Graph, query: &str) -> Seen {
        see(whole_of(graph.clone()), None, None, &ask(query), Shape::default())
    }

    fn names(seen: &Seen) -> Vec<&str> {
        let mut names: Vec<&str> = seen.graph.discs().map(|at| seen.graph.name(at)).collect();
        names.sort_unstable();
        names
    }

    /// Three pods in a row, `a` to `b` to `c`, in namespaces of their own, and `d` in `c`'s beside them.
    fn row() -> Graph {
        let mut builder = Builder::new();
        for (id, namespace) in [("a", "one"), ("b", "two"), ("c", "three"), ("d", "three")] {
            let group = format!("nv.{id}.{namespace}");
            builder.node(&NodeInput { namespace, group: &group, ..NodeInput::new(Kind::Pod, id, id) });
        }
        for (from, to) in [("a", "b"), ("b", "c")] {
            builder.edge(&EdgeInput { bytes: 5, last_seen: 90, ..EdgeInput::new(from, to) });
        }
        builder.finish(100)
    }

    fn key(kind: Kind, id: &str) -> Key {
        Key::of(kind, id)
    }

    #[test]
    fn a_small_map_is_shown_by_pods_and_a_large_one_coarser() {
        assert_eq!(shown(&row(), "").detail, Detail::Pods);
        let large = shown(&Sample { pods_per_namespace: 200, ..Sample::of(1500) }.graph(), "system=1");
        assert_eq!(large.detail, Detail::Groups);
        assert!(large.graph.discs().count() <= MOST_DISCS);
        assert_eq!(shown(&Sample::of(4000).graph(), "").detail, Detail::Namespaces);
        assert_eq!(shown(&row(), "detail=namespaces").detail, Detail::Namespaces);
    }

    #[test]
    fn what_was_opened_and_closed_by_hand_stays_so() {
        let open = format!("detail=namespaces&open={}", key(Kind::Namespace, "three"));
        assert_eq!(names(&shown(&row(), &open)), ["nv.c.three", "nv.d.three", "one", "two"]);
        let shut = format!("shut={}", key(Kind::Namespace, "three"));
        assert_eq!(names(&shown(&row(), &shut)), ["a", "b", "three"]);
    }

    #[test]
    fn a_neighbourhood_is_counted_from_all_that_is_in_a_node() {
        let around = |kind, id: &str, hops: u32| {
            let query = format!("around={}&hops={hops}", key(kind, id));
            names(&shown(&row(), &query)).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(around(Kind::Pod, "a", 1), ["a", "b"]);
        assert_eq!(around(Kind::Pod, "a", 2), ["a", "b", "c"]);
        assert_eq!(around(Kind::Namespace, "three", 1), ["b", "c", "d"]);
        assert_eq!(
            around(Kind::Pod, "nobody", 1),
            ["a", "b", "c", "d"],
            "what makes no sense asks for nothing"
        );
        let gone = format!("name=b&around={}", key(Kind::Pod, "d"));
        assert_eq!(names(&shown(&row(), &gone)), Vec::<&str>::new(), "the filter leaves it out");
        // At a coarser level it is the same neighbourhood.
        let coarse = format!("detail=namespaces&around={}", key(Kind::Pod, "a"));
        assert_eq!(names(&shown(&row(), &coarse)), ["one", "two"]);
    }

    #[test]
    fn what_is_new_is_marked_and_told() {
        let after = row();
        let without_c = part(&after, |at| after.name(at) != "c", |_| true);
        let before = Graph { taken_at: 50, ..without_c };
        let seen = see(whole_of(after), None, Some(before.clone()), &ask("since=50"), Shape::default());
        let new = |name: &str| {
            let at = seen.graph.discs().find(|at| seen.graph.name(*at) == name).expect("it is shown");
            seen.graph.nodes[at as usize].marks.has(NodeMarks::NEW)
        };
        assert_eq!((new("a"), new("c")), (false, true));
        let changed = seen.changed.expect("it was asked for");
        assert_eq!((changed.before.taken_at, seen.graph.taken_at), (50, 100));
        assert_eq!((changed.diff.new_edges.len(), changed.diff.gone_edges.len()), (1, 0));
        // What is new since the last look is marked where nothing else is asked for.
        let looked = see(whole_of(row()), None, Some(before.clone()), &ask(""), Shape::default());
        let new_edges = looked.graph.edges.iter().filter(|edge| edge.marks.has(EdgeMarks::NEW)).count();
        assert_eq!((looked.changed.is_none(), new_edges), (true, 1));
        let then = see(whole_of(row()), Some(before), None, &ask("at=50"), Shape::default());
        assert_eq!((then.at, names(&then), then.is_now), (50, vec!["a", "b", "d"], false));
    }
}
