//! The network map from outside: what is shown to whom, its past, what is hidden, and its files.

use std::collections::BTreeSet;

use demo_controller::Connect;
use network_map::{
    layout::Positions,
    model::{EdgeMarks, Key, Kind, Mode},
    wire::Picture,
};
use serde_json::Value;

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser},
};

const PICTURE: &str = "/files/map/picture";
/// A namespace where `dev` has no role, and a group of it that speaks with none of theirs.
const THEIRS: (&str, &str) = ("payments", "payment-worker");

#[tokio::test]
async fn a_table_needs_no_picture() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let fields = [("query", "detail=groups"), ("table", "true")];
    let said: Value = admin.call("/api/map/get_map", &fields).await.json();
    assert_eq!((&said["version"], &said["at_rest"]), (&Value::from(""), &Value::Bool(false)));
    assert_eq!(said["shown"], map(&admin, "detail=groups").await["shown"]);
}

async fn map(browser: &Browser, query: &str) -> Value {
    browser.call("/api/map/get_map", &[("query", query)]).await.json()
}

async fn picture(browser: &Browser, query: &str) -> Picture {
    let answer = browser.get(&format!("{PICTURE}?{query}")).send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Picture::from_bytes(&answer.body).expect("a picture")
}

fn names(picture: &Picture) -> BTreeSet<String> {
    picture.graph.discs().map(|at| picture.graph.name(at).to_owned()).collect()
}

fn namespace(name: &str) -> String {
    Key::of(Kind::Namespace, name).to_string()
}

/// Switches a group's mode, which makes what was read of conversations old.
async fn switch(browser: &Browser, mode: &str) {
    let change = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", mode)];
    assert_eq!(browser.call("/api/mode/set_mode", &change).await.status, 200);
}

#[tokio::test]
async fn the_map_says_what_its_picture_shows() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let said = map(&admin, "system=1&traffic=1").await;
    let shown = picture(&admin, "system=1&traffic=1").await;
    assert_eq!(said["query"], "system=1&traffic=1");
    assert!(
        shown.graph.discs().any(|at| shown.graph.nodes[at as usize].kind == Kind::Pod),
        "the shop is small"
    );
    assert_eq!(said["shown"]["discs"], shown.graph.discs().count());
    assert_eq!(said["shown"]["edges"], shown.graph.edges.len());
    assert_eq!(said["at_rest"], true);
    let sum = |name: &str| -> u64 {
        let counts = said[name].as_array().expect("counts").iter();
        counts.map(|pair| pair[1].as_u64().expect("a count")).sum()
    };
    assert_eq!(
        (Value::from(sum("statuses")), Value::from(sum("modes"))),
        (said["shown"]["edges"].clone(), said["shown"]["discs"].clone())
    );
    let less = map(&admin, "detail=namespaces&ns=payments").await;
    assert!(less["shown"]["discs"].as_u64() < said["shown"]["discs"].as_u64());
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_says_where_in_the_readers_language() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let query = "q=ns%3Apayments+status%3Afine";
    let wrong = map(&admin, query).await["wrong"].clone();
    assert_eq!((&wrong["column"], &wrong["length"]), (&Value::from(20), &Value::from(4)));
    let english = wrong["message"].as_str().expect("words").to_owned();
    assert!(english.contains("violation") && english.contains("fine"), "{english}");
    admin.post("/preferences").form(&[("language", "ru")]).send().await;
    let russian = map(&admin, query).await["wrong"]["message"].clone();
    assert!(russian.as_str().is_some_and(|words| words.contains("ожидается")), "{russian}");
    assert!(map(&admin, "q=status%3Ablocked").await["wrong"].is_null());
}

