//! A server that sends exactly the bytes that a test wants, and keeps what it was sent.

use std::{
    io::Write,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use controller_client::{Client, Config, Retry};
use flate2::{Compression, write::GzEncoder};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpSocket},
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub method: String,
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The body came to its end.
    pub complete: bool,
    /// The number of the connection that it came on.
    pub connection: usize,
}

impl Seen {
    /// A header's values, if there is one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// What is done about a request.
pub enum Reply {
    /// These bytes are sent; the connection stays.
    Send(Vec<u8>),
    /// These bytes are sent; then the connection is closed.
    Last(Vec<u8>),
    /// The connection is closed without a byte.
    Drop,
    /// Nothing is sent, ever.
    Hang,
}

/// An answer with a length.
pub fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Said\r\nContent-Length: {}\r\n", body.as_ref().len());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    [head.as_bytes(), b"\r\n", body.as_ref()].concat()
}

pub fn json(status: u16, body: &str) -> Reply {
    Reply::Send(answer(status, &[("Content-Type", "application/json")], body))
}

/// A body as one chunk, and no end: the connection is to break there.
pub fn unended(headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n".to_owned();
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("\r\n{:x}\r\n", body.len());
    [head.as_bytes(), body, b"\r\n"].concat()
}

pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

type Handler = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

/// Runs until it is dropped.
pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<AtomicUsize>,
    _tasks: JoinSet<()>,
}

impl Server {
    /// `handler` gets each request and its number, from 0.
    pub async fn start(handler: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::run(None, Arc::new(handler)).await
    }

    pub async fn start_tls(
        tls: TlsAcceptor,
        handler: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::run(Some(tls), Arc::new(handler)).await
    }

    async fn run(tls: Option<TlsAcceptor>, handler: Arc<Handler>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://localhost:{}", listener.local_addr().unwrap().port());
        let (seen, connections) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (kept, count) = (seen.clone(), connections.clone());
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let number = count.fetch_add(1, SeqCst);
                let (tls, handler, seen) = (tls.clone(), handler.clone(), kept.clone());
                open.spawn(async move {
                    match tls {
                        None => serve(stream, number, &*handler, &seen).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, number, &*handler, &seen).await;
                            }
                        }
                    }
                });
            }
        });
        Self { url, seen, connections, _tasks: tasks }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The one request that came.
    pub fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(SeqCst)
    }

    pub fn config(&self) -> Config {
        Config {
            retry: Retry { base: Duration::from_millis(1), ..Retry::default() },
            ..Config::new(&self.url)
        }
    }

    pub fn client(&self) -> Client {
        Client::new(self.config()).unwrap()
    }
}

async fn serve<S>(stream: S, connection: usize, handler: &Handler, all: &Mutex<Vec<Seen>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut stream = BufStream::new(stream);
    while let Some(mut seen) = read(&mut stream).await {
        seen.connection = connection;
        let number = {
            let mut all = all.lock().unwrap();
            all.push(seen.clone());
            all.len() - 1
        };
        let (bytes, last) = match handler(&seen, number) {
            Reply::Send(bytes) => (bytes, false),
            Reply::Last(bytes) => (bytes, true),
            Reply::Drop => return,
            Reply::Hang => return std::future::pending().await,
        };
        if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() || last || !seen.complete
        {
            _ = stream.shutdown().await;
            return;
        }
    }
}

/// A request; `None` at the connection's end. One whose body breaks off is not complete.
async fn read<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufStream<S>) -> Option<Seen> {
    let mut seen = Seen::default();
    let first = line(stream).await?;
    let mut words = first.split(' ');
    (seen.method, seen.target) = (words.next()?.to_owned(), words.next()?.to_owned());
    loop {
        let line = line(stream).await?;
        let Some((name, value)) = line.split_once(": ") else { break };
        seen.headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    if seen.header("transfer-encoding") == Some("chunked") {
        seen.complete = chunks(stream, &mut seen.body).await.is_some();
    } else {
        let length = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
        seen.body.resize(length, 0);
        seen.complete = stream.read_exact(&mut seen.body).await.is_ok();
    }
    Some(seen)
}

async fn chunks<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
    body: &mut Vec<u8>,
) -> Option<()> {
    loop {
        let length = usize::from_str_radix(&line(stream).await?, 16).ok()?;
        let mut chunk = vec![0; length];
        stream.read_exact(&mut chunk).await.ok()?;
        body.extend(chunk);
        line(stream).await?;
        if length == 0 {
            return Some(());
        }
    }
}

async fn line<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufStream<S>) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end_matches("\r\n").to_owned()),
    }
}

/// An address where nobody listens, for as long as this is held: the port is taken, so that nobody else gets it.
pub struct Nowhere {
    pub url: String,
    _socket: TcpSocket,
}

impl Nowhere {
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self { url: format!("http://{}", socket.local_addr().unwrap()), _socket: socket }
    }
}
