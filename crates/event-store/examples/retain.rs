//! What a million entries take: bytes an entry, entries a second, and how long they take to be read and unpacked.
//! `cargo run --release -p event-store --example retain -- [ENTRIES] [PLACE]`; without a place, in a file that is removed.

use std::{hint::black_box, time::Instant};

use event_log::{Id, Kind};
use event_store::{Bounds, Error, Kept, Place, Store};

/// As many as a controller gives at once.
const BATCH: u32 = 4_096;
const HERE: &str = "Local";

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "the time is what this is about")]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let most = arguments.next().and_then(|most| most.parse().ok()).unwrap_or(1_000_000);
    let directory = std::env::temp_dir().join(format!("retain-{}", std::process::id()));
    let file = directory.join("events.db");
    std::fs::create_dir_all(&directory).expect("there is room for temporary files");
    let place = arguments.next().map_or_else(|| Ok(Place::file(&file)), |place| place.parse())?;
    let store = Store::open(&place).await?;

    let (mut letters, mut packing) = (0, std::time::Duration::ZERO);
    for first in (0..most).step_by(BATCH as usize) {
        let texts: Vec<_> = (first..most.min(first + BATCH)).map(violation).collect();
        letters += texts.iter().map(String::len).sum::<usize>();
        let begin = Instant::now();
        keep(&store, first, &texts).await?;
        packing += begin.elapsed();
    }
    let extent = store.extent(HERE).await?;
    let each = |bytes: u64| bytes / extent.entries.max(1);
    println!("{} entries of {} bytes of JSON", extent.entries, letters / most.max(1) as usize);
    println!("counted: {} bytes an entry", each(extent.bytes));
    println!("written: {:.0} a second", f64::from(most) / packing.as_secs_f64());

    let begin = Instant::now();
    for number in 0..100 {
        keep(&store, most + number, &[violation(most + number)]).await?;
    }
    println!("one alone: {:.1} ms", begin.elapsed().as_secs_f64() * 10.0);
    let begin = Instant::now();
    let texts: Vec<_> = (0..BATCH.min(most)).map(violation).collect();
    keep(&store, 0, &texts).await?;
    println!("{} that are known: {:.0} ms", texts.len(), begin.elapsed().as_secs_f64() * 1e3);

    let begin = Instant::now();
    let (mut last, mut read) = (0, Vec::with_capacity(most as usize));
    loop {
        let more = store.after(HERE, last, 10_000).await?;
        let Some(end) = more.last() else { break };
        last = end.sequence;
        read.extend(more);
    }
    println!("read: {} in {:.1} s", read.len(), begin.elapsed().as_secs_f64());
    let begin = Instant::now();
    for entry in &read {
        black_box(entry.json()?);
    }
    println!("unpacked by one thread: {:.1} s", begin.elapsed().as_secs_f64());

    store.close().await;
    if let Ok(meta) = std::fs::metadata(&file) {
        println!("on the disk: {} bytes an entry", each(meta.len()));
    }
    let store = Store::open(&place).await?;
    let begin = Instant::now();
    let half = Bounds { age_seconds: None, bytes: Some(extent.bytes / 2) };
    let gone = store.prune(HERE, &half, 0).await?;
    println!("pruned: {gone} in {:.1} s", begin.elapsed().as_secs_f64());
    store.close().await;
    // A place that was asked for is another one, and stays.
    let _ = std::fs::remove_dir_all(&directory);
    Ok(())
}

async fn keep(store: &Store, first: u32, texts: &[String]) -> Result<(), Error> {
    let entries: Vec<_> = (first..)
        .zip(texts)
        .map(|(number, json)| Kept {
            id: Id::named(Kind::Violation, &number.to_string()),
            kind: Kind::Violation,
            at: 1_790_000_000 + i64::from(number),
            json,
        })
        .collect();
    store.keep(HERE, &entries).await.map(drop)
}

/// A violation as a controller tells it, between two of 300 pods on 20 nodes.
fn violation(number: u32) -> String {
    let mut chance = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut one_of = |most: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % most
    };
    let (client, server, node) = (one_of(300), one_of(300), one_of(20));
    let hex = |of: u64| {
        let half = u128::from(of + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_0c5d_1b2e_6a35);
        format!("{half:032x}{:032x}", half.rotate_left(61).wrapping_mul(0x2545_f491_4f6c_dd1d))
    };
    let id = [one_of(1 << 31), one_of(1 << 16), one_of(1 << 16), one_of(1 << 16), one_of(1 << 31)];
    let port = [443, 8443, 5432, 3306, 6379, 9092, 53, 22][one_of(8) as usize];
    let (level, action) = [("Warning", "violate"), ("Critical", "deny")][one_of(2) as usize];
    format!(
        r#"{{"applications":["SSL"],"client_domain":"ns-{}","client_id":"{}","client_image":"registry.k8s.io/pause:3.9","client_ip":"10.42.{node}.{}","client_name":"service-{client}-da8565316-{}","client_service":"service-{client}.ns-{}","cluster_name":"cluster.local","enforcer_id":"{}","enforcer_name":"neuvector-enforcer-pod-{node:05}","fqdn":"","host_id":"node-{node}:{}","host_name":"node-{node}","id":"{:08x}-{:04x}-{:04x}-{:04x}-{:012x}","ip_proto":6,"level":"{level}","nbe":false,"policy_action":"{action}","policy_id":0,"reported_at":"2026-11-22T{:02}:{:02}:{:02}Z","reported_timestamp":{},"server_domain":"ns-{}","server_id":"{}","server_image":"registry.k8s.io/pause:3.9","server_ip":"10.42.7.{}","server_name":"service-{server}-5e919180b-{}","server_port":{port},"server_service":"service-{server}.ns-{}","servers":[""],"sessions":{},"xff":false}}"#,
        client % 12,
        hex(client),
        client % 250,
        &hex(client)[..5],
        client % 12,
        hex(1_000 + node),
        &hex(2_000 + node)[..36],
        id[0],
        id[1],
        id[2],
        id[3],
        id[4],
        number / 3_600 % 24,
        number / 60 % 60,
        number % 60,
        1_790_000_000_u64 + u64::from(number),
        server % 12,
        hex(server),
        server % 250,
        &hex(server)[..5],
        server % 12,
        1 + one_of(40),
    )
}
