//! Start and stop: with the embedded demo, with requests under way, with what an earlier run left.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use clap::Parser;
use demo_controller::Fault;
use futures::future::join;
use server::{App, Config};
use tokio::{net::TcpStream, sync::oneshot};

use crate::support::{
    Console,
    browser::{Browser, SESSION},
    directory::{self, Directory},
    soon,
    surface::LIST,
    until,
};

#[tokio::test]
async fn without_a_controller_it_shows_the_demo() {
    let (dist, data) = (directory::bundle(), Directory::new());
    let (dist, data) = (dist.path().display(), data.path().display());
    let line = [
        "console".to_owned(),
        "--listen=127.0.0.1:0".to_owned(),
        format!("--dist={dist}"),
        format!("--data={data}"),
    ];
    let app = App::build(Config::parse_from(line)).await.expect("it needs nothing else");
    assert!(app.demo().is_some());
    let browser = Browser::new(app.address().expect("it listens"));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(app.run_until(async {
        let _ = stopped.await;
    }));
    assert!(browser.get("/sign-in").send().await.text().contains(text::sign_in::demo()));
    assert_eq!(browser.sign_in("admin", "admin").await.location(), "/dashboard");
    assert_eq!(browser.call(LIST.0, LIST.1).await.status, 200);
    let _ = stop.send(());
    assert_eq!(soon("the end", server).await.expect("it does not panic"), ExitCode::SUCCESS);
}

#[tokio::test]
async fn a_demo_of_its_own_is_not_announced_before_a_real_controller() {
    let console = Console::start().await;
    assert!(!console.browser().get("/sign-in").send().await.text().contains(text::sign_in::demo()));
}

/// Whether anybody takes a connection there.
async fn takes(address: SocketAddr) -> bool {
    TcpStream::connect(address).await.is_ok()
}

#[tokio::test]
async fn what_is_under_way_ends_before_the_server_does() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let address = admin.address();
    console.demo.fault(Fault::on("GET", "/v1/group").hang().times(1));
    let stop = async {
        until("the request is under way", || console.demo.count("GET", "/v1/group") > 0).await;
        let stopping = console.stop();
        while takes(address).await {
            tokio::task::yield_now().await;
        }
        assert!(!stopping.server.is_finished(), "it waits for the request");
        stopping.demo.release();
        soon("the end", stopping.server).await.expect("it does not panic")
    };
    let (answer, code) = join(admin.call(LIST.0, LIST.1), soon("the stop", stop)).await;
    assert_eq!((answer.status, code), (200, ExitCode::SUCCESS));
}

#[tokio::test]
async fn sessions_past_their_time_are_swept_out() {
    let console = Console::start().await;
    let (old, new) = (console.signed_in("admin").await, console.signed_in("reader").await);
    console.outlive(&old, Duration::from_secs(7 * 60 * 60)).await;
    assert_eq!(console.kept().await.len(), 2);
    let console = console.restart(|_| {}).await;
    let left = soon("one is swept out", async {
        loop {
            match console.kept().await {
                kept if kept.len() < 2 => break kept,
                _ => tokio::task::yield_now().await,
            }
        }
    })
    .await;
    assert_eq!(left, [new.cookie(SESSION).expect("signed in")]);
}
