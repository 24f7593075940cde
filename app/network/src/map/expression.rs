//! The filter expression: a box with completion, and what is wrong with what was written, at its column.

use kit::{pause::after_pause, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    PATH,
    api::{Wrong, complete_filter},
};

/// The box.
#[component]
pub fn ExpressionBox(params: Memo<Params>, wrong: Signal<Option<Wrong>>) -> impl IntoView {
    let navigate = use_navigate();
    let value = Memo::new(move |_| params.get().get("q").to_owned());
    let written = RwSignal::new((String::new(), 0));
    let go = {
        let navigate = navigate.clone();
        Callback::new(move |words: String| {
            let to = params.get_untracked().with("q", words.trim());
            navigate(
                &to.link(PATH),
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
            );
        })
    };
    let typed = after_pause(go);
    // What could stand next is asked for in the browser only, after somebody typed.
    let asked = Memo::new(move |_| written.get());
    let candidates = LocalResource::new(move || {
        let (asked, cursor) = asked.get();
        async move {
            if asked.is_empty() {
                return Vec::new();
            }
            complete_filter(asked, cursor).await.unwrap_or_default()
        }
    });
    let options = move || {
        let candidates = candidates.get().unwrap_or_default();
        candidates
            .into_iter()
            .map(|candidate| view! { <option value=candidate.whole>{candidate.label}</option> }.into_any())
            .collect::<Vec<_>>()
    };
    let kept = move || {
        let fields = params.get().without("q");
        let hidden = |(name, value): &(String, String)| {
            view! { <input type="hidden" name=name.clone() value=value.clone() /> }.into_any()
        };
        fields.pairs().iter().map(hidden).collect::<Vec<_>>()
    };
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let caret = event_target::<web_sys::HtmlInputElement>(&event).selection_start().ok().flatten();
        written.set((text.clone(), chars_before(&text, caret)));
        typed.run(text);
    };
    let is_wrong = move || wrong.with(Option::is_some);
    view! {
        <form class="map-expression" method="get" action=PATH>
            {kept}
            <input
                class="input"
                id="map-expression"
                name="q"
                list="map-completions"
                value=value.get_untracked()
                prop:value=move || value.get()
                placeholder=text::map::expression()
                aria-label=text::map::expression_label()
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=move || is_wrong().then_some("map-wrong")
                autocomplete="off"
                spellcheck="false"
                on:input=input
            />
            <datalist id="map-completions">{options}</datalist>
        </form>
    }
}

/// How many characters stand before a caret, which the browser counts in units of UTF-16; all, where it says nothing.
fn chars_before(text: &str, caret: Option<u32>) -> usize {
    let mut left = caret.unwrap_or(u32::MAX) as usize;
    let fits = |one: &char| {
        let fits = left >= one.len_utf16();
        left = left.saturating_sub(one.len_utf16());
        fits
    };
    text.chars().take_while(fits).count()
}

/// What is wrong with the expression, under the tools: its words, and a mark under the place.
pub fn wrong(wrong: &Wrong, expression: &str) -> AnyView {
    let at = wrong.column.saturating_sub(1);
    let chars: Vec<char> = expression.chars().collect();
    let part =
        |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
    let (before, here, after) =
        (part(0, at), part(at, at + wrong.length.max(1)), part(at + wrong.length.max(1), chars.len()));
    let here = if here.is_empty() { "␣".to_owned() } else { here };
    view! {
        <div class="map-wrong padded-line" id="map-wrong" role="alert">
            {text::map::expression_wrong(&wrong.message, &wrong.column.to_string())}
            <pre>{before}<b><u>{here}</u></b>{after}</pre>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_is_counted_in_characters() {
        for (caret, expected) in
            [(Some(0), 0), (Some(4), 4), (Some(6), 5), (Some(7), 6), (None, 6), (Some(99), 6)]
        {
            assert_eq!(chars_before("ns:п😀x", caret), expected, "{caret:?}");
        }
    }
}