#[tokio::test]
async fn nobody_sees_more_than_their_own() {
    let console = Console::start().await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    let all = "detail=pods&system=1&traffic=1";
    let (much, little) = (picture(&admin, all).await, picture(&dev, all).await);
    let theirs = |name: &String| name.starts_with(THEIRS.1);
    assert!(names(&much).iter().any(theirs), "{:?}", names(&much));
    assert!(!names(&little).iter().any(theirs), "{:?}", names(&little));
    assert!(names(&little).is_subset(&names(&much)));
    // Nor by another way: by the past, by its name, by its key, as a file, as a completion.
    let at = map(&admin, all).await["times"]["to"].as_i64().expect("something was noted");
    let past = picture(&dev, &format!("{all}&at={at}")).await;
    assert!(!names(&past).iter().any(theirs));
    let pod = much.graph.discs().find(|at| theirs(&much.graph.name(*at).to_owned())).expect("it is there");
    let key = much.graph.nodes[pod as usize].key;
    let near = picture(&dev, &format!("{all}&around={key}&hops=5")).await;
    assert!(!names(&near).iter().any(theirs));
    assert_eq!(dev.call("/api/map/find_nodes", &[("text", THEIRS.1)]).await.text(), "[]");
    assert_eq!(
        dev.call("/api/map/complete_filter", &[("text", "name:payment-w"), ("cursor", "14")]).await.text(),
        "[]"
    );
    let hide = [("act", "hide"), ("key", &key.to_string())];
    assert_eq!(dev.call("/api/map/change_hidden", &hide).await.status, 404);
    for file in ["/files/map/nodes.csv", "/files/map/edges.csv", "/files/map.json", "/files/map.svg"] {
        for who in [&admin, &dev] {
            let answer = who.get(&format!("{file}?{all}")).send().await;
            assert_eq!(answer.status, 200, "{file}");
            assert_eq!(answer.text().contains(THEIRS.1), std::ptr::eq(who, &admin), "{file}");
        }
    }
    let times = map(&dev, "").await["times"].clone();
    assert!(times["bytes"].as_u64() < map(&admin, "").await["times"]["bytes"].as_u64(), "{times}");
}

#[tokio::test]
async fn a_picture_is_kept_until_it_is_another() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let first = admin.get(PICTURE).header("accept-encoding", "gzip").send().await;
    assert_eq!((first.status, first.header("content-encoding")), (200, "gzip"));
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let tag = first.header("etag").to_owned();
    assert!(tag.contains(map(&admin, "").await["version"].as_str().expect("a version")));
    let again = admin.get(PICTURE).header("if-none-match", &tag).send().await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*tag));
    let other = admin.get(&format!("{PICTURE}?detail=namespaces")).header("if-none-match", &tag).send().await;
    assert_eq!(other.status, 200);
    switch(&admin, "Protect").await;
    let changed = admin.get(PICTURE).header("if-none-match", &tag).send().await;
    assert_eq!(changed.status, 200, "a mode is another now");
}

#[tokio::test]
async fn the_image_in_the_page_is_kept_until_it_is_drawn_otherwise() {
    const STILL: &str = "/files/map.svg?still=1";
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let first = admin.get(STILL).send().await;
    assert_eq!((first.status, first.header("cache-control")), (200, "private, no-cache"));
    let tag = first.header("etag").to_owned();
    assert!(tag.contains(map(&admin, "").await["version"].as_str().expect("a version")), "{tag}");
    let again = admin.get(STILL).header("if-none-match", &tag).send().await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*tag));
    assert!(again.header("content-security-policy").contains("default-src 'none'"));
    for other in ["theme=dark", "width=sessions", "detail=namespaces"] {
        let answer = admin.get(&format!("{STILL}&{other}")).header("if-none-match", &tag).send().await;
        assert_eq!((answer.status, answer.header("etag") == tag), (200, false), "{other}");
    }
    admin.post("/preferences").form(&[("language", "ru")]).send().await;
    let russian = admin.get(STILL).header("if-none-match", &tag).send().await;
    assert_eq!(russian.status, 200, "it is called otherwise");
    let tag = russian.header("etag").to_owned();
    switch(&admin, "Protect").await;
    let changed = admin.get(STILL).header("if-none-match", &tag).send().await;
    assert_eq!(changed.status, 200, "a mode is another now");
    let file = admin.get("/files/map.svg").header("if-none-match", &tag).send().await;
    assert_eq!((file.status, file.header("etag")), (200, ""), "who takes it along gets it");
}

#[tokio::test]
async fn what_the_eye_knows_stays_where_it_is() {
    let console = Console::start().await;
    let (admin, other) = (console.signed_in("admin").await, console.signed_in("admin").await);
    let moved = |before: &Positions, after: &Picture| {
        let now = after.positions();
        let keys = after.graph.discs().map(|at| after.graph.nodes[at as usize].key);
        let far = keys.filter_map(|key| Some(before.get(key)?.at.distance(now.get(key)?.at)));
        far.fold(0.0, f32::max)
    };
    let first = picture(&admin, "").await;
    // What is sent is rounded to a 65,000th of the picture's size.
    let rounding = 1.0;
    console.demo.tick(3);
    switch(&admin, "Protect").await;
    let refreshed = picture(&admin, "").await;
    assert!(moved(&first.positions(), &refreshed) < rounding);
    let open = "detail=namespaces";
    let closed = picture(&admin, open).await;
    let opened = picture(&admin, &format!("{open}&open={}", namespace("payments"))).await;
    assert!(opened.graph.discs().count() > closed.graph.discs().count());
    let back = picture(&other, open).await;
    assert!(moved(&closed.positions(), &back) < rounding, "others see it in the same place");
}

