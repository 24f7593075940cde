//! Several lines of a list at once: choosing them, and the bar that leads to what can be done about them.

use controller_api::access::{Access, Permission};
use kit::{can, url::Params};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{BulkBar, Button, ButtonKind, LinkButton, Selection};

use crate::log::{
    ask::{closed, listed},
    line::Line,
    which::Which,
};

/// How lines are chosen: the URL holds which.
pub fn selection(which: Which, params: Memo<Params>) -> Selection {
    let navigate = use_navigate();
    let on_change = Callback::new(move |(keys, ticked): (Vec<String>, bool)| {
        let mut to = params.get_untracked();
        for key in keys {
            to = to.minus("sel", &key);
            if ticked {
                to = to.and("sel", &key);
            }
        }
        let quiet = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&to.link(which.path()), quiet);
    });
    Selection {
        name: "sel",
        form: None,
        chosen: chosen(params),
        on_change,
        all_label: text::triage::select_all().to_owned(),
    }
}

fn chosen(params: Memo<Params>) -> Signal<Vec<String>> {
    Signal::derive(move || params.get().all("sel"))
}

/// The name of a line's box, and whether it may be chosen or why not.
pub fn pick(access: &Access, line: &Line) -> (String, Result<(), String>) {
    let ends = [&line.source.namespace, &line.target.namespace];
    let may = ends.iter().any(|namespace| access.writes_in(&Permission::RuntimePolicy, namespace));
    let reason = || can::Reason::Permission(Permission::RuntimePolicy).text();
    (text::triage::select(&line.name, &kit::zone::stamp(line.at)), if may { Ok(()) } else { Err(reason()) })
}

/// Around a table whose lines can be chosen. What a browser without scripts sends as a form, one with them does as a step to
/// another address.
#[component]
pub fn Bulk(
    /// The page.
    which: Which,
    /// What the URL says.
    params: Memo<Params>,
    /// The table.
    children: Children,
) -> impl IntoView {
    let chosen = chosen(params);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = closed(&params.get_untracked()).with("triage", "1").link(which.path());
        navigate(&to, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let text = Signal::derive(move || {
        let count = chosen.with(Vec::len) as u64;
        (count > 0).then(|| text::triage::selected(count))
    });
    let clear = Signal::derive(move || params.get().without("sel").link(which.path()));
    let end =
        view! { <LinkButton label=text::triage::clear() kind=ButtonKind::Ghost small=true href=clear /> };
    view! {
        <form method="get" action=which.path() on:submit=submit>
            {move || kept(&params.get())}
            {children()}
            <BulkBar text=text label=text::triage::selection() end=end.into_any()>
                <Button label=text::triage::decide() kind=ButtonKind::Primary small=true submit=true field=("triage", "1".to_owned()) />
            </BulkBar>
        </form>
    }
}

/// What else is in the URL, for the form that a browser sends by itself. What is chosen is in its boxes.
fn kept(params: &Params) -> Vec<AnyView> {
    let rest = listed(params);
    rest.pairs()
        .iter()
        .map(|(key, value)| view! { <input type="hidden" name=key.clone() value=value.clone() /> }.into_any())
        .collect()
}
