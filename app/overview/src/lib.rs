//! The overview section of the menu: the dashboard.

mod dashboard;

kit::section!(overview {
    DashboardPage => dashboard::Dashboard,
    ReportPage => dashboard::Report,
});
