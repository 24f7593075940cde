//! Marks: small sets of yes and no that nodes and edges carry.

macro_rules! marks {
    ($(#[$doc:meta])* $name:ident { $($(#[$mark_doc:meta])* $mark:ident = $bit:literal, $text:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(u16);

        impl $name {
            $($(#[$mark_doc])* pub const $mark: Self = Self(1 << $bit);)+

            /// All marks with their words, as filters and exports say them.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$mark, $text)),+];

            /// No mark.
            pub const fn none() -> Self {
                Self(0)
            }

            /// These marks and those.
            #[must_use]
            pub const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// These marks without those.
            #[must_use]
            pub const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// The marks that stand in both.
            #[must_use]
            pub const fn shared(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// With or without those, as `on` says.
            #[must_use]
            pub const fn set(self, other: Self, on: bool) -> Self {
                if on { self.and(other) } else { self.without(other) }
            }

            /// Whether all of those are here.
            pub const fn has(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// The marks as a number, for the wire.
            pub const fn bits(self) -> u16 {
                self.0
            }

            /// The marks for a number; unknown ones are dropped.
            pub const fn from_bits(bits: u16) -> Self {
                Self(bits & (0 $(| 1 << $bit)+))
            }

            /// The words of the marks that are here.
            pub fn words(self) -> impl Iterator<Item = &'static str> {
                Self::ALL.iter().filter(move |(mark, _)| self.has(*mark)).map(|(_, word)| *word)
            }
        }
    };
}

pub(crate) use marks;

marks! {
    /// What a node is marked with.
    NodeMarks {
        /// It is quarantined.
        QUARANTINED = 0, "quarantined";
        /// It belongs to the system (`kube-system`, the product itself).
        SYSTEM = 1, "system";
        /// It may do anything on its node.
        PRIVILEGED = 2, "privileged";
        /// It runs as root.
        ROOT = 3, "root";
        /// It was not there at the last look.
        NEW = 4, "new";
        /// Its insides are shown in its place; it is drawn as the ground under them.
        OPEN = 5, "open";
    }
}

marks! {
    /// What an edge is marked with.
    EdgeMarks {
        /// Nothing but name service, address assignment or time was seen in it.
        SYSTEM = 0, "system";
        /// It was not there at the last look.
        NEW = 1, "new";
        /// Some of it was blocked, whatever else there is to say of it.
        DENIED = 2, "denied";
        /// Some of it passed although no rule allows it, likewise.
        VIOLATED = 3, "violated";
    }
}

marks! {
    /// Transport protocols.
    Protocols {
        /// TCP.
        TCP = 0, "tcp";
        /// UDP.
        UDP = 1, "udp";
        /// ICMP.
        ICMP = 2, "icmp";
        /// SCTP.
        SCTP = 3, "sctp";
        /// Any other.
        OTHER = 4, "other";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_set_and_taken_away_one_by_one() {
        let both = NodeMarks::NEW.and(NodeMarks::SYSTEM);
        assert!(both.has(NodeMarks::NEW) && both.has(NodeMarks::SYSTEM) && !both.has(NodeMarks::OPEN));
        assert_eq!(both.without(NodeMarks::NEW), NodeMarks::SYSTEM);
        assert_eq!(both.words().collect::<Vec<_>>(), ["system", "new"]);
        assert_eq!(NodeMarks::from_bits(u16::MAX).bits(), 0b11_1111);
    }
}
