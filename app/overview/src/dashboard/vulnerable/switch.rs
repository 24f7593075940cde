//! Switching scans on or off: write, then read again until the controller says what was asked, or time is up.

use std::time::Duration;

use controller_api::scan::{self, ScanConfigChange, ScanConfigUpdate};
use kit::{AppError, Tag, upstream::controller};

/// How long to wait before each reading; reads trail writes a little.
const WAITS: [Duration; 3] = [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(900)];

/// Switches, and says how the switch stands after it.
pub async fn set(on: bool) -> Result<bool, AppError> {
    let upstream = controller()?;
    tracing::info!(user = %upstream.viewer().fullname, on, "automatic scans are switched");
    let change = ScanConfigUpdate { config: ScanConfigChange::all(on) };
    let written = upstream.call(scan::CONFIGURE.send([], &change)).await;
    upstream.forget(Tag::Scan);
    written?;
    let mut now = !on;
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        let config = upstream.call(scan::CONFIG.at([])).await?.config;
        now = config.scans_workloads() && config.scans_hosts();
        if now == on {
            break;
        }
    }
    upstream.forget(Tag::Scan);
    Ok(now)
}
