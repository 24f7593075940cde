//! What a password must be like, and when a user is blocked.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// The rules that a weak password did not meet. They come with error code 14 and without a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordRules {
    /// The least number of characters.
    pub min_len: u32,
    /// The least number of capital letters.
    pub min_uppercase_count: u32,
    /// The least number of small letters.
    pub min_lowercase_count: u32,
    /// The least number of digits.
    pub min_digit_count: u32,
    /// The least number of other characters.
    pub min_special_count: u32,
}

/// Whether a password meets each of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCheck {
    /// Long enough.
    pub len: bool,
    /// Enough capital letters.
    pub uppercase: bool,
    /// Enough small letters.
    pub lowercase: bool,
    /// Enough digits.
    pub digit: bool,
    /// Enough other characters.
    pub special: bool,
}

impl RuleCheck {
    /// All rules are met.
    pub fn all(&self) -> bool {
        self.len && self.uppercase && self.lowercase && self.digit && self.special
    }
}

impl PasswordRules {
    /// Holds a password against the rules, as the controller counts: ASCII classes, anything else is special.
    pub fn check(&self, password: &str) -> RuleCheck {
        let count = |matches: fn(&char) -> bool| {
            u32::try_from(password.chars().filter(matches).count()).unwrap_or(u32::MAX)
        };
        RuleCheck {
            len: count(|_| true) >= self.min_len,
            uppercase: count(char::is_ascii_uppercase) >= self.min_uppercase_count,
            lowercase: count(char::is_ascii_lowercase) >= self.min_lowercase_count,
            digit: count(char::is_ascii_digit) >= self.min_digit_count,
            special: count(|c| !c.is_ascii_alphanumeric()) >= self.min_special_count,
        }
    }
}

/// A password profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordProfile {
    /// Its name.
    pub name: String,
    /// A comment.
    pub comment: String,
    /// What a password must be like.
    #[serde(flatten)]
    pub rules: PasswordRules,
    /// Passwords expire.
    pub enable_password_expiration: bool,
    /// After how many days.
    pub password_expire_after_days: u32,
    /// Old passwords may not come back.
    pub enable_password_history: bool,
    /// How many are remembered.
    pub password_keep_history_count: u32,
    /// Failed sign-ins block.
    pub enable_block_after_failed_login: bool,
    /// After how many.
    pub block_after_failed_login_count: u32,
    /// For how many minutes.
    pub block_minutes: u32,
    /// The idle limit of new users, in seconds.
    pub session_timeout: u32,
}

/// All profiles, and which one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordProfiles {
    /// The name of the profile that counts.
    #[serde(default)]
    pub active_profile_name: String,
    /// The profiles.
    #[serde(default, deserialize_with = "nullable")]
    pub pwd_profiles: Vec<PasswordProfile>,
}

endpoints! {
    /// All profiles.
    LIST: Get "/v1/password_profile" => PasswordProfiles;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_told_apart() {
        let rules = PasswordRules {
            min_len: 8,
            min_uppercase_count: 1,
            min_lowercase_count: 1,
            min_digit_count: 1,
            min_special_count: 1,
        };
        assert!(rules.check("Secret-1").all());
        for (password, wrong) in
            [("Secre-1", "len"), ("secret-1", "upper"), ("SECRET-1", "lower"), ("Secret--", "digit")]
        {
            assert!(!rules.check(password).all(), "{wrong}");
        }
        let plain = rules.check("Secret11");
        assert!(!plain.special && plain.len && plain.uppercase && plain.lowercase && plain.digit);
        assert!(rules.check("Пароль-Aa1").special, "letters beyond ASCII count as special");
    }
}
