//! Why an incident arose, as the id of its rule says it, in words. Pure.

use controller_api::process_profile::{BuiltIn, ProcessRule};

/// The reason in a sentence; none where the incident names no rule. `rule` is the one that speaks of the process now.
pub fn reason(rule_id: &str, rule: Option<&ProcessRule>) -> Option<&'static str> {
    if rule_id.is_empty() {
        return None;
    }
    let text = match BuiltIn::of(rule_id) {
        Some(BuiltIn::NotListed) => text::review::why_not_listed(),
        Some(BuiltIn::Risky) => text::review::why_risky(),
        Some(BuiltIn::Tunnel) => text::review::why_tunnel(),
        Some(BuiltIn::RootEscalation) => text::review::why_root(),
        Some(BuiltIn::Copied) => text::review::why_copied(),
        Some(BuiltIn::NotOfImage) => text::review::why_not_of_image(),
        Some(BuiltIn::NotOfFamily) => text::review::why_not_of_family(),
        Some(BuiltIn::NotListedOfFamily) => text::review::why_not_listed_of_family(),
        None if BuiltIn::is_one(rule_id) => text::review::why_built_in(),
        None if rule.is_some_and(|rule| rule.uuid == rule_id) => text::review::why_rule(),
        None => text::review::why_old_rule(),
    };
    Some(text)
}

/// Whether a rule for the process changes nothing about incidents of this reason: they are about what it does, not about that
/// it runs.
pub fn is_beyond_profiles(rule_id: &str) -> bool {
    matches!(BuiltIn::of(rule_id), Some(BuiltIn::Tunnel | BuiltIn::RootEscalation | BuiltIn::Copied))
}
