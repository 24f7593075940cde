//! One JavaScript module from what the binding generator and the splitter wrote: a request less, and one hash.
use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};

use crate::{code::Piece, trim};

/// The name by which the generated code imports the splitter's module.
pub const SPLIT_MODULE: &str = "./split.js";

/// Fetches a piece, the whole of a file or a range of one that is fetched once for all.
const FETCH_PIECE: &str = r#"
const fetched = new Map();
function bytes(address) {
    if (!fetched.has(address)) {
        const file = fetch(address).then((response) => {
            if (!response.ok) throw new Error(`${address}: ${response.status}`);
            return response.arrayBuffer();
        });
        // A failure is not remembered: the next page tries again.
        file.catch(() => fetched.delete(address));
        fetched.set(address, file);
    }
    return fetched.get(address);
}
const piece = (file, start, end) => () => {
    const type = { headers: { "Content-Type": "application/wasm" } };
    const src = start === undefined ? fetch(files[file])
        : bytes(files[file]).then((bytes) => new Response(bytes.slice(start, end), type));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
};
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
    let mut files: Vec<&str> = pieces.values().map(|piece| piece.address.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let mut body = String::new();
    let mut exports = Vec::new();
    let mut lines = module.lines();
    while let Some(line) = lines.next() {
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
        match line.strip_suffix("makeLoad(() => {") {
            Some(before) => {
                let fetcher: Vec<_> = lines.by_ref().take(4).collect();
                body.push_str(&format!("{before}makeLoad({}\n", published(&fetcher, pieces, &files)?));
            }
            None => body.push_str(&format!("{line}\n")),
        }
    }
    ensure!(!body.contains("import.meta"), "the splitter's script has a new form");
    let module = format!("const files = {files:?};{FETCH_PIECE}{body}return {{ {} }};\n", exports.join(", "));
    Ok(format!("function loadSections() {{\n{}}}\n", trim::compact(&module)))
}

/// A fetch of `new URL("./chunk_4.wasm", import.meta.url)` → the same from where that piece went.
fn published(fetcher: &[&str], pieces: &BTreeMap<String, Piece>, files: &[&str]) -> Result<String> {
    const START: &str = "const src = fetch(new URL(\"./";
    const END: &str = ".wasm\", import.meta.url));";
    const REST: [&str; 3] = [
        "src.catch(() => {});",
        "return async (imports) => (WebAssembly.instantiateStreaming(src, imports));",
        "}",
    ];
    let known = match fetcher {
        [first, rest @ ..] if rest.iter().map(|line| line.trim()).eq(REST) => {
            first.trim().strip_prefix(START)
        }
        _ => None,
    };
    let name =
        known.and_then(|rest| rest.strip_suffix(END)).context("the splitter's script has a new form")?;
    let Piece { address, range } = pieces.get(name).with_context(|| format!("{name} was not published"))?;
    let file = files.iter().position(|file| file == address).context("a file that is none")?;
    Ok(match range {
        Some(range) => format!("piece({file}, {}, {})", range.start, range.end),
        None => format!("piece({file})"),
    })
}

fn read(dir: &Path, name: &str) -> Result<String> {
    fs::read_to_string(dir.join(name)).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetcher(name: &str) -> [String; 4] {
        [
            format!("    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));"),
            "    src.catch(() => {});".to_owned(),
            "    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));".to_owned(),
            "}".to_owned(),
        ]
    }

    #[test]
    fn pieces_are_fetched_from_where_they_were_published() {
        let pieces = BTreeMap::from([
            ("split_policy".to_owned(), Piece { address: "/pkg/policy-1.wasm".to_owned(), range: None }),
            ("chunk_4".to_owned(), Piece { address: "/pkg/shared-2.bin".to_owned(), range: Some(8..20) }),
        ]);
        let files = ["/pkg/policy-1.wasm", "/pkg/shared-2.bin"];
        let publish = |name: &str| {
            let lines = fetcher(name);
            published(&lines.each_ref().map(String::as_str), &pieces, &files)
        };
        assert_eq!(publish("split_policy").unwrap(), "piece(0)");
        assert_eq!(publish("chunk_4").unwrap(), "piece(1, 8, 20)");
        assert!(publish("chunk_9").is_err());
        assert!(published(&["const src = other();"], &pieces, &files).is_err());
    }

    #[test]
    fn the_splitters_exports_are_returned() {
        let piece = Piece { address: "/pkg/a-1.wasm".to_owned(), range: None };
        let module = format!(
            "import {{ initSync }} from \"./console.js\";\nexport const load_a = wrap(makeLoad(() => {{\n{}\n, [hidden]));\n\
             /* a, b */\nconst hidden = 2;\n",
            fetcher("split_a").join("\n")
        );
        let function = loaders(&module, &BTreeMap::from([("split_a".to_owned(), piece)])).unwrap();
        assert!(function.contains("\nconst load_a = wrap(makeLoad(piece(0)\n, [hidden]));\n"), "{function}");
        assert!(function.contains("return { load_a };"));
        assert!(!function.contains("import {") && !function.contains("export ") && !function.contains("/*"));
    }
}
