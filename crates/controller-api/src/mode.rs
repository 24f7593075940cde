//! Modes: what a group does with what it sees, and how strictly its processes are held to the baseline.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Discover learns rules from behaviour, Monitor logs what deviates, Protect blocks it.
/// Said of network rules (policy mode) and of processes and files (profile mode) alike; in this order of strictness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mode {
    /// Learns.
    Discover,
    /// Logs.
    Monitor,
    /// Blocks.
    Protect,
}

impl Mode {
    /// All modes, in the order of their strictness.
    pub const ALL: [Self; 3] = [Self::Discover, Self::Monitor, Self::Protect];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discover => "Discover",
            Self::Monitor => "Monitor",
            Self::Protect => "Protect",
        }
    }
}

impl std::str::FromStr for Mode {
    type Err = UnknownMode;

    fn from_str(word: &str) -> Result<Self, UnknownMode> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.as_str().eq_ignore_ascii_case(word))
            .ok_or_else(|| UnknownMode(word.to_owned()))
    }
}

/// A word that is no mode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no mode is called {0:?}")]
pub struct UnknownMode(pub String);

/// How a group's processes are held to what was learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Baseline {
    /// Only what the profile lists may run; the parent does not matter.
    Basic,
    /// Only what the image brought, started by the container's own processes, may run.
    ZeroDrift,
}

impl Baseline {
    /// Both baselines, the looser first.
    pub const ALL: [Self; 2] = [Self::Basic, Self::ZeroDrift];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::ZeroDrift => "zero-drift",
        }
    }

    /// The baseline for a word on the wire. Older controllers wrote `default` for zero-drift and `shield` before that.
    pub fn from_wire(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "basic" => Some(Self::Basic),
            "zero-drift" | "default" | "shield" => Some(Self::ZeroDrift),
            _ => None,
        }
    }
}

impl Serialize for Baseline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Baseline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::from_wire(&word)
            .ok_or_else(|| serde::de::Error::custom(format_args!("no baseline is called {word:?}")))
    }
}

/// A mode field that may be `""`, `null` or absent: the object has none. An unknown word counts as none too,
/// so that the console never shows a mode that the cluster did not say.
pub(crate) fn optional_mode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Mode>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|word| word.parse().ok()))
}

/// Writes no mode as `""`, as the controller does where it never leaves the field out.
pub(crate) fn mode_or_empty<S: Serializer>(mode: &Option<Mode>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(mode.map_or("", Mode::as_str))
}

/// Writes no baseline as `""`, as the controller does.
pub(crate) fn baseline_or_empty<S: Serializer>(
    baseline: &Option<Baseline>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(baseline.map_or("", Baseline::as_str))
}

/// Reads `""`, `null` and unknown words as no baseline.
pub(crate) fn optional_baseline<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Baseline>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|word| Baseline::from_wire(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read_in_any_case() {
        assert_eq!("discover".parse(), Ok(Mode::Discover));
        assert_eq!("Protect".parse(), Ok(Mode::Protect));
        assert!("".parse::<Mode>().is_err());
    }

    #[test]
    fn old_words_for_zero_drift_are_understood() {
        for word in ["zero-drift", "Zero-drift", "default", "shield"] {
            assert_eq!(Baseline::from_wire(word), Some(Baseline::ZeroDrift), "{word}");
        }
        assert_eq!(Baseline::from_wire(""), None);
    }
}
