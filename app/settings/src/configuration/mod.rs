//! Configuration: the backup, and the cluster's main settings to read.

mod api;
mod settings;

use controller_api::system_config::SystemConfig;
use kit::{Query, Tag, can, error::ErrorPanel, query, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Banner, Blocked, ButtonKind, Icon, LinkButton, PageBody, PageHeader, Panel, Skeleton, Tone};

use self::api::get_configuration;

/// The page.
#[component]
pub fn Configuration() -> impl IntoView {
    let settings: Query<SystemConfig> = query(Tag::System, || (), |()| get_configuration());
    let content = settings.drawn(move || {
        ui::live::part(move || {
            let shown = settings.shown();
            match (&shown.good, shown.error) {
                (Some(config), _) => settings::view(config),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                (None, None) => ().into_any(),
            }
        })
    });
    view! {
        <leptos_meta::Title text=text::nav::configuration() />
        <PageBody>
            <PageHeader title=text::nav::configuration() />
            <BackupTrouble />
            <div class="padded stack">
                <Backup />
                <Transition fallback=|| view! { <Skeleton lines=10 label=text::common::loading() /> }>{content}</Transition>
            </div>
        </PageBody>
    }
}

/// Why the last backup could not be had, as the server's redirect says it.
#[component]
fn BackupTrouble() -> impl IntoView {
    let map = use_query_map();
    move || {
        let said = map.get().get("backup")?;
        let text = match said.as_str() {
            "busy" => text::configuration::backup_busy(),
            "denied" => text::configuration::backup_denied(),
            "unreachable" => text::configuration::backup_unreachable(),
            _ => text::configuration::backup_failed(),
        };
        Some(view! { <Banner tone=Tone::Danger text=text /> })
    }
}

/// The backup: everything, or policy only.
#[component]
fn Backup() -> impl IntoView {
    let reason = can::back_up(&use_viewer().access).err().map(|reason| reason.text());
    let blocked = |id: &str| Blocked::by(id, Signal::stored(reason.clone()));
    let (all, policy) = (blocked("backup-all-why"), blocked("backup-policy-why"));
    view! {
        <Panel id="backup" title=text::configuration::backup()>
            <div class="stack">
            <p>{text::configuration::backup_lead()}</p>
            <div class="row">
                <LinkButton label=text::configuration::backup_all() href="/files/configuration?section=all" kind=ButtonKind::Primary
                    icon=Icon::Download file=true blocked=all />
                <LinkButton label=text::configuration::backup_policy() href="/files/configuration?section=policy"
                    icon=Icon::Download file=true blocked=policy />
            </div>
            <p class="muted">{text::configuration::backup_secret()}</p>
            </div>
        </Panel>
    }
}
