//! Trunk.toml and index.html: those who have Trunk get from them what xtask builds.
use toml::Table;

use crate::project;

fn read(name: &str) -> String {
    std::fs::read_to_string(project::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn parse(name: &str) -> Table {
    read(name).parse().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The `data-trunk` links of index.html: what they are for, and the tag.
fn links(html: &str) -> Vec<(String, &str)> {
    html.split("<link data-trunk")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .map(|tag| (attribute(tag, "rel").unwrap_or_default(), tag))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    Some(rest[..rest.find('"')?].to_owned())
}

#[test]
fn it_puts_the_bundle_where_the_server_looks() {
    let trunk = parse("Trunk.toml");
    let build = &trunk["build"];
    assert_eq!(build["target"].as_str(), Some("index.html"));
    assert_eq!(build["dist"].as_str(), Some("dist"));
    assert_eq!(build["public_url"].as_str(), Some("/"));
    assert_eq!(
        build["filehash"].as_bool(),
        Some(true),
        "what the server calls immutable is named by its content"
    );
    for (kind, tag) in links(&read("index.html")) {
        assert_eq!(
            attribute(tag, "data-target-path").as_deref(),
            Some("pkg"),
            "{kind}: the server serves /pkg only"
        );
    }
}

#[test]
fn it_compiles_the_same_app() {
    let html = read("index.html");
    let apps: Vec<_> = links(&html).into_iter().filter(|(kind, _)| kind == "rust").collect();
    let [(_, tag)] = apps[..] else { panic!("index.html names {} apps", apps.len()) };
    let manifest = attribute(tag, "href").expect("the app has a manifest");
    let app = parse(&manifest);
    assert_eq!(app["package"]["name"].as_str(), Some("app"));
    let program = attribute(tag, "data-bin").expect("the app names its program");
    let programs = app["bin"].as_array().expect("the app has programs");
    assert!(programs.iter().any(|bin| bin["name"].as_str() == Some(&program)));
    assert!(tag.contains("data-cargo-no-default-features"));
    let features = attribute(tag, "data-cargo-features").expect("the app names its features");
    assert!(app["features"].as_table().expect("a table").contains_key(&features));
    // Only xtask can link the split app.
    assert_eq!(features, "hydrate");
    assert_eq!(
        attribute(tag, "data-wasm-opt").as_deref(),
        Some("0"),
        "nothing that would have to be fetched"
    );
}

#[test]
fn it_takes_the_style_sheets_from_xtask() {
    let trunk = parse("Trunk.toml");
    let hooks = trunk["hooks"].as_array().expect("Trunk.toml has hooks");
    let style =
        hooks.iter().find(|hook| hook["stage"].as_str() == Some("pre_build")).expect("one before the build");
    let arguments: Vec<_> = style["command_arguments"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|word| word.as_str())
        .collect();
    let html = read("index.html");
    let sheets: Vec<_> = links(&html).into_iter().filter(|(kind, _)| kind == "css").collect();
    assert_eq!(style["command"].as_str(), Some("cargo"));
    let [task, name, folder] = arguments[..] else { panic!("the hook is {arguments:?}") };
    assert_eq!([task, name], ["xtask", "style"]);
    for (_, tag) in sheets {
        let address = attribute(tag, "href").expect("an address");
        let name = address.strip_prefix(&format!("{folder}/")).expect("one that the hook has made");
        assert!(
            project::root().join("style").join(name).exists(),
            "index.html names {name}, which is not in style/"
        );
    }
}

#[test]
fn it_copies_the_same_public_files() {
    let html = read("index.html");
    let folders: Vec<_> = links(&html).into_iter().filter(|(kind, _)| kind == "copy-dir").collect();
    let [(_, tag)] = folders[..] else { panic!("index.html names {} folders", folders.len()) };
    assert_eq!(attribute(tag, "href").as_deref(), Some("public"));
    for path in html.split("\"/pkg/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(
            project::root().join("public").join(path).exists(),
            "index.html names {path}, which is not in public/"
        );
    }
}
