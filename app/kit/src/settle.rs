//! Reading after a write until the cluster shows it, or time is up.

use std::{future::Future, time::Duration};

use crate::AppError;

/// How long to wait before each reading; the controller's cache trails its writes by less, mostly.
const WAITS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(600), Duration::from_millis(1200)];

/// The last good reading, and whether it shows what was written. The write is done: a reading that fails is no failure of it,
/// but nothing can be said of it then.
///
/// # Errors
/// When the session is over.
pub async fn settle<T, F>(
    read: impl Fn() -> F,
    shows: impl Fn(&T) -> bool,
) -> Result<(Option<T>, bool), AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    let mut last = None;
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        match read().await {
            Ok(now) if shows(&now) => return Ok((Some(now), true)),
            Ok(now) => last = Some(now),
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            Err(error) => tracing::warn!(%error, "what was written could not be read again"),
        }
    }
    Ok((last, false))
}
