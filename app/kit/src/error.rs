//! What can go wrong on the way from a page to the controller and back, typed, and shown once for all pages.

use leptos::{
    prelude::*,
    server_fn::{codec::JsonEncoding, error::FromServerFnError},
};
use serde::{Deserialize, Serialize};
use ui::{Command, Failure};

/// Why a page did not get what it asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// The session is over, here or at the controller.
    #[error("signed out")]
    SignedOut,
    /// This user may not do that.
    #[error("denied: {message}")]
    Denied {
        /// What the controller or we said about it.
        message: String,
    },
    /// There is no such thing, or no longer.
    #[error("not found")]
    NotFound,
    /// The request itself is wrong.
    #[error("invalid: {message}")]
    Invalid {
        /// The field that it is about; `""` = the whole form.
        field: String,
        /// What is wrong with it.
        message: String,
    },
    /// The controller refused for a reason of its own.
    #[error("refused with {status}, code {code}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The controller's code.
        code: u32,
        /// The controller's words.
        message: String,
    },
    /// The controller cannot be reached.
    #[error("controller unreachable: {detail}")]
    Unreachable {
        /// How it failed, such as `connection refused`.
        detail: String,
    },
    /// The controller did not answer in time.
    #[error("controller timed out")]
    TimedOut,
    /// Something answered that does not speak the controller's language.
    #[error("not the controller's answer: {detail}")]
    Unexpected {
        /// What came instead.
        detail: String,
    },
    /// The page was drawn before the controller had answered; the browser is asking again.
    #[error("drawn before the controller answered")]
    Late,
    /// The console itself cannot be reached from the browser.
    #[error("console unreachable")]
    Offline,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(message) | ServerFnErrorErr::MissingArg(message) => {
                Self::Invalid { field: String::new(), message }
            }
            other => Self::Unexpected { detail: other.to_string() },
        }
    }
}

impl AppError {
    /// The HTTP status of a server function that ends so.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::Denied { .. } => 403,
            Self::NotFound => 404,
            Self::Invalid { .. } => 400,
            Self::Refused { .. } => 422,
            Self::Unreachable { .. } | Self::Unexpected { .. } | Self::Offline => 502,
            Self::TimedOut | Self::Late => 504,
        }
    }

    /// What failed, in a line, in the reader's language.
    pub fn title(&self) -> &'static str {
        match self {
            Self::SignedOut => text::error::signed_out(),
            Self::Denied { .. } => text::error::denied(),
            Self::NotFound => text::error::not_found(),
            Self::Invalid { .. } => text::error::invalid(),
            Self::Refused { .. } => text::error::refused(),
            Self::Unreachable { .. } => text::error::unreachable(),
            Self::TimedOut => text::error::timed_out(),
            Self::Late => text::error::late(),
            Self::Unexpected { .. } => text::error::unexpected(),
            Self::Offline => text::error::offline(),
        }
    }

    /// What to know or do about it.
    pub fn detail(&self) -> String {
        match self {
            Self::SignedOut => text::error::signed_out_detail().to_owned(),
            Self::Denied { message } => text::error::denied_detail(message),
            Self::NotFound => text::error::not_found_detail().to_owned(),
            Self::Invalid { message, .. } => message.clone(),
            Self::Refused { code, message, .. } => text::error::refused_detail(message, &code.to_string()),
            Self::Unreachable { detail } => text::error::unreachable_detail(detail),
            Self::TimedOut | Self::Late => text::error::timed_out_detail().to_owned(),
            Self::Unexpected { detail } => text::error::unexpected_detail(detail),
            Self::Offline => text::error::offline_detail().to_owned(),
        }
    }

    /// Asking again may help.
    pub const fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. } | Self::TimedOut | Self::Late | Self::Unexpected { .. } | Self::Offline
        )
    }
}

/// An error as the look knows it: what failed, and the way on. `here` is the page's own address.
pub fn failure(error: &AppError, here: &str) -> Failure {
    let way_on = match error {
        AppError::SignedOut => {
            crate::viewer::leave_for_sign_in();
            Command::load(text::error::sign_in_again(), crate::url::sign_in(here))
        }
        // The page anew: its state is in its address, so nothing is lost.
        _ => Command::load(text::common::retry(), here),
    };
    let facts = match error {
        AppError::Refused { status, code, .. } => {
            vec![("HTTP".to_owned(), status.to_string()), ("Code".to_owned(), code.to_string())]
        }
        _ => Vec::new(),
    };
    Failure { title: error.title().to_owned(), detail: error.detail(), facts, actions: vec![way_on] }
}

/// An error in the place of what it kept from being shown, with a way on.
#[component]
pub fn ErrorPanel(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    let location = leptos_router::hooks::use_location();
    let here =
        format!("{}{}", location.pathname.get_untracked(), with_mark(&location.search.get_untracked()));
    view! { <ui::ErrorPanel failure=failure(&error, &here) /> }
}

/// That what is shown is old, and why.
pub fn stale(error: &AppError) -> AnyView {
    let text = format!("{}. {}", error.title(), error.detail());
    view! { <ui::Banner tone=ui::Tone::Warning text=text inset=true /> }.into_any()
}

fn with_mark(search: &str) -> String {
    if search.is_empty() || search.starts_with('?') { search.to_owned() } else { format!("?{search}") }
}
