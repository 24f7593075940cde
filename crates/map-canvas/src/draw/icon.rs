//! Icons: strokes in a square of 24, drawn once at the screen's resolution.

use network_map::model::{Kind, Mode, Status};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// What stands in a disc or at its border, or on an edge.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Icon { $($(#[$doc])* $name,)+ }

        impl Icon {
            /// All of them, in order: their places in the atlas.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its strokes, as SVG's path data.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

icons! {
    /// A globe.
    External = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M3 12h18M12 3c-5 5 -5 13 0 18M12 3c5 5 5 13 0 18";
    /// A frame with things in it.
    Namespace = "M4 6.5a2.5 2.5 0 0 1 2.5 -2.5h11a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1 -2.5 2.5h-11a2.5 2.5 0 0 1 -2.5 -2.5zM9 9h.01M15 9h.01M9 15h.01M15 15h.01";
    /// Three boxes.
    Group = "M9 4h6v6h-6zM3.5 14h6v6h-6zM14.5 14h6v6h-6z";
    /// A box.
    Pod = "M12 3l8 4.5v9l-8 4.5l-8 -4.5v-9zM4 7.5l8 4.5l8 -4.5M12 12v9";
    /// A machine.
    Node = "M4 4.5h16v6h-16zM4 13.5h16v6h-16zM7.5 7.5h.5M7.5 16.5h.5";
    /// A box in question.
    Unmanaged = "M9 9a3 3 0 1 1 4.2 2.7c-.9 .5 -1.2 1 -1.2 2.3M12 17.6v.4";
    /// What spreads out to others.
    Service = "M12 4v5M12 9l-6.5 6M12 9l6.5 6M12 9v6M10 2.8h4v3h-4zM3.5 15.5h4v4h-4zM10 15.5h4v4h-4zM16.5 15.5h4v4h-4z";
    /// A pin.
    Address = "M12 21c-4 -5 -6 -8 -6 -11a6 6 0 0 1 12 0c0 3 -2 6 -6 11zM10 10a2 2 0 1 0 4 0a2 2 0 1 0 -4 0";
    /// A box with another at its side.
    Sidecar = "M4 5h10v14h-10zM17 9h3.5v6h-3.5M14 12h3M7 9h4M7 12h4";
    /// A compass.
    Discover = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M15.8 8.2l-2 5.6l-5.6 2l2 -5.6z";
    /// An eye.
    Monitor = "M2.5 12c5 -8.5 14 -8.5 19 0c-5 8.5 -14 8.5 -19 0zM9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0";
    /// A shield.
    Protect = "M12 2.8l8 3v6c0 4.8 -3.4 7.8 -8 9.6c-4.6 -1.8 -8 -4.8 -8 -9.6v-6zM8.4 12l2.6 2.6l4.8 -5";
    /// A lock.
    Lock = "M5.5 11h13v9.5h-13zM8 11v-3.5a4 4 0 0 1 8 0v3.5M12 14.8v2";
    /// A bug.
    Cve = "M8 10.5a4 4 0 0 1 8 0v5a4 4 0 0 1 -8 0zM12 12v7M9 7.3l-2 -2.8M15 7.3l2 -2.8M8 11h-4M8 15h-4.5M16 11h4M16 15h4.5";
    /// A spark.
    New = "M12 3v18M3 12h18M6.5 6.5l11 11M17.5 6.5l-11 11";
    /// A cross.
    Blocked = "M6 6l12 12M18 6l-12 12";
    /// A mark of exclamation.
    Violation = "M12 4v10M12 18.6v.6";
    /// A bolt.
    Threat = "M13.5 2.5l-8 11h5.5l-1 8l8 -11h-5.5z";
    /// A triangle.
    Warning = "M12 4l9 16h-18zM12 10v4.4M12 17v.4";
}

impl Icon {
    /// How wide its strokes are. What stands on edges is small, and is read all the same.
    pub const fn stroke(self) -> f64 {
        match self {
            Self::Blocked | Self::Violation | Self::Threat => 3.6,
            Self::Warning => 2.6,
            _ => 2.0,
        }
    }

    /// The one in a node's disc.
    pub const fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::External => Self::External,
            Kind::Namespace => Self::Namespace,
            Kind::Group => Self::Group,
            Kind::Pod => Self::Pod,
            Kind::Node => Self::Node,
            Kind::Unmanaged => Self::Unmanaged,
            Kind::Service => Self::Service,
            Kind::Address => Self::Address,
            Kind::Sidecar => Self::Sidecar,
        }
    }

    /// The one at a disc's border that says its mode.
    pub const fn of_mode(mode: Mode) -> Option<Self> {
        match mode {
            Mode::Discover => Some(Self::Discover),
            Mode::Monitor => Some(Self::Monitor),
            Mode::Protect => Some(Self::Protect),
            Mode::None | Mode::Mixed => None,
        }
    }

    /// The one on an edge that says how it stands; harmless ones have none, but for the lock of those that are secured.
    pub const fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::Secured => Some(Self::Lock),
            Status::Warning => Some(Self::Warning),
            Status::Violation => Some(Self::Violation),
            Status::Blocked => Some(Self::Blocked),
            Status::Threat => Some(Self::Threat),
            Status::Internal | Status::Allowed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_every_trouble_has_an_icon_of_its_own() {
        let kinds = Kind::ALL.iter().map(|kind| Icon::of_kind(*kind) as u8);
        let troubles = Status::ALL.iter().filter(|status| status.is_trouble());
        let mut all: Vec<u8> = kinds
            .chain(troubles.filter_map(|status| Icon::of_status(*status)).map(|icon| icon as u8))
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), count), (count, Kind::ALL.len() + 4));
    }
}
