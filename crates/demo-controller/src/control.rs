//! What tests, and people who show the demo, may do to it beside what a controller allows.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use controller_api::{access::Role, config_file::Section, federation::FedRole};
use serde_json::Value;

use crate::{
    backup,
    clock::{Clock, ClockMode, Millis, millis},
    core::Core,
    execution::Run,
    faults::{Fault, Faults},
    federation::Federation,
    gate::Gate,
    import::Imports,
    journal::{Journal, SeenRequest},
    kept::Shelf,
    life::{Connect, Effect, Verdict},
    router::Routes,
    scenario::Scenario,
    seed,
    world::Lag,
};

/// The demo from behind. Everything here is also under `/_demo/`, where that is switched on.
pub struct Control {
    pub(crate) core: Mutex<Core>,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) routes: Routes,
    /// Whether `/_demo/` is served.
    pub(crate) open: bool,
    scenario: Scenario,
    seed: u64,
}

impl Control {
    pub(crate) fn new(scenario: Scenario, seed: u64, mode: ClockMode, open: bool) -> Self {
        let clock = Clock::new(mode);
        let control = Self {
            core: Mutex::new(fresh(scenario, seed, &clock)),
            clock,
            faults: Faults::default(),
            journal: Journal::default(),
            routes: crate::handlers::routes(),
            open,
            scenario,
            seed,
        };
        control.seed_faults();
        control
    }

    fn seed_faults(&self) {
        if self.scenario == Scenario::Degraded {
            let slow = Duration::from_millis(if self.clock.mode() == ClockMode::Auto { 1500 } else { 0 });
            self.faults.add(Fault::on("GET", "/v1/conversation*").delay(slow));
            self.faults.add(Fault::on("GET", "/v1/log/*").status(500).every(3));
            self.faults.add(Fault::on("GET", "/v1/group").status(500).every(5));
        }
    }

