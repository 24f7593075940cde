//! The configuration backup: the controller's file to the byte, or no file.

use controller_api::config_file::Section;
use demo_controller::Fault;
use http_body_util::BodyExt;

use crate::support::{Console, Setup, between::Answered, browser::Browser, soon};

const BACKUP: &str = "/files/configuration";
/// Where the controller has it.
const UPSTREAM: &str = "/v1/file/config";

#[tokio::test]
async fn a_backup_is_the_controllers_to_the_byte() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (path, section) in [
        ("/files/configuration", Section::All),
        ("/files/configuration?section=all", Section::All),
        ("/files/configuration?section=policy", Section::Policy),
    ] {
        let answer = admin.get(path).header("accept-encoding", "gzip, br").send().await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == console.demo.export(section), "{path} is another file");
        assert_eq!(answer.header("content-type"), "application/gzip");
        assert_eq!(answer.header("content-encoding"), "", "the file is packed, not the answer");
        let name = answer.header("content-disposition");
        assert!(name.starts_with("attachment; filename=\"") && name.ends_with(".gz\""), "{name}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!((answer.header("etag"), answer.header("last-modified")), ("", ""));
    }
    assert!(console.demo.export(Section::All) != console.demo.export(Section::Policy));
    assert_eq!(console.demo.count("GET", UPSTREAM), 3, "nothing of it is kept: each is asked for");
}

#[tokio::test]
async fn a_section_that_is_none_is_refused() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    assert_eq!(admin.get("/files/configuration?section=everything").send().await.status, 400);
    assert_eq!(console.demo.count("GET", UPSTREAM), 0);
}

#[tokio::test]
async fn who_may_not_write_the_settings_gets_no_backup_though_the_controller_would_give_it() {
    let console = Console::start().await;
    for user in ["reader", "dev", "netops"] {
        let browser = console.signed_in(user).await;
        let answer = browser.get(BACKUP).send().await;
        assert_eq!((answer.status, answer.header("content-disposition")), (403, ""), "{user}");
    }
    assert_eq!(console.demo.count("GET", UPSTREAM), 0, "it is not even asked");
}

#[tokio::test]
async fn where_there_is_no_file_the_page_says_why() {
    let console = Setup::default().argument("--controller-timeout").argument("1").start().await;
    let admin = console.signed_in("admin").await;
    for (fault, reason, words) in [
        (Fault::on("GET", UPSTREAM).status(409), "busy", text::configuration::backup_busy()),
        (Fault::on("GET", UPSTREAM).status(403), "denied", text::configuration::backup_denied()),
        (Fault::on("GET", UPSTREAM).status(500), "failed", text::configuration::backup_failed()),
        (Fault::on("GET", UPSTREAM).html(), "failed", text::configuration::backup_failed()),
        (
            Fault::on("GET", UPSTREAM).drop_connection(),
            "unreachable",
            text::configuration::backup_unreachable(),
        ),
        (Fault::on("GET", UPSTREAM).hang(), "unreachable", text::configuration::backup_unreachable()),
    ] {
        console.demo.fault(fault.clone());
        let answer = admin.get(BACKUP).send().await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, &*format!("/settings/configuration?backup={reason}")),
            "{fault:?}"
        );
        assert_eq!((answer.header("cache-control"), answer.header("content-disposition")), ("no-store", ""));
        console.demo.clear_faults();
        assert!(admin.get(answer.location()).send().await.text().contains(words), "{reason}");
    }
    console.demo.expire_sessions(None);
    let over = admin.get(BACKUP).send().await;
    assert_eq!(over.location(), "/sign-in?to=%2Fsettings%2Fconfiguration&why=expired");
    assert_eq!(
        admin.get("/profile").send().await.location(),
        "/sign-in?to=%2Fprofile",
        "the session is removed"
    );
}

/// What the controller's answer looks like that carries a file.
fn multipart(file: &[u8], whole: bool) -> Answered {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"configuration\"; filename=\"NV.conf.gz\"\r\n\
                Content-Type: application/octet-stream\r\n\r\n";
    let mut pieces = vec![head.as_bytes().to_vec()];
    pieces.extend(file.chunks(file.len().div_ceil(4).max(1)).map(<[u8]>::to_vec));
    if whole {
        pieces.push(b"\r\n--edge--\r\n".to_vec());
    }
    Answered { status: 200, content_type: "multipart/form-data; boundary=edge", pieces, whole }
}

/// What arrives, and whether it ended well.
async fn download(browser: &Browser) -> (u16, Vec<u8>, bool) {
    let answer = browser.get(BACKUP).open().await;
    let status = answer.status().as_u16();
    let (mut body, mut bytes) = (answer.into_body(), Vec::new());
    loop {
        match soon("the next piece", body.frame()).await {
            None => return (status, bytes, true),
            Some(Err(_)) => return (status, bytes, false),
            Some(Ok(frame)) => bytes.extend_from_slice(&frame.into_data().unwrap_or_default()),
        }
    }
}

#[tokio::test]
async fn half_a_file_never_ends_as_a_whole_one() {
    let console = Setup::default().between().start().await;
    let admin = console.signed_in("admin").await;
    let file = console.demo.export(Section::All);
    console.between().answer(UPSTREAM, multipart(&file, true));
    assert!(download(&admin).await == (200, file.clone(), true), "what is whole passes");

    let mut flipped = file.clone();
    flipped[file.len() / 2] ^= 0x10;
    let padded = [&file[..], b"<html>"].concat();
    for (what, answer) in [
        ("a connection that breaks", multipart(&file[..file.len() - 100], false)),
        ("a file without its end in an answer that is whole", multipart(&file[..file.len() - 9], true)),
        ("a changed byte", multipart(&flipped, true)),
        ("something behind the file", multipart(&padded, true)),
    ] {
        console.between().answer(UPSTREAM, answer);
        let (status, bytes, whole) = download(&admin).await;
        assert!(status == 200 && !whole, "{what}: {status}, ended well after {} bytes", bytes.len());
    }
    for (what, answer) in
        [("no gzip", multipart(b"PK\x03\x04 something else", true)), ("nothing", multipart(b"", true))]
    {
        console.between().answer(UPSTREAM, answer);
        let answer = admin.get(BACKUP).send().await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "/settings/configuration?backup=failed"),
            "{what}"
        );
    }
}

#[tokio::test]
async fn the_files_name_cannot_break_out_of_its_header() {
    let console = Setup::default().between().start().await;
    let admin = console.signed_in("admin").await;
    let mut answer = multipart(&console.demo.export(Section::All), true);
    let head = String::from_utf8(answer.pieces[0].clone()).expect("text");
    answer.pieces[0] = head.replace("NV.conf.gz", "../../a;b \\\\c\u{e9}.gz").into_bytes();
    console.between().answer(UPSTREAM, answer);
    let name = admin.get(BACKUP).send().await.header("content-disposition").to_owned();
    let name =
        name.strip_prefix("attachment; filename=\"").and_then(|rest| rest.strip_suffix('"')).expect("a name");
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)), "{name}");
    assert!(!name.starts_with('.') && !name.is_empty(), "{name}");
}
