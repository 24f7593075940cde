//! Pictures: what somebody sees, laid out so that it appears at rest.

use std::{sync::Arc, time::Duration};

use kit::{
    AppError, Tag,
    upstream::{Circle, Upstream},
};
use network_map::{
    layout::{Layout, Options, Progress},
    level::flat,
    wire::Picture,
};

use super::{LIFE, Maps, Seen, clock::Watch, fingerprint, work};

/// How long a viewer waits for a picture that is at rest.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a picture that took longer goes on being laid out, for those who ask next.
const MORE: Duration = Duration::from_secs(20);

/// How much of the work is done between two looks at the watch.
const BUDGET: u32 = 20_000;

/// A picture of what somebody sees.
pub struct Drawn {
    /// The picture of what is seen.
    pub picture: Arc<Picture>,
    /// Whether nothing in it moves any more. If not, the browser goes on; where nothing was known before, all is in one
    /// place.
    pub at_rest: bool,
    /// Changes when the picture does.
    pub version: String,
}

impl Drawn {
    /// How much memory it takes, about.
    fn bytes(&self) -> usize {
        let Picture { graph, points, radii } = &*self.picture;
        graph.heap_bytes() + size_of_val(&points[..]) + size_of_val(&radii[..])
    }
}

/// Draws what is seen, once for all who ask the same at a time. What was drawn before stays where it was.
///
/// # Errors
/// When the work could not be done.
pub async fn drawn(upstream: &Upstream, seen: &Arc<Seen>) -> Result<Arc<Drawn>, AppError> {
    let (maps, circle) = (upstream.held::<Maps>()?, upstream.circle());
    let graph = fingerprint::of(&seen.graph);
    let read = format!("map drawn {graph:x} {} {}", seen.at, seen.shape.asked);
    let fetch = || {
        let (maps, circle, seen) = (maps.clone(), circle.clone(), seen.clone());
        async move {
            let turn = maps.turns.clone().acquire_owned().await;
            let drawn = work(move || {
                let drawn = draw(&maps, &circle, &seen, graph);
                drop(turn);
                drawn
            });
            drawn.await
        }
    };
    upstream.shared_by_size(Tag::Traffic, &read, LIFE, Drawn::bytes, fetch).await
}

fn draw(maps: &Arc<Maps>, circle: &Circle, seen: &Arc<Seen>, graph: u64) -> Drawn {
    let of = |picture: Arc<Picture>, at_rest| {
        let version = fingerprint::of_picture(&picture.graph, &picture.points, &picture.radii);
        Drawn { picture, at_rest, version: format!("{version:016x}") }
    };
    if let Some(picture) = maps.places().drawn(circle, &seen.shape, graph) {
        return of(picture, true);
    }
    let shown = if seen.shape.flat { flat(&seen.graph) } else { seen.graph.clone() };
    let options = Options::of(&shown);
    let mut layout = match maps.places().before(circle, &seen.shape, &shown) {
        Some(before) => Layout::warm(&shown, options, &before),
        None => Layout::new(&shown, options),
    };
    let at_rest = run(&mut layout, PATIENCE);
    let picture = Arc::new(Picture::of(shown, &layout));
    // The past is drawn from how things are now, and leaves no traces there.
    if seen.is_now && at_rest {
        maps.places().remember(circle, &seen.shape, graph, &picture);
    } else if seen.is_now {
        go_on(layout, picture.clone(), maps.clone(), circle.clone(), seen.clone(), graph);
    }
    of(picture, at_rest)
}

/// Works until everything is at rest, or time is up; says which.
fn run(layout: &mut Layout, patience: Duration) -> bool {
    let watch = Watch::start();
    while watch.elapsed() < patience {
        if layout.step(BUDGET) == Progress::AtRest {
            return true;
        }
    }
    layout.is_at_rest()
}

