//! `tidy`: the project's own rules, those that neither the compiler nor clippy can hold.
//!
//! A rule is a function from the project's files to what breaks it, and has a test that breaks it.
mod files;
mod manifests;
mod messages;
mod parity;
mod sections;
mod sources;
mod traces;

use anyhow::{Result, bail};

pub use files::File;

/// What breaks a rule: where, and which.
type Finding = String;

/// Checks every rule.
///
/// # Errors
/// When one is broken; what breaks it has been printed.
pub fn tidy() -> Result<()> {
    let files = files::read()?;
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(sources::check(&files));
    findings.extend(manifests::check(&files));
    findings.extend(messages::check(&files));
    findings.extend(parity::check(&files));
    findings.extend(sections::check(&files));
    findings.extend(traces::check(&files));
    findings.sort();
    for finding in &findings {
        eprintln!("  {finding}");
    }
    match findings.len() {
        0 => {
            eprintln!("  {} files keep the project's rules", files.len());
            Ok(())
        }
        1 => bail!("a rule of the project is broken"),
        count => bail!("the project's rules are broken {count} times"),
    }
}
