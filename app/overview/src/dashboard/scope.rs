//! What the URL asks of the dashboard: whose numbers, and what of each panel.

use kit::url::Params;

use super::exposure::api::{Direction, Only};

/// The page's path.
pub const PATH: &str = "/dashboard";

/// What the URL asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The namespace; `""` = all that the viewer may see.
    pub ns: String,
    /// The direction of the exposed services.
    pub direction: Direction,
    /// All exposed services rather than the worst.
    pub all: bool,
    /// Only these of the exposed pods.
    pub only: Option<Only>,
    /// The exposed service that is open; `""` = none.
    pub service: String,
    /// Events by hour rather than by day.
    pub hours: bool,
    /// The ladder is open.
    pub improve: bool,
}

impl Scope {
    /// What these parameters ask for.
    pub fn of(params: &Params) -> Self {
        Self {
            ns: params.get("ns").trim().to_owned(),
            direction: Direction::of_word(params.get("exposure")),
            all: params.get("services") == "all",
            only: Only::of_word(params.get("only")),
            service: params.get("service").to_owned(),
            hours: params.get("events") == "hours",
            improve: params.get("improve") == "1",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_as_if_it_were_not_there() {
        let of = |pairs: &[(&str, &str)]| {
            Scope::of(&pairs.iter().fold(Params::default(), |params, (key, value)| params.with(key, value)))
        };
        assert_eq!(
            of(&[("exposure", "sideways"), ("events", "weeks"), ("improve", "yes"), ("only", "me")]),
            Scope::default()
        );
        let scope = of(&[("ns", " shop "), ("exposure", "egress"), ("events", "hours"), ("service", "a.b")]);
        assert_eq!(
            (&*scope.ns, scope.direction, scope.hours, &*scope.service),
            ("shop", Direction::Egress, true, "a.b")
        );
    }
}
