//! The least of HTTP that measuring needs: a request on a connection of its own, and what came over the wire.
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
};

use anyhow::{Context, Result, bail, ensure};

/// An answer.
pub struct Answer {
    /// Its status line and headers.
    pub head: String,
    /// All bytes that came, the head among them.
    pub wire: usize,
    /// The body as it was sent: perhaps compressed, perhaps in chunks.
    pub body: Vec<u8>,
}

impl Answer {
    /// The values of a header.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head.lines().filter_map(move |line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Whether it was a success.
    pub fn is_ok(&self) -> bool {
        self.head.split(' ').nth(1).is_some_and(|status| status.starts_with('2'))
    }
}

/// Sends a request, and leaves the answer where it comes; `headers` are whole lines.
pub fn ask(address: &str, method: &str, path: &str, headers: &[String], body: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).with_context(|| address.to_owned())?;
    stream.set_nodelay(true)?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes())?;
    Ok(stream)
}

/// Sends a request and takes the whole answer.
pub fn send(address: &str, method: &str, path: &str, headers: &[String], body: &str) -> Result<Answer> {
    let mut stream = ask(address, method, path, headers, body)?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let end = all
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("an answer without an end of its head")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    Ok(Answer { head, wire: all.len(), body: all.split_off(end + 4) })
}

/// Sends a request; what is answered well is read as it comes, however much it is.
pub fn open(address: &str, method: &str, path: &str, headers: &[String], body: &str) -> Result<Body> {
    let mut stream = BufReader::new(ask(address, method, path, headers, body)?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        ensure!(stream.read_line(&mut head)? > 0, "an answer without an end of its head:\n{head}");
    }
    let answer = Answer { head, wire: 0, body: Vec::new() };
    ensure!(answer.is_ok(), "{path}:\n{}", answer.head);
    let in_chunks = answer.header("transfer-encoding").any(|how| how.eq_ignore_ascii_case("chunked"));
    Ok(Body::of(stream, in_chunks))
}

/// A body without what carries it. One that breaks off in a chunk is an error.
pub struct Body<R = BufReader<TcpStream>> {
    from: R,
    /// What is left of the chunk; none = it comes as it is, up to the end of the connection.
    chunk: Option<usize>,
    /// The last chunk has come.
    over: bool,
}

impl<R: BufRead> Body<R> {
    fn of(from: R, in_chunks: bool) -> Self {
        Self { from, chunk: in_chunks.then_some(0), over: false }
    }

    /// The length of the next chunk.
    fn next(&mut self) -> io::Result<usize> {
        let mut line = String::new();
        // A chunk ends with an empty line.
        while line.trim().is_empty() {
            line.clear();
            if self.from.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let length = line.split(';').next().unwrap_or_default().trim();
        usize::from_str_radix(length, 16).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

impl<R: BufRead> Read for Body<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.over || into.is_empty() {
            return Ok(0);
        }
        let Some(left) = self.chunk else { return self.from.read(into) };
        let left = if left == 0 { self.next()? } else { left };
        self.over = left == 0;
        let most = left.min(into.len());
        let read = self.from.read(&mut into[..most])?;
        if read == 0 && !self.over {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.chunk = Some(left - read);
        Ok(read)
    }
}

/// Signs in to the console as the demo's administrator: the `Cookie` header of the session.
pub fn sign_in(address: &str) -> Result<String> {
    let headers =
        [format!("Origin: http://{address}"), "Content-Type: application/x-www-form-urlencoded".to_owned()];
    let answer = send(address, "POST", "/session", &headers, "username=admin&password=admin&to=/dashboard")?;
    let cookies: Vec<_> = answer.header("set-cookie").filter_map(|line| line.split(';').next()).collect();
    if answer.header("location").next() != Some("/dashboard") || cookies.is_empty() {
        bail!("the demo's administrator is not let in:\n{}", answer.head);
    }
    Ok(format!("Cookie: {}", cookies.join("; ")))
}

/// An address on this machine that nobody listens on.
pub fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sent: &str) -> io::Result<String> {
        let mut text = String::new();
        Body::of(sent.as_bytes(), true).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn a_body_in_chunks_is_read_as_a_whole_or_not() {
        let whole = "4\r\nname\r\nB;more=1\r\n,\r\nsecond\r\n\r\n0\r\n\r\n";
        assert_eq!(read(whole).unwrap(), "name,\r\nsecond\r\n");
        for cut in [0, 5, 12, whole.len() - 6] {
            assert!(read(&whole[..cut]).is_err(), "{cut}");
        }
        let mut text = String::new();
        Body::of(whole.as_bytes(), false).read_to_string(&mut text).unwrap();
        assert_eq!(text, whole);
    }
}
