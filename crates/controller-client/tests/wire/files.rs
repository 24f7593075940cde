//! The backup: whole, or an error.

use std::time::Duration;

use controller_api::{ErrorCode, auth::Token};
use controller_client::{Client, Config, Credential, Download, Error, Form, Kind, Scope, Section, Why};
use futures::TryStreamExt;

use crate::server::{Reply, Server, answer, gzip, json, unended};

const FORM: (&str, &str) = ("Content-Type", "multipart/form-data; boundary=4c05c320");
const RAW: (&str, &str) = ("Content-Type", "application/x-gzip");

fn backup() -> Vec<u8> {
    let lines: String =
        (0..3000).map(|n| format!("/object/config/user/{n}\n{{\"n\":{}}}\n", n * 7919 % 1009)).collect();
    gzip(lines.as_bytes())
}

fn form(file: &[u8]) -> Vec<u8> {
    let head = b"--4c05c320\r\nContent-Disposition: form-data; name=\"configuration\"; \
        filename=\"NV202611222046.conf.gz\"\r\nContent-Type: application/x-gzip\r\n\r\n";
    [&head[..], file, b"\r\n--4c05c320--\r\n"].concat()
}

async fn fetch(client: &Client, wanted: Form) -> Result<Download, Error> {
    let who = Credential::Token(Token::new("jwt"));
    client.download(&who, &Scope::Local, Section::All, wanted).await
}

async fn content(download: Download) -> Result<Vec<u8>, Error> {
    download.content.map_ok(|piece| piece.to_vec()).try_concat().await
}

/// The whole of what a server that always answers so gives.
async fn fetched(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let server = Server::start(move |_, _| Reply::Last(bytes.clone())).await;
    content(fetch(&server.client(), Form::Multipart).await?).await
}

#[tokio::test]
async fn the_file_in_the_form_comes_out_byte_for_byte_with_its_name() {
    let whole = form(&backup());
    let server = Server::start(move |_, _| Reply::Send(answer(200, &[FORM], &whole))).await;
    let download = fetch(&server.client(), Form::Multipart).await.unwrap();
    assert_eq!(download.filename, "NV202611222046.conf.gz");
    assert_eq!(content(download).await.unwrap(), backup());
    let seen = server.only();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("GET", "/v1/file/config"));
    assert_eq!(seen.header("accept-encoding"), Some("identity"), "it is packed already");
}

#[tokio::test]
async fn a_section_and_the_plain_file_are_asked_for_in_the_query() {
    let server = Server::start(|_, _| Reply::Send(answer(200, &[RAW], backup()))).await;
    let who = Credential::Token(Token::new("jwt"));
    let client = server.client();
    for (section, form) in
        [(Section::Policy, Form::Multipart), (Section::User, Form::Raw), (Section::All, Form::Raw)]
    {
        let download = client.download(&who, &Scope::Local, section, form).await.unwrap();
        assert_eq!(download.filename, "configuration.conf.gz", "a plain file has no name of its own");
        assert_eq!(content(download).await.unwrap(), backup());
    }
    let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
    let path = "/v1/file/config";
    assert_eq!(
        targets,
        [
            format!("{path}?section=policy"),
            format!("{path}?section=user&raw=true"),
            format!("{path}?raw=true")
        ]
    );
}

