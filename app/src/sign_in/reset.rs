//! A new password where the controller asks for one, with its rules ticking themselves off.

use controller_api::password_profile::PasswordRules;
use leptos::prelude::*;
use ui::{Banner, FormPanel, PasswordField, RuleList, Tone};

use super::{Refusal, SignInFlash, say};

/// What a new installation asks for. The cluster's own rules are told only when a password does not meet them; until
/// then these stand in, and nothing is kept from being sent because of them.
const USUAL: PasswordRules = PasswordRules {
    min_len: 8,
    min_uppercase_count: 1,
    min_lowercase_count: 1,
    min_digit_count: 1,
    min_special_count: 0,
};

/// The form.
#[component]
pub fn NewPassword(
    /// What the attempt before left.
    left: SignInFlash,
    /// Where the user was going.
    to: String,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let repeated = RwSignal::new(String::new());
    let told = left.rules.is_some();
    let rules = left.rules.unwrap_or(USUAL);
    let lines = Signal::derive(move || lines(&rules, &password.get(), &repeated.get()));
    let whole = left
        .refusal
        .filter(|refusal| *refusal != Refusal::NotRepeated)
        .map(|refusal| say(refusal).to_owned());
    let at_field = (left.refusal == Some(Refusal::NotRepeated)).then(|| say(Refusal::NotRepeated).to_owned());
    let hint = if told { text::sign_in::rules() } else { text::sign_in::rules_usual() };
    view! {
        <Banner tone=Tone::Info text=text::sign_in::reset_lead(&left.username) inset=true />
        <FormPanel action="/session/reset" pending=Signal::stored(false) error=Signal::stored(whole) submit_label=text::sign_in::reset_submit() wide=true>
            <input type="hidden" name="to" value=to />
            <input type="hidden" name="username" autocomplete="username" value=left.username.clone() />
            <PasswordField id="new-password" name="new_password" label=text::sign_in::new_password() show_label=text::sign_in::show()
                autocomplete="new-password" bind=password />
            <RuleList label=hint rules=lines met_label=text::sign_in::met() />
            <PasswordField id="repeated" name="repeated" label=text::sign_in::repeat() show_label=text::sign_in::show()
                autocomplete="new-password" bind=repeated error=Signal::stored(at_field) />
        </FormPanel>
    }
}

/// Each rule that asks for something, and whether it is met.
fn lines(rules: &PasswordRules, password: &str, repeated: &str) -> Vec<(String, bool)> {
    let met = rules.check(password);
    let all = [
        (rules.min_len, met.len, text::sign_in::rule_length as fn(u64) -> String),
        (rules.min_uppercase_count, met.uppercase, text::sign_in::rule_uppercase),
        (rules.min_lowercase_count, met.lowercase, text::sign_in::rule_lowercase),
        (rules.min_digit_count, met.digit, text::sign_in::rule_digit),
        (rules.min_special_count, met.special, text::sign_in::rule_special),
    ];
    let asked = all.into_iter().filter(|(count, ..)| *count > 0);
    let mut lines: Vec<_> =
        asked.map(|(count, met, say)| (say(count.into()), met && !password.is_empty())).collect();
    lines.push((text::sign_in::rule_repeated().to_owned(), !password.is_empty() && password == repeated));
    lines
}
