//! Switching modes: what to switch, what came of it, and the dialog that asks. Used wherever modes are switched.

mod dialog;
mod outcome;
mod plan;
mod switch;

use controller_api::{
    mode::{Baseline, Mode},
    name::GroupName,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::{
    dialog::ModeDialog,
    outcome::{ModeOutcome, Standing},
    plan::{Plan, Subject},
    switch::set_mode,
};

/// What to switch, for which groups. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeChange {
    /// The groups, by name.
    #[serde(default)]
    pub groups: Vec<GroupName>,
    /// The mode of their network rules.
    #[serde(default, with = "choice")]
    pub policy_mode: Option<Mode>,
    /// The mode of their process and file rules.
    #[serde(default, with = "choice")]
    pub profile_mode: Option<Mode>,
    /// How strictly their processes are held.
    #[serde(default, with = "choice")]
    pub baseline: Option<Baseline>,
}

/// A choice in a form: `""` = leave it as it is.
mod choice {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::value::StrDeserializer};

    pub fn serialize<T: Serialize, S: Serializer>(
        choice: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match choice {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }

    pub fn deserialize<'de, T: for<'a> Deserialize<'a>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let word = Option::<String>::deserialize(deserializer)?.filter(|word| !word.is_empty());
        word.map(|word| T::deserialize(StrDeserializer::new(&word))).transpose()
    }
}

impl ModeChange {
    /// Nothing would change.
    pub fn is_nothing(&self) -> bool {
        self.policy_mode.is_none() && self.profile_mode.is_none() && self.baseline.is_none()
    }

    /// What it switches to, such as `Protect` or `Protect, zero-drift`.
    pub fn name(&self) -> String {
        let mut parts = Vec::new();
        match (self.policy_mode, self.profile_mode) {
            (Some(policy), Some(profile)) if policy == profile => parts.push(name(policy).to_owned()),
            (policy, profile) => {
                parts.extend(policy.map(|mode| text::mode::network(name(mode))));
                parts.extend(profile.map(|mode| text::mode::process(name(mode))));
            }
        }
        parts.extend(self.baseline.map(|baseline| baseline_name(baseline).to_owned()));
        parts.join(", ")
    }
}

/// A mode's name.
pub fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::Discover => text::mode::discover(),
        Mode::Monitor => text::mode::monitor(),
        Mode::Protect => text::mode::protect(),
    }
}

/// A mode as a badge.
pub fn badge(mode: Mode) -> AnyView {
    let look = match mode {
        Mode::Discover => ui::Mode::Discover,
        Mode::Monitor => ui::Mode::Monitor,
        Mode::Protect => ui::Mode::Protect,
    };
    view! { <ui::ModeBadge mode=look label=name(mode) /> }.into_any()
}

/// A baseline's name.
pub fn baseline_name(baseline: Baseline) -> &'static str {
    match baseline {
        Baseline::Basic => text::mode::basic(),
        Baseline::ZeroDrift => text::mode::zero_drift(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leaves_out_what_it_does_not_choose() {
        let change: ModeChange = serde_json::from_str(
            r#"{"groups":["nodes"],"policy_mode":"Monitor","profile_mode":"","baseline":""}"#,
        )
        .expect("decodes");
        assert_eq!(
            (change.policy_mode, change.profile_mode, change.baseline),
            (Some(Mode::Monitor), None, None)
        );
        assert!(serde_json::from_str::<ModeChange>(r#"{"policy_mode":"Bogus"}"#).is_err());
    }
}
