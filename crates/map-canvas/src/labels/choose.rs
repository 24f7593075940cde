//! Choosing: the names that are written in a view, what matters most first, each where it lies on no other.

use network_map::{
    Point, Rect,
    label::{Grid, above, beside, count, elided, short},
    model::{Kind, NodeMarks},
    order,
};

use super::{Font, Label, edges};
use crate::{
    draw::{emphasis::Emphasis, marks::Mark, scene::Scene, style::state},
    event::Target,
    palette::Ink,
    view::View,
};

/// How many names are written at most.
const MOST: usize = 260;
/// How wide a name is at most, in pixels.
const WIDEST: f32 = 170.0;
/// How wide one is that found no room otherwise.
const SHORTER: f32 = 72.0;
/// How much room a mark on an edge takes, in pixels from its middle.
const MARK: f32 = 8.0;
/// What is left free around a text.
pub(super) const AIR: f32 = 3.0;
/// Discs of so many pixels from the middle carry the number of their members.
const NUMBERS_FROM: f32 = 14.0;

/// What is looked at, and how.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// From where.
    pub view: View,
    /// On a screen of this size.
    pub size: Point,
    /// What matters.
    pub emphasis: &'a Emphasis,
    /// What is pointed at.
    pub hover: Option<Target>,
    /// The edges with marks, and where these are: nothing is written on them.
    pub marks: &'a [Mark],
}

struct Candidate {
    node: u32,
    rank: f32,
}

/// The texts of a view. `width` measures a text.
pub fn choose(look: Look<'_>, width: &mut dyn FnMut(&str, Font) -> f32) -> Vec<Label> {
    let mut grid = Grid::new(look.size);
    for (edge, share) in look.marks {
        let at = look.scene.curves.get(*edge as usize).map_or(Point::ORIGIN, |curve| curve.at(*share));
        grid.take(Rect::disc(look.view.to_screen(look.size, at), MARK));
    }
    let mut labels = Vec::new();
    let candidates = candidates(look, &mut grid, &mut labels, width);
    let ranks = candidates.iter().zip(0..).map(|(candidate, at)| (order::rank(candidate.rank), at));
    for candidate in order::falling(ranks).into_iter().map(|at| &candidates[at as usize]) {
        if labels.len() >= MOST {
            break;
        }
        if let Some(label) = place(look, &mut grid, candidate, width) {
            labels.push(label);
        }
    }
    edges::write(look, &mut grid, &mut labels, width);
    labels
}

fn candidates(
    look: Look<'_>,
    grid: &mut Grid,
    labels: &mut Vec<Label>,
    width: &mut dyn FnMut(&str, Font) -> f32,
) -> Vec<Candidate> {
    let Look { scene, view, size, .. } = look;
    let graph = &scene.picture.graph;
    let sight = view.sight(size);
    let mut out = Vec::new();
    for (at, node) in (0u32..).zip(&graph.nodes) {
        let index = at as usize;
        let (point, reach) = (scene.picture.points[index], scene.picture.radii[index]);
        if !Rect::disc(point, reach).touches(sight) {
            continue;
        }
        let (middle, radius) = (view.to_screen(size, point), reach * view.zoom);
        let bits = scene.node_styles[index][3];
        let ground = node.marks.has(NodeMarks::OPEN);
        if !ground && radius >= 2.5 {
            grid.take(Rect::disc(middle, radius * 0.92));
        }
        if !ground && bits & state::DIM == 0 && node.kind.holds_others() && radius >= NUMBERS_FROM {
            let text = count(node.members);
            let wide = width(&text, Font::Number);
            let (ink, _) = Ink::of_node(node.kind, node.mode);
            let at = middle + Point::new(0.0, radius * 0.46);
            labels.push(Label { text, at, width: wide, font: Font::Number, ink, halo: false });
        }
        let known = Some(Target::Node(node.key));
        let pointed = look.hover == known || look.emphasis.selected == known;
        let lit = bits & state::LIT != 0;
        let from = match node.kind {
            _ if pointed => 0.0,
            Kind::Namespace if ground => 16.0,
            _ if ground => 34.0,
            Kind::Namespace | Kind::External => 0.0,
            _ if lit => 2.0,
            Kind::Group => 5.0,
            _ => 7.0,
        };
        if radius < from || bits & state::DIM != 0 && !ground && !pointed {
            continue;
        }
        let class = match node.kind {
            _ if pointed => 9.0,
            Kind::Namespace if ground => 7.0,
            _ if lit => 6.0,
            Kind::External => 5.0,
            Kind::Namespace => 4.0,
            Kind::Group if ground => 3.0,
            Kind::Group => 2.0,
            _ => 1.0,
        };
        let marked = node.marks.has(NodeMarks::QUARANTINED) || node.marks.has(NodeMarks::NEW);
        let rank = class * 10_000.0 + reach.min(9000.0) + if marked { 500.0 } else { 0.0 };
        out.push(Candidate { node: at, rank });
    }
    out
}

