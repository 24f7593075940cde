//! The file of all that pods say with the outside, in both directions: a row a part of a conversation.
//!
//! The score names the pods; what each of them said in full is another call a pod and direction. So the rows come as the
//! answers do, and no more of them are held than are under way. Where an answer does not come, the rows are what the score
//! knows of that pod, and their last column says so.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use controller_api::{
    conversation::{self, ConversationDetail},
    score::{ExposedEndpoint, ScoreShown},
};
use futures::{Stream, StreamExt, stream};
use kit::{AppError, upstream::Upstream};

use super::cell::Cell;
use crate::dashboard::{
    exposure::{api::Direction, country},
    read,
    reading::Reading,
};

/// The names of the columns.
pub const COLUMNS: [&str; 19] = [
    "direction",
    "service",
    "namespace",
    "pod",
    "policy_mode",
    "application",
    "port",
    "client_address",
    "server_address",
    "fqdn",
    "country",
    "bytes",
    "sessions",
    "action",
    "rule",
    "threat",
    "severity",
    "last_seen",
    "problem",
];

/// A row, in the order of [`COLUMNS`].
pub type Row = [Cell; 19];

/// The end of conversations that stands for all that is outside.
const OUTSIDE: &str = "external";

/// How many conversations are asked for at once.
const AT_ONCE: usize = 6;

/// After how many calls in a row that did not reach the controller the rest are not made: each of them may take as long as a
/// call may take.
const ENOUGH: usize = 12;

/// Who speaks with whom: the direction, and the pod's place in the list of that direction.
type Pair = (Direction, usize);

/// All pairs, by direction, service and pod: the same cluster gives the same file.
fn pairs(shown: &ScoreShown) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for direction in Direction::ALL {
        let pods = direction.of(shown);
        let mut places: Vec<usize> = (0..pods.len()).collect();
        places.sort_by_key(|place| {
            let pod = &pods[*place];
            (&pod.service, &pod.display_name, &pod.id)
        });
        pairs.extend(places.into_iter().map(|place| (direction, place)));
    }
    pairs
}

/// The rows of a namespace (`""` = of all that the viewer may see), pair by pair. At most [`AT_ONCE`] calls are under way;
/// who stops reading ends them.
///
/// # Errors
/// When the exposed pods cannot be had. Later, and as the last item, when the session is over.
pub async fn of(
    upstream: Upstream,
    ns: &str,
) -> Result<impl Stream<Item = Result<Vec<Row>, AppError>> + Send + use<>, AppError> {
    let read = read::score(&upstream, ns).await?;
    let in_vain = Arc::new(AtomicUsize::new(0));
    let pairs = pairs(&read.value);
    let asked = move |pair| {
        let (upstream, read, in_vain) = (upstream.clone(), read.clone(), in_vain.clone());
        async move { one(&upstream, &read, pair, &in_vain).await }
    };
    let over = |over: &mut bool, rows: Result<Vec<Row>, AppError>| {
        let item = (!*over).then_some(rows);
        *over |= item.as_ref().is_none_or(Result::is_err);
        std::future::ready(item)
    };
    Ok(stream::iter(pairs).map(asked).buffered(AT_ONCE).scan(false, over))
}

/// The rows of a pair. Fails when the session is over: nothing else that comes would be worth a row.
async fn one(
    upstream: &Upstream,
    read: &Reading<ScoreShown>,
    (direction, place): Pair,
    in_vain: &AtomicUsize,
) -> Result<Vec<Row>, AppError> {
    let pod = &direction.of(&read.value)[place];
    if in_vain.load(Ordering::Relaxed) >= ENOUGH {
        return Ok(rows_without(direction, pod, "not asked: the controller did not answer the calls before"));
    }
    let ends = match direction {
        Direction::Ingress => [OUTSIDE, &pod.id],
        Direction::Egress => [&pod.id, OUTSIDE],
    };
    match upstream.glance(conversation::SHOW.at(ends)).await {
        Ok(shown) => {
            in_vain.store(0, Ordering::Relaxed);
            Ok(rows(direction, pod, &shown.conversation))
        }
        Err(AppError::SignedOut) => Err(AppError::SignedOut),
        Err(error) => {
            if error.may_pass() {
                in_vain.fetch_add(1, Ordering::Relaxed);
            } else {
                in_vain.store(0, Ordering::Relaxed);
            }
            Ok(rows_without(direction, pod, &error.to_string()))
        }
    }
}

