//! The stage: the picture, drawn by the server as an image first and by the browser's canvas as soon as its program runs; what
//! somebody does on it becomes an address.

use std::{cell::RefCell, rc::Rc};

use kit::{
    flash::Kind,
    toast::{Toaster, use_toaster},
    url::Params,
};
use leptos::{html, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use map_canvas::{Event, MapCanvas, Options, Palette, Show, Target};
use network_map::{
    Point,
    model::{Graph, Key, NodeMarks},
    wire::Picture,
};
use ui::{Button, ButtonKind, Icon};

use super::{
    PATH,
    api::MapAnswer,
    ask::{Ask, Selection, bare, select, width},
    menu::NodeMenu,
    moved::{LetGo, Moved, use_moved},
    note::{self, Note},
    say, toolbar,
};

/// Where the picture is, for the browser's program and as an image.
const PICTURE: &str = "/files/map/picture";
const STILL: &str = "/files/map.svg";

/// What is pointed at, in words.
fn words(graph: &Graph, target: Target) -> Option<String> {
    let name = |key: Key| graph.find(key).map(|at| graph.name(at).to_owned());
    Some(match target {
        Target::Node(key) => {
            let node = &graph.nodes[graph.find(key)? as usize];
            let members = if node.members > 1 {
                format!(" · {}", text::number(node.members.into()))
            } else {
                String::new()
            };
            format!(
                "{} · {}{members} · {}",
                graph.text(node.name),
                say::kind(node.kind),
                say::mode(node.mode)
            )
        }
        Target::Edge(from, to) => {
            let (at_from, at_to) = (graph.find(from)?, graph.find(to)?);
            let edge = graph.edges.iter().find(|edge| edge.from == at_from && edge.to == at_to)?;
            let applications = graph.application_names(edge).join(", ");
            format!(
                "{} · {} · {applications} · {}",
                text::map::talks_to(&name(from)?, &name(to)?),
                say::status(edge.status),
                text::bytes(edge.bytes)
            )
        }
    })
}

const fn target(selection: Selection) -> Target {
    match selection {
        Selection::Node(node) => Target::Node(node),
        Selection::Edge(from, to) => Target::Edge(from, to),
    }
}

const fn selection(target: Target) -> Selection {
    match target {
        Target::Node(node) => Selection::Node(node),
        Target::Edge(from, to) => Selection::Edge(from, to),
    }
}

/// The page with a node opened where it is closed, and closed where it is open.
fn toggled(params: &Params, node: Key, is_open: bool) -> Params {
    let key = node.to_string();
    let params = params.minus("open", &key).minus("shut", &key);
    // A pod's picture of what is in it is the panel.
    if is_open { params.and("shut", &key) } else { params.and("open", &key) }
}

/// What of the parameters decides where to look from: when it changes, all is made to fit again.
fn frame(params: &Params) -> String {
    ["open", "shut", "at", "since"].iter().fold(Ask::params(params), |left, name| left.without(name)).link("")
}

/// What stands in place of a picture.
#[derive(Clone, PartialEq)]
enum Trouble {
    /// The canvas cannot be had.
    NoPixels,
    /// The picture could not be fetched.
    Failed(String),
}

/// What the canvas needs to know of the page.
#[derive(Clone, Copy)]
struct Scene {
    params: Memo<Params>,
    answer: Memo<Option<MapAnswer>>,
    hover: RwSignal<Option<String>>,
    menu: RwSignal<Option<(Key, Point)>>,
    trouble: RwSignal<Option<Trouble>>,
    /// The last picture could not be fetched.
    failed: RwSignal<bool>,
    /// How often the same picture was wanted anew.
    again: RwSignal<u32>,
    drawn: RwSignal<bool>,
    busy: RwSignal<bool>,
    /// Acts of the buttons over the picture.
    acts: RwSignal<Option<Zoom>>,
    moved: Moved,
}

/// A button over the picture was pressed.
#[derive(Clone, Copy, PartialEq)]
enum Zoom {
    In,
    Out,
    Fit,
    /// What is seen, as a file.
    Save,
}

/// The stage.
#[component]
pub fn Stage(
    params: Memo<Params>,
    answer: Memo<Option<MapAnswer>>,
    /// What lies over the picture.
    over: ViewFn,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let scene = Scene {
        params,
        answer,
        hover: RwSignal::new(None),
        menu: RwSignal::new(None),
        trouble: RwSignal::new(None),
        failed: RwSignal::new(false),
        again: RwSignal::new(0),
        drawn: RwSignal::new(false),
        busy: RwSignal::new(false),
        acts: RwSignal::new(None),
        moved: use_moved(),
    };
    install(host, scene);
    let put_back = move || {
        let run = Callback::new(move |()| scene.moved.wish(LetGo::All));
        scene.moved.is_any().then(|| {
            view! { <Button label=text::map::put_back() icon=Icon::Refresh icon_only=true kind=ButtonKind::Ghost on_click=run /> }
        })
    };
    let press = move |zoom: Zoom| Callback::new(move |()| scene.acts.set(Some(zoom)));
    // The image is of the first answer: once the canvas draws, it is gone. It does not see the page that it stands in.
    let still = params.with_untracked(|params| {
        let still = Ask::params(params).with("theme", kit::look::theme().unwrap_or_default());
        still.with("width", params.get("width")).with("still", "1").link(STILL)
    });
    let nothing = Memo::new(move |_| {
        answer.with(|answer| answer.as_ref().is_some_and(|answer| answer.shown.discs == 0))
    });
    // One that still moves is no image.
    let at_rest =
        Memo::new(move |_| answer.with(|answer| answer.as_ref().is_some_and(|answer| answer.at_rest)));
    let image = move || {
        (!scene.drawn.get() && !nothing.get() && at_rest.get())
            .then(|| view! { <img class="map-still" src=still.clone() alt="" /> }.into_any())
    };
    let label = move || {
        let counts =
            answer.with(|answer| answer.as_ref().map(|answer| (answer.shown.discs, answer.shown.edges)));
        let (nodes, edges) = counts.unwrap_or_default();
        let (nodes, edges) = (text::map::shown(nodes as u64), text::map::edges(edges as u64));
        format!("{}. {}", text::map::picture_of(&nodes, &edges), text::map::picture())
    };
    // What says the same stays as it stands: a link that is drawn anew under the pointer is not followed.
    let note = Memo::new(move |_| {
        let to_table = || params.get().with("view", "table").link(PATH);
        match scene.trouble.get() {
            Some(Trouble::NoPixels) => {
                Some(Note::Trouble { words: text::map::no_pixels().to_owned(), to_table: to_table() })
            }
            Some(Trouble::Failed(why)) => {
                Some(Note::Trouble { words: text::map::picture_failed(&why), to_table: to_table() })
            }
            None if !nothing.get() => None,
            None if toolbar::narrows(&params.get()) => {
                Some(Note::Narrowed { clear: toolbar::whole(&params.get()).link(PATH) })
            }
            None => Some(Note::Empty),
        }
    });
    let note = move || note.get().map(note::view);
    view! {
        <div class="map-stage" data-drawn=move || scene.drawn.get().then_some("") data-busy=move || scene.busy.get().then_some("")>
            {image}
            <div class="map-canvas" node_ref=host tabindex="0" role="application" aria-label=label data-ready=move || scene.drawn.get().then_some("")></div>
            {note}
            {move || over.run()}
            {move || scene.hover.get().map(|words| view! { <div class="map-over map-hover" aria-hidden="true">{words}</div> })}
            <div class="map-over map-zoom needs-script">
                <Button label=text::map::zoom_in() icon=Icon::Plus icon_only=true kind=ButtonKind::Ghost on_click=press(Zoom::In) />
                <Button label=text::map::zoom_out() icon=Icon::Minus icon_only=true kind=ButtonKind::Ghost on_click=press(Zoom::Out) />
                <Button label=text::map::fit() icon=Icon::Widen icon_only=true kind=ButtonKind::Ghost on_click=press(Zoom::Fit) />
                {put_back}
                <Button label=text::map::export_png() icon=Icon::Download icon_only=true kind=ButtonKind::Ghost on_click=press(Zoom::Save) />
            </div>
            {move || scene.menu.get().map(|(node, at)| view! { <NodeMenu node=node at=at params=params closed=Callback::new(move |()| scene.menu.set(None)) /> })}
        </div>
    }
}

/// Puts the canvas into its box once the program runs, and keeps it with what the page shows.
fn install(host: NodeRef<html::Div>, scene: Scene) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(host) = host.get() else { return };
        let graph: Rc<RefCell<Graph>> = Rc::default();
        let seen = graph.clone();
        let navigate = navigate.clone();
        let go = move |to: Params| {
            navigate(&to.link(PATH), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        };
        let place = host.clone();
        let on = move |event: Event| {
            let params = scene.params.get_untracked();
            match event {
                Event::Hover(what, _) => {
                    scene.hover.set(what.and_then(|what| words(&seen.borrow(), what)));
                }
                Event::Select(what) => {
                    go(what.map_or_else(|| bare(&params), |what| select(&params, selection(what))));
                }
                Event::Open(node) => {
                    let open = {
                        let graph = seen.borrow();
                        let at = graph.find(node).map(|at| &graph.nodes[at as usize]);
                        at.filter(|at| at.kind.holds_others()).map(|at| at.marks.has(NodeMarks::OPEN))
                    };
                    match open {
                        Some(open) => go(toggled(&params, node, open)),
                        None => go(select(&params, Selection::Node(node))),
                    }
                }
                Event::Menu(Some(Target::Node(node)), at) => {
                    let corner = place.get_bounding_client_rect();
                    let corner = Point::new(corner.left() as f32, corner.top() as f32);
                    scene.menu.set(Some((node, at + corner)));
                }
                Event::Menu(..) => scene.menu.set(None),
                Event::Moved(node) => scene.moved.put(node),
                Event::LetGo(node) => scene.moved.wish(LetGo::One(node)),
                Event::Escape => go(bare(&params)),
                Event::Drawn => scene.drawn.set(true),
                Event::ViewChanged(_) => {}
            }
        };
        let font = "Inter, system-ui, sans-serif".to_owned();
        let Ok(canvas) = MapCanvas::new(&host, Options { font, ..Options::default() }, on) else {
            scene.trouble.set(Some(Trouble::NoPixels));
            return;
        };
        canvas.set_palette(&Palette::of(&host));
        let canvas = Rc::new(canvas);
        follow_picture(scene, canvas.clone(), graph);
        follow_selection(scene, canvas.clone());
        follow_width(scene, canvas.clone());
        follow_buttons(scene, canvas.clone());
        follow_moved(scene, canvas.clone());
        let kept = StoredValue::new_local(Some(canvas));
        on_cleanup(move || {
            // With the canvas goes what was moved on it.
            scene.moved.gone(LetGo::All);
            if let Some(canvas) = kept.try_update_value(Option::take).flatten()
                && let Ok(canvas) = Rc::try_unwrap(canvas)
            {
                canvas.destroy();
            }
        });
    });
}

