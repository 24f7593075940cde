//! What the console keeps itself about events: where, by its settings; and the tasks that keep it while the console runs.

use std::{path::PathBuf, sync::Arc, time::Duration};

use activity::log::{
    Which,
    read::{Answer, Archive, Keeper, Retention},
};
use controller_api::auth::Secret;
use controller_client::{Client, Credential, Scope};
use event_store::Place;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

use crate::{clock, config::Config};

/// How long the start waits for the store. What takes longer goes on while the console runs.
const AT_START: Duration = Duration::from_secs(2);
/// How often the store is tried when it cannot be opened, at first; twice as long each time, up to [`SELDOM`].
const SOON: Duration = Duration::from_secs(1);
/// How often the controller is asked for what is new.
const EVERY: Duration = Duration::from_secs(5);
/// How seldom the controller is asked when it is slow or refuses, and the store when it fails.
const SELDOM: Duration = Duration::from_secs(60);
/// How much longer than an answer took the next question waits: at most a tenth of the controller's time is ours.
const PATIENCE: u32 = 9;
/// How often what is beyond the bounds is removed.
const PRUNE: Duration = Duration::from_secs(60);
/// How long the store's connections may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// Why the console does not start with its settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store's place cannot be read as one. It may hold a password and is not repeated.
    #[error("--events: {0}")]
    Place(event_store::Error),
    /// The file of the API key cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no API key in it.
    #[error("{0}: this is no API key, name:secret in one line")]
    Key(PathBuf),
    /// Copies have nowhere to go.
    #[error("--retention-key-file: with --events=off there is no store for copies")]
    Nowhere,
}

/// What is kept, and with whose right the controller is asked for it.
pub struct Kept {
    archive: Archive,
    key: Option<Credential>,
}

impl Kept {
    /// As the settings say it.
    ///
    /// # Errors
    /// When they make no sense.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let place = match config.events.as_ref().map(Secret::reveal) {
            None => Some(Place::file(config.data.join("events.db"))),
            Some("off") => None,
            Some(text) => Some(text.parse().map_err(Error::Place)?),
        };
        let key = config.retention_key_file.as_ref().map(key).transpose()?;
        if key.is_some() && place.is_none() {
            return Err(Error::Nowhere);
        }
        let retention = key.is_some().then(|| Retention {
            // Copies are kept of the controller's own cluster.
            cluster: kit::upstream::cluster_name(&Scope::Local),
            days: config.retention_days,
            megabytes: config.retention_megabytes,
        });
        Ok(Self { archive: Archive::new(place, retention), key })
    }

    /// Opens the store, if that can be done at once. If not, the console starts without: [`Tasks`] go on trying.
    pub async fn open(self) -> (Arc<Archive>, Option<Credential>) {
        let archive = Arc::new(self.archive);
        match timeout(AT_START, archive.open()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tell(&archive, &error.to_string()),
            Err(_) => tell(&archive, "no answer yet"),
        }
        (archive, self.key)
    }
}

/// The API key in a file.
fn key(path: &PathBuf) -> Result<Credential, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::File { path: path.clone(), source })?;
    match text.trim().split_once(':') {
        Some((name, secret)) if !name.is_empty() && !secret.is_empty() && !text.trim().contains('\n') => {
            Ok(Credential::ApiKey { name: name.to_owned(), secret: Secret::new(secret) })
        }
        _ => Err(Error::Key(path.clone())),
    }
}

fn tell(archive: &Archive, error: &str) {
    if let Some(place) = archive.place() {
        tracing::warn!(%place, error, "the store of events cannot be opened; triage and retention are off until it can");
    }
}

/// What goes on while the console runs.
pub struct Tasks {
    archive: Arc<Archive>,
    tasks: JoinSet<()>,
}

impl Tasks {
    /// Begins all of it.
    pub fn begin(archive: Arc<Archive>, client: Client, key: Option<Credential>) -> Self {
        let mut tasks = JoinSet::new();
        tasks.spawn(open(archive.clone()));
        if let Some(key) = key {
            for which in Which::ALL {
                tasks.spawn(keep(archive.clone(), client.clone(), key.clone(), which));
            }
            tasks.spawn(follow(archive.clone()));
        }
        Self { archive, tasks }
    }

    /// Ends it. What is being written is written as a whole or not at all.
    pub async fn end(mut self) {
        self.tasks.shutdown().await;
        if timeout(GRACE, self.archive.close()).await.is_err() {
            tracing::warn!("the store of events was left before it had ended");
        }
    }
}

/// Opens the store, however long that takes.
async fn open(archive: Arc<Archive>) {
    let mut wait = SOON;
    let mut tried = false;
    while archive.place().is_some() && archive.store().is_none() {
        sleep(wait).await;
        wait = (wait * 2).min(SELDOM);
        if let Err(error) = archive.open().await {
            if tried {
                tracing::debug!(%error, "the store of events still cannot be opened");
            } else {
                tell(&archive, &error.to_string());
            }
            tried = true;
        } else if let Some(place) = archive.place() {
            tracing::info!(%place, "the store of events is open");
        }
    }
}

