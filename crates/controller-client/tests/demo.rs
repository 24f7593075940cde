//! Whole conversations with the demo controller, over HTTP and TLS.

#![allow(clippy::unwrap_used, reason = "what serves a test may fail as a test may")]

use std::time::Duration;

use bytes::Bytes;
use controller_api::{
    ErrorCode, Query,
    auth::{self, Credentials, Secret, SignIn, SignedIn},
    group,
    mode::Mode,
    name::{GroupName, ServiceName},
    service::{self, ServiceChange, ServiceUpdate},
    session,
    sniffer::{self, SnifferStart, SnifferStatus},
    system, user, workload,
};
use controller_client::{
    Client, Config, Credential, Error, Form, Import, Kind, Options, Pin, Scope, Section, Trust, Upload, Why,
};
use demo_controller::{ClockMode, DemoController, Fault, Running};
use futures::TryStreamExt;

async fn demo() -> Running {
    DemoController::builder().clock(ClockMode::Manual).start().await.unwrap()
}

fn client(demo: &Running) -> Client {
    Client::new(Config::new(demo.url())).unwrap()
}

async fn try_sign_in(client: &Client, username: &str, new: Option<&str>) -> Result<SignedIn, Error> {
    let password = Credentials {
        username: username.to_owned(),
        password: Secret::new(username),
        new_password: new.map(Secret::new),
    };
    let call = auth::SIGN_IN.send([], &SignIn { client_ip: None, password });
    client.call(&Credential::None, &Scope::Local, call).await
}

async fn sign_in(client: &Client, username: &str) -> Credential {
    Credential::Token(try_sign_in(client, username, None).await.unwrap().token.expect("a session").token)
}

async fn mode(client: &Client, who: &Credential, group: &str) -> Option<Mode> {
    let call = group::LIST.at([]).query(Query::new().brief().with_cap());
    let groups = client.call(who, &Scope::Local, call).await.unwrap().groups;
    groups.iter().find(|found| found.name.as_str() == group).expect("the demo has it").policy_mode
}

async fn switch(client: &Client, who: &Credential, groups: &[&str], mode: Mode) -> Result<(), Error> {
    let service = |group: &&str| GroupName::parse(group).unwrap().service().unwrap();
    let services: Vec<ServiceName> = groups.iter().map(service).collect();
    let config = ServiceChange { services, policy_mode: Some(mode), ..ServiceChange::default() };
    client.call(who, &Scope::Local, service::CONFIG.send([], &ServiceUpdate { config })).await.map(|_| ())
}

async fn backup(client: &Client, who: &Credential, section: Section, form: Form) -> Result<Vec<u8>, Error> {
    let download = client.download(who, &Scope::Local, section, form).await?;
    assert!(download.filename.ends_with(".conf.gz"), "{}", download.filename);
    download.content.map_ok(|piece| piece.to_vec()).try_concat().await
}

async fn import(client: &Client, who: &Credential, form: Form, file: Vec<u8>) -> Result<Import, Error> {
    let upload = Upload { filename: "backup.conf.gz".to_owned(), form, standalone: false };
    let pieces: Vec<_> =
        file.chunks(999).map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece))).collect();
    client.upload(who, &Scope::Local, &upload, futures::stream::iter(pieces)).await
}

#[tokio::test]
async fn an_admin_signs_in_switches_modes_and_signs_out() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    let group = "nv.catalog.storefront";
    assert_eq!(mode(&client, &who, group).await, Some(Mode::Discover));
    // It comes from a custom resource: it is passed over in silence.
    let fixed = "nv.warehouse.storefront";
    let before = mode(&client, &who, fixed).await;
    for wanted in [Mode::Monitor, Mode::Protect, Mode::Discover] {
        switch(&client, &who, &[group, fixed], wanted).await.unwrap();
        assert_eq!(mode(&client, &who, group).await, Some(wanted));
        assert_eq!(mode(&client, &who, fixed).await, before);
    }

    client.call(&who, &Scope::Local, auth::KEEP_ALIVE.at([])).await.unwrap();
    client.call(&who, &Scope::Local, auth::SIGN_OUT.at([])).await.unwrap();
    let error = client.call(&who, &Scope::Local, group::LIST.at([])).await.expect_err("the session is over");
    assert!(error.is_signed_out(), "{error}");
}

