//! `dev`: serves the console and, whenever a file is saved, rebuilds what depends on it and starts the server again.
use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use anyhow::Result;
use notify::{Event, RecursiveMode, Watcher};

use crate::{
    clock,
    process::Background,
    product::{self, Profile},
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
}

impl Stale {
    const ALL: Self = Self { app: true, bundle: true, server: true };

    /// What depends on the file at `path`, as seen from the root.
    fn by(path: &str) -> Self {
        match path.split('/').next().unwrap_or_default() {
            "app" | "Cargo.toml" => Self::ALL,
            // The browser has the controller's vocabulary only.
            "crates" => Self { app: path.starts_with("crates/controller-api"), ..Self::ALL },
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
        }
    }

    fn build(self) -> Result<()> {
        if self.app {
            product::app(Profile::Dev)?;
        }
        if self.bundle {
            product::bundle(Profile::Dev)?;
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

    let product = product::build(Profile::Dev)?;
    let address = run::free_address();
    let mut server = None;
    let mut stale = Stale::ALL;
    loop {
        if stale != Stale::default() {
            server = None.or(start(&product, &address, arguments, server.take()));
        }
        stale = wait(&changes);
        if stale == Stale::default() {
            continue;
        }
        let begin = clock::now();
        match stale.build() {
            Ok(()) => eprintln!("{} rebuilt in {}", report::green("✓"), report::time(begin.elapsed())),
            Err(error) => {
                // What runs goes on running.
                eprintln!("{} {error:#}", report::red("✗"));
                stale = Stale::default();
            }
        }
    }
}

/// Starts the server in the place of `old`.
fn start(
    product: &product::Product,
    address: &str,
    arguments: &[String],
    old: Option<Background>,
) -> Option<Background> {
    let first = old.is_none();
    drop(old);
    let started = Background::start(&mut run::command(product, address, arguments)).and_then(|mut server| {
        server.wait_until(|| run::ready(address))?;
        Ok(server)
    });
    match started {
        Ok(server) => {
            if first {
                run::announce(address, arguments);
            }
            Some(server)
        }
        Err(error) => {
            eprintln!("{} {error:#}", report::red("✗"));
            None
        }
    }
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
        assert_eq!(Stale::by("app/policy/src/groups/mod.rs"), Stale::ALL);
        assert_eq!(Stale::by("app/locales/en/groups.ftl"), Stale::ALL);
        assert_eq!(Stale::by("style/table.css"), Stale { bundle: true, ..Stale::default() });
        assert_eq!(Stale::by("server/src/run.rs"), Stale { server: true, ..Stale::default() });
        assert!(!Stale::by("crates/demo-controller/src/life.rs").app);
        assert!(Stale::by("crates/controller-api/src/group.rs").app);
        assert_eq!(Stale::by("README.md"), Stale::default());
    }
}
