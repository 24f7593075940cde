//! The app's code: bindings for the browser, one WebAssembly module a section, and what sections share in one file.
use std::{collections::BTreeMap, fs, ops::Range, path::Path};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::{assets::Package, script, trim};

/// The addresses of the code.
pub struct Code {
    /// The JavaScript module.
    pub script: String,
    /// The main WebAssembly module.
    pub wasm: String,
    /// A section and a file that its pages need besides.
    pub sections: Vec<(String, String)>,
}

/// Where a piece of split code is.
pub struct Piece {
    /// The published file's address.
    pub address: String,
    /// Which bytes of it; `None`: all.
    pub range: Option<Range<usize>>,
}

/// Publishes the app that cargo built at `wasm`.
pub fn bundle(wasm: &Path, split: bool, pkg: &mut Package) -> Result<Code> {
    let dir = wasm.with_file_name("bundle");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let input = fs::read(wasm).with_context(|| format!("{}", wasm.display()))?;

    let (main, parts) = if split {
        let main = dir.join("main.wasm");
        let mut options = Options::new(&input);
        options.output_dir = &dir;
        options.main_out_path = &main;
        options.main_module = "./console.js";
        options.link_name = script::SPLIT_MODULE;
        let parts = transform(options).map_err(|error| anyhow!("splitting: {error:?}"))?;
        (fs::read(main)?, parts.prefetch_map.into_iter().collect())
    } else {
        (input, BTreeMap::new())
    };

    let mut bindings = Bindgen::new()
        .input_bytes("console", main)
        .web(true)?
        .typescript(false)
        .keep_debug(false)
        .demangle(!split)
        .keep_lld_exports(split)
        .remove_name_section(split)
        .remove_producers_section(split)
        .generate_output()?;
    bindings.emit(&dir)?;
    let mut wasm = fs::read(dir.join("console_bg.wasm"))?;
    if split {
        let script = dir.join("console.js");
        let short = trim::trim(&fs::read_to_string(&script)?, bindings.wasm_mut());
        fs::write(script, short)?;
        wasm = strip(&bindings.wasm_mut().emit_wasm())?;
    }

    let pieces = publish_pieces(&dir, &parts, pkg)?;
    let script = script::assemble(&dir, &pieces)?;
    let mut sections: Vec<(String, String)> = Vec::new();
    for (section, names) in &parts {
        for name in names {
            let entry = (section.clone(), pieces[name].address.clone());
            if !sections.contains(&entry) {
                sections.push(entry);
            }
        }
    }
    Ok(Code {
        script: pkg.add("console.js", script.as_bytes())?,
        wasm: pkg.add("console_bg.wasm", &wasm)?,
        sections,
    })
}

/// Makes bindings for one module, in one piece.
pub fn bind(wasm: &Path, out: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(out)
}

/// Pieces that are fetched together.
#[derive(Default)]
struct File<'a> {
    content: Vec<u8>,
    pieces: Vec<(&'a String, Range<usize>)>,
}

/// What other pages stand on, in the order in which a browser meets it: the sign-in page, then the frame.
const FIRST: [&str; 2] = ["gate", "frame"];

/// Publishes the split code.
///
/// The splitter makes a piece for every set of sections that share something, often of a few hundred bytes: a request
/// each would be slow. Pieces that a browser is likely to need at the same time go into one file.
fn publish_pieces(
    dir: &Path,
    parts: &BTreeMap<String, Vec<String>>,
    pkg: &mut Package,
) -> Result<BTreeMap<String, Piece>> {
    let mut users: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
    for (section, names) in parts {
        for name in names {
            users.entry(name).or_default().push(section);
        }
    }
    let mut files: BTreeMap<String, File<'_>> = BTreeMap::new();
    for (name, sections) in users {
        let module = strip(&fs::read(dir.join(format!("{name}.wasm")))?)?;
        let file = files.entry(file_of(&sections)).or_default();
        file.pieces.push((name, file.content.len()..file.content.len() + module.len()));
        file.content.extend(module);
    }
    let mut pieces = BTreeMap::new();
    for (name, file) in files {
        // A file that is one module can be compiled while it arrives.
        let is_module = file.pieces.len() == 1;
        let address =
            pkg.add(&format!("{name}.{}", if is_module { "wasm" } else { "bin" }), &file.content)?;
        for (name, range) in file.pieces {
            let range = Some(range).filter(|_| !is_module);
            pieces.insert(name.clone(), Piece { address: address.clone(), range });
        }
    }
    Ok(pieces)
}

/// The file for what these sections share: that of the first which any browser needs of them, or the one section's own.
fn file_of(sections: &[&str]) -> String {
    let first = FIRST.into_iter().find(|first| sections.contains(first));
    match (first, sections) {
        (Some(first), _) => first.to_owned(),
        (None, [section]) => (*section).to_owned(),
        (None, _) => "shared".to_owned(),
    }
}

/// The module without its custom sections: names and relocations that only the splitter needed.
fn strip(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let mut out = module.get(..HEADER).context("not a WebAssembly module")?.to_vec();
    let mut at = HEADER;
    while let Some(&id) = module.get(at) {
        let (mut size, mut shift, mut end) = (0usize, 0, at + 1);
        loop {
            let byte = *module.get(end).context("a section's size is cut off")?;
            size |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            end += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        end += size;
        let section = module.get(at..end).context("a section is cut off")?;
        if id != CUSTOM {
            out.extend(section);
        }
        at = end;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_met_first_is_not_kept_waiting() {
        assert_eq!(file_of(&["policy"]), "policy");
        assert_eq!(file_of(&["overview", "policy"]), "shared");
        assert_eq!(file_of(&["frame", "policy"]), "frame");
        assert_eq!(file_of(&["frame", "gate", "policy"]), "gate");
    }

    #[test]
    fn custom_sections_are_left_out() {
        let header = b"\0asm\x01\0\0\0";
        let module = [&header[..], &[0, 3, 1, b'n', 9], &[1, 1, 0], &[0, 2, 1, b'x']].concat();
        assert_eq!(strip(&module).unwrap(), [&header[..], &[1, 1, 0]].concat());
        assert!(strip(&module[..module.len() - 1]).is_err(), "a module that is cut off");
    }
}
