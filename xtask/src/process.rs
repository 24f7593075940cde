//! Running other programs: each is shown before it runs, and a failure says which it was.
use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{clock, project, report};

/// Cargo as the user has it, without what the cargo that runs xtask put into the environment.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project::root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_PRIMARY_"];
        if text == "CARGO" || ours.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs it with its output on ours.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    eprintln!("{}", report::dim(&format!("  $ {line}")));
    let status = command.status().with_context(|| line.clone())?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs it and returns what it wrote to its standard output; its other output is ours.
pub fn output(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| line.clone())?;
    if !output.status.success() {
        bail!("`{line}` failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it can be run and says that all is well.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// A program that runs beside us until this is dropped.
pub struct Background(pub Child);

impl Background {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self> {
        Ok(Self(command.spawn().with_context(|| shown(command))?))
    }

    /// Waits until `ready` says so, and for how long.
    ///
    /// # Errors
    /// When the program ends before, or it takes more than a minute.
    pub fn wait_until(&mut self, mut ready: impl FnMut() -> bool) -> Result<Duration> {
        let start = clock::now();
        loop {
            if ready() {
                return Ok(start.elapsed());
            }
            if let Some(status) = self.0.try_wait()? {
                bail!("the server ended before it was ready ({status})");
            }
            if start.elapsed() > Duration::from_secs(60) {
                bail!("the server is not ready after a minute");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn shown(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut line = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
