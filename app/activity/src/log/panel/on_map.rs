//! Where on the map an entry's ends, the connection between them, and its node are. Pure, on the server only.

use event_log::{Entry, Field};
use kit::url::Params;
use network_map::model::{Key, Kind};

/// The map's page.
const MAP: &str = "/network";

/// An end of an entry, as the map knows it.
pub struct Place {
    /// Its key.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// The group and the namespace that it is in, which must be open for it to be seen.
    holders: Vec<Key>,
}

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who began it, or where it happened.
    Source,
    /// Who was spoken to or attacked.
    Target,
}

impl Side {
    /// Its id, its group and its namespace.
    const fn fields(self) -> [Field; 3] {
        match self {
            Self::Source => [Field::SourceId, Field::SourceGroup, Field::SourceNamespace],
            Self::Target => [Field::TargetId, Field::TargetGroup, Field::TargetNamespace],
        }
    }
}

/// Where an end is; none for an address that is in no pod, and for what is not said.
pub fn place(entry: &Entry<'_>, side: Side) -> Option<Place> {
    let [id, group, namespace] = side.fields().map(|field| entry.word(field));
    // The controller writes `Host:` before the address of a node's own end, and other kinds before theirs.
    match id {
        "" => None,
        "external" => {
            Some(Place { key: Key::of(Kind::External, id), kind: Kind::External, holders: Vec::new() })
        }
        id if id.contains(':') || namespace.is_empty() => None,
        id => {
            let group = (!group.is_empty()).then(|| Key::of(Kind::Group, group));
            let holders = group.into_iter().chain([Key::of(Kind::Namespace, namespace)]).collect();
            Some(Place { key: Key::of(Kind::Pod, id), kind: Kind::Pod, holders })
        }
    }
}

/// The page with this selected, and open what these are in.
fn selected(what: &str, places: &[&Place]) -> String {
    let mut params = Params::default().with("sel", what);
    let mut open: Vec<Key> = Vec::new();
    for key in places.iter().flat_map(|place| &place.holders) {
        if !open.contains(key) {
            open.push(*key);
            params = params.and("open", &key.to_string());
        }
    }
    params.link(MAP)
}

/// An end on the map.
pub fn to_place(place: &Place) -> String {
    selected(&place.key.to_string(), &[place])
}

/// What two ends say to each other.
pub fn to_edge(from: &Place, to: &Place) -> String {
    selected(&format!("{}~{}", from.key, to.key), &[from, to])
}

/// A node of the cluster.
pub fn to_node(id: &str) -> String {
    Params::default().with("sel", &Key::of(Kind::Node, id).to_string()).link(MAP)
}

#[cfg(test)]
mod tests {
    use controller_api::security_log::Violation;

    use super::*;

    #[test]
    fn an_edge_is_shown_with_what_its_ends_are_in_open() {
        let violation = Violation {
            client_id: "a1".into(),
            client_domain: "shop".into(),
            client_service: "web.shop".into(),
            server_id: "external".into(),
            ..Violation::default()
        };
        let entry = Entry::from(&violation);
        let ends = [Side::Source, Side::Target].map(|side| place(&entry, side).expect("it is on the map"));
        let [pod, group, namespace] =
            [(Kind::Pod, "a1"), (Kind::Group, "nv.web.shop"), (Kind::Namespace, "shop")]
                .map(|(kind, id)| Key::of(kind, id));
        let outside = Key::of(Kind::External, "external");
        assert_eq!(
            to_edge(&ends[0], &ends[1]),
            format!("/network?sel={pod}~{outside}&open={group}&open={namespace}")
        );
    }

    #[test]
    fn an_address_in_no_pod_is_nowhere() {
        let violation = Violation { client_id: "Host:10.0.0.1".into(), ..Violation::default() };
        let entry = Entry::from(&violation);
        assert!(place(&entry, Side::Source).is_none() && place(&entry, Side::Target).is_none());
    }
}
