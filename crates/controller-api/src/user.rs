//! Users: oneself, and what one may change of oneself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Empty,
    access::{Access, Role},
    auth::Secret,
    decode::nullable,
};

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The name that is unique over all directories, such as `admin` or `ldap1:ann`.
    pub fullname: String,
    /// The directory that the user comes from; `""` = the controller's own.
    #[serde(default)]
    pub server: String,
    /// The name within that directory.
    #[serde(default)]
    pub username: String,
    /// Always `""` in answers.
    #[serde(default)]
    pub password: String,
    /// The e-mail address.
    #[serde(default)]
    pub email: String,
    /// The global role.
    pub role: Role,
    /// Roles in namespaces: role → namespaces.
    #[serde(default, deserialize_with = "nullable")]
    pub role_domains: BTreeMap<String, Vec<String>>,
    /// The idle limit, in seconds (30–3600).
    #[serde(default)]
    pub timeout: u32,
    /// The language, such as `en` or `zh_cn`.
    #[serde(default)]
    pub locale: String,
    /// The password is still the one that the product came with.
    #[serde(default)]
    pub default_password: bool,
    /// The password was set by somebody else.
    #[serde(default)]
    pub modify_password: bool,
    /// An administrator may reset the password.
    #[serde(default)]
    pub password_resettable: bool,
    /// Blocked after failed sign-ins.
    #[serde(default)]
    pub blocked_for_failed_login: bool,
    /// Blocked because the password expired.
    #[serde(default)]
    pub blocked_for_password_expired: bool,
    /// How many times they signed in.
    #[serde(default)]
    pub login_count: u64,
    /// The last sign-in in unix seconds; far below zero = never.
    #[serde(default)]
    pub last_login_timestamp: i64,
    /// The last sign-in, RFC 3339 or `""`.
    #[serde(default)]
    pub last_login_at: String,
}

/// Oneself, with what one may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfUser {
    /// Oneself.
    pub user: User,
    /// What one may do.
    #[serde(flatten)]
    pub access: Access,
    /// Days until the password expires; -1 = never.
    #[serde(default)]
    pub password_days_until_expire: i64,
    /// Hours beyond those days.
    #[serde(default)]
    pub password_hours_until_expire: i64,
}

/// A change of a user. What is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UserChange {
    /// Whom it is about; must agree with the path.
    pub fullname: String,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The global role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The idle limit, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The present password, with a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// The new password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_password: Option<Secret>,
}

/// The body of a user's change.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UserUpdate {
    /// The change.
    pub config: UserChange,
}

endpoints! {
    /// Oneself. Not for API keys (403).
    SELF: Get "/v1/selfuser" => SelfUser;
    /// Changes a user; oneself needs no permission. A wrong old password is 403 code 4, a weak new one 400 code
    /// 14. A changed password ends all of the user's sessions, so that this very call may end in 401.
    UPDATE: Patch "/v1/user/{fullname}", UserUpdate => Empty;
}
