//! Sessions: what a signed-in browser stands for, kept in an SQLite file, opened by an opaque cookie.
//!
//! The cookie holds a random id and nothing else. The controller's token is sealed before it is stored. A session
//! ends at the user's own idle limit, which only what a person does resets (polls of an open tab do not), and six
//! hours after sign-in whatever happens, as the token itself does.

pub mod vault;

use std::{path::Path, sync::Arc};

use controller_api::auth::Token;
use kit::Viewer;
use serde::{Deserialize, Serialize};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};
use tower_sessions_sqlx_store::{
    SqliteStore,
    sqlx::{
        self, SqlitePool,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};

use crate::{clock, session::vault::Vault};

/// The cookie. The prefix makes browsers refuse it unless it is Secure, without a domain and for the whole site.
pub const COOKIE: &str = "__Host-console";

/// How long a token lives at the controller, in seconds.
const TOKEN_LIFE: i64 = 6 * 60 * 60;

/// How often a session's last activity is written, in seconds: not for each click.
const WRITE_EVERY: i64 = 30;

const SIGNED_IN: &str = "signed_in";
const RESET: &str = "reset";

/// What a session knows of who signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// The controller's token, sealed.
    token: String,
    /// Who it is.
    pub viewer: Viewer,
    /// When they signed in, in unix seconds.
    signed_in_at: i64,
    /// When they last did something.
    active_at: i64,
    /// When the controller last said who they are.
    pub viewer_at: i64,
}

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Nothing was done for longer than the user's limit.
    Idle,
    /// The token is past its six hours.
    Age,
    /// The key that sealed the token is not the one we have.
    Key,
}

/// A sign-in that waits for a new password.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PendingReset {
    username: String,
    /// The present password, sealed.
    password: String,
    /// The licence was accepted in the sign-in form.
    accepts_licence: bool,
    since: i64,
}

/// How long a sign-in may wait for a new password, in seconds.
const RESET_LIFE: i64 = 10 * 60;

impl SignedIn {
    /// A fresh sign-in.
    pub fn new(vault: &Vault, token: &Token, viewer: Viewer) -> Self {
        let now = clock::now();
        Self { token: vault.seal(token.reveal()), viewer, signed_in_at: now, active_at: now, viewer_at: now }
    }

    /// Of what the store holds of a session.
    pub fn of_record(record: &tower_sessions::session::Record) -> Option<Self> {
        serde_json::from_value(record.data.get(SIGNED_IN)?.clone()).ok()
    }

    /// The token, if the session is not over.
    pub fn token(&self, vault: &Vault) -> Result<Token, Over> {
        self.check(clock::now())?;
        vault.open(&self.token).map(Token::new).ok_or(Over::Key)
    }

    /// The token even of a session that is over, to sign it out.
    pub fn token_to_end(&self, vault: &Vault) -> Option<Token> {
        vault.open(&self.token).map(Token::new)
    }

    fn check(&self, now: i64) -> Result<(), Over> {
        if now - self.signed_in_at >= TOKEN_LIFE {
            return Err(Over::Age);
        }
        if now - self.active_at >= i64::from(self.viewer.timeout.max(30)) {
            return Err(Over::Idle);
        }
        Ok(())
    }

    /// Notes that a person did something. Says whether that is worth writing down.
    pub fn touch(&mut self) -> bool {
        let now = clock::now();
        let worth = now - self.active_at >= WRITE_EVERY.min(i64::from(self.viewer.timeout) / 4);
        if worth {
            self.active_at = now;
        }
        worth
    }
}

/// Reads who is signed in.
pub async fn read(session: &Session) -> Option<SignedIn> {
    session.get(SIGNED_IN).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a session could not be read");
        None
    })
}

/// Writes who is signed in, under a new id, so that an id from before the sign-in is worth nothing.
pub async fn begin(session: &Session, signed_in: &SignedIn) -> Result<(), tower_sessions::session::Error> {
    session.remove_value(RESET).await?;
    session.cycle_id().await?;
    session.insert(SIGNED_IN, signed_in).await
}

