//! The filter language and filters: reads back what it writes, says where it is wrong, and shows what is asked for.

use network_map::{
    Rng,
    filter::{Expected, Expression, Field, Filter, Mark, Operator, Side, Term, Value, Vocabulary, complete},
    find::find,
    level::Summary,
    model::{
        Action, Builder, EdgeInput, Graph, Kind, Mode, NodeInput, NodeMarks, Port, Protocol, Severity, Status,
    },
    sample::Sample,
};

#[test]
fn expressions_are_written_in_one_way() {
    let cases = [
        ("front", "name:front"),
        ("\"and\"", "name:\"and\""),
        ("NS:payments", "ns:payments"),
        ("ns:a app:b", "ns:a and app:b"),
        ("ns:a AND app:b Or not status:allowed", "ns:a and app:b or not status:allowed"),
        ("a (b or c)", "name:a and (name:b or name:c)"),
        ("((a))", "name:a"),
        ("(a and b) and c", "name:a and name:b and name:c"),
        ("a or (b or c)", "name:a or name:b or name:c"),
        ("a or (b and c)", "name:a or name:b and name:c"),
        ("not not a", "not not name:a"),
        ("not (a b)", "not (name:a and name:b)"),
        ("bytes>1m", "bytes>1m"),
        ("bytes >= 1500", "bytes>=1500"),
        ("bytes<2.5k", "bytes<2500"),
        ("seen<90m", "seen<90m"),
        ("port:443 or port:TCP/80 or port=icmp", "port:443 or port:tcp/80 or port=icmp"),
        ("from.ns:a to.kind!=external", "from.ns:a and to.kind!=external"),
        ("name:\"a b\" group:\"x:y\"", "name:\"a b\" and group:\"x:y\""),
        ("cve>=high is:quarantined", "cve>=high and is:quarantined"),
        ("имя", "name:имя"),
    ];
    for (text, expected) in cases {
        let read: Expression = text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
        assert_eq!(read.to_string(), expected, "{text}");
        assert_eq!(expected.parse::<Expression>(), Ok(read), "{text}");
    }
}

#[test]
fn errors_say_where_and_what_was_expected() {
    let cases = [
        ("", 1, Expected::Term, ""),
        ("   ", 4, Expected::Term, ""),
        ("ns:", 4, Expected::Value(Field::Namespace), ""),
        ("ns:(", 4, Expected::Value(Field::Namespace), "("),
        ("a and", 6, Expected::Term, ""),
        ("a or or b", 6, Expected::Term, "or"),
        ("(a or b", 8, Expected::ClosingParenthesis, ""),
        ("a)", 2, Expected::End, ")"),
        ("()", 2, Expected::Term, ")"),
        ("nsx:a", 1, Expected::Field, "nsx"),
        ("a nsx:a", 3, Expected::Field, "nsx"),
        ("\"ns\":a", 1, Expected::Field, "\"ns\""),
        ("from.app:http", 1, Expected::NodeField, "from.app"),
        ("status:fine", 8, Expected::Value(Field::Status), "fine"),
        ("ns>a", 3, Expected::Operator(Field::Namespace), ">"),
        ("bytes>many", 7, Expected::Value(Field::Bytes), "many"),
        ("port:tcp/99999", 6, Expected::Value(Field::Port), "tcp/99999"),
        ("name:\"open", 11, Expected::ClosingQuote, ""),
        ("ns!a", 4, Expected::EqualSign, "a"),
        ("имя !", 6, Expected::EqualSign, ""),
        (":a", 1, Expected::Term, ":"),
    ];
    for (text, column, expected, found) in cases {
        let wrong = text.parse::<Expression>().expect_err(text);
        assert_eq!((wrong.column, wrong.expected, wrong.found.as_str()), (column, expected, found), "{text}");
        assert!(wrong.to_string().starts_with(&format!("column {column}: expected ")), "{wrong}");
    }
    let deep = "(".repeat(10_000);
    assert_eq!(deep.parse::<Expression>().expect_err("too deep").expected, Expected::LessDepth);
    let wrong = "kind:thing".parse::<Expression>().expect_err("no such kind");
    assert!(wrong.to_string().contains("namespace, group, pod"), "{wrong}");
}

/// An expression drawn by lot.
fn draw(rng: &mut Rng, depth: usize) -> Expression {
    match rng.below(if depth == 0 { 1 } else { 6 }) {
        1 | 2 => Expression::all((0..2 + rng.below(3)).map(|_| draw(rng, depth - 1)).collect())
            .expect("some parts"),
        3 | 4 => Expression::any((0..2 + rng.below(3)).map(|_| draw(rng, depth - 1)).collect())
            .expect("some parts"),
        5 => Expression::Not(Box::new(draw(rng, depth - 1))),
        _ => Expression::Term(draw_term(rng)),
    }
}

