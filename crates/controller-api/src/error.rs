//! What the controller says when it refuses: a code, a general and a specific text, and at times more.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{config_file::ImportTask, password_profile::PasswordRules};

/// The body of a refused call. The status stands beside it in the client's error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message} (code {code})", code = self.code.number())]
pub struct ControllerError {
    /// What kind of refusal it is.
    pub code: ErrorCode,
    /// The general text that belongs to the code, in English.
    #[serde(default)]
    pub error: String,
    /// What was wrong this time, in English; often the same as `error`.
    #[serde(default)]
    pub message: String,
    /// With [`ErrorCode::WeakPassword`]: the rules that the password must meet.
    #[serde(default, rename = "password_profile_basic", skip_serializing_if = "Option::is_none")]
    pub password_rules: Option<PasswordRules>,
    /// With a refused or failed import: the import it speaks of.
    #[serde(default, rename = "import_task_data", skip_serializing_if = "Option::is_none")]
    pub import_task: Option<ImportTask>,
    /// With [`ErrorCode::ReadOnlyRules`]: the rules that cannot be changed.
    #[serde(default, rename = "read_only_rule_ids", skip_serializing_if = "Option::is_none")]
    pub read_only_rules: Option<Vec<u32>>,
}

impl ControllerError {
    /// A refusal with the code's general text as its message, as the controller writes most of them.
    pub fn new(code: ErrorCode) -> Self {
        Self::with_message(code, code.text())
    }

    /// A refusal that says what was wrong this time.
    pub fn with_message(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            error: code.text().to_owned(),
            message: message.into(),
            password_rules: None,
            import_task: None,
            read_only_rules: None,
        }
    }
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $text:literal;)+) => {
        /// The controller's error codes (`controller/api/apis.go`, `RESTErr*`). The set is open: a newer
        /// controller's code is kept as its number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
            /// A code that this console does not know.
            Other(u32),
        }

        impl ErrorCode {
            /// The number on the wire.
            pub const fn number(self) -> u32 {
                match self { $(Self::$name => $number,)+ Self::Other(number) => number }
            }

            /// The code for a number on the wire.
            pub const fn from_number(number: u32) -> Self {
                match number { $($number => Self::$name,)+ other => Self::Other(other) }
            }

            /// The general text that the controller sends with the code.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Other(_) => "Unknown error" }
            }
        }
    };
}

error_codes! {
    /// No such URL.
    UrlNotFound = 1, "URL not found";
    /// The URL does not take this method.
    MethodNotAllowed = 2, "Method not allowed";
    /// Bad password, no token, garbage, expired, signed out and too many sessions alike (401).
    Unauthorized = 3, "Authentication failed";
    /// The operation makes no sense for this caller or object (403); also a wrong old password.
    OperationNotAllowed = 4, "Operation not allowed";
    /// Too many sign-ins; seen as 3 on the wire.
    TooManyLoginUsers = 5, "Too many login users";
    /// The request's body or query is wrong.
    InvalidRequest = 6, "Request in wrong format";
    /// No such object.
    ObjectNotFound = 7, "Object not found";
    /// Writing to the cluster's store failed.
    FailedWriteCluster = 8, "Write to cluster failed";
    /// Reading from the cluster's store failed.
    FailedReadCluster = 9, "Read from cluster failed";
    /// Something else in the cluster was changed meanwhile.
    ClusterWrongData = 10, "Data conflict in the cluster";
    /// The cluster's store timed out.
    ClusterTimeout = 11, "Cluster timeout";
    /// The call needs a filter that it did not get.
    NotEnoughFilter = 12, "More search criteria required";
    /// An object of that name exists.
    DuplicateName = 13, "Duplicate name";
    /// The password does not meet the rules; they come with it.
    WeakPassword = 14, "Password is weak";
    /// The name has characters that it must not have.
    InvalidName = 15, "Invalid name";
    /// The object is in use.
    ObjectInUse = 16, "Object in use";
    /// The export failed; also while an import runs (409).
    FailedExport = 17, "Failed to export";
    /// The import failed (500), or another runs (409).
    FailedImport = 18, "Failed to import";
    /// The controller could not get its lock.
    FailedLock = 19, "Failed to acquire the lock";
    /// An enforcer did not do what it was asked.
    AgentError = 21, "Enforcer error";
    /// The workload does not run.
    WorkloadNotRunning = 22, "Workload is not running";
    /// The CIS benchmark failed.
    CisBench = 23, "CIS benchmark error";
    /// A component did not answer.
    ClusterRpc = 24, "Component communication error";
    /// The object exists, and this caller may not see or change it (403).
    AccessDenied = 25, "Object access denied";
    /// The scan failed.
    FailedScan = 26, "Failed to scan";
    /// The registry is busy or unreachable.
    FailedRegistry = 27, "Registry error";
    /// Kubernetes refused.
    Kubernetes = 28, "Kubernetes API error";
    /// The federation's master does not get into the joint cluster, or does not know it (400).
    RemoteUnauthorized = 37, "Authentication to the remote cluster failed";
    /// Rules that come from CRD or the federation cannot be changed here.
    ReadOnlyRules = 46, "Read-only rules";
    /// Too many failed sign-ins: blocked for a while (401).
    LoginBlocked = 47, "Temporarily blocked because of too many login failures";
    /// The password is past its days (401).
    PasswordExpired = 48, "Password expired";
    /// The platform's roles are not in use.
    PlatformAuthDisabled = 50, "Platform authentication is disabled";
    /// The sign-in must come through Rancher.
    Rancher = 51, "Rancher authentication is needed";
    /// The remote repository did not take the export.
    RemoteExport = 52, "Failed to export to the remote repository";
    /// The query token is unknown (answered with 500).
    InvalidQueryToken = 53, "Invalid or expired query id";
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.number())
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Self::from_number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_keeps_its_number() {
        let error: ControllerError = serde_json::from_str(r#"{"code":99,"error":"New"}"#).expect("decodes");
        assert_eq!(error.code, ErrorCode::Other(99));
        assert_eq!(serde_json::to_value(error.code).expect("encodes"), 99);
        assert_eq!(error.message, "", "an absent message is no reason to lose the error");
    }
}
