//! Oneself, and changes of users.

use controller_api::{
    ControllerError, Empty, ErrorCode,
    access::Permission,
    password_profile::PasswordRules,
    user::{self, SelfUser, UserUpdate},
};

use crate::{core::Ctx, refusal::Refusal, router::Routes};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(user::SELF, |ctx, [], ()| oneself(ctx));
    routes.on(user::UPDATE, |ctx, [name], body| update(ctx, name, &body));
}

/// 400: the password does not meet the rules, which come with it.
pub(crate) fn weak_password(rules: PasswordRules) -> Refusal {
    let mut error = ControllerError::with_message(ErrorCode::WeakPassword, "Weak password");
    error.password_rules = Some(rules);
    Refusal::new(400, error)
}

fn oneself(ctx: &mut Ctx<'_>) -> Result<SelfUser, Refusal> {
    let name = ctx.must_be_user()?.name.clone();
    let accounts = &ctx.core.world.accounts;
    let mut user = accounts.accounts.get(&name).ok_or_else(Refusal::unauthorized)?.user.clone();
    let access = accounts.access(&user);
    user.password_resettable = access.writes(&Permission::Authorization);
    Ok(SelfUser { user, access, password_days_until_expire: -1, password_hours_until_expire: 0 })
}

fn update(ctx: &mut Ctx<'_>, name: &str, body: &UserUpdate) -> Result<Empty, Refusal> {
    let caller = ctx.caller()?;
    let (change, now) = (&body.config, ctx.now);
    let manages = caller.access.writes(&Permission::Authorization);
    let is_self = caller.name == name;
    let accounts = &mut ctx.core.world.accounts;
    let known_role =
        |role: &str| matches!(role, "" | "admin" | "reader" | "ciops" | "fedAdmin" | "fedReader");
    let role_exists = change.role.as_ref().is_none_or(|role| {
        known_role(role.as_str()) || accounts.roles.iter().any(|r| r.name == role.as_str())
    });
    let rules = accounts.rules();
    let Some(account) = accounts.accounts.get_mut(name) else {
        return Err(Refusal::not_found());
    };
    if !manages && (!is_self || change.role.as_ref().is_some_and(|role| *role != account.user.role)) {
        return Err(Refusal::denied());
    }
    if change.fullname != name || !role_exists {
        return Err(Refusal::bad_request());
    }
    if change.timeout.is_some_and(|timeout| !(30..=3600).contains(&timeout)) {
        return Err(Refusal::invalid("Invalid idle timeout value"));
    }
    let mut new_password = None;
    if let Some(new) = &change.new_password {
        let old = change.password.as_ref().map(|old| old.reveal()).unwrap_or_default();
        if (is_self || !manages) && !account.has_password(old) {
            return Err(Refusal::not_allowed("Current password doesn't match."));
        }
        // The same again is fine, and changes nothing.
        if !account.has_password(new.reveal()) {
            if !rules.check(new.reveal()).all() {
                return Err(weak_password(rules));
            }
            new_password = Some(new.reveal());
        }
    }
    let user = &mut account.user;
    let set = |old: &mut String, new: &Option<String>| {
        if let Some(new) = new {
            old.clone_from(new);
        }
    };
    set(&mut user.email, &change.email);
    set(&mut user.locale, &change.locale);
    user.timeout = change.timeout.unwrap_or(user.timeout);
    if let Some(role) = &change.role {
        user.role = role.clone();
    }
    if let Some(password) = new_password {
        account.set_password(password);
    }
    accounts.changed = now;
    let json = serde_json::to_value(body).unwrap_or_default();
    ctx.log(&format!("Configure user '{name}'"), &json);
    if new_password.is_some() {
        ctx.core.gate.end_all(Some(name));
        if is_self {
            // The very call that changed it finds its own session gone.
            return Err(Refusal::unauthorized());
        }
    }
    Ok(Empty)
}
