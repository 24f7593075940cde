//! What can go wrong between the console and the controller, told apart by what a user could do about it.

use std::{error::Error as StdError, fmt, io, time::Duration};

use controller_api::{ControllerError, ErrorCode, Method};

/// A call that failed: which, and how. Shows no token, key or password.
#[derive(Clone)]
pub struct Error(Box<Failed>);

#[derive(Clone)]
struct Failed {
    method: Method,
    path: String,
    kind: Kind,
}

/// How a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The controller said no.
    Refused {
        /// The HTTP status: 4xx or 5xx.
        status: u16,
        /// What it said.
        error: Box<ControllerError>,
    },
    /// The controller does not know who we are (401), or no longer (408). Code 3 stands for bad password, no
    /// token, expired, signed out and too many sessions alike; 47 is blocked, 48 is an expired password.
    Unauthorized {
        /// The HTTP status: 401 or 408.
        status: u16,
        /// What it said.
        error: Box<ControllerError>,
    },
    /// No answer came, or only a part of one.
    Unreachable {
        /// Where it broke.
        why: Why,
        /// What the system says about it, in English.
        detail: String,
    },
    /// Time was up. Whether a write was done is then unknown.
    TimedOut {
        /// How long we waited.
        after: Duration,
    },
    /// Something answered, but not a controller: a proxy's error page, a portal, another service.
    NotTheController {
        /// The HTTP status.
        status: u16,
        /// The answer's content type.
        content_type: Option<String>,
        /// A line of what it said, with nothing secret in it; may be empty.
        excerpt: String,
    },
    /// The controller's answer is not what we know: most likely another version.
    BadAnswer {
        /// The HTTP status.
        status: u16,
        /// Where in the answer, such as `groups[3].kind`; empty = the answer as a whole.
        at: String,
        /// What is wrong there, without the answer's own values.
        detail: String,
    },
    /// A file that came, or was to go, is cut short or broken; or an answer that came packed cannot be unpacked.
    Damaged {
        /// What is wrong with it.
        detail: String,
    },
    /// We did not send it, because no controller could do with it what is meant.
    NotSent {
        /// Why.
        reason: &'static str,
    },
}

/// Where a connection broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The host name has no address.
    Dns,
    /// Nobody took the connection, within the time for that.
    Connect,
    /// No trust: the certificate, or the TLS handshake.
    Tls,
    /// The connection closed before the whole answer was there.
    Closed,
}

impl Error {
    pub(crate) fn new(method: Method, path: impl Into<String>, kind: Kind) -> Self {
        Self(Box::new(Failed { method, path: path.into(), kind }))
    }

    /// How it failed.
    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    /// The call's method.
    pub fn method(&self) -> Method {
        self.0.method
    }

    /// The call's path, without its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether the way on is to sign in again: not known (any more), and neither blocked nor in need of a new
    /// password. After a sign-in, the same means that the password was wrong.
    pub fn is_signed_out(&self) -> bool {
        matches!(self.kind(), Kind::Unauthorized { error, .. }
            if !matches!(error.code, ErrorCode::LoginBlocked | ErrorCode::PasswordExpired))
    }

    /// Whether the same call might succeed at once: the connection broke, or a gateway or controller was not
    /// ready (502, 503, 504). Missing trust does not heal by itself, and time that is up is up.
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            Kind::Unreachable { why, .. } => *why != Why::Tls,
            Kind::Refused { status, .. } | Kind::NotTheController { status, .. } => {
                matches!(status, 502..=504)
            }
            _ => false,
        }
    }

    /// The HTTP status, where something answered.
    pub fn status(&self) -> Option<u16> {
        match self.kind() {
            Kind::Refused { status, .. }
            | Kind::Unauthorized { status, .. }
            | Kind::NotTheController { status, .. }
            | Kind::BadAnswer { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// What the controller said, where it did.
    pub fn refusal(&self) -> Option<&ControllerError> {
        match self.kind() {
            Kind::Refused { error, .. } | Kind::Unauthorized { error, .. } => Some(error.as_ref()),
            _ => None,
        }
    }

    /// The controller's code, where it said one.
    pub fn code(&self) -> Option<ErrorCode> {
        self.refusal().map(|error| error.code)
    }
}

impl StdError for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.method().as_str(), self.path(), self.kind())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, error } => write!(f, "refused with {status}: {error}"),
            Self::Unauthorized { status, error } => write!(f, "not signed in ({status}): {error}"),
            Self::Unreachable { why, detail } => write!(f, "{why}: {detail}"),
            Self::TimedOut { after } => write!(f, "no answer within {} ms", after.as_millis()),
            Self::NotTheController { status, content_type, excerpt } => {
                let content_type = content_type.as_deref().unwrap_or("no content type");
                write!(f, "this is not a controller's answer ({status}, {content_type})")?;
                if excerpt.is_empty() { Ok(()) } else { write!(f, ": {excerpt}") }
            }
            Self::BadAnswer { status, at, detail } if at.is_empty() => {
                write!(f, "bad answer ({status}): {detail}")
            }
            Self::BadAnswer { status, at, detail } => write!(f, "bad answer ({status}) at {at}: {detail}"),
            Self::Damaged { detail } => write!(f, "damaged: {detail}"),
            Self::NotSent { reason } => write!(f, "not sent: {reason}"),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dns => "the controller's name has no address",
            Self::Connect => "no connection to the controller",
            Self::Tls => "no trusted connection to the controller",
            Self::Closed => "the connection to the controller broke",
        })
    }
}

/// What a transport's error means.
///
/// The HTTP client's own texts name the URL, which may hold a query; only what stands beneath is quoted.
pub(crate) fn transport(error: &reqwest::Error) -> Kind {
    // A break of the connection is the HTTP library's; a bare input error is the unpacker's.
    if error.is_decode() && error.source().is_some_and(|cause| cause.is::<io::Error>()) {
        return Kind::Damaged { detail: "the answer's compression is broken".to_owned() };
    }
    let mut texts: Vec<String> = Vec::new();
    let mut tls = false;
    for cause in std::iter::successors(error.source(), |cause| beneath(*cause)) {
        let text = match cause.downcast_ref::<rustls::Error>() {
            Some(rustls::Error::General(text)) => text.clone(),
            _ => cause.to_string(),
        };
        tls |= cause.is::<rustls::Error>();
        // Wrappers often say what they wrap, or that they are the client.
        let said = texts.iter().any(|wrapper| wrapper.contains(&text));
        if !said && !text.starts_with("client error (") {
            texts.push(text);
        }
    }
    let detail = if texts.is_empty() { "no more is known".to_owned() } else { texts.join(": ") };
    let why = match () {
        () if tls => Why::Tls,
        () if error.is_dns() => Why::Dns,
        () if error.is_connect() => Why::Connect,
        () => Why::Closed,
    };
    Kind::Unreachable { why, detail }
}

/// An error's cause. An `io::Error` does not name what it wraps as its cause, and rustls' errors travel so.
fn beneath<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
