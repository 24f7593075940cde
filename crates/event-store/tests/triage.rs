//! Decisions: who decides what, who sees it, and what happens when two decide at once.

use event_log::{Decision, Reason, State};
use event_store::{By, Change, Error, Place, Step, Store};

use crate::common::{id, open};

const HERE: &str = "Local";

fn by(name: &str, at: i64, seen: Option<i64>) -> By<'_> {
    By { name, at, seen }
}

fn state(state: State) -> Change {
    let reason = (state == State::Closed).then_some(Reason::Resolved);
    Change { state: Some(state), reason, ..Change::default() }
}

fn note(text: &str) -> Change {
    Change { note: Some(text.to_owned()), ..Change::default() }
}

async fn decide(store: &Store, number: u32, change: &Change, by: &By<'_>) -> (i64, Decision) {
    let mut decided = store.decide(HERE, &[id(number)], change, by).await.expect("nobody else does");
    assert_eq!(decided.entries.len(), 1);
    let (of, decision) = decided.entries.remove(0);
    assert_eq!(of, id(number));
    (decided.revision, decision)
}

pub async fn what_is_decided_is_shown_with_who_and_when(place: Place) {
    let store = open(&place).await;
    let changes = [
        ("ann", Change { assign: Some("ben".to_owned()), ..state(State::Acknowledged) }),
        ("ben", Change { note: Some("регламент\n№ 7".to_owned()), ..state(State::Closed) }),
        ("ann", state(State::Open)),
    ];
    for (at, (name, change)) in (100..).zip(&changes) {
        let (_, decision) = decide(&store, 1, change, &by(name, at, None)).await;
        assert_eq!((&*decision.by, decision.at), (*name, at));
    }
    store.close().await;

    let store = open(&place).await;
    let shown = store.decisions(HERE).await.expect("it can be read");
    let decision = Decision {
        state: State::Open,
        reason: None,
        assigned: "ben".to_owned(),
        notes: 1,
        by: "ann".to_owned(),
        at: 102,
    };
    assert_eq!(shown.entries, [(id(1), decision.clone())]);
    let steps = store.steps(HERE, id(1)).await.expect("it can be read");
    assert_eq!((Step::sum(&steps), Step::sum(&[])), (Some(decision), None));
    let taken: Vec<_> = steps.iter().map(|step| (&*step.by, step.change.clone())).collect();
    assert_eq!(taken, changes);
    assert_eq!(steps.iter().map(|step| step.at).collect::<Vec<_>>(), [100, 101, 102]);
    assert!(steps.iter().map(|step| step.revision).is_sorted());
    assert_eq!(steps.last().map(|step| step.revision), Some(shown.revision));
    assert_eq!(store.steps(HERE, id(2)).await.expect("it can be read"), []);
}

pub async fn two_who_decide_at_once_do_not_overwrite_each_other(place: Place) {
    let (one, other) = (open(&place).await, open(&place).await);
    let seen = one.decisions(HERE).await.expect("it can be read").revision;
    let (first, _) = decide(&one, 1, &state(State::Closed), &by("ann", 10, Some(seen))).await;
    let late = other.decide(HERE, &[id(1)], &state(State::Open), &by("ben", 11, Some(seen))).await;
    match late {
        Err(Error::Conflict { id: about, by, at }) => assert_eq!((about, &*by, at), (id(1), "ann", 10)),
        other => panic!("no conflict: {other:?}"),
    }
    assert_eq!(other.steps(HERE, id(1)).await.expect("it can be read").len(), 1);
    // About another entry there is none, and none once they have seen what was decided.
    decide(&other, 2, &state(State::Closed), &by("ben", 12, Some(seen))).await;
    let (_, decision) = decide(&other, 1, &state(State::Open), &by("ben", 13, Some(first))).await;
    assert_eq!((decision.state, decision.reason), (State::Open, None));
}

