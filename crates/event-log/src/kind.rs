//! What an entry is: of which log, how grave, of which category, where.

/// Declares an enumeration of words that stand in URLs, files and the store, and never change there.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$meaning])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which one reads them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one of this word.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::of_word(&word).ok_or_else(|| serde::de::Error::custom(format_args!("no {word}")))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The log that an entry is of.
    Kind {
        /// An attack that was recognised in the packets.
        Threat "threat",
        /// A connection that the network rules did not expect.
        Violation "violation",
        /// A process, a file, a package, a tunnel, an escalation that should not have been.
        Incident "incident",
        /// An event of the product itself.
        Event "event",
        /// A risk report: what a scan, a check or admission control found.
        Report "report",
    }
}

impl Kind {
    /// The kinds that are security events.
    pub const SECURITY: [Self; 3] = [Self::Threat, Self::Violation, Self::Incident];
}

words! {
    /// How grave an entry is, gravest first: the controller's levels.
    Level {
        /// The cluster is unusable.
        Emergency "emergency",
        /// Something must be done at once.
        Alert "alert",
        /// Critical.
        Critical "critical",
        /// An error.
        Error "error",
        /// A warning.
        Warning "warning",
        /// Worth a look.
        Notice "notice",
        /// For information.
        Info "info",
        /// For those who look for a fault.
        Debug "debug",
        /// A level that this console does not know.
        Other "other",
    }
}

impl Level {
    /// The level that the controller calls so; in the recordings `Critical`, in older versions `CRITICAL` too.
    pub fn of(word: &str) -> Self {
        Self::of_word(&word.to_ascii_lowercase()).unwrap_or(Self::Other)
    }
}

words! {
    /// What a security event is about.
    Category {
        /// Packets and connections.
        Network "network",
        /// Processes.
        Process "process",
        /// Files.
        File "file",
        /// Packages that were changed in a running container.
        Package "package",
        /// Tunnels.
        Tunnel "tunnel",
        /// Escalations of privilege.
        Privilege "privilege",
        /// Anything else.
        Other "other",
    }
}

impl Category {
    /// That of an incident, by its name: `Container.FileAccess.Violation`, `Host.Tunnel.Detected`… New names that say what
    /// they are about are known too.
    pub fn of_incident(name: &str) -> Self {
        let says = |word: &str| name.contains(word);
        if says("Privilege") {
            Self::Privilege
        } else if says("Tunnel") {
            Self::Tunnel
        } else if says("Package") {
            Self::Package
        } else if says("File") {
            Self::File
        } else if says("Process") || says("Profile") {
            Self::Process
        } else {
            Self::Other
        }
    }
}

words! {
    /// Where an entry happened, or what it speaks of.
    Location {
        /// In a container.
        Container "container",
        /// On a node.
        Host "host",
        /// In an image of a registry.
        Registry "registry",
        /// In an image that somebody wanted to run.
        Image "image",
        /// In the platform, such as Kubernetes itself.
        Platform "platform",
        /// Nowhere in particular.
        Cluster "cluster",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_read_in_any_case() {
        assert!(Level::Critical < Level::Warning);
        assert_eq!(Level::of("Critical"), Level::Critical);
        assert_eq!(Level::of("WARNING"), Level::Warning);
        assert_eq!(Level::of("Dire"), Level::Other);
        assert_eq!(Level::of(""), Level::Other);
    }

    #[test]
    fn an_incidents_name_says_its_category() {
        for (name, category) in [
            ("Process.Profile.Violation", Category::Process),
            ("Host.Suspicious.Process", Category::Process),
            ("Container.FileAccess.Violation", Category::File),
            ("Host.FileAccess.Denied", Category::File),
            ("Container.Privilege.Escalation", Category::Privilege),
            ("Container.Package.Updated", Category::Package),
            ("Host.Tunnel.Detected", Category::Tunnel),
            ("Host.Haunted", Category::Other),
        ] {
            assert_eq!(Category::of_incident(name), category, "{name}");
        }
    }

    #[test]
    fn words_lead_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_word(kind.word()), Some(*kind));
        }
        assert_eq!(Kind::of_word("Threat"), None);
    }
}
