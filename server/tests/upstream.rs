//! A controller that refuses, is slow, is gone, or is something else: typed errors with statuses that say so.

use demo_controller::Fault;
use futures::future::join;
use kit::AppError;

use crate::support::{Console, Setup, surface::LIST, until};

const GROUPS: &str = "/v1/group";

/// A console that waits for its controller one second at most.
async fn impatient() -> Console {
    Setup::default().argument("--controller-timeout").argument("1").start().await
}

#[tokio::test]
async fn each_failure_has_its_type_and_its_status() {
    type Is = fn(&AppError) -> bool;
    let console = impatient().await;
    let admin = console.signed_in("admin").await;
    let on = || Fault::on("GET", GROUPS);
    let cases: [(Fault, u16, Is); 8] = [
        (on().status(500), 422, |error| matches!(error, AppError::Refused { status: 500, .. })),
        (on().status(409), 422, |error| matches!(error, AppError::Refused { status: 409, .. })),
        (on().status(503), 422, |error| matches!(error, AppError::Refused { status: 503, .. })),
        (on().status(403), 403, |error| matches!(error, AppError::Denied { .. })),
        (on().status(404), 404, |error| matches!(error, AppError::NotFound)),
        (on().html(), 502, |error| matches!(error, AppError::Unexpected { .. })),
        (on().drop_connection(), 502, |error| matches!(error, AppError::Unreachable { .. })),
        (on().hang(), 504, |error| matches!(error, AppError::TimedOut)),
    ];
    for (fault, status, is) in cases {
        console.demo.fault(fault.clone());
        let answer = admin.call(LIST.0, LIST.1).await;
        let error = answer.json::<AppError>();
        assert!(answer.status == status && is(&error), "{fault:?}: {} {error:?}", answer.status);
        assert_eq!(u32::from(answer.status), u32::from(error.status()));
        assert_eq!(
            (answer.header("content-type"), answer.header("cache-control")),
            ("application/json", "no-store")
        );
        console.demo.clear_faults();
        console.demo.release();
    }
    assert_eq!(admin.call(LIST.0, LIST.1).await.status, 200, "none of it lasts");
}

#[tokio::test]
async fn a_controller_that_comes_back_needs_no_new_sign_in() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.go_away();
    let answer = admin.call("/api/dashboard/get_summary", &[]).await;
    assert!(matches!(answer.json::<AppError>(), AppError::Unreachable { .. }), "{}", answer.text());
    let page = admin.get("/dashboard").send().await;
    assert_eq!(page.status, 200, "the frame stands");
    assert!(page.text().contains(text::error::unreachable()), "{}", page.text());
    assert_eq!(console.browser().get("/sign-in").send().await.status, 200);
    console.demo.come_back();
    assert_eq!(admin.call("/api/dashboard/get_summary", &[]).await.status, 200);
}

#[tokio::test]
async fn both_ways_of_the_controller_to_say_signed_out_end_the_session() {
    for status in [401, 408] {
        let console = Console::start().await;
        let admin = console.signed_in("admin").await;
        console.demo.fault(Fault::on("GET", GROUPS).status(status).times(1));
        let answer = admin.call(LIST.0, LIST.1).await;
        assert_eq!((answer.status, answer.json::<AppError>()), (401, AppError::SignedOut), "{status}");
        assert!(console.session(&admin).await.is_none(), "{status}");
        assert_eq!(admin.call(LIST.0, LIST.1).await.status, 401, "{status}");
    }
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_not_sent_again() {
    let console = impatient().await;
    let admin = console.signed_in("admin").await;
    let change = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Monitor")];
    for fault in [
        Fault::on("PATCH", "*").drop_connection(),
        Fault::on("PATCH", "*").hang(),
        Fault::on("PATCH", "*").status(503),
    ] {
        console.demo.clear_requests();
        console.demo.fault(fault.clone());
        let answer = admin.call("/api/mode/set_mode", &change).await;
        assert!(answer.status >= 400, "{fault:?}: {}", answer.text());
        console.demo.clear_faults();
        console.demo.release();
        assert_eq!(console.demo.count("PATCH", "/v1/service/config"), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn an_input_that_is_none_is_told_as_such_and_goes_no_further() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.clear_requests();
    for (function, form) in [
        (LIST.0, &[][..]),
        ("/api/groups/get_group", &[]),
        ("/api/mode/set_mode", &[("change[policy_mode]", "Protect")]),
        ("/api/mode/set_mode", &[("change[groups][0]", "nv.catalog.storefront")]),
        (
            "/api/mode/set_mode",
            &[("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Bogus")],
        ),
        ("/api/mode/set_mode", &[("change[groups][0]", "web-tier"), ("change[policy_mode]", "Protect")]),
        ("/api/mode/set_mode", &[("change[groups][0]", "../../v1/user"), ("change[policy_mode]", "Protect")]),
    ] {
        let answer = admin.call(function, form).await;
        let error = answer.json::<AppError>();
        assert!(matches!(error, AppError::Invalid { .. }), "{function} {form:?}: {error:?}");
        assert_eq!(answer.status, 400, "{function} {form:?}");
    }
    assert_eq!(console.demo.requests(), []);
}

#[tokio::test]
async fn what_trails_the_write_is_waited_for_and_what_never_comes_is_said() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    // The manual clock stands still: what was written is seen by no read until it is moved.
    console.demo.set_read_lag(Some(std::time::Duration::from_secs(1)));
    let change = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Monitor")];
    let never: kit::mode::ModeOutcome = admin.call("/api/mode/set_mode", &change).await.json();
    assert_eq!((never.settled, never.kept.len()), (0, 1), "what is said is what was read: {never:?}");

    console.demo.advance(std::time::Duration::from_secs(2));
    console.demo.clear_requests();
    let change = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Protect")];
    let move_on = async {
        until("it is read once in vain", || console.demo.count("GET", GROUPS) > 0).await;
        console.demo.advance(std::time::Duration::from_secs(2));
    };
    let (answer, ()) = join(admin.call("/api/mode/set_mode", &change), move_on).await;
    let outcome: kit::mode::ModeOutcome = answer.json();
    assert!(outcome.is_settled(), "{outcome:?}");
}
