//! The import: what is sent, what never is, and what the answers mean.

use bytes::Bytes;
use controller_api::{ErrorCode, auth::Token};
use controller_client::{Credential, Error, Form, Import, Kind, Scope, Upload};
use futures::{Stream, stream};

use crate::server::{Reply, Server, gzip, json};

const RUNNING: &str = r#"{"data":{"tid":"4b4d","ctrler_id":"c0ff","last_update_time":"2026-11-22T20:46:55.2Z",
    "percentage":1,"status":"preparing","triggered_by":"admin","temp_token":"jwt.temp","fail_to_decrypt_key_fields":null}}"#;

fn who() -> Credential {
    Credential::Token(Token::new("jwt"))
}

fn pieces(file: &[u8], size: usize) -> impl Stream<Item = Result<Bytes, std::io::Error>> + Send + use<> {
    let pieces: Vec<_> = file.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

async fn send(server: &Server, form: Form, file: &[u8], size: usize) -> Result<Import, Error> {
    let upload = Upload { filename: "NV.conf.gz".into(), form, standalone: false };
    server.client().upload(&who(), &Scope::Local, &upload, pieces(file, size)).await
}

#[tokio::test]
async fn a_backup_goes_out_as_it_is_and_the_controller_says_that_it_runs() {
    let file = gzip(&b"/object/config\n{}\n".repeat(100));
    for size in [1, 50, file.len()] {
        let server = Server::start(|_, _| json(206, RUNNING)).await;
        let import = send(&server, Form::Raw, &file, size).await.unwrap();
        assert!(import.running);
        assert_eq!((import.task.data.tid.as_str(), import.task.data.percentage), ("4b4d", 1));
        assert_eq!(import.task.data.temp_token, Some(Token::new("jwt.temp")));
        let seen = server.only();
        assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/v1/file/config"));
        assert_eq!(seen.header("content-type"), Some("application/x-gzip"));
        assert_eq!(seen.header("x-as-standalone"), None);
        assert!(seen.complete && seen.body == file);
    }
}

#[tokio::test]
async fn a_form_wraps_it_with_its_name() {
    let file = gzip(b"/object/config\n{}\n");
    let server = Server::start(|_, _| json(206, RUNNING)).await;
    let upload = Upload { filename: "NV.conf.gz".into(), form: Form::Multipart, standalone: true };
    server.client().upload(&who(), &Scope::Local, &upload, pieces(&file, 7)).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.header("x-as-standalone"), Some("true"));
    let boundary = multer::parse_boundary(seen.header("content-type").unwrap()).unwrap();
    let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from(seen.body))]);
    let mut form = multer::Multipart::new(body, boundary);
    let part = form.next_field().await.unwrap().unwrap();
    assert_eq!((part.name(), part.file_name()), (Some("configuration"), Some("NV.conf.gz")));
    assert_eq!(part.content_type().map(ToString::to_string).as_deref(), Some("application/x-gzip"));
    assert_eq!(part.bytes().await.unwrap(), file);
    assert!(form.next_field().await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_no_gzip_file_never_reaches_the_controller() {
    let server = Server::start(|_, _| json(206, RUNNING)).await;
    for file in [&b""[..], b"\x1f", b"\x1f\x8b", b"this is not gzip", b"PK\x03\x04"] {
        for form in [Form::Raw, Form::Multipart] {
            let error = send(&server, form, file, 1).await.expect_err("the controller would die of it");
            assert!(matches!(error.kind(), Kind::NotSent { .. }), "{error}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_file_that_breaks_off_on_the_way_is_not_completed() {
    let file = gzip(&b"/object/config\n{}\n".repeat(100));
    let server = Server::start(|_, _| json(206, RUNNING)).await;
    let error = send(&server, Form::Multipart, &file[..file.len() / 2], 20).await.expect_err("it is cut");
    assert!(matches!(error.kind(), Kind::Damaged { detail } if detail.contains("cut short")), "{error}");

    let broken = stream::iter([Ok(Bytes::from(file)), Err(std::io::Error::other("the browser went away"))]);
    let error = server.client().upload(&who(), &Scope::Local, &Upload::default(), broken).await;
    let error = error.expect_err("its source broke");
    assert!(matches!(error.kind(), Kind::Damaged { detail } if detail.contains("went away")), "{error}");
    assert!(server.seen().iter().all(|seen| !seen.complete), "the controller cannot take it for the whole");
}

#[tokio::test]
async fn an_upload_is_sent_once() {
    let server = Server::start(|_, _| Reply::Drop).await;
    let error = send(&server, Form::Raw, &gzip(b"x"), 9).await.expect_err("dropped");
    assert!(matches!(error.kind(), Kind::Unreachable { .. }), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn an_import_is_asked_after_by_its_id_until_it_is_done() {
    let failed = r#"{"code":18,"error":"Failed to import","message":"Invalid file format",
        "import_task_data":{"data":{"tid":"4b4d","percentage":3,"status":"Invalid file format"}}}"#;
    let server = Server::start(move |_, number| match number {
        0 => json(206, &RUNNING.replace("preparing", "importing")),
        1 => json(200, &RUNNING.replace("preparing", "done")),
        2 => {
            json(410, r#"{"code":6,"error":"Request in wrong format","message":"Another import is ongoing"}"#)
        }
        _ => json(500, failed),
    })
    .await;
    let client = server.client();
    let ask = || client.import_state(&Credential::None, &Scope::Local, "4b4d");
    let import = ask().await.unwrap();
    assert_eq!((import.running, import.task.data.status.as_str()), (true, "importing"));
    let import = ask().await.unwrap();
    assert_eq!((import.running, import.task.data.status.as_str()), (false, "done"));
    assert_eq!(ask().await.expect_err("unknown").status(), Some(410));
    let error = ask().await.expect_err("failed");
    assert_eq!(error.code(), Some(ErrorCode::FailedImport));
    let task = error.refusal().and_then(|refusal| refusal.import_task.as_ref());
    assert_eq!(task.map(|task| task.data.status.as_str()), Some("Invalid file format"));
    for seen in server.seen() {
        assert_eq!((seen.method.as_str(), seen.header("x-transaction-id")), ("POST", Some("4b4d")));
        assert!(seen.body.is_empty());
    }
}

#[tokio::test]
async fn another_import_that_runs_is_a_refusal_even_before_the_file_is_through() {
    let server =
        Server::start(|_, _| json(409, r#"{"code":18,"error":"","message":"Another import is ongoing"}"#))
            .await;
    let error = send(&server, Form::Multipart, &gzip(b"x"), 9).await.expect_err("409");
    assert_eq!(error.status(), Some(409));
}