    pub(crate) fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().expect("handlers do not panic")
    }

    pub(crate) fn millis(&self) -> Millis {
        self.clock.now()
    }

    /// The demo's time, in unix seconds.
    pub fn now(&self) -> i64 {
        self.clock.now() / 1000
    }

    /// Moves the clock on. Sessions run out, blocks end, writes are seen.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
        self.core().settle_import(self.clock.now());
    }

    /// Lets every conversation happen again, so many times.
    pub fn tick(&self, times: u32) {
        self.live(times, false);
    }

    pub(crate) fn live(&self, times: u32, wander: bool) {
        let now = self.clock.now();
        for _ in 0..times {
            self.core().world.tick(wander, now);
        }
    }

    /// How far reads of groups, rules and settings trail writes from now on. `None`: as the clock's mode has it,
    /// up to 300 ms at random when time passes by itself, and not at all when it stands still.
    pub fn set_read_lag(&self, lag: Option<Duration>) {
        self.core().world.lag = lag.map_or_else(|| default_lag(&self.clock), |lag| Lag::Exactly(millis(lag)));
    }

    /// Makes a connection happen now, and says what became of it. An error names the end that does not exist.
    pub fn connect(&self, connect: &Connect) -> Result<Verdict, String> {
        let now = self.clock.now();
        self.core().world.connect(connect, now)
    }

    /// Lets a process start now, and says what became of it. An error names the place that does not exist.
    pub fn run(&self, run: &Run) -> Result<Effect, String> {
        let now = self.clock.now();
        self.core().world.run(run, now)
    }

    /// Lets calls go wrong from now on. The newest fault that matches a call counts.
    pub fn fault(&self, fault: Fault) -> u64 {
        self.faults.add(fault)
    }

    /// Forgets all faults; calls that hang go on hanging.
    pub fn clear_faults(&self) {
        self.faults.clear();
    }

    /// Lets all calls that hang go on.
    pub fn release(&self) {
        self.faults.release();
    }

    /// From now on every connection is closed without an answer, as if there were no controller.
    pub fn go_away(&self) {
        self.faults.set_gone(true);
    }

    /// Answers again.
    pub fn come_back(&self) {
        self.faults.set_gone(false);
    }

    /// Ends the sessions of a user, or of everybody, as if their time had run out; says how many there were.
    pub fn expire_sessions(&self, user: Option<&str>) -> usize {
        self.core().gate.end_all(user)
    }

    /// How many sessions a user has.
    pub fn sessions(&self, user: &str) -> usize {
        self.core().gate.count(user)
    }

    /// The routes without a handler that were called, `METHOD /path/:argument`, and how often.
    pub fn unimplemented(&self) -> BTreeMap<String, u64> {
        self.journal.unimplemented_hits()
    }

    /// The last 1,000 calls, oldest first.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.journal.requests()
    }

    /// Forgets the calls, and their counts.
    pub fn clear_requests(&self) {
        self.journal.clear_requests();
    }

    /// How often this path was called with this method, whatever the query.
    pub fn count(&self, method: &str, path: &str) -> u64 {
        self.journal.count(method, path)
    }

    /// Back to the scenario's start: world, sessions, faults, lag, clock and journal.
    pub fn reset(&self) {
        self.clock.rewind();
        *self.core() = fresh(self.scenario, self.seed, &self.clock);
        self.faults.clear();
        self.faults.set_gone(false);
        self.faults.release();
        self.journal.clear();
        self.seed_faults();
    }

    /// An import is done after so many polls were told that it runs, each answered after `delay`.
    pub fn set_import(&self, polls: u32, delay: Duration) {
        let imports = &mut self.core().imports;
        (imports.polls, imports.delay) = (polls, delay);
    }

    /// The backup that `GET /v1/file/config` would give now, byte for byte.
    pub fn export(&self, section: Section) -> Vec<u8> {
        backup::write(&self.core().world, section)
    }

    /// Merges this into the cluster's settings (the second version of their shape). An error says what is wrong.
    pub fn set_settings(&self, change: Value) -> Result<(), String> {
        let now = self.clock.now();
        let world = &mut self.core().world;
        let mut all = serde_json::to_value(&**world.settings.truth()).map_err(|error| error.to_string())?;
        merge(&mut all, change);
        let settings = serde_json::from_value(all).map_err(|error| error.to_string())?;
        world.write_settings(now, |old| *old = settings);
        Ok(())
    }

    /// Puts the demo into a federation, or out of it. Of a master, `admin` is the federation's administrator, and their
    /// sessions end when it becomes one. Joint clusters that are silent are so by faults.
    pub fn federate(&self, federation: Federation) {
        let core = &mut *self.core();
        let is_master = |federation: &Federation| federation.role == FedRole::Master;
        let promoted = is_master(&federation) && !is_master(&core.federation);
        if let Some(admin) = core.world.accounts.accounts.get_mut("admin") {
            admin.user.role = if is_master(&federation) { Role::FederationAdmin } else { Role::Admin };
        }
        if promoted {
            core.gate.end_all(Some("admin"));
        }
        for joint in federation.clusters.iter().filter(|joint| joint.silent) {
            self.faults.add(Fault::on("*", &joint.door()).hang());
        }
        core.federation = federation;
    }

    /// All routes, `METHOD /path/:argument`, and whether each has a handler.
    pub fn routes(&self) -> Vec<(String, bool)> {
        self.routes.all().iter().map(|route| (route.name(), route.is_implemented())).collect()
    }

    /// The scenario.
    pub fn scenario(&self) -> Scenario {
        self.scenario
    }
}

fn default_lag(clock: &Clock) -> Lag {
    match clock.mode() {
        ClockMode::Auto => Lag::UpTo(300),
        ClockMode::Manual => Lag::Exactly(0),
    }
}

fn fresh(scenario: Scenario, seed: u64, clock: &Clock) -> Core {
    let now = clock.now();
    let mut world = seed::world(scenario, seed, now);
    world.lag = default_lag(clock);
    // Tokens of one run mean nothing to the next, unless a test wants the same world again.
    let salt = if clock.mode() == ClockMode::Auto { now.unsigned_abs() } else { 0 };
    let delay = Duration::from_millis(if clock.mode() == ClockMode::Auto { 300 } else { 0 });
    Core {
        world,
        gate: Gate::new(crate::rng::mix(seed, salt)),
        federation: Federation::default(),
        imports: Imports::new(1, delay),
        shelf: Shelf::default(),
    }
}

fn merge(into: &mut Value, change: Value) {
    match (into, change) {
        (Value::Object(fields), Value::Object(changes)) => {
            for (key, value) in changes {
                merge(fields.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, change) => *into = change,
    }
}
