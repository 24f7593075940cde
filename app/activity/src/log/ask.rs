//! What the URL asks of a list: which entries, in which order, which page of them, and whether the same are one row.

use event_log::{Filter, Sort, Wrong};
use kit::url::Params;

use super::timeline::By;

/// Rows on a page.
pub const PER_PAGE: usize = 50;

/// The parameters of what is open beside a list, or over it.
const OPENED: [&str; 10] =
    ["entry", "tab", "wide", "behind", "profile", "deploy", "act", "of", "more", "triage"];

/// The list with nothing open beside it.
pub fn closed(params: &Params) -> Params {
    OPENED.iter().fold(params.clone(), |params, name| params.without(name))
}

/// The list as it is read: with nothing open beside it, and nothing chosen in it.
pub fn listed(params: &Params) -> Params {
    closed(params).without("sel")
}

/// What is asked. Only what the list shows is in here, so that opening a panel reads nothing again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which entries.
    pub filter: Filter,
    /// What they are sorted by.
    pub sort: Sort,
    /// The other way round than one would sort by it: newest first is the way for times.
    pub reversed: bool,
    /// The page, from 1.
    pub page: usize,
    /// The same within so many seconds are one row; 0 = each is one.
    pub window: u32,
    /// What the bars over the list are divided by.
    pub by: By,
}

impl Asked {
    /// What a URL asks, and what of its filter cannot be understood.
    pub fn of(params: &Params) -> (Self, Vec<Wrong>) {
        let pairs = params.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let (filter, wrong) = Filter::of(pairs);
        let asked = Self {
            filter,
            sort: Sort::of_word(params.get("sort")).unwrap_or(Sort::Time),
            reversed: params.get("dir") == "other",
            page: params.get("page").parse().unwrap_or(1).max(1),
            window: window(params.get("window")),
            by: By::of_word(params.get("by")),
        };
        (asked, wrong)
    }

    /// Descending: newest first, where it is sorted by time and not the other way round.
    pub fn desc(&self) -> bool {
        (self.sort == Sort::Time) != self.reversed
    }
}

/// The windows that can be chosen, in seconds.
pub const WINDOWS: [u32; 4] = [60, 600, 3600, 86_400];

fn window(text: &str) -> u32 {
    text.parse().ok().filter(|seconds| WINDOWS.contains(seconds)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_says_what_is_asked_and_an_open_panel_asks_nothing_else() {
        let of = |query: &str| Asked::of(&Params::parse(query)).0;
        let asked = of("?ns=payments&sort=name&dir=other&page=3&window=600");
        assert_eq!((asked.sort, asked.reversed, asked.page, asked.window), (Sort::Name, true, 3, 600));
        assert_eq!(of("?ns=payments&entry=00"), of("?ns=payments"));
        assert_eq!(of("?page=0&window=7&sort=colour"), of(""));
    }

    #[test]
    fn neither_what_is_open_nor_what_is_chosen_makes_another_list() {
        let listed = |query: &str| listed(&Params::parse(query)).link("");
        assert_eq!(listed("?ns=payments&sel=01&entry=02&sel=03&page=2"), listed("?ns=payments&page=2"));
    }
}
