//! My profile: theme, language, and what one may do. Theme and language are plain forms, so that they work without
//! scripts; the page comes back in the new look.

use kit::{can::permission_name, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Banner, Button, Choice, Facts, Icon, PageBody, PageHeader, Panel, Segmented, Tone};

/// What the document says of itself, for the forms to show what is chosen.
#[derive(Clone, Debug, Default)]
struct Chosen {
    theme: String,
    language: String,
}

/// The page.
#[component]
pub fn Profile() -> impl IntoView {
    let viewer = use_viewer();
    let chosen = Chosen {
        theme: kit::look::theme().unwrap_or_default().to_owned(),
        language: text::language().code().to_owned(),
    };
    let themes = vec![
        Choice::new("", text::profile::theme_system()).icon(Icon::Screen),
        Choice::new("light", text::profile::theme_light()).icon(Icon::Sun),
        Choice::new("dark", text::profile::theme_dark()).icon(Icon::Moon),
    ];
    let languages = text::Language::ALL
        .iter()
        .map(|language| Choice::new(language.code(), language.name()))
        .collect::<Vec<_>>();
    let role = match viewer.role.as_str() {
        "" => text::profile::no_role().to_owned(),
        role => role.to_owned(),
    };
    let days = match viewer.password_days {
        days if days < 0 => text::profile::never().to_owned(),
        days => text::profile::days(u64::try_from(days).unwrap_or(0)),
    };
    let facts = vec![
        (text::profile::name().to_owned(), viewer.fullname.clone().into_any()),
        (text::profile::email().to_owned(), or_dash(&viewer.email).into_any()),
        (text::profile::role().to_owned(), role.into_any()),
        (text::profile::idle().to_owned(), text::profile::minutes(u64::from(viewer.timeout / 60)).into_any()),
        (text::profile::password_expires().to_owned(), days.into_any()),
    ];
    let warning = viewer
        .default_password
        .then(|| view! { <Banner tone=Tone::Warning text=text::nav::default_password() /> });
    view! {
        <leptos_meta::Title text=text::nav::profile() />
        <PageBody>
            <PageHeader title=text::nav::profile() />
            {warning}
            <div class="padded stack">
                <Panel id="look" title=text::profile::look()>
                    <form method="post" action="/preferences" class="stack">
                        <input type="hidden" name="to" value="/profile" />
                        <Segmented id="theme" name="theme" label=text::nav::theme() choices=themes value=chosen.theme />
                        <Segmented id="language" name="language" label=text::profile::language() choices=languages value=chosen.language />
                        <div class="row"><Button label=text::profile::save() submit=true /></div>
                    </form>
                </Panel>
                <Panel id="me" title=text::profile::me()><Facts facts=facts /></Panel>
                <Panel id="rights" title=text::profile::rights()>{rights(&viewer)}</Panel>
            </div>
        </PageBody>
    }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

/// What one may do: in the cluster, then in each namespace.
fn rights(viewer: &kit::Viewer) -> AnyView {
    let scopes = std::iter::once((text::profile::whole_cluster().to_owned(), &viewer.access.global))
        .chain(viewer.access.domains.iter().map(|(domain, grants)| (domain.clone(), grants)))
        .filter(|(_, grants)| !grants.is_empty());
    let scopes: Vec<_> = scopes
        .map(|(scope, grants)| {
            let mut grants: Vec<_> = grants
                .iter()
                .map(|grant| {
                    let word = match (grant.read, grant.write) {
                        (_, true) => text::profile::may_change(),
                        (true, false) => text::profile::may_see(),
                        (false, false) => "–",
                    };
                    (permission_name(&grant.id).to_owned(), word.into_any())
                })
                .collect();
            grants.sort_by(|a, b| a.0.cmp(&b.0));
            view! { <h3>{scope}</h3> <Facts facts=grants /> }.into_any()
        })
        .collect();
    view! { <div class="stack">{scopes}</div> }.into_any()
}
