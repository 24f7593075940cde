//! dist/index.html: the addresses of the built files, in the form Trunk gives them.
use anyhow::{Result, bail};

use crate::{assets::Public, code::Code};

/// Fills the template that Trunk would fill: its `data-trunk` links become links to the built files.
pub fn fill(template: &str, style: &str, code: &Code, public: &Public) -> Result<String> {
    let mut out = String::new();
    let mut done = [false; 2];
    for line in template.lines() {
        let tag = line.trim();
        if tag.contains("data-trunk") && tag.contains("rel=\"rust\"") {
            done[0] = true;
            out.push_str(&links(code));
        } else if tag.contains("data-trunk") && tag.contains("rel=\"css\"") {
            done[1] = true;
            out.push_str(&format!("    <link rel=\"stylesheet\" href=\"{style}\">\n"));
        } else if tag.contains("data-trunk") {
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
        "<link data-trunk rel=\"css\" href=\"x.css\">\n",
        "<link data-trunk rel=\"copy-dir\" href=\"public\">\n",
        "<link rel=\"icon\" href=\"/pkg/icon.svg\">\n",
    );

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
        let html = fill(TEMPLATE, "/pkg/console-4.css", &code(), &public).unwrap();
        assert!(!html.contains("data-trunk"));
        for href in ["console-1.js", "console-2_bg.wasm", "policy-3.wasm", "console-4.css", "icon-5.svg"] {
            assert!(html.contains(&format!("href=\"/pkg/{href}\"")), "{href}");
        }
        assert!(html.contains("data-section=\"policy\""));
    }

    #[test]
    fn a_template_without_the_app_is_refused() {
        assert!(fill("<html></html>", "/pkg/console-4.css", &code(), &Public::new()).is_err());
    }
}
