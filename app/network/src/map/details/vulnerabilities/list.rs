//! What the list of a pod's vulnerabilities shows, out of its containers' reports: pure, and run on the server only.

use std::{cmp::Reverse, sync::Arc};

use controller_api::{scan_report::Vulnerability, workload::WorkloadBrief};
use kit::AppError;
use network_map::model::Severity;

use super::api::{ContainerScan, VulnerabilitiesShown, VulnerabilityRow};
use crate::map::details::{rollup::scanned, shown::Found};

/// How many rows travel to the browser at most.
pub const MOST: usize = 300;

/// What a container's report holds, or why it could not be read.
pub type Report = Result<Arc<Vec<Vulnerability>>, AppError>;

/// Why there is nothing to show, when no report could be read.
pub fn nothing_read(reports: &[(&WorkloadBrief, Report)]) -> Option<AppError> {
    if reports.is_empty() {
        return Some(AppError::NotFound);
    }
    let errors = reports.iter().map(|(_, report)| report.as_ref().err());
    errors.collect::<Option<Vec<_>>>()?.into_iter().next().cloned()
}

/// The list of what the reports hold. With `fixable`, of what there is a version without.
pub fn gather(reports: &[(&WorkloadBrief, Report)], fixable: bool) -> VulnerabilitiesShown {
    let mut shown = VulnerabilitiesShown { only_fixable: fixable, ..VulnerabilitiesShown::default() };
    for (at, (container, report)) in reports.iter().enumerate() {
        let found = report.as_ref().map(|found| found.as_slice()).unwrap_or_default();
        shown.containers.push(ContainerScan {
            name: container.display_name.clone(),
            found: Found::of(container.scan_summary.as_ref()),
            scanned: scanned(container.scan_summary.as_ref()),
            count: found.len() as u64,
            error: report.as_ref().err().cloned(),
        });
        shown.rows.extend(found.iter().map(|vulnerability| row(vulnerability, at)));
    }
    let count = |counts: &dyn Fn(&VulnerabilityRow) -> bool| {
        shown.rows.iter().filter(|row| counts(row)).count() as u64
    };
    let open = |severity| count(&|row| !row.accepted && row.severity == severity);
    shown.counts = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low].map(open);
    shown.all = count(&|_| true);
    shown.accepted = count(&|row| row.accepted);
    shown.fixable = count(&|row| !row.fixed.is_empty());
    shown.rows.retain(|row| !fixable || !row.fixed.is_empty());
    shown.matching = shown.rows.len() as u64;
    // What somebody decided about is not what one looks for first.
    shown.rows.sort_by(|one, two| {
        let key = |row: &VulnerabilityRow| (row.accepted, Reverse(row.severity), Reverse(row.tenths));
        let place = |row: &VulnerabilityRow| row.container;
        key(one)
            .cmp(&key(two))
            .then_with(|| (&one.name, &one.package).cmp(&(&two.name, &two.package)))
            .then_with(|| place(one).cmp(&place(two)))
    });
    shown.rows.truncate(MOST);
    shown
}

fn row(vulnerability: &Vulnerability, container: usize) -> VulnerabilityRow {
    let score = if vulnerability.score_v3 > 0.0 { vulnerability.score_v3 } else { vulnerability.score };
    VulnerabilityRow {
        name: vulnerability.name.clone(),
        severity: Severity::parse(&vulnerability.severity).unwrap_or(Severity::None),
        tenths: (score * 10.0).round().clamp(0.0, 100.0) as u8,
        package: vulnerability.package_name.clone(),
        version: vulnerability.package_version.clone(),
        fixed: vulnerability.fixed_version.clone(),
        published: Some(vulnerability.published_timestamp).filter(|at| *at > 0),
        link: page(&vulnerability.link),
        accepted: vulnerability.is_accepted(),
        container,
    }
}

