//! The numbers that the sample charts show, drawn.
use crate::chart::{
    Chart, Ink,
    draw::{self, Band, Data, Gauge, Part, Series, Slot},
};

/// Each with its title.
pub fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("Security score", draw::gauge(&score(Some(37)))),
        ("Policy mode of services", modes([214, 68, 151, 0])),
        ("Security events per hour", draw::stacked(&events(168))),
        ("Security events per day", draw::stacked(&events(14))),
        ("Exposure by action", draw::grouped(&exposure())),
        ("Most vulnerable pods", draw::bars(&pods())),
        ("Sessions", draw::lines(&sessions(2))),
        ("Bytes", draw::lines(&sessions(1))),
        ("No events", draw::stacked(&Data { series: vec![], ..events(14) })),
        ("No score", draw::gauge(&score(None))),
        ("All in one mode", modes([12, 0, 0, 0])),
        ("A perfect score", draw::gauge(&score(Some(0)))),
        ("Connections", draw::spark(&sessions(1))),
        ("Violations", draw::spark(&Data { series: events(24).series.drain(..1).collect(), ..events(24) })),
    ]
}

fn number(number: u64) -> String {
    let digits = number.to_string();
    match digits.len() {
        0..=3 => digits,
        long => format!("{},{}", &digits[..long - 3], &digits[long - 3..]),
    }
}

/// Numbers that look like a day's, always the same.
fn wave(slot: usize, period: usize, high: u64, seed: u64) -> u64 {
    let way = slot % period;
    let rise =
        u64::try_from(way.min(period - way)).unwrap_or(0) * high * 2 / u64::try_from(period).unwrap_or(1);
    let noise = (u64::try_from(slot).unwrap_or(0) + seed).wrapping_mul(2_654_435_761) >> 7;
    rise * (40 + noise % 60) / 100 + noise % (high / 8 + 1)
}

fn events(slots: usize) -> Data {
    let hours = slots > 31;
    let slot = |at: usize| {
        let day = if hours { 16 + at / 24 } else { 9 + at };
        match (hours, at % 24) {
            (true, 0) => Slot::new(format!("{day} Nov, 00:00")).tick(format!("{day} Nov")),
            (true, hour) => Slot::new(format!("{day} Nov, {hour:02}:00")),
            (false, _) => Slot::new(format!("{day} Nov")).tick(format!("{day} Nov")),
        }
    };
    let critical = (0..slots).map(|at| wave(at, if hours { 24 } else { 9 }, 14, 3).saturating_sub(4));
    let warning = (0..slots).map(|at| wave(at, if hours { 24 } else { 7 }, 46, 11));
    Data {
        alt: "Critical events and warnings. Most came at noon of 19 November.".into(),
        of: if hours { "Hour" } else { "Day" }.into(),
        slots: (0..slots).map(slot).collect(),
        series: vec![
            Series::new("Critical", Ink::Critical, critical.collect()).href("#critical"),
            Series::new("Warning", Ink::Warning, warning.collect()).href("#warning"),
        ],
        number,
    }
}

fn exposure() -> Data {
    let slots = ["Allowed", "Violation", "Threat", "Denied"].map(|action| Slot::new(action).tick(action));
    Data {
        alt: "Connections across the cluster's border, by action and direction.".into(),
        of: "Action".into(),
        slots: slots.into(),
        series: vec![
            Series::new("Ingress", Ink::Accent, vec![412, 96, 18, 41]),
            Series::new("Egress", Ink::Second, vec![1_284, 220, 3, 0]),
        ],
        number,
    }
}

fn pods() -> Data {
    let slot = |name: &str| Slot::new(name).href("#pod");
    let slots = [
        "checkoutservice-7d9f6bb5c8-2xkqp",
        "recommender-55b7c4d9f-8r4mn-with-a-name-that-is-longer-than-its-line-can-ever-be",
        "adservice-6c8f9d7b54-c6tzw",
        "redis-cart-0",
        "frontend-<b>&amp;",
    ];
    Data {
        alt: "The five pods with the most vulnerabilities. checkoutservice has 31 critical ones.".into(),
        of: "Pod".into(),
        slots: slots.map(slot).into(),
        series: vec![
            Series::new("Critical", Ink::Critical, vec![31, 12, 4, 1, 0]),
            Series::new("High", Ink::High, vec![64, 80, 31, 12, 2]),
            Series::new("Medium", Ink::Medium, vec![120, 96, 88, 40, 11]),
        ],
        number,
    }
}

fn sessions(series: usize) -> Data {
    let slot = |at: usize| match at % 4 {
        0 => Slot::new(format!("{at:02}:00")).tick(format!("{at:02}:00")),
        _ => Slot::new(format!("{at:02}:00")),
    };
    let values = |seed, high| (0..24).map(|at| 30 + wave(at, 24, high, seed)).collect();
    let mut all = vec![
        Series::new("Inside", Ink::Accent, values(5, 900)),
        Series::new("Outside", Ink::Quarantined, values(9, 320)),
    ];
    all.truncate(series);
    Data {
        alt: "Sessions per hour; they rise until noon.".into(),
        of: "Hour".into(),
        slots: (0..24).map(slot).collect(),
        series: all,
        number,
    }
}

fn modes(counts: [u64; 4]) -> Chart {
    let part = |label: &str, ink, value| Part { label: label.into(), ink, value, href: Some("#mode".into()) };
    let parts = [
        part("Protect", Ink::Protect, counts[0]),
        part("Monitor", Ink::Monitor, counts[1]),
        part("Discover", Ink::Discover, counts[2]),
        part("Quarantined", Ink::Quarantined, counts[3]),
    ];
    draw::donut("Services by policy mode.".into(), "Mode".into(), "Services".into(), &parts, number)
}

fn score(score: Option<u64>) -> Gauge {
    let band = |label: &str, ink, end| Band { label: label.into(), ink, end };
    Gauge {
        alt: "The security score is 37 of 100: fair. Lower is better.".into(),
        score,
        of: "Score".into(),
        counted: "Points".into(),
        bands: vec![band("Good", Ink::Good, 20), band("Fair", Ink::Fair, 50), band("Poor", Ink::Poor, 101)],
    }
}
