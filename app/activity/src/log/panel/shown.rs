//! What travels to the panel of an entry. The server writes it in the reader's language; the browser only lays it out.

use event_log::{Id, Kind, Level};
use serde::{Deserialize, Serialize};

use super::act::Acts;

use super::findings::Findings;

/// An entry in its panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryShown {
    /// Its id.
    pub id: Id,
    /// The log.
    pub kind: Kind,
    /// How grave.
    pub level: Level,
    /// When, in unix seconds.
    pub at: i64,
    /// What it is called.
    pub name: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// What was done.
    pub action: String,
    /// What can be done about it.
    pub acts: Acts,
    /// Where to go from here.
    pub links: Vec<Link>,
    /// Everything that it says, part by part.
    pub parts: Vec<Part>,
    /// What a risk report found.
    pub findings: Vec<Findings>,
    /// The processes that led to it, the first of them first.
    pub processes: Vec<ProcessStep>,
    /// That the controller has forgotten it, in words; `""` = it has not.
    pub kept: String,
    /// As the controller said it.
    pub json: String,
}

/// Where to go from an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads, in words.
    pub label: String,
    /// The address.
    pub href: String,
}

/// Facts that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What they are about.
    pub title: String,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The value.
    pub value: String,
    /// Where the value leads; `""` = nowhere.
    pub href: String,
}

/// A process of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessStep {
    /// Its name, or its command line.
    pub name: String,
    /// Its file; `""` = not said.
    pub path: String,
    /// Whose rights it had; `""` = not said.
    pub user: String,
}

/// A captured packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketShown {
    /// Sixteen bytes a line: where they begin, as hexadecimal numbers, as letters.
    pub lines: Vec<(String, String, String)>,
    /// How many bytes there are.
    pub bytes: usize,
}
