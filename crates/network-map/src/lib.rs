//! The network activity map's heart: pure and seeded, the same in the browser and on the server. It does no IO, reads no
//! clock, and knows nothing of controllers, frameworks or canvases.
//!
//! What happens to a map, from the controller to the screen:
//!
//! ```
//! use network_map::{
//!     filter::Filter,
//!     layout::{Layout, Options, Progress},
//!     level::{Expansion, aggregate},
//!     model::{Builder, EdgeInput, Kind, NodeInput},
//!     pick::{Picked, Picker},
//!     route::{Style, route},
//!     wire::{Ids, Picture},
//! };
//!
//! // On the server: ends and conversations become a graph, pods in groups in namespaces.
//! let mut builder = Builder::new();
//! builder.node(&NodeInput::new(Kind::External, "external", "External Network"));
//! for id in ["7434cb1cdecc", "4097084a9c90"] {
//!     let (namespace, group) = ("shop", "nv.web.shop");
//!     builder.node(&NodeInput { namespace, group, ..NodeInput::new(Kind::Pod, id, "web") });
//! }
//! builder.edge(&EdgeInput { applications: &["HTTP"], bytes: 900, ..EdgeInput::new("external", "7434cb1cdecc") });
//! let whole = builder.finish(1_795_380_350);
//!
//! // Of that, what somebody asked for, at the level that can be drawn.
//! let left = Filter { expression: Some("ns:shop".parse()?), ..Filter::default() }.apply(&whole);
//! let graph = aggregate(&left, &Expansion::fitting(&left, 1500)).graph;
//!
//! // Laid out once, and sent with its places, in some thirty bytes a node and fifteen an edge.
//! let mut layout = Layout::new(&graph, Options::default());
//! layout.run();
//! let bytes = Picture::of(graph, &layout).to_bytes(Ids::Leave);
//!
//! // In the browser: drawn as it came, and picked from.
//! let picture = Picture::from_bytes(&bytes)?;
//! let curves = route(&picture.graph, &picture.points, &picture.radii, &Style::default());
//! let picker = Picker::new(&picture.points, &picture.radii, curves);
//! let picked = picker.at(picture.points[0], 2.0, |node| picture.graph.is_ground(node));
//! assert_eq!(picked, Some(Picked::Node(0)));
//!
//! // A refresh goes on from where things are, in steps that fit between two frames.
//! let mut layout = Layout::warm(&picture.graph, Options::default(), &picture.positions());
//! while layout.step(10_000) != Progress::AtRest {}
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`model::Graph`] is the one shape of everything: the whole, what a filter leaves, what a level shows. Nodes and edges
//! name each other by index within a graph, and are the same across graphs by [`model::Key`]: positions, expansions, hidden
//! lists, differences and URLs go by keys. [`diff`] says what changed between two graphs, [`history`] keeps many in
//! bounded memory, [`export`] writes down what is shown, [`label`] says where names fit, [`find`] finds a node inside of what
//! is closed.

pub mod diff;
pub mod export;
pub mod filter;
pub mod find;
pub mod geometry;
pub mod history;
pub mod label;
pub mod layout;
pub mod level;
pub mod model;
pub mod order;
pub mod pick;
mod rng;
pub mod route;
pub mod sample;
pub mod size;
pub mod wire;

pub use geometry::{Point, Rect};
pub use rng::Rng;
