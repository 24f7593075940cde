//! All of the demo's state. Pure: it does no IO and takes no clock; whoever calls says what time it is.

use std::{collections::BTreeMap, sync::Arc};

use controller_api::{event::Event, name::GroupName, system_config::SystemConfig};

use crate::{
    accounts::Accounts,
    clock::Millis,
    fleet::Fleet,
    gate::Caller,
    kept::Stamp,
    life::Talk,
    logs::{Logs, controller_event, rest_body},
    policy::Policy,
    rng::Rng,
    scans::Scans,
    sniffers::Capture,
    traffic::Traffic,
    versions::Versions,
    wire::{Times, View},
};

/// How far reads trail writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lag {
    /// By exactly so much.
    Exactly(Millis),
    /// By up to so much, each time anew.
    UpTo(Millis),
}

/// The cluster and its controller.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) fleet: Arc<Fleet>,
    pub(crate) policy: Versions<Policy>,
    pub(crate) settings: Versions<SystemConfig>,
    pub(crate) accounts: Accounts,
    pub(crate) traffic: Traffic,
    pub(crate) logs: Logs,
    pub(crate) scans: Arc<Scans>,
    /// Oldest first.
    pub(crate) captures: Vec<Capture>,
    /// Pods that are cut off from the network, with why.
    pub(crate) quarantined: Arc<BTreeMap<u32, String>>,
    /// How often that changed.
    pub(crate) quarantines: i64,
    /// What goes on.
    pub(crate) talks: Arc<Vec<Talk>>,
    /// What should not.
    pub(crate) odd: Arc<Vec<Talk>>,
    pub(crate) under_attack: bool,
    pub(crate) ticks: u64,
    pub(crate) lag: Lag,
    pub(crate) rng: Rng,
}

impl World {
    /// How far the next write is ahead of its readers.
    pub(crate) fn lag(&mut self) -> Millis {
        match self.lag {
            Lag::Exactly(lag) => lag,
            Lag::UpTo(most) => {
                let most = u64::try_from(most).unwrap_or_default();
                i64::try_from(self.rng.below(most + 1)).unwrap_or_default()
            }
        }
    }

    /// What readers see now of all that runs.
    pub(crate) fn view(&mut self, now: Millis) -> View {
        View {
            fleet: self.fleet.clone(),
            policy: self.policy.seen(now),
            scans: self.scans.clone(),
            quarantined: self.quarantined.clone(),
            now,
            times: Times::since(self.fleet.since),
        }
    }

    /// Numbers that are others when [`World::view`] shows something else.
    pub(crate) fn view_stamp(&mut self, now: Millis) -> Stamp {
        let [scans, busy] = self.scans.stamp(now);
        vec![self.policy.generation(now), scans, busy, self.quarantines]
    }

    /// Changes groups or rules.
    pub(crate) fn write_policy<R>(&mut self, now: Millis, change: impl FnOnce(&mut Policy) -> R) -> R {
        let visible = now + self.lag();
        self.policy.write(now, visible, change)
    }

    /// Changes settings.
    pub(crate) fn write_settings<R>(
        &mut self,
        now: Millis,
        change: impl FnOnce(&mut SystemConfig) -> R,
    ) -> R {
        let visible = now + self.lag();
        self.settings.write(now, visible, change)
    }

    /// When the configuration last changed.
    pub(crate) fn changed(&self) -> Millis {
        self.policy.changed().max(self.settings.changed()).max(self.accounts.changed)
    }

    /// Writes an event about what somebody did.
    pub(crate) fn log_user(
        &mut self,
        name: &str,
        level: &str,
        message: String,
        caller: &Caller,
        from: &str,
        now: Millis,
    ) {
        let event = self.event_of(name, level, "AUTH", message, caller, from, now);
        self.logs.event(event);
    }

    /// Writes an event about a call that changed something.
    pub(crate) fn log_write(
        &mut self,
        message: &str,
        call: (&str, &str, &serde_json::Value),
        caller: &Caller,
        from: &str,
        now: Millis,
    ) {
        let (method, request, body) = call;
        let event = self.event_of("RESTful.Write", "Info", "RESTFUL", message.to_owned(), caller, from, now);
        self.logs.event(Event {
            rest_method: method.to_owned(),
            rest_request: request.to_owned(),
            rest_body: if body.is_null() { String::new() } else { rest_body(body) },
            ..event
        });
    }

    #[expect(clippy::too_many_arguments, reason = "an event says this much")]
    fn event_of(
        &self,
        name: &str,
        level: &str,
        category: &str,
        message: String,
        caller: &Caller,
        from: &str,
        now: Millis,
    ) -> Event {
        let node = self.fleet.nodes.first();
        Event {
            cluster_name: self.settings.truth().misc.cluster_name.clone(),
            host_id: node.map(|node| node.id.clone()).unwrap_or_default(),
            host_name: node.map(|node| node.name.clone()).unwrap_or_default(),
            user: caller.name.clone(),
            user_roles: caller.roles.iter().cloned().collect(),
            user_addr: from.to_owned(),
            user_session: caller.session.clone(),
            ..controller_event(name, level, category, message, now / 1000)
        }
    }

    /// The namespace that a group belongs to; `""` = none.
    pub(crate) fn domain_of_group(policy: &Policy, name: &str) -> String {
        let group = policy.group(name).map(|group| group.domain.clone());
        // A rule may name a group that is gone; its name still says whose it was.
        group.unwrap_or_else(|| {
            let learned = name.strip_prefix(GroupName::LEARNED).and_then(|service| service.rsplit_once('.'));
            learned.map(|(_, domain)| domain.to_owned()).unwrap_or_default()
        })
    }
}
