//! Forgetting what was said between two ends: write, then read until the cluster shows it.

use controller_api::conversation;
use kit::{AppError, Tag, settle::settle, upstream::controller};
use network_map::model::Key;

use super::read;

/// Forgets it; whether it was gone when it was read again.
pub async fn run(from: Key, to: Key) -> Result<bool, AppError> {
    let upstream = controller()?;
    let [client, server] = read::ends(&upstream, from, to).await?;
    tracing::info!(user = %upstream.viewer().fullname, from = client, to = server, "a conversation is cleared");
    let cleared = upstream.call(conversation::DELETE.at([&client, &server])).await;
    upstream.forget(Tag::Traffic);
    upstream.forget(Tag::Groups);
    match cleared {
        // They said nothing: somebody else was faster.
        Ok(_) | Err(AppError::NotFound) => {}
        Err(error) => return Err(error),
    }
    let read = || async {
        match upstream.call(conversation::SHOW.at([&client, &server])).await {
            Ok(_) => Ok(false),
            Err(AppError::NotFound) => Ok(true),
            Err(error) => Err(error),
        }
    };
    let (_, gone) = settle(read, |gone| *gone).await?;
    upstream.forget(Tag::Traffic);
    Ok(gone)
}
