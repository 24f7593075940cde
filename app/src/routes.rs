//! The routes: which path shows which page. A line a page.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    gallery::GalleryPage,
    layout::{FramePage, UnmatchedPage},
    sign_in::SignInPage,
};

/// The app, below the document.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // In order: without a script nothing is left "loading", and yet the frame does not wait for the controller.
    let ssr = SsrMode::InOrder;
    view! {
        <Title formatter=|title: String| if title.is_empty() { text::common::product().to_owned() } else { format!("{title} · NeuVector") } />
        <Router>
            <Routes fallback=|| ()>
                <Route path=path!("/sign-in") view={Lazy::<SignInPage>::new()} ssr=ssr.clone() />
                <Route path=path!("/_gallery") view={Lazy::<GalleryPage>::new()} ssr=ssr.clone() />
                <ParentRoute path=path!("") view={Lazy::<FramePage>::new()} ssr=ssr.clone()>
                    <Route path=path!("/dashboard") view={Lazy::<overview::DashboardPage>::new()} ssr=ssr.clone() />
                    <Route path=path!("/dashboard/report") view={Lazy::<overview::ReportPage>::new()} ssr=ssr.clone() />
                    <Route path=path!("/policy/groups") view={Lazy::<policy::GroupsPage>::new()} ssr=ssr.clone() />
                    <Route path=path!("/settings/configuration") view={Lazy::<settings::ConfigurationPage>::new()} ssr=ssr.clone() />
                    <Route path=path!("/profile") view={Lazy::<settings::ProfilePage>::new()} ssr=ssr.clone() />
                    <Route path=path!("/*any") view={Lazy::<UnmatchedPage>::new()} ssr=ssr />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
