//! What is not a yes, told apart.

use std::time::Duration;

use controller_api::{
    ErrorCode,
    auth::{self, Credentials, Secret, SignIn, Token},
    group,
};
use controller_client::{Client, Config, Credential, Error, Kind, Options, Scope};
use tokio::time::Instant;

use crate::server::{Reply, Server, answer, gzip, json};

const TOKEN: &str = "jwt.jwt.jwt";
const PASSWORD: &str = "hunter2";

async fn list(client: &Client) -> Error {
    let who = Credential::Token(Token::new(TOKEN));
    client.call(&who, &Scope::Local, group::LIST.at([])).await.expect_err("this must fail")
}

async fn sign_in(client: &Client) -> Error {
    let password =
        Credentials { username: "admin".into(), password: Secret::new(PASSWORD), new_password: None };
    let call = auth::SIGN_IN.send([], &SignIn { client_ip: None, password });
    client.call(&Credential::None, &Scope::Local, call).await.expect_err("this must fail")
}

/// The error of a list that is answered so, and only so.
async fn listed(bytes: Vec<u8>) -> Error {
    let server = Server::start(move |_, _| Reply::Send(bytes.clone())).await;
    list(&server.client()).await
}

fn refused(code: u32) -> String {
    format!(r#"{{"code":{code},"error":"In general","message":"This time"}}"#)
}

#[tokio::test]
async fn a_refusal_keeps_status_code_and_text() {
    let error = listed(answer(404, &[("Content-Type", "application/json")], refused(7))).await;
    assert!(matches!(error.kind(), Kind::Refused { status: 404, .. }), "{error}");
    assert_eq!(error.code(), Some(ErrorCode::ObjectNotFound));
    assert_eq!(error.refusal().map(|refusal| refusal.message.as_str()), Some("This time"));
    assert_eq!(error.to_string(), "GET /v1/group: refused with 404: This time (code 7)");
    assert!(!error.is_signed_out() && !error.is_retryable());
}

#[tokio::test]
async fn the_kinds_of_401_are_told_apart_and_408_is_one() {
    for (status, code, signed_out) in
        [(401, 3, true), (401, 47, false), (401, 48, false), (401, 99, true), (408, 3, true)]
    {
        let error = listed(answer(status, &[], refused(code))).await;
        assert!(matches!(error.kind(), Kind::Unauthorized { .. }), "{error}");
        assert_eq!((error.status(), error.code()), (Some(status), Some(ErrorCode::from_number(code))));
        assert_eq!(error.is_signed_out(), signed_out, "{error}");
    }
    for status in [401, 408] {
        let error = listed(answer(status, &[], "")).await;
        assert!(error.is_signed_out(), "without a word it is one too: {error}");
    }
}

#[tokio::test]
async fn an_error_that_comes_packed_is_read() {
    let body = gzip(refused(25).as_bytes());
    let error = listed(answer(403, &[("Content-Encoding", "gzip")], body)).await;
    assert_eq!((error.status(), error.code()), (Some(403), Some(ErrorCode::AccessDenied)));
}

#[tokio::test]
async fn html_is_not_the_controllers_whatever_the_status() {
    let page = "<html><head><title>Sign in to the portal</title></head><body>…</body></html>";
    let html = [("Content-Type", "text/html; charset=utf-8")];
    for status in [200, 401, 403, 404, 408, 500] {
        let error = listed(answer(status, &html, page)).await;
        let Kind::NotTheController { status: found, content_type, excerpt } = error.kind() else {
            panic!("{status}: {error}");
        };
        assert_eq!((*found, content_type.as_deref()), (status, Some("text/html; charset=utf-8")));
        assert_eq!(excerpt, "Sign in to the portal");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::start(|seen, _| {
        assert_eq!(seen.target, "/v1/group", "the token must not travel on");
        Reply::Send(answer(302, &[("Location", "/elsewhere")], ""))
    })
    .await;
    let error = list(&server.client()).await;
    assert!(matches!(error.kind(), Kind::NotTheController { status: 302, .. }), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn an_answer_that_we_do_not_understand_is_named_by_its_place() {
    let body = r#"{"groups":[{"name":"a","kind":"container","cfg_type":"learned"},
        {"name":"b","kind":"container","cfg_type":"learned","members":[{"id":"jwt.jwt.jwt","display_name":true}]}]}"#;
    let error = listed(answer(200, &[("Content-Type", "application/json")], body)).await;
    let Kind::BadAnswer { status: 200, at, detail } = error.kind() else { panic!("{error}") };
    assert!(at.starts_with("groups[1].members[0]"), "{at}");
    assert!(!detail.contains(TOKEN), "{detail}");
}

#[tokio::test]
async fn an_answer_that_is_cut_inside_is_a_bad_one() {
    let error = listed(answer(200, &[("Content-Type", "application/json")], r#"{"groups":[{"name":"#)).await;
    assert!(matches!(error.kind(), Kind::BadAnswer { .. }), "{error}");
    let mut packed = gzip(&b"{\"groups\":[]}".repeat(50));
    packed.truncate(packed.len() - 10);
    let error = listed(answer(200, &[("Content-Encoding", "gzip")], packed)).await;
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
    let error = listed(answer(200, &[("Content-Encoding", "gzip")], "not packed at all, really")).await;
    assert!(matches!(error.kind(), Kind::Damaged { .. }), "{error}");
}

#[tokio::test]
async fn an_answer_without_end_is_not_taken_into_memory() {
    let server = Server::start(|_, _| json(200, &"[".repeat(5000))).await;
    let client = Client::new(Config { max_answer: 4096, ..server.config() }).unwrap();
    let error = list(&client).await;
    assert!(matches!(error.kind(), Kind::BadAnswer { .. }), "{error}");
}

#[tokio::test]
async fn time_that_is_up_is_up() {
    let server = Server::start(|_, _| Reply::Hang).await;
    let after = Duration::from_millis(30);
    let client = Client::new(Config { call_timeout: after, ..server.config() }).unwrap();
    let begun = Instant::now();
    let error = list(&client).await;
    assert_eq!(*error.kind(), Kind::TimedOut { after });
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(server.seen().len() <= 1, "what took all the time is not tried again");

    let patient = Client::new(server.config()).unwrap();
    let options = Options { timeout: Some(after), ..Options::default() };
    let outcome = patient.call_with(&Credential::None, &Scope::Local, group::LIST.at([]), &options).await;
    assert_eq!(*outcome.expect_err("it never answers").kind(), Kind::TimedOut { after });
}

#[tokio::test]
async fn an_answer_that_stops_in_the_middle_is_not_waited_for_longer() {
    // The body is shorter than its length says, and the connection stays.
    let server =
        Server::start(|_, _| Reply::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec())).await;
    let after = Duration::from_millis(30);
    let client = Client::new(Config { call_timeout: after, ..server.config() }).unwrap();
    assert_eq!(*list(&client).await.kind(), Kind::TimedOut { after });
}

#[tokio::test]
async fn no_secret_is_in_an_error_whatever_echoes_it() {
    let echoes: [fn(&str) -> Reply; 5] = [
        |secret| Reply::Send(answer(500, &[("Content-Type", "text/plain")], format!("header was {secret}"))),
        |secret| Reply::Send(answer(200, &[], format!(r#"{{"groups":"{secret}","token":"{secret}"}}"#))),
        |secret| Reply::Send(answer(200, &[("Content-Type", "application/json")], format!(r#""{secret}""#))),
        |secret| {
            Reply::Send(answer(200, &[("Content-Type", "text/html")], format!("<title>{secret}</title>")))
        },
        |_| Reply::Drop,
    ];
    for echo in echoes {
        let server = Server::start(move |_, _| echo(TOKEN)).await;
        let error = list(&server.client()).await;
        assert!(!format!("{error} {error:?} {:?}", error.kind()).contains(TOKEN), "{error}");
    }
    for echo in [echoes[0], echoes[1], echoes[2], echoes[4]] {
        let server = Server::start(move |_, _| echo(PASSWORD)).await;
        let error = sign_in(&server.client()).await;
        assert!(!format!("{error} {error:?} {:?}", error.kind()).contains(PASSWORD), "{error}");
    }
}
