//! What was asked, in words. Pure, on the server only.

use crate::log::{ask::Asked, triage, words};

/// What was asked, name by name; nothing where everything was. Moments that were asked for as so long ago are said as what
/// they were at this time (`now`, unix seconds): paper does not grow older.
pub fn words(asked: &Asked, now: i64) -> Vec<(String, String)> {
    let filter = &asked.filter;
    let mut said: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            said.push((name.to_owned(), values.join(", ")));
        }
    };
    say(text::events::kind(), filter.kinds.iter().map(|kind| words::kinds(*kind).to_owned()).collect());
    say(text::events::level(), filter.levels.iter().map(|level| words::level(*level).to_owned()).collect());
    for ask in event_log::Ask::ALL {
        let values = filter.asks.iter().filter(|(of, _)| of == ask);
        say(words::ask(*ask), values.map(|(_, value)| words::value(*ask, value)).collect());
    }
    say(text::print::search(), Vec::from_iter((!filter.q.is_empty()).then(|| filter.q.clone())));
    for (name, moment) in [(text::print::since(), filter.from), (text::print::until(), filter.to)] {
        say(name, moment.map(|moment| kit::date::moment_exact(moment.resolve(now))).into_iter().collect());
    }
    say(
        text::print::state(),
        filter.states.iter().map(|state| triage::words::state(*state).to_owned()).collect(),
    );
    say(text::print::assigned(), filter.assigned.clone());
    if asked.window > 0 {
        said.push((text::events::grouping().to_owned(), within(asked.window).to_owned()));
    }
    said
}

fn within(window: u32) -> &'static str {
    match window {
        ..=60 => text::events::within_minute(),
        61..=600 => text::events::within_ten_minutes(),
        601..=3600 => text::events::within_hour(),
        _ => text::events::within_day(),
    }
}

#[cfg(test)]
mod tests {
    use kit::url::Params;

    use super::*;

    #[test]
    fn what_was_asked_is_said_in_words_and_nothing_is_said_of_what_was_not() {
        let said = |query: &str| words(&Asked::of(&Params::parse(query)).0, 1_795_380_350);
        assert_eq!(said("?page=2&sort=name&entry=00"), []);
        let said = said("?level=critical&level=warning&ns=web&ns=pay&q=curl&from=1h&window=600&action=deny");
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            said,
            [
                own(
                    text::events::level(),
                    &format!("{}, {}", text::events::critical(), text::events::warning())
                ),
                own(text::events::action(), text::events::blocked()),
                own(text::events::namespace(), "web, pay"),
                own(text::print::search(), "curl"),
                own(text::print::since(), "22 Nov 2026, 19:45:50 UTC"),
                own(text::events::grouping(), text::events::within_ten_minutes()),
            ]
        );
    }
}
