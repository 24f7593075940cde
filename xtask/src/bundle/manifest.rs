//! dist/index.html: the addresses of the built files, in the form Trunk gives them.
use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::{assets::Public, code::Code};

/// The address of each style sheet, by its name.
pub type Styles = BTreeMap<String, String>;

/// The names of the style sheets that the template links: `target/trunk/main.css` is made of `style/main.css`.
pub fn sheets(template: &str) -> Result<Vec<String>> {
    template.lines().filter(|line| is(line, "css")).map(sheet).collect()
}

/// Fills the template that Trunk would fill: its `data-trunk` links become links to the built files.
pub fn fill(template: &str, styles: &Styles, code: &Code, public: &Public) -> Result<String> {
    let mut out = String::new();
    let mut done = [false; 2];
    for line in template.lines() {
        if is(line, "rust") {
            done[0] = true;
            out.push_str(&links(code));
        } else if is(line, "css") {
            // The first is every page's; the others name their sections.
            let sections = attribute(line, "data-section");
            if sections.is_some() != done[1] {
                bail!(
                    "index.html: {line}: the first style sheet is everybody's, the others name their sections"
                );
            }
            done[1] = true;
            let name = sheet(line)?;
            let address = styles.get(&name).with_context(|| format!("style/{name}.css was not published"))?;
            let sections = sections.map(|names| format!(" data-section=\"{names}\"")).unwrap_or_default();
            out.push_str(&format!("    <link rel=\"stylesheet\" href=\"{address}\"{sections}>\n"));
        } else if line.contains("data-trunk") {
            // Folders to copy: public/ was.
        } else {
            out.push_str(&publish(line, public));
            out.push('\n');
        }
    }
    if done != [true; 2] {
        bail!("index.html: a data-trunk link for the app and one for the style sheet are needed");
    }
    Ok(out)
}

/// Whether the line is a link for Trunk to a file of that kind.
fn is(line: &str, kind: &str) -> bool {
    line.contains("data-trunk") && attribute(line, "rel").as_deref() == Some(kind)
}

/// The name of the style sheet that the line links.
fn sheet(line: &str) -> Result<String> {
    let address = attribute(line, "href").with_context(|| format!("index.html: {line}: no href"))?;
    let file = address.rsplit('/').next().unwrap_or_default();
    let name = file.strip_suffix(".css").with_context(|| format!("index.html: {line}: no .css"))?;
    Ok(name.to_owned())
}

fn attribute(line: &str, name: &str) -> Option<String> {
    let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &line[start..];
    Some(value[..value.find('"')?].to_owned())
}

fn links(code: &Code) -> String {
    let mut out = format!(
        "    <link rel=\"modulepreload\" href=\"{}\">\n    \
         <link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n",
        code.script, code.wasm
    );
    for (section, address) in &code.sections {
        out.push_str(&format!("    <link rel=\"prefetch\" href=\"{address}\" data-section=\"{section}\">\n"));
    }
    out
}

/// `/pkg/icon.svg`, as Trunk would publish it, is named by its content here.
fn publish(line: &str, public: &Public) -> String {
    let mut line = line.to_owned();
    for (path, address) in public {
        line = line.replace(&format!("\"/pkg/{path}\""), &format!("\"{address}\""));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = concat!(
        "<link data-trunk rel=\"rust\" href=\"app/Cargo.toml\">\n",
        "<link data-trunk rel=\"css\" href=\"x/main.css\">\n",
        "<link data-trunk rel=\"css\" href=\"x/chart.css\" data-section=\"overview policy\">\n",
        "<link data-trunk rel=\"copy-dir\" href=\"public\">\n",
        "<link rel=\"icon\" href=\"/pkg/icon.svg\">\n",
    );

    fn styles() -> Styles {
        [("main", "/pkg/main-4.css"), ("chart", "/pkg/chart-6.css")]
            .map(|(name, address)| (name.to_owned(), address.to_owned()))
            .into()
    }

    fn code() -> Code {
        Code {
            script: "/pkg/console-1.js".to_owned(),
            wasm: "/pkg/console-2_bg.wasm".to_owned(),
            sections: vec![("policy".to_owned(), "/pkg/policy-3.wasm".to_owned())],
        }
    }

    #[test]
    fn every_built_file_is_named() {
        let public = Public::from([("icon.svg".to_owned(), "/pkg/icon-5.svg".to_owned())]);
        assert_eq!(sheets(TEMPLATE).unwrap(), ["main", "chart"]);
        let html = fill(TEMPLATE, &styles(), &code(), &public).unwrap();
        assert!(!html.contains("data-trunk"));
        for href in ["console-1.js", "console-2_bg.wasm", "policy-3.wasm", "main-4.css", "icon-5.svg"] {
            assert!(html.contains(&format!("href=\"/pkg/{href}\"")), "{href}");
        }
        assert!(html.contains("data-section=\"policy\""));
        assert!(html.contains("href=\"/pkg/chart-6.css\" data-section=\"overview policy\""));
    }

    #[test]
    fn only_the_first_style_sheet_is_everybodys() {
        let template = TEMPLATE.replace(" data-section=\"overview policy\"", "");
        assert!(fill(&template, &styles(), &code(), &Public::new()).is_err());
    }

    #[test]
    fn a_template_without_the_app_is_refused() {
        assert!(fill("<html></html>", &styles(), &code(), &Public::new()).is_err());
    }
}
