//! The way to the controller for this request's user: the only module of the pages that exists on the server only.
//!
//! Reads that several viewers need are shared for a moment, among viewers of the same permissions on the same
//! cluster and never beyond them; a write makes what was shared of its tag old.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use controller_api::{Call, name::ClusterId};
use controller_client::{Client, Credential, Error, Kind, Options, PageHint, Scope};
use leptos::{prelude::*, server_fn::serde::de::DeserializeOwned};
use moka::{Expiry, future::Cache};

use crate::{AppError, Tag, Viewer};

/// Who sees the same: viewers of the same permissions on the same cluster. What is kept of reads is kept by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Circle {
    cluster: String,
    permissions: u64,
}

impl Circle {
    /// Those of these permissions (a digest of them) on this cluster. A viewer's own is [`Upstream::circle`].
    pub fn new(cluster: &str, permissions: u64) -> Self {
        Self { cluster: cluster.to_owned(), permissions }
    }
}

/// What shared reads are kept by: whose, of what (tag), and which one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    circle: Circle,
    tag: Tag,
    /// How many writes there were of the tag when the read began. What was asked before a write is under a key that
    /// nobody asks for after it, however late it comes.
    writes: u64,
    read: String,
}

#[derive(Clone)]
struct Kept {
    value: Arc<dyn Any + Send + Sync>,
    /// How long it may be shown again.
    life: Duration,
    /// How much memory it takes, in KB.
    weight: u32,
}

/// How much memory shared reads take at most, in KB; those go first that are asked for least.
const ALL: u64 = 64 * 1024;
/// How much a read counts for that says nothing of its size: 512 of them fit.
const ORDINARY: usize = 128 * 1024;

struct ByLife;

impl Expiry<Key, Kept> for ByLife {
    fn expire_after_create(&self, _: &Key, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.life)
    }
}

type Held = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// The reads that viewers of the same permissions share, and what sections keep for the whole server. One for the
/// whole server.
#[derive(Clone)]
pub struct Shared {
    reads: Cache<Key, Kept>,
    /// How many writes there were of each tag.
    writes: Arc<[AtomicU64; Tag::COUNT]>,
    held: Arc<RwLock<Held>>,
}

impl Shared {
    /// Holds a section's own, such as its caches, as long as the server runs: one of each type.
    pub fn hold<T: Any + Send + Sync>(&self, own: T) {
        self.hold_shared(Arc::new(own));
    }

    /// The same with what others hold too.
    pub fn hold_shared<T: Any + Send + Sync>(&self, own: Arc<T>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.insert(TypeId::of::<T>(), own);
    }

    fn held<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.get(&TypeId::of::<T>())?.clone().downcast().ok()
    }
}

impl Default for Shared {
    fn default() -> Self {
        let weigh = |_: &Key, kept: &Kept| kept.weight;
        let reads = Cache::builder().weigher(weigh).max_capacity(ALL).expire_after(ByLife).build();
        Self { reads, writes: Arc::default(), held: Arc::default() }
    }
}

/// How many sessions of others may turn out to be over before a shared read gives up: as many as a user can have.
const PATIENCE: usize = 32;

/// The controller as this request's user sees it.
#[derive(Clone)]
pub struct Upstream {
    client: Client,
    who: Credential,
    scope: Scope,
    viewer: Arc<Viewer>,
    permissions: u64,
    shared: Shared,
    signed_out: Arc<AtomicBool>,
}

impl Upstream {
    /// For the server: what a signed-in request carries.
    pub fn new(client: Client, who: Credential, scope: Scope, viewer: Arc<Viewer>, shared: Shared) -> Self {
        let mut hasher = DefaultHasher::new();
        // The controller filters by these and by nothing else; two viewers with the same see the same rows.
        serde_json::to_string(&(&viewer.role, &viewer.role_domains, &viewer.access))
            .unwrap_or_else(|_| viewer.fullname.clone())
            .hash(&mut hasher);
        let signed_out = Arc::default();
        Self { client, who, scope, viewer, permissions: hasher.finish(), shared, signed_out }
    }

    /// Who asks.
    pub fn viewer(&self) -> &Arc<Viewer> {
        &self.viewer
    }

