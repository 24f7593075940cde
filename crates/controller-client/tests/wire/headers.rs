//! What is sent, byte for byte where the controller is particular about it, and what is unpacked.

use controller_api::{
    auth::{self, Secret, Token},
    group,
    mode::Mode,
    name::{ClusterId, ServiceName},
    service::{self, ServiceChange, ServiceUpdate},
    system,
};
use controller_client::{Client, Config, Credential, Options, PageHint, Scope};

use crate::server::{Reply, Server, answer, gzip, json};

fn token() -> Credential {
    Credential::Token(Token::new("jwt.jwt.jwt"))
}

#[tokio::test]
async fn a_read_asks_for_gzip_in_the_one_way_that_works_and_sends_no_content_type() {
    let server = Server::start(|_, _| json(200, r#"{"groups":null}"#)).await;
    let call = group::LIST.at([]).query(controller_api::Query::new().brief().page(0, 5));
    let groups = server.client().call(&token(), &Scope::Local, call).await.unwrap();
    assert!(groups.groups.is_empty());
    let seen = server.only();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("GET", "/v1/group?brief=true&start=0&limit=5"));
    assert_eq!(seen.headers.iter().filter(|(name, _)| name == "accept-encoding").count(), 1);
    assert_eq!(seen.header("accept-encoding"), Some("gzip"));
    assert_eq!(seen.header("x-auth-token"), Some("jwt.jwt.jwt"));
    for absent in ["content-type", "x-auth-apikey", "x-nv-page", "authorization", "cookie", "referer"] {
        assert_eq!(seen.header(absent), None, "{absent}");
    }
}

#[tokio::test]
async fn a_write_sends_json_and_an_api_key_goes_with_its_name() {
    let server = Server::start(|_, _| Reply::Send(answer(200, &[], ""))).await;
    let key = Credential::ApiKey { name: "ci".into(), secret: Secret::new("s:cret") };
    let change = ServiceChange {
        services: vec![ServiceName::parse("web.prod").unwrap()],
        policy_mode: Some(Mode::Protect),
        ..ServiceChange::default()
    };
    let call = service::CONFIG.send([], &ServiceUpdate { config: change });
    server.client().call(&key, &Scope::Local, call).await.expect("an empty body is a yes");
    let seen = server.only();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("PATCH", "/v1/service/config"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("x-auth-apikey"), Some("ci:s:cret"));
    assert_eq!(seen.header("x-auth-token"), None);
    assert_eq!(seen.body, br#"{"config":{"services":["web.prod"],"policy_mode":"Protect"}}"#);
}

#[tokio::test]
async fn a_managed_cluster_is_reached_through_the_master() {
    let server = Server::start(|_, _| json(200, r#"{"summary":{"hosts":3}}"#)).await;
    let managed = Scope::Managed(ClusterId::parse("a69754").unwrap());
    let shown = server.client().call(&token(), &managed, system::SUMMARY.at([])).await.unwrap();
    assert_eq!(shown.summary.hosts, 3);
    assert_eq!(server.only().target, "/v1/fed/cluster/a69754/v1/system/summary");
}

#[tokio::test]
async fn a_page_says_that_it_expects_to_be_refused() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = server.client();
    for page in [PageHint::Dashboard, PageHint::Navbar] {
        let options = Options { page: Some(page), ..Options::default() };
        client.call_with(&token(), &Scope::Local, group::LIST.at([]), &options).await.unwrap();
    }
    let pages: Vec<_> =
        server.seen().iter().map(|seen| seen.header("x-nv-page").map(str::to_owned)).collect();
    assert_eq!(pages, [Some("dashboard".to_owned()), Some("navbar".to_owned())]);
}

#[tokio::test]
async fn what_comes_packed_is_unpacked_and_what_does_not_is_not() {
    let body = r#"{"summary":{"hosts":7}}"#;
    let server = Server::start(move |_, number| {
        let kind = ("Content-Type", "application/json");
        Reply::Send(match number {
            0 => answer(200, &[kind, ("Content-Encoding", "gzip")], gzip(body.as_bytes())),
            _ => answer(200, &[kind], body),
        })
    })
    .await;
    let client = server.client();
    for _ in 0..2 {
        let shown = client.call(&token(), &Scope::Local, system::SUMMARY.at([])).await.unwrap();
        assert_eq!(shown.summary.hosts, 7);
    }
    assert_eq!(server.connections(), 1, "one connection serves both");
}

#[tokio::test]
async fn a_base_with_a_path_stays_before_ours() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = Client::new(Config::new(format!("{}/controller/", server.url))).unwrap();
    client.call(&token(), &Scope::Local, group::LIST.at([])).await.unwrap();
    assert_eq!(server.only().target, "/controller/v1/group");
}

#[tokio::test]
async fn nobody_signs_in_with_a_header() {
    let server = Server::start(|_, _| json(200, r#"{"need_to_reset_password":true,"token":null}"#)).await;
    let sign_in = auth::SignIn {
        client_ip: Some("10.1.2.3".into()),
        password: auth::Credentials {
            username: "admin".into(),
            password: Secret::new("hunter2"),
            new_password: None,
        },
    };
    let call = auth::SIGN_IN.send([], &sign_in);
    let signed_in = server.client().call(&Credential::None, &Scope::Local, call).await.unwrap();
    assert!(signed_in.token.is_none());
    let seen = server.only();
    assert!(seen.headers.iter().all(|(name, _)| !name.starts_with("x-auth")), "{:?}", seen.headers);
    assert_eq!(
        seen.body,
        br#"{"client_ip":"10.1.2.3","password":{"username":"admin","password":"hunter2"}}"#
    );
}
