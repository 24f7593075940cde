//! Retention: what is kept, what comes again, what goes, and who follows.

use event_log::{Id, Kind};
use event_store::{Bounds, Extent, Kept, Place, Store};
use futures::future::join_all;

use crate::common::{all, id, json, keep, open, said};

const HERE: &str = "Local";

pub async fn what_is_kept_comes_back_to_the_letter(place: Place) {
    let store = open(&place).await;
    let texts = ["{\"b\": 1,\n \"a\":\"ж\\u0000\"}", "", "{}", &"x".repeat(100_000)];
    let name = |number: usize| Id::said(Kind::Event, [&*number.to_string()]);
    let entries: Vec<_> = texts
        .iter()
        .zip(Kind::ALL)
        .enumerate()
        .map(|(number, (json, kind))| Kept { id: name(number), kind: *kind, at: -5 + number as i64, json })
        .collect();
    assert_eq!(store.keep(HERE, &entries).await.expect("it can be kept"), 4);
    store.close().await;

    let store = open(&place).await;
    let kept = all(&store, HERE).await;
    assert_eq!(kept.len(), 4);
    for (kept, entry) in kept.iter().zip(&entries) {
        assert_eq!((kept.id, kept.kind, kept.at), (entry.id, entry.kind, entry.at));
        assert_eq!(kept.json().expect("it is whole"), entry.json);
        assert_eq!(store.get(HERE, entry.id).await.expect("it can be read").as_ref(), Some(kept));
    }
    assert_eq!(store.get("elsewhere", name(0)).await.expect("it can be read"), None);
    assert_eq!(store.get(HERE, id(9)).await.expect("it can be read"), None);
}

pub async fn what_comes_again_is_kept_once(place: Place) {
    let store = open(&place).await;
    let incidents: Vec<_> = (0..250).map(|number| (number, 1_000 + i64::from(number), 1)).collect();
    assert_eq!(keep(&store, HERE, &incidents).await, 250);
    let (before, extent) = (all(&store, HERE).await, store.extent(HERE).await.expect("it can be read"));
    assert_eq!(keep(&store, HERE, &incidents).await, 0);
    assert_eq!(all(&store, HERE).await, before);
    assert_eq!(store.extent(HERE).await.expect("it can be read"), extent);
    // In one call too; and another cluster's is another one.
    assert_eq!(keep(&store, HERE, &[(900, 1, 1), (900, 1, 1), (901, 1, 1), (0, 1_000, 1)]).await, 2);
    assert_eq!(keep(&store, "there", &[(0, 1_000, 1)]).await, 1);
    assert_eq!(said(&all(&store, HERE).await[250..]), [(900, 1), (901, 1)]);
    assert_eq!(said(&all(&store, "there").await), [(0, 1)]);
}

pub async fn what_was_said_later_stays(place: Place) {
    let store = open(&place).await;
    keep(&store, HERE, &[(1, 100, 1), (2, 100, 1)]).await;
    assert_eq!(keep(&store, HERE, &[(1, 105, 4)]).await, 1, "it happened again");
    assert_eq!(keep(&store, HERE, &[(2, 100, 2)]).await, 1, "it happened again in the same second");
    let kept = all(&store, HERE).await;
    assert_eq!(said(&kept), [(1, 4), (2, 2)], "both arrived anew");
    assert!(kept[0].sequence > 2);
    assert_eq!(keep(&store, HERE, &[(1, 100, 1)]).await, 0, "somebody who was slow");
    assert_eq!(keep(&store, HERE, &[(1, 110, 9), (1, 107, 6)]).await, 1);
    assert_eq!(said(&all(&store, HERE).await), [(2, 2), (1, 9)]);
    check_extent(&store, 2, Some((100, 110))).await;
}

/// What is counted is what is there.
async fn check_extent(store: &Store, entries: u64, span: Option<(i64, i64)>) -> Extent {
    let extent = store.extent(HERE).await.expect("it can be read");
    let kept = all(store, HERE).await;
    assert_eq!((extent.entries, kept.len() as u64), (entries, entries));
    assert_eq!(extent.oldest.zip(extent.newest), span);
    let times = || kept.iter().map(|entry| entry.at);
    assert_eq!((extent.oldest, extent.newest), (times().min(), times().max()));
    assert_eq!(extent.bytes == 0, entries == 0);
    extent
}

pub async fn two_consoles_keep_each_entry_once(place: Place) {
    let stores = [open(&place).await, open(&place).await];
    // Both read the same ring: 15 batches of 20, each by both of them at once.
    let tasks = (0..30_u32).map(|task| {
        let store = stores[task as usize % 2].clone();
        tokio::spawn(async move {
            let first = task / 2 * 20;
            let incidents: Vec<_> =
                (first..first + 20).map(|number| (number, i64::from(number), 1)).collect();
            keep(&store, HERE, &incidents).await
        })
    });
    let written = join_all(tasks).await.into_iter().map(|task| task.expect("it does not panic"));
    assert_eq!(written.sum::<u64>(), 300, "who came second found nothing to do");
    let mut numbers: Vec<_> = said(&all(&stores[0], HERE).await).into_iter().map(|(n, _)| n).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..300).collect::<Vec<_>>());
    check_extent(&stores[1], 300, Some((0, 299))).await;
}

