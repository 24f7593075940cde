//! The activity section of the menu: security events, events of the product, risk reports.

pub mod log;

kit::section!(activity {
    SecurityEventsPage => log::SecurityEvents,
    EventsPage => log::Events,
    RiskReportsPage => log::RiskReports,
    SecurityEventsPrintPage => log::SecurityEventsPrint,
    EventsPrintPage => log::EventsPrint,
    RiskReportsPrintPage => log::RiskReportsPrint,
});
