//! Names as they are written on the map: short, and cut where they are too long.

use crate::model::{Graph, Kind};

/// A node's name without what is said by where it stands: `nv.web.shop` in the namespace `shop` is `web`.
pub fn short(graph: &Graph, node: u32) -> &str {
    let name = graph.name(node);
    let Some(known) = graph.nodes.get(node as usize) else { return name };
    if known.kind != Kind::Group {
        return name;
    }
    let Some(learned) = name.strip_prefix("nv.") else { return name };
    let namespace = graph.name(graph.namespace(node));
    match learned.strip_suffix(namespace).and_then(|rest| rest.strip_suffix('.')) {
        Some(own) if !own.is_empty() && !namespace.is_empty() => own,
        _ => learned,
    }
}

/// A text that is no wider than `most` by `width`, cut with an ellipsis where it was.
pub fn elided(text: &str, most: f32, width: &mut dyn FnMut(&str) -> f32) -> (String, f32) {
    let whole = width(text);
    if whole <= most {
        return (text.to_owned(), whole);
    }
    let count = text.chars().count().max(1);
    let mut keep = ((count as f32) * most / whole) as usize;
    loop {
        let mut cut: String = text.chars().take(keep).collect();
        cut.push('…');
        let wide = width(&cut);
        if wide <= most || keep == 0 {
            return (cut, wide);
        }
        keep -= 1;
    }
}

/// The applications of an edge: the first ones by name, and how many more there are.
pub fn applications(names: &[&str]) -> String {
    const SHOWN: usize = 2;
    let mut out = String::new();
    for (at, name) in names.iter().take(SHOWN).enumerate() {
        if at > 0 {
            out += ", ";
        }
        out += name;
    }
    if names.len() > SHOWN {
        out += " +";
        out += &(names.len() - SHOWN).to_string();
    }
    out
}

/// A number of members in few characters: `999`, `1.2k`, `12k`.
pub fn count(number: u32) -> String {
    match number {
        0..=999 => number.to_string(),
        1000..=9949 => {
            let tenths = (number + 50) / 100;
            let mut out = (tenths / 10).to_string();
            if !tenths.is_multiple_of(10) {
                out.push('.');
                out += &(tenths % 10).to_string();
            }
            out + "k"
        }
        _ => ((number + 500) / 1000).to_string() + "k",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, NodeInput};

    #[test]
    fn a_learned_group_is_called_by_its_own_name() {
        let mut builder = Builder::new();
        for (id, namespace, group) in
            [("a", "shop", "nv.web.shop"), ("b", "shop", "mine"), ("c", "x", "nv.y.z")]
        {
            builder.node(&NodeInput { namespace, group, ..NodeInput::new(Kind::Pod, id, id) });
        }
        let graph = builder.finish(0);
        let mut names: Vec<&str> = (0u32..)
            .zip(&graph.nodes)
            .filter(|(_, node)| node.kind == Kind::Group)
            .map(|(at, _)| short(&graph, at))
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["mine", "web", "y.z"]);
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let mut width = |text: &str| text.chars().count() as f32 * 6.0;
        assert_eq!(elided("short", 100.0, &mut width), ("short".to_owned(), 30.0));
        let (cut, wide) = elided("очень-длинное-имя-пода", 60.0, &mut width);
        assert_eq!((cut.as_str(), wide), ("очень-дли…", 60.0));
        assert_eq!(elided("ab", 1.0, &mut width).0, "…");
    }

    #[test]
    fn many_applications_are_counted() {
        assert_eq!(applications(&["HTTP"]), "HTTP");
        assert_eq!(applications(&["DNS", "HTTP", "SSL", "SSH"]), "DNS, HTTP +2");
        assert_eq!(applications(&[]), "");
    }

    #[test]
    fn large_numbers_are_short() {
        let cases = [(7, "7"), (999, "999"), (1000, "1k"), (1249, "1.2k"), (9960, "10k"), (20_400, "20k")];
        for (number, expected) in cases {
            assert_eq!(count(number), expected);
        }
    }
}
