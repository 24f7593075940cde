//! The import of a configuration: a stream to the controller, and the questions how it stands.

use std::{
    error::Error as StdError,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use controller_api::{
    Method, Query,
    config_file::{self, ImportTask},
    endpoint::decode,
};
use futures::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};

use crate::{
    Client, Credential, Error, Form, Kind, Scope,
    answer::Answer,
    download::{beginning, checked},
    gzip::MAGIC,
    multipart::Wrapping,
    outgoing::Outgoing,
};

/// A file that is to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// Its name; goes with [`Form::Multipart`] only.
    pub filename: String,
    /// How it is wrapped.
    pub form: Form,
    /// Drops what the backup says about a federation (`X-As-Standalone`).
    pub standalone: bool,
}

/// How an import stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// It runs (206); else it is done (200). One that failed is an error.
    pub running: bool,
    /// What the controller says about it. The first answer has a token to ask with, which outlives the user's.
    pub task: ImportTask,
}

impl Client {
    /// Begins the import of a configuration backup; it runs on by itself, see [`Client::import_state`].
    ///
    /// `content` must be a gzip file. If it does not begin as one, it is not sent: the controller would die of it
    /// and refuse other imports for half a minute. If it breaks off or turns out to be broken on the way, so
    /// does the upload. It is sent once only. Another import that runs is a refusal with 409.
    pub async fn upload<S, E>(
        &self,
        who: &Credential,
        scope: &Scope,
        upload: &Upload,
        content: S,
    ) -> Result<Import, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let unreadable = |error: E| {
            let error: Box<dyn StdError + Send + Sync> = error.into();
            Kind::Damaged { detail: format!("the file cannot be read: {error}") }
        };
        self.import(who, scope, upload, content.map_err(unreadable).boxed()).await
    }

    async fn import(
        &self,
        who: &Credential,
        scope: &Scope,
        upload: &Upload,
        content: BoxStream<'static, Result<Bytes, Kind>>,
    ) -> Result<Import, Error> {
        let mut out = Outgoing::new(who, scope, Method::Post, config_file::PATH, &Query::new(), None)?;
        let wrapping = Wrapping::new(upload.form, &upload.filename);
        out.header("content-type", &wrapping.content_type)?;
        if upload.standalone {
            out.header("x-as-standalone", "true")?;
        }
        let (first, rest) = beginning(content, MAGIC.len()).await.map_err(|kind| out.fail(kind))?;
        if !first.starts_with(&MAGIC) {
            return Err(
                out.fail(Kind::NotSent { reason: "a configuration backup is a gzip file; this is none" })
            );
        }
        // What goes wrong in the file comes back from the transport as its own failure, with less said.
        let wrong = Arc::new(OnceLock::new());
        let note = wrong.clone();
        let content = checked(stream::iter([Ok(first)]).chain(rest).boxed()).map_err(move |kind| {
            let shown = std::io::Error::other(kind.to_string());
            _ = note.set(kind);
            shown
        });
        let body =
            stream::iter([Ok(wrapping.before)]).chain(content).chain(stream::iter([Ok(wrapping.after)]));
        let body = reqwest::Body::wrap_stream(body.try_filter(|piece| std::future::ready(!piece.is_empty())));
        let answer = self.inner.pour(&out, body).await;
        import(&out, answer.map_err(|error| wrong.get().map_or(error, |kind| out.fail(kind.clone())))?)
    }

    /// Asks how an import stands; the controller takes about two seconds to answer while it runs.
    ///
    /// Ask with the first answer's `temp_token`. An import that succeeds ends every session, that one among
    /// them: running and then 401 normally means done. After one that failed, the user's own token still works
    /// and gets the reason, as a refusal with 500. An unknown id is 410.
    pub async fn import_state(&self, who: &Credential, scope: &Scope, tid: &str) -> Result<Import, Error> {
        let mut out = Outgoing::new(who, scope, Method::Post, config_file::PATH, &Query::new(), None)?;
        out.header("x-transaction-id", tid)?;
        let answer = self.inner.answer(&out, None).await?;
        import(&out, answer)
    }
}

fn import(out: &Outgoing, answer: Answer) -> Result<Import, Error> {
    let task = decode(&answer.body).map_err(|error| answer.undecodable(out, &error))?;
    Ok(Import { running: answer.status == 206, task })
}
