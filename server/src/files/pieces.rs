//! A file that is written while it is sent: by a thread of its own, piece by piece, and none before there is room for it.

use std::ops::ControlFlow;

use axum::body::{Body, Bytes};
use futures::{StreamExt, stream};
use kit::AppError;
use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    task::{JoinHandle, spawn_blocking},
};

/// How many pieces wait to be sent at most.
const WAITING: usize = 4;

/// Where the pieces go.
pub struct Pieces(Sender<Bytes>);

impl Pieces {
    /// Sends a piece, and waits while there is no room for it. It says to stop when nobody reads any more.
    pub fn send(&self, piece: Vec<u8>) -> ControlFlow<()> {
        match self.0.blocking_send(Bytes::from(piece)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// A body of which `write` sends the pieces. Where that fails the answer breaks off, so that a browser keeps no half file as a
/// whole one.
pub fn body(write: impl FnOnce(&Pieces) -> ControlFlow<()> + Send + 'static) -> Body {
    let (room, pieces) = channel(WAITING);
    let written = spawn_blocking(move || write(&Pieces(room)));
    // A compression asks once more after the end.
    Body::from_stream(stream::unfold(Some((pieces, written)), next).fuse())
}

type Reading = (Receiver<Bytes>, JoinHandle<ControlFlow<()>>);

/// The next piece; after the last, whether it was all.
async fn next(reading: Option<Reading>) -> Option<(Result<Bytes, AppError>, Option<Reading>)> {
    let (mut pieces, written) = reading?;
    if let Some(piece) = pieces.recv().await {
        return Some((Ok(piece), Some((pieces, written))));
    }
    match written.await {
        Ok(ControlFlow::Continue(())) => None,
        Ok(ControlFlow::Break(())) => Some((Err(broken("it was not written to its end")), None)),
        Err(error) => Some((Err(broken(&error.to_string())), None)),
    }
}

fn broken(detail: &str) -> AppError {
    AppError::Unexpected { detail: format!("the file: {detail}") }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[tokio::test]
    async fn pieces_come_in_order_and_no_more_are_made_than_there_is_room_for() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = made.clone();
        let body = body(move |pieces| {
            for number in 0..100_u8 {
                count.store(usize::from(number) + 1, Ordering::SeqCst);
                pieces.send(vec![number])?;
            }
            ControlFlow::Continue(())
        });
        let mut read = 0;
        let mut stream = body.into_data_stream();
        while let Some(piece) = stream.next().await {
            assert_eq!(piece.expect("it does not break off")[..], [read]);
            read += 1;
            // Those that wait, and the one that waits for room.
            assert!(made.load(Ordering::SeqCst) <= usize::from(read) + WAITING + 1);
        }
        assert_eq!(read, 100);
    }

    #[tokio::test]
    async fn what_fails_on_the_way_is_no_whole_file() {
        let failing = body(|pieces| {
            pieces.send(b"half".to_vec())?;
            panic!("it cannot be written");
        });
        let stopped = body(|pieces| {
            pieces.send(b"half".to_vec())?;
            ControlFlow::Break(())
        });
        for body in [failing, stopped] {
            let pieces: Vec<_> = body.into_data_stream().collect().await;
            assert!(pieces[0].is_ok() && pieces[1].is_err() && pieces.len() == 2);
        }
    }

    #[tokio::test]
    async fn who_leaves_ends_the_writing() {
        let (told, ended) = tokio::sync::oneshot::channel();
        let body = body(move |pieces| {
            let end = std::iter::repeat_with(|| pieces.send(vec![0; 10])).find(|sent| sent.is_break());
            let _ = told.send(());
            end.unwrap_or(ControlFlow::Continue(()))
        });
        drop(body);
        ended.await.expect("it has ended");
    }
}
