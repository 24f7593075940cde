//! The overview section of the menu: the dashboard.

mod dashboard;

#[cfg(feature = "ssr")]
pub use dashboard::files;

kit::section!(overview {
    DashboardPage => dashboard::Dashboard,
    ReportPage => dashboard::Report,
});
