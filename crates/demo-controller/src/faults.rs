//! What goes wrong on purpose: asked for through the control API, or by a name in the request.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::watch;

/// What is to happen to a call in place of, or before, its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// It is answered late.
    Delay(Duration),
    /// It is answered when [`Control::release`](crate::Control::release) is called.
    Hang,
    /// It is refused with this status and a controller's error.
    Status(u16),
    /// It is answered with a page, as by a proxy that cannot reach the controller.
    Html,
    /// The connection is closed without an answer.
    Drop,
}

/// Something that goes wrong with some calls.
#[derive(Clone, Debug)]
pub struct Fault {
    method: String,
    path: String,
    harm: Harm,
    /// Every so many matching calls.
    every: u64,
    times: Option<u64>,
    matched: u64,
    id: u64,
}

impl Fault {
    /// With calls of this method (`*` = any) to this path: exactly, or whatever begins with it when it ends in `*`.
    /// The query does not matter. Without more said, the calls are refused with 500.
    pub fn on(method: &str, path: &str) -> Self {
        let (method, path) = (method.to_owned(), path.to_owned());
        Self { method, path, harm: Harm::Status(500), every: 1, times: None, matched: 0, id: 0 }
    }

    fn with(self, harm: Harm) -> Self {
        Self { harm, ..self }
    }

    /// They are answered, so much later.
    #[must_use]
    pub fn delay(self, by: Duration) -> Self {
        self.with(Harm::Delay(by))
    }

    /// They wait until released.
    #[must_use]
    pub fn hang(self) -> Self {
        self.with(Harm::Hang)
    }

    /// They are refused with this status.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.with(Harm::Status(status))
    }

    /// They are answered 200 with a page in place of JSON.
    #[must_use]
    pub fn html(self) -> Self {
        self.with(Harm::Html)
    }

    /// Their connection is closed without an answer.
    #[must_use]
    pub fn drop_connection(self) -> Self {
        self.with(Harm::Drop)
    }

    /// So often, and no more.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times: Some(times), ..self }
    }

    /// With every so-and-so-many-th of them only.
    #[must_use]
    pub fn every(self, every: u64) -> Self {
        Self { every: every.max(1), ..self }
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        let path = match self.path.strip_suffix('*') {
            Some(prefix) => path.starts_with(prefix),
            None => path == self.path,
        };
        path && (self.method == "*" || self.method.eq_ignore_ascii_case(method))
    }
}

/// All that goes wrong.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Mutex<Vec<Fault>>,
    next: AtomicU64,
    gone: AtomicBool,
    /// Counts releases; a hanging call waits for the next.
    released: watch::Sender<u64>,
}

impl Faults {
    pub(crate) fn add(&self, mut fault: Fault) -> u64 {
        fault.id = 1 + self.next.fetch_add(1, Ordering::Relaxed);
        let id = fault.id;
        self.list.lock().expect("no holder panics").push(fault);
        id
    }

    pub(crate) fn clear(&self) {
        self.list.lock().expect("no holder panics").clear();
    }

    /// What is to happen to this call. The newest fault that matches counts.
    pub(crate) fn harm(&self, method: &str, path: &str) -> Option<Harm> {
        let mut list = self.list.lock().expect("no holder panics");
        let at = list.iter().rposition(|fault| fault.matches(method, path))?;
        let fault = &mut list[at];
        fault.matched += 1;
        if !fault.matched.is_multiple_of(fault.every) {
            return None;
        }
        let harm = fault.harm;
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                list.remove(at);
            }
        }
        Some(harm)
    }

    pub(crate) fn release(&self) {
        self.released.send_modify(|count| *count += 1);
    }

    /// Waits for the next release.
    pub(crate) async fn released(&self) {
        let mut released = self.released.subscribe();
        released.mark_unchanged();
        // The sender lives as long as we do.
        let _ = released.changed().await;
    }

    pub(crate) fn set_gone(&self, gone: bool) {
        self.gone.store(gone, Ordering::SeqCst);
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::SeqCst)
    }
}

/// What a name in the request asks for: a segment of the path, or a string in the body, such as `sentinel-500`.
/// So failures can be had on the demo that anybody looks at, by typing a name into its forms.
pub(crate) fn sentinel(path: &str, body: &[u8]) -> Option<Harm> {
    const SENTINELS: [(&str, Harm); 5] = [
        ("sentinel-500", Harm::Status(500)),
        ("sentinel-403", Harm::Status(403)),
        ("sentinel-html", Harm::Html),
        ("sentinel-drop", Harm::Drop),
        ("sentinel-slow", Harm::Delay(Duration::from_secs(3))),
    ];
    if !path.contains("sentinel-") && !contains(body, b"\"sentinel-") {
        return None;
    }
    let named = |name: &str| {
        path.split('/').any(|segment| segment == name) || contains(body, format!("\"{name}\"").as_bytes())
    };
    SENTINELS.into_iter().find(|(name, _)| named(name)).map(|(_, harm)| harm)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_it_was_told() {
        let faults = Faults::default();
        faults.add(Fault::on("GET", "/v1/group*").status(503).times(2));
        let harm = |path: &str| faults.harm("GET", path);
        assert_eq!(harm("/v1/group/x"), Some(Harm::Status(503)));
        assert_eq!(harm("/v1/domain"), None);
        assert_eq!(harm("/v1/group"), Some(Harm::Status(503)));
        assert_eq!(harm("/v1/group"), None);
    }

    #[test]
    fn some_faults_strike_now_and_then() {
        let faults = Faults::default();
        faults.add(Fault::on("*", "/v1/group").every(3));
        let struck = (0..9).filter(|_| faults.harm("PATCH", "/v1/group").is_some()).count();
        assert_eq!(struck, 3);
    }

    #[test]
    fn a_name_provokes_a_failure() {
        assert_eq!(sentinel("/v1/group/sentinel-403", b""), Some(Harm::Status(403)));
        assert_eq!(sentinel("/v1/auth", br#"{"username":"sentinel-html"}"#), Some(Harm::Html));
        assert_eq!(sentinel("/v1/group/sentinel-5000", br#"{"name":"my sentinel-500"}"#), None);
    }
}
