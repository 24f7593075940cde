//! What stands in the logs at the start.

use controller_api::{event::Event, security_log::CAPACITY};

use crate::{
    clock::Millis,
    logs::{controller_event, event},
    world::World,
};

/// Fills the logs with the past; to the brim, where asked.
pub(super) fn past(world: &mut World, full: bool, now: Millis) {
    let seconds = now / 1000;
    let since = world.fleet.since;
    let fleet = world.fleet.clone();
    for node in &fleet.nodes {
        for (name, at) in [("Enforcer.Start", since), ("Enforcer.Join", since + 40)] {
            world.logs.event(Event {
                host_id: node.id.clone(),
                host_name: node.name.clone(),
                enforcer_id: node.enforcer_id.clone(),
                enforcer_name: node.enforcer_name.clone(),
                ..event(name, "Info", "ENFORCER", name.to_owned(), at)
            });
        }
    }
    let own = |name: &str, level: &str, message: &str, at: i64| {
        controller_event(name, level, "CONTROLLER", message.to_owned(), at)
    };
    let elected = "New controller lead elected. New Lead: 10.20.0.11";
    world.logs.event(own("Controller.Start", "Info", "Controller.Start", since));
    world.logs.event(own("Controller.Lead.Elected", "Notice", elected, since + 1));
    world.logs.event(own("Controller.Join", "Info", "Controller.Join", since + 13));
    if full {
        for step in 0..CAPACITY as i64 {
            let at = seconds - 10 * (CAPACITY as i64 - step);
            let message = format!("User operator-{} login", step % 7);
            world.logs.event(controller_event("User.Login", "Info", "AUTH", message, at));
        }
    }
    let name = world.settings.truth().misc.cluster_name.clone();
    for event in &mut world.logs.events {
        std::sync::Arc::make_mut(event).cluster_name.clone_from(&name);
    }
}
