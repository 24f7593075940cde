//! Where things are: the last pictures of each set of permissions, from which the next ones go on, so that nothing jumps
//! from one refresh to the next, when something is opened and closed again, and between viewers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kit::upstream::Circle;
use network_map::{layout::Positions, model::Graph, wire::Picture};

/// How many pictures of one set of permissions are remembered.
const OF_A_CIRCLE: usize = 16;

/// What was asked for, without its times: the same is drawn in the same place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// All of it, in words that nobody reads.
    pub asked: String,
    /// Whether it is drawn without grounds, so that things are elsewhere than with them.
    pub flat: bool,
}

/// A picture that was drawn.
#[derive(Clone)]
pub struct Remembered {
    circle: Circle,
    /// What was asked for.
    shape: Shape,
    /// The fingerprint of the graph that is drawn.
    pub graph: u64,
    /// The picture.
    pub picture: Arc<Picture>,
    /// Where its nodes are, and where those were that it had before.
    positions: Arc<Positions>,
}

/// The last pictures, the latest at the end.
pub struct Places {
    bound: usize,
    all: Mutex<Vec<Remembered>>,
}

impl Places {
    /// None yet; together they will take no more bytes than this, roughly.
    pub fn new(bound: usize) -> Self {
        Self { bound, all: Mutex::default() }
    }

    /// The picture of what was asked, if this very graph was drawn for it.
    pub fn drawn(&self, circle: &Circle, shape: &Shape, graph: u64) -> Option<Arc<Picture>> {
        let mut all = self.all();
        let is_it = |one: &Remembered| one.circle == *circle && one.shape == *shape && one.graph == graph;
        let at = all.iter().position(is_it)?;
        let one = all.remove(at);
        let picture = one.picture.clone();
        all.push(one);
        Some(picture)
    }

    /// What to go on from: where things were when the same was asked, else in the picture that shares most with this
    /// graph, the latest of several. Not from one of another arrangement, nor of another level: where all is opened at
    /// once, what was closed leaves too little room, and a layout from nothing is better to read.
    pub fn before(&self, circle: &Circle, shape: &Shape, graph: &Graph) -> Option<Arc<Positions>> {
        let own: Vec<(bool, Arc<Positions>)> = self
            .all()
            .iter()
            .filter(|one| one.circle == *circle && one.shape.flat == shape.flat)
            .map(|one| (one.shape == *shape, one.positions.clone()))
            .collect();
        if let Some((_, same)) = own.iter().find(|(same, _)| *same) {
            return Some(same.clone());
        }
        let shared =
            own.into_iter().filter_map(|(_, positions)| Some((shared(&positions, graph)?, positions)));
        shared.max_by_key(|(shared, _)| *shared).map(|(_, positions)| positions)
    }

