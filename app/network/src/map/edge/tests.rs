//! The pure parts of an edge, case by case.

use kit::url::Params;
use network_map::model::{
    Action as Policy, Builder, EdgeInput, Graph, Key, Kind, NodeInput, Severity, Status,
};
use review::rule::Said;

use super::{
    entry::{Action, Address, EntriesAsked, Entry, SortKey},
    gather, links, order,
};

fn said(application: &str, port: &str) -> Said {
    Said { application: application.to_owned(), port: port.to_owned() }
}

/// Two namespaces; in each a group of two pods; the outside beside them.
fn graph() -> Graph {
    let mut builder = Builder::new();
    builder.node(&NodeInput::new(Kind::External, "external", "External Network"));
    for (id, namespace, group) in [
        ("w1", "shop", "nv.web.shop"),
        ("w2", "shop", "nv.web.shop"),
        ("d1", "bank", "nv.db.bank"),
        ("d2", "bank", "nv.db.bank"),
    ] {
        builder.node(&NodeInput { namespace, group, ..NodeInput::new(Kind::Pod, id, id) });
    }
    for (from, to, action, severity, bytes) in [
        ("w1", "d1", Policy::Allow, Severity::None, 900),
        ("w1", "d2", Policy::Deny, Severity::None, 5),
        ("w2", "d1", Policy::Allow, Severity::Critical, 1),
        ("w2", "d2", Policy::Deny, Severity::None, 7),
        ("d1", "w1", Policy::Allow, Severity::None, 3),
        ("w1", "w2", Policy::Allow, Severity::None, 11),
        ("external", "w1", Policy::Violate, Severity::None, 13),
    ] {
        let applications = &["MySQL"];
        builder.edge(&EdgeInput {
            action,
            severity,
            bytes,
            sessions: 1,
            applications,
            ..EdgeInput::new(from, to)
        });
    }
    builder.finish(0)
}

fn edge(graph: &Graph, from: (Kind, &str), to: (Kind, &str)) -> super::api::Edge {
    let at = |(kind, id)| graph.find(Key::of(kind, id)).expect("it is there");
    gather::edge(graph, at(from), at(to))
}

#[test]
fn an_edge_of_groups_is_its_pairs_the_worst_first() {
    use Kind::{External, Group, Namespace, Pod};
    let graph = graph();
    for (from, to, expected) in [
        ((Group, "nv.web.shop"), (Group, "nv.db.bank"), "w2 d1, w2 d2, w1 d2, w1 d1"),
        ((Namespace, "shop"), (Namespace, "bank"), "w2 d1, w2 d2, w1 d2, w1 d1"),
        ((Namespace, "bank"), (Namespace, "shop"), "d1 w1"),
        ((Namespace, "shop"), (Namespace, "shop"), "w1 w2"),
        ((Pod, "w1"), (Group, "nv.db.bank"), "w1 d2, w1 d1"),
        ((External, "external"), (Namespace, "shop"), "External Network w1"),
        ((Namespace, "bank"), (External, "external"), ""),
    ] {
        let edge = edge(&graph, from, to);
        let pairs = edge.pairs.expect("one end holds others");
        let names: Vec<_> =
            pairs.rows.iter().map(|pair| format!("{} {}", pair.from.name, pair.to.name)).collect();
        assert_eq!(names.join(", "), expected, "{from:?} {to:?}");
        assert_eq!(pairs.all, names.len() as u64);
        assert_eq!(edge.sum.is_none(), expected.is_empty());
    }
    let all = edge(&graph, (Namespace, "shop"), (Group, "nv.db.bank")).sum.expect("something was said");
    assert_eq!(
        (all.status, all.severity, all.bytes, all.sessions),
        (Status::Threat, Severity::Critical, 913, 4)
    );
    assert_eq!(all.applications, ["MySQL"]);
}

#[test]
fn an_edge_of_two_pods_stands_for_itself() {
    let graph = graph();
    let said = edge(&graph, (Kind::Pod, "w1"), (Kind::Pod, "d2"));
    assert!(said.pairs.is_none());
    let sum = said.sum.expect("something was said");
    assert_eq!((sum.status, sum.bytes), (Status::Blocked, 5));
    assert_eq!((said.from.namespace.as_str(), said.to.namespace.as_str()), ("shop", "bank"));
    assert_eq!(
        said.to.holders,
        [Key::of(Kind::Group, "nv.db.bank"), Key::of(Kind::Namespace, "bank")],
        "what must be open for it to be seen"
    );
    assert!(edge(&graph, (Kind::Pod, "d2"), (Kind::Pod, "w1")).sum.is_none());
}

#[test]
fn no_more_pairs_are_listed_than_one_reads() {
    let mut builder = Builder::new();
    builder.node(&NodeInput::new(Kind::External, "external", "External Network"));
    let ids: Vec<String> = (0..300).map(|at| format!("p{at}")).collect();
    for id in &ids {
        let (namespace, group) = ("shop", "nv.web.shop");
        builder.node(&NodeInput { namespace, group, ..NodeInput::new(Kind::Pod, id, id) });
    }
    for (at, id) in (1..).zip(&ids) {
        builder.edge(&EdgeInput { bytes: at, ..EdgeInput::new("external", id) });
    }
    let graph = builder.finish(0);
    let pairs = edge(&graph, (Kind::External, "external"), (Kind::Namespace, "shop")).pairs.expect("pairs");
    assert_eq!((pairs.rows.len(), pairs.all), (200, 300));
    assert_eq!((pairs.rows[0].bytes, pairs.rows[199].bytes), (300, 101));
}