#[tokio::test]
async fn the_past_is_kept_and_can_be_compared() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let first = map(&admin, "system=1").await;
    let from = first["times"]["from"].as_i64().expect("something was noted");
    assert_eq!(
        (&first["times"]["count"], &first["times"]["bound"]),
        (&Value::from(1), &Value::from(32 << 20))
    );
    assert!(first["times"]["bytes"].as_u64().is_some_and(|bytes| bytes > 0));
    // Moments are whole seconds: what is read within the same one is not noted.
    let modes = ["Protect", "Monitor"].into_iter().cycle();
    for mode in modes.take(100) {
        switch(&admin, mode).await;
        if map(&admin, "").await["times"]["count"] == 2 {
            break;
        }
    }
    let now = map(&admin, "").await;
    assert_eq!(
        now["times"]["moments"],
        Value::from(vec![from, now["times"]["to"].as_i64().expect("two moments")])
    );
    let compared = map(&admin, &format!("since={from}")).await;
    let changed = &compared["changed"];
    assert_eq!(
        (&changed["from"], changed["changed_nodes"]["count"] != 0),
        (&Value::from(from), true),
        "{changed}"
    );
    let row = &changed["changed_nodes"]["rows"][0];
    assert!(row["name"].as_str().is_some_and(|name| name.contains("catalog")), "{row}");
    let key: Key = row["key"].as_str().and_then(|key| key.parse().ok()).expect("a key");
    let mode = |picture: &Picture| {
        let at = picture.graph.find(key).expect("it is shown");
        picture.graph.nodes[at as usize].mode
    };
    let before = map(&admin, &format!("at={from}")).await;
    assert_eq!((&before["is_past"], &before["read_at"]), (&Value::Bool(true), &Value::from(from)));
    assert_eq!(mode(&picture(&admin, &format!("at={from}")).await), Mode::Discover);
    assert_ne!(mode(&picture(&admin, "").await), Mode::Discover);
}

#[tokio::test]
async fn what_came_since_the_last_look_is_marked_without_being_asked_for() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let all = "detail=groups";
    let is_new = |browser| async move { map(browser, all).await["shown"]["new"].as_u64() };
    assert_eq!(is_new(&admin).await, Some(0), "who looks for the first time has missed nothing");
    let connect = Connect {
        from: "nv.mailer.storefront".to_owned(),
        to: "nv.ledger-db.payments".to_owned(),
        application: "PostgreSQL".to_owned(),
        port: "tcp/5432".to_owned(),
    };
    console.demo.connect(&connect).expect("both are there");
    switch(&admin, "Protect").await;
    assert!(is_new(&admin).await > Some(0));
    assert!(map(&admin, all).await["changed"].is_null(), "nothing was compared");
    let edges: Value = admin.call("/api/map/get_rows", &[("query", all), ("what", "edges")]).await.json();
    let row = |row: &&Value| row["from"] == "mailer" && row["to"] == "ledger-db";
    let row = edges["edges"].as_array().expect("rows").iter().find(row).expect("it is shown");
    assert_eq!(row["marks"][0], "new", "{row}");
    let shown = picture(&admin, all).await;
    assert!(shown.graph.edges.iter().any(|edge| edge.marks.has(EdgeMarks::NEW)));
    assert_eq!(is_new(&reader).await, Some(0), "another's look is another");
}

#[tokio::test]
async fn no_past_is_kept_where_none_is_wanted() {
    let console = Setup::default().argument("--map-history=0").start().await;
    let admin = console.signed_in("admin").await;
    let times = map(&admin, "at=1").await["times"].clone();
    assert_eq!(
        (&times["count"], &times["bound"], &times["from"]),
        (&Value::from(0), &Value::from(0), &Value::Null)
    );
}

