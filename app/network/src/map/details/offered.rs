//! What is offered for which node, to whom: the list that the panel and the menu on the picture share.

use controller_api::{
    access::{Access, Grant, Permission, Role},
    group::{CfgType, GroupKind},
    name::GroupName,
};
use kit::{Viewer, mode::Subject, url::Params};
use network_map::model::{Builder, EdgeInput, Graph, Key, Kind, Mode, NodeInput, NodeMarks};

use super::{
    act::{Act, Way, What, acts},
    facts::Facts,
    rollup,
};
use crate::map::shown::HiddenAct;

/// Two pods in a group in a namespace, a node, the outside, and something unmanaged.
fn graph() -> Graph {
    let mut builder = Builder::new();
    builder.node(&NodeInput {
        namespace: "shop",
        mode: Mode::Monitor,
        ..NodeInput::new(Kind::Group, "nv.web.shop", "web")
    });
    for (id, marks) in [("pod-1", NodeMarks::none()), ("pod-2", NodeMarks::QUARANTINED)] {
        let mode = Mode::Monitor;
        let (namespace, group) = ("shop", "nv.web.shop");
        builder.node(&NodeInput { namespace, group, mode, marks, ..NodeInput::new(Kind::Pod, id, id) });
    }
    builder.node(&NodeInput {
        group: "nodes",
        mode: Mode::Discover,
        ..NodeInput::new(Kind::Node, "Host:n1:1", "n1")
    });
    builder.node(&NodeInput::new(Kind::External, "external", "External Network"));
    builder.node(&NodeInput::new(Kind::Unmanaged, "Workload:10.1.2.3", "10.1.2.3"));
    for (from, to, bytes) in [
        ("external", "pod-1", 10),
        ("pod-1", "pod-2", 500),
        ("pod-1", "Workload:10.1.2.3", 30),
        ("pod-1", "pod-1", 900),
    ] {
        builder.edge(&EdgeInput { bytes, ..EdgeInput::new(from, to) });
    }
    builder.finish(0)
}

fn at(graph: &Graph, kind: Kind, id: &str) -> u32 {
    graph.find(Key::of(kind, id)).expect("it is there")
}

fn facts(kind: Kind, id: &str) -> Facts {
    let graph = graph();
    Facts::of(&graph, at(&graph, kind, id)).expect("it is there")
}

fn viewer(role: Role, access: Access) -> Viewer {
    Viewer {
        fullname: "somebody".into(),
        email: String::new(),
        server: String::new(),
        role,
        role_domains: Default::default(),
        access,
        timeout: 300,
        default_password: false,
        password_days: -1,
        demo: true,
    }
}

fn grant(write: bool) -> Vec<Grant> {
    vec![Grant { id: Permission::RuntimePolicy, read: true, write }]
}

fn admin() -> Viewer {
    viewer(Role::Admin, Access { global: grant(true), ..Access::default() })
}

fn reader() -> Viewer {
    viewer(Role::Reader, Access { global: grant(false), ..Access::default() })
}

fn of_namespace(namespace: &str) -> Viewer {
    let domains = [(namespace.to_owned(), grant(true))].into();
    viewer(Role::None, Access { domains, ..Access::default() })
}

fn offered(facts: &Facts, viewer: &Viewer) -> Vec<Act> {
    acts(facts, &Params::default().with("q", "ns:shop"), viewer, false)
}

fn one(facts: &Facts, viewer: &Viewer, what: What) -> Act {
    let all = offered(facts, viewer);
    all.into_iter().find(|act| act.what == what).unwrap_or_else(|| panic!("{what:?} is not offered"))
}

fn is_offered(facts: &Facts, what: What) -> bool {
    offered(facts, &admin()).iter().any(|act| act.what == what)
}

