//! Sign-in and sign-out: a password for a token, and the token's life.
//!
//! The token lives six hours whatever happens; the idle limit is the user's `timeout`, and every call resets it.

use serde::{Deserialize, Serialize};

use crate::{Empty, access::Access, user::User};

/// A token. Its `Debug` shows nothing and it has no `Display`, so that it cannot slip into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// Wraps a token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The token itself, for the header that carries it and the vault that keeps it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A password on its way. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a sign-in sends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// Where the user sits; stands in the controller's events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_ip: Option<String>,
    /// Name and password.
    pub password: Credentials,
}

/// Name, password and, where a reset is due, the new password.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Credentials {
    /// The user's name.
    pub username: String,
    /// The password.
    pub password: Secret,
    /// The new password, when the controller asked for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_password: Option<Secret>,
}

/// What a sign-in gives. Without a token, [`SignedIn::need_to_reset_password`] says why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The token with the user that it stands for. `null` while a reset is due.
    #[serde(default)]
    pub token: Option<TokenUser>,
    /// Sign in again with a new password.
    #[serde(default)]
    pub need_to_reset_password: bool,
    /// Days until the password expires; -1 = never.
    #[serde(default)]
    pub password_days_until_expire: i64,
    /// Hours beyond those days.
    #[serde(default)]
    pub password_hours_until_expire: i64,
}

/// A token and its user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenUser {
    /// The token.
    pub token: Token,
    /// Whose it is.
    #[serde(flatten)]
    pub user: User,
    /// What they may do.
    #[serde(flatten)]
    pub access: Access,
}

endpoints! {
    /// Signs in. 200 also when a reset is due; 401 with code 3, 47 (blocked) or 48 (expired); 400 with code 14
    /// when the new password is weak. At most 32 sessions a user: the next one is a plain 401.
    SIGN_IN: Post "/v1/auth", SignIn => SignedIn;
    /// Keeps the session alive.
    KEEP_ALIVE: Patch "/v1/auth" => Empty;
    /// Signs out.
    SIGN_OUT: Delete "/v1/auth" => Empty;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_shows_in_debug() {
        let sign_in = SignIn {
            client_ip: None,
            password: Credentials {
                username: "admin".into(),
                password: Secret::new("hunter2"),
                new_password: Some(Secret::new("hunter3")),
            },
        };
        assert!(!format!("{sign_in:?}{:?}", Token::new("jwt.jwt")).contains("hunter"));
        assert!(!format!("{:?}", Token::new("jwt.jwt")).contains("jwt"));
    }

    #[test]
    fn a_due_reset_comes_without_a_token() {
        let answer = br#"{"need_to_reset_password":true,"password_days_until_expire":0,"token":null}"#;
        let answer: SignedIn = crate::endpoint::decode(answer).expect("decodes");
        assert!(answer.need_to_reset_password && answer.token.is_none());
    }
}
