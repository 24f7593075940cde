//! A mock of the groups page, to see that the parts make a whole.
use leptos::prelude::*;
use ui::*;

/// What is open on the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Shown {
    List,
    Panel,
    Dialog,
}

#[derive(Clone, PartialEq)]
struct Group {
    name: &'static str,
    domain: &'static str,
    network: Option<Mode>,
    process: Option<Mode>,
    zero_drift: bool,
    kind: &'static str,
    members: u64,
    rules: u64,
    responses: u64,
}

const fn group(
    name: &'static str,
    domain: &'static str,
    modes: (Option<Mode>, Option<Mode>),
    zero_drift: bool,
    kind: &'static str,
    counts: (u64, u64, u64),
) -> Group {
    Group {
        name,
        domain,
        network: modes.0,
        process: modes.1,
        zero_drift,
        kind,
        members: counts.0,
        rules: counts.1,
        responses: counts.2,
    }
}

const D: Option<Mode> = Some(Mode::Discover);
const M: Option<Mode> = Some(Mode::Monitor);
const P: Option<Mode> = Some(Mode::Protect);

const GROUPS: [Group; 18] = [
    group("nv.adservice.shop", "shop", (P, P), true, "Learned", (3, 8, 1)),
    group("nv.cartservice.shop", "shop", (P, P), true, "Learned", (4, 11, 1)),
    group("nv.checkoutservice.shop", "shop", (P, M), true, "Learned", (6, 17, 3)),
    group("nv.currencyservice.shop", "shop", (M, M), true, "Learned", (2, 5, 0)),
    group("nv.emailservice.shop", "shop", (M, M), false, "Learned", (1, 4, 0)),
    group("nv.frontend.shop", "shop", (P, P), true, "Learned", (12, 31, 4)),
    group("nv.loadgenerator.lab", "lab", (D, D), false, "Learned", (8, 3, 0)),
    group("nv.paymentservice.shop", "shop", (P, P), true, "Learned", (4, 9, 6)),
    group("nv.postgres-primary.data", "data", (P, P), true, "Learned", (1, 14, 2)),
    group("nv.productcatalog.shop", "shop", (M, M), true, "Learned", (3, 7, 0)),
    group("nv.recommender.lab", "lab", (D, D), false, "Learned", (2, 0, 0)),
    group("nv.redis-cart.data", "data", (M, P), true, "Learned", (3, 6, 0)),
    group("nodes", "", (None, M), false, "Reserved", (24, 0, 0)),
    group("payment-perimeter", "", (None, None), false, "Created", (9, 12, 5)),
    group("fed.egress-banks", "", (None, None), false, "Federated", (0, 4, 1)),
    group("nv.shippingservice.shop", "shop", (M, D), false, "Learned", (2, 5, 0)),
    group("nv.vault.security", "security", (P, P), true, "CRD", (3, 22, 2)),
    group("nv.zookeeper.data", "data", (D, M), false, "Learned", (5, 13, 0)),
];

fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Discover => "Discover",
        Mode::Monitor => "Monitor",
        Mode::Protect => "Protect",
        Mode::Quarantined => "Quarantined",
    }
}

fn mode(mode: Option<Mode>) -> AnyView {
    match mode {
        Some(mode) => view! { <ModeBadge mode=mode label=word(mode) /> }.into_any(),
        None => view! { <span class="muted">"—"</span> }.into_any(),
    }
}