#[test]
fn each_kind_has_its_acts() {
    let pod = facts(Kind::Pod, "pod-1");
    let (group, host) = (facts(Kind::Group, "nv.web.shop"), facts(Kind::Node, "Host:n1:1"));
    let (shop, outside) = (facts(Kind::Namespace, "shop"), facts(Kind::External, "external"));
    let unmanaged = facts(Kind::Unmanaged, "Workload:10.1.2.3");
    for (what, kinds) in [
        (What::SwitchMode, vec![&pod, &group, &host, &shop]),
        (What::Quarantine, vec![&pod]),
        (What::Sessions, vec![&pod]),
        (What::Capture, vec![&pod]),
        (What::GroupPage, vec![&pod, &group, &host]),
        (What::Expand, vec![&group, &shop]),
        (What::CollapseHolder, vec![&pod, &group, &host]),
        (What::Around(1), vec![&pod, &group, &host, &shop, &outside, &unmanaged]),
        (What::Only, vec![&group, &shop]),
        (What::Hide(HiddenAct::Hide), vec![&pod, &group, &host, &shop, &outside, &unmanaged]),
        (What::Name, vec![&host, &unmanaged]),
        (What::Forget, vec![&host, &unmanaged]),
    ] {
        for node in [&pod, &group, &host, &shop, &outside, &unmanaged] {
            let wanted = kinds.iter().any(|kind| kind.key == node.key);
            assert_eq!(is_offered(node, what), wanted, "{what:?} of {}", node.name);
        }
    }
    assert_eq!((pod.group.as_str(), host.group.as_str()), ("nv.web.shop", "nodes"));
    assert_eq!((pod.namespace.as_str(), shop.groups), ("shop", 1));
}

#[test]
fn what_is_cut_off_can_be_let_back_and_nothing_else() {
    let pod = facts(Kind::Pod, "pod-2");
    assert!(pod.quarantined && !is_offered(&pod, What::Quarantine));
    let fixed = Facts { cap_quarantine: Some(false), ..pod };
    assert_eq!(one(&fixed, &admin(), What::Release).allowed, Ok(()));
    let free = Facts { cap_quarantine: Some(false), ..facts(Kind::Pod, "pod-1") };
    let why = one(&free, &admin(), What::Quarantine).allowed;
    assert_eq!(why, Err(text::details::cannot_quarantine().to_owned()));
    let unasked = facts(Kind::Pod, "pod-1");
    assert_eq!(one(&unasked, &admin(), What::Quarantine).allowed, Ok(()), "absent is not false");
}

#[test]
fn who_may_not_is_told_why() {
    let (pod, shop) = (facts(Kind::Pod, "pod-1"), facts(Kind::Namespace, "shop"));
    let host = facts(Kind::Node, "Host:n1:1");
    let lacks = |act: Act| act.allowed.expect_err("it is not allowed").contains("runtime policy");
    for viewer in [reader(), of_namespace("bank")] {
        for what in [What::SwitchMode, What::Quarantine] {
            assert!(lacks(one(&pod, &viewer, what)), "{what:?}");
        }
        assert!(lacks(one(&shop, &viewer, What::SwitchMode)));
        assert!(lacks(one(&host, &viewer, What::SwitchMode)));
        assert!(lacks(one(&host, &viewer, What::Name)));
        assert!(one(&host, &viewer, What::Forget).allowed.is_err());
        for free in [What::Sessions, What::Around(2), What::Hide(HiddenAct::Hide), What::GroupPage] {
            assert_eq!(one(&pod, &viewer, free).allowed, Ok(()), "{free:?}");
        }
    }
    let own = of_namespace("shop");
    for what in [What::SwitchMode, What::Quarantine] {
        assert_eq!(one(&pod, &own, what).allowed, Ok(()), "{what:?}");
    }
    assert!(lacks(one(&host, &own, What::SwitchMode)), "nodes are in no namespace");
}

#[test]
fn what_the_controller_says_of_a_group_counts() {
    let pod = facts(Kind::Pod, "pod-1");
    let subject = Subject {
        name: GroupName::parse("nv.web.shop").expect("a name"),
        domain: "shop".into(),
        kind: GroupKind::Container,
        cfg_type: CfgType::Ground,
        cap_change_mode: Some(false),
        policy_mode: Some(controller_api::mode::Mode::Monitor),
        profile_mode: None,
        baseline: None,
    };
    let pod = Facts { subject: Some(subject), ..pod };
    let why = one(&pod, &admin(), What::SwitchMode).allowed;
    assert_eq!(why, Err(kit::can::Reason::ManagedElsewhere.text()));
}