/// Shows the picture of what is asked for, anew whenever it is another one.
fn follow_picture(scene: Scene, canvas: Rc<MapCanvas>, graph: Rc<RefCell<Graph>>) {
    let wanted = Memo::new(move |_| {
        let asked = Ask::params(&scene.params.get());
        scene.answer.with(|answer| {
            // Not before it is known what the picture is like: the answer to something else says nothing of it.
            let answer = answer.as_ref().filter(|answer| answer.query == asked.link(""))?;
            let again = (scene.again.get(), scene.failed.get().then_some(answer.read_at));
            let version = Some(answer.version.clone()).filter(|version| !version.is_empty())?;
            Some((asked.link(PICTURE), version, answer.at_rest, again))
        })
    });
    // How many were fetched, from where the last one was looked at, and which one it was.
    let turn = Rc::new(RefCell::new((0_u32, None::<String>, None::<(String, String, u32)>)));
    let canvas = Rc::downgrade(&canvas);
    Effect::new(move |_| {
        let Some((address, version, at_rest, again)) = wanted.get() else { return };
        let (again, failed) = again;
        let this = Some((address.clone(), version, again));
        let looked_from = frame(&scene.params.get_untracked());
        let (turn, canvas, graph) = (turn.clone(), canvas.clone(), graph.clone());
        turn.borrow_mut().0 += 1;
        // What is drawn already is not fetched again: whatever else was on its way is not wanted any more.
        if failed.is_none() && turn.borrow().2 == this {
            scene.busy.set(false);
            return;
        }
        let number = turn.borrow().0;
        scene.busy.set(true);
        spawn_local(async move {
            let fetched = kit::fetch::bytes(&address).await;
            // A later one is on its way.
            if turn.borrow().0 != number {
                return;
            }
            let picture = fetched
                .map_err(|error| error.title().to_owned())
                .and_then(|bytes| Picture::from_bytes(&bytes).map_err(|error| error.to_string()));
            let Some(canvas) = canvas.upgrade() else { return };
            scene.busy.try_set(false);
            match picture {
                Ok(picture) => {
                    let same = turn.borrow().1.as_deref() == Some(looked_from.as_str());
                    *turn.borrow_mut() = (number, Some(looked_from), this);
                    *graph.borrow_mut() = picture.graph.clone();
                    canvas.show(picture, at_rest, if same { Show::Keep } else { Show::Fit });
                    scene.trouble.try_set(None);
                    scene.failed.try_set(false);
                }
                // What is drawn stays, and is old. The next reading tries again, whether or not it says something else.
                Err(why) => {
                    scene.trouble.try_set(Some(Trouble::Failed(why)));
                    scene.failed.try_set(true);
                }
            }
        });
    });
}

