//! The least of HTTP that measuring needs: a request on a connection of its own, and what came over the wire.
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use anyhow::{Context, Result, bail};

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

/// Sends a request; `headers` are whole lines.
pub fn send(address: &str, method: &str, path: &str, headers: &[String], body: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(address).with_context(|| address.to_owned())?;
    stream.set_nodelay(true)?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes())?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let end = all
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("an answer without an end of its head")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    Ok(Answer { head, wire: all.len(), body: all.split_off(end + 4) })
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
