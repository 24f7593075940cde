//! Starting and stopping the demo.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    ops::Deref,
    sync::Arc,
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::MissedTickBehavior};

use crate::{clock::ClockMode, control::Control, scenario::Scenario, server};

/// How often everything happens again, when time passes by itself.
const TICK: Duration = Duration::from_secs(5);

/// The demo controller. Start one with [`DemoController::builder`].
#[derive(Debug)]
pub struct DemoController;

impl DemoController {
    /// A demo with every choice left open.
    pub fn builder() -> Builder {
        Builder {
            scenario: Scenario::default(),
            seed: 1,
            clock: ClockMode::default(),
            control: false,
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            tls: false,
        }
    }
}

/// The choices.
#[derive(Clone, Debug)]
#[must_use = "nothing runs before `start`"]
pub struct Builder {
    scenario: Scenario,
    seed: u64,
    clock: ClockMode,
    control: bool,
    listen: SocketAddr,
    tls: bool,
}

impl Builder {
    /// Which cluster it shows.
    pub fn scenario(self, scenario: Scenario) -> Self {
        Self { scenario, ..self }
    }

    /// The seed of all that is random: the same seed gives the same world.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// How time passes.
    pub fn clock(self, clock: ClockMode) -> Self {
        Self { clock, ..self }
    }

    /// Whether the control API is served under `/_demo/`. Whoever reaches it can do anything to the demo.
    pub fn control(self, control: bool) -> Self {
        Self { control, ..self }
    }

    /// Where it listens; a random port of 127.0.0.1 when nothing is said.
    pub fn listen(self, listen: SocketAddr) -> Self {
        Self { listen, ..self }
    }

    /// Whether it speaks TLS, with a self-signed certificate that is new each time.
    pub fn tls(self, tls: bool) -> Self {
        Self { tls, ..self }
    }

    /// Starts it within the current tokio runtime.
    ///
    /// # Errors
    /// When the address cannot be listened on, or no certificate can be made.
    pub async fn start(self) -> io::Result<Running> {
        let (certificate, acceptor) = self.tls.then(server::self_signed).transpose()?.unzip();
        let listener = TcpListener::bind(self.listen).await?;
        let address = listener.local_addr()?;
        let control = Arc::new(Control::new(self.scenario, self.seed, self.clock, self.control));
        let (stop, stopped) = watch::channel(false);
        let life = (self.clock == ClockMode::Auto).then(|| tokio::spawn(live(control.clone())));
        let server = tokio::spawn(server::serve(listener, acceptor, control.clone(), stopped));
        Ok(Running { address, certificate, control, stop, server: Some(server), life })
    }
}

async fn live(control: Arc<Control>) {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        control.live(1, true);
    }
}

/// A running demo. It stops when dropped. What may be done to it: see [`Control`].
pub struct Running {
    address: SocketAddr,
    certificate: Option<String>,
    control: Arc<Control>,
    stop: watch::Sender<bool>,
    server: Option<JoinHandle<()>>,
    life: Option<JoinHandle<()>>,
}

impl Running {
    /// Its address, such as `http://127.0.0.1:43211`.
    pub fn url(&self) -> String {
        let scheme = if self.certificate.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Its certificate, PEM, when it speaks TLS.
    pub fn certificate(&self) -> Option<&str> {
        self.certificate.as_deref()
    }

    /// Stops it, and closes all connections.
    pub async fn shutdown(mut self) {
        self.stop();
        if let Some(server) = self.server.take() {
            // It ends by itself, and does not panic.
            let _ = server.await;
        }
    }

    fn stop(&self) {
        self.stop.send_replace(true);
        if let Some(life) = &self.life {
            life.abort();
        }
    }
}

impl Deref for Running {
    type Target = Control;

    fn deref(&self) -> &Control {
        &self.control
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}