/// Shows what is selected. A picture that is read again is no reason to look elsewhere.
fn follow_selection(scene: Scene, canvas: Rc<MapCanvas>) {
    let canvas = Rc::downgrade(&canvas);
    let selected = Memo::new(move |_| Selection::of(&scene.params.get()));
    Effect::new(move |_| {
        let selected = selected.get();
        let Some(canvas) = canvas.upgrade() else { return };
        canvas.select(selected.map(target));
    });
}

/// Draws edges as wide as the page says.
fn follow_width(scene: Scene, canvas: Rc<MapCanvas>) {
    let canvas = Rc::downgrade(&canvas);
    let wanted = Memo::new(move |_| width(&scene.params.get()));
    Effect::new(move |_| {
        let wanted = wanted.get();
        if let Some(canvas) = canvas.upgrade() {
            canvas.set_width(wanted);
        }
    });
}

/// How much finer a saved picture is than the screen's CSS pixels.
const FINENESS: f64 = 2.0;

/// Saves what is seen as a file.
fn save(canvas: Rc<MapCanvas>, toaster: Toaster) {
    spawn_local(async move {
        let Ok(picture) = canvas.png(FINENESS).await else {
            toaster.say(Kind::Bad, text::map::export_png_failed().to_owned());
            return;
        };
        let Ok(address) = web_sys::Url::create_object_url_with_blob(&picture) else { return };
        if let Ok(Ok(link)) =
            document().create_element("a").map(JsCast::dyn_into::<web_sys::HtmlAnchorElement>)
        {
            link.set_href(&address);
            link.set_download("network.png");
            link.click();
        }
        drop(web_sys::Url::revoke_object_url(&address));
    });
}

/// Does what the buttons over the picture say.
fn follow_buttons(scene: Scene, canvas: Rc<MapCanvas>) {
    let (canvas, toaster) = (Rc::downgrade(&canvas), use_toaster());
    Effect::new(move |_| {
        let (Some(act), Some(canvas)) = (scene.acts.get(), canvas.upgrade()) else { return };
        match act {
            Zoom::In => canvas.zoom_by(1.4, None),
            Zoom::Out => canvas.zoom_by(1.0 / 1.4, None),
            Zoom::Fit => canvas.fit(),
            Zoom::Save => save(canvas, toaster),
        }
        scene.acts.set(None);
    });
}

/// Lets go of what was moved by hand, as soon as somebody wants that: it goes back to where the picture has it.
fn follow_moved(scene: Scene, canvas: Rc<MapCanvas>) {
    let canvas = Rc::downgrade(&canvas);
    Effect::new(move |_| {
        let (Some(what), Some(canvas)) = (scene.moved.wanted(), canvas.upgrade()) else { return };
        if canvas.unpin(what.only()) {
            scene.again.update(|again| *again += 1);
        }
        scene.moved.gone(what);
    });
}
