//! What is made again, what is not, and who is asked next.

use std::{net::TcpListener, time::Duration};

use controller_api::{
    auth::Token,
    group,
    name::ClusterId,
    service::{self, ServiceUpdate},
    system,
};
use controller_client::{Client, Config, Credential, Error, Kind, Options, Retry, Scope, Trust, Why};

use crate::server::{Nowhere, Reply, Server, answer, json};

const SUMMARY: &str = r#"{"summary":{"hosts":3}}"#;

fn who() -> Credential {
    Credential::Token(Token::new("jwt"))
}

async fn read(client: &Client) -> Result<u32, Error> {
    client.call(&who(), &Scope::Local, system::SUMMARY.at([])).await.map(|shown| shown.summary.hosts)
}

async fn write(client: &Client) -> Result<(), Error> {
    let call = service::CONFIG.send([], &ServiceUpdate::default());
    client.call(&who(), &Scope::Local, call).await.map(|_| ())
}

/// A way of not answering, with its name.
type Failure = (&'static str, fn() -> Reply);

fn failures() -> Vec<Failure> {
    vec![
        ("dropped", || Reply::Drop),
        ("cut short", || Reply::Last(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec())),
        ("502", || Reply::Send(answer(502, &[("Content-Type", "text/html")], "<title>Bad gateway</title>"))),
        ("503", || json(503, r#"{"code":24,"error":"","message":""}"#)),
        ("504", || Reply::Send(answer(504, &[], ""))),
    ]
}

#[tokio::test]
async fn a_read_is_made_again_until_it_is_answered() {
    for (name, failure) in failures() {
        let server =
            Server::start(move |_, number| if number < 2 { failure() } else { json(200, SUMMARY) }).await;
        assert_eq!(read(&server.client()).await.ok(), Some(3), "{name}");
        assert_eq!(server.seen().len(), 3, "{name}");
    }
}

#[tokio::test]
async fn a_read_is_made_three_times_and_no_more() {
    for (name, failure) in failures() {
        let server = Server::start(move |_, _| failure()).await;
        let error = read(&server.client()).await.expect_err(name);
        assert!(error.is_retryable(), "{name}: {error}");
        assert_eq!(server.seen().len(), 3, "{name}");
    }
}

#[tokio::test]
async fn a_write_is_made_once_whatever_becomes_of_it() {
    for (name, failure) in failures() {
        let server = Server::start(move |_, _| failure()).await;
        write(&server.client()).await.expect_err(name);
        assert_eq!(server.seen().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn what_the_controller_said_is_not_asked_again() {
    for status in [400, 401, 403, 404, 408, 409, 500] {
        let server = Server::start(move |_, _| json(status, r#"{"code":6}"#)).await;
        assert_eq!(read(&server.client()).await.expect_err("refused").status(), Some(status));
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_fails_no_read() {
    // Each connection serves one call and closes when the next comes, just as it is being used.
    let server = Server::start(|seen, number| {
        let fresh = number == 0 || seen.connection > 0 && number == 2;
        if fresh { json(200, SUMMARY) } else { Reply::Drop }
    })
    .await;
    let client = server.client();
    assert_eq!(read(&client).await.ok(), Some(3));
    assert_eq!(read(&client).await.ok(), Some(3));
    let connections: Vec<_> = server.seen().iter().map(|seen| seen.connection).collect();
    assert_eq!(connections, [0, 0, 1], "the second call met a connection that closed, and was made again");
}

#[tokio::test]
async fn connections_are_shared_by_clones_and_kept() {
    let server = Server::start(|_, _| json(200, SUMMARY)).await;
    let client = server.client();
    for _ in 0..5 {
        read(&client.clone()).await.unwrap();
        write(&client).await.expect("a body is passed over");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn nobody_there_is_told_from_no_such_name() {
    let nowhere = Nowhere::new();
    let error = read(&Client::new(Config::new(&nowhere.url)).unwrap()).await.expect_err("nobody listens");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Connect, .. }), "{error}");
    // No name has a label of more than 63 characters: this is known without asking anybody.
    let client = Client::new(Config::new(format!("http://{}.invalid:10443", "c".repeat(64)))).unwrap();
    let error = read(&client).await.expect_err("no such name");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Dns, .. }), "{error}");
}

#[tokio::test]
async fn a_connection_that_is_never_taken_ends_with_the_time_for_that() {
    // It is taken by the system, but nobody begins to speak TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let config = Config {
        connect_timeout: Duration::from_millis(30),
        trust: Trust::Insecure,
        retry: Retry { times: 0, ..Retry::default() },
        ..Config::new(format!("https://{address}"))
    };
    let error = read(&Client::new(config).unwrap()).await.expect_err("nobody takes it");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Connect, .. }), "{error}");
}

#[tokio::test]
async fn the_next_controller_is_asked_when_one_cannot_be_reached() {
    let (gone, server) = (Nowhere::new(), Server::start(|_, _| json(200, SUMMARY)).await);
    let client = Client::new(Config {
        controllers: vec![gone.url.clone(), gone.url.clone(), server.url.clone()],
        ..server.config()
    })
    .unwrap();
    assert_eq!(read(&client).await.ok(), Some(3));
    write(&client).await.expect("the one that answered is asked first from now on");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_write_that_reached_nobody_is_not_made_elsewhere_but_the_next_one_is() {
    let (gone, server) = (Nowhere::new(), Server::start(|_, _| json(200, "{}")).await);
    let client =
        Client::new(Config { controllers: vec![gone.url.clone(), server.url.clone()], ..server.config() })
            .unwrap();
    write(&client).await.expect_err("sent once, to the first");
    assert_eq!(server.seen().len(), 0);
    write(&client).await.expect("the second is asked now");
}

#[tokio::test]
async fn a_controller_that_does_not_answer_in_time_is_left_for_the_next_call() {
    let (slow, server) =
        (Server::start(|_, _| Reply::Hang).await, Server::start(|_, _| json(200, SUMMARY)).await);
    let controllers = vec![slow.url.clone(), server.url.clone()];
    let client = Client::new(Config { controllers, ..server.config() }).unwrap();
    let options = Options { timeout: Some(Duration::from_millis(30)), ..Options::default() };
    let outcome = client.call_with(&who(), &Scope::Local, system::SUMMARY.at([]), &options).await;
    let error = outcome.expect_err("its time is up");
    assert!(matches!(error.kind(), Kind::TimedOut { .. }), "{error}");
    assert_eq!(read(&client).await.ok(), Some(3));
}

#[tokio::test]
async fn a_managed_cluster_that_does_not_answer_costs_no_controller_of_the_master() {
    let (first, second) = (
        Server::start(
            |seen, _| {
                if seen.target.starts_with("/v1/fed/") { Reply::Hang } else { json(200, SUMMARY) }
            },
        )
        .await,
        Server::start(|_, _| json(200, SUMMARY)).await,
    );
    let controllers = vec![first.url.clone(), second.url.clone()];
    let client = Client::new(Config { controllers, ..first.config() }).unwrap();
    let managed = Scope::Managed(ClusterId::parse("a69754").unwrap());
    let options = Options { timeout: Some(Duration::from_millis(30)), ..Options::default() };
    let outcome = client.call_with(&who(), &managed, system::SUMMARY.at([]), &options).await;
    assert!(matches!(outcome.expect_err("its time is up").kind(), Kind::TimedOut { .. }));
    assert_eq!(read(&client).await.ok(), Some(3));
    assert_eq!((first.seen().len(), second.seen().len()), (2, 0));
}

#[tokio::test]
async fn a_name_that_is_a_step_in_a_path_is_never_sent() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    for name in ["..", "."] {
        let call = group::SHOW.at([name]);
        let error = server.client().call(&who(), &Scope::Local, call).await.expect_err("another endpoint");
        assert!(matches!(error.kind(), Kind::NotSent { .. }), "{error}");
    }
    assert_eq!(server.seen().len(), 0);
}
