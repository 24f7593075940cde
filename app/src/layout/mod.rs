//! The frame around every page: menu, top bar, palette, messages; and the guard who shows why a page stays closed.

mod keys;
mod menu;
mod palette;
mod top_bar;

use kit::{flash, nav, tag, toast, viewer};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use ui::{AppShell, Icon, Notice, PageBody, PageHeader, Toasts};

kit::section!(frame {
    FramePage => Frame,
    UnmatchedPage => crate::unmatched::Unmatched,
});

/// The frame.
#[component]
pub fn Frame() -> impl IntoView {
    let Some(viewer) = viewer::here() else {
        // The server lets nobody in here without a session; the browser finds none only when it was taken away.
        viewer::leave_for_sign_in();
        return ().into_any();
    };
    provide_context(viewer.clone());
    kit::presence::tell();
    tag::provide_versions();
    toast::provide_toaster(flash::left());
    let toaster = toast::use_toaster();

    let path = use_location().pathname;
    let access = viewer.access.clone();
    let closed = Memo::new(move |_| {
        let page = nav::page_at(&path.get())?;
        nav::may_see(page, &access).err().map(|reason| ((page.title)(), reason))
    });
    let folded = RwSignal::new(false);
    let jumping = RwSignal::new(false);
    let helping = RwSignal::new(false);
    view! {
        <AppShell skip_label=text::nav::skip() folded=folded
            menu=menu::menu(&viewer.access, folded)
            bar=top_bar::top_bar(&viewer, jumping, helping)>
            {move || match closed.get() {
                None => view! { <Outlet /> }.into_any(),
                Some((title, reason)) => closed_page(title, reason),
            }}
        </AppShell>
        <palette::Pages open=jumping />
        <keys::KeyHelp open=helping />
        <Toasts label=text::common::messages() dismiss_label=text::common::dismiss() toasts=toaster.toasts()
            on_dismiss=Callback::new(move |id| toaster.dismiss(id)) />
    }
    .into_any()
}

fn closed_page(title: &'static str, reason: String) -> AnyView {
    let notice = Notice {
        icon: Icon::Lock,
        title: text::error::denied().to_owned(),
        text: reason,
        actions: Vec::new(),
    };
    view! {
        <PageBody>
            <PageHeader title=title />
            {notice.view()}
        </PageBody>
    }
    .into_any()
}
