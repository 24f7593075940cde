//! The words of the map: what a node is, how an edge stands, modes and severities.

/// A closed set of words. Each has a code for the wire (its place), and a text that stands in filters, class names
/// and exports alike.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$word_doc])* $word,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word as text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }

            /// The word for a text, in whatever case.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str().eq_ignore_ascii_case(text))
            }

            /// Its place, which is its code on the wire.
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The word for a code.
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::unknown_variant(&text, &[$($text),+]))
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What a node of the map is.
    Kind {
        /// Everything outside the cluster.
        External = "external",
        /// A namespace; holds groups and pods.
        Namespace = "namespace",
        /// A group; holds pods.
        Group = "group",
        /// A pod.
        Pod = "pod",
        /// A node of the cluster.
        Node = "node",
        /// A workload that no enforcer looks after.
        Unmanaged = "unmanaged",
        /// The address of a service.
        Service = "service",
        /// Some other address.
        Address = "address",
        /// A pod with a service mesh's sidecar.
        Sidecar = "mesh",
    }
}

impl Kind {
    /// Whether other nodes can be in it.
    pub const fn holds_others(self) -> bool {
        matches!(self, Self::Namespace | Self::Group)
    }

    /// Whether the cluster does not manage it.
    pub const fn is_unmanaged(self) -> bool {
        matches!(self, Self::Unmanaged | Self::Address)
    }
}

words! {
    /// The network policy mode. Nodes that hold others of several modes are `Mixed`.
    Mode {
        /// It has none.
        None = "none",
        /// Connections are learned.
        Discover = "discover",
        /// Violations are reported.
        Monitor = "monitor",
        /// Violations are blocked.
        Protect = "protect",
        /// Those inside differ.
        Mixed = "mixed",
    }
}

impl Mode {
    /// The mode of something that holds both.
    pub fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, mode) | (mode, Self::None) => mode,
            (one, two) if one == two => one,
            _ => Self::Mixed,
        }
    }
}

words! {
    /// How bad a threat or a vulnerability is, from none to worst.
    Severity {
        /// There is none.
        None = "none",
        /// For information.
        Info = "info",
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Critical.
        Critical = "critical",
    }
}

words! {
    /// What the policy did with a conversation.
    Action {
        /// It was let through.
        Allow = "allow",
        /// It was let through and reported.
        Violate = "violate",
        /// It was blocked.
        Deny = "deny",
    }
}

words! {
    /// How an edge stands, from harmless to worst: of several merged edges the worst is shown.
    Status {
        /// Allowed, and both ends are in one namespace.
        Internal = "internal",
        /// Allowed, and encrypted by the service mesh.
        Secured = "secured",
        /// Allowed.
        Allowed = "allowed",
        /// A threat of severity info, low or medium was seen in it.
        Warning = "warning",
        /// It violates the policy.
        Violation = "violation",
        /// The policy blocked it.
        Blocked = "blocked",
        /// A threat of severity high or critical was seen in it.
        Threat = "threat",
    }
}

impl Status {
    /// How an edge stands by what is known of it.
    pub fn judge(action: Action, severity: Severity, secured: bool, internal: bool) -> Self {
        match (action, severity) {
            (_, Severity::High | Severity::Critical) => Self::Threat,
            (Action::Deny, _) => Self::Blocked,
            (Action::Violate, _) => Self::Violation,
            (Action::Allow, Severity::Info | Severity::Low | Severity::Medium) => Self::Warning,
            (Action::Allow, Severity::None) if secured => Self::Secured,
            (Action::Allow, Severity::None) if internal => Self::Internal,
            (Action::Allow, Severity::None) => Self::Allowed,
        }
    }

    /// Whether somebody should look at it.
    pub fn is_trouble(self) -> bool {
        self >= Self::Warning
    }
}

words! {
    /// A transport protocol.
    Protocol {
        /// TCP.
        Tcp = "tcp",
        /// UDP.
        Udp = "udp",
        /// ICMP.
        Icmp = "icmp",
        /// SCTP.
        Sctp = "sctp",
        /// Another one.
        Other = "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_its_text_and_code_and_back() {
        for word in Status::ALL.iter().copied() {
            assert_eq!(Status::parse(&word.as_str().to_uppercase()), Some(word));
            assert_eq!(Status::from_code(word.code()), Some(word));
        }
        assert_eq!(Status::from_code(99), None);
        assert_eq!(Kind::parse("nothing"), None);
    }

    #[test]
    fn the_worst_that_is_known_decides() {
        let cases = [
            (Action::Allow, Severity::None, false, false, Status::Allowed),
            (Action::Allow, Severity::None, false, true, Status::Internal),
            (Action::Allow, Severity::None, true, true, Status::Secured),
            (Action::Allow, Severity::Medium, true, true, Status::Warning),
            (Action::Allow, Severity::High, false, true, Status::Threat),
            (Action::Violate, Severity::Low, false, true, Status::Violation),
            (Action::Deny, Severity::None, false, true, Status::Blocked),
            (Action::Deny, Severity::Critical, false, true, Status::Threat),
        ];
        for (action, severity, secured, internal, expected) in cases {
            assert_eq!(Status::judge(action, severity, secured, internal), expected, "{action} {severity}");
        }
    }

    #[test]
    fn modes_join_to_mixed_only_where_they_differ() {
        assert_eq!(Mode::None.joined(Mode::Monitor), Mode::Monitor);
        assert_eq!(Mode::Protect.joined(Mode::Protect), Mode::Protect);
        assert_eq!(Mode::Protect.joined(Mode::Discover), Mode::Mixed);
    }
}
