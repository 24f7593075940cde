//! What can be done about an entry where it is read: the rule behind it, cutting a pod off, catching its packets, taking the
//! entry along. What this user may not do says why.

#[cfg(feature = "ssr")]
pub mod read;
mod reviews;

use ::review::rule::Said;
use controller_api::access::{Access, Permission};
use kit::{
    can::{Reason, permission_name},
    url::Params,
    viewer::use_viewer,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{
    Blocked, Button, ButtonKind, Close, Command, Consequence, Consequences, Dialog, Icon, LinkButton, Menu,
    MenuSection,
};

pub use self::reviews::OpenReview;
use super::shown::EntryShown;
use crate::log::which::Which;

/// How long a capture that begins here runs, in seconds.
const CAPTURE: &str = "60";

/// What can be done about an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acts {
    /// The network rule behind it.
    pub rule: Option<RuleBehind>,
    /// The process whose profile is behind it.
    pub process: Option<ProcessBehind>,
    /// The pods that it speaks of, the source first.
    pub pods: Vec<PodHere>,
}

/// The network rule behind a violation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBehind {
    /// Its id; 0 = none allowed it.
    pub id: u32,
    /// The client's group; `""` = none.
    pub from: String,
    /// The server's.
    pub to: String,
    /// What was said.
    pub said: Said,
    /// The namespaces of both; `""` = none.
    pub namespaces: [String; 2],
}

/// The process behind an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessBehind {
    /// The group whose profile it is.
    pub group: String,
    /// The process's name.
    pub name: String,
    /// Its file; `""` = not known.
    pub path: String,
    /// What the incident names as its rule; `-` = none.
    pub rule: String,
    /// The namespace where it ran; `""` = none.
    pub namespace: String,
}

/// A pod that an entry speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PodHere {
    /// Its key on the map.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
}

/// What a dialog asks about a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Quarantine,
    Capture,
}

impl Asked {
    const ALL: [Self; 2] = [Self::Quarantine, Self::Capture];

    const fn word(self) -> &'static str {
        match self {
            Self::Quarantine => "quarantine",
            Self::Capture => "capture",
        }
    }

    /// What the URL asks, and of which pod: `quarantine~<key>`.
    fn of<'a>(acts: &'a Acts, word: &str) -> Option<(Self, &'a PodHere)> {
        let (word, key) = word.split_once('~')?;
        let asked = Self::ALL.into_iter().find(|asked| asked.word() == word)?;
        Some((asked, acts.pods.iter().find(|pod| pod.key == key)?))
    }
}

/// The line of what can be done.
#[component]
pub fn ActLine(
    /// The page.
    which: Which,
    /// The entry.
    entry: EntryShown,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let acts = entry.acts;
    let path = which.path();
    let access = use_viewer().access;
    let blocked = |namespaces: &[String]| {
        let reads = |namespace: &String| access.reads_in(&Permission::RuntimePolicy, namespace);
        let why = (!namespaces.iter().any(reads))
            .then(|| text::act::not_read(permission_name(&Permission::RuntimePolicy)));
        Blocked::by("entry-review-why", Signal::stored(why))
    };
    let rule = acts.rule.as_ref().map(|rule| {
        let word = rule.id.to_string();
        let href = move || opened(&params.get()).with("behind", &word).link(path);
        let blocked = blocked(&rule.namespaces);
        view! { <LinkButton label=text::act::review_rule() href=href icon=Icon::Shield small=true blocked=blocked /> }
    });
    let process = acts.process.as_ref().map(|process| {
        let word = process.rule.clone();
        let href = move || opened(&params.get()).with("profile", &word).link(path);
        let blocked = blocked(std::slice::from_ref(&process.namespace));
        view! { <LinkButton label=text::act::review_process() href=href icon=Icon::Shield small=true blocked=blocked /> }
    });
    let pods = acts.pods.clone();
    let sections = Signal::derive(move || {
        let command = |pod: &PodHere, asked: Asked| {
            let may = may_act(&access, pod);
            let to = opened(&params.get()).with("act", &format!("{}~{}", asked.word(), pod.key)).link(path);
            match asked {
                Asked::Quarantine => {
                    Command::link(text::act::quarantine(&pod.name), to).icon(Icon::Lock).danger().allowed(may)
                }
                Asked::Capture => {
                    Command::link(text::act::capture(&pod.name), to).icon(Icon::Download).allowed(may)
                }
            }
        };
        let of_pod = |pod: &PodHere| {
            let captures = Params::default().with("sel", &pod.key).with("tab", "capture").link("/network");
            let seen = Command::link(text::act::captures(), captures).icon(Icon::Network);
            let title = format!("{} · {}", pod.name, pod.namespace);
            let actions = vec![command(pod, Asked::Quarantine), command(pod, Asked::Capture), seen];
            MenuSection { title: Some(title), actions }
        };
        pods.iter().map(of_pod).collect::<Vec<_>>()
    });
    let menu = (!acts.pods.is_empty()).then(|| {
        view! { <Menu id="entry-acts" label=text::act::pods() sections=sections small=true start=true /> }
    });
    view! {
        <div class="row wrap">
            {rule} {process} {menu}
            <CopyJson json=entry.json />
        </div>
    }
}

