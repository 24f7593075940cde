//! Reads `dist/index.html`, the manifest of the browser bundle, whichever tool wrote it.
use std::{io, path::Path};

use app::{Assets, Sheet};

/// The bundle's addresses.
///
/// # Errors
/// When the file cannot be read or names no script, module or style sheet.
pub fn read(dist: &Path) -> io::Result<Assets> {
    let path = dist.join("index.html");
    let html = std::fs::read_to_string(&path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    parse(&html)
        .ok_or_else(|| io::Error::other(format!("{}: not a manifest of the browser bundle", path.display())))
}

fn parse(html: &str) -> Option<Assets> {
    let mut assets = Assets::default();
    for tag in html.split("<link").skip(1).filter_map(|rest| rest.split('>').next()) {
        let Some(href) = attribute(tag, "href") else { continue };
        match (attribute(tag, "rel"), attribute(tag, "as"), attribute(tag, "data-section")) {
            (Some(rel), _, Some(sections)) if rel == "stylesheet" => {
                assets.sheets.push(Sheet { sections, address: href });
            }
            (Some(rel), _, None) if rel == "stylesheet" => assets.style = href,
            (_, _, Some(section)) => assets.sections.push((section, href)),
            (Some(rel), _, _) if rel == "modulepreload" => assets.script = href,
            (Some(rel), _, _) if rel == "icon" => assets.icon = Some(href),
            (Some(rel), Some(kind), _) if rel == "preload" && kind == "fetch" => assets.wasm = href,
            (Some(rel), Some(kind), _) if rel == "preload" && kind == "font" => assets.fonts.push(href),
            _ => {}
        }
    }
    (!assets.script.is_empty() && !assets.wasm.is_empty() && !assets.style.is_empty()).then_some(assets)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..];
    Some(value[..value.find('"')?].to_owned())
}
