//! What a rule is asked for of: what was said, and between which groups. Pure.

use serde::{Deserialize, Serialize};

/// What was said, as far as a rule can speak of it: an application, or a port where none was recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// The application; `""` = not recognised.
    pub application: String,
    /// The port, such as `tcp/443`.
    pub port: String,
}

impl Said {
    /// As a URL has it: `SSH~tcp/22`.
    pub fn word(&self) -> String {
        format!("{}~{}", self.application, self.port)
    }

    /// Of such a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let (application, port) = word.split_once('~')?;
        let said = Self { application: application.to_owned(), port: port.to_owned() };
        (said != Self::default()).then_some(said)
    }
}

/// The group that stands in rules for an end as logs say it: by its service (`frontend.storefront`) and its id. `""` for one
/// that no rule can name.
pub fn group_of_service(service: &str, id: &str) -> String {
    match service {
        _ if id.starts_with("Host:") => "nodes".to_owned(),
        "" if id == "external" => "external".to_owned(),
        "" => String::new(),
        "external" | "nodes" => service.to_owned(),
        group if group.starts_with("nv.") => group.to_owned(),
        service => format!("nv.{service}"),
    }
}
