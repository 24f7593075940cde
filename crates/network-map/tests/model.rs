//! The builder and the graph: what is said in whatever order becomes the same graph.

use network_map::model::{
    Action, Builder, EdgeInput, EdgeMarks, Graph, Key, Kind, Mode, NodeInput, NodeMarks, Protocols, Severity,
    Status,
};

fn pod<'a>(id: &'a str, namespace: &'a str, group: &'a str, mode: Mode) -> NodeInput<'a> {
    NodeInput { namespace, group, mode, ..NodeInput::new(Kind::Pod, id, id) }
}

fn shop(reversed: bool) -> Graph {
    let mut builder = Builder::new();
    let mut nodes = [
        NodeInput::new(Kind::External, "external", "External"),
        pod("cart-1", "shop", "nv.cart.shop", Mode::Monitor),
        pod("cart-2", "shop", "nv.cart.shop", Mode::Monitor),
        pod("web-1", "shop", "nv.web.shop", Mode::Protect),
        NodeInput {
            namespace: "kube-system",
            marks: NodeMarks::SYSTEM,
            ..pod("dns", "kube-system", "", Mode::Discover)
        },
        NodeInput::new(Kind::Node, "Host:node-1", "node-1"),
    ];
    let mut edges = [
        EdgeInput { bytes: 10, sessions: 1, applications: &["HTTP"], ..EdgeInput::new("external", "web-1") },
        EdgeInput { bytes: 20, sessions: 2, applications: &["GRPC"], ..EdgeInput::new("web-1", "cart-1") },
        EdgeInput {
            action: Action::Deny,
            sessions: 3,
            ports: &["tcp/99", "?"],
            ..EdgeInput::new("web-1", "cart-1")
        },
        EdgeInput { applications: &["DNS"], protocols: &["udp"], ..EdgeInput::new("cart-2", "dns") },
        EdgeInput::new("cart-2", "nobody"),
    ];
    if reversed {
        nodes.reverse();
        edges.reverse();
    }
    nodes.iter().for_each(|node| builder.node(node));
    edges.iter().for_each(|edge| builder.edge(edge));
    assert_eq!(builder.dropped(), 1, "an end that nobody said");
    builder.finish(100)
}

fn by_name<'a>(graph: &'a Graph, name: &str) -> (u32, &'a network_map::model::Node) {
    let found = (0..).zip(&graph.nodes).find(|(_, node)| graph.text(node.name) == name);
    found.unwrap_or_else(|| panic!("{name} is there"))
}

#[test]
fn groups_and_namespaces_come_with_their_members() {
    let graph = shop(false);
    let names: Vec<&str> = graph.nodes.iter().map(|node| graph.text(node.name)).collect();
    let expected = [
        "External",
        "node-1",
        "kube-system",
        "dns",
        "shop",
        "nv.cart.shop",
        "cart-1",
        "cart-2",
        "nv.web.shop",
        "web-1",
    ];
    assert_eq!(names, expected);
    let (at, shop) = by_name(&graph, "shop");
    assert_eq!((shop.members, shop.mode, shop.kind), (3, Mode::Mixed, Kind::Namespace));
    assert!(shop.marks.has(NodeMarks::OPEN) && !shop.marks.has(NodeMarks::SYSTEM));
    let (cart, _) = by_name(&graph, "cart-2");
    assert_eq!((graph.namespace(cart), graph.name(graph.group(cart))), (at, "nv.cart.shop"));
    assert!(by_name(&graph, "kube-system").1.marks.has(NodeMarks::SYSTEM));
    assert_eq!(graph.discs().count(), 6);
}

#[test]
fn conversations_of_one_pair_become_one_edge_with_the_worst_status() {
    let graph = shop(false);
    let (web, _) = by_name(&graph, "web-1");
    let edge = graph.edges.iter().find(|edge| edge.from == web).expect("web-1 talks to cart-1");
    assert_eq!((edge.status, edge.merged, edge.bytes, edge.sessions), (Status::Blocked, 2, 20, 5));
    assert_eq!(graph.applications(edge).collect::<Vec<_>>(), ["GRPC"]);
    assert_eq!(graph.ports(edge).map(|port| port.to_string()).collect::<Vec<_>>(), ["tcp/99"]);
    assert_eq!(edge.protocols, Protocols::TCP);
    let dns = graph.edges.iter().find(|edge| edge.marks.has(EdgeMarks::SYSTEM)).expect("the name service");
    assert_eq!((graph.name(dns.from), dns.status), ("cart-2", Status::Allowed));
}

#[test]
fn the_order_in_which_things_are_said_does_not_matter() {
    let rows = |graph: &Graph| (network_map::export::node_rows(graph), network_map::export::edge_rows(graph));
    assert_eq!(rows(&shop(false)), rows(&shop(true)));
}

#[test]
fn what_is_said_of_a_group_itself_counts() {
    let mut builder = Builder::new();
    builder.node(&pod("a", "shop", "nv.a.shop", Mode::Discover));
    let mode = Mode::Protect;
    builder.node(&NodeInput { mode, namespace: "shop", ..NodeInput::new(Kind::Group, "nv.a.shop", "a") });
    let graph = builder.finish(0);
    let (_, group) = by_name(&graph, "a");
    assert_eq!(
        (group.kind, group.mode, group.key),
        (Kind::Group, Mode::Protect, Key::of(Kind::Group, "nv.a.shop"))
    );
    assert_eq!(graph.nodes.iter().filter(|node| node.kind == Kind::Group).count(), 1);
}

#[test]
fn threats_and_vulnerabilities_are_seen_from_outside() {
    let mut builder = Builder::new();
    builder.node(&NodeInput { cve: Severity::High, ..pod("a", "shop", "", Mode::None) });
    builder.node(&pod("b", "shop", "", Mode::None));
    builder.edge(&EdgeInput { severity: Severity::Critical, ..EdgeInput::new("a", "b") });
    let graph = builder.finish(0);
    assert_eq!(by_name(&graph, "shop").1.cve, Severity::High);
    assert_eq!(graph.edges[0].status, Status::Threat);
}
