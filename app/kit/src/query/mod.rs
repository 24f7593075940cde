//! The only cache rules of the browser: a query keeps what it last got well and says since when, a mutation makes
//! tags old. Neither has a setter: what the screen shows is what was read.

mod held;

use std::{sync::Arc, time::Duration};

use leptos::{
    prelude::*,
    server_fn::serde::{Serialize, de::DeserializeOwned},
};

use self::held::{Held, InDocument, Key, Outcome, Reading};
use crate::{
    AppError, Tag,
    tag::{Refresh, version},
};

/// What a query has to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown<T> {
    /// What was last read well.
    pub good: Option<T>,
    /// Why the last read failed, if it did. With `good`, what is shown is stale.
    pub error: Option<AppError>,
}

/// A read that a page shows: runs on the server for the first page, travels in it, and runs again when its key,
/// its tag or the clock says so.
pub struct Query<T: Send + Sync + 'static> {
    resource: Resource<Outcome, InDocument>,
    seen: Signal<Seen<T>>,
}

/// What there is to show, and the key under which it was read well.
struct Seen<T> {
    shown: Shown<T>,
    key: Option<Key>,
}

impl<T: PartialEq> PartialEq for Seen<T> {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown && self.key == other.key
    }
}

impl<T: Clone> Seen<T> {
    /// What there is to show after an outcome; `None` = there is none yet. While something else is being read, what was
    /// read before stays; when that fails, what was read under another key would pass for what was asked now.
    fn after(before: Option<&Self>, key: Key, outcome: Option<Result<T, AppError>>) -> Self {
        let good = before.and_then(|seen| seen.shown.good.clone());
        let of = before.and_then(|seen| seen.key.clone());
        match outcome {
            Some(Ok(value)) => Self { shown: Shown { good: Some(value), error: None }, key: Some(key) },
            Some(Err(error)) => {
                let good = good.filter(|_| of.as_ref() == Some(&key));
                Self { shown: Shown { good, error: Some(error) }, key: of }
            }
            None => Self { shown: Shown { good, error: None }, key: of },
        }
    }
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

/// Leaves for sign-in when the session turns out to be over, whatever else is on the screen.
async fn or_leave<T>(asked: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let outcome = asked.await;
    if matches!(outcome, Err(AppError::SignedOut)) {
        crate::viewer::leave_for_sign_in();
    }
    outcome
}

/// Declares a query. `key` is what it depends on; `fetch` is a server function.
pub fn query<K, T, F>(
    tag: Tag,
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Query<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    declare(Arc::new(move || (Key::new(key()), version(tag))), fetch)
}

/// Declares a query that is read once: what it shows does not change under whoever decides by it.
pub fn once<K, T, F>(key: K, fetch: impl Fn(K) -> F + Send + Sync + 'static) -> Query<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let key = Key::new(key);
    declare(Arc::new(move || (key.clone(), 0)), fetch)
}

/// What a query depends on: its key, and how often its tag became old.
type Turn = (Key, u32);

fn declare<K, T, F>(
    turn: Arc<dyn Fn() -> Turn + Send + Sync>,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Query<T>
where
    K: Clone + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let read = move |key: Key| -> Reading {
        let asked = key.get().map(&fetch);
        Box::pin(async move {
            match asked {
                Some(asked) => asked.await.map(Held::new),
                None => Err(AppError::Unexpected { detail: "another key".to_owned() }),
            }
        })
    };
    let resource = resource(turn.clone(), Arc::new(read));
    let seen = followed(move |before: Option<&Seen<T>>| {
        // A change of the key gives no outcome by itself; the reading that follows it does.
        let (key, _) = untrack(|| turn());
        // Through the handle within: whoever shows this has waited for it in a `Suspend`, which a memo cannot know.
        let outcome = (*resource).get().map(|outcome| outcome.and_then(|held| held.value()));
        Seen::after(before, key, outcome)
    });
    Query { resource, seen }
}

/// What follows a reading, with what it was before.
#[cfg(not(feature = "ssr"))]
fn followed<T: PartialEq + Send + Sync + 'static>(
    of: impl Fn(Option<&Seen<T>>) -> Seen<T> + Send + Sync + 'static,
) -> Signal<Seen<T>> {
    Memo::new(of).into()
}

/// What follows a reading. On the server a page is drawn once, by one thread, while others read: one that waits is told that a
/// reading is there a moment before a memo is told that it is old, and a panel would be drawn empty. So nothing is kept.
#[cfg(feature = "ssr")]
fn followed<T: PartialEq + Send + Sync + 'static>(
    of: impl Fn(Option<&Seen<T>>) -> Seen<T> + Send + Sync + 'static,
) -> Signal<Seen<T>> {
    Signal::derive(move || of(None))
}

fn resource(
    turn: Arc<dyn Fn() -> Turn + Send + Sync>,
    read: Arc<dyn Fn(Key) -> Reading + Send + Sync>,
) -> Resource<Outcome, InDocument> {
    Resource::new_with_options(move || turn(), move |(key, _)| or_leave(read(key)), false)
}

/// How long the server waits for one panel of a page before it draws the page without it.
#[cfg(feature = "ssr")]
const PATIENCE: Duration = Duration::from_millis(1500);

/// Declares a query of one of several panels. A page is written in order, so that a panel whose reading takes long would
/// keep those below it waiting: the server draws it as [`AppError::Late`], and the browser reads it again at once.
pub fn panel_query<K, T, F>(
    tag: Tag,
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Query<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let query = query(tag, key, move |key| in_time(fetch(key)));
    Effect::new(move || {
        if query.seen.with(|seen| seen.shown.error == Some(AppError::Late)) {
            query.again();
        }
    });
    query
}

