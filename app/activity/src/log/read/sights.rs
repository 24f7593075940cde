//! What a viewer may see of the console's copies: what the controller would show them of its own entries.

use controller_api::access::{Access, Permission};
use event_log::{Sight, Sights};

/// What somebody may see who may do this.
pub fn sights(access: &Access) -> Sights {
    let sight = |permission: Permission| {
        if access.reads(&permission) {
            return Some(Sight::All);
        }
        let reads = |namespace: &&String| access.reads_in(&permission, namespace);
        let namespaces: std::collections::BTreeSet<String> =
            access.domains.keys().filter(reads).cloned().collect();
        (!namespaces.is_empty()).then_some(Sight::Namespaces(namespaces))
    };
    Sights {
        security: sight(Permission::SecurityEvents),
        events: sight(Permission::Events),
        reports: sight(Permission::AuditEvents),
    }
}

#[cfg(test)]
mod tests {
    use controller_api::access::Grant;

    use super::*;

    fn grant(id: Permission, read: bool) -> Grant {
        Grant { id, read, write: true }
    }

    #[test]
    fn a_right_holds_where_it_was_given_and_nowhere_else() {
        let access = Access {
            global: vec![grant(Permission::Events, true), grant(Permission::AuditEvents, false)],
            domains: [
                ("web".to_owned(), vec![grant(Permission::SecurityEvents, true)]),
                ("db".to_owned(), vec![grant(Permission::RuntimePolicy, true)]),
            ]
            .into(),
        };
        let sights = sights(&access);
        assert_eq!(sights.security, Some(Sight::Namespaces(["web".to_owned()].into())));
        assert_eq!((sights.events, sights.reports), (Some(Sight::All), None));
    }

    #[test]
    fn who_has_no_right_sees_nothing() {
        assert_eq!(sights(&Access::default()), Sights::default());
    }
}
