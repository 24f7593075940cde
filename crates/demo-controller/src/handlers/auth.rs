//! Sign-in, keep-alive and sign-out.

use controller_api::{
    Empty, ErrorCode,
    access::Access,
    auth::{self, SignIn, SignedIn, Token, TokenUser},
};

use crate::{
    clock::Millis,
    core::Ctx,
    gate::{Caller, CallerKind},
    refusal::Refusal,
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(auth::SIGN_IN, |ctx, [], body| sign_in(ctx, &body)).open = true;
    routes.on(auth::KEEP_ALIVE, |_, [], ()| Ok(Empty));
    routes.on(auth::SIGN_OUT, |ctx, [], ()| sign_out(ctx));
}

fn sign_in(ctx: &mut Ctx<'_>, body: &SignIn) -> Result<SignedIn, Refusal> {
    let (now, given) = (ctx.now, &body.password);
    let address = body.client_ip.clone().unwrap_or_else(|| ctx.head.address.clone());
    let accounts = &mut ctx.core.world.accounts;
    let (rules, profile) = (accounts.rules(), accounts.profile());
    let Some(account) = accounts.accounts.get_mut(&given.username) else {
        return Err(failed(ctx, &given.username, &address, Refusal::unauthorized()));
    };
    if account.blocked_until > now {
        return Err(Refusal::locked(ErrorCode::LoginBlocked));
    }
    if !account.has_password(given.password.reveal()) {
        account.failures += 1;
        let too_many = profile.enable_block_after_failed_login
            && account.failures >= profile.block_after_failed_login_count;
        let refusal = if too_many {
            account.failures = 0;
            account.blocked_until = now + Millis::from(profile.block_minutes) * 60_000;
            Refusal::locked(ErrorCode::LoginBlocked)
        } else {
            Refusal::unauthorized()
        };
        return Err(failed(ctx, &given.username, &address, refusal));
    }
    match (&given.new_password, account.must_reset || account.expired) {
        (None, _) if account.must_reset => {
            return Ok(SignedIn {
                token: None,
                need_to_reset_password: true,
                password_days_until_expire: 0,
                password_hours_until_expire: 0,
            });
        }
        (None, true) => return Err(Refusal::locked(ErrorCode::PasswordExpired)),
        (Some(new), true) => {
            if !rules.check(new.reveal()).all() {
                return Err(super::user::weak_password(rules));
            }
            account.set_password(new.reveal());
            account.expired = false;
            accounts.changed = now;
        }
        (_, false) => {}
    }
    let Some(account) = ctx.core.world.accounts.accounts.get_mut(&given.username) else {
        return Err(Refusal::unauthorized());
    };
    account.signed_in(now);
    let user = account.user.clone();
    let Some(token) = ctx.core.gate.begin(&user, &ctx.core.world.accounts, now) else {
        return Err(Refusal::unauthorized());
    };
    let access = ctx.core.world.accounts.access(&user);
    let caller = ctx.core.gate.caller(&token, &ctx.core.world.accounts, now);
    if let Some(caller) = caller {
        let message = format!("User {} login", user.fullname);
        ctx.world().log_user("User.Login", "Info", message, &caller, &address, now);
    }
    Ok(SignedIn {
        token: Some(TokenUser { token: Token::new(token), user, access }),
        need_to_reset_password: false,
        password_days_until_expire: -1,
        password_hours_until_expire: 0,
    })
}

fn failed(ctx: &mut Ctx<'_>, name: &str, address: &str, refusal: Refusal) -> Refusal {
    let (message, now) = (format!("User {name} login failed"), ctx.now);
    let nobody = Caller {
        name: name.to_owned(),
        roles: Vec::new(),
        access: Access::default(),
        session: String::new(),
        kind: CallerKind::User,
    };
    ctx.world().log_user("User.Login.Failed", "Warning", message, &nobody, address, now);
    refusal
}

fn sign_out(ctx: &mut Ctx<'_>) -> Result<Empty, Refusal> {
    let caller = ctx.caller()?.clone();
    if let Some(token) = &ctx.head.token {
        ctx.core.gate.end(token);
    }
    let (message, now) = (format!("User {} logout", caller.name), ctx.now);
    let address = ctx.head.address.clone();
    ctx.world().log_user("User.Logout", "Info", message, &caller, &address, now);
    Ok(Empty)
}
