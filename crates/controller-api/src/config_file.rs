//! The configuration as a file: backup, and restore with its long job.
//!
//! The backup is a multipart answer whose part `configuration` is a gzip file; `raw=true` gives the gzip alone.
//! Inside, after a line of JSON, keys and values alternate line by line. It holds password hashes, and yet the
//! reader role may fetch it: the console offers it to those only who may change the settings.

use serde::{Deserialize, Serialize};

use crate::{Query, decode::nullable};

/// Which part of the configuration a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Everything.
    #[default]
    All,
    /// Users and roles.
    User,
    /// Policy only.
    Policy,
}

impl Section {
    /// The query that asks for this part; everything is asked for by saying nothing.
    pub fn query(self) -> Query {
        match self {
            Self::All => Query::new(),
            Self::User => Query::new().with("section", "user"),
            Self::Policy => Query::new().with("section", "policy"),
        }
    }
}

/// How an import stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportState {
    /// The import's id, for the `X-Transaction-ID` header.
    pub tid: String,
    /// The controller that does it.
    pub ctrler_id: String,
    /// When this was written; RFC 3339, at times with nanoseconds.
    pub last_update_time: String,
    /// 0–100.
    pub percentage: u8,
    /// Who began it.
    pub triggered_by: String,
    /// `preparing`, `importing`, `done`, `no_response`, or what went wrong.
    pub status: String,
    /// A token that outlives the user's own sessions, to ask with. Comes once, with the first answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temp_token: Option<crate::auth::Token>,
    /// Secrets that could not be restored.
    #[serde(deserialize_with = "nullable")]
    pub fail_to_decrypt_key_fields: Vec<String>,
}

/// The answer about an import; also stands within errors about one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportTask {
    /// How it stands.
    pub data: ImportState,
}

/// The path of backup and restore. Both bodies are files, so that they are no [`crate::Endpoint`]: the client
/// streams them.
pub const PATH: &str = "/v1/file/config";

endpoints! {
    /// Asks how a running import stands; needs the header `X-Transaction-ID`. 206 while it runs, 200 when done,
    /// 500 when it failed, 410 for an unknown id. The import itself is a POST of the file to the same path.
    IMPORT_STATE: Post "/v1/file/config" => ImportTask;
}
