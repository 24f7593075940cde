//! Which cluster a call is for: the one whose controller we talk to, or one that it manages.

use controller_api::{Empty, Endpoint, Method, name::ClusterId};

/// The door through which the federation's master passes calls on to a managed cluster.
const DOOR: Endpoint<(), Empty, 1> = Endpoint::new(Method::Get, "/v1/fed/cluster/{id}");

/// The cluster that a call is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The controller's own cluster.
    #[default]
    Local,
    /// A cluster that this one manages. Its calls go through the master, whose token they carry.
    Managed(ClusterId),
}

impl Scope {
    /// A path of the cluster's own controller, as the controller that we talk to wants it.
    pub(crate) fn path(&self, path: &str) -> String {
        match self {
            Self::Local => path.to_owned(),
            Self::Managed(cluster) => DOOR.at([cluster.as_str()]).path + path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_managed_clusters_paths_stand_behind_its_door() {
        assert_eq!(Scope::Local.path("/v1/group"), "/v1/group");
        let managed = Scope::Managed(ClusterId::parse("a69754").expect("a name"));
        assert_eq!(managed.path("/v1/group/a%20b"), "/v1/fed/cluster/a69754/v1/group/a%20b");
        assert_eq!(managed.path("/v2/system/config"), "/v1/fed/cluster/a69754/v2/system/config");
    }

    #[test]
    fn an_id_that_was_never_checked_cannot_change_the_path() {
        let id: ClusterId =
            serde_json::from_str(r#""../../x?y""#).expect("what comes over the wire is not checked");
        assert_eq!(Scope::Managed(id).path("/v1/group"), "/v1/fed/cluster/..%2F..%2Fx%3Fy/v1/group");
    }
}
