//! The demo controller as a program, so that other tools can be pointed at it.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::Parser;
use demo_controller::{ClockMode, DemoController, Scenario};

/// A NeuVector controller in memory, with a made-up cluster behind it.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:10443")]
    listen: SocketAddr,
    /// Which cluster to show: small, large, huge, empty, degraded, attack.
    #[arg(long, default_value_t = Scenario::Small)]
    scenario: Scenario,
    /// The seed of all that is random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Speak TLS, with a self-signed certificate.
    #[arg(long)]
    tls: bool,
    /// Write that certificate to this file, PEM.
    #[arg(long, requires = "tls", value_name = "FILE")]
    tls_cert_out: Option<PathBuf>,
    /// Let time pass by itself (the default).
    #[arg(long, conflicts_with = "manual_clock")]
    live: bool,
    /// Let time stand still until the control API moves it.
    #[arg(long)]
    manual_clock: bool,
    /// Serve the control API under /_demo/: whoever reaches it can do anything to the demo.
    #[arg(long)]
    control: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo-controller: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> std::io::Result<()> {
    let clock = if args.manual_clock { ClockMode::Manual } else { ClockMode::Auto };
    let demo = DemoController::builder()
        .listen(args.listen)
        .scenario(args.scenario)
        .seed(args.seed)
        .tls(args.tls)
        .clock(clock)
        .control(args.control)
        .start()
        .await?;
    if let (Some(file), Some(certificate)) = (args.tls_cert_out, demo.certificate()) {
        std::fs::write(file, certificate)?;
    }
    println!("listening on {}", demo.url());
    tokio::signal::ctrl_c().await?;
    demo.shutdown().await;
    Ok(())
}
