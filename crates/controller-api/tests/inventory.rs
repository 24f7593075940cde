//! Holds the table of endpoints against the controller's own route table: no endpoint that the controller does
//! not serve, and no route that is neither an endpoint here nor on the reviewed list of what is to come.

use std::{collections::BTreeSet, path::Path};

use controller_api::registry;

/// Routes that the console does not speak yet. A line each: `METHOD /path/:arg`.
const NOT_YET: &str = include_str!("not-yet.txt");

/// `/v1/group/{name}` and `/v1/group/:name` are the same route whatever the argument is called.
fn shape(method: &str, path: &str) -> String {
    let segments = path.split('/').map(|part| if part.starts_with([':', '{', '*']) { ":" } else { part });
    format!("{method} {}", segments.collect::<Vec<_>>().join("/"))
}

fn lines(text: &str) -> BTreeSet<String> {
    let rows = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.filter_map(|line| line.split_once(' ').map(|(method, path)| shape(method, path))).collect()
}

fn ours() -> BTreeSet<String> {
    registry::all().iter().map(|entry| shape(entry.method.as_str(), entry.path)).collect()
}

#[test]
fn no_endpoint_is_declared_twice() {
    assert_eq!(ours().len(), registry::all().len());
}

#[test]
fn what_is_spoken_is_not_on_the_list_of_what_is_to_come() {
    let both: Vec<_> = ours().intersection(&lines(NOT_YET)).cloned().collect();
    assert!(both.is_empty(), "remove from not-yet.txt: {both:#?}");
}

#[test]
fn every_route_of_the_controller_is_spoken_or_to_come() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/routes.txt");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!(
            "skipped: the controller's route table (shared/controller/routes.txt) is not beside the project"
        );
        return;
    };
    let routes = lines(&text);
    let invented: Vec<_> = ours().difference(&routes).cloned().collect();
    assert!(invented.is_empty(), "the controller has no such routes: {invented:#?}");
    let known: BTreeSet<_> = ours().union(&lines(NOT_YET)).cloned().collect();
    let forgotten: Vec<_> = routes.difference(&known).cloned().collect();
    assert!(forgotten.is_empty(), "neither spoken nor in not-yet.txt: {forgotten:#?}");
    let gone: Vec<_> = known.difference(&routes).cloned().collect();
    assert!(gone.is_empty(), "in not-yet.txt, but the controller has no such route: {gone:#?}");
    println!("{} of {} routes are spoken", ours().len(), routes.len());
}
