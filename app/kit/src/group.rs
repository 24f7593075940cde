//! Groups in words: what they are, and where they and their rules come from.

use controller_api::group::{CfgType, GroupKind};

/// What a group is.
pub fn kind(kind: &GroupKind) -> String {
    match kind {
        GroupKind::Container => text::group::container().to_owned(),
        GroupKind::Node => text::group::node_kind().to_owned(),
        GroupKind::Address => text::group::address().to_owned(),
        GroupKind::IpService => text::group::ip_service().to_owned(),
        GroupKind::External => text::group::external().to_owned(),
        GroupKind::Other(word) => word.clone(),
    }
}

/// Where a group or a rule comes from.
pub fn origin(cfg_type: &CfgType) -> String {
    match cfg_type {
        CfgType::Learned => text::group::learned().to_owned(),
        CfgType::UserCreated => text::group::user_created().to_owned(),
        CfgType::Ground => text::group::ground().to_owned(),
        CfgType::Federal => text::group::federal().to_owned(),
        CfgType::System => text::group::system_defined().to_owned(),
        CfgType::Other(word) => word.clone(),
    }
}