#[tokio::test]
async fn the_ways_of_not_getting_in_are_told_apart() {
    let demo = demo().await;
    let client = client(&demo);
    for (user, code, status) in [
        ("nobody", ErrorCode::Unauthorized, 401),
        ("blocked", ErrorCode::LoginBlocked, 401),
        ("expired", ErrorCode::PasswordExpired, 401),
    ] {
        let error = try_sign_in(&client, user, None).await.expect_err(user);
        assert_eq!((error.status(), error.code()), (Some(status), Some(code)), "{user}");
    }
    let due = try_sign_in(&client, "reset", None).await.unwrap();
    assert!(due.need_to_reset_password && due.token.is_none());
    let weak = try_sign_in(&client, "reset", Some("weak")).await.expect_err("too weak");
    assert_eq!((weak.status(), weak.code()), (Some(400), Some(ErrorCode::WeakPassword)));
    assert!(weak.refusal().is_some_and(|refusal| refusal.password_rules.is_some()), "the rules come with it");
    assert!(try_sign_in(&client, "reset", Some("Str0ng-enough")).await.unwrap().token.is_some());
}

#[tokio::test]
async fn a_key_is_as_good_as_a_session_and_a_wrong_one_is_not() {
    let demo = demo().await;
    let client = client(&demo);
    let key = |secret| Credential::ApiKey { name: "reader-key".into(), secret: Secret::new(secret) };
    client.call(&key("reader-secret"), &Scope::Local, system::SUMMARY.at([])).await.unwrap();
    let error =
        client.call(&key("wrong"), &Scope::Local, system::SUMMARY.at([])).await.expect_err("a wrong key");
    assert!(error.is_signed_out(), "{error}");
    let error = switch(&client, &key("reader-secret"), &["nv.catalog.storefront"], Mode::Protect).await;
    assert!(matches!(error.expect_err("a reader").status(), Some(403 | 404)));
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_of_work_is_noticed() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    client.call(&who, &Scope::Local, user::SELF.at([])).await.unwrap();
    assert!(demo.expire_sessions(Some("admin")) > 0);
    let error = client.call(&who, &Scope::Local, user::SELF.at([])).await.expect_err("it is over");
    assert!(error.is_signed_out(), "{error}");
}

#[tokio::test]
async fn the_backup_is_the_controllers_byte_for_byte() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    for section in [Section::All, Section::Policy] {
        for form in [Form::Multipart, Form::Raw] {
            let file = backup(&client, &who, section, form).await.unwrap();
            assert!(file == demo.export(section), "{section:?} {form:?}: {} bytes", file.len());
        }
    }
}

#[tokio::test]
async fn a_backup_is_imported_and_every_session_ends() {
    for form in [Form::Multipart, Form::Raw] {
        let demo = demo().await;
        let client = client(&demo);
        let who = sign_in(&client, "admin").await;
        let file = backup(&client, &who, Section::All, Form::Multipart).await.unwrap();
        demo.set_import(2, Duration::ZERO);
        let begun = import(&client, &who, form, file).await.unwrap();
        assert!(begun.running);
        let error = backup(&client, &who, Section::All, Form::Raw).await.expect_err("an import runs");
        assert_eq!((error.status(), error.code()), (Some(409), Some(ErrorCode::FailedExport)));

        let asker = Credential::Token(begun.task.data.temp_token.expect("a token to ask with"));
        let mut asked = 0;
        let end = loop {
            match client.import_state(&asker, &Scope::Local, &begun.task.data.tid).await {
                Ok(import) if import.running => asked += 1,
                end => break end,
            }
            assert!(asked < 20, "it never ends");
        };
        assert!(asked > 0, "it took a while");
        if let Err(error) = end {
            assert!(error.is_signed_out(), "running and then 401 means done: {error}");
        }
        let error =
            client.call(&who, &Scope::Local, group::LIST.at([])).await.expect_err("all are signed out");
        assert!(error.is_signed_out(), "{error}");
    }
}

#[tokio::test]
async fn what_is_no_backup_never_reaches_the_controller() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    let error = import(&client, &who, Form::Raw, b"this is not gzip".to_vec()).await.expect_err("no backup");
    assert!(matches!(error.kind(), Kind::NotSent { .. }), "{error}");
    assert_eq!(demo.count("POST", "/v1/file/config"), 0);
}

