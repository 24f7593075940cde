//! The server functions of the configuration page.

use controller_api::system_config::SystemConfig;
use kit::AppError;
use leptos::prelude::*;

/// The cluster's settings, without what the page does not show: addresses with keys in them, users, certificates.
#[server(endpoint = "configuration/get_configuration", protocol = kit::Call)]
pub async fn get_configuration() -> Result<SystemConfig, AppError> {
    use controller_api::system_config;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let fetch =
                || async { Ok(without_secrets(upstream.call(system_config::SHOW.at([])).await?.config)) };
            let life = std::time::Duration::from_secs(5);
            Ok(SystemConfig::clone(&*upstream.shared(kit::Tag::System, "settings", life, fetch).await?))
        }
        .await,
    )
}

/// What of the settings may leave the server. A webhook's address can hold a key: its host says enough to know it by.
#[cfg(feature = "ssr")]
fn without_secrets(mut config: SystemConfig) -> SystemConfig {
    for hook in &mut config.webhooks {
        let after_scheme = hook.url.split_once("://").map_or(hook.url.as_str(), |(_, rest)| rest);
        let authority = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
        hook.url = authority.rsplit('@').next().unwrap_or_default().to_owned();
    }
    for proxy in [&mut config.proxy.http, &mut config.proxy.https] {
        proxy.username.clear();
        if let Some((before, host)) = proxy.url.rsplit_once('@') {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            proxy.url = if scheme.is_empty() { host.to_owned() } else { format!("{scheme}://{host}") };
        }
    }
    config.syslog.server_cert.clear();
    config.remote_repositories.clear();
    config.tls_cfg.cacerts.clear();
    config.ibmsa = None;
    config
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn keys_in_addresses_stay_on_the_server() {
        let config = r#"{"webhooks":[{"name":"a","url":"https://token:secret@hooks.example/T0/KEY?k=1"}],
            "proxy":{"registry_http_proxy":{"url":"http://me:secret@proxy.example:3128","username":"me"}},
            "syslog":{"syslog_server_cert":"secret"},"remote_repositories":[{"token":"secret"}]}"#;
        let config = without_secrets(serde_json::from_str(config).expect("decodes"));
        let said = serde_json::to_string(&config).expect("encodes");
        assert_eq!(config.webhooks[0].url, "hooks.example");
        assert_eq!(config.proxy.http.url, "http://proxy.example:3128");
        assert!(!said.contains("secret") && !said.contains("KEY"), "{said}");
    }
}
