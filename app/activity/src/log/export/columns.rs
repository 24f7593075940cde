//! The columns of a list's file: those of the screen first, in its order and by its names, then what else an entry says.
//! Words are the reader's, as on the screen; times are RFC 3339 in UTC.

use std::borrow::Cow;

use event_log::{Ask, Field, Row};

use super::Record;
use crate::log::{memory, read::what, triage, which::Which, words};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text; `""` = there is nothing to say.
    Text(Cow<'a, str>),
    /// A number.
    Number(u64),
    /// A moment, in unix seconds.
    Moment(i64),
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, in the reader's language.
    pub title: String,
    says: Says,
}

/// What a column says.
#[derive(Clone, Copy, Debug)]
enum Says {
    Id,
    Time,
    Kind,
    Level,
    Times,
    /// A word as the entry has it.
    Word(Field),
    /// A word that has one in the reader's language.
    Known(Field, Ask),
    /// An end, by its address where it has no name of its own.
    End(Field, Field),
    Message,
    /// What it was about, and what happened.
    Details,
    /// Of several as one: how many there are.
    Entries,
    /// When the first of them was.
    First,
    /// Some of their sources.
    Sources,
    /// Some of their targets.
    Targets,
    /// How far people are with it; nothing where nobody has decided anything.
    State,
    /// To whom it is assigned.
    Assigned,
}

impl Column {
    /// What it says of a record.
    pub fn value<'a>(&self, record: Record<'a>) -> Value<'a> {
        let row = record.row;
        let text = |word: &'a str| Value::Text(Cow::Borrowed(word));
        match self.says {
            Says::Id => Value::Text(Cow::Owned(row.id().to_string())),
            Says::Time => Value::Moment(row.at()),
            Says::Kind => text(words::kind(row.kind())),
            Says::Level => text(words::level(row.level())),
            Says::Times => Value::Number(record.count()),
            Says::Word(field) => text(row.word(field)),
            Says::Known(field, ask) => Value::Text(Cow::Owned(words::value(ask, row.word(field)))),
            Says::End(name, address) => {
                Value::Text(Cow::Owned(words::end_name(row.word(name), row.word(address))))
            }
            Says::Message => Value::Text(memory::readable(row.word(Field::Name), row.word(Field::Message))),
            Says::Details => Value::Text(Cow::Owned(details(row))),
            Says::State => text(record.decision.map_or("", |decision| triage::words::state(decision.state))),
            Says::Assigned => text(record.decision.map_or("", |decision| &decision.assigned)),
            Says::Entries => Value::Number(record.bundle.map_or(1, |bundle| bundle.entries as u64)),
            Says::First => Value::Moment(record.bundle.map_or(row.at(), |bundle| bundle.first)),
            Says::Sources => record.bundle.map_or(Value::Text(Cow::Borrowed("")), |bundle| {
                some(bundle.sources.named(), bundle.sources.distinct)
            }),
            Says::Targets => record.bundle.map_or(Value::Text(Cow::Borrowed("")), |bundle| {
                some(bundle.targets.named(), bundle.targets.distinct)
            }),
        }
    }
}

