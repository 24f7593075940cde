//! The icons: names only. Their shapes stand in `style/icons*.css` as masks, so an icon costs the browser's program a class name.
use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $class:literal,)+) => {
        /// An icon of the set, drawn in the colour of the text around it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name,)+ }

        impl Icon {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The classes that draw it at 16 px.
            pub const fn class(self) -> &'static str {
                match self { $(Self::$name => concat!("icon i-", $class),)+ }
            }
        }
    };
}

icons! {
    /// Menu: the dashboard.
    Dashboard = "dashboard",
    /// Menu: network activity.
    Network = "network",
    /// Menu: assets.
    Assets = "assets",
    /// Menu: policy.
    Policy = "policy",
    /// Menu: security risks.
    Risk = "risk",
    /// Menu: events and reports.
    Activity = "activity",
    /// Menu: settings.
    Settings = "settings",
    /// Mode Discover: a compass.
    Discover = "discover",
    /// Mode Monitor: an eye; also "reveal".
    Monitor = "monitor",
    /// Hide again what was revealed.
    EyeOff = "eye-off",
    /// Shield.
    Shield = "shield",
    /// Mode Protect: a shield with a tick.
    Protect = "protect",
    /// Quarantined; locked.
    Lock = "lock",
    /// Search.
    Search = "search",
    /// Filter.
    Filter = "filter",
    /// Columns.
    Columns = "columns",
    /// Close.
    Close = "close",
    /// Check.
    Check = "check",
    /// Minus.
    Minus = "minus",
    /// Plus.
    Plus = "plus",
    /// Chevron down.
    ChevronDown = "chevron-down",
    /// Chevron up.
    ChevronUp = "chevron-up",
    /// Chevron left.
    ChevronLeft = "chevron-left",
    /// Chevron right.
    ChevronRight = "chevron-right",
    /// Sortable, not sorted.
    Sort = "sort",
    /// Arrow up.
    ArrowUp = "arrow-up",
    /// Arrow down.
    ArrowDown = "arrow-down",
    /// Arrow right.
    ArrowRight = "arrow-right",
    /// Download.
    Download = "download",
    /// Upload.
    Upload = "upload",
    /// Warning.
    Warning = "warning",
    /// Error.
    Error = "error",
    /// Info.
    Info = "info",
    /// Done, healthy.
    Success = "success",
    /// Help.
    Help = "help",
    /// Refresh.
    Refresh = "refresh",
    /// Clock.
    Clock = "clock",
    /// User.
    User = "user",
    /// Users.
    Users = "users",
    /// Key.
    Key = "key",
    /// Sign out.
    SignOut = "sign-out",
    /// Sun.
    Sun = "sun",
    /// Moon.
    Moon = "moon",
    /// Screen.
    Screen = "screen",
    /// Globe.
    Globe = "globe",
    /// External.
    External = "external",
    /// Copy.
    Copy = "copy",
    /// Trash.
    Trash = "trash",
    /// Edit.
    Edit = "edit",
    /// Play.
    Play = "play",
    /// Pause.
    Pause = "pause",
    /// Make the panel a page.
    Widen = "widen",
    /// Make the page a panel again.
    Narrow = "narrow",
    /// Menu.
    Menu = "menu",
    /// Fold the menu.
    Sidebar = "sidebar",
    /// Bell.
    Bell = "bell",
    /// Node.
    Node = "node",
    /// Namespace.
    Namespace = "namespace",
    /// Container.
    Container = "container",
    /// Group.
    Group = "group",
    /// Rule.
    Rule = "rule",
    /// Link.
    Link = "link",
    /// Keyboard.
    Keyboard = "keyboard",
    /// More actions.
    More = "more",
    /// Severity none: no bar of four.
    LevelNone = "level-none",
    /// Severity low: one bar of four.
    LevelLow = "level-low",
    /// Severity medium: two bars of four.
    LevelMedium = "level-medium",
    /// Severity high: three bars of four.
    LevelHigh = "level-high",
    /// Severity critical: four bars of four.
    LevelCritical = "level-critical",
    /// The product's mark.
    Logo = "logo",
}

impl Icon {
    /// The icon as decoration: hidden from assistive technology, so words must stand beside it or name its control.
    pub fn view(self) -> AnyView {
        view! { <span class=self.class() aria-hidden="true"></span> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn every_icon_is_drawn_and_nothing_else() {
        let first = include_str!("../../../style/icons.css");
        let rest = include_str!("../../../style/icons-frame.css");
        let css = first.lines().chain(rest.lines());
        let mut drawn: Vec<_> = css.filter_map(|l| l.trim().strip_prefix(".i-")?.split_once(" {")).collect();
        let mut named: Vec<_> = Icon::ALL.iter().map(|i| i.class().trim_start_matches("icon i-")).collect();
        drawn.sort_unstable();
        named.sort_unstable();
        assert_eq!(drawn.iter().map(|(name, _)| *name).collect::<Vec<_>>(), named);
        assert!(
            drawn
                .iter()
                .all(|(_, rule)| rule.contains("url(\"data:image/svg+xml,<svg ") && !rule.contains('#'))
        );
    }
}
