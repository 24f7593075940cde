//! The table of all endpoints, for the inventory test (paths against the controller's routes) and the
//! recordings test (types against real exchanges).

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::Method;

/// A row: where the constant stands, its method and path, and how its bodies are read and written again.
pub struct Entry {
    /// The module of the noun, such as `controller_api::group`.
    pub module: &'static str,
    /// The constant's name, such as `LIST`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its arguments in braces.
    pub path: &'static str,
    /// Reads a request body and writes it again.
    pub request: fn(&[u8]) -> Result<Value, serde_json::Error>,
    /// Reads the body of a successful answer and writes it again.
    pub response: fn(&[u8]) -> Result<Value, serde_json::Error>,
}

impl Entry {
    pub(crate) fn of<Req, Res>(
        module: &'static str,
        name: &'static str,
        method: Method,
        path: &'static str,
    ) -> Self
    where
        Req: Serialize + DeserializeOwned,
        Res: Serialize + DeserializeOwned,
    {
        Self { module, name, method, path, request: again::<Req>, response: again::<Res> }
    }
}

fn again<T: Serialize + DeserializeOwned>(body: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::to_value(crate::endpoint::decode::<T>(body)?)
}

/// Every endpoint that this crate knows, in the order of the nouns.
pub fn all() -> Vec<Entry> {
    [
        crate::audit::entries(),
        crate::auth::entries(),
        crate::config_file::entries(),
        crate::controller::entries(),
        crate::conversation::entries(),
        crate::domain::entries(),
        crate::enforcer::entries(),
        crate::eula::entries(),
        crate::event::entries(),
        crate::federation::entries(),
        crate::group::entries(),
        crate::host::entries(),
        crate::password_profile::entries(),
        crate::policy_rule::entries(),
        crate::process::entries(),
        crate::process_profile::entries(),
        crate::response_rule::entries(),
        crate::scan::entries(),
        crate::scan_report::entries(),
        crate::score::entries(),
        crate::security_log::entries(),
        crate::service::entries(),
        crate::session::entries(),
        crate::sniffer::entries(),
        crate::system::entries(),
        crate::system_config::entries(),
        crate::user::entries(),
        crate::workload::entries(),
        crate::workload_v2::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
