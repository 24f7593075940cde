//! Every setting of the console: as an option or as an environment variable, documented where it stands.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{ArgGroup, Parser, ValueEnum, value_parser};
use controller_api::auth::Secret;
use demo_controller::Scenario;

/// The web console for NeuVector. Without `--controller` it shows the embedded demo controller.
#[derive(Clone, Debug, Parser)]
#[command(name = "console", version, group(ArgGroup::new("upstream").args(["controller", "demo"])))]
pub struct Config {
    /// Where to listen. Plain HTTP: put it behind whatever ends TLS for `neuvector.<domain>`.
    #[arg(long, env = "CONSOLE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The controller's address, such as `https://neuvector-svc-controller:10443`. May be given more than once
    /// (separated by commas in the variable): the next is tried when one cannot be reached.
    #[arg(long, env = "CONSOLE_CONTROLLER", value_delimiter = ',')]
    pub controller: Vec<String>,

    /// A file of authorities (PEM) that may vouch for the controller, beside the system's.
    #[arg(long, env = "CONSOLE_CONTROLLER_CA", conflicts_with_all = ["controller_pin", "controller_insecure"])]
    pub controller_ca: Option<PathBuf>,

    /// The controller's very certificate: a PEM file, or the SHA-256 of the certificate as 64 hex digits. Its name
    /// and who signed it do not matter then.
    #[arg(long, env = "CONSOLE_CONTROLLER_PIN", conflicts_with = "controller_insecure")]
    pub controller_pin: Option<String>,

    /// Believe any certificate. Whoever stands between console and controller can then read passwords and change
    /// policy. For trying things out only.
    #[arg(long, env = "CONSOLE_CONTROLLER_INSECURE")]
    pub controller_insecure: bool,

    /// How long a call to the controller may take, in seconds.
    #[arg(long, env = "CONSOLE_CONTROLLER_TIMEOUT", default_value = "30", value_parser = seconds)]
    pub controller_timeout: Duration,

    /// Start the demo controller within this process, with this scenario, on a loopback port.
    #[arg(long, env = "CONSOLE_DEMO", num_args = 0..=1, default_missing_value = "small", value_name = "SCENARIO")]
    pub demo: Option<Scenario>,

    /// Let the demo controller be commanded under `/_demo/` on its own port. For tests.
    #[arg(long, env = "CONSOLE_DEMO_CONTROL", hide = true)]
    pub demo_control: bool,

    /// Where sessions and their key are kept. Sessions survive a restart with it.
    #[arg(long, env = "CONSOLE_DATA", default_value = "data")]
    pub data: PathBuf,

    /// A file with the 32 bytes that encrypt tokens at rest. Made in the data directory when it is not given and
    /// not there. Replicas need the same one.
    #[arg(long, env = "CONSOLE_SESSION_KEY_FILE")]
    pub session_key_file: Option<PathBuf>,

    /// Take the user's address, which the controller writes into its events, from the last entry of
    /// `X-Forwarded-For`. Only behind a proxy that sets it.
    #[arg(long, env = "CONSOLE_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// How much memory the past of the network map may take, in megabytes, that of all viewers together; 0 = none is
    /// kept. What was looked at longest ago goes first.
    #[arg(long, env = "CONSOLE_MAP_HISTORY", default_value = "32", value_parser = value_parser!(u16).range(..=4096))]
    pub map_history: u16,

    /// Where the console keeps what people decide about events, and copies of events: a file, or a PostgreSQL database that
    /// replicas share, as `postgres://user:password@host:port/name`. In the data directory when it is not given; `off`: nowhere.
    #[arg(long, env = "CONSOLE_EVENTS", hide_env_values = true, value_parser = secret, value_name = "FILE|URL|off")]
    pub events: Option<Secret>,

    /// A file with an API key of the controller, `name:secret`, that may read the logs. With it the console keeps copies of
    /// events, so that they are there when the controller has forgotten them. It is used for nothing else.
    #[arg(long, env = "CONSOLE_RETENTION_KEY_FILE", value_name = "FILE")]
    pub retention_key_file: Option<PathBuf>,

    /// For how many days copies of events are kept.
    #[arg(long, env = "CONSOLE_RETENTION_DAYS", default_value = "30", value_parser = value_parser!(u32).range(1..=36_500))]
    pub retention_days: u32,

    /// How much copies of events may take in the store, in megabytes. The oldest go first.
    #[arg(long, env = "CONSOLE_RETENTION_MEGABYTES", default_value = "1024",
        value_parser = value_parser!(u32).range(1..=1_048_576))]
    pub retention_megabytes: u32,

    /// The directory of the built browser bundle.
    #[arg(long, env = "CONSOLE_DIST", default_value = "dist")]
    pub dist: PathBuf,

    /// How the log is written.
    #[arg(long, env = "CONSOLE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// What is logged, such as `info` or `warn,server=debug`.
    #[arg(long, env = "CONSOLE_LOG", default_value = "info")]
    pub log: String,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// An object a line, for machines.
    Json,
}

/// Any text. What is wrong with it is not for the command line to say, since that would repeat it.
#[expect(clippy::unnecessary_wraps, reason = "a parser of arguments may fail")]
fn secret(text: &str) -> Result<Secret, std::convert::Infallible> {
    Ok(Secret::new(text))
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<u64>() {
        Ok(seconds @ 1..=600) => Ok(Duration::from_secs(seconds)),
        _ => Err("a whole number of seconds from 1 to 600".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_options_agree_with_one_another() {
        Config::command().debug_assert();
    }

    #[test]
    fn a_controller_and_the_demo_exclude_one_another() {
        assert!(Config::try_parse_from(["console", "--demo", "--controller", "https://c:10443"]).is_err());
        let config = Config::try_parse_from(["console", "--demo"]).expect("the demo alone is fine");
        assert_eq!(config.demo, Some(Scenario::Small));
    }

    #[test]
    fn trust_is_said_once() {
        let both =
            ["console", "--controller", "https://c", "--controller-ca", "ca.pem", "--controller-insecure"];
        assert!(Config::try_parse_from(both).is_err());
        assert!(Config::try_parse_from(["console", "--controller-timeout", "0"]).is_err());
    }

    #[test]
    fn the_maps_past_is_bounded_in_megabytes() {
        let bound = |line: &[&str]| Config::try_parse_from(line).ok().map(|config| config.map_history);
        assert_eq!(bound(&["console"]), Some(32));
        assert_eq!(bound(&["console", "--map-history", "0"]), Some(0));
        assert_eq!(bound(&["console", "--map-history", "5000"]), None);
        assert_eq!(bound(&["console", "--map-history", "-1"]), None);
    }
}
