//! From a risk report to the lists of its panel. Pure, on the server only.

use controller_api::audit::Audit;

use super::findings::{Findings, Found, Grave};
use crate::log::found::{self, Finding, Grade};

/// The lists of a report, the gravest first; none of what was not found.
pub fn gathered(report: &Audit) -> Vec<Findings> {
    let all = found::findings(report);
    let mut lists: Vec<Findings> = Vec::new();
    for grade in [Grade::Critical, Grade::High, Grade::Medium] {
        let named: Vec<Found> = all.iter().filter(|finding| finding.grade == grade).map(shown).collect();
        let counted = u64::from(found::counted(report, grade).unwrap_or_default()).max(named.len() as u64);
        if counted > 0 {
            lists.push(Findings {
                grave: grave(grade),
                title: title(grade, counted),
                unnamed: counted - named.len() as u64,
                items: named,
            });
        }
    }
    for same in all.chunk_by(|one, other| one.grade == other.grade) {
        if let Grade::Check(_) = same[0].grade {
            lists.push(Findings {
                grave: grave(same[0].grade),
                title: title(same[0].grade, same.len() as u64),
                unnamed: 0,
                items: same.iter().map(shown).collect(),
            });
        }
    }
    lists
}

fn shown(finding: &Finding<'_>) -> Found {
    Found { name: finding.name.to_owned(), text: finding.text.to_owned(), href: found::record(finding.name) }
}

fn grave(grade: Grade<'_>) -> Grave {
    match grade {
        Grade::Critical => Grave::Critical,
        Grade::High | Grade::Check("HIGH" | "ERROR") => Grave::High,
        Grade::Medium | Grade::Check("WARN") => Grave::Medium,
        Grade::Check(_) => Grave::Other,
    }
}

fn title(grade: Grade<'_>, count: u64) -> String {
    let number = text::number(count);
    match grade {
        Grade::Critical => text::entry::critical(&number),
        Grade::High => text::entry::high(&number),
        Grade::Medium => text::entry::medium(&number),
        Grade::Check("") => text::entry::checks(&number),
        Grade::Check(level) => text::entry::checks_of(level, &number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grade_is_a_list_with_its_count() {
        let report = Audit {
            critical_vuls: vec!["CVE-2021-44228".into(), "CVE-2023-38545".into()],
            critical_vul_cnt: 5,
            high_vul_cnt: 0,
            items: ["D.1 WARN - a", "D.2 HIGH - b", "D.3 WARN - c"].map(str::to_owned).to_vec(),
            ..Audit::default()
        };
        let lists = gathered(&report);
        let said: Vec<_> =
            lists.iter().map(|list| (list.grave, &*list.title, list.items.len(), list.unnamed)).collect();
        assert_eq!(
            said,
            [
                (Grave::Critical, &*text::entry::critical("5"), 2, 3),
                (Grave::High, &*text::entry::checks_of("HIGH", "1"), 1, 0),
                (Grave::Medium, &*text::entry::checks_of("WARN", "2"), 2, 0),
            ]
        );
        assert_eq!(lists[2].items[1], Found { name: "D.3".into(), text: "c".into(), href: String::new() });
        assert_eq!(gathered(&Audit::default()), []);
    }
}