#[test]
fn each_act_changes_one_thing_of_the_address() {
    let pod = facts(Kind::Pod, "pod-1");
    let key = pod.key.to_string();
    let to = |facts: &Facts, what| match one(facts, &admin(), what).way {
        Way::Link(to) => to,
        Way::Hide(..) | Way::LetGo(_) => panic!("{what:?} is no link"),
    };
    assert_eq!(to(&pod, What::SwitchMode), format!("/network?q=ns%3Ashop&sel={key}&change=mode"));
    assert_eq!(to(&pod, What::Quarantine), format!("/network?q=ns%3Ashop&sel={key}&change=quarantine"));
    assert_eq!(to(&pod, What::Sessions), format!("/network?q=ns%3Ashop&sel={key}&tab=sessions"));
    assert_eq!(to(&pod, What::Around(3)), format!("/network?q=ns%3Ashop&around={key}&hops=3"));
    assert_eq!(to(&pod, What::GroupPage), "/policy/groups?group=nv.web.shop");
    let group = facts(Kind::Group, "nv.web.shop");
    let (own, shop) = (group.key, group.namespace_key.expect("it has one"));
    assert_eq!(to(&group, What::Expand), format!("/network?q=ns%3Ashop&open={own}&open={shop}"));
    assert_eq!(to(&group, What::Collapse), format!("/network?q=ns%3Ashop&shut={own}"));
    assert_eq!(to(&group, What::CollapseHolder), format!("/network?q=ns%3Ashop&sel={shop}&shut={shop}"));
}

#[test]
fn what_is_open_can_be_closed_and_what_is_closed_opened() {
    let group = facts(Kind::Group, "nv.web.shop");
    let key = group.key.to_string();
    let both = |params: &Params| {
        let all = acts(&group, params, &admin(), false);
        let offered = |what| all.iter().any(|act| act.what == what);
        (offered(What::Expand), offered(What::Collapse))
    };
    let none = Params::default();
    assert_eq!(both(&none), (true, true), "the page decides");
    assert_eq!(both(&none.with("open", &key)), (false, true));
    assert_eq!(both(&none.with("shut", &key)), (true, false));
    assert_eq!(both(&none.with("detail", "pods")), (false, true));
    assert_eq!(both(&none.with("detail", "groups")), (true, false));
    assert_eq!(both(&none.with("detail", "pods").with("shut", &key)), (true, false));
}

#[test]
fn what_was_put_somewhere_can_be_let_go_and_nothing_else() {
    for node in [facts(Kind::Pod, "pod-1"), facts(Kind::Namespace, "shop"), facts(Kind::External, "external")]
    {
        let all = acts(&node, &Params::default(), &reader(), true);
        let act = all.iter().find(|act| act.what == What::LetGo).expect("it is offered");
        assert_eq!((&act.way, &act.allowed), (&Way::LetGo(node.key), &Ok(())), "{}", node.name);
        assert!(!is_offered(&node, What::LetGo), "{}", node.name);
    }
}

#[test]
fn what_is_hidden_can_be_shown_again() {
    let mut pod = facts(Kind::Pod, "pod-1");
    pod.hidden.incoming = true;
    assert!(is_offered(&pod, What::Hide(HiddenAct::ShowIncoming)));
    assert!(!is_offered(&pod, What::Hide(HiddenAct::HideIncoming)));
    let act = one(&pod, &admin(), What::Hide(HiddenAct::HideOutgoing));
    assert_eq!(act.way, Way::Hide(pod.key, HiddenAct::HideOutgoing));
}

#[test]
fn peers_are_those_that_it_says_most_to() {
    let graph = graph();
    let pod = at(&graph, Kind::Pod, "pod-1");
    let peers = rollup::peers(&graph, pod);
    let names: Vec<&str> = peers.named.iter().map(|peer| peer.name.as_str()).collect();
    assert_eq!((peers.count, names), (3, vec!["pod-2", "10.1.2.3", "External Network"]));
    let unmanaged = at(&graph, Kind::Unmanaged, "Workload:10.1.2.3");
    assert_eq!(rollup::pairs(&graph, unmanaged), [(pod, unmanaged)]);
}

#[test]
fn a_namespace_lists_its_groups() {
    let graph = graph();
    let shop = rollup::namespace(&graph, at(&graph, Kind::Namespace, "shop"));
    let groups: Vec<_> = shop.groups.iter().map(|group| (&*group.id, &*group.name, group.members)).collect();
    assert_eq!((groups, shop.others), (vec![("nv.web.shop", "web", 2)], 0));
}
