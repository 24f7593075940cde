//! The pure parts of a process rule's review, case by case.

use controller_api::{
    access::{Access, Grant, Permission},
    group::CfgType,
    mode::{Baseline, Mode},
    process_profile::{BuiltIn, ProcessRule},
};
use kit::flash::Kind;

use super::{
    Closed, ProcessDeployed, ProcessReview,
    deploy::draft,
    read::found,
    reason::{is_beyond_profiles, reason},
};
use crate::Verdict;

fn rule(name: &str, path: &str, action: &str) -> ProcessRule {
    ProcessRule {
        name: name.to_owned(),
        path: path.to_owned(),
        action: action.to_owned(),
        cfg_type: CfgType::UserCreated,
        uuid: format!("{name} {path}"),
        ..ProcessRule::default()
    }
}

fn review(rules: &[ProcessRule]) -> ProcessReview {
    let (rule, own) = found(rules, "curl", "/usr/bin/curl");
    ProcessReview {
        group: "nv.web.shop".to_owned(),
        namespace: "shop".to_owned(),
        cfg_type: CfgType::Learned,
        mode: Some(Mode::Protect),
        baseline: Some(Baseline::Basic),
        name: "curl".to_owned(),
        path: "/usr/bin/curl".to_owned(),
        rule,
        own,
    }
}

fn may(namespace: &str) -> Access {
    let grant = vec![Grant { id: Permission::RuntimePolicy, read: true, write: true }];
    match namespace {
        "" => Access { global: grant, ..Access::default() },
        name => Access { domains: [(name.to_owned(), grant)].into(), ..Access::default() },
    }
}

#[test]
fn the_first_rule_that_speaks_of_a_process_decides() {
    let (wide, own, other) =
        (rule("*", "/usr/*", "deny"), rule("curl", "/usr/bin/curl", "allow"), rule("sh", "/bin/sh", "deny"));
    for (rules, first, own_rule) in [
        (vec![], None, None),
        (vec![other.clone()], None, None),
        (vec![own.clone()], Some(&own), Some(&own)),
        (vec![wide.clone(), other.clone()], Some(&wide), None),
        (vec![wide.clone(), own.clone(), other], Some(&wide), Some(&own)),
    ] {
        let review = review(&rules);
        assert_eq!((review.rule.as_ref(), review.own.as_ref()), (first, own_rule), "{rules:?}");
    }
    let nameless_file = rule("curl", "", "deny");
    assert_eq!(found(std::slice::from_ref(&nameless_file), "curl", "").0, Some(nameless_file));
}

#[test]
fn a_verdict_is_given_by_those_who_may_write_in_the_groups_namespace() {
    use CfgType::{Federal, Ground, Learned, UserCreated};
    for (access, group, own, expected) in [
        ("", Learned, None, Ok(())),
        ("shop", Learned, None, Ok(())),
        ("bank", Learned, None, Err(Closed::Permission)),
        ("", UserCreated, Some(Learned), Ok(())),
        ("", Ground, None, Err(Closed::Elsewhere)),
        ("", Federal, None, Err(Closed::Elsewhere)),
        ("", Learned, Some(Ground), Err(Closed::Elsewhere)),
    ] {
        let own = own.map(|cfg_type| ProcessRule { cfg_type, ..rule("curl", "/usr/bin/curl", "deny") });
        let review =
            ProcessReview { cfg_type: group.clone(), ..review(&own.clone().into_iter().collect::<Vec<_>>()) };
        let asked = review.may_deploy(&may(access), Verdict::Allow);
        assert_eq!(asked, expected, "{access:?} {group:?} {own:?}");
    }
    assert_eq!(review(&[]).may_deploy(&Access::default(), Verdict::Deny), Err(Closed::Permission));
}

#[test]
fn what_a_wildcard_decides_is_not_asked_of_a_rule_behind_it() {
    let (wide, own) = (rule("*", "/usr/*", "deny"), rule("curl", "/usr/bin/curl", "deny"));
    let covered = Err(Closed::Covered { name: "*".to_owned(), path: "/usr/*".to_owned() });
    for rules in [vec![wide.clone()], vec![wide, own.clone()]] {
        let review = review(&rules);
        assert_eq!(review.may_deploy(&may(""), Verdict::Allow), covered);
        assert_eq!(review.may_deploy(&may(""), Verdict::Deny), Ok(()));
        assert!(review.reason(&may(""), Verdict::Deny).is_some(), "it is denied already");
    }
    let review = review(&[own]);
    assert_eq!(review.reason(&may(""), Verdict::Allow), None);
    assert!(review.reason(&may(""), Verdict::Deny).is_some());
}

