//! Dropdown menus: of the top bar, of rows, of bulk acts. The browser's popover opens and closes them, so they need no script;
//! arrow keys come from `keys`. What cannot be done is listed with the reason.
use leptos::prelude::*;

use crate::{
    button::ButtonKind,
    command::{Act, Command, posted},
    icon::Icon,
    keys,
    live::attr,
    tooltip::tip,
};

/// Actions that belong together.
#[derive(Clone, Debug, Default)]
pub struct MenuSection {
    /// What they have in common.
    pub title: Option<String>,
    /// The actions.
    pub actions: Vec<Command>,
}

impl From<Vec<Command>> for MenuSection {
    fn from(actions: Vec<Command>) -> Self {
        Self { title: None, actions }
    }
}

fn item(action: Command) -> AnyView {
    let Command { label, icon, allowed, danger, chosen, act } = action;
    let class = if danger { "dropdown-item danger" } else { "dropdown-item" };
    let role = if chosen.is_some() { "menuitemradio" } else { "menuitem" };
    let checked = chosen.map(|chosen| if chosen { "true" } else { "false" });
    let tick = chosen.unwrap_or(false).then(|| Icon::Check.view());
    let inner = view! {
        {icon.map(Icon::view)}
        <span class="label">
            {label} {allowed.as_ref().err().map(|reason| view! { <span class="reason">{reason.clone()}</span> })}
        </span>
        {tick}
    }
    .into_any();
    if allowed.is_err() {
        return view! { <button type="button" class=class role=role aria-disabled="true" aria-checked=checked>{inner}</button> }
            .into_any();
    }
    match act {
        Act::Link(href) => {
            view! { <a class=class role=role href=href aria-checked=checked>{inner}</a> }.into_any()
        }
        Act::Load(href) => {
            view! { <a class=class role=role href=href rel="external" aria-checked=checked>{inner}</a> }
                .into_any()
        }
        Act::Run(run) => view! {
            <button type="button" class=class role=role aria-checked=checked on:click=move |_| run.run(())>
                {inner}
            </button>
        }
        .into_any(),
        Act::Post(path, fields) => {
            let button = view! { <button class=class role=role aria-checked=checked>{inner}</button> };
            posted(path, fields, None, Some("none"), button.into_any())
        }
        Act::Send(path, fields, run) => {
            let button = view! { <button class=class role=role aria-checked=checked>{inner}</button> };
            posted(path, fields, Some(run), Some("none"), button.into_any())
        }
    }
}

fn section((index, section): (usize, MenuSection)) -> AnyView {
    let title =
        section.title.map(|title| view! { <div class="dropdown-title" role="presentation">{title}</div> });
    let items: Vec<_> = section.actions.into_iter().map(item).collect();
    view! {
        {(index > 0).then(|| view! { <hr /> })}
        {title}
        {items}
    }
    .into_any()
}

/// A button that unfolds a menu.
#[component]
pub fn Menu(
    /// The element id of the menu.
    #[prop(into)]
    id: String,
    /// The accessible name of the button, and its words unless `icon_only`.
    #[prop(into)]
    label: TextProp,
    /// What it offers.
    #[prop(into)]
    sections: Signal<Vec<MenuSection>>,
    /// How much the button weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Shown before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Shows the icon alone.
    #[prop(optional)]
    icon_only: bool,
    /// 28 px high instead of 32.
    #[prop(optional)]
    small: bool,
    /// Opens to the right instead of the left.
    #[prop(optional)]
    start: bool,
    /// Writes its content only when it is first opened: for menus in rows, which the page has many of and which need a script.
    #[prop(optional)]
    lazy: bool,
) -> impl IntoView {
    let opened = RwSignal::new(!lazy);
    let content =
        move || opened.get().then(|| sections.get().into_iter().enumerate().map(section).collect::<Vec<_>>());
    let class = format!(
        "button {}{}{}{}",
        kind.class(),
        if icon_only { " icon-only" } else { "" },
        if small { " small" } else { "" },
        if lazy { " needs-script" } else { "" }
    );
    let (spoken, named) = (label.clone(), label.clone());
    let button = view! {
        <button
            type="button"
            class=class
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-label=attr(move || icon_only.then(|| spoken.get()))
        >
            {icon.map(Icon::view)}
            {(!icon_only).then(|| crate::words(label.clone()))}
            {(!icon_only).then(|| Icon::ChevronDown.view())}
        </button>
    }
    .into_any();
    let button = if icon_only { tip(button, None, label) } else { button };
    view! {
        {button}
        <div
            class=if start { "dropdown start" } else { "dropdown" }
            id=id
            popover="auto"
            role="menu"
            aria-label=attr(move || Some(named.get()))
            on:beforetoggle=move |_: leptos::ev::Event| opened.set(true)
            on:toggle=keys::enter_menu
        >
            {content}
        </div>
    }
}

/// A menu at a place of the window, open from the start: what a right click gives. Made by the browser's program only.
#[component]
pub fn MenuAt(
    /// The element id.
    #[prop(into)]
    id: String,
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// What it offers.
    sections: Vec<MenuSection>,
    /// Where its upper left corner is, in CSS pixels of the window; it moves to stay within.
    x: f64,
    /// From the top.
    y: f64,
    /// Runs once it has closed.
    closed: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let Some(menu) = node.get() else { return };
        request_animation_frame(move || {
            drop(menu.show_popover());
            let place = menu.get_bounding_client_rect();
            let within = |at: f64, size: f64, room: Result<leptos::wasm_bindgen::JsValue, _>| {
                let room = room.ok().and_then(|room| room.as_f64()).unwrap_or(f64::MAX);
                at.min(room - size - 8.0).max(8.0)
            };
            let style = web_sys::HtmlElement::style(&menu);
            let (x, y) = (
                within(x, place.width(), window().inner_width()),
                within(y, place.height(), window().inner_height()),
            );
            drop(style.set_property("left", &format!("{x}px")));
            drop(style.set_property("top", &format!("{y}px")));
        });
    });
    let toggled = move |event: leptos::ev::Event| {
        let open = node.get_untracked().is_some_and(|menu| menu.matches(":popover-open").unwrap_or(false));
        if open {
            keys::enter_menu(event);
        } else {
            closed.run(());
        }
    };
    let items: Vec<_> = sections.into_iter().enumerate().map(section).collect();
    view! {
        <div class="dropdown at" id=id popover="auto" role="menu" aria-label=label node_ref=node on:toggle=toggled>
            {items}
        </div>
    }
}
