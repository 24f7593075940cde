//! The palette: colours by what they mean, and the CSS properties that they come from.

use network_map::model::{Kind, Mode, Status};

/// A colour in sRGB with its opacity, not premultiplied.
pub type Rgba = [u8; 4];

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $property:literal, $colour:literal;)+) => {
        /// What a colour means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Ink { $($(#[$doc])* $name,)+ }

        impl Ink {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The CSS property that the colour is read from.
            pub const fn property(self) -> &'static str {
                match self { $(Self::$name => $property),+ }
            }
        }

        impl Default for Palette {
            fn default() -> Self {
                Self { colours: [$(u32::to_be_bytes($colour)),+] }
            }
        }
    };
}

/// How many colours there are.
pub const INKS: usize = 33;

/// The colour of each [`Ink`]. The default one is for light pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: [Rgba; INKS],
}

inks! {
    /// What is under the map.
    Paper = "--map-paper", 0xfcfd_fdff;
    /// Names.
    Text = "--map-text", 0x1a23_28ff;
    /// Names that matter less, and what is written at edges.
    Muted = "--map-text-muted", 0x5a66_6cff;
    /// Around names, so that they can be read on anything.
    Halo = "--map-halo", 0xfcfd_fdff;
    /// The ground of an open namespace.
    Namespace = "--map-namespace", 0x4f7f_9012;
    /// Its border.
    NamespaceEdge = "--map-namespace-edge", 0x4f7f_9048;
    /// The ground of an open group.
    Group = "--map-group", 0x4f7f_901c;
    /// Its border.
    GroupEdge = "--map-group-edge", 0x4f7f_9038;
    /// The fill of what has no mode.
    Disc = "--map-disc", 0xf4f6_f7ff;
    /// The ring and icon of what has no mode.
    Plain = "--map-plain", 0x6571_78ff;
    /// Discover.
    Discover = "--map-discover", 0x3a64_c8ff;
    /// Its fill.
    DiscoverFill = "--map-discover-fill", 0xe4ec_fcff;
    /// Monitor.
    Monitor = "--map-monitor", 0x9a63_0eff;
    /// Its fill.
    MonitorFill = "--map-monitor-fill", 0xfdf0_d2ff;
    /// Protect.
    Protect = "--map-protect", 0x176b_45ff;
    /// Its fill.
    ProtectFill = "--map-protect-fill", 0xddf5_e7ff;
    /// Everything outside.
    External = "--map-external", 0x1f6f_86ff;
    /// Its fill.
    ExternalFill = "--map-external-fill", 0xdff1_f6ff;
    /// What no enforcer looks after.
    Unmanaged = "--map-unmanaged", 0x8a6d_5aff;
    /// Quarantine.
    Quarantined = "--map-quarantined", 0xb01f_7dff;
    /// Vulnerabilities.
    Cve = "--map-cve", 0xb3261eff;
    /// What was not there before.
    New = "--map-new", 0x1f6f_86ff;
    /// Icons on filled marks.
    OnMark = "--map-on-mark", 0xffff_ffff;
    /// Edges within a namespace.
    Internal = "--map-internal", 0x8d9a_a1ff;
    /// Edges that the mesh encrypts.
    Secured = "--map-secured", 0x2f7d_5bff;
    /// Allowed edges.
    Allowed = "--map-allowed", 0x5e7f_96ff;
    /// Edges with a lesser threat.
    Warning = "--map-warning", 0xb87a_16ff;
    /// Edges that violate the policy.
    Violation = "--map-violation", 0xc62f_2fff;
    /// Edges that were blocked.
    Blocked = "--map-blocked", 0xa0241eff;
    /// Edges with a threat.
    Threat = "--map-threat", 0x9c1b_4fff;
    /// What is selected.
    Selection = "--map-selection", 0x1f6f_86ff;
    /// What is pointed at.
    Hover = "--map-hover", 0x5a66_6cff;
    /// What the keyboard is at.
    Focus = "--map-focus", 0x1f7f_9cff;
}

impl Palette {
    /// A colour.
    pub fn get(&self, ink: Ink) -> Rgba {
        self.colours[ink as usize]
    }

    /// Changes a colour.
    pub fn set(&mut self, ink: Ink, colour: Rgba) {
        self.colours[ink as usize] = colour;
    }

    /// The colours as shaders take them: premultiplied, from 0 to 1.
    pub fn uniform(&self) -> [f32; INKS * 4] {
        let mut out = [0.0; INKS * 4];
        for (colour, out) in self.colours.iter().zip(out.chunks_exact_mut(4)) {
            let alpha = f32::from(colour[3]) / 255.0;
            for (part, out) in colour.iter().zip(out.iter_mut()) {
                *out = f32::from(*part) / 255.0 * alpha;
            }
            out[3] = alpha;
        }
        out
    }
}

impl Ink {
    /// The colour of an edge.
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Internal => Self::Internal,
            Status::Secured => Self::Secured,
            Status::Allowed => Self::Allowed,
            Status::Warning => Self::Warning,
            Status::Violation => Self::Violation,
            Status::Blocked => Self::Blocked,
            Status::Threat => Self::Threat,
        }
    }

    /// The colours of a node's ring and of its fill.
    pub const fn of_node(kind: Kind, mode: Mode) -> (Self, Self) {
        match (kind, mode) {
            (Kind::External, _) => (Self::External, Self::ExternalFill),
            (Kind::Unmanaged | Kind::Address, _) => (Self::Unmanaged, Self::Disc),
            (_, Mode::Discover) => (Self::Discover, Self::DiscoverFill),
            (_, Mode::Monitor) => (Self::Monitor, Self::MonitorFill),
            (_, Mode::Protect) => (Self::Protect, Self::ProtectFill),
            (_, Mode::None | Mode::Mixed) => (Self::Plain, Self::Disc),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_has_a_property_of_its_own() {
        assert_eq!(Ink::ALL.len(), INKS);
        let mut names: Vec<&str> = Ink::ALL.iter().map(|ink| ink.property()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), INKS);
        assert!(names.iter().all(|name| name.starts_with("--map-")));
    }

    #[test]
    fn statuses_and_modes_are_told_apart() {
        let mut inks: Vec<u8> = Status::ALL.iter().map(|status| Ink::of_status(*status) as u8).collect();
        inks.sort_unstable();
        inks.dedup();
        assert_eq!(inks.len(), Status::ALL.len());
        assert_eq!(Ink::of_node(Kind::Pod, Mode::Protect), (Ink::Protect, Ink::ProtectFill));
        assert_eq!(Ink::of_node(Kind::External, Mode::None).0, Ink::External);
    }

    #[test]
    fn shaders_get_premultiplied_colours() {
        let mut palette = Palette::default();
        palette.set(Ink::Text, [255, 0, 51, 51]);
        let uniform = palette.uniform();
        let text = &uniform[Ink::Text as usize * 4..][..4];
        for (part, expected) in text.iter().zip([0.2, 0.0, 0.04, 0.2]) {
            assert!((part - expected).abs() < 1e-3, "{text:?}");
        }
    }
}