/// Writes who is signed in, under the same id.
pub async fn keep(session: &Session, signed_in: &SignedIn) {
    if let Err(error) = session.insert(SIGNED_IN, signed_in).await {
        tracing::error!(%error, "a session could not be written");
    }
}

/// Ends a session here.
pub async fn end(session: &Session) {
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a session could not be removed");
    }
}

/// Keeps name and password of a sign-in that waits for a new password.
pub async fn await_reset(
    session: &Session,
    vault: &Vault,
    username: &str,
    password: &str,
    accepts_licence: bool,
) -> Result<(), tower_sessions::session::Error> {
    let (username, password, since) = (username.to_owned(), vault.seal(password), clock::now());
    let pending = PendingReset { username, password, accepts_licence, since };
    session.cycle_id().await?;
    session.insert(RESET, pending).await
}

/// A sign-in that waited for a new password, opened.
pub struct AwaitedReset {
    /// The user's name.
    pub username: String,
    /// The present password.
    pub password: String,
    /// The licence was accepted in the sign-in form.
    pub accepts_licence: bool,
}

/// The sign-in that waits for a new password, if it does and has not waited too long.
pub async fn awaited_reset(session: &Session, vault: &Vault) -> Option<AwaitedReset> {
    let pending: PendingReset = session.get(RESET).await.ok().flatten()?;
    if clock::now() - pending.since > RESET_LIFE {
        return None;
    }
    let password = vault.open(&pending.password)?;
    Some(AwaitedReset { username: pending.username, password, accepts_licence: pending.accepts_licence })
}

/// Opens the session store and makes the layer that serves it.
///
/// # Errors
/// When the file cannot be opened or its tables cannot be made.
pub async fn layer(file: &Path) -> Result<(SessionManagerLayer<SqliteStore>, Arc<SqlitePool>), sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal);
    let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
    let store = SqliteStore::new(pool.clone());
    store.migrate().await?;
    let layer = SessionManagerLayer::new(store)
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::seconds(TOKEN_LIFE)));
    Ok((layer, Arc::new(pool)))
}

/// Removes sessions that are past their time; called now and then.
///
/// # Errors
/// When the store cannot be written.
pub async fn sweep(pool: &SqlitePool) -> Result<(), tower_sessions::session_store::Error> {
    use tower_sessions::ExpiredDeletion;
    SqliteStore::new(pool.clone()).delete_expired().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed_in(timeout: u32) -> (Vault, SignedIn) {
        let vault = Vault::passing();
        let viewer = Viewer {
            fullname: "ann".into(),
            email: String::new(),
            server: String::new(),
            role: controller_api::access::Role::Reader,
            role_domains: Default::default(),
            access: Default::default(),
            timeout,
            default_password: false,
            password_days: -1,
            demo: false,
        };
        let signed_in = SignedIn::new(&vault, &Token::new("jwt"), viewer);
        (vault, signed_in)
    }

    #[test]
    fn a_session_ends_idle_or_old_or_under_another_key() {
        let (vault, fresh) = signed_in(300);
        assert_eq!(fresh.token(&vault).expect("it is fresh").reveal(), "jwt");
        assert_eq!(fresh.check(fresh.active_at + 299), Ok(()));
        assert_eq!(fresh.check(fresh.active_at + 300), Err(Over::Idle));
        let busy = SignedIn { active_at: fresh.signed_in_at + TOKEN_LIFE, ..fresh.clone() };
        assert_eq!(busy.check(fresh.signed_in_at + TOKEN_LIFE), Err(Over::Age));
        assert_eq!(fresh.token(&Vault::passing()).err(), Some(Over::Key));
    }

    #[test]
    fn what_is_stored_does_not_hold_the_token() {
        let (_, fresh) = signed_in(300);
        assert!(!serde_json::to_string(&fresh).expect("it is data").contains("jwt"));
    }
}
