//! Those who look on: each holds a connection on which the console says after each of its polls what is new.
use std::{
    fs,
    io::{ErrorKind, Read},
    net::TcpStream,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value as Json;

use super::list;
use crate::{
    bench::{
        Value, http,
        stand::{Stand, resident},
    },
    clock, process,
};

/// How many look on.
const VIEWERS: usize = 1_000;

/// Over how many beats the controller's calls are counted.
const BEATS: usize = 5;

/// How many files a process may need that holds all their connections.
const FILES: usize = VIEWERS + 500;

/// How long all of them may wait for a beat.
const PATIENCE: Duration = Duration::from_secs(90);

/// How often it is looked whether something came.
const EVERY: Duration = Duration::from_millis(20);

/// What the console reads for them.
const LOG: &str = "/v1/log/security";

/// The controller's calls for a beat of all of them, and what they cost the console.
pub fn viewers(stand: &Stand) -> Result<Vec<Value>> {
    let console = stand.console.0.id();
    for id in [std::process::id(), console] {
        may_open_files(id)?;
    }
    let before = resident(console)?;
    let headers = [stand.cookie.clone(), "Accept: text/event-stream".to_owned()];
    // Each has read the list, and wants to be told what came after it.
    let page = list::page(stand, "security", "")?;
    let cursor = page["cursor"].as_str().context("a list without a cursor")?;
    let path = format!("/api/events/live/security?after={cursor}");
    let begin = clock::now();
    let open = |_| Viewer::open(http::ask(&stand.address, "GET", &path, &headers, "")?);
    let mut viewers = (0..VIEWERS).map(open).collect::<Result<Vec<_>>>()?;
    let mut most = before.max(beats(&mut viewers, 1, console)?);
    let seated = begin.elapsed().as_secs_f64();
    // From one beat on, so that whole ones are counted.
    most = most.max(beats(&mut viewers, 1, console)?);
    let seen = |method| http::open(&stand.controller, method, "/_demo/requests", &[], "");
    seen("DELETE")?;
    most = most.max(beats(&mut viewers, BEATS, console)?);
    let polls = polls(&serde_json::from_reader(seen("GET")?)?)?;
    // A beat comes of a poll: with fewer, something else was counted.
    ensure!(polls + 1 >= BEATS, "{BEATS} beats came of {polls} calls of {LOG}");
    Ok(vec![
        Value::new("1,000 look on: polls a beat", polls as f64 / BEATS as f64, "calls"),
        Value::new("1,000 look on: growth of memory", most - before, "MB"),
        Value::new("1,000 look on: until each is told", seated, "s"),
    ])
}

/// How often viewers' log was read, by what the controller has seen. What is read by key is read for the copies.
fn polls(seen: &Json) -> Result<usize> {
    let seen = seen.as_array().context("the demo controller does not say what it was asked")?;
    let by_key = |call: &Json| {
        let headers = call["headers"].as_array();
        headers.is_some_and(|headers| headers.iter().any(|header| header[0] == "x-auth-apikey"))
    };
    Ok(seen.iter().filter(|call| call["path"] == LOG && !by_key(call)).count())
}

/// An open stream.
struct Viewer {
    stream: TcpStream,
    said: Vec<u8>,
    beats: usize,
}

impl Viewer {
    fn open(stream: TcpStream) -> Result<Self> {
        stream.set_nonblocking(true)?;
        Ok(Self { stream, said: Vec::new(), beats: 0 })
    }

    /// Reads what has come.
    fn listen(&mut self) -> Result<()> {
        let mut piece = [0; 1024];
        loop {
            match self.stream.read(&mut piece) {
                Ok(0) => bail!("a stream has ended: {}", String::from_utf8_lossy(&self.said)),
                Ok(read) => self.hear(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Counts beats, and keeps what may be the beginning of one.
    fn hear(&mut self, piece: &[u8]) {
        const BEAT: &[u8] = b"event: beat\n";
        self.said.extend_from_slice(piece);
        while let Some(at) = self.said.windows(BEAT.len()).position(|window| window == BEAT) {
            self.beats += 1;
            self.said.drain(..at + BEAT.len());
        }
    }
}

/// Waits until each has heard so many beats more: the most memory that the console had meanwhile, in MB.
fn beats(viewers: &mut [Viewer], more: usize, console: u32) -> Result<f64> {
    viewers.iter_mut().for_each(|viewer| viewer.beats = 0);
    let begin = clock::now();
    let mut most = 0.0_f64;
    loop {
        viewers.iter_mut().try_for_each(Viewer::listen)?;
        most = most.max(resident(console)?);
        let waiting = viewers.iter().filter(|viewer| viewer.beats < more).count();
        if waiting == 0 {
            return Ok(most);
        }
        ensure!(begin.elapsed() < PATIENCE, "{waiting} of {} were not told anything", viewers.len());
        std::thread::sleep(EVERY);
    }
}

/// Lets a process open as many files as it takes. Many systems let it open 1,024 unless it asks for more.
fn may_open_files(id: u32) -> Result<()> {
    let limits =
        fs::read_to_string(format!("/proc/{id}/limits")).context("this is measured on Linux only")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let now = line.and_then(|line| line.split_whitespace().next()).context("no limit of files in /proc")?;
    if now.parse::<usize>().is_ok_and(|now| now < FILES) {
        let mut prlimit = Command::new("prlimit");
        process::run(prlimit.args(["--pid", &id.to_string(), &format!("--nofile={FILES}:")]))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn beats_are_counted_however_they_are_cut() {
        let (ours, _theirs) = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let ours = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            (ours, listener.accept().unwrap())
        };
        let mut viewer = Viewer::open(ours).unwrap();
        let said = "HTTP/1.1 200 OK\r\n\r\n1c\r\nevent: beat\nid: a\ndata: 0 well\n\n\r\n2\r\n:\n\n";
        for piece in said.repeat(2).as_bytes().chunks(7) {
            viewer.hear(piece);
        }
        assert_eq!(viewer.beats, 2);
    }

    #[test]
    fn copies_are_no_viewers_polls() {
        let call =
            |path: &str, header: &str| json!({"path": path, "headers": [["accept", "*"], [header, "***"]]});
        let seen =
            json!([call(LOG, "x-auth-token"), call(LOG, "x-auth-apikey"), call("/v1/user", "x-auth-token")]);
        assert_eq!(polls(&seen).unwrap(), 1);
    }
}