    /// Remembers a picture. Those not asked for longest go when there is no room.
    pub fn remember(&self, circle: &Circle, shape: &Shape, graph: u64, picture: &Arc<Picture>) {
        let before = {
            let all = self.all();
            let same = all.iter().find(|one| one.circle == *circle && one.shape == *shape);
            same.map(|one| one.positions.clone())
        };
        let positions = Arc::new(joined(before.as_deref(), picture));
        let mut all = self.all();
        all.retain(|one| one.circle != *circle || one.shape != *shape);
        let (circle, shape, picture) = (circle.clone(), shape.clone(), picture.clone());
        all.push(Remembered { circle: circle.clone(), shape, graph, picture, positions });
        if all.iter().filter(|one| one.circle == circle).count() > OF_A_CIRCLE
            && let Some(oldest) = all.iter().position(|one| one.circle == circle)
        {
            all.remove(oldest);
        }
        while all.len() > 1 && all.iter().map(weight).sum::<usize>() > self.bound {
            all.remove(0);
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Remembered>> {
        // Whoever panicked with it left whole pictures behind.
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many may be opened and closed from one picture to the next whatever else there is.
const FEW: usize = 3;

/// How many nodes of a graph are in a picture; `None` when too many of them were opened or closed since.
fn shared(positions: &Positions, graph: &Graph) -> Option<usize> {
    let places = (0..).zip(&graph.nodes).filter_map(|(at, node)| Some((at, positions.get(node.key)?)));
    let (known, turned) = places.fold((0, 0), |(known, turned), (at, place)| {
        (known + 1, turned + usize::from(place.ground != graph.is_ground(at)))
    });
    (turned <= FEW || turned * 4 <= known).then_some(known)
}

/// Where everything is, and where what is not in the picture was before, so that it comes back to its place. Not for ever:
/// when there is more that is gone than there is, it is forgotten.
fn joined(before: Option<&Positions>, picture: &Picture) -> Positions {
    let now = picture.positions();
    let Some(before) = before.filter(|before| before.len() <= now.len() * 2) else { return now };
    let mut all = before.clone();
    for node in &picture.graph.nodes {
        if let Some(place) = now.get(node.key) {
            all.set(node.key, place);
        }
    }
    all
}

/// How many bytes a picture holds on to, roughly: graph, points and radii, and positions in a map.
fn weight(one: &Remembered) -> usize {
    let places = one.picture.points.len() * 12 + one.positions.len() * 40;
    one.picture.graph.heap_bytes() + places + one.shape.asked.len()
}

#[cfg(test)]
mod tests {
    use network_map::{
        Point,
        level::{Detail, Expansion, aggregate},
        model::Kind,
        sample::Sample,
    };

    use super::*;

    /// With grounds, unless it says `flat` at its beginning.
    fn shape(asked: &str) -> Shape {
        Shape { asked: asked.to_owned(), flat: asked.starts_with("flat") }
    }

    fn circle(name: &str) -> Circle {
        Circle::new(name, 1)
    }

    /// A picture with everything at one place.
    fn picture(graph: &Graph, x: f32) -> Arc<Picture> {
        let count = graph.nodes.len();
        let (points, radii) = (vec![Point::new(x, 0.0); count], vec![1.0; count]);
        Arc::new(Picture { graph: graph.clone(), points, radii })
    }

    fn x(places: &Places, who: &str, asked: &str, graph: &Graph) -> Option<f32> {
        let positions = places.before(&circle(who), &shape(asked), graph)?;
        graph.nodes.iter().find_map(|node| positions.get(node.key)).map(|place| place.at.x)
    }

    #[test]
    fn one_goes_on_from_the_same_or_from_what_is_most_like_it() {
        let places = Places::new(usize::MAX);
        let fine = Sample { pods_per_namespace: 8, ..Sample::of(80) }.graph();
        let level = |detail| aggregate(&fine, &Expansion::down_to(&fine, detail)).graph;
        let (pods, groups, namespaces) =
            (level(Detail::Pods), level(Detail::Groups), level(Detail::Namespaces));
        places.remember(&circle("a"), &shape("namespaces"), 1, &picture(&namespaces, 1.0));
        places.remember(&circle("a"), &shape("pods"), 2, &picture(&pods, 2.0));
        assert_eq!(x(&places, "a", "namespaces", &namespaces), Some(1.0));
        assert_eq!(x(&places, "a", "groups", &groups), None, "all of it was opened, or closed, since");
        let mut some = Expansion::down_to(&fine, Detail::Pods);
        some.close(fine.nodes.iter().find(|node| node.kind == Kind::Group).expect("a group").key);
        let some = aggregate(&fine, &some).graph;
        assert_eq!(x(&places, "a", "one group closed", &some), Some(2.0));
        assert_eq!(x(&places, "a", "flat pods", &pods), None, "without grounds, things are elsewhere");
        assert_eq!(x(&places, "b", "pods", &pods), None, "others' pictures are theirs");
        assert!(places.drawn(&circle("a"), &shape("pods"), 2).is_some());
        assert!(
            places.drawn(&circle("a"), &shape("pods"), 3).is_none()
                && places.drawn(&circle("b"), &shape("pods"), 2).is_none()
        );
    }

    #[test]
    fn what_comes_back_comes_back_to_its_place() {
        let places = Places::new(usize::MAX);
        let all = Sample::of(40).graph();
        let last = all.nodes.last().expect("there are some").key;
        let less = network_map::level::part(&all, |at| all.nodes[at as usize].key != last, |_| true);
        places.remember(&circle("a"), &shape("q"), 1, &picture(&all, 1.0));
        places.remember(&circle("a"), &shape("q"), 2, &picture(&less, 2.0));
        let positions = places.before(&circle("a"), &shape("q"), &all).expect("it was drawn");
        assert_eq!(positions.get(last).map(|place| place.at.x), Some(1.0));
        assert_eq!(positions.get(all.nodes[0].key).map(|place| place.at.x), Some(2.0));
    }

    #[test]
    fn there_is_a_bound() {
        let graph = Sample::of(40).graph();
        let places = Places::new(usize::MAX);
        for asked in 0..40_u64 {
            places.remember(&circle("a"), &shape(&asked.to_string()), asked, &picture(&graph, 1.0));
        }
        let count = |places: &Places, who: &str| {
            (0..40_u64)
                .filter(|asked| places.drawn(&circle(who), &shape(&asked.to_string()), *asked).is_some())
                .count()
        };
        assert_eq!(count(&places, "a"), OF_A_CIRCLE);
        let one = places.all().iter().map(weight).max().unwrap_or(0);
        let small = Places::new(one * 3);
        for asked in 0..9_u64 {
            let who = if asked < 5 { "a" } else { "b" };
            small.remember(&circle(who), &shape(&asked.to_string()), asked, &picture(&graph, 1.0));
        }
        assert_eq!((count(&small, "a"), count(&small, "b")), (0, 3));
    }
}