#[tokio::test]
async fn a_form_whose_end_is_missing_is_damaged() {
    let whole = form(&backup());
    // With a length that fits and a good file within: only the form's end tells.
    for missing in [4, 12, 20, 40, 5000] {
        let error =
            fetched(answer(200, &[FORM], &whole[..whole.len() - missing])).await.expect_err("it is cut");
        assert!(matches!(error.kind(), Kind::Damaged { .. }), "{missing}: {error}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_or_changed_within_a_whole_form_is_damaged() {
    let file = backup();
    let mut changed = file.clone();
    changed[file.len() / 2] ^= 0xff;
    for file in [
        file[..file.len() - 1].to_vec(),
        file[..file.len() / 2].to_vec(),
        changed,
        [&file, &b"x"[..]].concat(),
    ] {
        for (kind, body) in [(FORM, form(&file)), (RAW, file)] {
            let error = fetched(answer(200, &[kind], body)).await.expect_err("it is no whole file");
            assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_no_end() {
    let file = backup();
    for (kind, body) in [(FORM, form(&file)), (RAW, file)] {
        // The last byte that the form needs is there, and the stream is not: nobody can know that it is all.
        let error = fetched(unended(&[kind], &body[..body.len() / 2])).await.expect_err("it breaks");
        assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Closed, .. }), "{error}");
    }
}

#[tokio::test]
async fn what_comes_before_the_break_comes_and_then_the_error() {
    let body = form(&backup());
    let bytes = unended(&[FORM], &body[..body.len() / 2]);
    let server = Server::start(move |_, _| Reply::Last(bytes.clone())).await;
    let mut content = fetch(&server.client(), Form::Multipart).await.unwrap().content;
    let mut came = Vec::new();
    let error = loop {
        match content.try_next().await {
            Ok(Some(piece)) => came.extend_from_slice(&piece),
            Ok(None) => panic!("that was no end"),
            Err(error) => break error,
        }
    };
    assert!(!came.is_empty() && backup().starts_with(&came));
    assert_eq!(error.path(), "/v1/file/config");
    assert!(matches!(content.try_next().await, Ok(None)), "after the error there is nothing more");
}

#[tokio::test]
async fn a_stream_that_stops_is_not_waited_for_longer_than_a_call() {
    let bytes = unended(&[RAW], &backup()[..100]);
    let server = Server::start(move |_, _| Reply::Send(bytes.clone())).await;
    let after = Duration::from_millis(500);
    let client = Client::new(Config { call_timeout: after, ..server.config() }).unwrap();
    let error = content(fetch(&client, Form::Raw).await.unwrap()).await.expect_err("it stops");
    assert_eq!(*error.kind(), Kind::TimedOut { after });
}

#[tokio::test]
async fn what_is_no_backup_is_an_error_before_anything_is_passed_on() {
    let page = answer(200, &[("Content-Type", "text/html")], "<title>Portal</title>");
    let error = fetched(page).await.expect_err("a page");
    assert!(matches!(error.kind(), Kind::NotTheController { excerpt, .. } if excerpt == "Portal"), "{error}");

    let error = fetched(answer(200, &[RAW], "not packed")).await.expect_err("no gzip");
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
    let other = String::from_utf8(form(b"x")).unwrap().replace("configuration", "something");
    let error = fetched(answer(200, &[FORM], other)).await.expect_err("another part");
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
    let error = fetched(answer(200, &[("Content-Type", "multipart/form-data")], form(b"x")))
        .await
        .expect_err("boundary");
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
    let error = fetched(answer(200, &[RAW], "")).await.expect_err("nothing");
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
}

#[tokio::test]
async fn a_refusal_is_one_and_a_gateway_is_asked_again() {
    let server = Server::start(|_, number| match number {
        0 => Reply::Send(answer(503, &[], "")),
        _ => json(409, r#"{"code":17,"error":"Failed to export","message":"Another import is ongoing"}"#),
    })
    .await;
    let error = fetch(&server.client(), Form::Multipart).await.expect_err("an import runs");
    assert_eq!((error.status(), error.code()), (Some(409), Some(ErrorCode::FailedExport)));
    assert_eq!(server.seen().len(), 2);
}

/// Twenty megabytes pass without being kept: the stream gives pieces long before it ends.
#[tokio::test]
async fn a_large_file_passes_in_pieces() {
    let mut random: u64 = 1;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (random >> 56) as u8
    })
    .take(20 << 20)
    .collect();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut encoder, &noise).unwrap();
    let file = encoder.finish().unwrap();
    let bytes = answer(200, &[FORM], form(&file));
    let server = Server::start(move |_, _| Reply::Send(bytes.clone())).await;
    let mut content = fetch(&server.client(), Form::Multipart).await.unwrap().content;
    let (mut came, mut largest) = (0, 0);
    while let Some(piece) = content.try_next().await.unwrap() {
        assert_eq!(piece, file[came..came + piece.len()]);
        came += piece.len();
        largest = largest.max(piece.len());
    }
    assert_eq!(came, file.len());
    assert!(largest < 2 << 20, "a piece had {largest} bytes");
}

fn captured(part: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--4c05c320\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"ab12.pcap\"\r\n\r\n"
    );
    [head.as_bytes(), file, b"\r\n--4c05c320--\r\n"].concat()
}

/// The header of a file without a packet.
const PCAP: [u8; 24] =
    [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0];

#[tokio::test]
async fn captured_packets_come_by_the_same_way() {
    let who = Credential::Token(Token::new("jwt"));
    let whole = answer(200, &[FORM], captured("pcap", &PCAP));
    let server = Server::start(move |_, _| Reply::Send(whole.clone())).await;
    let download = server.client().download_capture(&who, &Scope::Local, "ab12", 104_857_600).await.unwrap();
    assert_eq!(download.filename, "ab12.pcap");
    assert_eq!(content(download).await.unwrap(), PCAP);
    assert_eq!(server.only().target, "/v1/sniffer/ab12/pcap?limit=104857600");

    for (what, body) in [
        ("another part", captured("configuration", &PCAP)),
        ("no packets", captured("pcap", b"<html>")),
        ("nothing", captured("pcap", b"")),
        ("a form that is cut short", captured("pcap", &PCAP)[..100].to_vec()),
    ] {
        let bytes = answer(200, &[FORM], body);
        let server = Server::start(move |_, _| Reply::Last(bytes.clone())).await;
        let outcome = match server.client().download_capture(&who, &Scope::Local, "ab12", 1).await {
            Ok(download) => content(download).await,
            Err(error) => Err(error),
        };
        let error = outcome.expect_err(what);
        assert!(matches!(error.kind(), Kind::Damaged { .. }), "{what}: {error}");
    }
}
