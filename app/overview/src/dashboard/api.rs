//! The server functions of the dashboard: two reads that fail apart from one another.

use controller_api::system::Summary;
use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How much there is of everything.
#[server(endpoint = "dashboard/get_summary")]
pub async fn get_summary() -> Result<Reading<Summary>, AppError> {
    use controller_api::system;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let fetch = || async {
                let summary = upstream.call(system::SUMMARY.at([])).await?.summary;
                Ok(Reading { value: summary, read_at: kit::clock::now() })
            };
            let life = std::time::Duration::from_secs(5);
            Ok(Reading::clone(&*upstream.shared(kit::Tag::System, "summary", life, fetch).await?))
        }
        .await,
    )
}

/// Services by the mode of their network rules.
#[server(endpoint = "dashboard/get_modes")]
pub async fn get_modes() -> Result<Reading<Modes>, AppError> {
    use controller_api::{Query, group};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let fetch = || async {
                let groups = upstream.call(group::LIST.at([]).query(Query::new().brief())).await?.groups;
                Ok(Reading { value: Modes::of(&groups), read_at: kit::clock::now() })
            };
            let life = std::time::Duration::from_secs(5);
            Ok(Reading::clone(&*upstream.shared(kit::Tag::Groups, "modes", life, fetch).await?))
        }
        .await,
    )
}

/// A value and when it was read from the controller, in unix seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// When.
    pub read_at: i64,
}

/// How many services stand in which mode. What belongs to the platform does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modes {
    /// In Discover.
    pub discover: u64,
    /// In Monitor.
    pub monitor: u64,
    /// In Protect.
    pub protect: u64,
    /// Of these, held to the zero-drift baseline.
    pub zero_drift: u64,
}

impl Modes {
    /// All of them.
    pub const fn total(&self) -> u64 {
        self.discover + self.monitor + self.protect
    }
}

#[cfg(feature = "ssr")]
impl Modes {
    /// Counts the groups that stand for services.
    pub fn of(groups: &[controller_api::group::Group]) -> Self {
        use controller_api::mode::{Baseline, Mode};
        let mut modes = Self::default();
        let services = groups
            .iter()
            .filter(|group| group.platform_role.is_empty() && group.name.as_str().starts_with("nv."));
        for group in services {
            match group.policy_mode {
                Some(Mode::Discover) => modes.discover += 1,
                Some(Mode::Monitor) => modes.monitor += 1,
                Some(Mode::Protect) => modes.protect += 1,
                None => continue,
            }
            modes.zero_drift += u64::from(group.baseline_profile == Some(Baseline::ZeroDrift));
        }
        modes
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn services_count_once_and_the_platform_not_at_all() {
        let group = |name: &str, mode: &str, role: &str, baseline: &str| {
            let body = format!(
                r#"{{"name":"{name}","kind":"container","cfg_type":"learned","policy_mode":"{mode}",
                    "platform_role":"{role}","baseline_profile":"{baseline}"}}"#
            );
            serde_json::from_str(&body).expect("decodes")
        };
        let groups = [
            group("nv.a.x", "Discover", "", "basic"),
            group("nv.b.x", "Protect", "", "zero-drift"),
            group("nv.dns.kube-system", "Discover", "Kubernetes", "basic"),
            group("nodes", "Monitor", "", ""),
            group("web", "", "", ""),
        ];
        assert_eq!(Modes::of(&groups), Modes { discover: 1, monitor: 0, protect: 1, zero_drift: 1 });
    }
}
