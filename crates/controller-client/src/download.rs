//! Files: the configuration backup and captured packets, as streams that fail where the file is not whole.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use controller_api::{
    Method, Query,
    config_file::{self, Section},
    sniffer,
};
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use reqwest::Response;
use tokio::time::timeout;

use crate::{
    Client, Credential, Error, Form, Kind, Scope,
    answer::Answer,
    client::content_type,
    error::transport,
    gzip::{Checker, MAGIC},
    multipart::{self, File},
    outgoing::Outgoing,
};

/// How much of an answer that is no file is looked at, to say what it is.
const ENOUGH: usize = 64 * 1024;

/// What is known of a kind of file before it comes.
struct Sort {
    /// The name of its part in the answer's form.
    part: &'static str,
    /// The name of a file that came without one.
    nameless: &'static str,
    /// How it begins; one of these, all of the same length.
    begins: &'static [&'static [u8]],
    /// What it is, for the error when it begins otherwise.
    what: &'static str,
    /// It says of itself whether it is whole.
    checked: bool,
}

const BACKUP: Sort = Sort {
    part: multipart::BACKUP,
    nameless: "configuration.conf.gz",
    begins: &[&MAGIC],
    what: "gzip file",
    checked: true,
};

/// Captured packets: in the order of the writer's bytes, with times in micro- or nanoseconds; the last begins a newer form
/// of such files. They end wherever they end, so that only the form around one says whether all of it came.
const CAPTURE: Sort = Sort {
    part: "pcap",
    nameless: "capture.pcap",
    begins: &[
        &[0xd4, 0xc3, 0xb2, 0xa1],
        &[0xa1, 0xb2, 0xc3, 0xd4],
        &[0x4d, 0x3c, 0xb2, 0xa1],
        &[0xa1, 0xb2, 0x3c, 0x4d],
        &[0x0a, 0x0d, 0x0d, 0x0a],
    ],
    what: "file of captured packets",
    checked: false,
};

/// A file on its way from the controller.
pub struct Download {
    /// Its name, as the controller gives it: a plain file name, no path.
    pub filename: String,
    /// Its bytes. They pass as they come; if the file turns out to be cut short or broken, or the connection
    /// breaks, the last item is an `Err`, and what came before must not be taken for the file.
    pub content: BoxStream<'static, Result<Bytes, Error>>,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download").field("filename", &self.filename).finish_non_exhaustive()
    }
}

impl Client {
    /// Fetches a configuration backup: a gzip file, of which this has seen that it begins as one.
    ///
    /// While an import runs, the controller refuses with 409.
    pub async fn download(
        &self,
        who: &Credential,
        scope: &Scope,
        section: Section,
        form: Form,
    ) -> Result<Download, Error> {
        let query = match form {
            Form::Multipart => section.query(),
            Form::Raw => section.query().with("raw", "true"),
        };
        let mut out = Outgoing::new(who, scope, Method::Get, config_file::PATH, &query, None)?;
        // The file is packed already.
        out.header("accept-encoding", "identity")?;
        self.fetch(out, &BACKUP).await
    }

    /// Fetches the packets of a capture, `limit` bytes of them at most: a file of which this has seen that it begins as one.
    pub async fn download_capture(
        &self,
        who: &Credential,
        scope: &Scope,
        id: &str,
        limit: u64,
    ) -> Result<Download, Error> {
        let call = sniffer::PCAP.at([id]).query(Query::new().with("limit", limit.to_string()));
        let mut out = Outgoing::new(who, scope, call.method, &call.path, &call.query, None)?;
        out.header("accept-encoding", "identity")?;
        self.fetch(out, &CAPTURE).await
    }

    async fn fetch(&self, out: Outgoing, sort: &Sort) -> Result<Download, Error> {
        let response = self.inner.open(&out).await?;

        let time = self.inner.config.call_timeout;
        let status = response.status().as_u16();
        let kind = content_type(response.headers());
        let mime = kind.as_deref().unwrap_or_default().to_ascii_lowercase();
        let body = pieces(response, time);
        let File { name, content } = if mime.starts_with("multipart/") {
            let boundary = multer::parse_boundary(kind.as_deref().unwrap_or_default()).map_err(|_| {
                out.fail(Kind::Damaged { detail: "the answer's parts have no boundary".to_owned() })
            })?;
            multipart::read(body, boundary, sort.part).await.map_err(|kind| out.fail(kind))?
        } else if mime.starts_with("text/") || mime.contains("json") {
            let body = beginning(body, ENOUGH).await.map_err(|kind| out.fail(kind))?.0;
            return Err(Answer { status, content_type: kind, body }.foreign(&out));
        } else {
            File { name: None, content: body }
        };

        let (first, rest) = beginning(content, sort.begins[0].len()).await.map_err(|kind| out.fail(kind))?;
        if !sort.begins.iter().any(|begins| first.starts_with(begins)) {
            return Err(out.fail(Kind::Damaged { detail: format!("what came is no {}", sort.what) }));
        }
        let whole = stream::iter([Ok(first)]).chain(rest).boxed();
        let content = if sort.checked { checked(whole) } else { whole };
        let content = content.map_err(move |kind| out.fail(kind)).boxed();
        Ok(Download {
            filename: name.as_deref().and_then(plain).unwrap_or_else(|| sort.nameless.to_owned()),
            content,
        })
    }
}

/// An answer's body, of which each piece has its time.
fn pieces(response: Response, time: Duration) -> BoxStream<'static, Result<Bytes, Kind>> {
    let body = response.bytes_stream().boxed();
    stream::try_unfold(body, move |mut body| async move {
        match timeout(time, body.next()).await {
            Ok(Some(Ok(piece))) => Ok(Some((piece, body))),
            Ok(Some(Err(error))) => Err(transport(&error)),
            Ok(None) => Ok(None),
            Err(_) => Err(Kind::TimedOut { after: time }),
        }
    })
    .boxed()
}

/// The first `length` bytes or more, if there are so many, and the stream of what follows.
pub(crate) async fn beginning<E>(
    mut content: BoxStream<'static, Result<Bytes, E>>,
    length: usize,
) -> Result<(Bytes, BoxStream<'static, Result<Bytes, E>>), E> {
    let mut first = BytesMut::new();
    while first.len() < length
        && let Some(piece) = content.try_next().await?
    {
        first.extend_from_slice(&piece);
    }
    Ok((first.freeze(), content))
}

/// The same bytes, and an error where they are no whole gzip file.
pub(crate) fn checked(
    content: BoxStream<'static, Result<Bytes, Kind>>,
) -> BoxStream<'static, Result<Bytes, Kind>> {
    stream::try_unfold(Some((content, Checker::new())), |state| async {
        let Some((mut content, mut checker)) = state else { return Ok(None) };
        let damaged = |detail| Kind::Damaged { detail };
        match content.try_next().await? {
            Some(piece) => {
                checker.look(&piece).map_err(damaged)?;
                Ok(Some((piece, Some((content, checker)))))
            }
            None => checker.finish().map(|()| None).map_err(damaged),
        }
    })
    .boxed()
}

/// A file name without any path or control character; `None` if nothing of it is left.
fn plain(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
    (!name.trim_matches('.').is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_files_name_is_never_a_path() {
        assert_eq!(plain("NV202611222046.conf.gz").as_deref(), Some("NV202611222046.conf.gz"));
        assert_eq!(plain("../../etc/pass\"wd\n").as_deref(), Some("passwd"));
        assert_eq!(plain("C:\\a.gz").as_deref(), Some("a.gz"));
        assert_eq!(plain(".."), None);
        assert_eq!(plain("a/"), None);
    }
}
