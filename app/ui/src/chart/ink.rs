//! What a mark of a chart means. A drawing says the meaning, never a colour: the stylesheet knows the colour, in both themes
//! and on paper (`style/chart.css`).
use serde::{Deserialize, Serialize};

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $class:literal,)+) => {
        /// What a mark means, and so how it is coloured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Ink { $($(#[$doc])* $name,)+ }

        impl Ink {
            /// Every ink.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The class that colours it.
            pub const fn class(self) -> &'static str {
                match self { $(Self::$name => concat!("k-", $class),)+ }
            }
        }
    };
}

inks! {
    /// A single series, or the first of two without a meaning of their own.
    Accent = "accent",
    /// The second of two without a meaning of their own.
    Second = "second",
    /// Neither good nor bad; everything else.
    Neutral = "neutral",
    /// Severity critical.
    Critical = "critical",
    /// Severity high.
    High = "high",
    /// Severity medium.
    Medium = "medium",
    /// Severity low.
    Low = "low",
    /// A warning, beside critical events.
    Warning = "warning",
    /// A good score; allowed.
    Good = "good",
    /// A fair score.
    Fair = "fair",
    /// A poor score; denied.
    Poor = "poor",
    /// Policy mode Discover.
    Discover = "discover",
    /// Policy mode Monitor.
    Monitor = "monitor",
    /// Policy mode Protect.
    Protect = "protect",
    /// Quarantined.
    Quarantined = "quarantined",
    /// What is there only to be measured against: the grid, the track of a gauge, the other places of a swatch.
    Ghost = "ghost",
}
