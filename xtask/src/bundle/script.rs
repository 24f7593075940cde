//! One JavaScript module from what the binding generator and the splitter wrote: a request less, and one hash.
use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};

use crate::code::Piece;

/// The name by which the generated code imports the splitter's module.
pub const SPLIT_MODULE: &str = "./split.js";

/// Fetches a range of a file that several sections share, once.
const FETCH_PIECE: &str = r#"
const files = new Map();
function piece(address, start, end) {
    if (!files.has(address)) {
        const file = fetch(address).then((response) => {
            if (!response.ok) throw new Error(`${address}: ${response.status}`);
            return response.arrayBuffer();
        });
        // A failure is not remembered: the next page tries again.
        file.catch(() => files.delete(address));
        files.set(address, file);
    }
    return files.get(address).then((bytes) =>
        new Response(bytes.slice(start, end), { headers: { "Content-Type": "application/wasm" } }));
}
"#;

/// The module, with the split code fetched from where it was published.
pub fn assemble(dir: &Path, pieces: &BTreeMap<String, Piece>) -> Result<String> {
    let glue = read(dir, "console.js")?;
    if !dir.join(SPLIT_MODULE).exists() {
        ensure!(!glue.contains("import "), "the generated script imports other files");
        return Ok(glue);
    }
    let mut out = String::from("const split = loadSections();\n");
    for line in glue.lines() {
        match line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from ")) {
            Some((name, from)) if from.contains(SPLIT_MODULE) => {
                out.push_str(&format!("const {name} = split;\n"))
            }
            Some(_) => bail!("the generated script imports another file: {line}"),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out.push_str(&loaders(&read(dir, SPLIT_MODULE)?, pieces)?);
    Ok(out)
}

/// The splitter's module as a function that returns what it exports.
fn loaders(module: &str, pieces: &BTreeMap<String, Piece>) -> Result<String> {
    let mut body = String::new();
    let mut exports = Vec::new();
    for line in module.lines() {
        if line.starts_with("import { initSync }") {
            continue;
        }
        let line = match line.strip_prefix("export const ") {
            Some(rest) => {
                exports.push(rest.split(' ').next().unwrap_or_default());
                format!("const {rest}")
            }
            None => line.to_owned(),
        };
        body.push_str(&published(&line, pieces)?);
        body.push('\n');
    }
    Ok(format!("function loadSections() {{\n{FETCH_PIECE}{body}return {{ {} }};\n}}\n", exports.join(", ")))
}

/// `fetch(new URL("./chunk_4.wasm", import.meta.url))` → a fetch from where that piece went.
fn published(line: &str, pieces: &BTreeMap<String, Piece>) -> Result<String> {
    const START: &str = "fetch(new URL(\"./";
    const END: &str = ".wasm\", import.meta.url))";
    let Some((before, rest)) = line.split_once(START) else { return Ok(line.to_owned()) };
    let (name, after) = rest.split_once(END).context("the splitter's script has a new form")?;
    let Piece { address, range } = pieces.get(name).with_context(|| format!("{name} was not published"))?;
    Ok(match range {
        Some(range) => format!("{before}piece(\"{address}\", {}, {}){after}", range.start, range.end),
        None => format!("{before}fetch(\"{address}\"){after}"),
    })
}

fn read(dir: &Path, name: &str) -> Result<String> {
    fs::read_to_string(dir.join(name)).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_fetched_from_where_they_were_published() {
        let pieces = BTreeMap::from([
            ("split_policy".to_owned(), Piece { address: "/pkg/policy-1.wasm".to_owned(), range: None }),
            ("chunk_4".to_owned(), Piece { address: "/pkg/shared-2.bin".to_owned(), range: Some(8..20) }),
        ]);
        let fetch = |name: &str| format!("const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));");
        assert_eq!(
            published(&fetch("split_policy"), &pieces).unwrap(),
            "const src = fetch(\"/pkg/policy-1.wasm\");"
        );
        assert_eq!(
            published(&fetch("chunk_4"), &pieces).unwrap(),
            "const src = piece(\"/pkg/shared-2.bin\", 8, 20);"
        );
        assert!(published(&fetch("chunk_9"), &pieces).is_err());
        assert_eq!(published("return imports;", &pieces).unwrap(), "return imports;");
    }

    #[test]
    fn the_splitters_exports_are_returned() {
        let module =
            "import { initSync } from \"./console.js\";\nexport const load_a = 1;\nconst hidden = 2;\n";
        let function = loaders(module, &BTreeMap::new()).unwrap();
        assert!(function.contains("return { load_a };"));
        assert!(!function.contains("import {") && !function.contains("export "));
    }
}
