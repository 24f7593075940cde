//! Rules about docs/parity.md: what is said to be done names a test that is there, and the sums are right.
use super::{File, Finding};

/// The table's place.
const PARITY: &str = "docs/parity.md";

/// How many features the old console has.
const FEATURES: usize = 287;

/// The states in the order of the sums.
const STATES: [&str; 4] = ["part", "done", "to come", "left out"];

/// What breaks them.
pub fn check(files: &[File]) -> Vec<Finding> {
    let Some(parity) = files.iter().find(|file| file.path == PARITY) else {
        return vec![format!("{PARITY} is not there")];
    };
    let exists = |path: &str| files.iter().any(|file| file.path == path);
    let mut counts = [0; STATES.len()];
    let mut findings = Vec::new();
    let mut sums = None;
    for line in parity.text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match cells.as_slice() {
            [id, _, state, note, tests] if is_id(id) => {
                match STATES.iter().position(|known| known == state) {
                    Some(place) => counts[place] += 1,
                    None => findings.push(format!("{PARITY}: {id}: there is no state {state:?}")),
                }
                if *state == "done" && !tests.contains('`') {
                    findings.push(format!("{PARITY}: {id} is done, and no test shows it"));
                }
                if *state == "part" && note.is_empty() {
                    findings.push(format!("{PARITY}: {id}: which part?"));
                }
                for path in tests.split('`').skip(1).step_by(2).filter(|path| !exists(path)) {
                    findings.push(format!("{PARITY}: {id}: there is no {path}"));
                }
            }
            cells if cells.len() == STATES.len() => {
                let numbers: Vec<usize> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
                sums = sums.or((numbers.len() == STATES.len()).then_some(numbers));
            }
            _ => {}
        }
    }
    if sums.as_deref() != Some(&counts) {
        findings.push(format!("{PARITY}: the sums are {counts:?} ({})", STATES.join(", ")));
    }
    if counts.iter().sum::<usize>() != FEATURES {
        findings.push(format!(
            "{PARITY}: it speaks of {} features, not of {FEATURES}",
            counts.iter().sum::<usize>()
        ));
    }
    findings
}

/// Whether a cell is a feature's id, such as `DASH-01`.
fn is_id(cell: &str) -> bool {
    cell.split_once('-').is_some_and(|(part, number)| {
        part.chars().all(|letter| letter.is_ascii_uppercase()) && number.parse::<u32>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(rows: &str) -> Vec<Finding> {
        let text =
            format!("| part | done | to come | left out |\n|---|---|---|---|\n| 0 | 1 | 286 | 0 |\n{rows}");
        check(&[File::new(PARITY, &text), File::new("server/tests/auth.rs", "")])
    }

    #[test]
    fn a_row_that_is_done_names_a_test_that_is_there() {
        let waiting: String = (2..=287).map(|n| format!("| X-{n} | x | to come |  |  |\n")).collect();
        let row =
            |state: &str, tests: &str| findings(&format!("| X-1 | x | {state} |  | {tests} |\n{waiting}"));
        assert_eq!(row("done", "`server/tests/auth.rs`"), Vec::<Finding>::new());
        for (state, tests, said) in [
            ("done", "", "no test shows it"),
            ("done", "`server/tests/gone.rs`", "there is no server/tests/gone.rs"),
            ("part", "`server/tests/auth.rs`", "which part?"),
            ("finished", "`server/tests/auth.rs`", "there is no state"),
            ("to come", "", "the sums are"),
        ] {
            let found = row(state, tests);
            assert!(found.iter().any(|finding| finding.contains(said)), "{state} {tests}: {found:?}");
        }
    }

    #[test]
    fn a_feature_that_is_left_out_of_the_table_is_missed() {
        let found = findings("| X-1 | x | done |  | `server/tests/auth.rs` |\n");
        assert!(found.iter().any(|finding| finding.contains("not of 287")), "{found:?}");
    }
}
