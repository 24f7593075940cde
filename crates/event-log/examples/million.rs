//! What a million entries cost, and what asking for some of them does, as JSON: for `cargo xtask bench events`. Its one
//! argument is another number of entries.

use std::{collections::BTreeSet, error::Error, hint::black_box, sync::LazyLock, time::Instant};

use controller_api::security_log::Violation;
use event_log::{
    Ask, Asked, Decisions, Entry, Field, Filter, Found, Id, Kind, Level, Log, Moment, Plan, Sight, Sights,
    Sort, View,
};
use serde_json::json;

/// When the newest entry was.
const NOW: i64 = 1_795_378_550;

/// How long the console kept entries: 90 days.
const KEPT: i64 = 90 * 86_400;

/// What the controller keeps of each kind.
const RING: usize = 4096;

static NOTHING: LazyLock<Violation> = LazyLock::new(Violation::default);

fn main() -> Result<(), Box<dyn Error>> {
    let size: usize = std::env::args().nth(1).map_or(Ok(1_000_000), |size| size.parse())?;
    let step = KEPT as f64 / size as f64;
    let entries = |from: usize| (from..size).map(move |n| entry(n, NOW - KEPT + (n as f64 * step) as i64));

    let made = timed(|| entries(0).map(|entry| u64::from(entry.count)).sum::<u64>()).1;
    let mut kept = Log::new();
    let built = timed(|| kept.extend(entries(0))).1 - made;
    // What the controller still has is kept as well.
    let mut ring = Log::new();
    ring.extend(entries(size.saturating_sub(3 * RING)));
    let again = timed(|| kept.extend(entries(size.saturating_sub(RING)))).1;
    let appended = timed(|| kept.extend((0..10).map(|n| entry(size + n, NOW)))).1;

    let view = View::new(&[&ring, &kept]);
    let (everybody, decisions) = (Sights::all(), Decisions::default());
    let select = |filter: &Filter, sights: &Sights| {
        view.select(&Asked { filter, now: NOW, sights, decisions: &decisions })
    };
    let page = |filter: &Filter, sights: &Sights| median(|| page(&select(filter, sights), Sort::Time));
    let namespace = |name: &str| (Ask::Namespace, name.to_owned());
    let searched = Filter { asks: vec![namespace("team-7")], q: "curl".into(), ..Filter::default() };
    let wide = Filter { q: "10.".into(), ..Filter::default() };
    let day = Filter { from: Some(Moment::Ago(86_400)), ..searched.clone() };
    let names: BTreeSet<String> = (0..5).map(|n| format!("team-{n}")).collect();
    let few = Sights { security: Some(Sight::Namespaces(names)), events: None, reports: None };

    let all = select(&Filter::default(), &everybody);
    let some = select(&searched, &everybody);
    println!(
        "{}",
        json!({
            "entries": kept.len(),
            "bytes an entry": kept.bytes() / kept.len(),
            "ms": {
                "build": built,
                "extend by 4,096 known": again,
                "extend by 10 new": appended,
                "find": median(|| view.find(Id(id(size / 2))).map(|row| row.at())),
                "page: namespace and term": page(&searched, &everybody),
                "page: namespace and term, a day": page(&day, &everybody),
                "page: term in most": page(&wide, &everybody),
                "page: everything": page(&Filter::default(), &everybody),
                "page: everything of five namespaces": page(&Filter::default(), &few),
                "page of everything, by source": median(|| self::page(&all, Sort::Source)),
                "histogram of everything": median(|| all.histogram(&Plan::fitting(NOW - KEPT, NOW, 100))),
                "counts of everything": median(|| all.counts()),
                "menu of everything": median(|| all.facet(Ask::Namespace, 50)),
                "bundles of everything": median(|| all.bundles(3600).len()),
                "rows of everything": median(|| all.rows().map(|row| row.word(Field::Message).len()).sum::<usize>()),
                "histogram: namespace and term": median(|| some.histogram(&Plan::fitting(NOW - KEPT, NOW, 100))),
            },
            "found": {
                "namespace and term": some.total(),
                "term in most": select(&wide, &everybody).total(),
                "everything": all.total(),
                "bundles of everything": all.bundles(3600).len(),
            },
        })
    );
    Ok(())
}

