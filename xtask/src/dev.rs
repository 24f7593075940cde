//! `dev`: serves the console and, whenever a file is saved, rebuilds what depends on it and starts the server again.
use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use anyhow::Result;
use notify::{Event, RecursiveMode, Watcher};

use crate::{
    clock,
    process::Background,
    product::{self, Product, Profile},
    project, report, run,
};

/// Editors save in several steps; a build starts when they have been silent for this long.
const SILENCE: Duration = Duration::from_millis(80);

/// What must be built again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stale {
    app: bool,
    bundle: bool,
    server: bool,
    /// The demo controller, which outlives servers: it keeps what was done to it, and who is signed in.
    demo: bool,
}

impl Stale {
    const ALL: Self = Self { app: true, bundle: true, server: true, demo: true };

    /// What depends on the file at `path`, as seen from the root.
    fn by(path: &str) -> Self {
        match path.split('/').next().unwrap_or_default() {
            "app" => Self { demo: false, ..Self::ALL },
            "Cargo.toml" => Self::ALL,
            "crates" if path.starts_with("crates/demo-controller") => {
                Self { server: true, demo: true, ..Self::default() }
            }
            "crates" if path.starts_with("crates/controller-client") => {
                Self { server: true, ..Self::default() }
            }
            "crates" => Self::ALL,
            "server" => Self { server: true, ..Self::default() },
            "style" | "public" | "index.html" => Self { bundle: true, ..Self::default() },
            _ => Self::default(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            app: self.app || other.app,
            bundle: self.bundle || other.bundle,
            server: self.server || other.server,
            demo: self.demo || other.demo,
        }
    }

    fn build(self, dist: &Path) -> Result<()> {
        if self.app {
            product::app(Profile::Dev)?;
        }
        if self.bundle {
            product::bundle(Profile::Dev, dist)?;
        }
        if self.server {
            product::server(Profile::Dev)?;
        }
        Ok(())
    }
}

/// Builds, serves and watches until it is interrupted.
pub fn dev(arguments: &[String]) -> Result<()> {
    let (send, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        let _ = send.send(event);
    })?;
    for path in ["app", "crates", "server", "style", "public", "index.html", "Cargo.toml"] {
        watcher.watch(&project::root().join(path), RecursiveMode::Recursive)?;
    }

    // Not dist/: a release that is being tested stays whole.
    let product = product::build_into(Profile::Dev, project::target().join("dev"))?;
    let mut running = Running::new(&product, arguments)?;
    let mut stale = Stale::ALL;
    loop {
        running.start(stale);
        stale = wait(&changes);
        if stale == Stale::default() {
            continue;
        }
        let begin = clock::now();
        match stale.build(&product.dist) {
            Ok(()) => eprintln!("{} rebuilt in {}", report::green("✓"), report::time(begin.elapsed())),
            Err(error) => {
                // What runs goes on running.
                eprintln!("{} {error:#}", report::red("✗"));
                stale = Stale::default();
            }
        }
    }
}

/// The server and, unless it was told of another controller, the demo controller.
struct Running<'a> {
    product: &'a Product,
    arguments: Vec<String>,
    address: String,
    controller: Option<SocketAddr>,
    demo: Option<Background>,
    server: Option<Background>,
}

impl<'a> Running<'a> {
    /// Nothing runs yet.
    fn new(product: &'a Product, arguments: &[String]) -> Result<Self> {
        let mut arguments = arguments.to_vec();
        let mut controller = None;
        if arguments.is_empty() {
            let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
            controller = Some(address);
            arguments = vec!["--controller".to_owned(), format!("http://{address}")];
        }
        Ok(Self { product, arguments, address: run::free_address(), controller, demo: None, server: None })
    }

    /// Starts what is stale, in the place of what ran.
    fn start(&mut self, stale: Stale) {
        if stale == Stale::default() {
            return;
        }
        let first = self.server.is_none();
        if stale.demo {
            drop(self.demo.take());
            self.demo = said(self.controller.map(|address| {
                let mut demo = Command::new(&self.product.demo);
                Background::start(demo.args(["--listen", &address.to_string(), "--control"]))
            }));
        }
        drop(self.server.take());
        let command = &mut run::command(self.product, &self.address, &self.arguments);
        self.server = said(Some(Background::start(command).and_then(|mut server| {
            server.wait_until(|| run::ready(&self.address))?;
            Ok(server)
        })));
        if first && self.server.is_some() {
            run::announce(&self.address, self.controller.is_some());
        }
    }
}

/// What was started; what could not be is said and mended by the next change.
fn said(started: Option<Result<Background>>) -> Option<Background> {
    started.and_then(|started| started.inspect_err(|error| eprintln!("{} {error:#}", report::red("✗"))).ok())
}

/// Waits for files to be saved, and says what depends on them.
fn wait(changes: &Receiver<notify::Result<Event>>) -> Stale {
    let mut stale = Stale::default();
    let mut next = changes.recv().ok();
    while let Some(event) = next {
        stale = paths(event).map(|path| Stale::by(&project::relative(&path))).fold(stale, Stale::and);
        next = changes.recv_timeout(SILENCE).ok();
    }
    stale
}

fn paths(event: notify::Result<Event>) -> impl Iterator<Item = PathBuf> {
    let saved = |event: &Event| event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove();
    event.ok().filter(saved).map(|event| event.paths).unwrap_or_default().into_iter().filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~') && !name.starts_with(char::is_numeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_depends_on_a_file_is_rebuilt() {
        let app = Stale { demo: false, ..Stale::ALL };
        assert_eq!(Stale::by("app/policy/src/groups/mod.rs"), app);
        assert_eq!(Stale::by("app/locales/en/groups.ftl"), app);
        assert_eq!(Stale::by("style/table.css"), Stale { bundle: true, ..Stale::default() });
        assert_eq!(Stale::by("server/src/run.rs"), Stale { server: true, ..Stale::default() });
        assert!(!Stale::by("crates/demo-controller/src/life.rs").app);
        assert!(Stale::by("crates/controller-api/src/group.rs").app);
        assert_eq!(Stale::by("README.md"), Stale::default());
    }
}