#[tokio::test]
async fn a_controller_that_is_not_well_is_told_by_its_symptoms() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    let list = || client.call(&who, &Scope::Local, group::LIST.at([]));
    let on = || Fault::on("*", "/v1/group");

    demo.fault(on().drop_connection().times(2));
    list().await.expect("a read is made again");

    demo.fault(on().html().times(1));
    assert!(matches!(list().await.expect_err("a page").kind(), Kind::NotTheController { .. }));
    demo.fault(on().status(500).times(1));
    assert_eq!(list().await.expect_err("500").status(), Some(500));
    demo.fault(on().status(408).times(1));
    assert!(list().await.expect_err("idle for too long").is_signed_out());

    demo.fault(on().hang().times(1));
    let options = Options { timeout: Some(Duration::from_millis(50)), ..Options::default() };
    let outcome = client.call_with(&who, &Scope::Local, group::LIST.at([]), &options).await;
    assert!(matches!(outcome.expect_err("it hangs").kind(), Kind::TimedOut { .. }));
    demo.clear_faults();
    demo.release();

    demo.fault(Fault::on("PATCH", "/v1/service/config").drop_connection().times(1));
    demo.clear_requests();
    let error = switch(&client, &who, &["nv.catalog.storefront"], Mode::Protect).await.expect_err("dropped");
    assert!(matches!(error.kind(), Kind::Unreachable { .. }), "{error}");
    assert_eq!(demo.count("PATCH", "/v1/service/config"), 1, "a write is never made again");

    demo.go_away();
    let error = list().await.expect_err("it is gone");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Closed | Why::Connect, .. }), "{error}");
    demo.come_back();
    list().await.expect("it is back");
}

#[tokio::test]
async fn over_tls_its_own_certificate_is_the_way_in() {
    let demo = DemoController::builder().clock(ClockMode::Manual).tls(true).start().await.unwrap();
    let pem = demo.certificate().expect("it has one").as_bytes().to_vec();
    let pin = Pin::of_pem(&pem).unwrap();
    for trust in [Trust::Ca(pem), Trust::Pinned(pin), Trust::Insecure] {
        let client = Client::new(Config { trust, ..Config::new(demo.url()) }).unwrap();
        let who = sign_in(&client, "admin").await;
        assert_eq!(mode(&client, &who, "nv.cart.storefront").await, Some(Mode::Monitor));
        client.call(&who, &Scope::Local, auth::SIGN_OUT.at([])).await.unwrap();
    }
    let wrong: Pin = "00".repeat(32).parse().unwrap();
    let client = Client::new(Config { trust: Trust::Pinned(wrong), ..Config::new(demo.url()) }).unwrap();
    let error = try_sign_in(&client, "admin", None).await.expect_err("not the pinned one");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Tls, .. }), "{error}");
}

/// Where in the file its packets are; a file whose end is no packet's is none.
fn packets(file: &[u8]) -> usize {
    assert_eq!(file[..4], 0xa1b2_c3d4_u32.to_le_bytes(), "it begins as such files do");
    let (mut at, mut count) = (24, 0);
    while at < file.len() {
        let length: [u8; 4] = file[at + 8..at + 12].try_into().unwrap();
        at += 16 + u32::from_le_bytes(length) as usize;
        count += 1;
    }
    assert_eq!(at, file.len());
    count
}

#[tokio::test]
async fn packets_are_captured_and_come_as_a_file_of_the_size_that_is_listed() {
    let demo = demo().await;
    let client = client(&demo);
    let who = sign_in(&client, "admin").await;
    let pods = workload::LIST.at([]).query(Query::new().pods().with("f_service", "frontend.storefront"));
    let pod = client.call(&who, &Scope::Local, pods).await.unwrap().workloads[0].brief.id.clone();
    let start = sniffer::START.send([], &SnifferStart::default()).query(session::of_workload(&pod));
    let id = client.call(&who, &Scope::Local, start).await.unwrap().result.id;
    let shown = async || client.call(&who, &Scope::Local, sniffer::SHOW.at([&id])).await.unwrap().sniffer;
    assert_eq!(shown().await.status, SnifferStatus::Running);
    demo.advance(Duration::from_secs(4));
    client.call(&who, &Scope::Local, sniffer::STOP.at([&id])).await.unwrap();
    demo.advance(Duration::from_secs(60));
    let stopped = shown().await;
    assert_eq!(stopped.status, SnifferStatus::Stopped);

    let download = client.download_capture(&who, &Scope::Local, &id, 1 << 20).await.unwrap();
    assert_eq!(download.filename, format!("{id}.pcap"));
    let file: Vec<u8> = download.content.map_ok(|piece| piece.to_vec()).try_concat().await.unwrap();
    assert_eq!((file.len() as u64, packets(&file)), (stopped.size, 20));
    // No more comes than was asked for, however much there is.
    let download = client.download_capture(&who, &Scope::Local, &id, 100).await.unwrap();
    let part: Vec<u8> = download.content.map_ok(|piece| piece.to_vec()).try_concat().await.unwrap();
    assert_eq!(part, file[..100]);

    client.call(&who, &Scope::Local, sniffer::DELETE.at([&id])).await.unwrap();
    let error = client.download_capture(&who, &Scope::Local, &id, 100).await.expect_err("it is gone");
    assert_eq!(error.status(), Some(404));
}
