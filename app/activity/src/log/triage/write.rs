//! Deciding. On the server only.

use std::collections::HashMap;

use controller_api::access::Permission;
use event_log::{Filter, Id, Reason, State};
use event_store::{By, Change, Error, LONGEST_NAME, LONGEST_NOTE};
use kit::{AppError, can, clock, upstream::Upstream, upstream::controller, url::Params};

use super::{
    act::Act,
    draft,
    draft::Draft,
    read::may_decide,
    shown::{Decided, Wanted},
};
use crate::log::{
    ask::Asked,
    read::{Archive, Logs, heavy},
};

/// About how many entries one decision may be.
const MOST: usize = 10_000;

/// Decides.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer does not see one of the entries, [`AppError::Denied`] when they may not decide about
/// one, [`AppError::Invalid`] with the field that is wrong, or when there is no store.
pub async fn run(wanted: Wanted) -> Result<Decided, AppError> {
    let upstream = controller()?;
    let archive = upstream.held::<Archive>()?;
    let viewer = upstream.viewer();
    let logs = Logs::of(&upstream, wanted.which).await?;
    let (lines, query) = (wanted.ids.clone(), wanted.query.clone());
    let (logs, ids) = heavy(move || {
        let ids = entries(&logs, &lines, &query);
        (logs, ids)
    })
    .await?;
    let ids = ids?;
    for id in &ids {
        let row = logs.row(*id).ok_or(AppError::NotFound)?;
        if !may_decide(&upstream, row) {
            let message = can::Reason::Permission(Permission::RuntimePolicy).text();
            return Err(AppError::Denied { message });
        }
    }
    let change = change(&wanted, &viewer.fullname)?;
    // A note overwrites nothing that somebody else may just have decided.
    let seen = wanted.seen.filter(|_| wanted.act != Act::Note);
    let by = By { name: &viewer.fullname, at: clock::now(), seen };
    let first = wanted.ids[0];
    match archive.decide(&upstream.cluster(), &ids, &change, &by).await {
        Ok(None) if archive.place().is_none() => Err(invalid("", text::triage::is_off())),
        Ok(None) => Err(invalid("", text::triage::is_down())),
        Ok(Some(done)) => {
            tracing::info!(
                user = by.name,
                act = wanted.act.word(),
                entries = ids.len(),
                "somebody has decided"
            );
            draft::forget(&upstream, first).await?;
            Ok(Decided::Done { entries: done.entries.len() })
        }
        Err(Error::Conflict { by, at, .. }) => {
            keep_draft(&upstream, wanted, first).await;
            let seen = archive.decisions(&upstream.cluster()).await.revision;
            Ok(Decided::Conflict { by, at, seen })
        }
        Err(error) => Err(AppError::Unexpected { detail: error.to_string() }),
    }
}

/// The entries that are meant.
fn entries(logs: &Logs, lines: &[Id], query: &str) -> Result<Vec<Id>, AppError> {
    if lines.is_empty() {
        return Err(invalid("", text::triage::nothing_chosen()));
    }
    let asked = Asked::of(&Params::parse(query)).0;
    let ids =
        if asked.window == 0 { lines.to_vec() } else { within(logs, lines, &asked.filter, asked.window) };
    if ids.len() > MOST {
        Err(invalid("", &text::triage::too_many(&text::number(MOST as u64))))
    } else {
        Ok(ids)
    }
}

/// All entries of the lines that these stand for. What came after the one that stands for a line has not been seen: the line
/// has another one by now.
fn within(logs: &Logs, lines: &[Id], filter: &Filter, window: u32) -> Vec<Id> {
    let view = logs.view();
    let found = view.select(&logs.asked(filter));
    let bundles = found.bundles(window.into());
    let by_newest: HashMap<Id, _> = bundles.iter().map(|bundle| (bundle.newest.id(), bundle)).collect();
    let mut ids = Vec::new();
    for line in lines {
        let before = ids.len();
        if let Some(bundle) = by_newest.get(line) {
            ids.extend(found.entries(bundle).map(|row| row.id()));
        } else if let Some(row) = logs.row(*line) {
            let near = bundles.iter().filter(|bundle| {
                bundle.newest.kind() == row.kind() && (bundle.first..=bundle.last).contains(&row.at())
            });
            let whole =
                near.map(|bundle| found.entries(bundle).map(|row| (row.at(), row.id())).collect::<Vec<_>>());
            let whole = whole.into_iter().find(|entries| entries.iter().any(|(_, id)| id == line));
            let seen = |entry: &(i64, Id)| *entry <= (row.at(), *line);
            ids.extend(whole.into_iter().flatten().filter(seen).map(|(_, id)| id));
        }
        if ids.len() == before {
            // It matches no more, or nobody sees it: whoever asks for it is told.
            ids.push(*line);
        }
    }
    ids
}

