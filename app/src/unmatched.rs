//! What stands where there is no page: one that is still to come says what it will be, anything else leads on.

use kit::nav;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use ui::{Command, Icon, Notice, PageBody, PageHeader};

/// The page for a path that no route takes.
#[component]
pub fn Unmatched() -> impl IntoView {
    let path = use_location().pathname;
    move || match nav::page_at(&path.get()) {
        Some(page) => coming(page),
        None => missing(),
    }
}

fn coming(page: &'static nav::Page) -> AnyView {
    let title = (page.title)();
    let notice = Notice {
        icon: page.icon,
        title: text::nav::coming_title().to_owned(),
        text: text::nav::coming_detail(title, (page.purpose)()),
        actions: vec![Command::link(text::error::to_dashboard(), "/dashboard")],
    };
    view! {
        <Title text=title />
        <PageBody>
            <PageHeader title=title />
            {notice.view()}
        </PageBody>
    }
    .into_any()
}

fn missing() -> AnyView {
    kit::status::not_found();
    let notice = Notice {
        icon: Icon::Search,
        title: text::error::no_page().to_owned(),
        text: text::error::no_page_detail().to_owned(),
        actions: vec![Command::link(text::error::to_dashboard(), "/dashboard")],
    };
    view! {
        <Title text=text::error::no_page() />
        <PageBody>
            <PageHeader title=text::error::no_page() />
            {notice.view()}
        </PageBody>
    }
    .into_any()
}
