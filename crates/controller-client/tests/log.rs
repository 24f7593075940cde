//! What is logged, and what never is. A test binary of its own: the log is the whole process's.

use std::{
    io::{Result, Write},
    sync::{Arc, Mutex},
};

use controller_api::{
    auth::{self, Credentials, Secret, SignIn},
    group,
};
use controller_client::{Client, Config, Credential, Pin, Scope, Trust};
use demo_controller::{ClockMode, DemoController, Fault};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().expect("no test panics while it writes").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no test panics while it writes")).into_owned()
    }
}

#[tokio::test]
async fn an_insecure_client_warns_and_no_secret_is_logged_whatever_goes_wrong() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();

    let demo = DemoController::builder().clock(ClockMode::Manual).tls(true).start().await.unwrap();
    let pin = Pin::of_pem(demo.certificate().unwrap().as_bytes()).unwrap();
    Client::new(Config { trust: Trust::Pinned(pin), ..Config::new(demo.url()) }).unwrap();
    assert!(!log.text().contains("WARN"), "{}", log.text());
    let client = Client::new(Config { trust: Trust::Insecure, ..Config::new(demo.url()) }).unwrap();
    assert!(log.text().contains("WARN") && log.text().contains("INSECURE"), "{}", log.text());

    let (old, new) = ("reset", "Hunter2-is-strong");
    let sign_in = |new: Option<&str>| {
        let password = Credentials {
            username: "reset".into(),
            password: Secret::new(old),
            new_password: new.map(Secret::new),
        };
        auth::SIGN_IN.send([], &SignIn { client_ip: None, password })
    };
    demo.fault(Fault::on("POST", "/v1/auth").html().times(1));
    client.call(&Credential::None, &Scope::Local, sign_in(Some(new))).await.expect_err("a page");
    let signed_in = client.call(&Credential::None, &Scope::Local, sign_in(Some(new))).await.unwrap();
    let token = signed_in.token.unwrap().token;
    let who = Credential::Token(token.clone());
    for fault in [Fault::on("GET", "/v1/group").drop_connection(), Fault::on("GET", "/v1/group").status(500)]
    {
        demo.fault(fault.times(3));
        client.call(&who, &Scope::Local, group::LIST.at([])).await.expect_err("the demo fails");
    }
    demo.clear_faults();
    client.call(&who, &Scope::Local, group::LIST.at([])).await.unwrap();

    let text = log.text();
    for said in ["controller answered", "call failed", "/v1/auth", "/v1/group"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for secret in [new, token.reveal()] {
        assert!(!text.contains(secret), "a secret is in the log");
    }
}
