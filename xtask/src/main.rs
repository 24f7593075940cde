//! The project's tasks: `cargo xtask <task>`. Nothing needs to be installed for them but Rust, Node.js and a C compiler.

mod bench;
mod browser;
mod clock;
mod dev;
mod process;
mod product;
mod project;
mod report;
mod run;
mod smoke;
mod suites;
mod tidy;
mod tools;
#[cfg(test)]
mod trunk;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// The tasks of this project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything in release and serves the console with the embedded demo controller.
    Run {
        /// What the server is told instead of `--demo`, after `--`; see `cargo run -p server -- --help`.
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// Serves the console, and rebuilds what changed whenever a file is saved.
    Dev {
        /// What the server is told instead of `--demo`, after `--`.
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// Builds the server and the browser bundle (dist/).
    Build {
        /// Optimised; the bundle split by section, minified and compressed.
        #[arg(long)]
        release: bool,
    },
    /// Builds the style sheets alone; Trunk's hook.
    #[command(hide = true)]
    Style {
        /// The folder to put them into.
        out: PathBuf,
    },
    /// Runs every test.
    Test {
        /// Only these suites (part of a name is enough). `--only list` lists them.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// All but these suites.
        #[arg(long, value_name = "NAME")]
        skip: Vec<String>,
    },
    /// Checks the project's own rules.
    Tidy,
    /// Measures the console.
    Bench {
        /// Only the measurements with this in their names.
        name: Option<String>,
        /// Also writes them as a JSON list of name, value, unit, peer and ratio.
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Runs the browser tests that make sense on any controller against a real one, and leaves it as it was.
    Smoke(smoke::Controller),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run { server } => run::run(&server),
        Task::Dev { server } => dev::dev(&server),
        Task::Build { release } => product::build(product::Profile::of(release)).map(drop),
        Task::Style { out } => product::style(&out),
        Task::Test { only, skip } => suites::test(&only, &skip),
        Task::Tidy => tidy::tidy(),
        Task::Bench { name, json } => bench::bench(name.as_deref(), json.as_deref()),
        Task::Smoke(controller) => smoke::smoke(&controller),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{} {error:#}", report::red("✗"));
            ExitCode::FAILURE
        }
    }
}
