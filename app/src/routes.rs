//! The routes: which path shows which page. A line a page.

use std::sync::Arc;

use kit::section::Piece;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    PossibleRouteMatch, SsrMode,
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
                <Route path=at(path!("/sign-in")) view={Piece::of::<SignInPage>()} ssr=ssr.clone() />
                <Route path=at(path!("/_gallery")) view={Piece::of::<GalleryPage>()} ssr=ssr.clone() />
                <ParentRoute path=at(path!("")) view={Piece::of::<FramePage>()} ssr=ssr.clone()>
                    <Route path=at(path!("/dashboard")) view={Piece::of::<overview::DashboardPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/dashboard/report")) view={Piece::of::<overview::ReportPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/network")) view={Piece::of::<network::MapPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/policy/groups")) view={Piece::of::<policy::GroupsPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/security-events")) view={Piece::of::<activity::SecurityEventsPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/events")) view={Piece::of::<activity::EventsPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/risk-reports")) view={Piece::of::<activity::RiskReportsPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/security-events/print")) view={Piece::of::<activity::SecurityEventsPrintPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/events/print")) view={Piece::of::<activity::EventsPrintPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/activity/risk-reports/print")) view={Piece::of::<activity::RiskReportsPrintPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/settings/configuration")) view={Piece::of::<settings::ConfigurationPage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/profile")) view={Piece::of::<settings::ProfilePage>()} ssr=ssr.clone() />
                    <Route path=at(path!("/*any")) view={Piece::of::<UnmatchedPage>()} ssr=ssr />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// A path of the type that all routes have: the router's code for a route is in the first load once, not once for every
/// form of path.
fn at(path: impl PossibleRouteMatch + Send + Sync + 'static) -> Arc<dyn PossibleRouteMatch + Send + Sync> {
    Arc::new(path)
}