pub async fn of_many_at_once_one_is_first(place: Place) {
    let stores = [open(&place).await, open(&place).await];
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move {
                let name = format!("user {number}");
                store.decide(HERE, &[id(1)], &note(&name), &by(&name, 1, Some(0))).await
            })
        })
        .collect();
    let mut decided = Vec::new();
    for task in tasks {
        match task.await.expect("it does not panic") {
            Ok(decisions) => decided.push(decisions.entries[0].1.by.clone()),
            Err(Error::Conflict { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(decided.len(), 1);
    let steps = stores[0].steps(HERE, id(1)).await.expect("it can be read");
    assert_eq!(steps.iter().map(|step| step.by.clone()).collect::<Vec<_>>(), decided);
}

pub async fn a_conflict_about_one_changes_none(place: Place) {
    let store = open(&place).await;
    decide(&store, 250, &note("mine"), &by("ann", 1, None)).await;
    let ids: Vec<_> = (0..300).map(id).collect();
    let late = store.decide(HERE, &ids, &state(State::Closed), &by("ben", 2, Some(0))).await;
    assert!(matches!(late, Err(Error::Conflict { id: about, .. }) if about == id(250)), "{late:?}");
    let shown = store.decisions(HERE).await.expect("it can be read");
    assert_eq!(shown.entries.len(), 1);
    assert_eq!(store.steps(HERE, id(0)).await.expect("it can be read"), []);
}

pub async fn what_changes_is_seen_by_others_and_missed_by_none(place: Place) {
    let (one, other) = (open(&place).await, open(&place).await);
    let start = other.decisions(HERE).await.expect("it can be read");
    assert_eq!(start.entries, []);
    decide(&one, 1, &state(State::Acknowledged), &by("ann", 1, None)).await;
    decide(&one, 2, &state(State::Acknowledged), &by("ann", 2, None)).await;
    let news = other.changed_since(HERE, start.revision).await.expect("it can be read");
    assert_eq!(news.entries.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(1), id(2)]);
    let quiet = other.changed_since(HERE, news.revision).await.expect("it can be read");
    assert_eq!((quiet.revision, quiet.entries.len()), (news.revision, 0));
    // What says nothing any more is news too, though it is no longer among all that say something.
    decide(&one, 1, &state(State::Open), &by("ann", 3, None)).await;
    let news = other.changed_since(HERE, news.revision).await.expect("it can be read");
    assert_eq!(news.entries.iter().map(|(_, decision)| decision.state).collect::<Vec<_>>(), [State::Open]);
    let all = other.decisions(HERE).await.expect("it can be read");
    assert_eq!(all.entries.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(2)]);
}

pub async fn hundreds_are_decided_in_one_step(place: Place) {
    let store = open(&place).await;
    decide(&store, 7, &note("before"), &by("ann", 1, None)).await;
    // One of them twice: it is decided once.
    let ids: Vec<_> = (0..1_234).chain([3]).map(id).collect();
    let decided = store.decide(HERE, &ids, &note("all of them"), &by("ben", 2, None)).await;
    let decided = decided.expect("nobody else does");
    assert_eq!(decided.entries.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids[..1_234]);
    let notes: Vec<_> = decided.entries.iter().map(|(_, decision)| decision.notes).collect();
    assert_eq!((notes[3], notes[7], notes[1_233]), (1, 2, 1));
    let shown = store.decisions(HERE).await.expect("it can be read");
    assert_eq!((shown.revision, shown.entries.len()), (decided.revision, 1_234));
    assert!(matches!(store.decide(HERE, &[], &note("none"), &by("ben", 3, None)).await, Err(Error::Nothing)));
}

pub async fn clusters_are_apart(place: Place) {
    let store = open(&place).await;
    decide(&store, 1, &state(State::Closed), &by("ann", 1, None)).await;
    for there in ["local", "", "Кластер"] {
        assert_eq!(store.decisions(there).await.expect("it can be read").entries, []);
        assert_eq!(store.steps(there, id(1)).await.expect("it can be read"), []);
        let change = note(there.get(..1).unwrap_or("n"));
        store.decide(there, &[id(1)], &change, &by("ben", 2, Some(0))).await.expect("another cluster's");
    }
    assert_eq!(store.steps(HERE, id(1)).await.expect("it can be read").len(), 1);
}
