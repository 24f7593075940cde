//! What the server costs before anybody uses it.
use std::fs;

use anyhow::{Context, Result};

use super::{Value, median};
use crate::{clock, process::Background, product::Product, project, run};

/// How often a start is measured.
const STARTS: usize = 9;

/// A controller's address that nobody answers: the server must start without it.
const NOBODY: &str = "https://127.0.0.1:9";

/// From the start of the program until it says that it is ready.
pub fn start(product: &Product) -> Result<Vec<Value>> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let address = run::free_address();
        let begin = clock::now();
        let mut server = serve(product, &address, &["--controller", NOBODY])?;
        server.wait_until(|| run::ready(&address))?;
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(vec![Value::new("start until ready", median(times), "ms")])
}

/// What it holds in memory when it is ready, without the demo controller.
pub fn memory(product: &Product) -> Result<Vec<Value>> {
    let address = run::free_address();
    let mut server = serve(product, &address, &["--controller", NOBODY])?;
    server.wait_until(|| run::ready(&address))?;
    Ok(vec![Value::new("memory after start", resident(server.0.id())?, "MB")])
}

/// Starts the server with its data in a folder of its own.
pub fn serve(product: &Product, address: &str, arguments: &[&str]) -> Result<Background> {
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let mut command = run::command(product, address, &arguments);
    command.env("CONSOLE_DATA", project::target().join("bench")).env("CONSOLE_LOG", "warn");
    Background::start(&mut command)
}

/// A process' resident memory, in MB.
pub fn resident(id: u32) -> Result<f64> {
    let status =
        fs::read_to_string(format!("/proc/{id}/status")).context("memory is measured on Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS in /proc")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}