/// The rows of a pair, as its conversation says them.
fn rows(direction: Direction, pod: &ExposedEndpoint, said: &ConversationDetail) -> Vec<Row> {
    let end = match direction {
        Direction::Ingress => &said.to,
        Direction::Egress => &said.from,
    };
    let domain =
        if end.workload.domain.is_empty() { namespace_of(&pod.service) } else { &end.workload.domain };
    let row = |entry: &conversation::ConversationDetailEntry| {
        let outside = match direction {
            Direction::Ingress => &entry.client_ip,
            Direction::Egress => &entry.server_ip,
        };
        let [direction, service, namespace, name, mode] = who(direction, pod, domain);
        [
            direction,
            service,
            namespace,
            name,
            mode,
            Cell::text(&entry.application),
            Cell::text(&entry.port),
            Cell::text(&entry.client_ip),
            Cell::text(&entry.server_ip),
            Cell::text(&entry.fqdn),
            country_of(outside),
            Cell::number(entry.bytes),
            Cell::number(entry.sessions),
            Cell::text(&entry.policy_action),
            rule(entry.policy_id),
            Cell::text(&entry.threat_name),
            Cell::text(&entry.severity),
            Cell::moment(kit::date::parse(&entry.last_seen_at)),
            Cell::Nothing,
        ]
    };
    said.entries.iter().map(row).collect()
}

/// The rows of a pair whose conversation could not be had: what the score says of it. At least one, so that the file has a
/// place to say why.
fn rows_without(direction: Direction, pod: &ExposedEndpoint, problem: &str) -> Vec<Row> {
    let blank = || {
        let mut row: Row = std::array::from_fn(|_| Cell::Nothing);
        let who = who(direction, pod, namespace_of(&pod.service));
        for (cell, who) in row.iter_mut().zip(who) {
            *cell = who;
        }
        row[COLUMNS.len() - 1] = Cell::text(problem);
        row
    };
    if pod.entries.is_empty() {
        return vec![blank()];
    }
    let row = |entry: &controller_api::score::ExposureEntry| {
        let mut row = blank();
        let said = [
            Cell::text(&entry.application),
            Cell::text(&entry.port),
            Cell::text(&entry.client_ip),
            Cell::text(&entry.server_ip),
            Cell::text(&entry.fqdn),
            country_of(direction.outside(entry)),
            Cell::number(entry.bytes),
            Cell::number(entry.sessions),
            Cell::text(&entry.policy_action),
        ];
        for (cell, said) in row.iter_mut().skip(5).zip(said) {
            *cell = said;
        }
        row[17] = Cell::moment(entry.last_seen_at);
        row
    };
    pod.entries.iter().map(row).collect()
}

/// The first columns: who it is that speaks with the outside.
fn who(direction: Direction, pod: &ExposedEndpoint, domain: &str) -> [Cell; 5] {
    let name = if pod.pod_name.is_empty() { &pod.display_name } else { &pod.pod_name };
    [
        Cell::text(direction.word()),
        Cell::text(&pod.service),
        Cell::text(domain),
        Cell::text(name),
        pod.policy_mode.map_or(Cell::Nothing, |mode| Cell::text(mode.as_str())),
    ]
}

/// A service is called after its namespace; a namespace has no dot in its name.
fn namespace_of(service: &str) -> &str {
    service.rsplit_once('.').map_or("", |(_, domain)| domain)
}

/// The code alone: the country's name would hang on who fetches the file.
fn country_of(address: &str) -> Cell {
    country::of(address).map_or(Cell::Nothing, |(code, _)| Cell::text(code))
}

