//! What is known of a node of the cluster.

use controller_api::host::ConnectionState;
use leptos::prelude::*;
use ui::{Badge, Facts, Tag, Tone};

use super::{
    pod::scanned,
    shown::HostDetails,
    words::{found, id, interfaces, mode, or_dash},
};

/// The part of the panel.
pub fn view(host: &HostDetails) -> AnyView {
    let number = |count: u32| text::number(count.into()).into_any();
    let facts = vec![
        (text::details::id().to_owned(), id(&host.id)),
        (text::details::state().to_owned(), state(&host.state)),
        (text::details::network_mode().to_owned(), mode(host.policy_mode)),
        (text::details::process_mode().to_owned(), mode(host.profile_mode)),
        (text::details::os().to_owned(), or_dash(&host.os)),
        (text::details::kernel().to_owned(), or_dash(&host.kernel)),
        (text::details::cpus().to_owned(), number(host.cpus)),
        (text::details::memory().to_owned(), text::bytes(host.memory).into_any()),
        (text::details::pods().to_owned(), number(host.pods)),
        (text::details::containers().to_owned(), number(host.containers)),
        (text::details::platform().to_owned(), or_dash(&host.platform)),
        (text::details::runtime().to_owned(), or_dash(&host.runtime)),
        (text::details::addresses().to_owned(), interfaces(&host.interfaces)),
    ];
    view! {
        <Facts facts=facts />
        <h3>{text::details::vulnerabilities()}</h3>
        <div>
            {found(host.found)}
            <p class="muted">{scanned(host.scanned)}</p>
        </div>
    }
    .into_any()
}

fn state(state: &ConnectionState) -> AnyView {
    let badge = |tone, label: &'static str| view! { <Badge tone=tone label=label plain=true /> }.into_any();
    match state {
        ConnectionState::Connected => badge(Tone::Success, text::details::connected()),
        ConnectionState::Disconnected => badge(Tone::Danger, text::details::disconnected()),
        ConnectionState::Stopped => badge(Tone::Danger, text::details::stopped()),
        ConnectionState::Unmanaged => badge(Tone::Neutral, text::details::unmanaged()),
        ConnectionState::Unknown => "–".into_any(),
        ConnectionState::Other(word) => view! { <Tag label=word.clone() /> }.into_any(),
    }
}
