//! The session store from behind: what a session holds, and how it would be after hours that no test waits for.

use std::{str::FromStr, time::Duration};

use serde_json::{Value, json};
use tower_sessions::{SessionStore, session::Id, session::Record};
use tower_sessions_sqlx_store::{
    SqliteStore,
    sqlx::{SqlitePool, query_scalar, sqlite::SqliteConnectOptions},
};

use super::{
    Console,
    browser::{Browser, SESSION},
};

impl Console {
    async fn pool(&self) -> SqlitePool {
        let options = SqliteConnectOptions::new().filename(self.data.path().join("sessions.db"));
        SqlitePool::connect_with(options).await.expect("the console made it")
    }

    async fn store(&self) -> SqliteStore {
        SqliteStore::new(self.pool().await)
    }

    /// The record that a session's cookie opens.
    pub async fn record(&self, cookie: &str) -> Option<Record> {
        let id = Id::from_str(cookie).expect("the cookie is an id");
        self.store().await.load(&id).await.expect("the store can be read")
    }

    /// What the session of a browser says of who signed in.
    pub async fn session(&self, browser: &Browser) -> Option<Value> {
        let record = self.record(&browser.cookie(SESSION)?).await?;
        record.data.get("signed_in").cloned()
    }

    /// Lets the time of a session's record in the store have ended so long ago.
    pub async fn outlive(&self, browser: &Browser, by: Duration) {
        let cookie = browser.cookie(SESSION).expect("there is a session");
        let mut record = self.record(&cookie).await.expect("it is kept");
        record.expiry_date -= by;
        self.store().await.save(&record).await.expect("the store can be written");
    }

    /// The ids of all records in the store, whether or not they are past their time.
    pub async fn kept(&self) -> Vec<String> {
        let pool = self.pool().await;
        query_scalar("SELECT id FROM tower_sessions")
            .fetch_all(&pool)
            .await
            .expect("the console made the table")
    }

    /// What stands in the store, as anybody finds it who has the file.
    pub async fn raw(&self) -> Vec<Vec<u8>> {
        let pool = self.pool().await;
        query_scalar("SELECT data FROM tower_sessions")
            .fetch_all(&pool)
            .await
            .expect("the console made the table")
    }

    /// Lets moments of a session (`active_at`, `signed_in_at`, `viewer_at`, …) lie so many seconds further back.
    pub async fn age(&self, browser: &Browser, moments: &[&str], seconds: i64) {
        let mut record =
            self.record(&browser.cookie(SESSION).expect("there is a session")).await.expect("it is kept");
        for moment in moments {
            let signed_in = record.data.get_mut("signed_in").expect("somebody signed in");
            let before = signed_in[*moment].as_i64().expect("it is a moment");
            signed_in[*moment] = json!(before - seconds);
        }
        self.store().await.save(&record).await.expect("the store can be written");
    }
}
