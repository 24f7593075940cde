//! The legend: what lines and colours mean, how many of each are shown, and a way to see only those.

use kit::url::Params;
use leptos::prelude::*;
use network_map::{
    filter::Expression,
    model::{Mode, Status},
};

use super::{PATH, api::MapAnswer, say};

/// The legend over a corner of the picture.
pub fn view(answer: &MapAnswer, params: &Params) -> AnyView {
    let statuses: Vec<_> = Status::ALL
        .iter()
        .rev()
        .map(|status| {
            let count = count(&answer.statuses, status);
            entry(params, "status", status.as_str(), "line", say::status(*status), count)
        })
        .collect();
    let modes: Vec<_> = [Mode::Discover, Mode::Monitor, Mode::Protect]
        .iter()
        .map(|mode| {
            entry(params, "mode", mode.as_str(), "disc", say::mode(*mode), count(&answer.modes, mode))
        })
        .collect();
    let mark = |word: &'static str, label: &'static str, count: usize| {
        let (on, q) = turned(params.get("q"), &format!("is:{word}"));
        item(params.with("q", &q).link(PATH), on, "mark", word, label, count)
    };
    let marks = vec![
        mark("quarantined", text::map::mark_quarantined(), answer.shown.quarantined),
        mark("vulnerable", text::map::mark_vulnerable(), answer.shown.vulnerable),
        mark("new", text::map::mark_new(), answer.shown.new),
    ];
    view! {
        <details class="map-legend" open>
            <summary>{text::map::legend()}</summary>
            <h2>{text::map::legend_edges()}</h2>
            <ul>{statuses}</ul>
            <h2>{text::map::legend_modes()}</h2>
            <ul>{modes}</ul>
            <h2>{text::map::legend_marks()}</h2>
            <ul>{marks}</ul>
        </details>
    }
    .into_any()
}

/// Whether an expression asks for this besides, and the expression without it, or with it: what somebody wrote stays.
fn turned(written: &str, term: &str) -> (bool, String) {
    let written = written.trim();
    if written.is_empty() {
        return (false, term.to_owned());
    }
    if let Some(left) = written.strip_suffix(term)
        && (left.is_empty() || left.ends_with(' '))
    {
        let left = left.trim_end();
        let inner = left.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
        let inner = inner.filter(|inner| inner.parse::<Expression>().is_ok());
        return (true, inner.unwrap_or(left).to_owned());
    }
    let is_loose = written.split(' ').any(|word| word.eq_ignore_ascii_case("or"));
    (false, if is_loose { format!("({written}) {term}") } else { format!("{written} {term}") })
}

fn count<T: PartialEq>(counts: &[(T, usize)], word: &T) -> usize {
    counts.iter().find(|(one, _)| one == word).map_or(0, |(_, count)| *count)
}

fn entry(
    params: &Params,
    name: &str,
    word: &'static str,
    shape: &'static str,
    label: &'static str,
    count: usize,
) -> AnyView {
    let on = params.all(name).iter().any(|one| one == word);
    let to = if on { params.minus(name, word) } else { params.and(name, word) };
    item(to.link(PATH), on, shape, word, label, count)
}

fn item(
    href: String,
    on: bool,
    shape: &'static str,
    word: &'static str,
    label: &'static str,
    count: usize,
) -> AnyView {
    let class = format!("swatch {shape} {word}");
    view! {
        <li>
            <a href=href aria-current=on.then_some("true") class:none=count == 0>
                <span class=class aria-hidden="true"></span>
                <span class="label">{label}</span>
                <span class="count">{text::number(count as u64)}</span>
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_along_with_what_is_written() {
        for written in ["", "ns:shop", "ns:shop or ns:bank", "(ns:shop or ns:bank) status:blocked"] {
            let (on, with) = turned(written, "is:new");
            assert!(!on && with.parse::<Expression>().is_ok(), "{with}");
            assert_eq!(turned(&with, "is:new"), (true, written.to_owned()));
        }
        assert_eq!(turned("a or b", "is:new").1, "(a or b) is:new");
        assert_eq!(turned("(a) or (b) is:new", "is:new"), (true, "(a) or (b)".to_owned()));
        assert!(!turned("this:new", "is:new").0);
    }
}
