//! What the sign-in page has to say about the attempt before: it travels in a short-lived cookie, so that neither the
//! user's name nor the reason stands in an address or a log.

use controller_api::password_profile::PasswordRules;
use serde::{Deserialize, Serialize};

/// Why a sign-in did not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Name or password is missing.
    Empty,
    /// Name or password is wrong; or the user has 32 sessions, which the controller does not tell apart.
    Credentials,
    /// Blocked for a while after failed attempts.
    Blocked,
    /// The password is past its days.
    Expired,
    /// The new password is too weak.
    Weak,
    /// The new password was not repeated alike.
    NotRepeated,
    /// The new password came too late.
    ResetTooLate,
    /// The sign-in must come through the platform.
    Elsewhere,
    /// The account has no right to see anything.
    NoRights,
    /// The controller cannot be reached.
    Unreachable,
    /// The controller refused for another reason.
    Controller,
    /// The console itself failed.
    Console,
}

impl Refusal {
    /// All of them, each at its own number.
    pub(super) const ALL: [Self; 12] = [
        Self::Empty,
        Self::Credentials,
        Self::Blocked,
        Self::Expired,
        Self::Weak,
        Self::NotRepeated,
        Self::ResetTooLate,
        Self::Elsewhere,
        Self::NoRights,
        Self::Unreachable,
        Self::Controller,
        Self::Console,
    ];
}

/// What is left of the attempt before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInFlash {
    /// The name that was given.
    pub username: String,
    /// A new password is asked for.
    pub reset: bool,
    /// Why it did not come about.
    pub refusal: Option<Refusal>,
    /// The rules that the new password did not meet.
    pub rules: Option<PasswordRules>,
}

/// The cookie's name.
pub const COOKIE: &str = "__Host-sign-in";

impl SignInFlash {
    /// An attempt that was refused.
    pub fn refused(username: &str, refusal: Refusal) -> Self {
        Self { username: username.to_owned(), refusal: Some(refusal), ..Self::default() }
    }

    /// The cookie to set. It lasts as long as a pending reset does.
    pub fn cookie(&self) -> String {
        let json = serde_json::to_string(self).expect("strings are JSON");
        format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600", kit::url::escape(&json))
    }
}

/// What the last attempt left: from its cookie on the server, from the document in the browser.
pub fn left() -> SignInFlash {
    SignInFlash::from_line(&kit::carried::carried_as(SignInFlash::to_line))
}
