//! A rule about all files: none names the machine that it was written on, or where packages were fetched from.
use super::{File, Finding};
use crate::project;

/// What breaks it.
pub fn check(files: &[File]) -> Vec<Finding> {
    let mut marks: Vec<String> =
        [["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["registry.npm", "js.org"]]
            .into_iter()
            .map(|parts| parts.concat())
            .collect();
    marks.push(project::root().to_string_lossy().into_owned());
    traces(files, &marks)
}

fn traces(files: &[File], marks: &[String]) -> Vec<Finding> {
    // Cargo's lock names the registry it always names.
    let ours = files.iter().filter(|file| file.path != "Cargo.lock");
    ours.flat_map(|file| {
        file.lines().filter_map(|(number, line)| {
            let mark = marks.iter().find(|mark| line.contains(mark.as_str()))?;
            Some(format!("{}:{number}: names {mark}", file.path))
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_machine_is_found() {
        let marks = ["/elsewhere/clone".to_owned()];
        assert_eq!(traces(&[File::new("README.md", "See docs/.\n")], &marks), [""; 0]);
        assert_eq!(traces(&[File::new("README.md", "\ncd /elsewhere/clone\n")], &marks).len(), 1);
        assert_eq!(traces(&[File::new("Cargo.lock", "/elsewhere/clone")], &marks), [""; 0]);
    }
}