fn place(
    look: Look<'_>,
    grid: &mut Grid,
    candidate: &Candidate,
    width: &mut dyn FnMut(&str, Font) -> f32,
) -> Option<Label> {
    let Look { scene, view, size, .. } = look;
    let graph = &scene.picture.graph;
    let index = candidate.node as usize;
    let node = &graph.nodes[index];
    let ground = node.marks.has(NodeMarks::OPEN);
    let dim = scene.node_styles[index][3] & state::DIM != 0;
    let middle = view.to_screen(size, scene.picture.points[index]);
    let radius = scene.picture.radii[index] * view.zoom;
    let font =
        if node.kind == Kind::Namespace || candidate.rank >= 80_000.0 { Font::Strong } else { Font::Normal };
    let most = if ground { (radius * 1.6).clamp(60.0, 2.0 * WIDEST) } else { WIDEST };
    let sure = candidate.rank >= 80_000.0;
    let away = radius + AIR + 2.0;
    // A closed namespace has a name as long as there is any room for one: a shorter one, then one farther off.
    let tries = [(most, away), (SHORTER, away), (SHORTER, away + font.size() + AIR)];
    let tries = if node.kind == Kind::Namespace && !ground { &tries[..] } else { &tries[..1] };
    let (text, wide, at) = tries.iter().find_map(|(most, away)| {
        let (text, wide) = elided(short(graph, candidate.node), *most, &mut |text| width(text, font));
        if text.is_empty() {
            return None;
        }
        let half = Point::new(wide / 2.0 + AIR, font.size() / 2.0 + AIR);
        let boxed = |at: Point| Rect { min: at - half, max: at + half };
        let ways = if ground { above(middle, radius, half) } else { beside(middle, *away, half) };
        let on_screen = |at: &Point| at.x > 0.0 && at.y > 0.0 && at.x < size.x && at.y < size.y;
        // Nothing is cut off at the border.
        let within = |at: Point| {
            let most = size - half;
            Point::new(at.x.min(most.x).max(half.x), at.y.min(most.y).max(half.y))
        };
        let mut ways = ways.into_iter().filter(on_screen).map(within);
        let first = ways.clone().next().filter(|_| sure);
        let at = ways.find(|at| grid.is_free(boxed(*at))).or(first)?;
        grid.take(boxed(at));
        Some((text, wide, at))
    })?;
    let ink = if dim || node.kind == Kind::Group && ground { Ink::Muted } else { Ink::Text };
    Some(Label { text, at, width: wide, font, ink, halo: true })
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::draw::scene::tests::sample;

    const SIZE: Point = Point::new(1200.0, 800.0);

    fn labels(scene: &Scene, view: View, emphasis: &Emphasis) -> Vec<Label> {
        let look = Look { scene, view, size: SIZE, emphasis, hover: None, marks: &[] };
        choose(look, &mut |text, font| text.chars().count() as f32 * font.size() * 0.55)
    }

    fn apart(labels: &[Label]) {
        let boxed = |label: &Label| {
            let half = Point::new(label.width / 2.0, label.font.size() / 2.0);
            Rect { min: label.at - half, max: label.at + half }
        };
        let names: Vec<&Label> = labels.iter().filter(|label| label.halo).collect();
        for (at, one) in names.iter().enumerate() {
            for two in &names[..at] {
                assert!(!boxed(one).touches(boxed(two)), "{} lies on {}", one.text, two.text);
            }
        }
    }

    #[test]
    fn names_never_lie_on_each_other_at_any_zoom() {
        for (pods, detail) in [(300, Detail::Pods), (2000, Detail::Groups), (3000, Detail::Namespaces)] {
            let scene = sample(pods, detail);
            let fit = View::fit(scene.bounds(), SIZE, 40.0);
            for factor in [1.0, 2.0, 5.0] {
                let view = fit.zoomed(SIZE, factor, SIZE * 0.5);
                let labels = labels(&scene, view, &Emphasis::default());
                assert!(!labels.is_empty());
                apart(&labels);
            }
        }
    }

    #[test]
    fn names_of_grounds_lie_on_no_disc() {
        let scene = sample(300, Detail::Groups);
        let view = View::fit(scene.bounds(), SIZE, 48.0);
        let labels = labels(&scene, view, &Emphasis::default());
        let grounds: Vec<&Label> = labels.iter().filter(|label| label.text.starts_with("team-")).collect();
        assert!(grounds.len() >= 3, "{grounds:?}");
        for label in grounds {
            for disc in scene.discs.iter().map(|disc| *disc as usize) {
                let middle = view.to_screen(SIZE, scene.picture.points[disc]);
                let half = Point::new(label.width / 2.0, label.font.size() / 2.0);
                let boxed = Rect { min: label.at - half, max: label.at + half };
                let radius = scene.picture.radii[disc] * view.zoom * 0.9;
                assert!(!boxed.touches(Rect::disc(middle, radius)), "{}", label.text);
            }
        }
    }

    #[test]
    fn closed_namespaces_have_names_and_none_is_cut_off() {
        let scene = sample(3000, Detail::Namespaces);
        let labels = labels(&scene, View::fit(scene.bounds(), SIZE, 48.0), &Emphasis::default());
        let names: Vec<&Label> = labels.iter().filter(|label| label.font == Font::Strong).collect();
        let is_namespace = |disc: &&u32| scene.picture.graph.nodes[**disc as usize].kind == Kind::Namespace;
        let all = scene.discs.iter().filter(is_namespace).count();
        assert!(names.len() * 10 >= all * 9, "{} of {all}", names.len());
        for label in labels {
            let half = Point::new(label.width / 2.0, label.font.size() / 2.0);
            let (min, max) = (label.at - half, label.at + half);
            assert!(min.x >= 0.0 && min.y >= 0.0 && max.x <= SIZE.x && max.y <= SIZE.y, "{}", label.text);
        }
    }

    #[test]
    fn closer_looks_show_finer_names() {
        let scene = sample(2000, Detail::Pods);
        let fit = View::fit(scene.bounds(), SIZE, 40.0);
        let pods = |view| {
            let pod = |label: &&Label| label.text.matches('-').count() == 3;
            labels(&scene, view, &Emphasis::default()).iter().filter(pod).count()
        };
        assert_eq!(pods(fit), 0, "no names of pods from afar");
        let close = View { middle: scene.picture.points[scene.discs[40] as usize], zoom: 4.0 };
        assert!(pods(close) > 3);
    }

    #[test]
    fn what_is_selected_has_its_name_whatever_the_zoom() {
        let mut scene = sample(2000, Detail::Pods);
        let pod = *scene.discs.last().unwrap();
        let key = scene.picture.graph.nodes[pod as usize].key;
        let emphasis = Emphasis { selected: Some(Target::Node(key)) };
        emphasis.apply(&mut scene);
        let fit = View::fit(scene.bounds(), SIZE, 40.0);
        let name = scene.picture.graph.name(pod).to_owned();
        let labels = labels(&scene, fit, &emphasis);
        assert!(labels.iter().any(|label| label.text == name));
    }
}