fn draw_term(rng: &mut Rng) -> Term {
    fn one<T: Copy>(rng: &mut Rng, list: &[T]) -> T {
        list[rng.below(list.len())]
    }
    let field = one(rng, Field::ALL);
    let operators: Vec<Operator> = field.operators().collect();
    let value = match field {
        Field::Kind => Value::Kind(one(rng, Kind::ALL)),
        Field::Mode => Value::Mode(one(rng, Mode::ALL)),
        Field::Cve | Field::Severity => Value::Severity(one(rng, Severity::ALL)),
        Field::Is => Value::Mark(one(rng, Mark::ALL)),
        Field::Protocol => Value::Protocol(one(rng, Protocol::ALL)),
        Field::Status => Value::Status(one(rng, Status::ALL)),
        Field::Action => Value::Action(one(rng, Action::ALL)),
        Field::Port if rng.below(2) == 0 => Value::AnyPort(rng.number() as u16),
        Field::Port => Value::Port(Port { protocol: one(rng, Protocol::ALL), number: rng.number() as u16 }),
        Field::Bytes | Field::Sessions => Value::Number(rng.number() >> rng.below(64)),
        Field::Seen => Value::Duration(rng.below(1_000_000) as u64),
        _ => {
            let letters: Vec<char> = "ab*-. ()\":=!<>\\яNOTand".chars().collect();
            Value::Text((0..rng.below(8)).map(|_| one(rng, &letters)).collect())
        }
    };
    let side = if field.is_of_nodes() { one(rng, Side::ALL) } else { Side::Either };
    Term { side, field, operator: one(rng, &operators), value }
}

#[test]
fn every_expression_reads_back_to_itself() {
    let mut rng = Rng::new(17);
    for _ in 0..3000 {
        let expression = draw(&mut rng, 3);
        let text = expression.to_string();
        assert_eq!(text.parse::<Expression>().as_ref(), Ok(&expression), "{text}");
        let json = serde_json::to_string(&expression).expect("JSON");
        assert_eq!(serde_json::from_str::<Expression>(&json).expect("its own JSON"), expression);
    }
}

#[test]
fn whatever_is_typed_is_read_or_refused_in_its_bounds() {
    let mut rng = Rng::new(23);
    let pieces = [
        "ns", ":", "\"", "(", ")", "and", "or", "not", " ", "!", "=", ">", "я", "*", "\\", "from.", "1m",
        "bytes",
    ];
    for _ in 0..5000 {
        let text: String = (0..rng.below(9)).map(|_| pieces[rng.below(pieces.len())]).collect();
        let count = text.chars().count();
        if let Err(wrong) = text.parse::<Expression>() {
            assert!((1..=count + 1).contains(&wrong.column), "{text:?} {wrong}");
        }
        for cursor in 0..=count {
            let completion = complete(&text, cursor, &Vocabulary::default(), 5);
            assert!(
                completion.start <= cursor && cursor <= completion.end && completion.end <= count,
                "{text:?}"
            );
        }
    }
}

fn shop() -> Graph {
    let mut builder = Builder::new();
    let pod = |id, namespace, group| NodeInput { namespace, group, ..NodeInput::new(Kind::Pod, id, id) };
    let nodes = [
        NodeInput::new(Kind::External, "external", "External"),
        NodeInput { mode: Mode::Protect, host: "node-1", ..pod("front", "shop", "nv.front.shop") },
        NodeInput { cve: Severity::Critical, ..pod("cart", "shop", "nv.cart.shop") },
        NodeInput { marks: NodeMarks::QUARANTINED, ..pod("pay", "payments", "nv.pay.payments") },
        NodeInput { marks: NodeMarks::SYSTEM, ..pod("dns", "kube-system", "nv.dns.kube-system") },
        pod("idle", "batch", "nv.idle.batch"),
        NodeInput::new(Kind::Unmanaged, "old", "old-server"),
    ];
    let edges = [
        EdgeInput {
            applications: &["HTTP"],
            protocols: &["tcp"],
            bytes: 500,
            sessions: 5,
            last_seen: 900,
            ..EdgeInput::new("external", "front")
        },
        EdgeInput {
            applications: &["GRPC"],
            bytes: 2_000_000,
            sessions: 50,
            last_seen: 990,
            ..EdgeInput::new("front", "cart")
        },
        EdgeInput {
            applications: &["SSL"],
            action: Action::Violate,
            bytes: 70,
            ..EdgeInput::new("cart", "pay")
        },
        EdgeInput { ports: &["tcp/443"], action: Action::Deny, ..EdgeInput::new("front", "pay") },
        EdgeInput { applications: &["DNS"], protocols: &["udp"], ..EdgeInput::new("front", "dns") },
        EdgeInput { ports: &["tcp/22"], severity: Severity::High, ..EdgeInput::new("old", "cart") },
    ];
    nodes.iter().for_each(|node| builder.node(node));
    edges.iter().for_each(|edge| builder.edge(edge));
    builder.finish(1000)
}