fn rule(id: u32) -> Cell {
    if id == 0 { Cell::Nothing } else { Cell::number(id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> ScoreShown {
        serde_json::from_str(
            r#"{"ingress":[
                 {"id":"p2","pod_name":"web-2","service":"web.shop","policy_mode":"Monitor","entries":null},
                 {"id":"p1","pod_name":"web-1","service":"web.shop","policy_mode":"Monitor","entries":[
                   {"application":"HTTP","bytes":10,"sessions":4,"client_ip":"8.8.8.8","server_ip":"10.0.0.1","policy_action":"allow","last_seen_at":1795380350},
                   {"port":"tcp/22","bytes":1,"sessions":9,"client_ip":"203.0.113.6","server_ip":"10.0.0.1","policy_action":"violate"}]}],
                "egress":[{"id":"p1","pod_name":"web-1","service":"web.shop","policy_mode":"","entries":[
                   {"application":"SSL","client_ip":"10.0.0.1","server_ip":"8.8.8.8","fqdn":"=evil()","policy_action":"deny"}]}]}"#,
        )
        .expect("decodes")
    }

    fn written(row: &Row) -> Vec<String> {
        row.iter().map(|cell| cell.written().into_owned()).collect()
    }

    #[test]
    fn pairs_stand_in_an_order_that_does_not_hang_on_the_answers() {
        let shown = shown();
        let names: Vec<_> = pairs(&shown)
            .into_iter()
            .map(|(direction, place)| (direction.word(), &*direction.of(&shown)[place].pod_name))
            .collect();
        assert_eq!(names, [("ingress", "web-1"), ("ingress", "web-2"), ("egress", "web-1")]);
    }

    #[test]
    fn a_row_says_all_that_the_conversation_does() {
        let end = |id: &str, domain: &str| {
            format!(r#"{{"id":"{id}","kind":"x","state":"monitor","domain":"{domain}"}}"#)
        };
        let body = format!(
            r#"{{"from":{},"to":{},"entries":[{{"application":"HTTP","port":"tcp/80","bytes":7,"sessions":2,
                "client_ip":"8.8.8.8","server_ip":"10.0.0.1","policy_action":"violate","policy_id":10007,"threat_name":"SQL.Injection",
                "severity":"High","last_seen_at":"2026-11-22T20:45:50.123Z"}},{{"policy_id":0,"last_seen_at":"0001-01-01T00:00:00Z"}}]}}"#,
            end("external", ""),
            end("p1", "shop-of-its-own")
        );
        let said: ConversationDetail = serde_json::from_str(&body).expect("decodes");
        let shown = shown();
        let rows = rows(Direction::Ingress, &shown.ingress[1], &said);
        assert_eq!(
            written(&rows[0]),
            [
                "ingress",
                "web.shop",
                "shop-of-its-own",
                "web-1",
                "Monitor",
                "HTTP",
                "tcp/80",
                "8.8.8.8",
                "10.0.0.1",
                "",
                "US",
                "7",
                "2",
                "violate",
                "10007",
                "SQL.Injection",
                "High",
                "2026-11-22T20:45:50Z",
                ""
            ]
        );
        assert_eq!(
            written(&rows[1])[11..],
            ["0", "0", "", "", "", "", "", ""],
            "no rule is no number, no time is no date"
        );
    }

    #[test]
    fn where_the_conversation_cannot_be_had_the_row_says_what_is_known_and_why_there_is_no_more() {
        let shown = shown();
        let rows = rows_without(Direction::Ingress, &shown.ingress[1], "no answer");
        assert_eq!(rows.len(), 2);
        assert_eq!(
            written(&rows[0]),
            [
                "ingress",
                "web.shop",
                "shop",
                "web-1",
                "Monitor",
                "HTTP",
                "",
                "8.8.8.8",
                "10.0.0.1",
                "",
                "US",
                "10",
                "4",
                "allow",
                "",
                "",
                "",
                "2026-11-22T20:45:50Z",
                "no answer"
            ]
        );
        let alone = rows_without(Direction::Ingress, &shown.ingress[0], "no answer");
        assert_eq!(
            (alone.len(), &*alone[0][3].written(), &*alone[0][18].written()),
            (1, "web-2", "no answer")
        );
        let egress = rows_without(Direction::Egress, &shown.egress[0], "=1+1");
        assert_eq!(
            (&*egress[0][9].written(), &*egress[0][10].written(), &*egress[0][18].written()),
            ("'=evil()", "US", "'=1+1")
        );
    }
}
