//! The style of a map's picture that stands by itself: the page's colours, which no style sheet gives it there.

const LIGHT: &str = "
svg { background: #f6f8f8; font-family: Inter, system-ui, sans-serif; }
.ground { fill: #4f8794; fill-opacity: .07; stroke: #4f8794; stroke-opacity: .35; stroke-width: .8; }
.label { fill: #1c2326; paint-order: stroke; stroke: #f6f8f8; stroke-width: 2.5px; stroke-linejoin: round; }
.said { fill: #5d676b; stroke-width: 2px; }
.said.warning { fill: #8a5a0c; } .said.violation { fill: #b35318; } .said.blocked { fill: #b52b24; } .said.threat { fill: #a8226f; }
.node { fill: #fff; stroke: #5d676b; stroke-width: 1.6; }
.mode-discover { fill: #e4edfd; stroke: #4a7ee0; }
.mode-monitor { fill: #fdf1d4; stroke: #c4841d; }
.mode-protect { fill: #dcf4e6; stroke: #27905c; }
.node.external { fill: #dff1f4; stroke: #1f7685; }
.node.unmanaged, .node.address { stroke: #b35318; stroke-dasharray: 2 1.5; }
.node.cve-high, .node.cve-critical { stroke-width: 2.6; }
.node.quarantined { stroke: #a8226f; stroke-width: 3; }
.edge { stroke-opacity: .8; }
.arrow { fill-opacity: .9; }
.edge.internal { stroke: #a3abae; } .arrow.internal { fill: #a3abae; }
.edge.allowed { stroke: #6e97a5; } .arrow.allowed { fill: #6e97a5; }
.edge.secured { stroke: #27905c; } .arrow.secured { fill: #27905c; }
.edge.warning { stroke: #c4841d; } .arrow.warning { fill: #c4841d; }
.edge.violation { stroke: #b35318; } .arrow.violation { fill: #b35318; }
.edge.blocked { stroke: #b52b24; stroke-dasharray: 4 2; } .arrow.blocked { fill: #b52b24; }
.edge.threat { stroke: #a8226f; } .arrow.threat { fill: #a8226f; }
";

/// What is otherwise in the dark.
const DARK: &str = "
svg { background: #0d1214; }
.label { fill: #e7ebec; stroke: #0d1214; }
.said { fill: #a6aeb1; }
.said.warning { fill: #e2ab4c; } .said.violation { fill: #e58a54; } .said.blocked { fill: #ee7c74; } .said.threat { fill: #e078b4; }
.node { fill: #20282b; stroke: #a6aeb1; }
.mode-discover { fill: #1a2a4a; stroke: #7da6f2; }
.mode-monitor { fill: #3a2a12; stroke: #e2ab4c; }
.mode-protect { fill: #123324; stroke: #58bf8b; }
.node.external { fill: #12333a; stroke: #79cfdf; }
";

/// For what `network_map::export` calls grounds, edges, nodes and labels: in the theme that was chosen, `light` or `dark`, or
/// as the screen is that it is seen on. What stands in a page has that page's ground.
pub fn style(theme: &str, in_page: bool) -> String {
    let ground = if in_page { "svg { background: none; }\n" } else { "" };
    match theme {
        "light" => [LIGHT, ground].concat(),
        "dark" => [LIGHT, DARK, ground].concat(),
        _ => [LIGHT, "@media (prefers-color-scheme: dark) {", DARK, "}\n", ground].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_theme_asks_no_screen() {
        let [light, dark, screen] = ["light", "dark", ""].map(|theme| style(theme, false));
        assert!(!light.contains("#0d1214") && dark.contains("#0d1214") && screen.contains("#0d1214"));
        assert_eq!([light, dark, screen].map(|style| style.contains("@media")), [false, false, true]);
    }

    #[test]
    fn a_page_keeps_its_ground() {
        for theme in ["light", "dark", ""] {
            assert!(style(theme, true).ends_with("svg { background: none; }\n"), "after what says otherwise");
            assert!(!style(theme, false).contains("none; }\n"));
        }
    }
}
