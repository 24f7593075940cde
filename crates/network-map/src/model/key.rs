//! Keys: what a node is known by from one refresh to the next.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Kind;
use crate::rng::mix;

/// What a node is known by, whatever place it has in a graph: 48 bits, made from its id.
///
/// As text it is twelve hexadecimal digits, for URLs. The builder sees to it that no two nodes of a graph share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// How many bytes it takes.
    pub const BYTES: usize = 6;
    const MASK: u64 = (1 << 48) - 1;

    /// The key of a thing with this id. Namespaces and groups have ids of their own kind; all others share one.
    pub fn of(kind: Kind, id: &str) -> Self {
        let family = match kind {
            Kind::Namespace => 1,
            Kind::Group => 2,
            _ => 3,
        };
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64 ^ family, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(mix(hash) & Self::MASK)
    }

    /// The key to try when this one is taken.
    pub(crate) fn next(self) -> Self {
        Self(mix(self.0.wrapping_add(0x9e37_79b9_7f4a_7c15)) & Self::MASK)
    }

    /// The key as a number below 2⁴⁸, which every JSON reader can hold.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The key for a number; bits above the 48th are dropped.
    pub const fn from_number(number: u64) -> Self {
        Self(number & Self::MASK)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0)
    }
}

/// A text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key has twelve hexadecimal digits")
    }
}

impl std::error::Error for NotAKey {}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        if text.len() != 2 * Self::BYTES || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAKey);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| NotAKey)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_the_same_and_tells_kinds_apart() {
        let pod = Key::of(Kind::Pod, "payments");
        assert_eq!(pod, Key::of(Kind::Sidecar, "payments"), "a pod that gets a sidecar stays the same pod");
        assert_ne!(pod, Key::of(Kind::Namespace, "payments"));
        // Pinned: keys stand in URLs and in stored lists of hidden things.
        assert_eq!(pod.to_string(), PINNED);
    }

    const PINNED: &str = "d5d4977d80f7";

    #[test]
    fn a_key_reads_back_from_its_text_only() {
        let key = Key::of(Kind::Pod, "a");
        assert_eq!(key.to_string().parse(), Ok(key));
        for text in ["", "12", "+23456789012", "zz3456789012", "1234567890123"] {
            assert_eq!(text.parse::<Key>(), Err(NotAKey), "{text}");
        }
    }
}
