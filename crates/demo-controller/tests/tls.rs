//! Over TLS, with the certificate that it says it has.

use std::sync::Arc;

use demo_controller::{ClockMode, DemoController};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

#[tokio::test]
async fn it_speaks_tls_with_its_own_certificate() {
    let demo =
        DemoController::builder().tls(true).clock(ClockMode::Manual).start().await.expect("a free port");
    assert!(demo.url().starts_with("https://127.0.0.1:"));
    let pem = demo.certificate().expect("a certificate");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).expect("PEM")).expect("a certificate");
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = tokio::net::TcpStream::connect(demo.addr()).await.expect("it listens");
    let name = ServerName::try_from("127.0.0.1").expect("an address");
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.expect("it is trusted");
    let request = b"GET /v1/eula HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n";
    stream.write_all(request).await.expect("it reads");
    let mut answer = Vec::new();
    // The connection may end without a farewell; what came is what counts.
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""accepted":true"#), "{answer}");
}
