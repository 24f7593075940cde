//! What reviews of all kinds look like: the section with its title and its way out, the badge of a verdict, the ways to give
//! one.

use controller_api::group::CfgType;
use kit::url::Params;
use leptos::prelude::*;
use ui::{Badge, Blocked, ButtonKind, Icon, LinkButton, Skeleton, Tone};

use crate::{Links, Verdict};

/// A review as a part of a panel, and the question that may be open above the page.
#[component]
pub fn ReviewFrame(
    /// What is under review.
    #[prop(into)]
    title: String,
    /// Where it leads.
    links: Links,
    /// What was read.
    content: AnyView,
    /// The question.
    question: AnyView,
) -> impl IntoView {
    view! {
        <section class="rule-open" aria-labelledby="rule-title">
            <div class="rule-head">
                <h3 id="rule-title">{title}</h3>
                <LinkButton label=text::review::close() href=move || links.close() kind=ButtonKind::Ghost icon=Icon::Close icon_only=true small=true />
            </div>
            <Transition fallback=waiting>{content}</Transition>
        </section>
        <Transition>{question}</Transition>
    }
}

/// In place of what is not read yet.
pub fn waiting() -> AnyView {
    view! { <Skeleton lines=5 label=text::common::loading() /> }.into_any()
}

/// The ways to give a verdict, each with the reason why it cannot be given, if there is one.
pub fn ways(links: Links, reason: impl Fn(Verdict) -> Option<String>) -> AnyView {
    let way = |verdict: Verdict| {
        let blocked = Blocked::by(format!("deploy-{}-why", verdict.word()), Signal::stored(reason(verdict)));
        let (label, icon) = match verdict {
            Verdict::Allow => (text::review::allow(), Icon::Check),
            Verdict::Deny => (text::review::deny(), Icon::Close),
        };
        // Its own, so that it goes with the rest of what stands here.
        let href = Memo::new(move |_| links.ask(Some(verdict)));
        view! { <LinkButton label=label icon=icon href=move || href.try_get().unwrap_or_default() blocked=blocked /> }
            .into_any()
    };
    let ways: Vec<_> = Verdict::ALL.map(way).into_iter().collect();
    view! { <div class="row">{ways}</div> }.into_any()
}

/// A verdict as a badge; a word that is none as it is.
pub fn badge(word: &str) -> AnyView {
    match Verdict::of_word(word) {
        Some(Verdict::Allow) => {
            view! { <Badge tone=Tone::Success label=text::review::allows() /> }.into_any()
        }
        Some(Verdict::Deny) => view! { <Badge tone=Tone::Danger label=text::review::denies() /> }.into_any(),
        None => word.to_owned().into_any(),
    }
}

/// A group, as a link to it.
pub fn group(name: &str) -> AnyView {
    let href = Params::default().with("group", name).link("/policy/groups");
    view! { <a class="link" href=href>{name.to_owned()}</a> }.into_any()
}

/// Where a rule comes from, in words.
pub fn origin(from: &CfgType) -> String {
    match from {
        CfgType::Learned => text::review::by_learning().to_owned(),
        CfgType::UserCreated => text::review::by_user().to_owned(),
        CfgType::Ground => text::review::by_resource().to_owned(),
        CfgType::Federal => text::review::by_federation().to_owned(),
        CfgType::System => text::review::by_system().to_owned(),
        CfgType::Other(word) => word.clone(),
    }
}
