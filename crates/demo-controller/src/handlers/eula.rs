//! The licence.

use controller_api::{
    Empty,
    eula::{self, AcceptEula, Eula, EulaState},
};

use crate::{core::Ctx, refusal::Refusal, router::Routes};

const BOOTSTRAP_COMMAND: &str = "kubectl get secret --namespace neuvector neuvector-bootstrap-secret \
    -o go-template='{{ .data.bootstrapPassword|base64decode}}{{ \"\\n\" }}'";

pub(crate) fn add(routes: &mut Routes) {
    routes.on(eula::SHOW, |ctx, [], ()| Ok(show(ctx))).open = true;
    routes.on(eula::ACCEPT, |ctx, [], body| accept(ctx, body));
}

fn show(ctx: &mut Ctx<'_>) -> EulaState {
    let accounts = &ctx.world().accounts;
    // A real controller tells how to find the password that an installation made up, until it is changed.
    let bootstrap = accounts.accounts.get("admin").is_some_and(|admin| admin.must_reset);
    let command = if bootstrap { BOOTSTRAP_COMMAND } else { "" };
    EulaState {
        eula: Eula { accepted: accounts.eula_accepted },
        bootstrap_password_command: command.to_owned(),
        k8s_rbac_alert_message: None,
    }
}

fn accept(ctx: &mut Ctx<'_>, body: AcceptEula) -> Result<Empty, Refusal> {
    if !ctx.is_admin() {
        return Err(Refusal::denied());
    }
    let now = ctx.now;
    ctx.world().accounts.eula_accepted = body.eula.accepted;
    ctx.world().accounts.changed = now;
    ctx.log("Configure EULA", &serde_json::to_value(body).unwrap_or_default());
    Ok(Empty)
}
