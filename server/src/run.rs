//! The app: built from its settings, then run until it is told to stop.

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use activity::log::live::Live;
use activity::log::read::Archive;
use axum::serve::ListenerExt;
use controller_client::Credential;
use demo_controller::Running;
use leptos::config::LeptosOptions;
use tokio::net::TcpListener;

use crate::{
    archive, bundle,
    config::Config,
    keep,
    router::router,
    session::{self, vault::Vault},
    state::AppState,
    upstream,
};

/// How long requests under way may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// How often sessions that are past their time are removed.
const SWEEP: Duration = Duration::from_secs(15 * 60);

/// Why the console does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The browser bundle is not there.
    #[error("the browser bundle: {0}")]
    Bundle(std::io::Error),
    /// The data directory, or the file of the session key.
    #[error("{path}: {source}")]
    Data {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The session store.
    #[error("the session store: {0}")]
    Store(String),
    /// The settings of what the console keeps about events.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// The controller's settings, or the demo.
    #[error("{0}")]
    Upstream(#[from] upstream::Error),
    /// The address to listen on.
    #[error("{address}: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// The console, ready to run.
pub struct App {
    listener: TcpListener,
    router: axum::Router,
    state: AppState,
    demo: Option<Running>,
    archive: Arc<Archive>,
    key: Option<Credential>,
}

impl App {
    /// Builds it: reads the bundle, opens the sessions, finds the controller, takes the address.
    ///
    /// # Errors
    /// When any of that cannot be had; the error says which, and why.
    pub async fn build(mut config: Config) -> Result<Self, Error> {
        // Leptos draws with tasks of its own; a second app in one process, as in tests, finds this done already.
        let _ = any_spawner::Executor::init_tokio();
        if config.controller.is_empty() && config.demo.is_none() {
            config.demo = Some(demo_controller::Scenario::Small);
        }
        let assets = bundle::read(&config.dist).map_err(Error::Bundle)?;
        let at = |path: &std::path::Path| {
            let path = path.display().to_string();
            move |source| Error::Data { path, source }
        };
        std::fs::create_dir_all(&config.data).map_err(at(&config.data))?;
        let own = config.data.join("session.key");
        let (file, make) =
            config.session_key_file.as_deref().map_or((own.as_path(), true), |file| (file, false));
        let vault = Vault::of_file(file, make).map_err(at(file))?;
        let (sessions, store) = session::layer(&config.data.join("sessions.db"))
            .await
            .map_err(|error| Error::Store(error.to_string()))?;
        keep::migrate(&store).await.map_err(|error| Error::Store(error.to_string()))?;
        let kept = archive::Kept::of(&config)?;
        let upstream = upstream::connect(&config).await?;
        let shared = kit::upstream::Shared::default();
        shared.hold(keep::keep(store.clone()));
        shared.hold(activity::log::read::Rings::default());
        shared.hold(network::map::read::Maps::new(usize::from(config.map_history) << 20));
        let (archive, key) = kept.open().await;
        shared.hold_shared(archive.clone());
        let address = config.listen;
        let listener =
            TcpListener::bind(address).await.map_err(|source| Error::Listen { address, source })?;
        let state = AppState {
            config: Arc::new(config),
            client: upstream.client,
            shared,
            live: Live::default(),
            vault,
            store,
            assets: Arc::new(assets),
            leptos: LeptosOptions::builder().output_name("console").build(),
        };
        let router = router(state.clone(), sessions);
        Ok(Self { listener, router, state, demo: upstream.demo, archive, key })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// The demo controller, if it runs within this process.
    pub fn demo(&self) -> Option<&Running> {
        self.demo.as_ref()
    }

    /// Runs until the process is told to stop, then lets requests under way end.
    pub async fn run(self) -> ExitCode {
        self.run_until(told_to_stop()).await
    }

    /// Runs until `stop` is done, then lets requests under way end.
    pub async fn run_until(self, stop: impl Future<Output = ()> + Send + 'static) -> ExitCode {
        let Self { listener, router, state, demo, archive, key } = self;
        if let Ok(address) = listener.local_addr() {
            tracing::info!("the console is ready at http://{address}");
        }
        let keeping = archive::Tasks::begin(archive, state.client.clone(), key);
        let sweeper = tokio::spawn(sweep(state.clone()));
        // Without this a streamed page waits 40 ms for the browser's acknowledgement.
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let (told, late) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
        let serve = axum::serve(listener, service).with_graceful_shutdown({
            let (told, live) = (told.clone(), state.live.clone());
            async move {
                stop.await;
                tracing::info!("stopping");
                live.stop();
                told.notify_one();
            }
        });
        let patience = {
            let late = late.clone();
            async move {
                told.notified().await;
                tokio::time::sleep(GRACE).await;
                late.notify_one();
            }
        };
        let timer = tokio::spawn(patience);
        let outcome = tokio::select! {
            outcome = serve => outcome,
            () = late.notified() => {
                tracing::warn!("requests under way were cut off");
                Ok(())
            }
        };
        timer.abort();
        sweeper.abort();
        keeping.end().await;
        if let Some(demo) = demo {
            demo.shutdown().await;
        }
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tracing::error!(%error, "the server failed");
                ExitCode::FAILURE
            }
        }
    }
}

/// Removes sessions that are past their time, now and then.
async fn sweep(state: AppState) {
    let mut every = tokio::time::interval(SWEEP);
    loop {
        every.tick().await;
        if let Err(error) = session::sweep(&state.store).await {
            tracing::warn!(%error, "old sessions could not be removed");
        }
    }
}

/// Ctrl-C, or what Kubernetes sends.
async fn told_to_stop() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C is not listened for");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM is not listened for");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