/// Keeps copies of what the controller says of a page's entries.
async fn keep(archive: Arc<Archive>, client: Client, key: Credential, which: Which) {
    let mut keeper = Keeper::new(which);
    let mut failed = false;
    let mut wait = EVERY;
    loop {
        let began = Instant::now();
        let outcome = kept(&archive, &client, &key, &mut keeper).await;
        match &outcome {
            Ok(()) if failed => tracing::info!(log = which.word(), "copies of events are kept again"),
            Err(Failed(error)) if !failed => {
                tracing::warn!(log = which.word(), error, "copies of events are not kept");
            }
            _ => {}
        }
        (failed, wait) = match outcome {
            Ok(()) => (false, (began.elapsed() * PATIENCE).clamp(EVERY, SELDOM)),
            Err(_) => (true, (wait * 2).min(SELDOM)),
        };
        sleep(wait).await;
    }
}

struct Failed(String);

async fn kept(
    archive: &Archive,
    client: &Client,
    key: &Credential,
    keeper: &mut Keeper,
) -> Result<(), Failed> {
    let Some(store) = archive.store() else { return Ok(()) };
    let now = clock::now();
    let answer: Answer =
        client.call(key, &Scope::Local, keeper.call(now)).await.map_err(|error| Failed(error.to_string()))?;
    keeper.take(archive, store, answer, now).await.map_err(|error| Failed(error.to_string()))?;
    Ok(())
}

/// Follows what is kept, by this console or by others, so that lists have it; and removes what is beyond the bounds.
async fn follow(archive: Arc<Archive>) {
    let mut failed = false;
    let mut pruned = None::<Instant>;
    loop {
        let mut outcome = Ok(());
        if let (Some(kept), Some(store)) = (archive.kept(), archive.store()) {
            outcome = kept.follow(store).await;
            if outcome.is_ok() && pruned.is_none_or(|at| at.elapsed() >= PRUNE) {
                outcome = kept.prune(store, clock::now()).await;
                pruned = Some(Instant::now());
            }
        }
        if let (Err(error), false) = (&outcome, failed) {
            tracing::warn!(%error, "copies of events cannot be followed");
        }
        failed = outcome.is_err();
        // Others tell nobody here.
        let news = async {
            match archive.kept() {
                Some(kept) if !failed => kept.news().await,
                _ => std::future::pending().await,
            }
        };
        let _ = timeout(EVERY, news).await;
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn of(arguments: &[&str]) -> Result<Kept, Error> {
        let line = ["console", "--data=/nowhere"].iter().chain(arguments);
        Kept::of(&Config::try_parse_from(line).expect("the line can be read"))
    }

    #[test]
    fn the_store_stands_in_the_data_directory_unless_it_is_elsewhere_or_off() {
        let place = |arguments: &[&str]| {
            let kept = of(arguments).expect("it makes sense");
            kept.archive.place().map(ToString::to_string)
        };
        assert_eq!(place(&[]).as_deref(), Some("/nowhere/events.db"));
        assert_eq!(place(&["--events=/x/e.db"]).as_deref(), Some("/x/e.db"));
        let server = place(&["--events=postgres://ann:s3cret@db/console"]).expect("there is one");
        assert!(server.contains("db:5432") && !server.contains("s3cret"), "{server}");
        assert_eq!(place(&["--events=off"]), None);
    }

    #[test]
    fn a_password_in_the_settings_is_shown_nowhere() {
        let url = "--events=postgres://ann:s3cret@db:port/console";
        let config = Config::try_parse_from(["console", url]).expect("any text can be read");
        let error = Kept::of(&config).err().expect("it is no place").to_string();
        assert!(
            error.starts_with("--events") && !format!("{error} {config:?}").contains("s3cret"),
            "{error}"
        );
    }

    #[test]
    fn copies_need_a_key_and_a_place() {
        let path = std::env::temp_dir().join(format!("console-key-{}", std::process::id()));
        let argument = format!("--retention-key-file={}", path.display());
        let error = |arguments: &[&str]| of(arguments).err().expect("it makes no sense").to_string();
        assert!(error(&[&argument]).contains("console-key-"), "it is not there");
        for wrong in ["", "name", ":secret", "name:", "a:b\nc:d"] {
            std::fs::write(&path, wrong).expect("it can be written");
            assert!(error(&[&argument]).contains("no API key"), "{wrong:?}");
        }
        std::fs::write(&path, "reader-key:s:3\n").expect("it can be written");
        let kept = of(&[&argument]).expect("it makes sense");
        let key = Credential::ApiKey { name: "reader-key".to_owned(), secret: Secret::new("s:3") };
        assert_eq!(kept.key, Some(key));
        assert!(kept.archive.kept().is_some());
        assert!(error(&[&argument, "--events=off"]).contains("no store"));
        std::fs::remove_file(&path).expect("it is there");
        assert!(of(&[]).expect("it makes sense").archive.kept().is_none());
    }
}
