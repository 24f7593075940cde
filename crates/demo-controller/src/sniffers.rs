//! Captures: begun, ended, and what they hold. The packets are made up from the workload's sessions.

use std::net::Ipv4Addr;

use controller_api::{
    session::Session,
    sniffer::{Sniffer, SnifferArgs, SnifferStatus},
};

use crate::{
    clock::Millis,
    packet::{End, frame, pcap},
};

/// One packet in so many milliseconds.
const EVERY: Millis = 200;
/// How many packets a capture holds at most.
const MOST: i64 = 600;

/// A capture.
#[derive(Clone, Debug)]
pub(crate) struct Capture {
    pub(crate) id: String,
    pub(crate) enforcer_id: String,
    pub(crate) workload_id: String,
    /// The pod whose packets they are.
    pub(crate) place: u32,
    pub(crate) args: SnifferArgs,
    pub(crate) started: Millis,
    /// When somebody ended it.
    pub(crate) stopped: Option<Millis>,
}

impl Capture {
    /// When it ended, if it did.
    pub(crate) fn ended(&self, now: Millis) -> Option<Millis> {
        let by_itself =
            self.args.duration.filter(|for_| *for_ > 0).map(|for_| self.started + Millis::from(for_) * 1000);
        [self.stopped, by_itself].into_iter().flatten().filter(|at| *at <= now).min()
    }

    /// What the wire says of it.
    pub(crate) fn shown(&self, sessions: &[Session], now: Millis) -> Sniffer {
        let ended = self.ended(now);
        Sniffer {
            id: self.id.clone(),
            enforcer_id: self.enforcer_id.clone(),
            workload_id: self.workload_id.clone(),
            status: if ended.is_some() { SnifferStatus::Stopped } else { SnifferStatus::Running },
            file_number: self.args.file_number.unwrap_or(5),
            size: self.file(sessions, now).len() as u64,
            args: self.args.filter.clone().unwrap_or_default(),
            start_time: self.started / 1000,
            stop_time: ended.map_or(0, |at| at / 1000),
        }
    }

    /// What it holds: a packet now and then, in each of the workload's sessions that the filter lets through.
    pub(crate) fn file(&self, sessions: &[Session], now: Millis) -> Vec<u8> {
        let until = self.ended(now).unwrap_or(now);
        let filter = self.args.filter.as_deref().unwrap_or_default();
        let kept: Vec<&Session> = sessions.iter().filter(|session| passes(filter, session)).collect();
        let count = if kept.is_empty() { 0 } else { ((until - self.started) / EVERY).clamp(0, MOST) };
        let packet = |number: i64| {
            let at = usize::try_from(number).unwrap_or_default();
            let session = kept[at / 2 % kept.len()];
            let client = End::new(&session.client_ip, session.client_port);
            let server = End::new(&session.server_ip, session.server_port);
            let udp = session.ip_proto == 17;
            let words = payload(session, at % 2 == 0, server.ip);
            let (from, to) = if at % 2 == 0 { (client, server) } else { (server, client) };
            (self.started + number * EVERY, frame(from, to, udp, words.as_bytes()))
        };
        let packets: Vec<(i64, Vec<u8>)> = (0..count).map(packet).collect();
        pcap(packets.iter().map(|(at, frame)| (*at, frame.as_slice())))
    }
}

/// Something that a client and a server may say.
fn payload(session: &Session, asks: bool, server: Ipv4Addr) -> String {
    match (session.application.as_str(), asks) {
        ("HTTP", true) => format!("GET / HTTP/1.1\r\nHost: {server}\r\n\r\n"),
        ("HTTP", false) => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_owned(),
        ("Redis", true) => "*1\r\n$4\r\nPING\r\n".to_owned(),
        ("Redis", false) => "+PONG\r\n".to_owned(),
        (_, true) => "?".repeat(48),
        (_, false) => "!".repeat(160),
    }
}

/// Whether a filter of tcpdump's lets a session through. Of its language the demo knows `tcp`, `udp` and `port`; the
/// rest lets everything through.
fn passes(filter: &str, session: &Session) -> bool {
    let words: Vec<&str> = filter.split_whitespace().collect();
    let is_udp = session.ip_proto == 17;
    let protocol = words.iter().all(|word| match *word {
        "tcp" => !is_udp,
        "udp" => is_udp,
        _ => true,
    });
    let ports = words.windows(2).filter(|pair| pair[0] == "port").filter_map(|pair| pair[1].parse().ok());
    let mut ports = ports.peekable();
    let any_port = ports.peek().is_none();
    protocol
        && (any_port || ports.any(|port: u16| port == session.server_port || port == session.client_port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(application: &str, ip_proto: u8, server_port: u16) -> Session {
        Session {
            application: application.to_owned(),
            ip_proto,
            server_port,
            client_port: 40_000,
            client_ip: "10.42.0.1".to_owned(),
            server_ip: "10.42.0.2".to_owned(),
            ..Session::default()
        }
    }

    fn capture(args: SnifferArgs) -> Capture {
        Capture {
            id: "c".to_owned(),
            enforcer_id: "e".to_owned(),
            workload_id: "w".to_owned(),
            place: 0,
            args,
            started: 10_000,
            stopped: None,
        }
    }

    #[test]
    fn it_ends_by_itself_or_by_somebody_and_then_grows_no_more() {
        let sessions = [session("HTTP", 6, 80)];
        let mut capture = capture(SnifferArgs { duration: Some(5), ..SnifferArgs::default() });
        let size = |capture: &Capture, now| capture.shown(&sessions, now).size;
        assert_eq!(size(&capture, 10_000), 24, "the header of the file");
        assert!(size(&capture, 12_000) < size(&capture, 14_000));
        assert_eq!(size(&capture, 15_000), size(&capture, 99_000));
        let shown = capture.shown(&sessions, 99_000);
        assert_eq!((shown.status, shown.stop_time), (SnifferStatus::Stopped, 15));
        capture.stopped = Some(12_000);
        assert_eq!(capture.shown(&sessions, 99_000).stop_time, 12);
    }

    #[test]
    fn the_filter_chooses_packets() {
        let (web, names) = (session("HTTP", 6, 80), session("DNS", 17, 53));
        for (filter, expected) in [
            ("", [true, true]),
            ("tcp", [true, false]),
            ("udp port 53", [false, true]),
            ("port 80 or port 53", [true, true]),
            ("tcp port 443", [false, false]),
        ] {
            assert_eq!([passes(filter, &web), passes(filter, &names)], expected, "{filter}");
        }
    }
}
