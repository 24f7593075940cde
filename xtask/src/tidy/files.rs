//! The project's own files: what is tracked, or would be.
use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::project;

/// A file that is text.
pub struct File {
    /// Its path as seen from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// For tests.
    #[cfg(test)]
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// What comes after the last dot of its name.
    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Its name without the folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Its lines, counted from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Reads them all. What .gitignore names is not ours.
pub fn read() -> Result<Vec<File>> {
    let ignored = fs::read_to_string(project::root().join(".gitignore")).context(".gitignore")?;
    let ignored: Vec<&str> = ignored.lines().chain(["/.git/"]).filter(|line| !line.is_empty()).collect();
    let mut files = Vec::new();
    visit(&project::root(), &ignored, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn visit(folder: &Path, ignored: &[&str], files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let relative = project::relative(&path);
        if path.is_dir() {
            if !is_ignored(&format!("/{relative}/"), ignored) {
                visit(&path, ignored, files)?;
            }
        } else if !is_ignored(&format!("/{relative}"), ignored)
            && let Ok(text) = fs::read_to_string(&path)
        {
            files.push(File { path: relative, text });
        }
    }
    Ok(())
}

/// The three forms that our .gitignore has: `/folder/`, `/file` and `*.extension`.
fn is_ignored(path: &str, ignored: &[&str]) -> bool {
    ignored.iter().any(|pattern| match pattern.strip_prefix('*') {
        Some(ending) => path.ends_with(ending),
        None => path == *pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_ignores_is_ignored() {
        let ignored = ["/target/", "/end2end/node_modules/", "*.db"];
        assert!(is_ignored("/target/", &ignored));
        assert!(is_ignored("/end2end/node_modules/", &ignored));
        assert!(is_ignored("/data/sessions.db", &ignored));
        assert!(!is_ignored("/app/target/", &ignored));
        assert!(!is_ignored("/server/", &ignored));
    }
}
