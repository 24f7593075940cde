//! The pure parts of a network rule's review, case by case.

use controller_api::{
    access::{Access, Grant, Permission},
    conversation::{ConversationEnd, ConversationShown},
    group::CfgType,
    policy_rule::PolicyRule,
};

use super::{
    Closed, Deployed, Review, Said, Way, group_of_service,
    proposal::{draft, group_of, namespace_by_name, propose, same_connections},
};
use crate::Verdict;

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

#[test]
fn an_end_of_a_log_is_named_by_its_service() {
    for (service, id, expected) in [
        ("frontend.storefront", "ab12", "nv.frontend.storefront"),
        ("nv.ip.web.shop", "ab12", "nv.ip.web.shop"),
        ("external", "external", "external"),
        ("", "external", "external"),
        ("", "Host:node-1:ab12", "nodes"),
        ("nodes", "Host:node-1:ab12", "nodes"),
        ("", "10.0.0.9", ""),
    ] {
        assert_eq!(group_of_service(service, id), expected, "{service} {id}");
    }
}

#[test]
fn a_proposal_says_again_what_it_was_made_of() {
    for (entry, expected) in
        [(said("SSH", "tcp/22"), said("SSH", "")), (said("", "tcp/4444"), said("", "tcp/4444"))]
    {
        let proposed = Review { rule: propose("a", "b", &entry), namespaces: [None, None], already: false };
        assert_eq!(proposed.said(), expected);
        let again = propose("a", "b", &proposed.said());
        assert!(same_connections(&again, &proposed.rule), "{again:?}");
    }
}

#[test]
fn one_goes_on_to_the_rule_that_was_seen() {
    let deployed = |rule| Deployed {
        rule,
        verdict: Verdict::Allow,
        about: "SSH".to_owned(),
        from: "a".to_owned(),
        to: "b".to_owned(),
        disabled: false,
    };
    assert_eq!(deployed(Some(7)).address("/x", "/x?rule="), "/x?rule=7");
    assert_eq!(deployed(Some(7)).address("/x", ""), "/x");
    assert_eq!(deployed(None).address("/x", "/x?rule="), "/x");
}