/// The edges and then the nodes without edges that a filter leaves, by names.
fn shown(filter: &Filter) -> String {
    let graph = filter.apply(&shop());
    let mut words: Vec<String> =
        graph.edges.iter().map(|edge| format!("{}-{}", graph.name(edge.from), graph.name(edge.to))).collect();
    let linked = |at| graph.edges.iter().any(|edge| edge.from == at || edge.to == at);
    words.extend(graph.discs().filter(|at| !linked(*at)).map(|at| graph.name(at).to_owned()));
    words.sort();
    words.join(" ")
}

#[test]
fn expressions_show_what_they_ask_for() {
    let cases = [
        ("ns:payments", "cart-pay front-pay"),
        ("ns:shop", "External-front cart-pay front-cart front-dns front-pay old-server-cart"),
        ("ns:pay*", "cart-pay front-pay"),
        ("from.ns:shop to.ns:shop", "front-cart"),
        ("group:front.shop", "External-front front-cart front-dns front-pay"),
        ("name:ro", "External-front front-cart front-dns front-pay"),
        ("name=ro", ""),
        ("idle", "idle"),
        ("not ns:shop", "External dns idle old-server pay"),
        ("app:ssl or port:tcp/443", "cart-pay front-pay"),
        ("port:22", "old-server-cart"),
        ("proto:udp", "front-dns"),
        ("bytes>1m", "front-cart"),
        ("sessions>=5 bytes<1k", "External-front"),
        ("seen<=10s", "front-cart"),
        ("status:blocked", "front-pay"),
        ("status!=blocked is:trouble", "cart-pay old-server-cart"),
        ("severity>=medium", "old-server-cart"),
        ("cve>=high", "cart-pay front-cart old-server-cart"),
        ("is:quarantined", "cart-pay front-pay"),
        ("mode:protect", "External-front front-cart front-dns front-pay"),
        ("node:node-1", "External-front front-cart front-dns front-pay"),
        ("kind:unmanaged", "old-server-cart"),
        ("from.kind:external", "External-front"),
        ("ns:payments and not status:blocked", "cart-pay"),
    ];
    for (text, expected) in cases {
        let expression = Some(text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong}")));
        let filter = Filter { expression, ..Filter::everything() };
        let found = shown(&filter);
        // Neighbours that are left without edges are shown as what they are: nodes that match by themselves.
        assert_eq!(
            found,
            expected.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
            "{text}"
        );
    }
}

#[test]
fn chips_ask_for_what_expressions_ask_for() {
    let base = Filter::everything;
    let cases = [
        (Filter { namespaces: vec!["payments".into(), "batch".into()], ..base() }, "ns:payments or ns:batch"),
        (Filter { groups: vec!["nv.cart.shop".into()], ..base() }, "group:nv.cart.shop"),
        (Filter { modes: vec![Mode::Protect], ..base() }, "mode:protect"),
        (Filter { applications: vec!["SSL".into()], ..base() }, "app:ssl"),
        (Filter { ports: vec!["tcp/443".parse().expect("a port")], ..base() }, "port:tcp/443"),
        (Filter { protocols: vec![Protocol::Udp], ..base() }, "proto:udp"),
        (
            Filter { statuses: vec![Status::Blocked, Status::Threat], ..base() },
            "status:blocked or status:threat",
        ),
        (Filter { severity: Some(Severity::Low), ..base() }, "severity>=low"),
        (Filter { cve: Some(Severity::High), ..base() }, "cve>=high"),
        (Filter { trouble: true, ..base() }, "is:trouble"),
        (Filter { name: "ca".into(), trouble: true, ..base() }, "name:ca and is:trouble"),
    ];
    for (filter, text) in cases {
        let expression = Some(text.parse().expect(text));
        assert_eq!(shown(&filter), shown(&Filter { expression, ..base() }), "{text}");
        let json = serde_json::to_string(&filter).expect("JSON");
        assert_eq!(serde_json::from_str::<Filter>(&json).expect("its own JSON"), filter);
    }
}