#[cfg(feature = "ssr")]
async fn in_time<T>(asked: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(AppError::Late))
}

#[cfg(not(feature = "ssr"))]
async fn in_time<T>(asked: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    asked.await
}

impl<T: Clone + Send + Sync + 'static> Query<T> {
    /// Waits until there is something to show, well read or not: for a `Suspend` around what shows it. Waits for the
    /// first reading only: what is drawn then follows the later ones by itself and need not be drawn anew.
    pub async fn ready(&self) {
        ready(self.resource).await;
    }

    /// A part of a view that is drawn when there is something to show. Stands in a `Transition`, alone or with others;
    /// what it draws follows later readings by itself.
    pub fn drawn(&self, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
        drawn(self.resource, Arc::new(draw))
    }

    /// What there is to show now.
    pub fn shown(&self) -> Shown<T>
    where
        T: PartialEq,
    {
        self.seen.with(|seen| seen.shown.clone())
    }

    /// The value, if it was ever read well.
    pub fn good(&self) -> Option<T>
    where
        T: PartialEq,
    {
        self.seen.with(|seen| seen.shown.good.clone())
    }

    /// What was read, for what is shown once and does not follow later readings. Asked for within [`Query::drawn`].
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn outcome(&self) -> Result<T, AppError>
    where
        T: PartialEq,
    {
        let Shown { good, error } = self.seen.with_untracked(|seen| seen.shown.clone());
        good.ok_or(error.unwrap_or(AppError::Late))
    }

    /// Reads again.
    pub fn again(&self) {
        self.resource.refetch();
    }

    /// Reads again every so often while the tab is visible.
    pub fn poll(self, every: Duration) -> Self {
        poll(self.resource, every);
        self
    }
}

async fn ready(resource: Resource<Outcome, InDocument>) {
    let mut ready = Box::pin(resource.ready());
    std::future::poll_fn(move |context| untrack(|| ready.as_mut().poll(context))).await;
}

fn drawn(resource: Resource<Outcome, InDocument>, draw: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let part = move || {
        let draw = draw.clone();
        Suspend::new(async move {
            ready(resource).await;
            draw()
        })
    };
    part.into_any()
}

fn poll(resource: Resource<Outcome, InDocument>, every: Duration) {
    Effect::new(move || {
        let handle = set_interval_with_handle(
            move || {
                if is_visible() {
                    resource.refetch();
                }
            },
            every,
        );
        on_cleanup(move || {
            if let Ok(handle) = handle {
                handle.clear();
            }
        });
    });
}

/// Whether somebody can see the tab. A hidden one asks for nothing.
fn is_visible() -> bool {
    #[cfg(feature = "hydrate")]
    {
        document().visibility_state() == web_sys::VisibilityState::Visible
    }
    #[cfg(not(feature = "hydrate"))]
    {
        false
    }
}

/// A write under way or done.
pub struct Mutation<I: Send + Sync + 'static, O: Send + Sync + 'static> {
    action: Action<I, Result<O, AppError>>,
}

impl<I: Send + Sync + 'static, O: Send + Sync + 'static> Clone for Mutation<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Send + Sync + 'static, O: Send + Sync + 'static> Copy for Mutation<I, O> {}

/// Declares a write. `send` is a server function that has written and read again until the cluster says what was
/// asked, or time was up; when it ends, well or not, every query of `tag` reads again.
pub fn mutation<I, O, F>(
    tag: Tag,
    send: impl Fn(I) -> F + Send + Sync + 'static,
    settled: impl Fn(&Result<O, AppError>) + Send + Sync + 'static,
) -> Mutation<I, O>
where
    I: Clone + Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
    F: Future<Output = Result<O, AppError>> + Send + 'static,
{
    let refresh = Refresh::handle();
    let settled = std::sync::Arc::new(settled);
    let action = Action::new(move |input: &I| {
        let sent = send(input.clone());
        let settled = settled.clone();
        async move {
            let outcome = or_leave(sent).await;
            refresh.tag(tag);
            settled(&outcome);
            outcome
        }
    });
    Mutation { action }
}

impl<I: Clone + Send + Sync + 'static, O: Clone + Send + Sync + 'static> Mutation<I, O> {
    /// Sends.
    pub fn run(&self, input: I) {
        self.action.dispatch(input);
    }

    /// It is under way.
    pub fn pending(&self) -> Signal<bool> {
        self.action.pending().into()
    }

    /// Why the last one failed.
    pub fn error(&self) -> Signal<Option<AppError>> {
        let action = self.action;
        Signal::derive(move || action.value().get().and_then(Result::err))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_stays_until_something_else_was_asked_and_failed() {
        let key = |name: &str| Key::new(name.to_owned());
        let lost = || Some(Err(AppError::TimedOut));
        let read = Seen::after(None, key("a"), Some(Ok(1)));
        let stale = Seen::after(Some(&read), key("a"), lost());
        assert_eq!(stale.shown, Shown { good: Some(1), error: Some(AppError::TimedOut) });
        let meanwhile = Seen::after(Some(&stale), key("b"), None);
        assert_eq!(meanwhile.shown.good, Some(1), "nothing flickers while it is read");
        let other = Seen::after(Some(&meanwhile), key("b"), lost());
        assert_eq!(other.shown, Shown { good: None, error: Some(AppError::TimedOut) });
        assert_eq!(Seen::after(Some(&other), key("b"), Some(Ok(2))).shown.good, Some(2));
    }
}