/// Goes on behind the viewer's back, so that whoever asks next finds it at rest.
fn go_on(
    mut layout: Layout,
    begun: Arc<Picture>,
    maps: Arc<Maps>,
    circle: Circle,
    seen: Arc<Seen>,
    graph: u64,
) {
    // With whoever has a turn anyway: if nobody can have one, others are drawing, and this is left to the browser.
    let Ok(turn) = maps.turns.clone().try_acquire_owned() else { return };
    tokio::task::spawn_blocking(move || {
        if run(&mut layout, MORE) {
            let picture = Arc::new(Picture::of(begun.graph.clone(), &layout));
            maps.places().remember(&circle, &seen.shape, graph, &picture);
        } else {
            tracing::warn!(nodes = seen.graph.nodes.len(), "a map could not be laid out in time");
        }
        drop(turn);
    });
}

#[cfg(test)]
mod tests {
    use network_map::{
        model::{Graph, NONE},
        sample::Sample,
    };

    use super::{
        super::{Whole, places::Shape, view::see},
        *,
    };
    use crate::map::ask::Ask;

    fn seen(graph: &Graph, then: Option<Graph>) -> Arc<Seen> {
        let whole = Arc::new(Whole::with(graph.clone()));
        Arc::new(see(whole, then, None, &Ask::default(), Shape::default()))
    }

    fn drawn(maps: &Arc<Maps>, circle: &Circle, seen: &Arc<Seen>) -> Drawn {
        draw(maps, circle, seen, fingerprint::of(&seen.graph))
    }

    #[test]
    fn what_was_drawn_is_drawn_once_and_stays_where_it_is() {
        let (maps, circle) = (Arc::new(Maps::new(0)), Circle::new("a", 1));
        let graph = Sample::of(120).graph();
        let first = drawn(&maps, &circle, &seen(&graph, None));
        assert!(first.at_rest);
        let again = drawn(&maps, &circle, &seen(&graph, None));
        assert!(Arc::ptr_eq(&first.picture, &again.picture) && first.version == again.version);
        let mut busier = graph.clone();
        busier.edges.iter_mut().for_each(|edge| edge.bytes += 1);
        let refreshed = drawn(&maps, &circle, &seen(&busier, None));
        assert_eq!(first.picture.points, refreshed.picture.points);
        assert_ne!(first.version, refreshed.version, "what is said has another width");
    }

    #[test]
    fn by_connections_nothing_is_on_grounds_and_the_other_picture_keeps_its_places() {
        let (maps, circle) = (Arc::new(Maps::new(0)), Circle::new("a", 1));
        let graph = Sample::of(120).graph();
        let grounds = drawn(&maps, &circle, &seen(&graph, None));
        let ask = Ask { flat: true, ..Ask::default() };
        let shape = Shape { asked: "flat".to_owned(), flat: true };
        let flat = Arc::new(see(Arc::new(Whole::with(graph.clone())), None, None, &ask, shape));
        let flat = drawn(&maps, &circle, &flat);
        assert!(flat.picture.graph.nodes.iter().all(|node| node.parent == NONE));
        let discs = |drawn: &Drawn| drawn.picture.graph.discs().count();
        assert_eq!(discs(&flat), discs(&grounds));
        let moved = flat.picture.graph.nodes.iter().filter(|node| {
            let (before, after) = (grounds.picture.positions(), flat.picture.positions());
            before.get(node.key).map(|place| place.at) != after.get(node.key).map(|place| place.at)
        });
        assert!(moved.count() > discs(&grounds) / 2, "it is laid out by itself");
        assert!(Arc::ptr_eq(&grounds.picture, &drawn(&maps, &circle, &seen(&graph, None)).picture));
    }

    #[test]
    fn the_past_is_drawn_in_the_places_of_now_and_leaves_no_traces() {
        let (maps, circle) = (Arc::new(Maps::new(0)), Circle::new("a", 1));
        let graph = Sample::of(120).graph();
        let now = drawn(&maps, &circle, &seen(&graph, None));
        let half = network_map::level::part(&graph, |at| at % 2 == 0, |_| true);
        let past = drawn(&maps, &circle, &seen(&graph, Some(half)));
        let (before, after) = (now.picture.positions(), past.picture.positions());
        let keys = past.picture.graph.discs().map(|at| past.picture.graph.nodes[at as usize].key);
        for key in keys {
            let both = before.get(key).zip(after.get(key)).expect("it is in both");
            assert!(both.0.at.distance(both.1.at) < 0.01);
        }
        assert!(Arc::ptr_eq(&now.picture, &drawn(&maps, &circle, &seen(&graph, None)).picture));
    }
}
