//! Who speaks: a session's token, an API key, or nobody yet.

use controller_api::auth::{Secret, Token};
use reqwest::header::{HeaderName, HeaderValue};

const TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const API_KEY: HeaderName = HeaderName::from_static("x-auth-apikey");

/// Who a call is made for. Its `Debug` shows no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Credential {
    /// Nobody: for signing in, and for the few reads that need no one.
    #[default]
    None,
    /// A session.
    Token(Token),
    /// An API key.
    ApiKey {
        /// The key's name.
        name: String,
        /// Its secret.
        secret: Secret,
    },
}

impl Credential {
    /// The header that says so. `Err` says why there can be none: the text would not fit into a header.
    pub(crate) fn header(&self) -> Result<Option<(HeaderName, HeaderValue)>, &'static str> {
        let (name, text) = match self {
            Self::None => return Ok(None),
            Self::Token(token) => (TOKEN, token.reveal().to_owned()),
            Self::ApiKey { name, secret } => (API_KEY, format!("{name}:{}", secret.reveal())),
        };
        let mut value = HeaderValue::from_str(&text)
            .map_err(|_| "the token or key has characters that no header can carry")?;
        value.set_sensitive(true);
        Ok(Some((name, value)))
    }

    /// The secret within, so that it can be kept out of what we quote.
    pub(crate) fn secret(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Token(token) => Some(token.reveal()),
            Self::ApiKey { secret, .. } => Some(secret.reveal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_shows_in_debug() {
        let key = Credential::ApiKey { name: "ci".into(), secret: Secret::new("hunter2") };
        let token = Credential::Token(Token::new("hunter2"));
        let shown = format!("{key:?} {token:?} {:?} {:?}", key.header(), token.header());
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn a_secret_that_would_break_the_header_is_not_sent() {
        assert!(Credential::Token(Token::new("a\r\nX-Evil: b")).header().is_err());
    }
}
