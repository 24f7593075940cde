//! All filters as a form: every question that can be asked of a list, with the answers that there are. It is sent by the browser
//! itself where no program runs, and leads to the same address.

mod api;
#[cfg(feature = "ssr")]
mod read;

use event_log::{Ask, Kind, Level, Moment};
use kit::{Query, Tag, query, url::Params};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Button, ButtonKind, Close, Dialog};

use self::api::list_values;
use super::{ask::closed, line::Facet, which::Which, words};

/// What the URL says when the form is open.
pub const OPEN: &str = "filters";

/// What of the URL the form keeps besides its own fields.
const KEPT: [&str; 7] = ["sort", "dir", "window", "by", "state", "assigned", "fqdn"];

/// The form, where the URL opens it.
#[component]
pub fn OpenFilters(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let open = Memo::new(move |_| params.with(|params| params.get("more") == OPEN));
    ui::live::part(move || {
        let form = open.get().then(|| view! { <Filters which=which params=params.get_untracked() /> });
        form.into_any()
    })
}

#[component]
fn Filters(which: Which, params: Params) -> impl IntoView {
    let path = which.path();
    let asked = closed(&params).link("");
    let values: Query<Vec<Facet>> = query(Tag::Log, || (), move |()| list_values(which, asked.clone()));
    let offered = values.drawn(move || {
        let facets = values.outcome().unwrap_or_default();
        facets.into_iter().map(offer).collect::<Vec<_>>().into_any()
    });
    let back = closed(&params).link(path);
    let form = NodeRef::<html::Form>::new();
    // What is wrong is said once somebody wanted to see the list so.
    let wrong = RwSignal::new(Vec::<&'static str>::new());
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get_untracked() else { return };
        let filled = filled(&form);
        let not_moments: Vec<_> =
            ["from", "to"].into_iter().filter(|name| !is_moment(filled.get(name))).collect();
        if not_moments.is_empty() {
            navigate(&filled.link(path), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        } else {
            wrong.set(not_moments);
        }
    };
    let kept: Vec<_> = KEPT
        .into_iter()
        .flat_map(|name| params.all(name).into_iter().map(move |value| (name, value)))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect();
    let kinds = (which.kinds().len() > 1).then(|| {
        let box_of = |kind: &Kind| tick("kind", kind.word(), words::kinds(*kind), &params);
        let boxes: Vec<_> = which.kinds().iter().map(box_of).collect();
        view! { <fieldset class="ticks"><legend>{text::events::kind()}</legend> {boxes}</fieldset> }
    });
    let levels: Vec<_> =
        Level::ALL.iter().map(|level| tick("level", level.word(), words::level(*level), &params)).collect();
    let moments = [("from", text::events::since()), ("to", text::events::until())]
        .map(|(name, label)| moment(name, label, params.get(name), wrong));
    let asks: Vec<_> = which.fields().iter().flat_map(|ask| asks(*ask, &params)).collect();
    let clear = view! { <a class="button ghost" href=path>{text::events::clear_filters()}</a> };
    let foot = view! {
        {clear}
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        <Button label=text::filters::show() kind=ButtonKind::Primary submit=true form="filters-form" />
    }
    .into_any();
    view! {
        <Dialog id="filters" title=text::filters::title() close_label=text::common::close() close=Close::Link(back) wide=true footer=foot>
            <form id="filters-form" class="filters" method="get" action=path node_ref=form on:submit=submit novalidate>
                {kept}
                <label class="filter-field whole">
                    <span>{text::filters::words()}</span>
                    <input class="input" name="q" value=params.get("q").to_owned() aria-describedby="filters-words-hint" />
                    <span class="hint" id="filters-words-hint">{text::filters::words_hint()}</span>
                </label>
                {moments.into_iter().collect::<Vec<_>>()}
                {kinds}
                <fieldset class="ticks"><legend>{text::events::level()}</legend> {levels}</fieldset>
                {asks}
            </form>
            <Transition>{offered}</Transition>
        </Dialog>
    }
}

/// What somebody filled in; what is empty is not asked.
fn filled(form: &web_sys::HtmlFormElement) -> Params {
    let data = web_sys::FormData::new_with_form(form).ok();
    let query = data.and_then(|data| web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok());
    Params::parse(&query.map(|query| String::from(query.to_string())).unwrap_or_default())
}

fn is_moment(text: &str) -> bool {
    text.is_empty() || Moment::parse(text).is_some()
}

/// The list of answers that a question's field offers.
fn offer((ask, values): Facet) -> AnyView {
    let options: Vec<_> = values
        .into_iter()
        .map(|(value, count)| {
            let label = text::events::counted(&words::value(ask, &value), &text::number(count as u64));
            view! { <option value=value label=label></option> }.into_any()
        })
        .collect();
    view! { <datalist id=list_of(ask)>{options}</datalist> }.into_any()
}

fn list_of(ask: Ask) -> String {
    format!("filters-of-{}", ask.word())
}

fn tick(name: &'static str, word: &'static str, label: &'static str, params: &Params) -> AnyView {
    let on = params.all(name).iter().any(|value| value == word);
    view! { <label class="tick"><input type="checkbox" name=name value=word checked=on /> {label}</label> }
        .into_any()
}

fn moment(
    name: &'static str,
    label: &'static str,
    value: &str,
    wrong: RwSignal<Vec<&'static str>>,
) -> AnyView {
    let is_wrong = move || wrong.with(|wrong| wrong.contains(&name));
    let (hint, error) = (format!("filters-{name}-hint"), format!("filters-{name}-error"));
    let described = format!("{hint} {error}");
    let said = ui::live::part(move || {
        let said = is_wrong().then(|| view! { <span>{text::filters::no_moment()}</span> });
        said.into_any()
    });
    view! {
        <label class="filter-field">
            <span>{label}</span>
            <input class="input" name=name value=value.to_owned() aria-describedby=described
                aria-invalid=move || is_wrong().then_some("true") />
            <span class="field-error" id=error role="alert">{said}</span>
            <span class="hint" id=hint>{text::filters::moment_hint()}</span>
        </label>
    }
    .into_any()
}

/// The fields of a question: one for each answer that is asked for, one at least.
fn asks(ask: Ask, params: &Params) -> Vec<AnyView> {
    let mut answers = params.all(ask.word());
    if answers.is_empty() {
        answers.push(String::new());
    }
    let field = |answer: String| {
        view! {
            <label class="filter-field">
                <span>{words::ask(ask)}</span>
                <input class="input" name=ask.word() value=answer list=list_of(ask) autocomplete="off" />
            </label>
        }
        .into_any()
    };
    answers.into_iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_or_nothing() {
        for good in ["", "24h", "2026-11-22", "2026-11-22T10:00", "2026-11-22 10:00"] {
            assert!(is_moment(good), "{good}");
        }
        assert!(!is_moment("yesterday"));
    }
}
