//! Turns the compiled app, style/ and public/ into dist/: what Trunk would do, without a tool to install.
//!
//! The result is a `pkg` folder of files named by their content and `index.html`, the list of them for the server.
mod assets;
mod code;
mod manifest;
mod script;
mod style;
mod trim;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// Builds what the browser is given.
#[derive(Parser)]
#[command(name = "bundle")]
struct Arguments {
    /// The project's root, where style/, public/ and index.html are.
    #[arg(long, default_value = ".", global = true)]
    root: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// All of dist/.
    Dist {
        /// The module that cargo built.
        #[arg(long)]
        wasm: PathBuf,
        /// Where to put the result; what is there is replaced.
        #[arg(long)]
        out: PathBuf,
        /// Split the code by section, minify and compress.
        #[arg(long)]
        release: bool,
    },
    /// One module with its bindings, as it is: for pages of benchmarks.
    Module {
        /// The module that cargo built.
        #[arg(long)]
        wasm: PathBuf,
        /// The folder for the result, which is named like the module.
        #[arg(long)]
        out: PathBuf,
    },
    /// The style sheets alone, naming public files as Trunk does.
    Style {
        /// The folder to put them into.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> Result<()> {
    let Arguments { root, what } = Arguments::parse();
    match what {
        What::Dist { wasm, out, release } => dist(&root, &wasm, &out, release),
        What::Module { wasm, out } => code::bind(&wasm, &out),
        What::Style { out } => {
            let public = assets::list_public(&root.join("public"))?;
            fs::create_dir_all(&out)?;
            for name in manifest::sheets(&template(&root)?)? {
                let css = style::bundle(&sheet(&root, &name), &public, true)?;
                let out = out.join(format!("{name}.css"));
                fs::write(&out, css).with_context(|| out.display().to_string())?;
            }
            Ok(())
        }
    }
}

fn template(root: &Path) -> Result<String> {
    fs::read_to_string(root.join("index.html")).context("index.html")
}

/// Where the style sheet that index.html calls `name` is written.
fn sheet(root: &Path, name: &str) -> PathBuf {
    root.join("style").join(format!("{name}.css"))
}

fn dist(root: &Path, wasm: &Path, out: &Path, release: bool) -> Result<()> {
    // One at a time, as with cargo: two tasks may be building.
    let lock = fs::File::create(wasm.with_file_name("bundle.lock")).context("bundle.lock")?;
    lock.lock()?;
    // The server may be reading the old one: it is exchanged when the new one is whole.
    let fresh = out.with_extension("new");
    remove(&fresh)?;

    let mut pkg = assets::Package::new(fresh.join("pkg"), release)?;
    let public = assets::copy_public(&root.join("public"), &mut pkg)?;
    let template = template(root)?;
    let mut styles = manifest::Styles::new();
    for name in manifest::sheets(&template)? {
        let css = style::bundle(&sheet(root, &name), &public, release)?;
        let address = pkg.add(&format!("{name}.css"), css.as_bytes())?;
        styles.insert(name, address);
    }
    let code = code::bundle(wasm, release, &mut pkg)?;
    fs::write(fresh.join("index.html"), manifest::fill(&template, &styles, &code, &public)?)?;

    remove(out)?;
    fs::rename(&fresh, out).with_context(|| format!("{} → {}", fresh.display(), out.display()))?;
    pkg.report();
    Ok(())
}

fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("{}", dir.display()))?;
    }
    Ok(())
}
