//! Which groups a filter selects, in which order, and which page of them: pure, and run on the server only.

use std::cmp::Ordering;

use controller_api::mode::Mode;

use super::{
    filter::{Filter, PER_PAGE, SortKey},
    row::GroupRow,
};

impl Filter {
    /// Whether a group is listed.
    pub fn matches(&self, row: &GroupRow) -> bool {
        (self.system || self.scored || !row.system)
            && (!self.scored || (row.name.as_str().starts_with("nv.") && row.scored != Some(false)))
            && (self.ns.is_empty() || row.domain == self.ns)
            && (self.from.is_empty() || row.cfg_type.as_str() == self.from)
            && (self.mode.is_empty()
                || row.policy_mode.map_or("none", Mode::as_str).eq_ignore_ascii_case(&self.mode))
            && self.q.split_whitespace().all(|word| holds(row, word))
    }

    fn compare(&self, a: &GroupRow, b: &GroupRow) -> Ordering {
        let counts = |row: &GroupRow| row.counts.unwrap_or_default();
        let order = match self.sort {
            SortKey::Name => Ordering::Equal,
            SortKey::Ns => a.domain.cmp(&b.domain),
            SortKey::Mode => a.policy_mode.cmp(&b.policy_mode),
            SortKey::Process => (a.profile_mode, a.baseline).cmp(&(b.profile_mode, b.baseline)),
            SortKey::From => a.cfg_type.cmp(&b.cfg_type),
            SortKey::Members => counts(a).members.cmp(&counts(b).members),
            SortKey::Rules => counts(a).policy_rules.cmp(&counts(b).policy_rules),
        };
        // Names are unique, so that the order is always the same.
        let order = order.then_with(|| a.name.cmp(&b.name));
        if self.desc { order.reverse() } else { order }
    }
}

fn holds(row: &GroupRow, word: &str) -> bool {
    let word = word.to_lowercase();
    [row.name.as_str(), &row.domain, &row.comment].iter().any(|text| text.to_lowercase().contains(&word))
}

/// What a filter selects of a list: places in it, so that nothing is copied but the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// The places of the rows of the page.
    pub page: Vec<usize>,
    /// How many match in all.
    pub matching: usize,
    /// The number of the page, brought inside what there is.
    pub number: usize,
}

/// The places of all rows that match, in order.
pub fn select_all(rows: &[GroupRow], filter: &Filter) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows.len()).filter(|&at| filter.matches(&rows[at])).collect();
    places.sort_unstable_by(|&a, &b| filter.compare(&rows[a], &rows[b]));
    places
}

/// The page that a filter selects.
pub fn select(rows: &[GroupRow], filter: &Filter) -> Selected {
    let places = select_all(rows, filter);
    let last = places.len().div_ceil(PER_PAGE).max(1);
    let number = filter.page.clamp(1, last);
    let page = places.iter().copied().skip((number - 1) * PER_PAGE).take(PER_PAGE).collect();
    Selected { page, matching: places.len(), number }
}

#[cfg(test)]
mod tests {
    use controller_api::{
        group::{CfgType, GroupKind},
        name::GroupName,
    };
    use kit::url::Params;

    use super::*;
    use crate::groups::row::Counts;

    fn row(name: &str, domain: &str, mode: Option<Mode>) -> GroupRow {
        GroupRow {
            name: GroupName::parse(name).expect("a name"),
            comment: String::new(),
            domain: domain.into(),
            kind: GroupKind::Container,
            cfg_type: if mode.is_some() { CfgType::Learned } else { CfgType::UserCreated },
            system: domain == "kube-system",
            policy_mode: mode,
            profile_mode: mode,
            baseline: None,
            scored: None,
            cap_change_mode: None,
            counts: Some(Counts { members: u32::try_from(name.len()).expect("short"), ..Counts::default() }),
        }
    }

    fn rows() -> Vec<GroupRow> {
        vec![
            row("nv.web.shop", "shop", Some(Mode::Protect)),
            row("nv.db.shop", "shop", Some(Mode::Discover)),
            row("nv.dns.kube-system", "kube-system", Some(Mode::Discover)),
            row("nv.api.bank", "bank", Some(Mode::Monitor)),
            row("partners", "", None),
        ]
    }

    fn names(url: &[(&str, &str)]) -> Vec<String> {
        let params = url.iter().fold(Params::default(), |params, (key, value)| params.with(key, value));
        let rows = rows();
        select(&rows, &Filter::of(&params)).page.into_iter().map(|at| rows[at].name.to_string()).collect()
    }

    #[test]
    fn groups_of_the_platform_are_shown_when_asked_for() {
        assert_eq!(names(&[]), ["nv.api.bank", "nv.db.shop", "nv.web.shop", "partners"]);
        assert_eq!(names(&[("system", "1")]).len(), 5);
    }

    #[test]
    fn what_counts_for_the_score_is_listed_with_the_platforms() {
        let rows: Vec<_> = rows()
            .into_iter()
            .map(|row| GroupRow {
                scored: (row.name.as_str() != "partners").then_some(row.domain != "bank"),
                ..row
            })
            .collect();
        let filter = Filter::of(&Params::default().with("scored", "1"));
        let listed: Vec<_> =
            select(&rows, &filter).page.into_iter().map(|at| rows[at].name.as_str()).collect();
        assert_eq!(listed, ["nv.db.shop", "nv.dns.kube-system", "nv.web.shop"]);
    }

    #[test]
    fn each_filter_narrows() {
        assert_eq!(names(&[("ns", "shop")]), ["nv.db.shop", "nv.web.shop"]);
        assert_eq!(names(&[("mode", "monitor")]), ["nv.api.bank"]);
        assert_eq!(names(&[("mode", "none")]), ["partners"]);
        assert_eq!(names(&[("from", "user_created")]), ["partners"]);
        assert_eq!(names(&[("q", "SHOP web")]), ["nv.web.shop"], "all words, in any case");
        assert!(names(&[("q", "nothing")]).is_empty());
    }

    #[test]
    fn each_column_sorts_both_ways() {
        assert_eq!(names(&[("sort", "mode")]), ["partners", "nv.db.shop", "nv.api.bank", "nv.web.shop"]);
        assert_eq!(names(&[("sort", "mode"), ("dir", "desc")])[0], "nv.web.shop");
        assert_eq!(names(&[("sort", "members")])[0], "partners");
        assert_eq!(names(&[("sort", "bogus")]), names(&[]), "what makes no sense is as if it were not there");
    }

    #[test]
    fn a_page_past_the_end_is_the_last() {
        let many: Vec<_> =
            (0..120).map(|n| row(&format!("nv.s{n:03}.shop"), "shop", Some(Mode::Monitor))).collect();
        let page = |page: &str| select(&many, &Filter::of(&Params::default().with("page", page)));
        assert_eq!((page("1").page.len(), page("3").page.len(), page("3").matching), (50, 20, 120));
        assert_eq!(page("99").number, 3);
        assert_eq!(page("-1").number, 1);
        assert_eq!(many[page("2").page[0]].name.as_str(), "nv.s050.shop");
    }
}