/// The frame around every page.
pub fn shell(page: AnyView) -> AnyView {
    let link = |label: &str, href: &str| SideMenuLink { label: label.into(), href: href.into(), note: None };
    let section = |icon, label: &str, pages: &[&str]| {
        let links = pages
            .iter()
            .map(|page| link(page, &format!("/{}", page.to_lowercase().replace(' ', "-"))))
            .collect();
        SideMenuEntry::Section(icon, label.into(), links)
    };
    let entries = vec![
        SideMenuEntry::Page(Icon::Dashboard, link("Dashboard", "/dashboard")),
        SideMenuEntry::Page(
            Icon::Network,
            SideMenuLink { note: Some("soon".into()), ..link("Network activity", "/network") },
        ),
        section(Icon::Assets, "Assets", &["Platforms", "Namespaces", "Nodes", "Containers"]),
        section(
            Icon::Policy,
            "Policy",
            &["Admission control", "Groups", "Network rules", "Response rules", "DLP sensors", "WAF sensors"],
        ),
        section(Icon::Risk, "Security risks", &["Vulnerabilities", "Compliance"]),
        section(Icon::Activity, "Activity", &["Security events", "Risk reports", "Events"]),
        section(Icon::Settings, "Settings", &["Configuration", "Users"]),
    ];
    let me = vec![
        vec![Command::link("Profile", "#").icon(Icon::User)].into(),
        MenuSection {
            title: Some("Theme".into()),
            actions: vec![
                Command::post("System", "/theme", vec![]).icon(Icon::Screen).chosen(true),
                Command::post("Light", "/theme", vec![]).icon(Icon::Sun).chosen(false),
                Command::post("Dark", "/theme", vec![]).icon(Icon::Moon).chosen(false),
            ],
        },
        vec![Command::post("Sign out", "/sign-out", vec![]).icon(Icon::SignOut)].into(),
    ];
    let keys = view! { <Keys keys=vec!["Ctrl".into(), "K".into()] /> }.into_any();
    let menu = view! {
        <SideMenu
            label="Main"
            brand="NeuVector"
            home="/"
            entries=entries
            current="/groups"
            foot="5.4.3".into_any()
            fold=("Fold the menu".into(), Callback::new(|()| ()))
        />
    };
    let bar = view! {
        <TopBar
            menu_label="Open the menu"
            place=view! { <span class="wide">"Cluster"</span> <strong>"production-eu"</strong> <Tag label="primary" /> }.into_any()
            jump=("Go to…".into(), keys, Callback::new(|()| ()))
            end=view! {
                <Button label="Notifications" icon=Icon::Bell icon_only=true kind=ButtonKind::Ghost />
                <Menu id="me" label="admin" icon=Icon::User kind=ButtonKind::Ghost sections=me />
            }
            .into_any()
        />
    };
    view! {
        <AppShell skip_label="Skip to content" menu=menu.into_any() bar=bar.into_any()>
            {page}
        </AppShell>
    }
    .into_any()
}

fn model() -> TableModel {
    let sort = |direction| Sort { href: "#".into(), direction };
    let count =
        |n: u64| view! { <CountLink count=n text=n.to_string() href="#" label=n.to_string() /> }.into_any();
    let columns = vec![
        Column::text("Name", |g: &Group| g.name.into())
            .main()
            .width(Width::Xl)
            .sort(sort(Some(Direction::Ascending))),
        Column::text("Namespace", |g: &Group| g.domain.into())
            .width(Width::S)
            .priority(Priority::High)
            .sort(sort(None)),
        Column::new("Network mode", |g: &Group| mode(g.network)).sort(sort(None)),
        Column::new("Process mode", |g: &Group| mode(g.process)).priority(Priority::High).sort(sort(None)),
        Column::text("Baseline", |g: &Group| if g.zero_drift { "Zero-drift" } else { "Basic" }.into())
            .width(Width::S)
            .priority(Priority::Low),
        Column::text("Type", |g: &Group| g.kind.into())
            .width(Width::S)
            .priority(Priority::Medium)
            .sort(sort(None)),
        Column::new("Members", move |g: &Group| count(g.members)).end().width(Width::Xs).sort(sort(None)),
        Column::new("Rules", move |g: &Group| count(g.rules))
            .end()
            .width(Width::Xs)
            .priority(Priority::Medium)
            .sort(sort(None)),
        Column::new("Responses", move |g: &Group| count(g.responses))
            .end()
            .width(Width::S)
            .priority(Priority::Low),
    ];
    let rows = || {
        let row = |g: Group| {
            let allowed = match g.kind {
                "Learned" => Ok(()),
                kind => Err(format!("{kind} groups have no mode of their own.")),
            };
            Row::new(g.name, g.clone())
                .href("#")
                .open(g.name == "nv.checkoutservice.shop")
                .pick(format!("Select {}", g.name), allowed)
        };
        GROUPS.into_iter().map(row).collect()
    };
    TableModel::new(columns, rows).actions(|g: &Group| {
        (format!("Actions for {}", g.name), vec![Command::link("Change mode…", "#").icon(Icon::Shield)])
    })
}