#[test]
fn how_a_process_stands_is_what_the_rules_say_then_the_mode() {
    let (allow, deny) = (rule("curl", "/usr/bin/curl", "allow"), rule("curl", "/usr/bin/curl", "deny"));
    let stands = |rules: &[&ProcessRule], mode, baseline| {
        let rules: Vec<_> = rules.iter().map(|rule| (*rule).clone()).collect();
        ProcessReview { mode, baseline, ..review(&rules) }.stands()
    };
    let (basic, drift) = (Some(Baseline::Basic), Some(Baseline::ZeroDrift));
    let (discover, monitor, protect) = (Some(Mode::Discover), Some(Mode::Monitor), Some(Mode::Protect));
    for (rules, mode, baseline, expected) in [
        (&[&allow][..], protect, drift, text::review::runs_allowed()),
        (&[&deny], protect, basic, text::review::runs_blocked()),
        (&[&deny], discover, basic, text::review::runs_logged()),
        (&[&deny], None, None, text::review::runs_by_members()),
        (&[], discover, basic, text::review::runs_learned()),
        (&[], discover, drift, text::review::runs_drift_logged()),
        (&[], monitor, basic, text::review::runs_logged_unlisted()),
        (&[], monitor, drift, text::review::runs_drift_logged()),
        (&[], protect, basic, text::review::runs_blocked_unlisted()),
        (&[], protect, drift, text::review::runs_drift_blocked()),
        (&[], None, None, text::review::runs_by_members()),
    ] {
        assert_eq!(stands(rules, mode, baseline), expected, "{rules:?} {mode:?} {baseline:?}");
    }
}

#[test]
fn why_it_arose_is_what_the_incidents_rule_says() {
    let own = rule("curl", "/usr/bin/curl", "deny");
    let built_in = BuiltIn::ALL.map(|built_in| reason(&built_in.rule_id(), None).expect("a sentence"));
    let different: std::collections::BTreeSet<_> = built_in.iter().collect();
    assert_eq!(different.len(), built_in.len(), "each has its own");
    assert_eq!(reason("", Some(&own)), None);
    assert_eq!(reason(&own.uuid, Some(&own)), Some(text::review::why_rule()));
    assert_eq!(reason("another", Some(&own)), Some(text::review::why_old_rule()));
    let unknown = "00000000-0000-0000-0000-00000000002a";
    assert_eq!(reason(unknown, None), Some(text::review::why_built_in()));
    assert!(is_beyond_profiles(&BuiltIn::Tunnel.rule_id()));
    assert!(!is_beyond_profiles(&BuiltIn::NotListed.rule_id()) && !is_beyond_profiles(&own.uuid));
}

#[test]
fn a_draft_keeps_what_it_does_not_change() {
    let own = ProcessRule { allow_update: true, ..rule("curl", "/usr/bin/curl", "allow") };
    let changed = draft(&review(&[own]), Verdict::Deny);
    assert_eq!((&*changed.name, &*changed.path, &*changed.action), ("curl", "/usr/bin/curl", "deny"));
    assert!(changed.allow_update);
    assert!(!draft(&review(&[]), Verdict::Deny).allow_update);
}

#[test]
fn what_was_not_seen_is_not_claimed() {
    let deployed = |shown, verdict, mode| ProcessDeployed {
        shown,
        verdict,
        name: "curl".to_owned(),
        group: "nv.web.shop".to_owned(),
        mode,
    };
    let said = |shown, verdict, mode| deployed(shown, verdict, mode).say();
    assert_eq!(
        said(false, Verdict::Allow, Some(Mode::Protect)),
        (Kind::Partly, text::review::not_seen_yet().to_owned())
    );
    let blocked = said(true, Verdict::Deny, Some(Mode::Protect));
    assert_eq!(blocked, (Kind::Good, text::review::now_blocked("curl", "nv.web.shop")));
    assert_ne!(said(true, Verdict::Deny, Some(Mode::Monitor)), blocked);
    assert_ne!(said(true, Verdict::Allow, Some(Mode::Protect)), blocked);
}
