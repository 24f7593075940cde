//! The server functions of the configuration page.

use controller_api::system_config::SystemConfig;
use kit::AppError;
use leptos::prelude::*;

/// The cluster's settings.
#[server(endpoint = "configuration/get_configuration")]
pub async fn get_configuration() -> Result<SystemConfig, AppError> {
    use controller_api::system_config;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let fetch = || async { Ok(upstream.call(system_config::SHOW.at([])).await?.config) };
            let life = std::time::Duration::from_secs(5);
            Ok(SystemConfig::clone(&*upstream.shared(kit::Tag::System, "settings", life, fetch).await?))
        }
        .await,
    )
}