/// What is to be decided.
fn change(wanted: &Wanted, viewer: &str) -> Result<Change, AppError> {
    let (to, note) = (wanted.to.trim(), wanted.note.trim());
    for (field, text, most) in [("note", note, LONGEST_NOTE), ("to", to, LONGEST_NAME)] {
        if text.chars().nth(most).is_some() {
            return Err(invalid(field, &text::triage::too_long(&text::number(most as u64))));
        }
    }
    let mut change = Change { note: (!note.is_empty()).then(|| note.to_owned()), ..Change::default() };
    match wanted.act {
        Act::Acknowledge => change.state = Some(State::Acknowledged),
        Act::Reopen => change.state = Some(State::Open),
        Act::Close => {
            let reason = Reason::of_word(&wanted.reason);
            change.reason = Some(reason.ok_or_else(|| invalid("reason", text::triage::reason_missing()))?);
            change.state = Some(State::Closed);
        }
        Act::Take => change.assign = Some(viewer.to_owned()),
        Act::Drop => change.assign = Some(String::new()),
        Act::Assign if to.is_empty() => return Err(invalid("to", text::triage::name_missing())),
        Act::Assign => change.assign = Some(to.to_owned()),
        Act::Note if note.is_empty() => return Err(invalid("note", text::triage::note_missing())),
        Act::Note => {}
    }
    Ok(change)
}

async fn keep_draft(upstream: &Upstream, wanted: Wanted, id: Id) {
    let Wanted { act, to, reason, note, .. } = wanted;
    let draft = Draft { id, act, to, reason, note };
    if let Err(error) = draft::keep(upstream, &draft).await {
        tracing::warn!(%error, "what somebody was about to say could not be kept");
    }
}

fn invalid(field: &str, message: &str) -> AppError {
    AppError::Invalid { field: field.to_owned(), message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::which::Which;

    fn wanted(act: Act, to: &str, reason: &str, note: &str) -> Wanted {
        let [to, reason, note] = [to, reason, note].map(str::to_owned);
        Wanted {
            which: Which::Security,
            ids: Vec::new(),
            act,
            to,
            reason,
            note,
            seen: None,
            query: String::new(),
        }
    }

    #[test]
    fn what_is_filled_in_becomes_a_change() {
        let change = |act, to, reason, note| super::change(&wanted(act, to, reason, note), "ann").ok();
        let closed = change(Act::Close, "ben", "harmless", " seen\n").expect("it is whole");
        assert_eq!((closed.state, closed.reason), (Some(State::Closed), Some(Reason::Harmless)));
        assert_eq!((closed.assign, closed.note.as_deref()), (None, Some("seen")));
        let assigned = |act, to| change(act, to, "harmless", "").map(|change| (change.assign, change.reason));
        assert_eq!(assigned(Act::Take, "ben"), Some((Some("ann".to_owned()), None)));
        assert_eq!(assigned(Act::Assign, " ben "), Some((Some("ben".to_owned()), None)));
        assert_eq!(assigned(Act::Drop, "ben"), Some((Some(String::new()), None)));
    }

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let field = |act| match super::change(&wanted(act, " ", "boredom", " "), "ann") {
            Err(AppError::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!([field(Act::Close), field(Act::Assign), field(Act::Note)], ["reason", "to", "note"]);
    }

    #[test]
    fn what_is_too_long_is_told_at_its_field() {
        let field = |act, to: usize, note: usize| {
            let wanted = wanted(act, &"t".repeat(to), "harmless", &"n".repeat(note));
            match super::change(&wanted, "ann") {
                Err(AppError::Invalid { field, .. }) => field,
                _ => String::new(),
            }
        };
        assert_eq!(field(Act::Close, 0, LONGEST_NOTE + 1), "note");
        assert_eq!(field(Act::Assign, LONGEST_NAME + 1, 0), "to");
        assert_eq!(field(Act::Assign, LONGEST_NAME, LONGEST_NOTE), "");
    }
}