    /// Who sees the same as this viewer.
    pub fn circle(&self) -> Circle {
        Circle { cluster: self.cluster(), permissions: self.permissions }
    }

    /// Which cluster is looked at, as it is told apart from others that this console looks at.
    pub fn cluster(&self) -> String {
        cluster_name(&self.scope)
    }

    /// What the server holds of this type; [`AppError::Unexpected`] when it was started without.
    pub fn held<T: Any + Send + Sync>(&self) -> Result<Arc<T>, AppError> {
        let missing = || AppError::Unexpected { detail: format!("no {}", std::any::type_name::<T>()) };
        self.shared.held().ok_or_else(missing)
    }

    /// The controller ended this user's session while this request was served.
    pub fn was_signed_out(&self) -> bool {
        self.signed_out.load(Ordering::Relaxed)
    }

    /// Calls the controller.
    pub async fn call<Res: DeserializeOwned>(&self, call: Call<Res>) -> Result<Res, AppError> {
        self.client.call(&self.who, &self.scope, call).await.map_err(|error| self.explain(&error))
    }

    /// The same for a part of the dashboard. Somebody who may not see that part is no case for the controller's log.
    pub async fn glance<Res: DeserializeOwned>(&self, call: Call<Res>) -> Result<Res, AppError> {
        let options = Options { page: Some(PageHint::Dashboard), ..Options::default() };
        let answer = self.client.call_with(&self.who, &self.scope, call, &options).await;
        answer.map_err(|error| self.explain(&error))
    }

    /// The same at a cluster that this one manages, for `patience` at most. The call goes through this cluster's
    /// controller, with this session's token. That the other cluster does not take it says nothing of the session:
    /// nobody is signed out by it.
    pub async fn glance_at<Res: DeserializeOwned>(
        &self,
        cluster: &ClusterId,
        call: Call<Res>,
        patience: Duration,
    ) -> Result<Res, AppError> {
        let scope = Scope::Managed(cluster.clone());
        let options = Options { page: Some(PageHint::Dashboard), timeout: Some(patience) };
        let answer = self.client.call_with(&self.who, &scope, call, &options).await;
        answer.map_err(|error| explain(&error))
    }

    /// A read that viewers of the same permissions share for `life`. However many ask at once, one call is made.
    /// A failure is shared with those who wait for it and kept for nobody else; but that somebody's session is over is
    /// theirs alone, and the others ask again.
    pub async fn shared<T, F>(
        &self,
        tag: Tag,
        read: &str,
        life: Duration,
        fetch: impl Fn() -> F,
    ) -> Result<Arc<T>, AppError>
    where
        T: Send + Sync + 'static,
        F: Future<Output = Result<T, AppError>>,
    {
        self.shared_by_size(tag, read, life, |_| ORDINARY, fetch).await
    }

    /// The same for what may be large: `bytes` says how much memory it takes, about.
    pub async fn shared_by_size<T, F>(
        &self,
        tag: Tag,
        read: &str,
        life: Duration,
        bytes: impl Fn(&T) -> usize,
        fetch: impl Fn() -> F,
    ) -> Result<Arc<T>, AppError>
    where
        T: Send + Sync + 'static,
        F: Future<Output = Result<T, AppError>>,
    {
        let key = Key {
            circle: self.circle(),
            tag,
            writes: self.shared.writes[tag as usize].load(Ordering::SeqCst),
            read: read.to_owned(),
        };
        let mut others_over = 0;
        let kept = loop {
            let fetched = async {
                let value = fetch().await?;
                let weight = u32::try_from(bytes(&value) / 1024 + 1).unwrap_or(u32::MAX);
                Ok::<_, AppError>(Kept { value: Arc::new(value), life, weight })
            };
            match self.shared.reads.try_get_with(key.clone(), fetched).await {
                Ok(kept) => break kept,
                Err(error)
                    if *error == AppError::SignedOut && !self.was_signed_out() && others_over < PATIENCE =>
                {
                    others_over += 1;
                }
                Err(error) => return Err((*error).clone()),
            }
        };
        kept.value
            .downcast::<T>()
            .map_err(|_| AppError::Unexpected { detail: format!("two reads are called {read}") })
    }

