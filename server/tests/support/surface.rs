//! All that can be asked of the server, found out and not listed: the server functions from their registry, the
//! plain routes from the source.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::Method;

/// A read that every page's program makes over and over: a page of the groups.
pub const LIST: (&str, &[(&str, &str)]) = ("/api/groups/list_groups", &[("filter[q]", "")]);

/// Every server function's path. All of them are called by `POST`.
pub fn server_functions() -> BTreeSet<&'static str> {
    let functions: Vec<_> = leptos::server_fn::axum::server_fn_paths().collect();
    assert!(functions.iter().all(|(_, method)| *method == Method::POST), "{functions:?}");
    functions.into_iter().map(|(path, _)| path).collect()
}

/// Every route that the source declares, such as `POST /session` or `NEST /pkg`; the fallback is `GET *`.
pub fn plain_routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut routes);
    routes
}

fn read(directory: &Path, routes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).expect("the source is here") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            read(&path, routes);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("it can be read");
            find(&source, routes);
        }
    }
}

/// Finds the calls by which axum's routes come about.
fn find(source: &str, routes: &mut BTreeSet<String>) {
    for (at, _) in source.match_indices(".route(").chain(source.match_indices(".route_service(")) {
        let (path, rest) = first_argument(&source[at..]);
        let methods = ["get", "post", "put", "patch", "delete", "head", "options", "any", "on"];
        let rest = &rest[..end_of_call(rest)];
        let named: Vec<_> = methods.into_iter().filter(|method| calls(rest, method)).collect();
        assert!(!named.is_empty(), "no method is known of the route {path}");
        routes.extend(named.into_iter().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    for (at, _) in source.match_indices(".nest(").chain(source.match_indices(".nest_service(")) {
        routes.insert(format!("NEST {}", first_argument(&source[at..]).0));
    }
    for (at, _) in source.match_indices(".fallback(") {
        assert!(source[at..].starts_with(".fallback(get("), "the fallback answers more than GET");
        routes.insert("GET *".to_owned());
    }
    assert!(!source.contains(".fallback_service("), "a fallback that this does not know");
}

/// The path that a call begins with, and what follows it.
fn first_argument(call: &str) -> (&str, &str) {
    let argument = call.split_once('(').expect("it is a call").1.trim_start();
    let path = argument.strip_prefix('"').expect("a route's path is written where the route is made");
    path.split_once('"').expect("a string ends")
}

/// Where the call ends of which this is the rest.
fn end_of_call(rest: &str) -> usize {
    let mut depth = 1;
    let end = rest.char_indices().find(|(_, c)| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    end.expect("a call ends").0
}

/// Whether a function of this name is called.
fn calls(source: &str, name: &str) -> bool {
    source
        .match_indices(&format!("{name}("))
        .any(|(at, _)| !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn routes_are_found_however_they_are_written() {
    let mut routes = BTreeSet::new();
    find(
        r#"Router::new().route("/a", get(a).post(b)).route(  "/b/{id}", delete(|| async { get_it() }).layer(x()))"#,
        &mut routes,
    );
    assert_eq!(routes.into_iter().collect::<Vec<_>>(), ["DELETE /b/{id}", "GET /a", "POST /a"]);
}