/// The port, process, file or image, and what the controller says; of a scan, which has no more to say, how much it found.
fn details(row: Row<'_>) -> String {
    let message = memory::readable(row.word(Field::Name), row.word(Field::Message));
    let cves = row.word(Field::Cve).split_whitespace().count() as u64;
    let cves = if cves > 0 { text::print::cves(cves) } else { String::new() };
    let said = [what(row), message.into_owned(), cves].into_iter().filter(|said| !said.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// Some names, and that there are more.
fn some(named: &[&str], distinct: usize) -> Value<'static> {
    let names = named.join(", ");
    let more = distinct.saturating_sub(named.len());
    Value::Text(Cow::Owned(if more > 0 {
        text::export::and_more(&names, &text::number(more as u64))
    } else {
        names
    }))
}

fn column(title: &str, says: Says) -> Column {
    Column { title: title.to_owned(), says }
}

/// The columns that the screen has, too.
fn on_screen(which: Which) -> Vec<Column> {
    let level = column(text::events::level(), Says::Level);
    let name = column(text::events::name(), Says::Word(Field::Name));
    let time = column(text::events::time(), Says::Time);
    let node = column(text::events::node(), Says::Word(Field::Node));
    let end = |title: &str, name, address| column(title, Says::End(name, address));
    match which {
        Which::Security => vec![
            level,
            name,
            end(text::events::source(), Field::Source, Field::SourceAddress),
            end(text::events::target(), Field::Target, Field::TargetAddress),
            column(text::events::action(), Says::Known(Field::Action, Ask::Action)),
            column(text::events::count(), Says::Times),
            node,
            time,
        ],
        Which::Events => vec![
            level,
            name,
            column(text::events::user(), Says::Word(Field::User)),
            column(text::events::location(), Says::Word(Field::Source)),
            time,
        ],
        Which::Reports => vec![
            level,
            name,
            end(text::events::about(), Field::Source, Field::SourceAddress),
            column(text::events::location(), Says::Known(Field::Location, Ask::Location)),
            node,
            time,
        ],
    }
}

/// The columns on paper: those of the screen, and what stands beside a name there.
pub fn for_print(which: Which, grouped: bool) -> Vec<Column> {
    let mut columns = on_screen(which);
    if grouped {
        columns.push(column(text::export::entries(), Says::Entries));
        columns.push(column(text::export::first(), Says::First));
    }
    // After the name, which it belongs to.
    columns.insert(2, column(text::print::details(), Says::Details));
    columns
}

/// All columns; `grouped` where entries that say the same are one line.
pub fn columns(which: Which, grouped: bool) -> Vec<Column> {
    let mut columns = on_screen(which);
    if grouped {
        columns.push(column(text::export::entries(), Says::Entries));
        columns.push(column(text::export::first(), Says::First));
        columns.push(column(text::export::sources(), Says::Sources));
        if which == Which::Security {
            columns.push(column(text::export::targets(), Says::Targets));
        }
    }
    let message = column(text::export::message(), Says::Message);
    let category = column(text::events::category(), Says::Known(Field::Category, Ask::Category));
    let word = |title: &str, field| column(title, Says::Word(field));
    let place = |title: &str| column(title, Says::Known(Field::Location, Ask::Location));
    columns.extend(match which {
        Which::Security => vec![
            column(text::events::kind(), Says::Kind),
            word(text::events::severity(), Field::Severity),
            category,
            place(text::events::location()),
            word(text::export::source_namespace(), Field::SourceNamespace),
            word(text::export::source_group(), Field::SourceGroup),
            word(text::export::source_address(), Field::SourceAddress),
            word(text::export::source_country(), Field::SourceCountry),
            word(text::export::target_namespace(), Field::TargetNamespace),
            word(text::export::target_group(), Field::TargetGroup),
            word(text::export::target_address(), Field::TargetAddress),
            word(text::export::target_country(), Field::TargetCountry),
            word(text::events::fqdn(), Field::Fqdn),
            word(text::events::port(), Field::Port),
            word(text::events::application(), Field::Application),
            word(text::events::rule(), Field::Rule),
            word(text::events::group(), Field::Group),
            word(text::events::process(), Field::Process),
            word(text::events::file(), Field::File),
            word(text::events::user(), Field::User),
            word(text::events::image(), Field::Image),
            message,
        ],
        Which::Events => vec![
            message,
            // The controller's own word here, in capitals.
            word(text::events::category(), Field::Category),
            place(text::export::place()),
            word(text::events::node(), Field::Node),
            word(text::events::namespace(), Field::SourceNamespace),
            word(text::events::group(), Field::SourceGroup),
            word(text::export::user_address(), Field::SourceAddress),
            word(text::events::image(), Field::Image),
        ],
        Which::Reports => vec![
            column(text::events::count(), Says::Times),
            word(text::events::namespace(), Field::SourceNamespace),
            word(text::events::group(), Field::Group),
            word(text::events::user(), Field::User),
            word(text::events::image(), Field::Image),
            word(text::events::cve(), Field::Cve),
            message,
        ],
    });
    columns.push(column(text::print::state(), Says::State));
    columns.push(column(text::print::assigned(), Says::Assigned));
    columns.push(column(text::export::id(), Says::Id));
    columns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use controller_api::security_log::Violation;
    use event_log::{Decisions, Entry, Log};
    use leptos::prelude::{Owner, provide_context};

    use super::*;

    #[test]
    fn no_two_columns_have_one_name_in_any_language() {
        for language in text::Language::ALL {
            Owner::new().with(|| {
                provide_context(language);
                for which in Which::ALL {
                    let columns = columns(which, true);
                    let names: BTreeSet<_> = columns.iter().map(|column| column.title.clone()).collect();
                    assert_eq!(names.len(), columns.len(), "{which:?} {language:?}: {names:?}");
                }
            });
        }
    }

    #[test]
    fn a_cell_says_what_the_screen_says() {
        let violation = Violation {
            id: "v".into(),
            level: "Warning".into(),
            client_name: "external".into(),
            client_service: "external".into(),
            client_ip: "203.0.113.6".into(),
            server_name: "web-1".into(),
            policy_action: "deny".into(),
            sessions: 3,
            reported_timestamp: 1_795_380_350,
            ..Violation::default()
        };
        let (entry, decisions) = (Entry::from(&violation), Decisions::default());
        let mut log = Log::new();
        log.extend([entry.clone()]);
        let record = Record::of_row(log.find(entry.id).expect("it is there"), &decisions);
        let cells: Vec<_> = on_screen(Which::Security).iter().map(|column| column.value(record)).collect();
        let text = |word: &'static str| Value::Text(Cow::Borrowed(word));
        assert_eq!(
            cells,
            [
                text(text::events::warning()),
                text("Network.Violation"),
                text("203.0.113.6"),
                text("web-1"),
                text(text::events::blocked()),
                Value::Number(3),
                text(""),
                Value::Moment(1_795_380_350),
            ]
        );
    }

    #[test]
    fn what_people_decided_stands_in_the_file_and_nothing_where_nobody_has() {
        let violation = Violation { id: "v".into(), ..Violation::default() };
        let entry = Entry::from(&violation);
        let mut log = Log::new();
        log.extend([entry.clone()]);
        let decision = event_log::Decision {
            state: event_log::State::Closed,
            reason: None,
            assigned: "ann".to_owned(),
            notes: 0,
            by: "bob".to_owned(),
            at: 0,
        };
        let said = |decisions: &Decisions| {
            let record = Record::of_row(log.find(entry.id).expect("it is there"), decisions);
            let columns = columns(Which::Security, false);
            let cell = |title: &str| {
                let column = columns.iter().find(|column| column.title == title).expect("there is one");
                let Value::Text(text) = column.value(record) else { panic!("{title} is a text") };
                text.into_owned()
            };
            [cell(text::print::state()), cell(text::print::assigned())]
        };
        let decided = Decisions::from_iter([(entry.id, decision)]);
        assert_eq!(said(&decided), [triage::words::state(event_log::State::Closed), "ann"]);
        assert_eq!(said(&Decisions::default()), ["", ""]);
    }
}
