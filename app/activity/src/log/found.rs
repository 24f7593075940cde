//! What a risk report found: vulnerabilities by how grave they are, and checks that failed. Pure, on the server only.

use controller_api::audit::Audit;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A vulnerability.
    Cve,
    /// A check that failed.
    Check,
}

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade<'a> {
    /// A critical vulnerability.
    Critical,
    /// A high one.
    High,
    /// A medium one.
    Medium,
    /// What the check says of itself, such as `WARN`; `""` = nothing.
    Check(&'a str),
}

/// One of the things that a report found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// What it is.
    pub what: What,
    /// How grave.
    pub grade: Grade<'a>,
    /// The vulnerability's name, or the check's number.
    pub name: &'a str,
    /// What the check is about, in English; `""` for vulnerabilities.
    pub text: &'a str,
}

/// All that a report found, the gravest first.
pub fn findings(report: &Audit) -> Vec<Finding<'_>> {
    let lists = [
        (Grade::Critical, &report.critical_vuls),
        (Grade::High, &report.high_vuls),
        (Grade::Medium, &report.medium_vuls),
    ];
    let cve = |grade, name| Finding { what: What::Cve, grade, name, text: "" };
    let mut findings: Vec<Finding<'_>> =
        lists.into_iter().flat_map(|(grade, names)| names.iter().map(move |name| cve(grade, name))).collect();
    let mut checks: Vec<Finding<'_>> = report.items.iter().map(|item| check(item)).collect();
    checks.sort_by(|one, other| rank(one.grade).cmp(&rank(other.grade)));
    findings.extend(checks);
    findings
}

/// How many vulnerabilities of a grade the report counts: it may name fewer.
pub fn counted(report: &Audit, grade: Grade<'_>) -> Option<u32> {
    match grade {
        Grade::Critical => Some(report.critical_vul_cnt),
        Grade::High => Some(report.high_vul_cnt),
        Grade::Medium => Some(report.medium_vul_cnt),
        Grade::Check(_) => None,
    }
}

/// A check as the controller writes it: `D.5.10 HIGH - Ensure memory usage is limited`. Number and level hold no space; what is
/// written in another way is all text.
fn check(item: &str) -> Finding<'_> {
    let known = item.split_once(" - ").and_then(|(head, text)| {
        let (name, level) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
        let level = level.trim();
        (!name.is_empty() && !level.contains(' ')).then(|| (name, level, text.trim()))
    });
    let (name, level, text) = known.unwrap_or(("", "", item.trim()));
    Finding { what: What::Check, grade: Grade::Check(level), name, text }
}

/// What checks say of themselves, the gravest first.
const LEVELS: [&str; 7] = ["ERROR", "HIGH", "WARN", "MANU", "NOTE", "INFO", "PASS"];

/// Where checks of a level stand; those of one that is not known by its name, after all others.
fn rank(grade: Grade<'_>) -> (usize, &str) {
    let Grade::Check(level) = grade else { return (0, "") };
    (LEVELS.iter().position(|known| *known == level).unwrap_or(LEVELS.len()), level)
}

/// The public record of a vulnerability; `""` for a name that is in no register known here.
pub fn record(name: &str) -> String {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && name.starts_with("CVE-") {
        format!("https://nvd.nist.gov/vuln/detail/{name}")
    } else if plain && name.starts_with("GHSA-") {
        format!("https://github.com/advisories/{name}")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_scan_found_is_listed_by_how_grave_it_is() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let report = Audit {
            critical_vuls: list(&["CVE-2021-44228"]),
            high_vuls: list(&["CVE-2022-0778", "GHSA-abcd"]),
            medium_vuls: list(&["CVE-2022-24999"]),
            critical_vul_cnt: 4,
            ..Audit::default()
        };
        let found: Vec<_> = findings(&report).iter().map(|one| (one.grade, one.name)).collect();
        assert_eq!(
            found,
            [
                (Grade::Critical, "CVE-2021-44228"),
                (Grade::High, "CVE-2022-0778"),
                (Grade::High, "GHSA-abcd"),
                (Grade::Medium, "CVE-2022-24999"),
            ]
        );
        assert_eq!(
            (counted(&report, Grade::Critical), counted(&report, Grade::Check("WARN"))),
            (Some(4), None)
        );
    }

    #[test]
    fn a_check_is_taken_apart_and_the_gravest_comes_first() {
        let items = [
            "K.1.2.1 WARN - Ensure that the --anonymous-auth argument is set - to false",
            "D.5.10 HIGH - Ensure memory usage for container is limited",
            "a text of another kind - that nobody knows",
            "C.own-check - It failed",
            "no dash at all",
        ];
        let report =
            Audit { items: items.iter().map(|item| (*item).to_owned()).collect(), ..Audit::default() };
        let found: Vec<_> =
            findings(&report).iter().map(|check| (check.grade, check.name, check.text)).collect();
        assert_eq!(
            found,
            [
                (Grade::Check("HIGH"), "D.5.10", "Ensure memory usage for container is limited"),
                (
                    Grade::Check("WARN"),
                    "K.1.2.1",
                    "Ensure that the --anonymous-auth argument is set - to false"
                ),
                (Grade::Check(""), "", "a text of another kind - that nobody knows"),
                (Grade::Check(""), "C.own-check", "It failed"),
                (Grade::Check(""), "", "no dash at all"),
            ]
        );
    }

    #[test]
    fn only_a_name_of_a_register_leads_there() {
        assert_eq!(record("CVE-2021-44228"), "https://nvd.nist.gov/vuln/detail/CVE-2021-44228");
        assert_eq!(record("GHSA-jfh8-c2jp-5v3q"), "https://github.com/advisories/GHSA-jfh8-c2jp-5v3q");
        for other in ["", "ALAS-2021-1", "CVE-2021-1/../..", "CVE-2021 1", "cve-2021-1"] {
            assert_eq!(record(other), "", "{other}");
        }
    }
}
