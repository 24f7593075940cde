//! One style sheet from a file of style/ and what it imports.
use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use crate::assets::Public;

/// The style sheet with its imports in place and addresses of public files as they were published.
pub fn bundle(main: &Path, public: &Public, minify: bool) -> Result<String> {
    let css = rewrite_urls(&inline_imports(main)?, public)?;
    let fail = |error: String| anyhow!("{}: {error}", main.display());
    // Parsed in development too: a mistake in a style sheet is silent in the browser.
    let mut sheet =
        StyleSheet::parse(&css, ParserOptions::default()).map_err(|error| fail(error.to_string()))?;
    if !minify {
        return Ok(css.clone());
    }
    sheet.minify(MinifyOptions::default()).map_err(|error| fail(error.to_string()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| fail(error.to_string()))?.code)
}

/// Replaces each line `@import "x.css";` or `@import "x.css" layer(name);` by that file.
fn inline_imports(path: &Path) -> Result<String> {
    let css = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let mut out = String::with_capacity(css.len());
    for line in css.lines() {
        let Some(rest) = line.trim().strip_prefix("@import ") else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let mut parts = rest.trim_end_matches(';').trim().splitn(3, '"');
        let (Some(""), Some(name), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            bail!("{}: {line}: only `@import \"file.css\";` is understood", path.display());
        };
        let imported = inline_imports(&path.with_file_name(name))?;
        match rest.trim().strip_prefix("layer(").and_then(|layer| layer.strip_suffix(')')) {
            Some(layer) => out.push_str(&format!("@layer {layer} {{\n{imported}}}\n")),
            None if rest.trim().is_empty() => out.push_str(&imported),
            None => bail!("{}: {line}: only a layer may follow the file", path.display()),
        }
    }
    Ok(out)
}

/// Replaces `url("/fonts/x.woff2")`, a path in public/, by the address of the published file.
fn rewrite_urls(css: &str, public: &Public) -> Result<String> {
    let mut parts = css.split("url(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (argument, rest) = part.split_once(')').context("style: url( without an end")?;
        let address = argument.trim_matches(['"', '\'']);
        out.push_str("url(");
        match address.strip_prefix('/') {
            Some(path) => {
                let published =
                    public.get(path).with_context(|| format!("style: public/{path} does not exist"))?;
                out.push_str(&format!("\"{published}\""));
            }
            None => out.push_str(argument),
        }
        out.push(')');
        out.push_str(rest);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_put_in_place_and_addresses_are_those_published() {
        let dir = std::env::temp_dir().join(format!("bundle-style-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("main.css"), "/* first */\n@import \"a.css\";\n@import \"b.css\" layer(base);\n")
            .unwrap();
        fs::write(dir.join("a.css"), "@layer base, page;\n").unwrap();
        fs::write(dir.join("b.css"), "a { background: url(\"/icon.svg\"); & b { color: red } }\n").unwrap();
        let public = Public::from([("icon.svg".to_owned(), "/pkg/icon-1.svg".to_owned())]);
        let css = bundle(&dir.join("main.css"), &public, true).unwrap();
        assert_eq!(css, "@layer base{a{background:url(/pkg/icon-1.svg);& b{color:red}}}@layer page;");

        assert!(
            bundle(&dir.join("main.css"), &Public::new(), true).is_err(),
            "a file that is not in public/"
        );
        fs::write(dir.join("a.css"), "a { color: red\n}}").unwrap();
        assert!(bundle(&dir.join("main.css"), &public, false).is_err(), "a mistake in development");
        fs::remove_dir_all(&dir).unwrap();
    }
}
