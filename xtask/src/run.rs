//! `run`: the console as it is shipped, with the demo controller; and starting a server for the other tasks.
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    product::{self, Product, Profile},
    project, report,
};

/// Where people look for it.
const ADDRESS: &str = "127.0.0.1:8080";

/// Builds in release and serves.
pub fn run(arguments: &[String]) -> Result<()> {
    let product = product::build(Profile::Release)?;
    let address = chosen_address(arguments).unwrap_or_else(free_address);
    announce(&address, arguments.is_empty());
    become_program(&mut command(&product, &address, arguments))
}

/// The address that the server is told to listen on by its own argument.
fn chosen_address(arguments: &[String]) -> Option<String> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--listen") {
            Some("") => return arguments.next().cloned(),
            Some(rest) => return rest.strip_prefix('=').map(str::to_owned),
            None => {}
        }
    }
    None
}

/// Ends as the program does. Where the system can, this process becomes it, so that whoever stops us stops it.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("the server")
}

/// Ends as the program does.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    let status = command.status().context("the server")?;
    anyhow::ensure!(status.success(), "the server ended ({status})");
    Ok(())
}

/// Says where the console is and how to sign in.
pub fn announce(address: &str, demo: bool) {
    eprintln!("\n  {} {}", report::bold("The console stands at"), report::bold(&format!("http://{address}")));
    if demo {
        eprintln!(
            "  Sign in to the demo as {} with the password {}.",
            report::bold("admin"),
            report::bold("admin")
        );
    }
    eprintln!("  {}\n", report::dim("Ctrl-C ends it."));
}

/// The server on `address`; what it is told besides, or `--demo`.
pub fn command(product: &Product, address: &str, arguments: &[String]) -> Command {
    let mut command = Command::new(&product.server);
    command.current_dir(project::root());
    command.env("CONSOLE_DIST", &product.dist).env("CONSOLE_LISTEN", address);
    if std::env::var_os("CONSOLE_DATA").is_none() {
        command.env("CONSOLE_DATA", project::target().join("data"));
    }
    if arguments.is_empty() {
        command.arg("--demo");
    }
    command.args(arguments);
    command
}

/// The usual address, or the next one that nobody listens on.
pub fn free_address() -> String {
    let wanted = std::env::var("CONSOLE_LISTEN").unwrap_or_else(|_| ADDRESS.to_owned());
    let Ok(mut address) = wanted.parse::<SocketAddr>() else { return wanted };
    while TcpListener::bind(address).is_err() && address.port() < u16::MAX {
        address.set_port(address.port() + 1);
    }
    address.to_string()
}

/// Whether the server there says that it is ready.
pub fn ready(address: &str) -> bool {
    let Ok(address) = address.parse() else { return false };
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) else {
        return false;
    };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b"200")
}
