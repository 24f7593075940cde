//! Whom the client believes to be the controller.

use std::sync::Arc;

use controller_api::{auth::Token, system};
use controller_client::{Client, Config, Credential, Error, Kind, Pin, Scope, Trust, Why};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, SigningKey};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
    sign::{CertifiedKey, SingleCertAndKey},
};
use tokio_rustls::TlsAcceptor;

use crate::server::{Server, json};

/// What a server shows, and the first of it as PEM.
struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Identity {
    fn new(chain: Vec<CertificateDer<'static>>, key: &KeyPair) -> Self {
        Self { chain, key: PrivatePkcs8KeyDer::from(key.serialize_der()).into() }
    }

    fn self_signed(change: impl Fn(&mut CertificateParams)) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        change(&mut params);
        Self::new(vec![params.self_signed(&key).unwrap().der().clone()], &key)
    }

    /// A certificate of version 1, which has no extensions: the one above without them, signed anew.
    fn version_1() -> Self {
        let key = KeyPair::generate().unwrap();
        let third = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
        let (certificate, _) = split(third.der());
        let (tbs, after) = split(certificate);
        let (algorithm, _) = split_whole(after);
        let (_version, mut fields) = split_whole(tbs);
        let mut plain = Vec::new();
        for _ in ["serial", "algorithm", "issuer", "validity", "subject", "key"] {
            let (field, rest) = split_whole(fields);
            plain.extend_from_slice(field);
            fields = rest;
        }
        let plain = der(0x30, &plain);
        let signature = der(0x03, &[&[0], &*key.sign(&plain).unwrap()].concat());
        let whole = der(0x30, &[&plain, algorithm, &signature].concat());
        Self::new(vec![CertificateDer::from(whole)], &key)
    }

    fn pem(&self) -> Vec<u8> {
        pem(&self.chain[0])
    }

    async fn serve(&self) -> Server {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = provider.key_provider.load_private_key(self.key.clone_key()).unwrap();
        // Without the check that key and certificate belong together: it cannot read version 1.
        let shown = SingleCertAndKey::from(CertifiedKey::new(self.chain.clone(), key));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(shown));
        let tls = TlsAcceptor::from(Arc::new(config));
        Server::start_tls(tls, |_, _| json(200, r#"{"summary":{"hosts":3}}"#)).await
    }
}

/// The content of the DER element that `bytes` begin with, and what follows it.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (length, head) = match bytes[1] {
        short @ 0..=0x7f => (usize::from(short), 2),
        0x81 => (usize::from(bytes[2]), 3),
        0x82 => (usize::from(bytes[2]) << 8 | usize::from(bytes[3]), 4),
        other => panic!("a length of {other:x}"),
    };
    (&bytes[head..head + length], &bytes[head + length..])
}

/// The same with tag and length.
fn split_whole(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.len() - split(bytes).1.len())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], &length[..], content].concat()
}

fn pem(der: &CertificateDer<'_>) -> Vec<u8> {
    use base64::{Engine, prelude::BASE64_STANDARD};
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", BASE64_STANDARD.encode(der))
        .into_bytes()
}

async fn ask(server: &Server, trust: Trust) -> Result<u32, Error> {
    ask_at(&server.url, trust).await
}

async fn ask_at(url: &str, trust: Trust) -> Result<u32, Error> {
    let client = Client::new(Config { trust, ..Config::new(url) }).unwrap();
    let who = Credential::Token(Token::new("jwt"));
    client.call(&who, &Scope::Local, system::SUMMARY.at([])).await.map(|shown| shown.summary.hosts)
}

#[track_caller]
fn distrusts(outcome: Result<u32, Error>) -> String {
    let error = outcome.expect_err("it must not be believed");
    assert!(matches!(error.kind(), Kind::Unreachable { why: Why::Tls, .. }), "{error}");
    assert!(!error.is_retryable());
    error.to_string()
}

/// Some authority, so that there is a trusted certificate even where the system has none.
fn another_ca() -> Trust {
    Trust::Ca(Identity::self_signed(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)).pem())
}

