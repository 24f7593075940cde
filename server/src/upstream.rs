//! The way to the controller: a real one, or the demo that runs within this process.

use std::path::Path;

use controller_client::{BadPin, Client, ConfigError, Pin, Trust};
use demo_controller::{DemoController, Running};

use crate::config::Config;

/// The client, and the demo controller if there is one: dropping it stops it.
pub struct Upstream {
    /// The client.
    pub client: Client,
    /// The demo.
    pub demo: Option<Running>,
}

/// Why there is no way to the controller.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A setting is wrong.
    #[error("the controller's settings: {0}")]
    Config(#[from] ConfigError),
    /// A file of certificates cannot be read.
    #[error("{file}: {source}")]
    File {
        /// Which.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The pin is neither a fingerprint nor a file with a certificate.
    #[error("--controller-pin: {0}")]
    Pin(#[from] BadPin),
    /// The demo did not start.
    #[error("the demo controller did not start: {0}")]
    Demo(std::io::Error),
}

/// Starts the demo if it is wanted, and makes the client.
pub async fn connect(config: &Config) -> Result<Upstream, Error> {
    let mut client = controller_client::Config::new("");
    client.call_timeout = config.controller_timeout;
    let Some(scenario) = config.demo else {
        client.controllers.clone_from(&config.controller);
        client.trust = trust(config)?;
        return Ok(Upstream { client: Client::new(client)?, demo: None });
    };
    // On loopback within one process; still by HTTP, by the same client, on the same path as in production.
    let demo = DemoController::builder()
        .scenario(scenario)
        .control(config.demo_control)
        .start()
        .await
        .map_err(Error::Demo)?;
    tracing::info!(url = demo.url(), %scenario, "the demo controller runs");
    client.controllers = vec![demo.url()];
    Ok(Upstream { client: Client::new(client)?, demo: Some(demo) })
}

fn trust(config: &Config) -> Result<Trust, Error> {
    let unreadable = |file: &Path| {
        let file = file.display().to_string();
        move |source| Error::File { file, source }
    };
    if config.controller_insecure {
        return Ok(Trust::Insecure);
    }
    if let Some(pin) = &config.controller_pin {
        // A fingerprint is no path, and a path is no fingerprint.
        if let Ok(pin) = pin.parse::<Pin>() {
            return Ok(Trust::Pinned(pin));
        }
        let certificate = std::fs::read(pin).map_err(unreadable(pin.as_ref()))?;
        return Ok(Trust::Pinned(Pin::of_pem(&certificate)?));
    }
    match &config.controller_ca {
        Some(file) => Trust::ca_file(file).map_err(unreadable(file)),
        None => Ok(Trust::System),
    }
}
