//! What is measured: a console, and the demo controller as a program of its own, so that each pays for itself.
use std::{
    fs,
    net::TcpStream,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use super::http;
use crate::{
    process::{self, Background},
    product::Product,
    project, run,
};

/// A console that an administrator is signed in to, and its controller.
pub struct Stand {
    /// The console's process.
    pub console: Background,
    /// Where it listens.
    pub address: String,
    /// Where the controller listens.
    pub controller: String,
    /// The `Cookie` header of the administrator's session.
    pub cookie: String,
    _demo: Background,
}

impl Stand {
    /// Starts both, with a scenario of the demo.
    pub fn start(product: &Product, scenario: &str) -> Result<Self> {
        Self::with(product, &["--scenario", scenario], &[])
    }

    /// The same, with what either is told besides.
    pub fn with(product: &Product, demo: &[&str], console: &[&str]) -> Result<Self> {
        let controller = http::free_address()?;
        let mut command = Command::new(&product.demo);
        command.args(["--listen", &controller]).args(demo).stdout(Stdio::null());
        let mut demo = Background::start(&mut command)?;
        demo.wait_until(|| TcpStream::connect(&controller).is_ok())?;
        let upstream = format!("http://{controller}");
        let (console, address) = serve(product, &[&["--controller", &upstream], console].concat())?;
        let cookie = http::sign_in(&address)?;
        Ok(Self { console, address, controller, cookie, _demo: demo })
    }
}

impl Stand {
    /// Another console at the same controller, which has read nothing yet: it with its address and the session's header.
    pub fn another(&self, product: &Product) -> Result<(Background, String, String)> {
        let (console, address) = serve(product, &["--controller", &format!("http://{}", self.controller)])?;
        let cookie = http::sign_in(&address)?;
        Ok((console, address, cookie))
    }
}

/// Starts the console on an address of its own, and waits until it is ready.
pub fn serve(product: &Product, arguments: &[&str]) -> Result<(Background, String)> {
    let address = http::free_address()?;
    let mut server = start(product, &address, arguments)?;
    server.wait_until(|| run::ready(&address))?;
    Ok((server, address))
}

/// Starts the console, with its data in a folder of its own.
pub fn start(product: &Product, address: &str, arguments: &[&str]) -> Result<Background> {
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let mut command = run::command(product, address, &arguments);
    Background::start(command.env("CONSOLE_DATA", folder()?.join("data")).env("CONSOLE_LOG", "error"))
}

/// Where measurements keep what they need.
pub fn folder() -> Result<PathBuf> {
    let folder = project::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

/// Builds what a measurement runs beside the product, in release. Apart from it: the product's own release has settings
/// that these must not change.
pub fn build(arguments: &[&str]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.env("CARGO_TARGET_DIR", folder()?).args(["build", "--release"]).args(arguments);
    process::run(&mut cargo)
}

/// An example that was built by [`build`], for this machine.
pub fn example(name: &str) -> Result<Command> {
    Ok(Command::new(folder()?.join("release/examples").join(project::executable(name))))
}

/// A process' resident memory, in MB.
pub fn resident(id: u32) -> Result<f64> {
    let status =
        fs::read_to_string(format!("/proc/{id}/status")).context("memory is measured on Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS in /proc")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}

/// The processor time that a process and its ended children have used, in milliseconds.
pub fn processor_time(id: u32) -> Result<f64> {
    // A hundred ticks a second, whatever the kernel's own.
    const TICK: f64 = 10.0;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).context("time is measured on Linux only")?;
    // The second field is the program's name, which may hold anything.
    let fields: Vec<_> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) * TICK)
}
