//! Processes that start: allowed, learned, logged or blocked, as the profiles and the groups' modes say.

use controller_api::{
    mode::{Baseline, Mode},
    process_profile::BuiltIn,
};
use serde::{Deserialize, Serialize};

use crate::{
    clock::Millis,
    fleet::Pod,
    incident::{Guard, Kind},
    life::Effect,
    traffic::Peer,
    world::World,
};

/// A process that is to start now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Where: a group's name such as `nv.payment-worker.payments`, `nodes`, or a workload's id.
    pub within: String,
    /// The process's name.
    pub name: String,
    /// Its file.
    pub path: String,
}

impl World {
    /// A process that was named starts now, in the first container of what was named.
    pub(crate) fn run(&mut self, run: &Run, now: Millis) -> Result<Effect, String> {
        let (pod, kind) = match self.peer(&run.within)? {
            Peer::External => return Err("nothing runs outside".to_owned()),
            Peer::Node(_) => (None, Kind::on_node((&run.name, &run.path, ""))),
            Peer::Pod(place) => {
                (Some(self.fleet.pods[place as usize]), Kind::in_container((&run.name, &run.path, "")))
            }
        };
        Ok(self.start(&kind, pod, now))
    }

    /// Something starts that should not, or so it seems.
    pub(crate) fn start(&mut self, kind: &Kind<'_>, pod: Option<Pod>, now: Millis) -> Effect {
        let seconds = now / 1000;
        if kind.guard() == Guard::Other {
            self.incident(kind, pod, seconds);
            return Effect::Violated;
        }
        let groups = self.profile_groups(pod);
        let (name, path, _) = kind.process;
        let policy = self.policy.truth();
        let own = policy.group(&groups[0]);
        let mode = own.and_then(|group| group.profile_mode).unwrap_or(Mode::Discover);
        let baseline = own.and_then(|group| group.baseline_profile);
        let rule = policy.process_rule_for(&groups, name, path);
        let rule = rule.map(|rule| (rule.action == "allow", rule.uuid.clone()));
        let forbidden = |mode| if mode == Mode::Protect { Effect::Denied } else { Effect::Violated };
        let (kind, reason, effect) = match (rule, kind.guard(), mode) {
            (Some((true, _)), ..) => return Effect::Allowed,
            (Some((false, uuid)), ..) => (kind.as_profile(pod.is_some()), uuid, forbidden(mode)),
            // What attackers use is reported in any mode, and only a rule can say that it may run.
            (None, Guard::Risk, _) => (*kind, BuiltIn::Risky.rule_id(), Effect::Violated),
            // With zero-drift the image says what may run, and nothing is learned.
            (None, _, Mode::Discover) if baseline != Some(Baseline::ZeroDrift) => {
                let (uuid, visible) = (self.rng.uuid(), now + self.lag());
                let process = (name, path);
                self.policy.write(now, visible, |policy| {
                    policy.learn_process(&groups[0], process, uuid, seconds);
                });
                return Effect::Learned;
            }
            (None, _, mode) => (*kind, unlisted(baseline).rule_id(), forbidden(mode)),
        };
        self.report(&kind, pod, effect == Effect::Denied, reason, seconds);
        effect
    }

    /// The groups whose profiles count in a pod, or on a node: the one that stands for it first.
    fn profile_groups(&self, pod: Option<Pod>) -> Vec<String> {
        match pod {
            Some(pod) => self.policy.truth().groups_of(self.fleet.service_of(&pod)),
            None => vec!["nodes".to_owned()],
        }
    }
}

/// Why a process that no rule speaks of may not run.
pub(crate) fn unlisted(baseline: Option<Baseline>) -> BuiltIn {
    match baseline {
        Some(Baseline::ZeroDrift) => BuiltIn::NotOfImage,
        _ => BuiltIn::NotListed,
    }
}
