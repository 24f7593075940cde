//! How the controller is reached, and why a client cannot be made of it.

use std::time::Duration;

use reqwest::Url;

use crate::{Retry, Trust};

/// How the controller is reached. [`Config::new`] gives the defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// Base URLs of one cluster's controllers, such as `https://controller:10443`, in the order of preference.
    pub controllers: Vec<String>,
    /// How a controller shows that it is one. By default: as the system has it.
    pub trust: Trust,
    /// Until a connection stands, TLS included. 5 s.
    pub connect_timeout: Duration,
    /// For a call with all its repetitions; for a download until it begins, and then for each piece. 30 s.
    pub call_timeout: Duration,
    /// For an upload as a whole. 10 min.
    pub upload_timeout: Duration,
    /// How long an idle connection is kept. 20 s: less than the controller keeps it, so that a write rarely
    /// meets a connection that is just being closed.
    pub pool_idle: Duration,
    /// How many idle connections are kept to each controller. 16.
    pub pool_size: usize,
    /// How reads are repeated.
    pub retry: Retry,
    /// The largest answer that is taken, in bytes, unpacked. Downloads are streams and have no limit. 256 MiB.
    pub max_answer: usize,
}

impl Config {
    /// The defaults, with one controller.
    pub fn new(controller: impl Into<String>) -> Self {
        Self {
            controllers: vec![controller.into()],
            trust: Trust::default(),
            connect_timeout: Duration::from_secs(5),
            call_timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_secs(600),
            pool_idle: Duration::from_secs(20),
            pool_size: 16,
            retry: Retry::default(),
            max_answer: 256 << 20,
        }
    }

    /// The base URLs, read; at least one.
    pub(crate) fn bases(&self) -> Result<Vec<Url>, ConfigError> {
        let bases = self.controllers.iter().map(|text| base(text)).collect::<Result<Vec<_>, _>>()?;
        if bases.is_empty() { Err(ConfigError::NoController) } else { Ok(bases) }
    }
}

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// No base URL.
    #[error("no controller is named")]
    NoController,
    /// A base URL that is none.
    #[error("{url:?} is no controller's address: {reason}")]
    BadUrl {
        /// The text; left out if there may be a password in it.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The certificates cannot be used.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The HTTP client cannot be made.
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
}

/// Reads a base URL.
fn base(text: &str) -> Result<Url, ConfigError> {
    let bad =
        |url: &str, reason: &str| Err(ConfigError::BadUrl { url: url.to_owned(), reason: reason.to_owned() });
    let url = match Url::parse(text) {
        Ok(url) => url,
        // Unreadable as it is, there may be a password before the `@`.
        Err(error) => return bad(text.rsplit('@').next().unwrap_or_default(), &error.to_string()),
    };
    match () {
        () if !url.username().is_empty() || url.password().is_some() => {
            bad("…", "it must not hold a name or password")
        }
        () if !matches!(url.scheme(), "http" | "https") => {
            bad(text, "it must begin with https:// or http://")
        }
        () if url.query().is_some() || url.fragment().is_some() => {
            bad(text, "it must have no query and no fragment")
        }
        () => Ok(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_none_is_an_error_at_the_start() {
        for text in ["controller:10443", "ftp://c", "https://c?x=1", "https://c/#x", "https://", ""] {
            assert!(matches!(base(text), Err(ConfigError::BadUrl { .. })), "{text}");
        }
        let error =
            Config { controllers: Vec::new(), ..Config::new("") }.bases().expect_err("nobody to call");
        assert!(matches!(error, ConfigError::NoController));
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_repeated() {
        for text in ["https://admin:hunter2@c", "https://admin:hunter2@c:port"] {
            let error = base(text).expect_err("there is a password in it");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }
}
