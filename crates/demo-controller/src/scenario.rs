//! The scenarios: which cluster the demo shows.

use std::{fmt, str::FromStr};

/// A cluster to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scenario {
    /// A shop on three nodes: 42 pods, 28 services, about 37 groups.
    #[default]
    Small,
    /// 80 nodes, 6,000 pods, 1,200 services, full logs.
    Large,
    /// 500 nodes, 30,000 pods, 10,000 groups.
    Huge,
    /// A new installation: nothing seen yet, the licence not accepted, the administrator's password to be changed.
    Empty,
    /// The shop with an enforcer gone, slow answers and some failures.
    Degraded,
    /// The shop with somebody in it who should not be.
    Attack,
}

impl Scenario {
    /// All scenarios.
    pub const ALL: [Self; 6] =
        [Self::Small, Self::Large, Self::Huge, Self::Empty, Self::Degraded, Self::Attack];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
            Self::Huge => "huge",
            Self::Empty => "empty",
            Self::Degraded => "degraded",
            Self::Attack => "attack",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scenario {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|scenario| scenario.as_str() == name)
            .ok_or_else(|| format!("no scenario is called {name:?}; there are {}", Self::names()))
    }
}

impl Scenario {
    fn names() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }
}
