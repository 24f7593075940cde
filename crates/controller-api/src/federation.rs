//! The federation: clusters of which one, the master, manages the others (joint clusters) through their controllers.
//!
//! A call for a joint cluster is made to the master, under `/v1/fed/cluster/{id}/` and otherwise as it is; the master
//! passes it on. One that it does not know, or whose controller does not take it in, is refused with 400 and code 37.

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, name::ClusterId};

open_enum! {
    /// What a cluster is in its federation.
    pub enum FedRole {
        /// It is in none.
        None = "",
        /// It manages the others.
        Master = "master",
        /// It is managed by the master.
        Joint = "joint",
    }
}

open_enum! {
    /// How a cluster stands, as the one that was asked last heard it.
    pub enum FedStatus {
        /// The master, at the master.
        Active = "active",
        /// It asked to join.
        Pending = "pending",
        /// It joined, and was not sent the federation's rules yet. A joint cluster says so of itself for good.
        Joined = "joined",
        /// It is reached.
        Connected = "connected",
        /// It is not reached.
        Disconnected = "disconnected",
        /// It has the federation's rules as they are.
        Synced = "synced",
        /// It is being sent them.
        Syncing = "syncing",
        /// It has older ones.
        OutOfSync = "out_of_sync",
        /// It left.
        Left = "left",
        /// It was removed.
        Kicked = "kicked",
        /// It was told that there is something new.
        Notified = "notified",
        /// It is asked whether it is there.
        Pinging = "pinging",
        /// It did not know what it was told to do.
        UnknownCommand = "unknown_cmd",
        /// It could not be told.
        RequestError = "req_error",
        /// The master is older than the joint cluster.
        MasterUpgradeRequired = "master_upgrade_required",
        /// The joint cluster is older than the master.
        JointUpgradeRequired = "joint_upgrade_required",
        /// Its controllers are being updated.
        UpgradeOngoing = "cluster_upgrade_ongoing",
        /// The joint cluster is newer than the master.
        JointVersionTooNew = "joint_version_too_new",
        /// The licence does not cover it.
        LicenseDisallow = "license_disallow",
    }
}

/// Where the other clusters reach a cluster's controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestInfo {
    /// A name or an address; `""` = not set.
    pub server: String,
    /// The port; 0 = not set.
    pub port: u32,
}

/// The master.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MasterCluster {
    /// It cannot be used.
    pub disabled: bool,
    /// Its id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Where it is reached.
    #[serde(deserialize_with = "nullable")]
    pub rest_info: RestInfo,
    /// What its API is like: the same word in two clusters means the same API. `""` where a joint cluster is asked.
    pub rest_version: String,
    /// How it stands.
    pub status: FedStatus,
    /// Always `""`.
    pub secret: String,
    /// Always `""`.
    pub user: String,
}

/// A joint cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JointCluster {
    /// It cannot be used.
    pub disabled: bool,
    /// Its id.
    pub id: ClusterId,
    /// The id that Kubernetes gave the cluster; `""` = not known.
    pub k8s_uid: String,
    /// Its name.
    pub name: String,
    /// It is reached through the proxy.
    pub proxy_required: bool,
    /// Where it is reached.
    #[serde(deserialize_with = "nullable")]
    pub rest_info: RestInfo,
    /// What its API is like: the same word in two clusters means the same API.
    pub rest_version: String,
    /// How it stands.
    pub status: FedStatus,
    /// Always `""`.
    pub secret: String,
    /// Always `""`.
    pub user: String,
}

/// The federation as the cluster that was asked knows it. A joint cluster knows itself and the master only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Membership {
    /// What the cluster is in it.
    pub fed_role: FedRole,
    /// Where this cluster is reached.
    #[serde(deserialize_with = "nullable")]
    pub local_rest_info: RestInfo,
    /// The master; none where there is no federation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub master_cluster: Option<MasterCluster>,
    /// The joint clusters.
    #[serde(deserialize_with = "nullable")]
    pub joint_clusters: Vec<JointCluster>,
    /// By which proxy this cluster reaches the others: `https`; `""` = by none.
    pub use_proxy: String,
    /// What is found in registries is given to the joint clusters.
    pub deploy_repo_scan_data: bool,
}

endpoints! {
    /// The federation. An administrator gets it in any cluster; of a master, who may read the federation does.
    MEMBER: Get "/v1/fed/member" => Membership;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_in_no_federation_unless_it_says_so() {
        for body in ["{}", r#"{"fed_role":"","joint_clusters":null,"local_rest_info":null}"#] {
            let member: Membership = crate::endpoint::decode(body.as_bytes()).expect("decodes");
            assert_eq!((member.fed_role, member.master_cluster), (FedRole::None, None), "{body}");
            assert!(member.joint_clusters.is_empty(), "{body}");
        }
    }

    #[test]
    fn a_status_that_nobody_has_heard_of_is_kept_as_it_came() {
        let joint: JointCluster = serde_json::from_str(r#"{"id":"a","status":"dreaming"}"#).expect("decodes");
        assert_eq!(joint.status.as_str(), "dreaming");
        assert_eq!(JointCluster::default().status, FedStatus::Other(String::new()), "none was said");
    }
}
