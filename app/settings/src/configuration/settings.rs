//! The cluster's main settings, in groups, to read.

use controller_api::{mode::Mode, system_config::SystemConfig};
use leptos::prelude::*;
use ui::{Badge, Facts, Panel, Tone};

type Fact = (String, AnyView);

fn fact(name: &str, value: impl Into<String>) -> Fact {
    let value = value.into();
    (name.to_owned(), if value.is_empty() { "–".into_any() } else { value.into_any() })
}

fn switch(name: &str, on: bool) -> Fact {
    let (tone, label) =
        if on { (Tone::Success, text::common::on()) } else { (Tone::Neutral, text::common::off()) };
    (name.to_owned(), view! { <Badge tone=tone label=label plain=true /> }.into_any())
}

fn mode(mode: Option<Mode>) -> String {
    mode.map(kit::mode::name).unwrap_or_default().to_owned()
}

/// Seconds as hours, as the settings are made.
fn hours(seconds: u64) -> String {
    text::configuration::hours(seconds / 3600)
}

/// All groups of settings.
pub fn view(config: &SystemConfig) -> AnyView {
    let facts = |facts: Vec<Fact>| view! { <Facts facts=facts /> }.into_any();
    let panel = |id: &'static str, title: &'static str, content: AnyView| {
        view! { <Panel id=id title=title>{content}</Panel> }.into_any()
    };
    let panels = vec![
        panel("settings-services", text::configuration::services(), facts(services(config))),
        panel("settings-cluster", text::configuration::cluster(), facts(cluster(config))),
        panel("settings-syslog", text::configuration::syslog(), facts(syslog(config))),
        panel("settings-proxy", text::configuration::proxy(), facts(proxy(config))),
        panel("settings-webhooks", text::configuration::webhooks(), webhooks(config)),
    ];
    view! {
        <div class="columns">{panels}</div>
        <p class="muted">{text::configuration::read_only()}</p>
    }
    .into_any()
}

fn services(config: &SystemConfig) -> Vec<Fact> {
    let (new, net, auto) = (&config.new_svc, &config.net_svc, &config.mode_auto);
    let baseline = new.baseline.map(kit::mode::baseline_name).unwrap_or_default();
    let mut facts = vec![
        fact(text::configuration::new_network_mode(), mode(new.policy_mode)),
        fact(text::configuration::new_process_mode(), mode(new.profile_mode)),
        fact(text::configuration::new_baseline(), baseline),
        switch(text::configuration::global_mode(), net.enabled),
    ];
    if net.enabled {
        facts.push(fact(text::configuration::global_mode_is(), mode(net.policy_mode)));
    }
    facts.push(switch(text::configuration::no_enforcement(), net.disable_net_policy));
    facts.push(switch(text::configuration::strict(), net.strict_group_mode));
    facts.push(switch(text::configuration::discover_to_monitor(), auto.discover_to_monitor));
    if auto.discover_to_monitor {
        facts.push(fact(text::configuration::after(), hours(auto.discover_to_monitor_after)));
    }
    facts.push(switch(text::configuration::monitor_to_protect(), auto.monitor_to_protect));
    if auto.monitor_to_protect {
        facts.push(fact(text::configuration::after(), hours(auto.monitor_to_protect_after)));
    }
    facts
}

fn cluster(config: &SystemConfig) -> Vec<Fact> {
    let misc = &config.misc;
    let aging = match misc.unused_group_aging {
        0 => text::configuration::never().to_owned(),
        hours => text::configuration::hours(hours.into()),
    };
    vec![
        fact(text::configuration::name(), &*misc.cluster_name),
        fact(text::configuration::unused_groups(), aging),
        switch(text::configuration::forwarded_for(), misc.xff_enabled),
        switch(text::configuration::mesh(), misc.monitor_service_mesh),
        switch(text::configuration::tls(), config.tls_cfg.enable_tls_verification),
        switch(text::configuration::telemetry(), !misc.no_telemetry_report),
        switch(text::configuration::namespace_export(), misc.allow_ns_user_export_net_policy),
        fact(text::configuration::auth_order(), config.auth.auth_order.join(", ")),
    ]
}

fn syslog(config: &SystemConfig) -> Vec<Fact> {
    let syslog = &config.syslog;
    let protocol = match syslog.protocol {
        6 => "TCP",
        17 => "UDP",
        66 => "TCP + TLS",
        _ => "–",
    };
    let mut facts = vec![switch(text::configuration::syslog_on(), syslog.enabled)];
    if syslog.enabled || !syslog.server.is_empty() {
        let server = format!("{}:{}", syslog.server, syslog.port);
        facts.push(fact(text::configuration::server(), server));
        facts.push(fact(text::configuration::protocol(), protocol));
    }
    facts.push(fact(text::configuration::level(), &*syslog.level));
    facts.push(fact(text::configuration::categories(), syslog.categories.join(", ")));
    facts.push(switch(text::configuration::json(), syslog.json));
    facts
}

fn proxy(config: &SystemConfig) -> Vec<Fact> {
    let proxy = &config.proxy;
    vec![
        switch("HTTP", proxy.http_enabled),
        fact(text::configuration::address(), &*proxy.http.url),
        switch("HTTPS", proxy.https_enabled),
        fact(text::configuration::address(), &*proxy.https.url),
    ]
}

fn webhooks(config: &SystemConfig) -> AnyView {
    if config.webhooks.is_empty() {
        return view! { <p class="muted">{text::configuration::no_webhooks()}</p> }.into_any();
    }
    let facts: Vec<Fact> = config
        .webhooks
        .iter()
        .map(|hook| {
            let (tone, label) = if hook.enable {
                (Tone::Success, text::common::on())
            } else {
                (Tone::Neutral, text::common::off())
            };
            let shown = hook.url.clone();
            (hook.name.clone(), view! { {shown} " " <Badge tone=tone label=label plain=true /> }.into_any())
        })
        .collect();
    view! { <Facts facts=facts /> }.into_any()
}
