//! The outside: who the cluster's workloads speak with beyond it. Most addresses are from ranges that are kept for
//! documentation; a few are public ones, so that a table of countries finds something.

/// Somebody outside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Host {
    pub(crate) ip: &'static str,
    /// The name by which workloads look it up; `""` = none did.
    pub(crate) fqdn: &'static str,
}

const fn host(ip: &'static str, fqdn: &'static str) -> Host {
    Host { ip, fqdn }
}

/// All of them.
const HOSTS: [Host; 18] = [
    // Who comes in.
    host("203.0.113.24", ""),
    host("203.0.113.10", ""),
    host("203.0.113.14", ""),
    host("8.8.8.8", ""),
    host("1.1.1.1", ""),
    host("77.88.8.8", ""),
    host("114.114.114.114", ""),
    host("192.0.2.77", ""),
    // What workloads look for.
    host("198.51.100.25", "smtp.demo.example"),
    host("198.51.100.20", "api.cards.demo.example"),
    host("198.51.100.99", "files.demo.example"),
    host("9.9.9.9", "dns.quad9.net"),
    // Who should not be there.
    host("203.0.113.66", ""),
    host("198.51.100.7", "t.exfil.example"),
    host("5.255.255.70", ""),
    host("223.5.5.5", ""),
    host("185.228.168.9", ""),
    host("200.160.2.3", "paste.example"),
];

/// The one that stands for the outside as a whole.
pub(crate) const ANYBODY: u8 = 0;
/// Those who come in.
const VISITORS: [u8; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
/// Those who should not.
const INTRUDERS: [u8; 5] = [12, 14, 15, 16, 5];
/// Where stolen things go.
const HIDEOUTS: [u8; 3] = [13, 14, 17];

/// Somebody by their number.
pub(crate) fn known(number: u8) -> &'static Host {
    &HOSTS[usize::from(number)]
}

/// Who it may be that a service speaks with over this port; from outside when `incoming`.
pub(crate) fn far_ends(incoming: bool, service: &str, port: &str, odd: bool) -> &'static [u8] {
    match (incoming, service, port) {
        (true, ..) if odd => &INTRUDERS,
        (true, ..) => &VISITORS,
        (false, ..) if odd => &HIDEOUTS,
        (false, _, "tcp/587") => &[8],
        (false, "payment-api.payments", _) => &[9],
        (false, "report-job.batch", _) => &[10],
        (false, ..) => &[11, 10],
    }
}
