//! What an entry says in words, field by field: what is filtered by, sorted by, searched and exported.

use crate::kind::words;

words! {
    /// A field of words. `""` = the entry does not say it.
    Field {
        /// What it is, such as `SQL.Injection`; for violations `Network.Violation`.
        Name "name",
        /// A threat's own severity: `Critical`, `High`, `Medium`, `Low`, `Info`.
        Severity "severity",
        /// What was done: `violate` and `alert` = logged, `deny` and `reset` = blocked, `allow`.
        Action "action",
        /// A [`crate::Category`]'s word.
        Category "category",
        /// A [`crate::Location`]'s word.
        Location "location",
        /// The node.
        Node "node",
        /// Who began it, or whom it happened in: a pod, a node, `external`.
        Source "source",
        /// The source's id: a workload's, a node's, `external`.
        SourceId "source-id",
        /// The source's namespace.
        SourceNamespace "source-ns",
        /// The source's group, such as `nv.web-app.production`, `nodes`, `external`.
        SourceGroup "source-group",
        /// The source's address.
        SourceAddress "source-address",
        /// The country in which that is registered, by its two letters.
        SourceCountry "source-country",
        /// Who was spoken to or attacked.
        Target "target",
        /// The target's id.
        TargetId "target-id",
        /// The target's namespace.
        TargetNamespace "target-ns",
        /// The target's group.
        TargetGroup "target-group",
        /// The target's address.
        TargetAddress "target-address",
        /// The country in which that is registered.
        TargetCountry "target-country",
        /// The name by which the target was looked up.
        Fqdn "fqdn",
        /// The port that was spoken to: `tcp/443`, `icmp`.
        Port "port",
        /// Applications, separated by spaces.
        Application "application",
        /// The rule behind it: a network rule's number (`0` = no rule allows it), a process rule's UUID, a threat's number.
        Rule "rule",
        /// The group whose profile or sensor it is.
        Group "group",
        /// The process, with its command line.
        Process "process",
        /// Files, separated by spaces.
        File "file",
        /// Who did it.
        User "user",
        /// The image.
        Image "image",
        /// CVEs, separated by spaces.
        Cve "cve",
        /// What happened, in English, as the controller says it.
        Message "message",
    }
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();
}