/// Whether this viewer may cut a pod off and catch its packets, or why not.
fn may_act(access: &Access, pod: &PodHere) -> Result<(), String> {
    let may = access.writes_in(&Permission::RuntimePolicy, &pod.namespace);
    if may { Ok(()) } else { Err(Reason::Permission(Permission::RuntimePolicy).text()) }
}

/// The URL without another question.
fn opened(params: &Params) -> Params {
    ["behind", "profile", "deploy", "act"].iter().fold(params.clone(), |params, name| params.without(name))
}

/// Takes the entry along, as the controller says it.
#[component]
fn CopyJson(json: String) -> impl IntoView {
    let toaster = kit::toast::use_toaster();
    let copy = Callback::new(move |()| {
        let written = window().navigator().clipboard().write_text(&json);
        leptos::task::spawn_local(async move {
            match wasm_bindgen_futures::JsFuture::from(written).await {
                Ok(_) => toaster.say(kit::flash::Kind::Good, text::act::copied().to_owned()),
                Err(_) => toaster.say(kit::flash::Kind::Bad, text::act::not_copied().to_owned()),
            }
        });
    });
    view! {
        <span class="needs-script">
            <Button label=text::act::copy() icon=Icon::Copy small=true on_click=copy />
        </span>
    }
}

/// The question about a pod that the URL asks.
#[component]
pub fn OpenQuestion(
    /// The page.
    which: Which,
    /// What can be done.
    acts: Signal<Acts>,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let access = use_viewer().access;
    let asked = Memo::new(move |_| {
        acts.with(|acts| Asked::of(acts, params.get().get("act")).map(|(asked, pod)| (asked, pod.clone())))
    });
    ui::live::part(move || {
        let question = |(asked, pod): (Asked, PodHere)| {
            question(which, asked, &pod, may_act(&access, &pod).err(), params)
        };
        asked.get().map(question).into_any()
    })
}

/// The question; with why the viewer may not, where they may not: an address can be passed on.
fn question(which: Which, asked: Asked, pod: &PodHere, why: Option<String>, params: Memo<Params>) -> AnyView {
    let back = params.get_untracked().without("act").link(which.path());
    let line = |icon, text: String, danger| Consequence { icon, text, danger };
    let node = ("node", pod.key.clone());
    let (title, path, fields, confirm, kind, lines) = match asked {
        Asked::Quarantine => (
            text::act::quarantine_title(&pod.name),
            "/api/map/set_quarantine",
            vec![node, ("on", "true".to_owned())],
            text::act::quarantine_confirm(),
            ButtonKind::Danger,
            vec![
                line(Icon::Lock, text::act::will_cut_off(&pod.name), true),
                line(Icon::Info, text::act::can_release().to_owned(), false),
            ],
        ),
        Asked::Capture => (
            text::act::capture_title(&pod.name),
            "/api/map/start_capture",
            vec![node, ("duration", CAPTURE.to_owned())],
            text::act::capture_confirm(),
            ButtonKind::Primary,
            vec![
                line(Icon::Clock, text::act::will_capture().to_owned(), false),
                line(Icon::Download, text::act::is_kept().to_owned(), false),
            ],
        ),
    };
    let mut fields = fields;
    fields.push(("back", back.clone()));
    let hidden: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect();
    let foot = view! {
        <a class="button secondary" href=back.clone()>{text::common::cancel()}</a>
        <Button label=confirm kind=kind submit=true form="pod-form" blocked=Blocked::by("pod-form-why", Signal::stored(why)) />
    }
    .into_any();
    view! {
        <Dialog id="pod-question" title=title close_label=text::common::close() close=Close::Link(back) footer=foot>
            <form id="pod-form" method="post" action=path>{hidden}</form>
            <Consequences items=lines />
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use controller_api::access::Grant;

    use super::*;

    #[test]
    fn a_question_is_about_a_pod_of_this_entry_only() {
        let pod = PodHere { key: "p1".into(), name: "web".into(), namespace: "shop".into() };
        let acts = Acts { pods: vec![pod.clone()], ..Acts::default() };
        assert_eq!(Asked::of(&acts, "quarantine~p1"), Some((Asked::Quarantine, &pod)));
        assert_eq!(Asked::of(&acts, "capture~p1"), Some((Asked::Capture, &pod)));
        for other in ["capture~p2", "delete~p1", "capture", ""] {
            assert_eq!(Asked::of(&acts, other), None, "{other}");
        }
    }

    #[test]
    fn who_may_change_nothing_where_a_pod_is_may_not_cut_it_off() {
        let grant = |write| Grant { id: Permission::RuntimePolicy, read: true, write };
        let domains = [("shop".to_owned(), vec![grant(true)]), ("bank".to_owned(), vec![grant(false)])];
        let access = Access { domains: domains.into(), ..Access::default() };
        let pod = |namespace: &str| PodHere { namespace: namespace.into(), ..PodHere::default() };
        let may = ["shop", "bank", ""].map(|namespace| may_act(&access, &pod(namespace)).is_ok());
        assert_eq!(may, [true, false, false]);
    }
}