    /// Makes what was shared of a tag old: what was read, and what is being read at this moment. For all permissions;
    /// reads of other clusters are read once more than they need be.
    pub fn forget(&self, tag: Tag) {
        self.shared.writes[tag as usize].fetch_add(1, Ordering::SeqCst);
    }

    /// The client, for streams.
    pub fn client(&self) -> (&Client, &Credential, &Scope) {
        (&self.client, &self.who, &self.scope)
    }

    /// An error of the client as the pages know it.
    pub fn explain(&self, error: &Error) -> AppError {
        if error.is_signed_out() {
            self.signed_out.store(true, Ordering::Relaxed);
            return AppError::SignedOut;
        }
        explain(error)
    }
}

/// What [`Upstream::cluster`] says of a scope: what is kept of a cluster is kept by it.
pub fn cluster_name(scope: &Scope) -> String {
    format!("{scope:?}")
}

/// An error of the client as the pages know it, without a session at hand.
pub fn explain(error: &Error) -> AppError {
    match error.kind() {
        Kind::Refused { status: 404, .. } => AppError::NotFound,
        Kind::Refused { status: 403, error } => AppError::Denied { message: error.message.clone() },
        Kind::Refused { status: 400, error } if error.code == controller_api::ErrorCode::InvalidRequest => {
            AppError::Invalid { field: String::new(), message: error.message.clone() }
        }
        Kind::Refused { status, error } | Kind::Unauthorized { status, error } => {
            AppError::Refused { status: *status, code: error.code.number(), message: error.message.clone() }
        }
        Kind::Unreachable { detail, .. } => AppError::Unreachable { detail: detail.clone() },
        Kind::TimedOut { .. } => AppError::TimedOut,
        Kind::NotTheController { .. }
        | Kind::BadAnswer { .. }
        | Kind::Damaged { .. }
        | Kind::NotSent { .. } => AppError::Unexpected { detail: error.to_string() },
    }
}

/// The controller for this request's user, or [`AppError::SignedOut`]. For a server function's answer the HTTP
/// status is set with [`answer`].
pub fn controller() -> Result<Upstream, AppError> {
    use_context::<Upstream>().ok_or(AppError::SignedOut)
}

/// Ends a server function: sets the HTTP status that its error stands for. Within the drawing of a page, where
/// panels fail one by one, it does nothing.
pub fn answer<T>(outcome: Result<T, AppError>) -> Result<T, AppError> {
    if let Err(error) = &outcome
        && use_context::<ServerFunctionCall>().is_some()
        // A browser that sent a form follows the way on only with the status that leads there.
        && !crate::flash::is_by_form()
        && let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(error.status())
    {
        response.set_status(status);
    }
    outcome
}

/// In the context of server functions that a browser called: the whole answer is one function's.
#[derive(Clone, Copy)]
pub struct ServerFunctionCall;

/// The controller as everybody sees it, before a sign-in.
#[derive(Clone)]
pub struct Public {
    /// The client.
    pub client: Client,
    /// The controller is the embedded demo.
    pub demo: bool,
}

impl Public {
    /// Calls the controller without a token, and without much patience: what it would say is of use to few, and the
    /// sign-in form, which waits for it, to everybody.
    pub async fn call<Res: DeserializeOwned>(&self, call: Call<Res>) -> Result<Res, AppError> {
        let options = Options { timeout: Some(Duration::from_millis(500)), ..Options::default() };
        let called = self.client.call_with(&Credential::None, &Scope::Local, call, &options).await;
        called.map_err(|error| explain(&error))
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn what_is_shared_takes_no_more_memory_than_it_may() {
        let shared = Shared::default();
        for number in 0..100 {
            let circle = Circle::new("here", 1);
            let key = Key { circle, tag: Tag::Traffic, writes: 0, read: number.to_string() };
            let kept = Kept { value: Arc::new(number), life: Duration::from_secs(60), weight: 4 * 1024 };
            shared.reads.insert(key, kept).now_or_never().expect("nobody else is there");
        }
        shared.reads.run_pending_tasks().now_or_never().expect("nobody else is there");
        let weight = shared.reads.weighted_size();
        assert!((ALL / 2..=ALL).contains(&weight), "{weight} KB");
    }
}
