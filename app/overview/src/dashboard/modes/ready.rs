//! Reading what tells whether services are ready for a stricter mode.

use std::sync::Arc;

use controller_api::{group::Group, mode::Mode};
use kit::upstream::Upstream;

use super::rollup::{self, LastNews};
use crate::dashboard::{read, reading::Reading};

/// What is known of services' news. Each half is none where it could not be read.
pub struct Ready {
    learned: Option<Arc<Reading<LastNews>>>,
    deviated: Option<Arc<Reading<LastNews>>>,
}

impl Ready {
    /// Reads it: the rules for what was learned, the log for what deviated.
    pub async fn read(upstream: &Upstream) -> Self {
        let (learned, deviated) = futures::join!(read::last_learned(upstream), read::last_deviated(upstream));
        Self { learned: learned.ok(), deviated: deviated.ok() }
    }

    /// Whether a service is ready; none where it is not known.
    pub fn says(&self, group: &Group, now: i64) -> Option<bool> {
        let none = LastNews::new();
        let known = |half: &Option<Arc<Reading<LastNews>>>| half.is_some();
        match group.policy_mode? {
            Mode::Discover if !known(&self.learned) => None,
            Mode::Monitor if !known(&self.deviated) => None,
            Mode::Protect => None,
            _ => {
                let learned = self.learned.as_ref().map_or(&none, |read| &read.value);
                let deviated = self.deviated.as_ref().map_or(&none, |read| &read.value);
                Some(rollup::is_ready(group, learned, deviated, now))
            }
        }
    }
}
