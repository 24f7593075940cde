//! `smoke`: the browser tests that make sense on any real controller, against one.
use anyhow::Result;
use clap::Args;

use crate::{
    browser,
    product::{self, Profile},
};

/// The controller and who signs in to it.
#[derive(Args)]
pub struct Controller {
    /// Its address, such as `https://10.0.0.1:10443`.
    #[arg(long)]
    controller: String,
    /// The user's name.
    #[arg(long)]
    user: String,
    /// The user's password.
    #[arg(long, env = "CONSOLE_SMOKE_PASSWORD", hide_env_values = true)]
    password: String,
    /// A file of authorities (PEM) that vouch for it; without this or a pin any certificate is believed.
    #[arg(long, value_name = "FILE", conflicts_with = "controller_pin")]
    controller_ca: Option<String>,
    /// Its very certificate: a PEM file or the SHA-256 of it.
    #[arg(long, value_name = "PIN")]
    controller_pin: Option<String>,
}

/// Builds the console, points it at the controller, and runs the tests.
pub fn smoke(controller: &Controller) -> Result<()> {
    let product = product::build(Profile::Release)?;
    let trust = match (&controller.controller_ca, &controller.controller_pin) {
        (Some(file), _) => ("CONSOLE_CONTROLLER_CA", file.as_str()),
        (None, Some(pin)) => ("CONSOLE_CONTROLLER_PIN", pin.as_str()),
        (None, None) => ("CONSOLE_CONTROLLER_INSECURE", "true"),
    };
    let told = [
        trust,
        ("CONSOLE_CONTROLLER", &controller.controller),
        ("SMOKE_USER", &controller.user),
        ("SMOKE_PASSWORD", &controller.password),
    ];
    browser::run(&["smoke"], &product, &told)
}
