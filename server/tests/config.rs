//! How the console comes to trust its controller, and what it does not start with.

use std::path::Path;

use app::sign_in::Refusal;
use clap::Parser;
use controller_client::Pin;
use demo_controller::Running;
use server::{App, Config};

use crate::support::{Console, Setup, directory::Directory};

/// A console before a controller that speaks TLS, told to trust it by these arguments; files for them go into a
/// directory that is there until the console runs.
async fn console(arguments: impl Fn(&Running, &Path) -> Vec<String>) -> Console {
    let setup = Setup::default().tls();
    let demo = setup.demo().await;
    let directory = Directory::new();
    let arguments = arguments(&demo, directory.path());
    arguments.iter().fold(setup, |setup, argument| setup.argument(argument)).start_before(demo).await
}

/// A console that does not trust its controller sends it nothing, and says that it cannot be reached.
async fn distrusts(console: &Console) {
    let answer = console.browser().sign_in("admin", "admin").await;
    let said = format!("%22refusal%22%3A%22{:?}%22", Refusal::Unreachable);
    assert!(answer.set_cookie(app::sign_in::COOKIE).contains(&said), "{:?}", answer.headers);
    assert_eq!(console.demo.requests(), [], "the password went to a stranger");
}

/// The demo's certificate in a file.
fn file(demo: &Running, directory: &Path) -> String {
    let path = directory.join("controller.pem");
    std::fs::write(&path, certificate(demo)).expect("the directory is there");
    path.display().to_string()
}

fn certificate(demo: &Running) -> &str {
    demo.certificate().expect("it speaks TLS")
}

fn pin(demo: &Running) -> Pin {
    Pin::of_pem(certificate(demo).as_bytes()).expect("it is a certificate")
}

#[tokio::test]
async fn a_stranger_is_not_trusted() {
    distrusts(&console(|_, _| Vec::new()).await).await;
}

#[tokio::test]
async fn the_pinned_certificate_is_trusted_by_its_fingerprint() {
    let console = console(|demo, _| vec![format!("--controller-pin={}", pin(demo))]).await;
    console.signed_in("admin").await;
    // As the certificate's digits are often written: without colons, in small letters.
    let plain = |demo: &Running| pin(demo).to_string().replace(':', "").to_lowercase();
    self::console(|demo, _| vec![format!("--controller-pin={}", plain(demo))]).await.signed_in("admin").await;
}

#[tokio::test]
async fn the_pinned_certificate_is_trusted_by_its_file() {
    let console = console(|demo, dir| vec![format!("--controller-pin={}", file(demo, dir))]).await;
    console.signed_in("admin").await;
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_by_its_file() {
    let console = console(|demo, dir| vec![format!("--controller-ca={}", file(demo, dir))]).await;
    console.signed_in("admin").await;
}

#[tokio::test]
async fn anybody_is_trusted_when_one_says_so() {
    console(|_, _| vec!["--controller-insecure".to_owned()]).await.signed_in("admin").await;
}

#[tokio::test]
async fn another_certificate_than_the_pinned_one_is_refused() {
    let other = Setup::default().tls().demo().await;
    distrusts(&console(|_, _| vec![format!("--controller-pin={}", pin(&other))]).await).await;
    distrusts(&console(|_, dir| vec![format!("--controller-ca={}", file(&other, dir))]).await).await;
}

#[tokio::test]
async fn what_it_cannot_start_with_is_said_at_the_start() {
    let console = Console::start().await;
    let good = console.line();
    let missing = "/no/such/place";
    for (argument, named) in [
        (format!("--dist={missing}"), missing),
        (format!("--session-key-file={missing}"), missing),
        (format!("--controller-ca={missing}"), missing),
        ("--controller-pin=ab".to_owned(), "ab"),
        (format!("--listen={}", console.browser().address()), "127.0.0.1"),
    ] {
        let name = argument.split('=').next().expect("a name").to_owned();
        let line = good.iter().filter(|other| !other.starts_with(&format!("{name}="))).cloned();
        let config = Config::try_parse_from(line.chain([argument.clone()])).expect("the line can be read");
        let error = App::build(config).await.err().expect("it does not start");
        assert!(error.to_string().contains(named), "{argument}: {error}");
    }
}
