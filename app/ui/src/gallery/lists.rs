//! Toolbar, table in its states, pages, tabs.
use leptos::prelude::*;

use super::piece;
use crate::*;

pub fn view() -> AnyView {
    let states = [
        ("Table", TableState::Ready),
        ("Table loading", TableState::Loading(4)),
        (
            "Table with nothing found",
            TableState::Empty(Notice {
                icon: Icon::Search,
                title: "Nothing matches".into(),
                text: "No group in namespace demo is in Protect.".into(),
                actions: vec![Command::link("Clear the filters", "#")],
            }),
        ),
    ];
    let tables: Vec<_> = states.into_iter().map(|(title, state)| table(title, state)).collect();
    view! { {tables} {tabs()} }.into_any()
}

#[derive(Clone, PartialEq)]
struct Sample {
    name: &'static str,
    mode: (Mode, &'static str),
    members: u64,
}

const SAMPLES: [Sample; 4] = [
    Sample { name: "nv.checkout.shop", mode: (Mode::Protect, "Protect"), members: 12 },
    Sample { name: "nv.payment-api.shop", mode: (Mode::Monitor, "Monitor"), members: 4 },
    Sample { name: "nv.recommender.lab", mode: (Mode::Discover, "Discover"), members: 0 },
    Sample { name: "nodes", mode: (Mode::Monitor, "Monitor"), members: 24 },
];

fn table(title: &'static str, state: TableState) -> AnyView {
    let id = title.replace(' ', "-");
    let sort = |direction| Sort { href: "#".into(), direction };
    let columns = vec![
        Column::text("Name", |s: &Sample| s.name.to_owned()).main().width(Width::Xl).sort(sort(Some(Direction::Ascending))),
        Column::new("Mode", |s: &Sample| view! { <ModeBadge mode=s.mode.0 label=s.mode.1 /> }.into_any()).sort(sort(None)),
        Column::new("Members", |s: &Sample| {
            view! { <CountLink count=s.members text=s.members.to_string() href="#" label=format!("{} members", s.members) /> }
                .into_any()
        })
        .end()
        .width(Width::Xs)
        .sort(sort(None)),
        Column::text("Rule", |_: &Sample| "10007".to_owned()).mono().width(Width::S).priority(Priority::Medium),
    ];
    let rows = || {
        let row = |(n, sample): (usize, Sample)| {
            let allowed = if sample.name == "nodes" {
                Err("Nodes have no process profile.".to_owned())
            } else {
                Ok(())
            };
            let label = format!("Select {}", sample.name);
            Row::new(sample.name, sample).href("#").open(n == 2).pick(label, allowed)
        };
        SAMPLES.into_iter().enumerate().map(row).collect()
    };
    let model = TableModel::new(columns, rows).actions(|s: &Sample| {
        (format!("Actions for {}", s.name), vec![Command::link("Change mode…", "#").icon(Icon::Shield)])
    });
    let chosen = RwSignal::new(vec!["nv.payment-api.shop".to_owned()]);
    let change = move |(keys, on): (Vec<String>, bool)| {
        chosen.update(|chosen| {
            chosen.retain(|key| !keys.contains(key));
            if on {
                chosen.extend(keys);
            }
        });
    };
    let selection = Selection {
        name: "group",
        form: None,
        chosen: chosen.into(),
        on_change: Callback::new(change),
        all_label: "Select all on this page".into(),
    };
    let ready = matches!(state, TableState::Ready);
    let selected = Signal::derive(move || {
        chosen.with(|chosen| (ready && !chosen.is_empty()).then(|| format!("{} selected", chosen.len())))
    });
    let stale =
        ready.then(|| "The controller has not answered since 12:04. What you see is from then.".to_owned());
    let content = view! {
        <DataTable
            id=id
            caption=title
            model=model
            state=state
            selection=selection
            stale=stale
            stale_action=Command::link("Try again", "#")
        />
        <BulkBar text=selected label="Selected groups">
            <Button label="Change mode" icon=Icon::Shield small=true />
        </BulkBar>
        <Pagination
            label=format!("Pages of {title}")
            range="551–600 of 1,234"
            previous_label="Previous page"
            next_label="Next page"
            links=PageLinks::new(12, 25, |page| format!("#{page}"))
        />
    };
    let id = format!("gallery-{}", title.replace(' ', "-"));
    view! { <Panel id=id title=title flush=true>{content}</Panel> }.into_any()
}

fn tabs() -> AnyView {
    let tab = |label: &str, count: Option<&str>, current| Tab {
        label: label.into(),
        href: "#".into(),
        count: count.map(Into::into),
        current,
    };
    let content = view! {
        <div class="stack">
            <Tabs
                label="Parts of the group"
                tabs=vec![tab("Members", Some("12"), true), tab("Network rules", Some("31"), false), tab("Process profile", None, false)]
            />
            <Toolbar label="Filters" end=view! { <Button label="Columns" icon=Icon::Columns icon_only=true kind=ButtonKind::Ghost /> }.into_any()>
                <SearchBox id="gallery-search" label="Search groups" value="" />
                <Chip name="Namespace" value="shop" remove_href="#" remove_label="Remove filter Namespace: shop" />
                <Chip name="Mode" value="Discover" remove_href="#" remove_label="Remove filter Mode: Discover" />
            </Toolbar>
        </div>
    };
    piece("Tabs and toolbar", content.into_any())
}
