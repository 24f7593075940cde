//! The cluster's settings, in both versions of their shape.

use controller_api::{
    Method,
    access::Permission,
    system_config::{self, SystemConfig, SystemConfigShown},
};
use serde_json::{Map, Value, json};

use crate::{
    core::Ctx,
    listing,
    refusal::Refusal,
    router::{Reply, Routes},
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(system_config::SHOW, |ctx, [], ()| {
        Ok(SystemConfigShown { config: settings(ctx)?, fed_config: None })
    });
    // The first version of the shape is no endpoint of the console's.
    routes.raw(Method::Get, "/v1/system/config", |ctx, _, _| {
        Ok(Reply::json(200, json!({ "config": flat(&settings(ctx)?), "fed_config": null })))
    });
}

fn settings(ctx: &mut Ctx<'_>) -> Result<SystemConfig, Refusal> {
    listing::scope(ctx.query())?;
    ctx.must_read(&Permission::Config)?;
    let now = ctx.now;
    Ok(ctx.world().settings.seen(now).as_ref().clone())
}

/// The first version: the same settings side by side, where the second has them in groups.
fn flat(config: &SystemConfig) -> Value {
    const KEPT: [&str; 3] = ["scanner_autoscale", "webhooks", "remote_repositories"];
    let mut flat = Map::new();
    if let Ok(Value::Object(groups)) = serde_json::to_value(config) {
        for (name, group) in groups {
            match group {
                Value::Object(settings) if !KEPT.contains(&name.as_str()) => flat.extend(settings),
                other => {
                    flat.insert(name, other);
                }
            }
        }
    }
    Value::Object(flat)
}