pub async fn who_follows_misses_none(place: Place) {
    let stores = [open(&place).await, open(&place).await, open(&place).await];
    let writers: Vec<_> = (0..4_u32)
        .map(|writer| {
            let store = stores[writer as usize % 2].clone();
            tokio::spawn(async move {
                for number in writer * 100..writer * 100 + 100 {
                    keep(&store, HERE, &[(number, 0, 1)]).await;
                }
            })
        })
        .collect();
    // Never asks for what came before what it has seen. It ends when all has come, or when the writers are done and
    // nothing more does.
    let (mut last, mut seen) = (0, Vec::new());
    loop {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let more = stores[2].after(HERE, last, 7).await.expect("it can be read");
        last = more.last().map_or(last, |entry| entry.sequence);
        if done && more.is_empty() {
            break;
        }
        seen.extend(said(&more).into_iter().map(|(number, _)| number));
        tokio::task::yield_now().await;
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..400).collect::<Vec<_>>());
}

pub async fn the_oldest_goes_first(place: Place) {
    let store = open(&place).await;
    // More than one transaction removes, and the oldest do not arrive first.
    let incidents: Vec<_> = (0..4_500).map(|number| (number, i64::from(number * 7 % 4_500), 1)).collect();
    keep(&store, HERE, &incidents).await;
    keep(&store, "there", &[(1, 0, 1)]).await;
    let prune = async |age_seconds, bytes| {
        store.prune(HERE, &Bounds { age_seconds, bytes }, 5_000).await.expect("it can be pruned")
    };
    assert_eq!(prune(None, None).await, 0);
    assert_eq!(prune(Some(5_000), None).await, 0);
    assert_eq!(prune(Some(1_000), None).await, 4_000);
    let extent = check_extent(&store, 500, Some((4_000, 4_499))).await;
    assert_eq!(prune(None, Some(extent.bytes)).await, 0);
    let gone = prune(None, Some(extent.bytes / 2)).await;
    assert!((245..=255).contains(&gone), "{gone}");
    let left = 500 - gone;
    let half = check_extent(&store, left, Some((4_500 - left as i64, 4_499))).await;
    assert!(half.bytes <= extent.bytes / 2);
    assert_eq!(prune(None, Some(0)).await, left);
    check_extent(&store, 0, None).await;
    assert_eq!(all(&store, "there").await.len(), 1, "another cluster's stays");
    // What arrives afterwards comes after all that ever was there.
    keep(&store, HERE, &[(1, 0, 1)]).await;
    assert!(all(&store, HERE).await[0].sequence > 4_500);
}

pub async fn size_is_bounded_whatever_comes(place: Place) {
    let store = open(&place).await;
    let most = 20_000;
    for round in 0..8 {
        let incidents: Vec<_> =
            (0..150).map(|number| (round * 150 + number, i64::from(round), round + 1)).collect();
        keep(&store, HERE, &incidents).await;
        // Some of them happen again and weigh something else then.
        keep(&store, HERE, &incidents.iter().map(|(n, at, _)| (*n, *at, 1_000_000)).collect::<Vec<_>>()[..9])
            .await;
        let bounds = Bounds { age_seconds: None, bytes: Some(most) };
        store.prune(HERE, &bounds, 0).await.expect("it can be pruned");
        let extent = store.extent(HERE).await.expect("it can be read");
        assert!(extent.bytes <= most && extent.bytes > most - 1_000, "{extent:?}");
        assert_eq!(extent.newest, Some(i64::from(round)));
    }
    store.prune(HERE, &Bounds { age_seconds: None, bytes: Some(0) }, 0).await.expect("it can be pruned");
    check_extent(&store, 0, None).await;
}

pub async fn several_start_at_once(place: Place) {
    let stores = join_all((0..6).map(|_| open(&place))).await;
    for (number, store) in (0..).zip(&stores) {
        keep(store, HERE, &[(number, 0, 1)]).await;
    }
    assert_eq!(all(&open(&place).await, HERE).await.len(), 6);
}

pub async fn nothing_is_there_before_anything_is_kept(place: Place) {
    let store = open(&place).await;
    assert_eq!(store.extent(HERE).await.expect("it can be read"), Extent::default());
    assert_eq!(store.after(HERE, 0, 10).await.expect("it can be read"), []);
    let bounds = Bounds { age_seconds: Some(0), bytes: Some(0) };
    assert_eq!(store.prune(HERE, &bounds, i64::MAX).await.expect("it can be pruned"), 0);
    assert_eq!(store.keep(HERE, &[]).await.expect("nothing is to be done"), 0);
    let text = json(1, 1);
    let entry = Kept { id: id(1), kind: Kind::Incident, at: i64::MAX, json: &text };
    assert_eq!(store.keep(HERE, &[entry]).await.expect("it can be kept"), 1);
}