#[tokio::test]
async fn what_one_hides_is_hidden_for_them_alone_and_after_a_restart() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let query = "detail=namespaces";
    let hidden = |names: BTreeSet<String>| !names.contains("payments");
    let before = (names(&picture(&admin, query).await), names(&picture(&reader, query).await));
    assert!(!hidden(before.0.clone()) && !hidden(before.1));
    let list: Value = admin
        .call("/api/map/change_hidden", &[("act", "hide"), ("key", &namespace("payments"))])
        .await
        .json();
    assert_eq!((&list["items"][0]["name"], &list["items"][0]["part"]), (&"payments".into(), &"node".into()));
    assert!(hidden(names(&picture(&admin, query).await)));
    assert!(!hidden(names(&picture(&reader, query).await)));
    assert_eq!(map(&admin, query).await["hidden"]["nodes"], 1);
    let file = admin.get(&format!("/files/map/nodes.csv?{query}")).send().await;
    assert!(!file.text().contains("payments"));

    let console = console.restart(|_| {}).await;
    console.bring(&admin);
    assert!(hidden(names(&picture(&admin, query).await)));
    let list: Value = admin.call("/api/map/get_hidden", &[]).await.json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        admin.call("/api/map/change_hidden", &[("act", "hide"), ("key", "0123456789ab")]).await.status,
        404
    );
    // As a browser without scripts sends it.
    let form = [("act", "reset"), ("key", ""), ("back", "/network?detail=namespaces")];
    let sent: Answer =
        admin.post("/api/map/change_hidden").header("accept", "text/html").form(&form).send().await;
    assert_eq!((sent.status, sent.location()), (302, "/network?detail=namespaces"));
    assert_eq!(names(&picture(&admin, query).await), before.0);
}

#[tokio::test]
async fn something_closed_is_found_with_what_is_around_it() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let found: Value = admin.call("/api/map/find_nodes", &[("text", "PAYMENT-worker")]).await.json();
    let pod = found.as_array().expect("a list").iter().find(|hit| hit["kind"] == "pod").expect("a pod");
    let holders: Vec<&str> = pod["holders"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|holder| holder["name"].as_str())
        .collect();
    assert_eq!(holders, [THEIRS.0, THEIRS.1]);
    let candidates: Value = admin
        .call("/api/map/complete_filter", &[("text", "from.ns:pay and x"), ("cursor", "11")])
        .await
        .json();
    assert_eq!(candidates[0]["whole"], "from.ns:payments and x");
}

#[tokio::test]
async fn tables_and_files_list_what_is_shown() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let query = "ns=payments&detail=groups";
    let said = map(&admin, query).await;
    for (what, count) in [("nodes", &said["shown"]["discs"]), ("edges", &said["shown"]["edges"])] {
        let rows: Value = admin.call("/api/map/get_rows", &[("query", query), ("what", what)]).await.json();
        assert_eq!((rows[what].as_array().map(Vec::len).map(Value::from).as_ref()), Some(count), "{what}");
        let file = admin.get(&format!("/files/map/{what}.csv?{query}")).send().await;
        assert_eq!(Value::from(file.text().lines().count() - 1), *count, "{what}");
        let name = file.header("content-disposition");
        assert!(name.starts_with(&format!("attachment; filename=\"network-map-{what}-")), "{name}");
    }
    let document: Value = admin.get(&format!("/files/map.json?{query}")).send().await.json();
    assert_eq!(
        document["nodes"].as_array().map(Vec::len).map(Value::from).as_ref(),
        Some(&said["shown"]["discs"])
    );
    let drawing = admin.get(&format!("/files/map.svg?{query}")).send().await;
    assert_eq!(drawing.header("content-type"), "image/svg+xml");
    assert!(drawing.text().contains("<style>"), "it stands by itself");
    assert!(drawing.text().contains("<text class=\"label said "), "applications stand at edges");
    assert!(drawing.text().contains("prefers-color-scheme"), "as the screen is");
    let dark = admin.get(&format!("/files/map.svg?{query}&theme=dark")).send().await.text();
    assert!(!dark.contains("prefers-color-scheme"), "as the page that it stands in");
    let policy = drawing.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'; style-src 'unsafe-inline'") && !policy.contains("script"),
        "{policy}"
    );
    // The image in the page is no file that somebody takes along.
    let still = admin.get(&format!("/files/map.svg?{query}&still=1")).send().await;
    assert_eq!((still.status, still.header("content-disposition")), (200, ""));
    assert!(still.text().contains("</svg>"));
    // What does not make sense is as if it were not asked.
    let odd = [("query", query), ("what", "nodes"), ("page", "99")];
    let rows: Value = admin.call("/api/map/get_rows", &odd).await.json();
    assert_eq!(rows["number"], 1);
}

#[tokio::test]
async fn where_there_is_no_map_the_page_says_why() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(demo_controller::Fault::on("GET", "/v1/conversation").status(500));
    let file = admin.get("/files/map/nodes.csv?ns=payments").send().await;
    assert_eq!((file.status, file.location()), (303, "/network?ns=payments"));
    assert!(!file.set_cookie(kit::flash::COOKIE).is_empty());
    assert_eq!(admin.get(PICTURE).send().await.status, 422, "the program that asks is told");
    let still = admin.get("/files/map.svg?still=1").send().await;
    assert_eq!((still.status, still.location()), (422, ""), "the page says it, not its image");
    assert!(still.set_cookie(kit::flash::COOKIE).is_empty());
}
