//! What tells entries apart: a number that the same entry has whenever and by whomever it is read.

use std::fmt;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::Kind;

/// An entry's id. The controller gives threats, violations and incidents a UUID each; events and reports have none, and
/// theirs is made of all that they say: [`Ids`] tells those apart that say the same in the same second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub u128);

impl Id {
    /// Of an entry of this kind that the controller calls so.
    pub fn named(kind: Kind, name: &str) -> Self {
        Self::said(kind, [name])
    }

    /// Of an entry of this kind that says this.
    pub fn said<'a>(kind: Kind, parts: impl IntoIterator<Item = &'a str>) -> Self {
        // FNV-1a: the same in every version and on every machine, which std's hashers do not promise.
        let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let mut take = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
            }
            // No byte of UTF-8: where a part ends matters.
            hash = (hash ^ 0xff).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        };
        take(kind.word().as_bytes());
        for part in parts {
            take(part.as_bytes());
        }
        Self(hash)
    }
}

/// Gives the entries of one answer their ids. The oldest of those that say the same keeps its own, and each after it has
/// another: an answer that holds all that was said in a second, as the controller's do, gives the same ids whenever it
/// comes.
#[derive(Clone, Debug, Default)]
pub struct Ids(HashMap<Id, u32>);

impl Ids {
    /// The id of an entry, from the one that it would have alone. The oldest entry is to be asked about first.
    pub fn next(&mut self, kind: Kind, alone: Id) -> Id {
        if Kind::SECURITY.contains(&kind) {
            return alone;
        }
        let before = self.0.entry(alone).or_insert(0);
        let id = match *before {
            0 => alone,
            again => Id::said(kind, [&*alone.to_string(), &*again.to_string()]),
        };
        *before += 1;
        id
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tell_kinds_and_parts_apart_and_never_change() {
        assert_ne!(Id::named(Kind::Threat, "a"), Id::named(Kind::Violation, "a"));
        assert_ne!(Id::said(Kind::Event, ["ab", "c"]), Id::said(Kind::Event, ["a", "bc"]));
        let id = Id::named(Kind::Threat, "a");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 32);
    }

    #[test]
    fn what_says_the_same_again_is_told_apart_the_same_way_each_time() {
        let said = |times: usize| {
            let mut ids = Ids::default();
            (0..times).map(|_| ids.next(Kind::Event, Id(7))).collect::<Vec<_>>()
        };
        let ids = said(6);
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 6);
        assert_eq!((ids[0], &ids[..3]), (Id(7), &*said(3)), "one more changes none of those before");
        let mut named = Ids::default();
        assert_eq!(
            [(); 2].map(|()| named.next(Kind::Incident, Id(7))),
            [Id(7); 2],
            "it has a name of its own"
        );
    }
}