#[test]
fn a_pair_is_reached_with_what_holds_it_open() {
    let graph = graph();
    let said = edge(&graph, (Kind::Pod, "w1"), (Kind::Pod, "w2"));
    let (group, namespace) = (Key::of(Kind::Group, "nv.web.shop"), Key::of(Kind::Namespace, "shop"));
    let here = Params::default()
        .with("ns", "shop")
        .and("shut", &group.to_string())
        .and("open", &namespace.to_string())
        .with("rule", "7")
        .with("sel", "000000000000");
    let expected =
        format!("/network?ns=shop&open={namespace}&sel={}~{}&open={group}", said.from.key, said.to.key);
    assert_eq!(links::pair(&here, &said.from, &said.to), expected);
}

fn entry(application: &str, port: &str, server: &str, bytes: u64, action: Action) -> Entry {
    Entry {
        said: said(application, port),
        client: Address { ip: "10.42.0.7".to_owned(), ..Address::default() },
        server: Address { ip: server.to_owned(), ..Address::default() },
        forwarded: false,
        bytes,
        sessions: 1,
        rule: 0,
        action,
        threat: String::new(),
        severity: Severity::None,
        last_seen: None,
    }
}

#[test]
fn an_entry_is_as_bad_as_its_edge_says() {
    // Words of the controller's log stand there at times.
    for word in ["", "High", "Error", "Notice", "Emergency", "never heard of"] {
        let said = controller_api::conversation::ConversationDetailEntry {
            severity: word.to_owned(),
            ..Default::default()
        };
        assert_eq!(super::read::entry(&said).severity, crate::map::read::severity(word), "{word}");
    }
    let info = |word: &str| crate::map::read::severity(word);
    assert_eq!((info("error"), info("never heard of")), (Severity::High, Severity::Medium));
}

#[test]
fn entries_are_sorted_as_numbers_and_found_by_words() {
    let all = || {
        let mut worst = entry("HTTP", "tcp/80", "10.42.0.100", 1, Action::Allow);
        (worst.severity, worst.threat) = (Severity::High, "SQL Injection".to_owned());
        vec![
            entry("SSL", "tcp/443", "10.42.0.9", 50, Action::Allow),
            worst,
            entry("", "tcp/22", "8.8.8.8", 7, Action::Deny),
            entry("SSH", "tcp/8022", "10.42.0.10", 9, Action::Violate),
        ]
    };
    let ports = |q: &str, sort, turned| {
        let asked = EntriesAsked { q: q.to_owned(), sort, turned };
        let chosen = order::choose(all(), &asked);
        assert_eq!((chosen.all, chosen.matching as usize), (4, chosen.rows.len()));
        chosen.rows.iter().map(|entry| entry.said.port.clone()).collect::<Vec<_>>().join(" ")
    };
    for (sort, turned, expected) in [
        (SortKey::Worst, false, "tcp/80 tcp/22 tcp/8022 tcp/443"),
        (SortKey::Worst, true, "tcp/443 tcp/8022 tcp/22 tcp/80"),
        (SortKey::Port, false, "tcp/22 tcp/80 tcp/443 tcp/8022"),
        (SortKey::Server, false, "tcp/22 tcp/443 tcp/8022 tcp/80"),
        (SortKey::Bytes, false, "tcp/443 tcp/8022 tcp/22 tcp/80"),
        (SortKey::Bytes, true, "tcp/80 tcp/22 tcp/8022 tcp/443"),
        (SortKey::Application, false, "tcp/22 tcp/80 tcp/8022 tcp/443"),
    ] {
        assert_eq!(ports("", sort, turned), expected, "{sort:?} {turned}");
    }
    for (q, expected) in
        [("sql", "tcp/80"), ("SSH tcp", "tcp/8022"), ("8.8", "tcp/22"), ("no such thing", "")]
    {
        assert_eq!(ports(q, SortKey::Worst, false), expected, "{q}");
    }
}

#[test]
fn an_order_is_turned_by_the_second_click() {
    let here = Params::default().with("sel", "x");
    let asked = EntriesAsked::of(&here);
    assert_eq!(links::sorted(&here, &asked, SortKey::Bytes), "/network?sel=x&entry-sort=bytes");
    let by_bytes = here.with("entry-sort", "bytes");
    let turned = links::sorted(&by_bytes, &EntriesAsked::of(&by_bytes), SortKey::Bytes);
    assert_eq!(turned, "/network?sel=x&entry-sort=bytes&entry-turned=1");
    assert_eq!(links::sorted(&here, &asked, SortKey::Worst), "/network?sel=x&entry-turned=1");
    assert_eq!(EntriesAsked::of(&here.with("entry-sort", "dreams")).sort, SortKey::Worst);
}
