//! What the controller once said of an entry, read again.

use std::sync::Arc;

use controller_api::endpoint::decode;
use event_log::Kind;

use crate::log::read::Raw;

/// An entry of this kind out of the controller's JSON.
///
/// # Errors
/// When it says something of another shape.
pub fn opened(kind: Kind, json: &str) -> Result<Raw, serde_json::Error> {
    let json = json.as_bytes();
    Ok(match kind {
        Kind::Threat => Raw::Threat(Arc::new(decode(json)?)),
        Kind::Violation => Raw::Violation(Arc::new(decode(json)?)),
        Kind::Incident => Raw::Incident(Arc::new(decode(json)?)),
        Kind::Event => Raw::Event(Arc::new(decode(json)?)),
        Kind::Report => Raw::Report(Arc::new(decode(json)?)),
    })
}
