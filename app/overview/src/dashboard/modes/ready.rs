//! Reading what tells whether services are ready for a stricter mode.

use std::sync::Arc;

use controller_api::{group::Group, mode::Mode};
use kit::upstream::Upstream;

use super::rollup::{self, Deviated, LastNews};
use crate::dashboard::{read, reading::Reading};

/// What is known of services' news. Each half is none where it could not be read.
pub struct Ready {
    learned: Option<Arc<Reading<LastNews>>>,
    deviated: Option<Arc<Reading<Deviated>>>,
}

impl Ready {
    /// Reads it: the rules for what was learned, the logs for what deviated.
    pub async fn read(upstream: &Upstream) -> Self {
        let (learned, deviated) = futures::join!(read::last_learned(upstream), read::last_deviated(upstream));
        Self { learned: learned.ok(), deviated: deviated.ok() }
    }

    /// The same where nobody waits for it for long.
    pub async fn aside(upstream: &Upstream) -> Self {
        let (learned, deviated) = futures::join!(
            read::aside(read::last_learned(upstream)),
            read::aside(read::last_deviated(upstream))
        );
        Self { learned, deviated }
    }

    /// Whether a service is ready; none where it is not known.
    pub fn says(&self, group: &Group, now: i64) -> Option<bool> {
        match group.policy_mode? {
            Mode::Discover => Some(rollup::learned_enough(group, &self.learned.as_ref()?.value, now)),
            Mode::Monitor => rollup::kept_to_rules(group, &self.deviated.as_ref()?.value, now),
            Mode::Protect => None,
        }
    }
}
