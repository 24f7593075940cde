//! The colours of `style/tokens.css` can be read by everyone: WCAG AA in both themes, computed from the stylesheet itself.
use std::collections::HashMap;

const CSS: &str = include_str!("../../../style/tokens.css");

/// Words on grounds: at least 4.5 to 1. A ground that ends in `*` stands for every surface.
const TEXT: &[(&str, &[&str])] = &[
    ("text", &["surface*", "accent-tint", "info-tint", "success-tint", "warning-tint", "danger-tint"]),
    ("text-muted", &["surface*", "accent-tint"]),
    ("accent", &["surface-0", "surface-1", "surface-2", "surface-top", "accent-tint"]),
    ("accent-strong", &["surface-0", "surface-1", "accent-tint"]),
    (
        "on-fill",
        &["accent-fill", "accent-fill-strong", "danger-fill", "danger-fill-strong", "severity-critical-fill"],
    ),
    ("mode-discover", &["mode-discover-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("mode-monitor", &["mode-monitor-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("mode-protect", &["mode-protect-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("mode-quarantined", &["mode-quarantined-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("severity-critical", &["surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("severity-high", &["severity-high-tint", "surface-1", "surface-3", "accent-tint"]),
    ("severity-medium", &["severity-medium-tint", "surface-1", "surface-3", "accent-tint"]),
    ("severity-low", &["severity-low-tint", "surface-1", "accent-tint"]),
    ("info", &["info-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("success", &["success-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("warning", &["warning-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("danger", &["danger-tint", "surface-1", "surface-top", "surface-3", "accent-tint"]),
    ("surface-1", &["text"]),
];

/// Marks on grounds, such as the edge of an input: at least 3 to 1.
const MARKS: &[(&str, &[&str])] = &[
    ("border-control", &["surface-0", "surface-1", "surface-2", "surface-top", "accent-tint"]),
    ("focus", &["surface-0", "surface-1", "surface-2", "surface-3", "surface-top", "accent-tint"]),
    ("accent-fill", &["surface-1", "surface-top"]),
    ("chart-accent", &["surface-1"]),
    ("chart-second", &["surface-1"]),
    ("chart-neutral", &["surface-1"]),
    ("chart-critical", &["surface-1"]),
    ("chart-high", &["surface-1"]),
    ("chart-medium", &["surface-1"]),
    ("chart-low", &["surface-1"]),
    ("chart-warning", &["surface-1"]),
    ("chart-good", &["surface-1"]),
    ("chart-discover", &["surface-1"]),
    ("chart-quarantined", &["surface-1"]),
];

const SURFACES: &[&str] = &["surface-0", "surface-1", "surface-2", "surface-3", "surface-top"];

fn tokens() -> HashMap<&'static str, &'static str> {
    let declared =
        CSS.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
    declared.collect()
}

/// Follows names to an opaque `oklch(L C H)`, taking the half of `light-dark()` that belongs to the theme.
fn luminance(tokens: &HashMap<&str, &str>, name: &str, dark: bool) -> f64 {
    let mut value = *tokens.get(name).unwrap_or_else(|| panic!("--{name} is not declared"));
    loop {
        if let Some(inner) = value.strip_prefix("light-dark(").and_then(|v| v.strip_suffix(')')) {
            // Neither half contains a comma of its own.
            let (light, night) = inner.split_once(", ").expect("two halves");
            value = if dark { night } else { light };
        } else if let Some(other) = value.strip_prefix("var(--").and_then(|v| v.strip_suffix(')')) {
            value = tokens.get(other).unwrap_or_else(|| panic!("--{other} is not declared"));
        } else {
            break;
        }
    }
    let numbers = value
        .strip_prefix("oklch(")
        .and_then(|v| v.strip_suffix(')'))
        .unwrap_or_else(|| panic!("--{name}: {value}"));
    let numbers: Vec<f64> = numbers.split(' ').map(|n| n.parse().expect("a number")).collect();
    let [l, c, h] = numbers[..] else { panic!("--{name} is not opaque") };
    let (a, b) = (c * h.to_radians().cos(), c * h.to_radians().sin());
    let cone = |ka: f64, kb: f64| (l + ka * a + kb * b).powi(3);
    let (l, m, s) = (
        cone(0.3963377774, 0.2158037573),
        cone(-0.1055613458, -0.0638541728),
        cone(-0.0894841775, -1.291485548),
    );
    let red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
    let green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
    let blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
    0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
}

fn too_weak(pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let tokens = tokens();
    let mut weak = Vec::new();
    for dark in [false, true] {
        for (front, grounds) in pairs {
            for ground in
                grounds.iter().flat_map(|g| if *g == "surface*" { SURFACES } else { std::slice::from_ref(g) })
            {
                let (a, b) = (luminance(&tokens, front, dark), luminance(&tokens, ground, dark));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                if ratio < least {
                    weak.push(format!(
                        "{front} on {ground}, {}: {ratio:.2}",
                        if dark { "dark" } else { "light" }
                    ));
                }
            }
        }
    }
    weak
}

#[test]
fn words_can_be_read() {
    assert_eq!(too_weak(TEXT, 4.5), Vec::<String>::new());
}

#[test]
fn marks_can_be_seen() {
    assert_eq!(too_weak(MARKS, 3.0), Vec::<String>::new());
}

#[test]
fn black_on_white_is_what_wcag_says() {
    let tokens = HashMap::from([("white", "oklch(1 0 0)"), ("black", "oklch(0 0 0)")]);
    let ratio = (luminance(&tokens, "white", false) + 0.05) / (luminance(&tokens, "black", false) + 0.05);
    assert!((ratio - 21.0).abs() < 0.01, "{ratio}");
}

/// What knows the tokens by their names.
const FILES: [&str; 13] = [
    "banner", "base", "buttons", "chart", "controls", "display", "fields", "gate", "layout", "overlays",
    "pages", "print", "table",
];

#[test]
fn components_use_meanings_only() {
    let raw = [
        "--grey-",
        "--sea-",
        "--blue-",
        "--amber-",
        "--green-",
        "--magenta-",
        "--red-",
        "--orange-",
        "oklch(",
        "rgb(",
    ];
    for file in FILES {
        let path = format!("{}/../../style/{file}.css", env!("CARGO_MANIFEST_DIR"));
        let css = std::fs::read_to_string(&path).unwrap();
        let found: Vec<_> = raw.iter().filter(|name| css.contains(**name)).collect();
        assert!(found.is_empty(), "{file}.css names raw colours: {found:?}");
    }
}

#[test]
fn every_meaning_used_is_declared() {
    let tokens = tokens();
    let local = ["i", "ink", "column", "gutter", "row", "menu-width", "text-m", "text-l"];
    for file in FILES {
        let path = format!("{}/../../style/{file}.css", env!("CARGO_MANIFEST_DIR"));
        let css = std::fs::read_to_string(&path).unwrap();
        for used in css.split("var(--").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(tokens.contains_key(used) || local.contains(&used), "{file}.css uses --{used}");
        }
    }
}