fn panel() -> AnyView {
    let tab = |label: &str, count: &str, current| Tab {
        label: label.into(),
        href: "#".into(),
        count: Some(count.into()),
        current,
    };
    let tabs = vec![
        tab("Members", "6", true),
        tab("Rules", "17", false),
        tab("Processes", "41", false),
        tab("Files", "8", false),
    ];
    let columns = vec![
        Column::new("Pod", |(pod, node): &(String, &'static str)| {
            view! { {pod.clone()} <span class="sub">{*node}</span> }.into_any()
        })
        .main()
        .width(Width::Xl),
        Column::new("State", |_| {
            view! { <Badge tone=Tone::Success label="Running" plain=true /> }.into_any()
        })
        .width(Width::S),
        Column::new("CVEs", |_| {
            view! { <SeverityBadge severity=Severity::High label="4" plain=true /> }.into_any()
        })
        .width(Width::Xs),
    ];
    let pods = ["7d9f-2xkqp", "7d9f-8r4mn", "7d9f-c6tzw", "7d9f-hx2vd", "7d9f-pl9sk", "7d9f-zz8qj"];
    let rows = move || {
        pods.into_iter().map(|pod| Row::new(pod, (format!("checkout-{pod}"), "node-3")).href("#")).collect()
    };
    let facts = vec![
        ("Network mode".into(), mode(P)),
        ("Process mode".into(), mode(M)),
        ("Baseline".into(), "Zero-drift".into_any()),
        ("Criteria".into(), view! { <code>"service = checkoutservice.shop"</code> }.into_any()),
        (
            "Learned".into(),
            view! { <Time text="3 weeks ago" exact="1 November 2026, 09:12:44 CET" datetime="2026-11-01T08:12:44Z" /> }.into_any(),
        ),
    ];
    let footer = view! {
        <Button label="Change mode…" icon=Icon::Shield kind=ButtonKind::Primary />
        <Button label="Export" icon=Icon::Download />
    };
    view! {
        <SidePanel
            id="group"
            title="nv.checkoutservice.shop"
            subtitle="Learned in namespace shop".into_any()
            close_label="Close"
            close=Close::Link("#".into())
            widen=("Open as a page".into(), "#".into())
            tabs=view! { <Tabs label="Parts of the group" tabs=tabs /> }.into_any()
            footer=footer.into_any()
        >
            <Facts facts=facts />
            <DataTable id="members" caption="Members" model=TableModel::new(columns, rows) state=TableState::Ready />
        </SidePanel>
    }
    .into_any()
}

/// The page.
pub fn page(shown: Shown) -> AnyView {
    let chosen: Vec<String> = match shown {
        Shown::List => vec![],
        _ => ["nv.currencyservice.shop", "nv.emailservice.shop", "nv.productcatalog.shop"]
            .map(Into::into)
            .into(),
    };
    let text = (!chosen.is_empty()).then(|| format!("{} groups selected", chosen.len()));
    let selection = Selection {
        name: "group",
        form: None,
        chosen: chosen.into(),
        on_change: Callback::new(|_| ()),
        all_label: "Select all on this page".into(),
    };
    let why = Blocked::by("why-delete", Some("Learned groups go with their workloads.".to_owned()));
    let page = view! {
        <PageBody>
            <PageHeader
                title="Groups"
                count="214"
                fresh=view! { <Time text="updated 4 s ago" exact="12:04:17" datetime="2026-11-22T11:04:17Z" /> }.into_any()
                actions=view! {
                    <Button label="Import" icon=Icon::Upload />
                    <LinkButton label="New group" href="#" icon=Icon::Plus kind=ButtonKind::Primary />
                }
                .into_any()
            />
            <Toolbar
                label="Filters"
                end=view! {
                    <Button label="Add a filter" icon=Icon::Filter kind=ButtonKind::Ghost />
                    <Button label="Columns" icon=Icon::Columns icon_only=true kind=ButtonKind::Ghost />
                    <Button label="Refresh" icon=Icon::Refresh icon_only=true kind=ButtonKind::Ghost />
                }
                .into_any()
            >
                <SearchBox id="q" label="Search groups" value="" />
                <Chip name="Cluster" value="local" remove_href="#" remove_label="Remove" />
                <Chip name="System groups" value="hidden" remove_href="#" remove_label="Remove" />
            </Toolbar>
            <form>
                <DataTable id="groups" caption="Groups" model=model() state=TableState::Ready selection=selection />
                <BulkBar
                    text=text
                    label="Selected groups"
                    end=view! { <Button label="Clear" kind=ButtonKind::Ghost small=true /> }.into_any()
                >
                    <Button label="Change mode…" icon=Icon::Shield small=true />
                    <Button label="Export" icon=Icon::Download small=true />
                    <Button label="Delete" icon=Icon::Trash small=true blocked=why />
                </BulkBar>
            </form>
            <Pagination
                label="Pages of groups"
                range="1–50 of 214"
                previous_label="Previous page"
                next_label="Next page"
                links=PageLinks::new(1, 5, |page| format!("#{page}"))
            />
        </PageBody>
        {(shown == Shown::Panel).then(panel)}
        {(shown == Shown::Dialog).then(ui::gallery::protect_dialog)}
    };
    shell(page.into_any())
}