#[test]
fn the_system_and_what_is_hidden_are_not_shown() {
    let graph = shop();
    let key = |name: &str| graph.nodes.iter().find(|node| graph.text(node.name) == name).expect(name).key;
    assert_eq!(
        shown(&Filter::default()),
        "External-front cart-pay front-cart front-pay idle old-server-cart"
    );
    let mut filter = Filter { system: true, ..Filter::default() };
    assert_eq!(shown(&filter), "External-front cart-pay dns front-cart front-pay idle old-server-cart");
    filter.hidden.nodes.insert(key("shop"));
    assert_eq!(shown(&filter), "External dns idle old-server pay");
    let mut filter = Filter::everything();
    filter.hidden.unmanaged = true;
    filter.hidden.incoming.insert(key("nv.pay.payments"));
    filter.hidden.outgoing.insert(key("External"));
    assert_eq!(shown(&filter), "External front-cart front-dns idle pay");
    assert_eq!(Filter::everything().apply(&graph), graph);
}

#[test]
fn a_filter_leaves_nothing_that_was_not_there() {
    let graph = Sample::of(500).graph();
    let whole = Summary::of(&graph);
    for text in ["app:http", "is:trouble", "ns:team-3", "bytes>1m or cve:critical", "not app:ssl"] {
        let filter = Filter { expression: Some(text.parse().expect(text)), ..Filter::everything() };
        let left = filter.apply(&graph);
        let sum = Summary::of(&left);
        assert!(sum.discs > 0 && sum.discs <= whole.discs && sum.edges < whole.edges, "{text}");
        let all = left.nodes.iter().filter(|node| graph.find(node.key).is_none()).count();
        assert_eq!(all, 0, "{text}");
    }
}

#[test]
fn completion_offers_what_fits_the_place() {
    let vocabulary = Vocabulary::of(&shop());
    type Case<'a> = (&'a str, usize, (usize, usize), &'a [&'a str]);
    let cases: [Case<'_>; 12] = [
        ("", 0, (0, 0), &["not", "name:", "ns:"]),
        ("n", 1, (0, 1), &["not", "name:", "ns:"]),
        ("ns:pa", 5, (3, 5), &["payments"]),
        ("ns:", 3, (3, 3), &["batch", "kube-system", "payments"]),
        ("from.n", 6, (0, 6), &["from.name:", "from.ns:", "from.node:"]),
        ("ns:shop ", 8, (8, 8), &["and", "or", "not"]),
        ("ns:shop a", 9, (8, 9), &["and", "app:"]),
        ("ns:shop and st", 14, (12, 14), &["status:"]),
        ("status:b", 8, (7, 8), &["blocked"]),
        ("port:", 5, (5, 5), &["tcp/22", "tcp/443"]),
        ("app:s or ns:x", 5, (4, 5), &["SSL", "DNS"]),
        ("nsx:pa", 6, (4, 6), &[]),
    ];
    for (text, cursor, range, expected) in cases {
        let completion = complete(text, cursor, &vocabulary, 50);
        let candidates: Vec<&str> =
            completion.candidates.iter().map(|candidate| candidate.text.as_str()).collect();
        assert_eq!((completion.start, completion.end), range, "{text}");
        assert_eq!(candidates[..candidates.len().min(expected.len())], *expected, "{text}: {candidates:?}");
        assert!(!expected.is_empty() || candidates.is_empty(), "{text}: {candidates:?}");
    }
}

#[test]
fn nodes_are_found_by_their_names_the_best_first() {
    let graph = shop();
    let names = |text| find(&graph, text, 3).into_iter().map(|hit| hit.name).collect::<Vec<_>>();
    assert_eq!(names("PAY"), ["pay", "payments", "nv.pay.payments"]);
    assert!(names("").is_empty() && names("nothing").is_empty());
}

#[test]
fn what_was_blocked_is_found_although_it_is_a_threat_too() {
    let mut builder = Builder::new();
    for id in ["a", "b", "c", "d"] {
        builder.node(&NodeInput::new(Kind::Pod, id, id));
    }
    for (to, action) in [("b", Action::Deny), ("c", Action::Violate), ("d", Action::Allow)] {
        builder.edge(&EdgeInput { action, severity: Severity::Critical, ..EdgeInput::new("a", to) });
    }
    let graph = builder.finish(0);
    assert!(graph.edges.iter().all(|edge| edge.status == Status::Threat));
    for (text, expected) in [("deny", "b"), ("violate", "c"), ("allow", "d")] {
        let expression = format!("action:{text}").parse().expect("it reads");
        let left = Filter { expression: Some(expression), ..Filter::default() }.apply(&graph);
        let to: Vec<&str> = left.edges.iter().map(|edge| left.name(edge.to)).collect();
        assert_eq!(to, [expected]);
    }
}
