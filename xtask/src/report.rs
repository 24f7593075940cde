//! What the user sees of a long task: a heading for each step, its closing line with the time, and the sum at the end.
use std::{
    io::IsTerminal,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::clock;

/// The steps done so far.
pub struct Report {
    start: Instant,
    steps: Vec<(String, Outcome, Duration)>,
}

#[derive(PartialEq)]
enum Outcome {
    Passed,
    Failed(String),
    /// Not tried, because of what failed before.
    Left(String),
}

impl Report {
    /// No steps yet.
    pub fn new() -> Self {
        Self { start: clock::now(), steps: Vec::new() }
    }

    /// Does a step and says how it went; a failure is kept for the end, so that the next step can be done.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("\n{} {}", bold("──"), bold(name));
        let start = clock::now();
        let done = work();
        let took = start.elapsed();
        let outcome = match &done {
            Ok(_) => Outcome::Passed,
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        eprintln!("{}", line(name, &outcome, took));
        self.steps.push((name.to_owned(), outcome, took));
        done.ok()
    }

    /// Notes a step that was not tried.
    pub fn left(&mut self, name: &str, why: &str) {
        let outcome = Outcome::Left(why.to_owned());
        eprintln!("\n{}", line(name, &outcome, Duration::ZERO));
        self.steps.push((name.to_owned(), outcome, Duration::ZERO));
    }

    /// The closing lines of all steps together.
    ///
    /// # Errors
    /// When a step failed or was left out.
    pub fn finish(self) -> Result<()> {
        eprintln!();
        for (name, outcome, took) in &self.steps {
            eprintln!("{}", line(name, outcome, *took));
        }
        let bad: Vec<_> =
            self.steps.iter().filter(|step| step.1 != Outcome::Passed).map(|step| step.0.as_str()).collect();
        let total = time(self.start.elapsed());
        if bad.is_empty() {
            eprintln!("\n{} all {} passed in {total}", green("✓"), self.steps.len());
            return Ok(());
        }
        bail!("{} of {} failed in {total}: {}", bad.len(), self.steps.len(), bad.join(", "))
    }
}

fn line(name: &str, outcome: &Outcome, took: Duration) -> String {
    match outcome {
        Outcome::Passed => format!("{} {name:<28} {:>9}", green("✓"), time(took)),
        Outcome::Failed(why) => format!("{} {name:<28} {:>9}  {why}", red("✗"), time(took)),
        Outcome::Left(why) => format!("{} {name:<28} {:>9}  {why}", red("–"), ""),
    }
}

/// `83.4 s`, `4 min 03 s`.
pub fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 100 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// For headings.
pub fn bold(text: &str) -> String {
    paint("1", text)
}

/// For what is of minor interest.
pub fn dim(text: &str) -> String {
    paint("2", text)
}

/// For what went well.
pub fn green(text: &str) -> String {
    paint("32", text)
}

/// For what went wrong.
pub fn red(text: &str) -> String {
    paint("31", text)
}

fn paint(code: &str, text: &str) -> String {
    if std::io::stderr().is_terminal() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_whole() {
        let mut report = Report::new();
        assert_eq!(report.step("one", || Ok(1)), Some(1));
        assert_eq!(report.step("two", || -> Result<()> { bail!("broken") }), None);
        assert!(report.finish().is_err());
    }

    #[test]
    fn a_step_that_was_left_out_fails_the_whole() {
        let mut report = Report::new();
        report.left("browser", "there is no browser");
        assert!(report.finish().is_err());
    }

    #[test]
    fn times_are_short() {
        assert_eq!(time(Duration::from_millis(1250)), "1.2 s");
        assert_eq!(time(Duration::from_secs(243)), "4 min 03 s");
    }
}
