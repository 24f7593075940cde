//! The pure parts of an edge, case by case.

use controller_api::{
    access::{Access, Grant, Permission},
    conversation::{ConversationEnd, ConversationShown},
    group::CfgType,
    policy_rule::PolicyRule,
};
use kit::url::Params;
use network_map::model::{
    Action as Policy, Builder, EdgeInput, Graph, Key, Kind, NodeInput, Severity, Status,
};

use super::{
    entry::{Action, Address, EntriesAsked, Entry, SortKey},
    gather, links, order,
    proposal::{draft, group_of, namespace_by_name, propose, same_connections},
    rule::{Closed, Review, Said, Verdict, Way},
};

fn said(application: &str, port: &str) -> Said {
    Said { application: application.to_owned(), port: port.to_owned() }
}

fn end(kind: &str, group: &str) -> ConversationEnd {
    let end = format!(r#"{{"id":"x","kind":"{kind}","state":"connected","service_group":"{group}"}}"#);
    let shown = format!(r#"{{"conversation":{{"from":{end},"to":{end}}}}}"#);
    serde_json::from_str::<ConversationShown>(&shown).expect("an end").conversation.from
}

#[test]
fn an_end_is_named_by_its_group_where_rules_can_name_it() {
    for (kind, group, expected) in [
        ("container", "nv.web.shop", Some("nv.web.shop")),
        ("external", "external", Some("external")),
        ("external", "", Some("external")),
        ("node_ip", "", Some("nodes")),
        ("ip_service", "nv.ip.web.shop", Some("nv.ip.web.shop")),
        ("workload_ip", "", None),
        ("address", "", None),
    ] {
        assert_eq!(group_of(&end(kind, group)), expected, "{kind} {group}");
    }
}

#[test]
fn a_rule_is_proposed_of_the_application_else_of_the_port() {
    for (entry, applications, ports) in [
        (said("SSH", "tcp/22"), "SSH", "any"),
        (said("", "tcp/4444"), "any", "tcp/4444"),
        (said("", ""), "any", "any"),
    ] {
        let rule = propose("external", "nv.web.shop", &entry);
        assert_eq!((rule.id, rule.from.as_str(), rule.to.as_str()), (0, "external", "nv.web.shop"));
        assert_eq!(
            (rule.applications.as_slice(), rule.ports.as_str()),
            (&[applications.to_owned()][..], ports)
        );
        let draft = draft(&rule, Verdict::Deny);
        assert_eq!((draft.id, draft.action.as_str(), draft.disable), (0, "deny", false));
        assert_eq!(draft.cfg_type, Some(CfgType::UserCreated));
    }
}

#[test]
fn rules_of_the_same_connections_are_known_whatever_they_do() {
    let one = propose("a", "b", &said("SSH", "tcp/22"));
    let with = |change: fn(&mut PolicyRule)| {
        let mut other = PolicyRule { id: 7, action: "deny".to_owned(), ..one.clone() };
        change(&mut other);
        same_connections(&one, &other)
    };
    assert!(with(|_| {}));
    assert!(with(|rule| rule.ports = String::new()), "no port is any port");
    assert!(!with(|rule| rule.ports = "tcp/22".to_owned()));
    assert!(!with(|rule| rule.applications = vec!["any".to_owned()]));
    assert!(!with(|rule| rule.to = "c".to_owned()));
}

#[test]
fn a_groups_name_says_its_namespace_where_it_can() {
    for (name, expected) in [
        ("external", Some("")),
        ("nodes", Some("")),
        ("nv.web.shop", Some("shop")),
        ("nv.ip.web.shop", Some("shop")),
        ("web-tier", None),
        ("fed.corp", None),
    ] {
        assert_eq!(namespace_by_name(name), expected, "{name}");
    }
}

fn may(namespaces: &[&str]) -> Access {
    let grant = || vec![Grant { id: Permission::RuntimePolicy, read: true, write: true }];
    match namespaces {
        [""] => Access { global: grant(), ..Access::default() },
        names => Access {
            domains: names.iter().map(|name| ((*name).to_owned(), grant())).collect(),
            ..Access::default()
        },
    }
}

fn review(id: u32, from: CfgType, namespaces: [Option<&str>; 2]) -> Review {
    let rule = PolicyRule {
        id,
        cfg_type: from,
        action: "allow".to_owned(),
        ..propose("a", "b", &said("SSH", "tcp/22"))
    };
    Review { rule, namespaces: namespaces.map(|name| name.map(str::to_owned)), already: false }
}

#[test]
fn a_rule_is_changed_by_those_who_may_write_at_both_ends() {
    use CfgType::{Federal, Ground, Learned, System, UserCreated};
    let (all, shop, both) = (may(&[""]), may(&["shop"]), may(&["shop", "bank"]));
    let (inside, across) = ([Some("shop"), Some("shop")], [Some("shop"), Some("bank")]);
    for (access, id, from, namespaces, expected) in [
        (&all, 101, UserCreated, across, Ok(Way::Change)),
        (&all, 10_002, Learned, across, Ok(Way::Copy)),
        (&all, 0, UserCreated, [Some(""), Some("shop")], Ok(Way::Insert)),
        (&all, 100_001, Federal, across, Err(Closed::Elsewhere)),
        (&all, 110_001, Ground, across, Err(Closed::Elsewhere)),
        (&all, 7, System, across, Err(Closed::Fixed)),
        (&all, 7, CfgType::Other("dreamt".to_owned()), across, Err(Closed::Fixed)),
        (&shop, 101, UserCreated, inside, Ok(Way::Change)),
        (&shop, 101, UserCreated, across, Err(Closed::Permission)),
        (&both, 0, UserCreated, across, Ok(Way::Insert)),
        // What has no namespace is for those who may write everywhere, and so is what one may not even see.
        (&shop, 0, UserCreated, [Some(""), Some("shop")], Err(Closed::Permission)),
        (&shop, 101, UserCreated, [Some("shop"), None], Err(Closed::Permission)),
        (&all, 101, UserCreated, [Some("shop"), None], Ok(Way::Change)),
    ] {
        let review = review(id, from.clone(), namespaces);
        let asked = review.may_deploy(access).map(|()| review.way());
        assert_eq!(asked, expected, "{id} {from:?} {namespaces:?}");
    }
    let proposed = review(0, UserCreated, inside);
    assert_eq!((proposed.verdict(), review(5, UserCreated, inside).verdict()), (None, Some(Verdict::Allow)));
}

#[test]
fn what_was_said_reads_back_from_its_word() {
    for said in [said("SSH", "tcp/22"), said("", "udp/53"), said("HTTP", "")] {
        assert_eq!(Said::of_word(&said.word()), Some(said));
    }
    assert_eq!((Said::of_word(""), Said::of_word("~"), Said::of_word("SSH")), (None, None, None));
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