fn page(found: &Found<'_>, sort: Sort) -> (usize, usize) {
    (found.total(), found.page(sort, true, 0, 50).len())
}

/// The nth entry of a cluster with 40 namespaces and 2,000 pods, in which some 10,000 things happen, thirty of them at a
/// time, in stretches of 200 entries. A tenth of all entries say something that no other says.
fn entry(n: usize, at: i64) -> Entry<'static> {
    let one = |n: usize, most: usize, salt: u64| (mixed(n as u64 ^ salt << 40) % most as u64) as usize;
    let what = one(n / 200 * 30 + one(n, 30, 18), 10_000, 19);
    // Of what happens; of what only this entry says.
    let (dice, only) = (|most, salt| one(what, most, salt), |most, salt| one(n, most, salt));
    let kind = [Kind::Violation, Kind::Violation, Kind::Threat, Kind::Incident, Kind::Event][dice(5, 1)];
    let (source, target) = (dice(2000, 2), dice(2000, 3));
    let mut entry = Field::ALL.iter().fold(Entry::from(&*NOTHING), |entry, field| entry.with(*field, ""));
    (entry.kind, entry.id, entry.at) = (kind, Id(id(n)), at);
    entry.level = [Level::Critical, Level::Error, Level::Warning, Level::Warning, Level::Info][dice(5, 4)];
    entry.count = 1 + only(20, 5).saturating_sub(15) as u32;
    entry = entry
        .with(Field::Name, format!("Something.{}", dice(40, 6)))
        .with(Field::Category, "network")
        .with(Field::Location, "container")
        .with(Field::Node, format!("node-{}", source % 30))
        .with(Field::Source, format!("app-{}-7d9f8-{source:05}", source % 200))
        .with(Field::SourceId, format!("{:064x}", source))
        .with(Field::SourceNamespace, format!("team-{}", source % 40))
        .with(Field::SourceGroup, format!("nv.app-{}.team-{}", source % 200, source % 40))
        .with(Field::SourceAddress, format!("10.0.{}.{}", source / 250, source % 250));
    if n.is_multiple_of(10) {
        entry = entry.with(
            Field::Message,
            format!("Something that only entry {n} says, at some length, of what happened"),
        );
    }
    match kind {
        Kind::Event => entry.with(Field::User, format!("user-{}", dice(100, 7))),
        Kind::Incident => entry
            .with(Field::Group, format!("nv.app-{}.team-{}", source % 200, source % 40))
            .with(Field::Process, format!("curl -s http://10.1.2.3/{}", only(20_000, 8)))
            .with(Field::Rule, format!("{:032x}", dice(3000, 9))),
        _ => entry
            .with(Field::Action, ["deny", "violate"][dice(2, 10)])
            .with(Field::Target, format!("app-{}-7d9f8-{target:05}", target % 200))
            .with(Field::TargetId, format!("{:064x}", target))
            .with(Field::TargetNamespace, format!("team-{}", target % 40))
            .with(Field::TargetGroup, format!("nv.app-{}.team-{}", target % 200, target % 40))
            .with(Field::TargetAddress, format!("203.{}.{}.9", only(200, 11), only(250, 12)))
            .with(Field::TargetCountry, ["NL", "DE", "US", "BR", "JP"][dice(5, 13)])
            .with(Field::Port, format!("tcp/{}", dice(300, 14)))
            .with(Field::Application, ["http", "mysql", "http mysql", "ssl"][dice(4, 15)])
            .with(Field::Rule, dice(2000, 16).to_string())
            .with(Field::Image, format!("registry/app-{}:1.{}", source % 200, dice(9, 17))),
    }
}

fn id(n: usize) -> u128 {
    u128::from(mixed(n as u64)) << 64 | u128::from(mixed(!(n as u64)))
}

/// Splitmix64: numbers that look random.
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// The middle one of nine times, in milliseconds.
fn median<T>(mut what: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..9).map(|_| timed(&mut what).1).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn timed<T>(what: impl FnOnce() -> T) -> (T, f64) {
    let begin = Instant::now();
    let answer = black_box(what());
    (answer, begin.elapsed().as_secs_f64() * 1000.0)
}
