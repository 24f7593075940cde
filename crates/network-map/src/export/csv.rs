//! CSV: the rows as text that spreadsheets read, and take for text.

use super::{EdgeRow, NodeRow};

/// The columns of nodes.
const NODE_COLUMNS: [&str; 14] = [
    "key",
    "kind",
    "name",
    "namespace",
    "group",
    "node",
    "mode",
    "cve",
    "marks",
    "members",
    "incoming",
    "outgoing",
    "bytes",
    "worst",
];
/// The columns of edges.
const EDGE_COLUMNS: [&str; 16] = [
    "from_key",
    "from",
    "from_namespace",
    "to_key",
    "to",
    "to_namespace",
    "status",
    "severity",
    "applications",
    "ports",
    "protocols",
    "marks",
    "conversations",
    "bytes",
    "sessions",
    "last_seen",
];

/// Nodes as CSV, with a line of columns.
pub fn nodes_csv(rows: &[NodeRow]) -> String {
    let mut out = line(NODE_COLUMNS.map(str::to_owned));
    for row in rows {
        let worst = row.worst.map(|status| status.to_string()).unwrap_or_default();
        out += &line([
            row.key.to_string(),
            row.kind.to_string(),
            row.name.clone(),
            row.namespace.clone(),
            row.group.clone(),
            row.host.clone(),
            row.mode.to_string(),
            row.cve.to_string(),
            row.marks.join(" "),
            row.members.to_string(),
            row.incoming.to_string(),
            row.outgoing.to_string(),
            row.bytes.to_string(),
            worst,
        ]);
    }
    out
}

/// Edges as CSV, with a line of columns. Times are unix seconds.
pub fn edges_csv(rows: &[EdgeRow]) -> String {
    let mut out = line(EDGE_COLUMNS.map(str::to_owned));
    for row in rows {
        let ports: Vec<String> = row.ports.iter().map(|port| port.to_string()).collect();
        out += &line([
            row.from_key.to_string(),
            row.from.clone(),
            row.from_namespace.clone(),
            row.to_key.to_string(),
            row.to.clone(),
            row.to_namespace.clone(),
            row.status.to_string(),
            row.severity.to_string(),
            row.applications.join(" "),
            ports.join(" "),
            row.protocols.join(" "),
            row.marks.join(" "),
            row.conversations.to_string(),
            row.bytes.to_string(),
            row.sessions.to_string(),
            row.last_seen.to_string(),
        ]);
    }
    out
}

fn line<const N: usize>(fields: [String; N]) -> String {
    fields.map(|text| field(&text)).join(",") + "\r\n"
}

/// A field, in quotes where it has to be. What a spreadsheet would take for a formula gets an apostrophe in front:
/// names come from whoever can start a pod.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("@cmd,x", "\"'@cmd,x\""),
            ("-12", "-12"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected);
        }
    }
}
