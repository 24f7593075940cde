//! One entry of any log, as the rest of this crate knows it. How each of the controller's types becomes one stands beside it.

mod product;
mod security;

use std::borrow::Cow;

pub use self::security::VIOLATION;

use crate::{Field, Id, Kind, Level, Location};

/// An entry. It borrows what it says from what the controller answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What tells it apart.
    pub id: Id,
    /// The log that it is of.
    pub kind: Kind,
    /// How grave.
    pub level: Level,
    /// When it was reported, in unix seconds.
    pub at: i64,
    /// How often it happened: the controller counts what repeats within seconds; 1 = once.
    pub count: u32,
    /// The target is the client: who is attacked began the connection, or the far end of an incident did.
    pub reversed: bool,
    words: [Cow<'a, str>; Field::COUNT],
}

impl<'a> Entry<'a> {
    fn new(id: Id, kind: Kind, level: &str, at: i64) -> Self {
        Self {
            id,
            kind,
            level: Level::of(level),
            at,
            count: 1,
            reversed: false,
            words: [const { Cow::Borrowed("") }; Field::COUNT],
        }
    }

    /// What it says in a field; `""` = nothing.
    pub fn word(&self, field: Field) -> &str {
        &self.words[field as usize]
    }

    /// The same entry saying this in a field.
    #[must_use]
    pub fn with(mut self, field: Field, word: impl Into<Cow<'a, str>>) -> Self {
        self.words[field as usize] = word.into();
        self
    }

    /// The same entry under another id; see [`crate::Ids`].
    #[must_use]
    pub fn under(self, id: Id) -> Self {
        Self { id, ..self }
    }

    /// Says in which countries its addresses are registered. `country` gives the two letters of one; `""` = none.
    #[must_use]
    pub fn located(mut self, country: impl Fn(&str) -> &'static str) -> Self {
        for (address, place) in
            [(Field::SourceAddress, Field::SourceCountry), (Field::TargetAddress, Field::TargetCountry)]
        {
            self.words[place as usize] = Cow::Borrowed(country(self.word(address)));
        }
        self
    }

    fn end(self, fields: [Field; 5], end: End<'a>) -> Self {
        let [name, id, namespace, group, address] = fields;
        let found = group_of(&end);
        self.with(name, end.name)
            .with(id, end.id)
            .with(namespace, end.namespace)
            .with(group, found)
            .with(address, end.address)
    }

    fn ends(self, source: End<'a>, target: End<'a>) -> Self {
        use Field::{
            Source, SourceAddress, SourceGroup, SourceId, SourceNamespace, Target, TargetAddress,
            TargetGroup, TargetId, TargetNamespace,
        };
        self.end([Source, SourceId, SourceNamespace, SourceGroup, SourceAddress], source)
            .end([Target, TargetId, TargetNamespace, TargetGroup, TargetAddress], target)
    }
}

/// What a log says of an end.
struct End<'a> {
    id: &'a str,
    name: &'a str,
    namespace: &'a str,
    service: &'a str,
    address: &'a str,
}

impl End<'_> {
    /// It is a node; the ids of nodes hold a colon, those of workloads and addresses of version 4 none.
    fn is_node(&self) -> bool {
        self.id.contains(':') && self.id.parse::<std::net::IpAddr>().is_err()
    }
}

/// The group that an end belongs to of itself.
fn group_of<'a>(end: &End<'a>) -> Cow<'a, str> {
    match end.service {
        "" if end.is_node() => Cow::Borrowed("nodes"),
        "" => Cow::Borrowed(""),
        "external" | "nodes" => Cow::Borrowed(end.service),
        service => Cow::Owned(format!("nv.{service}")),
    }
}

fn place(end: &End<'_>, other: &End<'_>) -> &'static str {
    let is_pod = |end: &End<'_>| !end.namespace.is_empty();
    let location = if !is_pod(end) && !is_pod(other) && (end.is_node() || other.is_node()) {
        Location::Host
    } else {
        Location::Container
    };
    location.word()
}
