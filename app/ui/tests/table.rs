//! What the data table writes on the server, in each of its states.
#![cfg(feature = "ssr")]

use leptos::prelude::*;
use ui::*;

#[derive(Clone, PartialEq)]
struct Group {
    name: &'static str,
    members: u64,
}

const GROUPS: [Group; 3] = [
    Group { name: "nv.web", members: 3 },
    Group { name: "nv.db", members: 1 },
    Group { name: "nodes", members: 24 },
];

fn render(state: TableState, chosen: &[&str]) -> String {
    let chosen: Vec<String> = chosen.iter().map(|key| (*key).to_owned()).collect();
    Owner::new().with(|| {
        let sorted = |direction| Sort { href: "?sort=name&desc".into(), direction };
        let columns = vec![
            Column::text("Name", |g: &Group| g.name.to_owned()).main().sort(sorted(Some(Direction::Ascending))),
            Column::text("Members", |g: &Group| g.members.to_string()).end().sort(sorted(None)).priority(Priority::Medium),
            Column::text("Comment", |_: &Group| String::new()),
        ];
        let rows = || {
            let row = |g: Group| {
                let allowed = if g.name == "nodes" { Err("Nodes have no mode.".to_owned()) } else { Ok(()) };
                let href = format!("?open={}", g.name);
                Row::new(g.name, g.clone()).href(href).open(g.name == "nv.db").pick(format!("Select {}", g.name), allowed)
            };
            GROUPS.into_iter().map(row).collect()
        };
        let model = TableModel::new(columns, rows)
            .actions(|g: &Group| (format!("Actions for {}", g.name), vec![Command::link("Export", "#")]));
        let selection = Selection {
            name: "group",
            form: Some("bulk".into()),
            chosen: chosen.into(),
            on_change: Callback::new(|_| ()),
            all_label: "Select all".into(),
        };
        let stale = Some("Nothing new since 12:04.".to_owned());
        let view = view! { <DataTable id="groups" caption="Groups" model=model state=state selection=selection stale=stale /> };
        view.into_any().to_html().replace("<!>", "")
    })
}

/// The tag around `inside`, an attribute of it.
fn tag<'a>(html: &'a str, inside: &str) -> &'a str {
    let at = html.find(inside).unwrap_or_else(|| panic!("{inside} is not in {html}"));
    let from = html[..at].rfind('<').expect("an attribute stands in a tag");
    &html[from..at + html[at..].find('>').expect("a tag ends") + 1]
}

#[test]
fn headers_are_links_and_tell_the_order() {
    let html = render(TableState::Ready, &[]);
    assert_eq!(html.matches(r#"aria-sort="ascending""#).count(), 1);
    assert_eq!(html.matches("aria-sort").count(), 1, "only the sorted column has aria-sort");
    assert_eq!(html.matches(r#"href="?sort=name&amp;desc""#).count(), 2);
    assert!(html.contains("<caption>Groups</caption>"));
}

#[test]
fn rows_are_links_and_form_controls() {
    let html = render(TableState::Ready, &["nv.web"]);
    let web = tag(&html, r#"value="nv.web""#);
    for part in [r#"name="group""#, r#"form="bulk""#, r#"aria-label="Select nv.web""#, "checked"] {
        assert!(web.contains(part), "{part} is not in {web}");
    }
    assert!(!tag(&html, r#"value="nv.db""#).contains("checked"));
    assert!(tag(&html, r#"href="?open=nv.web""#).contains("main-link"));
    assert!(tag(&html, r#"href="?open=nv.db""#).contains(r#"aria-current="true""#));
    assert_eq!(html.matches(r#"scope="row""#).count(), 3);
    assert!(html.contains(r#"class="chosen""#) && html.contains(r#"class="open""#));
}

#[test]
fn a_row_that_cannot_be_selected_says_why_and_is_never_sent() {
    let html = render(TableState::Ready, &[]);
    let nodes = tag(&html, r#"aria-label="Select nodes""#);
    assert!(
        nodes.contains(r#"aria-disabled="true""#) && nodes.contains(r#"aria-describedby="groups-nodes-why""#),
        "{nodes}"
    );
    assert!(!nodes.contains("name="), "{nodes}");
    assert!(html.contains("Nodes have no mode."));
}

#[test]
fn cells_follow_their_columns() {
    let html = render(TableState::Ready, &[]);
    assert_eq!(html.matches(r#"class="end p3""#).count(), 4, "a header and three cells");
    let columns = html.matches("<col ").count();
    let row = html.split("<tr").nth(2).expect("a first row");
    assert_eq!(columns, row.matches("<td").count() + row.matches("<th").count());
}

#[test]
fn row_menus_are_written_when_they_are_opened() {
    let html = render(TableState::Ready, &[]);
    assert!(
        tag(&html, r#"popovertarget="groups-nv.web-acts""#).contains(r#"aria-label="Actions for nv.web""#)
    );
    assert!(!html.contains("Export"));
}

#[test]
fn loading_has_the_shape_of_the_table() {
    let html = render(TableState::Loading(5), &[]);
    assert_eq!(html.matches("bone").count(), 5 * 3, "five rows of three cells");
    assert!(html.contains(r#"aria-busy="true""#) && html.contains("Members"));
    assert!(!html.contains("nv.web") && !html.contains("checkbox"));
}

#[test]
fn empty_and_failed_say_what_to_do() {
    let notice = Notice {
        icon: Icon::Group,
        title: "No groups yet".into(),
        text: "They come with workloads.".into(),
        actions: vec![Command::link("New group", "/new")],
    };
    let html = render(TableState::Empty(notice), &[]);
    assert!(html.contains("No groups yet") && html.contains(r#"href="/new""#) && !html.contains("<table"));
    let failure = Failure {
        title: "Not read".into(),
        detail: "No answer".into(),
        facts: vec![("Request".into(), "7f3a".into())],
        actions: vec![Command::link("Try again", "/groups")],
    };
    let html = render(TableState::Failed(failure), &[]);
    for part in [r#"role="alert""#, "Not read", "No answer", "7f3a", r#"href="/groups""#] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn stale_data_stays_under_a_banner() {
    let html = render(TableState::Ready, &[]);
    assert!(html.contains("Nothing new since 12:04.") && html.contains("nv.web"));
}
