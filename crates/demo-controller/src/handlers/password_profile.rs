//! Password profiles.

use controller_api::password_profile;

use crate::router::Routes;

pub(crate) fn add(routes: &mut Routes) {
    routes.on(password_profile::LIST, |ctx, [], ()| Ok(ctx.world().accounts.profiles.clone()));
}
