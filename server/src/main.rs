//! The console.

use clap::Parser;
use server::{App, Config, config::LogFormat};
use tracing_subscriber::EnvFilter;

/// The stack of the threads that draw pages, in bytes. A page is drawn by functions within functions, and those of an
/// unoptimised build are large. It is address space, not memory.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> std::process::ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    match runtime {
        // Not on this thread, whose stack is the system's to choose.
        Ok(runtime) => {
            runtime.block_on(async { tokio::spawn(run()).await.unwrap_or(std::process::ExitCode::FAILURE) })
        }
        Err(error) => {
            eprintln!("threads: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Reads what it is told, and serves until it is told to end.
async fn run() -> std::process::ExitCode {
    let config = Config::parse();
    let filter = match EnvFilter::try_new(&config.log) {
        Ok(filter) => filter,
        Err(error) => {
            eprintln!("--log: {error}");
            return std::process::ExitCode::from(2);
        }
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    match App::build(config).await {
        Ok(app) => app.run().await,
        Err(error) => {
            tracing::error!("{error}");
            std::process::ExitCode::FAILURE
        }
    }
}
