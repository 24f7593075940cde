//! What a user has put down for themselves, such as a list of hidden things or a view they saved: small JSON texts,
//! kept by the server across restarts, and never another user's.

use std::sync::Arc;

use futures::future::BoxFuture;
use leptos::server_fn::serde::{Serialize, de::DeserializeOwned};

use crate::{AppError, upstream::Upstream};

/// How long a value's text may be, in bytes.
pub const LARGEST: usize = 64 * 1024;
/// How many values a user may have, of all names together.
pub const MOST: usize = 200;

/// Whose a value is, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The cluster that it is about.
    pub cluster: String,
    /// The user's unique name.
    pub user: String,
    /// What it is called, such as `map/hidden`.
    pub name: String,
}

/// What can go wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The text is longer than [`LARGEST`], or there are [`MOST`] others.
    #[error("there is no room for it")]
    Full,
    /// The store itself failed.
    #[error("{0}")]
    Failed(String),
}

/// Where values are. The server has one, in the file of its sessions.
pub trait Store: Send + Sync + 'static {
    /// The text in a place.
    fn get<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<Option<String>, StoreError>>;

    /// Puts a text there instead of what was there.
    fn put<'a>(&'a self, place: &'a Place, text: &'a str) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Takes away what is there.
    fn remove<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<(), StoreError>>;

    /// The names of a user's values that begin so, ascending.
    fn names<'a>(
        &'a self,
        cluster: &'a str,
        user: &'a str,
        begin: &'a str,
    ) -> BoxFuture<'a, Result<Vec<String>, StoreError>>;
}

/// The server's store, as [`Upstream::held`] gives it.
pub struct Keep(pub Arc<dyn Store>);

/// A viewer's own values on the cluster that they look at.
pub struct Own {
    keep: Arc<Keep>,
    cluster: String,
    user: String,
}

impl Own {
    /// This viewer's.
    ///
    /// # Errors
    /// When the server was started without a store.
    pub fn of(upstream: &Upstream) -> Result<Self, AppError> {
        let (cluster, user) = (upstream.cluster(), upstream.viewer().fullname.clone());
        Ok(Self { keep: upstream.held()?, cluster, user })
    }

    fn place(&self, name: &str) -> Place {
        Place { cluster: self.cluster.clone(), user: self.user.clone(), name: name.to_owned() }
    }

    /// The value of this name; `None` when there is none, or none that can be read any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, AppError> {
        let text = self.keep.0.get(&self.place(name)).await.map_err(explain)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Puts a value there instead of what was there.
    ///
    /// # Errors
    /// When it is too large, when there are too many, and when the store fails.
    pub async fn put<T: Serialize>(&self, name: &str, value: &T) -> Result<(), AppError> {
        let text = serde_json::to_string(value)
            .map_err(|error| AppError::Unexpected { detail: error.to_string() })?;
        self.keep.0.put(&self.place(name), &text).await.map_err(explain)
    }

    /// Takes a value away.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(&self, name: &str) -> Result<(), AppError> {
        self.keep.0.remove(&self.place(name)).await.map_err(explain)
    }

    /// The names of values that begin so, ascending.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names(&self, begin: &str) -> Result<Vec<String>, AppError> {
        self.keep.0.names(&self.cluster, &self.user, begin).await.map_err(explain)
    }
}

fn explain(error: StoreError) -> AppError {
    match error {
        StoreError::Full => {
            AppError::Invalid { field: String::new(), message: text::error::no_room().to_owned() }
        }
        StoreError::Failed(detail) => AppError::Unexpected { detail },
    }
}
