//! Files in `multipart/form-data`: as the controller sends them, which is unusual for an answer, and takes them.

use std::{
    hash::{BuildHasher, RandomState},
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use multer::{Field, Multipart};

use crate::Kind;

/// How a file is wrapped on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As a part of `multipart/form-data`, with its name.
    #[default]
    Multipart,
    /// As it is, without its name.
    Raw,
}

/// The name of a backup's part, both ways.
pub(crate) const BACKUP: &str = "configuration";

/// A file as it comes out of an answer.
pub(crate) struct File {
    pub(crate) name: Option<String>,
    pub(crate) content: BoxStream<'static, Result<Bytes, Kind>>,
}

/// Reads an answer's body up to its file, the part of this name. The content ends well only if the whole form did.
pub(crate) async fn read(
    body: BoxStream<'static, Result<Bytes, Kind>>,
    boundary: String,
    name: &str,
) -> Result<File, Kind> {
    let mut form = Multipart::new(OneByOne { body: body.map_err(Broken), rest: false }, boundary);
    while let Some(part) = form.next_field().await.map_err(damage)? {
        if part.name() == Some(name) {
            let name = part.file_name().map(str::to_owned);
            let content = stream::try_unfold(Some((part, form)), |state| async {
                let Some((mut part, form)) = state else { return Ok(None) };
                match part.chunk().await.map_err(damage)? {
                    Some(piece) => Ok(Some((piece, Some((part, form))))),
                    None => end(part, form).await.map(|()| None),
                }
            });
            return Ok(File { name, content: content.boxed() });
        }
    }
    Err(Kind::Damaged { detail: format!("there is no part {name:?} in the answer") })
}

/// Goes on to the form's end, which may be missing.
async fn end(part: Field<'static>, mut form: Multipart<'static>) -> Result<(), Kind> {
    drop(part);
    while form.next_field().await.map_err(damage)?.is_some() {}
    Ok(())
}

/// What the parser says, or what the body under it said.
fn damage(error: multer::Error) -> Kind {
    match error {
        multer::Error::StreamReadFailed(error) => match error.downcast::<Broken>() {
            Ok(broken) => broken.0,
            Err(error) => Kind::Damaged { detail: error.to_string() },
        },
        multer::Error::IncompleteFieldData { .. } | multer::Error::IncompleteStream => {
            Kind::Damaged { detail: "the answer is cut short".to_owned() }
        }
        error => Kind::Damaged { detail: format!("bad multipart answer: {error}") },
    }
}

/// A body's failure on its way through the parser.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Broken(Kind);

/// Gives a piece at a time. The parser takes all that is ready at once, and from a fast controller that can be
/// a whole backup; after each piece we say that no more is ready, and that it may ask again.
struct OneByOne<S> {
    body: S,
    rest: bool,
}

impl<S: Stream + Unpin> Stream for OneByOne<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        if std::mem::take(&mut self.rest) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = self.body.poll_next_unpin(cx);
        self.rest = matches!(piece, Poll::Ready(Some(_)));
        piece
    }
}

/// What stands before and after a file that goes out, and the content type of both with it.
pub(crate) struct Wrapping {
    pub(crate) content_type: String,
    pub(crate) before: Bytes,
    pub(crate) after: Bytes,
}

impl Wrapping {
    pub(crate) fn new(form: Form, filename: &str) -> Self {
        match form {
            Form::Raw => Self {
                content_type: "application/x-gzip".to_owned(),
                before: Bytes::new(),
                after: Bytes::new(),
            },
            Form::Multipart => {
                let random = || RandomState::new().hash_one(0);
                let boundary = format!("console-{:016x}{:016x}", random(), random());
                let before = format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{BACKUP}\"; filename=\"{}\"\r\n\
                     Content-Type: application/x-gzip\r\n\r\n",
                    quotable(filename)
                );
                let after = format!("\r\n--{boundary}--\r\n");
                let content_type = format!("multipart/form-data; boundary={boundary}");
                Self { content_type, before: before.into(), after: after.into() }
            }
        }
    }
}

/// A file's name without what would end the quotes or the header.
fn quotable(filename: &str) -> String {
    filename.chars().map(|c| if c.is_control() || matches!(c, '"' | '\\' | '/') { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> BoxStream<'static, Result<Bytes, Kind>> {
        let pieces: Vec<_> =
            text.as_bytes().chunks(5).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        stream::iter(pieces).boxed()
    }

    const WHOLE: &str = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n\
        --b\r\nContent-Disposition: form-data; name=\"configuration\"; filename=\"NV.conf.gz\"\r\n\
        Content-Type: application/x-gzip\r\n\r\none\r\n--two\r\n--b--\r\n";

    async fn content(text: &str) -> Result<Vec<u8>, Kind> {
        read(form(text), "b".to_owned(), BACKUP)
            .await?
            .content
            .map_ok(|piece| piece.to_vec())
            .try_concat()
            .await
    }

    #[tokio::test]
    async fn the_file_comes_out_as_it_went_in() {
        let file = read(form(WHOLE), "b".to_owned(), BACKUP).await.expect("a file");
        assert_eq!(file.name.as_deref(), Some("NV.conf.gz"));
        assert_eq!(content(WHOLE).await, Ok(b"one\r\n--two".to_vec()));
    }

    #[tokio::test]
    async fn a_form_that_is_cut_short_anywhere_is_damaged() {
        for length in 0..WHOLE.len() - 2 {
            let outcome = content(&WHOLE[..length]).await;
            assert!(matches!(outcome, Err(Kind::Damaged { .. })), "{length}: {outcome:?}");
        }
    }

    #[tokio::test]
    async fn a_bodys_failure_comes_through_as_it_is() {
        let broken = Kind::TimedOut { after: std::time::Duration::from_secs(1) };
        let body = form(&WHOLE[..WHOLE.find("--two").expect("it is there")])
            .chain(stream::iter([Err(broken.clone())]))
            .boxed();
        let file = read(body, "b".to_owned(), BACKUP).await.expect("the file has begun");
        assert_eq!(file.content.try_collect::<Vec<_>>().await, Err(broken));
    }

    #[tokio::test]
    async fn what_goes_out_can_be_read_again() {
        let wrapping = Wrapping::new(Form::Multipart, "a\"\r\nb.gz");
        let boundary = multer::parse_boundary(&wrapping.content_type).expect("there is a boundary");
        let pieces = [wrapping.before, Bytes::from_static(b"\x1f\x8b"), wrapping.after].map(Ok);
        let file = read(stream::iter(pieces).boxed(), boundary, BACKUP).await.expect("a file");
        assert_eq!(file.name.as_deref(), Some("a___b.gz"));
        let content: Vec<_> = file.content.try_collect().await.expect("whole");
        assert_eq!(content.concat(), b"\x1f\x8b");
    }
}
