//! A console under test: the whole server on a port of its own, before a demo controller of its own, with a data
//! directory and a browser bundle that are made for it and go with it.

pub mod between;
pub mod browser;
pub mod directory;
pub mod place;
pub mod sessions;
pub mod surface;
pub mod table;

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use clap::Parser;
use demo_controller::{ClockMode, DemoController, Running, Scenario};
use server::{App, Config};
use tokio::{sync::oneshot, task::JoinHandle};

use self::{between::Between, browser::Browser, directory::Directory};

/// How long anything may take that must happen. Nothing waits so long unless it is broken.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What is chosen about a console before it starts.
#[derive(Default)]
pub struct Setup {
    scenario: Scenario,
    tls: bool,
    between: bool,
    arguments: Vec<String>,
}

impl Setup {
    /// The demo's cluster.
    pub fn scenario(self, scenario: Scenario) -> Self {
        Self { scenario, ..self }
    }

    /// The demo speaks TLS.
    pub fn tls(self) -> Self {
        Self { tls: true, ..self }
    }

    /// Something stands between console and demo, and can hold and change what passes.
    pub fn between(self) -> Self {
        Self { between: true, ..self }
    }

    /// One more argument of the console's command line.
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Starts the demo alone, so that arguments can be made from it.
    pub async fn demo(&self) -> Running {
        let demo = DemoController::builder().scenario(self.scenario).clock(ClockMode::Manual).control(true);
        demo.tls(self.tls).start().await.expect("a loopback port is free")
    }

    /// Starts demo and console.
    pub async fn start(self) -> Console {
        let demo = self.demo().await;
        self.start_before(demo).await
    }

    /// Starts the console before a demo that runs.
    pub async fn start_before(self, demo: Running) -> Console {
        let between = if self.between { Some(Between::start(&demo.url()).await) } else { None };
        let mut arguments = self.arguments;
        arguments.push("--controller".to_owned());
        arguments.push(between.as_ref().map_or_else(|| demo.url(), Between::url));
        let dist = directory::bundle();
        let data = Directory::new();
        let run = Run::start(&arguments, &dist, &data).await;
        Console { demo, between, arguments, dist, data, run }
    }
}

/// A running console.
pub struct Console {
    /// The controller behind it.
    pub demo: Running,
    between: Option<Between>,
    arguments: Vec<String>,
    dist: Directory,
    data: Directory,
    run: Run,
}

/// A console that was told to stop.
pub struct Stopping {
    /// The controller behind it.
    pub demo: Running,
    /// What it does until it ends.
    pub server: JoinHandle<ExitCode>,
    _files: [Directory; 2],
}

struct Run {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<ExitCode>,
}

impl Run {
    async fn start(arguments: &[String], dist: &Directory, data: &Directory) -> Self {
        let line = line(arguments, dist, data);
        let app = App::build(Config::parse_from(line)).await.expect("the console can be built");
        let address = app.address().expect("it listens");
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(app.run_until(async {
            let _ = stopped.await;
        }));
        Self { address, stop, server }
    }
}

/// A console's command line.
fn line(arguments: &[String], dist: &Directory, data: &Directory) -> Vec<String> {
    let mut line = vec!["console".to_owned(), "--listen=127.0.0.1:0".to_owned()];
    line.push(format!("--dist={}", dist.path().display()));
    line.push(format!("--data={}", data.path().display()));
    line.extend(arguments.iter().cloned());
    line
}

impl Console {
    /// A console with nothing special about it, before the small cluster.
    pub async fn start() -> Self {
        Setup::default().start().await
    }

    /// A browser that was never here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.run.address)
    }

    /// A browser in which a user of the demo is signed in.
    pub async fn signed_in(&self, user: &str) -> Browser {
        let browser = self.browser();
        let answer = browser.sign_in(user, user).await;
        assert_eq!((answer.status, answer.location()), (303, "/dashboard"), "{user} signs in");
        browser
    }

    /// What stands between console and demo.
    pub fn between(&self) -> &Between {
        self.between.as_ref().expect("the setup asked for it")
    }

    /// Tells it to stop.
    pub fn stop(self) -> Stopping {
        let Self { demo, dist, data, run, .. } = self;
        let _ = run.stop.send(());
        Stopping { demo, server: run.server, _files: [dist, data] }
    }

    /// Stops it, lets `meanwhile` happen, and starts it again on the same data, on another port.
    pub async fn restart(self, meanwhile: impl FnOnce(&std::path::Path)) -> Self {
        let Self { demo, between, arguments, dist, data, run } = self;
        let _ = run.stop.send(());
        run.server.await.expect("the console does not panic");
        meanwhile(data.path());
        let run = Run::start(&arguments, &dist, &data).await;
        Self { demo, between, arguments, dist, data, run }
    }

    /// Takes a browser that knows the console from before a restart to where it is now.
    pub fn bring(&self, browser: &Browser) {
        browser.go_to(self.run.address);
    }

    /// Where its data are.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The command line of one more console like this, on the same data.
    pub fn line(&self) -> Vec<String> {
        line(&self.arguments, &self.dist, &self.data)
    }

    /// A file of the browser bundle, by its path below `pkg`.
    pub fn bundled(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.dist.path().join("pkg").join(path)).expect("it is in the bundle")
    }
}

/// Waits until something is so; the work that makes it so runs meanwhile.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "never: {what}");
}

/// What must come, in time.
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(done) => done,
        Err(_) => panic!("never: {what}"),
    }
}
