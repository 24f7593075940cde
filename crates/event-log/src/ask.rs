//! What can be asked of an entry's words, each by a parameter of the URL.

use crate::{Field, kind::words};

words! {
    /// A question about words. Several values of one question are alternatives; all questions must be answered well.
    Ask {
        /// The name.
        Name "name",
        /// A threat's own severity.
        Severity "severity",
        /// What was done.
        Action "action",
        /// The category.
        Category "category",
        /// Where.
        Location "location",
        /// The namespace of either end.
        Namespace "ns",
        /// The group of either end, or that whose profile it is.
        Group "group",
        /// A part of the node's name.
        Node "node",
        /// A part of either end's name or address.
        Workload "workload",
        /// The same of the source: who attacks, or where it happened.
        Source "source",
        /// The same of the target.
        Target "target",
        /// The same of who began the connection.
        Client "client",
        /// The same of who was spoken to.
        Server "server",
        /// The country of either end, by its two letters.
        Country "country",
        /// The port, such as `tcp/443`.
        Port "port",
        /// An application.
        Application "app",
        /// The rule.
        Rule "rule",
        /// A part of the process's command line.
        Process "process",
        /// A part of a file's path.
        File "file",
        /// A part of the user's name.
        User "user",
        /// A part of the image's name.
        Image "image",
        /// A part of a CVE's name.
        Cve "cve",
        /// A part of the name by which the target was looked up.
        Fqdn "fqdn",
    }
}

/// How a value is compared with a word. Upper and lower case are one, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// They are the same.
    Same,
    /// The value is one of those that the word lists, separated by spaces.
    Listed,
    /// The value is a part of the word.
    Part,
}

impl Ask {
    /// Which fields are asked: one that answers well is enough. Who is client and who server depends on whether the
    /// entry is reversed.
    pub(crate) fn fields(self, reversed: bool) -> &'static [Field] {
        use Field::{
            Group, Source, SourceAddress, SourceCountry, SourceGroup, SourceNamespace, Target, TargetAddress,
            TargetCountry, TargetGroup, TargetNamespace,
        };
        const SOURCE: &[Field] = &[Source, SourceAddress];
        const TARGET: &[Field] = &[Target, TargetAddress, Field::Fqdn];
        match self {
            Self::Name => &[Field::Name],
            Self::Severity => &[Field::Severity],
            Self::Action => &[Field::Action],
            Self::Category => &[Field::Category],
            Self::Location => &[Field::Location],
            Self::Namespace => &[SourceNamespace, TargetNamespace],
            Self::Group => &[Group, SourceGroup, TargetGroup],
            Self::Node => &[Field::Node],
            Self::Workload => &[Source, SourceAddress, Target, TargetAddress, Field::Fqdn],
            Self::Source => SOURCE,
            Self::Target => TARGET,
            Self::Client => {
                if reversed {
                    TARGET
                } else {
                    SOURCE
                }
            }
            Self::Server => {
                if reversed {
                    SOURCE
                } else {
                    TARGET
                }
            }
            Self::Country => &[SourceCountry, TargetCountry],
            Self::Port => &[Field::Port],
            Self::Application => &[Field::Application],
            Self::Rule => &[Field::Rule],
            Self::Process => &[Field::Process],
            Self::File => &[Field::File],
            Self::User => &[Field::User],
            Self::Image => &[Field::Image],
            Self::Cve => &[Field::Cve],
            Self::Fqdn => &[Field::Fqdn],
        }
    }

    pub(crate) fn how(self) -> How {
        match self {
            Self::Name
            | Self::Severity
            | Self::Action
            | Self::Category
            | Self::Location
            | Self::Namespace
            | Self::Group
            | Self::Country
            | Self::Port
            | Self::Rule => How::Same,
            Self::Application => How::Listed,
            Self::Node
            | Self::Workload
            | Self::Source
            | Self::Target
            | Self::Client
            | Self::Server
            | Self::Process
            | Self::File
            | Self::User
            | Self::Image
            | Self::Cve
            | Self::Fqdn => How::Part,
        }
    }
}
