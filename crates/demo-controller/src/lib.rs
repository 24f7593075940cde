//! A stateful NeuVector controller in memory, over HTTP: the console's embedded default, and every test's upstream.
//!
//! It speaks the controller's protocol as it was measured on a real one, with its surprises. Behind it lives a
//! made-up cluster: workloads talk, and what is new is learned, logged or blocked, as the groups' modes say.
//! Tests move its clock, make it slow, make it fail, and see what was asked of it. See `docs/demo-controller.md`.

mod accounts;
mod backup;
mod builder;
mod clock;
mod control;
mod control_api;
mod core;
mod dispatch;
mod execution;
mod faults;
mod federation;
mod fleet;
mod gate;
mod handlers;
mod import;
mod incident;
mod journal;
mod kept;
mod life;
mod listing;
mod load;
mod logs;
mod outside;
mod packet;
mod policy;
mod profile;
mod refusal;
mod rng;
mod router;
mod rules;
mod scans;
mod scenario;
mod score;
mod seed;
mod server;
mod sessions;
mod sniffers;
mod threat;
mod traffic;
mod versions;
mod violation;
mod vulnerability;
mod wire;
mod world;

pub use builder::{Builder, DemoController, Running};
pub use clock::ClockMode;
pub use control::Control;
pub use execution::Run;
pub use faults::Fault;
pub use federation::{Federation, Joint};
pub use journal::SeenRequest;
pub use life::{Connect, Effect, Verdict};
pub use scenario::Scenario;
