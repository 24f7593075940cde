//! Pages of a long list, as links.
use leptos::prelude::*;

use crate::{icon::Icon, live::attr};

/// Where the pages are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// The page before, if any.
    pub previous: Option<String>,
    /// The page after, if any.
    pub next: Option<String>,
    /// The number and address of the pages to show; none for a gap.
    pub pages: Vec<Option<(u64, String)>>,
    /// The number of the present page, from 1.
    pub current: u64,
}

impl PageLinks {
    /// The links around page `current` of `last`, both counted from 1: the first, the last, and two on each side.
    pub fn new(current: u64, last: u64, href: impl Fn(u64) -> String) -> Self {
        let last = last.max(1);
        let current = current.clamp(1, last);
        let mut pages = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|&p| p == 1 || p == last || p.abs_diff(current) <= 2) {
            // A gap of one page is that page.
            if page == before + 2 {
                pages.push(Some((page - 1, href(page - 1))));
            } else if page > before + 1 {
                pages.push(None);
            }
            pages.push(Some((page, href(page))));
            before = page;
        }
        let previous = (current > 1).then(|| href(current - 1));
        let next = (current < last).then(|| href(current + 1));
        Self { previous, next, pages, current }
    }
}

/// "1–50 of 1,234" and the links.
#[component]
pub fn Pagination(
    /// What the links are, for assistive technology: "Pages of groups".
    #[prop(into)]
    label: TextProp,
    /// What is shown of how many.
    #[prop(into)]
    range: TextProp,
    /// The accessible name of the page before.
    #[prop(into)]
    previous_label: String,
    /// The accessible name of the page after.
    #[prop(into)]
    next_label: String,
    /// The links.
    #[prop(into)]
    links: Signal<PageLinks>,
) -> impl IntoView {
    let step = |href: Option<String>, label: String, rel: &'static str, icon: Icon| match href {
        Some(href) => view! { <a href=href rel=rel aria-label=label>{icon.view()}</a> }.into_any(),
        None => view! { <span class="off">{icon.view()}</span> }.into_any(),
    };
    let content = move || {
        let PageLinks { previous, next, pages, current } = links.get();
        if previous.is_none() && next.is_none() {
            return ().into_any();
        }
        let pages: Vec<_> = pages
            .into_iter()
            .map(|page| match page {
                Some((number, href)) => {
                    let here = (number == current).then_some("page");
                    view! { <a href=href aria-current=here>{number}</a> }.into_any()
                }
                None => view! { <span class="gap">"…"</span> }.into_any(),
            })
            .collect();
        view! {
            {step(previous, previous_label.clone(), "prev", Icon::ChevronLeft)}
            {pages}
            {step(next, next_label.clone(), "next", Icon::ChevronRight)}
        }
        .into_any()
    };
    view! {
        <nav class="pages" aria-label=attr(move || Some(label.get()))>
            <span class="range">{crate::words(range)}</span>
            {content}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::PageLinks;

    fn shown(current: u64, last: u64) -> Vec<u64> {
        let links = PageLinks::new(current, last, |page| page.to_string());
        links.pages.iter().map(|page| page.as_ref().map_or(0, |(number, _)| *number)).collect()
    }

    #[test]
    fn first_last_and_neighbours_are_shown() {
        assert_eq!(shown(1, 1), [1]);
        assert_eq!(shown(1, 4), [1, 2, 3, 4]);
        assert_eq!(shown(1, 25), [1, 2, 3, 0, 25]);
        assert_eq!(shown(12, 25), [1, 0, 10, 11, 12, 13, 14, 0, 25]);
        assert_eq!(shown(25, 25), [1, 0, 23, 24, 25]);
    }

    #[test]
    fn a_gap_of_one_page_is_that_page() {
        assert_eq!(shown(5, 9), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn pages_outside_are_brought_inside() {
        assert_eq!(PageLinks::new(99, 3, |page| page.to_string()).current, 3);
        assert_eq!(PageLinks::new(0, 0, |page| page.to_string()).next, None);
    }
}
