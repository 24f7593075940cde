//! The log of risk reports.

use std::sync::Arc;

use controller_api::{
    access::Permission,
    audit::{self, Audit, Audits},
};

use crate::{core::Ctx, listing, router::Routes};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(audit::AUDITS, super::security_log::stamp, |ctx, [], ()| Ok(audits(ctx)));
}

/// What a namespace user may see: reports about their namespaces.
fn audits(ctx: &Ctx<'_>) -> Audits {
    let mine = |audit: &&Arc<Audit>| ctx.reads_in(&Permission::AuditEvents, &audit.workload_domain);
    Audits { audits: listing::rows(ctx.core.world.logs.audits.iter().filter(mine), ctx.query()) }
}