#[tokio::test]
async fn a_self_signed_controller_is_not_believed_by_itself() {
    let identity = Identity::self_signed(|_| ());
    let server = identity.serve().await;
    distrusts(ask(&server, another_ca()).await);
    assert_eq!(server.connections(), 1, "distrust is not tried again");
    // Where the system has no certificates at all, there is no client that could believe somebody.
    if let Ok(client) = Client::new(Config::new(&server.url)) {
        let call = system::SUMMARY.at([]);
        distrusts(client.call(&Credential::None, &Scope::Local, call).await.map(|shown| shown.summary.hosts));
    }
    assert_eq!(server.seen().len(), 0, "nothing was said to it");
}

#[tokio::test]
async fn an_authority_of_a_file_is_believed_for_the_name_that_is_called() {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(params, key).unwrap();
    let leaf_key = KeyPair::generate().unwrap();
    let leaf =
        CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&leaf_key, &ca).unwrap();
    let server = Identity::new(vec![leaf.der().clone()], &leaf_key).serve().await;
    let trust = Trust::Ca(pem(ca.der()));
    assert_eq!(ask(&server, trust.clone()).await.ok(), Some(3));
    distrusts(ask_at(&server.url.replace("localhost", "127.0.0.1"), trust).await);
}

#[tokio::test]
async fn a_self_signed_certificate_in_the_file_counts_for_itself() {
    let plain = Identity::self_signed(|_| ());
    let authority = Identity::self_signed(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    for identity in [plain, authority] {
        let server = identity.serve().await;
        let trust = Trust::Ca(identity.pem());
        assert_eq!(ask(&server, trust.clone()).await.map_err(|error| error.to_string()), Ok(3));
        distrusts(ask_at(&server.url.replace("localhost", "127.0.0.1"), trust).await);
    }
}

#[tokio::test]
async fn a_certificate_in_the_file_that_is_out_of_date_is_not_believed() {
    let identity = Identity::self_signed(|params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    });
    distrusts(ask(&identity.serve().await, Trust::Ca(identity.pem())).await);
}

#[tokio::test]
async fn a_pinned_certificate_is_believed_whatever_its_names_and_dates() {
    let stale = Identity::self_signed(|params| {
        params.subject_alt_names.clear();
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    });
    for identity in [stale, Identity::version_1()] {
        let server = identity.serve().await;
        let pin = Pin::of_pem(&identity.pem()).unwrap();
        let typed: Pin = pin.to_string().parse().unwrap();
        for pin in [pin, typed] {
            let outcome = ask_at(&server.url.replace("localhost", "127.0.0.1"), Trust::Pinned(pin)).await;
            assert_eq!(outcome.map_err(|error| error.to_string()), Ok(3));
        }
    }
}

#[tokio::test]
async fn another_certificate_than_the_pinned_one_is_not_believed_and_says_which_it_is() {
    let (wanted, shown) = (Identity::self_signed(|_| ()), Identity::self_signed(|_| ()));
    let text = distrusts(ask(&shown.serve().await, Trust::Pinned(Pin::of_pem(&wanted.pem()).unwrap())).await);
    assert!(text.contains(&Pin::of_pem(&shown.pem()).unwrap().to_string()), "{text}");
}

#[tokio::test]
async fn a_copy_of_the_pinned_certificate_without_its_key_is_not_believed() {
    let wanted = Identity::self_signed(|_| ());
    let thief = Identity { chain: wanted.chain.clone(), ..Identity::self_signed(|_| ()) };
    distrusts(ask(&thief.serve().await, Trust::Pinned(Pin::of_pem(&wanted.pem()).unwrap())).await);
}

#[tokio::test]
async fn whoever_believes_anybody_is_believed_to_want_that() {
    for identity in [Identity::self_signed(|_| ()), Identity::version_1()] {
        assert_eq!(ask(&identity.serve().await, Trust::Insecure).await.ok(), Some(3));
    }
}

#[test]
fn a_file_of_authorities_that_holds_none_is_an_error_at_the_start() {
    let trust = Trust::Ca(b"no certificate".to_vec());
    assert!(Client::new(Config { trust: trust.clone(), ..Config::new("https://c:10443") }).is_err());
    // Without TLS, nobody looks at certificates.
    assert!(Client::new(Config { trust, ..Config::new("http://c:10443") }).is_ok());
}
