//! What the sign-in page is told, as one line of text: in the document of the page that everybody loads first, JSON
//! would bring the whole code for reading it along.

use controller_api::password_profile::PasswordRules;

use super::{Refusal, SignInFlash, known::SignInState};

/// Between fields.
const BETWEEN: char = '\u{1f}';

/// The fields as a line.
fn join(fields: &[&str]) -> String {
    fields.iter().map(|field| field.replace(BETWEEN, " ")).collect::<Vec<_>>().join("\u{1f}")
}

impl SignInFlash {
    /// It as a line.
    pub(super) fn to_line(&self) -> String {
        let refusal = self.refusal.map(|refusal| (refusal as usize).to_string());
        let rules = self.rules.map(|rules| {
            let PasswordRules {
                min_len,
                min_uppercase_count,
                min_lowercase_count,
                min_digit_count,
                min_special_count,
            } = rules;
            let all = [min_len, min_uppercase_count, min_lowercase_count, min_digit_count, min_special_count];
            all.map(|count| count.to_string()).join(" ")
        });
        let reset = if self.reset { "1" } else { "" };
        join(&[&self.username, reset, &refusal.unwrap_or_default(), &rules.unwrap_or_default()])
    }

    /// What the line says.
    pub(super) fn from_line(line: &str) -> Self {
        let mut fields = line.split(BETWEEN);
        let mut next = || fields.next().unwrap_or_default();
        let username = next().to_owned();
        let reset = next() == "1";
        let refusal = next().parse().ok().and_then(|at: usize| Refusal::ALL.get(at)).copied();
        let mut counts = next().split(' ').map_while(|count| count.parse::<u32>().ok());
        let rules = counts.next().map(|min_len| {
            let mut next = || counts.next().unwrap_or_default();
            PasswordRules {
                min_len,
                min_uppercase_count: next(),
                min_lowercase_count: next(),
                min_digit_count: next(),
                min_special_count: next(),
            }
        });
        Self { username, reset, refusal, rules }
    }
}

impl SignInState {
    /// It as a line.
    pub(super) fn to_line(&self) -> String {
        let flag = |on: bool| if on { "1" } else { "" };
        join(&[
            flag(self.licence_wanted),
            flag(self.demo),
            &self.bootstrap_command,
            &self.bootstrap_trouble,
            &self.trouble,
        ])
    }

    /// What the line says.
    pub(super) fn from_line(line: &str) -> Self {
        let mut fields = line.split(BETWEEN);
        let mut next = || fields.next().unwrap_or_default();
        let (licence_wanted, demo) = (next() == "1", next() == "1");
        let mut text = || next().to_owned();
        Self { licence_wanted, demo, bootstrap_command: text(), bootstrap_trouble: text(), trouble: text() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_was_put_into_it() {
        for (at, refusal) in Refusal::ALL.into_iter().enumerate() {
            assert_eq!(refusal as usize, at);
        }
        let rules = PasswordRules {
            min_len: 12,
            min_uppercase_count: 1,
            min_lowercase_count: 2,
            min_digit_count: 3,
            min_special_count: 0,
        };
        for flash in [
            SignInFlash::default(),
            SignInFlash::refused("a b", Refusal::Console),
            SignInFlash {
                username: "ж\"<".to_owned(),
                reset: true,
                refusal: Some(Refusal::Weak),
                rules: Some(rules),
            },
        ] {
            assert_eq!(SignInFlash::from_line(&flash.to_line()), flash);
        }
        assert_eq!(SignInFlash::from_line(""), SignInFlash::default());
        let state = SignInState {
            licence_wanted: true,
            bootstrap_command: "kubectl get secret\n-n x".to_owned(),
            trouble: "no\u{1f}answer".to_owned(),
            ..SignInState::default()
        };
        let read = SignInState::from_line(&state.to_line());
        assert_eq!(read, SignInState { trouble: "no answer".to_owned(), ..state });
        assert_eq!(SignInState::from_line(""), SignInState::default());
    }
}