/// A link to a page of the web; nothing of what a browser would do something else with.
fn page(link: &str) -> String {
    let begins =
        |scheme: &str| link.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    if begins("https://") || begins("http://") { link.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use controller_api::scan_report::ScanReportShown;
    use serde_json::{Value, json};

    use super::*;
    use crate::map::details::recorded::{decoded, recorded};

    fn container(name: &str, summary: Value) -> WorkloadBrief {
        decoded(&json!({"id": name, "display_name": name, "scan_summary": summary}))
    }

    fn scan(at: i64) -> Value {
        json!({"status": "finished", "scanned_timestamp": at, "critical": 1})
    }

    fn report(found: &Value) -> Report {
        let shown: ScanReportShown = decoded(&json!({ "report": { "vulnerabilities": found } }));
        Ok(Arc::new(shown.report.unwrap_or_default().vulnerabilities))
    }

    fn names(shown: &VulnerabilitiesShown) -> Vec<&str> {
        shown.rows.iter().map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn a_report_is_listed_as_it_was_recorded() {
        for (name, body) in recorded("GET_v1_scan_workload_", "report") {
            let raw = body["report"]["vulnerabilities"].as_array().expect("a list");
            let web = container("web", scan(7));
            let shown = gather(&[(&web, report(&body["report"]["vulnerabilities"]))], false);
            assert_eq!((shown.all, shown.matching), (raw.len() as u64, raw.len() as u64), "{name}");
            let counted = |word: &str| raw.iter().filter(|one| one["severity"] == word).count() as u64;
            assert_eq!(shown.counts, ["Critical", "High", "Medium", "Low"].map(counted), "{name}");
            let fixed = raw.iter().filter(|one| one["fixed_version"] != "").count() as u64;
            assert_eq!((shown.fixable, shown.accepted), (fixed, 0), "{name}");
            for row in &shown.rows {
                let one = raw
                    .iter()
                    .find(|one| one["name"] == row.name && one["package_name"] == row.package)
                    .expect("it is in the report");
                assert_eq!(
                    (&one["package_version"], &one["fixed_version"], &one["link"]),
                    (&json!(row.version), &json!(row.fixed), &json!(row.link)),
                    "{name}"
                );
                let score = format!("{:.1}", one["score_v3"].as_f64().expect("a number"));
                assert_eq!(score, format!("{}.{}", row.tenths / 10, row.tenths % 10), "{name}");
                assert_eq!(row.published, one["published_timestamp"].as_i64().filter(|at| *at > 0), "{name}");
            }
            assert!(
                shown.rows.is_sorted_by_key(|row| (Reverse(row.severity), Reverse(row.tenths))),
                "{name}: {:?}",
                names(&shown)
            );
        }
    }

    #[test]
    fn the_worst_that_nobody_accepted_are_first_whatever_container_they_are_in() {
        let (web, proxy) = (container("web", scan(5)), container("proxy", scan(9)));
        let of_web = report(&json!([
            {"name": "CVE-3", "severity": "Medium", "score_v3": 5.0},
            {"name": "CVE-1", "severity": "Critical", "score_v3": 9.1, "tags": ["accepted"], "fixed_version": "2"},
            {"name": "CVE-5", "severity": "Cosmic", "score_v3": 10.0},
            {"name": "CVE-2", "severity": "High", "score": 7.5},
        ]));
        let of_proxy = report(&json!([
            {"name": "CVE-2", "severity": "High", "score_v3": 8.8, "fixed_version": "1.2"},
            {"name": "CVE-4", "severity": "Low", "score_v3": 3.3},
        ]));
        let reports = [(&web, of_web), (&proxy, of_proxy)];
        let shown = gather(&reports, false);
        assert_eq!(names(&shown), ["CVE-2", "CVE-2", "CVE-3", "CVE-4", "CVE-5", "CVE-1"]);
        let (first, second) = (&shown.rows[0], &shown.rows[1]);
        assert_eq!([(first.container, first.tenths), (second.container, second.tenths)], [(1, 88), (0, 75)]);
        assert_eq!((shown.all, shown.counts, shown.accepted, shown.fixable), (6, [0, 2, 1, 1], 1, 2));
        assert!(shown.rows[5].accepted);
        assert_eq!(shown.containers.iter().map(|one| one.count).collect::<Vec<_>>(), [4, 2]);
        let fixable = gather(&reports, true);
        assert_eq!(names(&fixable), ["CVE-2", "CVE-1"]);
        assert_eq!(
            (fixable.all, fixable.matching),
            (6, 2),
            "what there is does not hang on what is asked for"
        );
    }

    #[test]
    fn what_could_not_be_read_costs_its_container_alone() {
        let (web, new) = (container("web", scan(5)), container("new", json!({"status": "scheduled"})));
        let late = || Err(AppError::TimedOut);
        let shown = gather(&[(&web, late()), (&new, report(&json!(null)))], false);
        assert_eq!(shown.containers[0].error, Some(AppError::TimedOut));
        assert_eq!(
            (shown.containers[0].found, shown.containers[0].scanned),
            (Found::Counts([1, 0, 0]), Some(5))
        );
        assert_eq!((shown.containers[1].found, &shown.containers[1].error), (Found::Soon, &None));
        assert_eq!((shown.containers[1].count, shown.all), (0, 0));
        assert_eq!(nothing_read(&[(&web, late()), (&new, report(&json!([])))]), None);
        assert_eq!(nothing_read(&[(&web, late()), (&new, late())]), Some(AppError::TimedOut));
        assert_eq!(nothing_read(&[]), Some(AppError::NotFound));
    }

    #[test]
    fn a_long_list_is_cut_after_the_worst() {
        let web = container("web", scan(5));
        let low =
            (0..MOST).map(|at| json!({"name": format!("CVE-{at}"), "severity": "Low", "score_v3": 2.0}));
        let mut found: Vec<Value> = low.collect();
        found.push(json!({"name": "CVE-worst", "severity": "Critical", "score_v3": 9.8}));
        let shown = gather(&[(&web, report(&json!(found)))], false);
        assert_eq!((shown.rows.len(), shown.matching), (MOST, MOST as u64 + 1));
        assert_eq!(shown.rows[0].name, "CVE-worst");
    }

    #[test]
    fn only_pages_of_the_web_are_links() {
        for link in ["https://nvd.nist.gov/x", "HTTP://nvd.nist.gov/x"] {
            assert_eq!(page(link), link);
        }
        for link in ["", "javascript:alert(1)", " https://a", "data:text/html,x", "//evil", "https:/a", "é"]
        {
            assert_eq!(page(link), "", "{link:?}");
        }
    }
}
