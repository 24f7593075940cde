//! A command is an action as data: what it is called, whether it may be done (or why not), and what doing it is.
use leptos::{ev::SubmitEvent, prelude::*};

use crate::icon::Icon;

/// What happens when an action is chosen.
#[derive(Clone, Debug)]
pub enum Act {
    /// Go there. Works without a script; the usual way to open a dialog or a panel.
    Link(String),
    /// Load that page anew, even if it is this one. Works without a script.
    Load(String),
    /// Run this in the browser.
    Run(Callback<()>),
    /// Send a form of its own: the path, and its hidden fields. Works without a script.
    Post(String, Vec<(String, String)>),
    /// The same where no script runs; where one does, run this in its place.
    Send(String, Vec<(String, String)>, Callback<()>),
}

/// An action, for menus, rows, notices and banners.
#[derive(Clone, Debug)]
pub struct Command {
    /// The act in words: "Export 3 groups".
    pub label: String,
    /// Shown before the words.
    pub icon: Option<Icon>,
    /// `Err` holds the reason why it cannot be done now; the action is then shown, reachable and explained.
    pub allowed: Result<(), String>,
    /// Whether it destroys or interrupts.
    pub danger: bool,
    /// `Some` for one of several choices (theme, language): whether it is the present one.
    pub chosen: Option<bool>,
    /// What happens.
    pub act: Act,
}

impl Command {
    fn new(label: impl Into<String>, act: Act) -> Self {
        Self { label: label.into(), icon: None, allowed: Ok(()), danger: false, chosen: None, act }
    }

    /// An action that leads to `href`.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label, Act::Link(href.into()))
    }

    /// An action that loads `href` anew, as trying again does.
    pub fn load(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label, Act::Load(href.into()))
    }

    /// An action that runs `run` in the browser.
    pub fn run(label: impl Into<String>, run: impl Into<Callback<()>>) -> Self {
        Self::new(label, Act::Run(run.into()))
    }

    /// An action that posts `fields` to `path`.
    pub fn post(label: impl Into<String>, path: impl Into<String>, fields: Vec<(String, String)>) -> Self {
        Self::new(label, Act::Post(path.into(), fields))
    }

    /// Puts an icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Marks it as destructive.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Says whether it may be done, or why not.
    pub fn allowed(mut self, allowed: Result<(), String>) -> Self {
        self.allowed = allowed;
        self
    }

    /// Makes it one of several choices, and says whether it is the present one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = Some(chosen);
        self
    }

    /// The action as a link in a line of text; for notices and banners.
    pub(crate) fn inline(self, class: &'static str) -> AnyView {
        let icon = self.icon.map(Icon::view);
        let label = self.label;
        match self.act {
            Act::Link(href) => view! { <a class=class href=href>{icon}{label}</a> }.into_any(),
            Act::Load(href) => view! { <a class=class href=href rel="external">{icon}{label}</a> }.into_any(),
            Act::Run(run) => {
                view! { <button type="button" class=class on:click=move |_| run.run(())>{icon}{label}</button> }.into_any()
            }
            Act::Post(path, fields) => {
                posted(path, fields, None, None, view! { <button class=class>{icon}{label}</button> }.into_any())
            }
            Act::Send(path, fields, run) => {
                let button = view! { <button class=class>{icon}{label}</button> };
                posted(path, fields, Some(run), None, button.into_any())
            }
        }
    }
}

/// A form with fixed fields, around what submits it. Where a script runs, `run` does what it would send.
pub fn posted(
    path: String,
    fields: Vec<(String, String)>,
    run: Option<Callback<()>>,
    role: Option<&'static str>,
    content: AnyView,
) -> AnyView {
    let submit = move |event: SubmitEvent| {
        if let Some(run) = run {
            event.prevent_default();
            run.run(());
        }
    };
    view! {
        <form method="post" action=path role=role on:submit=submit>
            {hidden(fields)}
            {content}
        </form>
    }
    .into_any()
}

/// Hidden inputs for a form's fixed fields.
pub(crate) fn hidden(fields: Vec<(String, String)>) -> Vec<AnyView> {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}
