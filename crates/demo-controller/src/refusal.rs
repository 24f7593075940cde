//! What the demo says when it refuses: a status and the controller's error.

use controller_api::{ControllerError, ErrorCode};

/// A refused call.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) error: Box<ControllerError>,
}

impl Refusal {
    pub(crate) fn new(status: u16, error: ControllerError) -> Self {
        Self { status, error: Box::new(error) }
    }

    fn plain(status: u16, code: ErrorCode) -> Self {
        Self::new(status, ControllerError::new(code))
    }

    /// 404: no such URL.
    pub(crate) fn no_such_url() -> Self {
        Self::plain(404, ErrorCode::UrlNotFound)
    }

    /// 405: not this method.
    pub(crate) fn wrong_method() -> Self {
        Self::plain(405, ErrorCode::MethodNotAllowed)
    }

    /// 401: bad password, no token, garbage, expired, signed out, too many sessions.
    pub(crate) fn unauthorized() -> Self {
        Self::plain(401, ErrorCode::Unauthorized)
    }

    /// 401 with a code of its own: blocked or expired.
    pub(crate) fn locked(code: ErrorCode) -> Self {
        Self::plain(401, code)
    }

    /// 403: it exists, and this caller may not.
    pub(crate) fn denied() -> Self {
        Self::plain(403, ErrorCode::AccessDenied)
    }

    /// 403 with code 4.
    pub(crate) fn not_allowed(message: &str) -> Self {
        Self::new(403, ControllerError::with_message(ErrorCode::OperationNotAllowed, message))
    }

    /// 404: no such object.
    pub(crate) fn not_found() -> Self {
        Self::plain(404, ErrorCode::ObjectNotFound)
    }

    /// 404 with what is wrong.
    pub(crate) fn not_found_because(message: &str) -> Self {
        Self::new(404, ControllerError::with_message(ErrorCode::ObjectNotFound, message))
    }

    /// 400: whose sessions, or captures, was not said.
    pub(crate) fn filter_missing() -> Self {
        let message = "Enforcer or workload filter must be provided";
        Self::new(400, ControllerError::with_message(ErrorCode::NotEnoughFilter, message))
    }

    /// 500: the enforcer that would know does not answer.
    pub(crate) fn enforcer_silent() -> Self {
        Self::plain(500, ErrorCode::ClusterRpc)
    }

    /// 400: the body is not what it should be.
    pub(crate) fn bad_request() -> Self {
        Self::plain(400, ErrorCode::InvalidRequest)
    }

    /// 400 with what is wrong.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, ControllerError::with_message(ErrorCode::InvalidRequest, message))
    }

    /// 501: the real controller would answer.
    pub(crate) fn not_implemented(route: &str) -> Self {
        let message = format!("The demo controller does not implement {route}");
        Self::new(501, ControllerError::with_message(ErrorCode::OperationNotAllowed, message))
    }
}
