//! Turns the compiled app, style/ and public/ into dist/: what Trunk would do, without a tool to install.
//!
//! The result is a `pkg` folder of files named by their content and `index.html`, the list of them for the server.
mod assets;
mod code;
mod manifest;
mod script;
mod style;

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
    /// The style sheet alone, naming public files as Trunk does.
    Style {
        /// Where to put it.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> Result<()> {
    let Arguments { root, what } = Arguments::parse();
    match what {
        What::Dist { wasm, out, release } => dist(&root, &wasm, &out, release),
        What::Style { out } => {
            let css = style::bundle(
                &root.join("style/main.css"),
                &assets::list_public(&root.join("public"))?,
                true,
            )?;
            fs::create_dir_all(out.parent().unwrap_or(Path::new(".")))?;
            fs::write(&out, css).with_context(|| out.display().to_string())
        }
    }
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
    let css = style::bundle(&root.join("style/main.css"), &public, release)?;
    let style = pkg.add("console.css", css.as_bytes())?;
    let code = code::bundle(wasm, release, &mut pkg)?;
    let template = fs::read_to_string(root.join("index.html")).context("index.html")?;
    fs::write(fresh.join("index.html"), manifest::fill(&template, &style, &code, &public)?)?;

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
