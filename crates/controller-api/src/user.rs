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
    #[serde(default)]
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
    /// Roles in namespaces: role → namespaces. All of them, as it replaces what was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_domains: Option<BTreeMap<String, Vec<String>>>,
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

/// Lets somebody in again: a new password, and what else is in the way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasswordReset {
    /// Whom it is about; must agree with the path.
    pub fullname: String,
    /// The new password. Never left out: the controller drops the connection of a reset without one (recorded).
    pub new_password: Secret,
    /// Sets the password, whatever the old one was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force_reset_password: bool,
    /// They must choose another one at their next sign-in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reset_password_in_next_login: bool,
    /// Lifts the block after failed sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear_failed_login: Option<bool>,
}

/// The body of a reset.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasswordResetRequest {
    /// The reset.
    pub config: PasswordReset,
}

endpoints! {
    /// Oneself. Not for API keys (403).
    SELF: Get "/v1/selfuser" => SelfUser;
    /// Changes a user; oneself needs no permission. A wrong old password is 403 code 4, a weak new one 400 code
    /// 14. A changed password ends all of the user's sessions, so that this very call may end in 401.
    UPDATE: Patch "/v1/user/{fullname}", UserUpdate => Empty;
    /// Sets somebody else's password, or lets them in again. Needs to write `authorization`.
    RESET_PASSWORD: Post "/v1/user/{fullname}/password", PasswordResetRequest => Empty;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_leaves_out_what_stays() {
        let ann = || UserChange { fullname: "ann".into(), ..UserChange::default() };
        for (change, sent) in [
            (ann(), json!({"fullname": "ann"})),
            (UserChange { email: Some(String::new()), ..ann() }, json!({"fullname": "ann", "email": ""})),
            (UserChange { timeout: Some(900), ..ann() }, json!({"fullname": "ann", "timeout": 900})),
            (
                UserChange { locale: Some("zh_cn".into()), ..ann() },
                json!({"fullname": "ann", "locale": "zh_cn"}),
            ),
            (
                UserChange {
                    password: Some(Secret::new("old")),
                    new_password: Some(Secret::new("new")),
                    ..ann()
                },
                json!({"fullname": "ann", "password": "old", "new_password": "new"}),
            ),
        ] {
            assert_eq!(serde_json::to_value(UserUpdate { config: change }).expect("encodes")["config"], sent);
        }
    }

    #[test]
    fn somebody_who_never_came_has_a_time_long_ago() {
        let user = r#"{"fullname":"ldap1:ann","role":"dreamer","role_domains":null,
            "last_login_timestamp":-62135596800}"#;
        let user: User = serde_json::from_str(user).expect("decodes");
        assert_eq!(user.role, Role::Other("dreamer".into()));
        assert!(
            user.last_login_timestamp < 0 && user.last_login_at.is_empty() && user.role_domains.is_empty()
        );
    }

    #[test]
    fn a_reset_always_has_a_password_and_never_shows_it() {
        assert!(serde_json::from_str::<PasswordReset>(r#"{"fullname":"ann"}"#).is_err());
        let reset = PasswordReset {
            fullname: "ann".into(),
            new_password: Secret::new("hunter2"),
            force_reset_password: true,
            reset_password_in_next_login: false,
            clear_failed_login: None,
        };
        assert!(!format!("{reset:?}").contains("hunter"));
        let sent = json!({"fullname": "ann", "new_password": "hunter2", "force_reset_password": true});
        assert_eq!(serde_json::to_value(reset).expect("encodes"), sent);
    }
}
