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
use clap::Parser;

/// Builds dist/ from the compiled app.
#[derive(Parser)]
struct Args {
    /// The module that cargo built.
    #[arg(long)]
    wasm: PathBuf,
    /// The project's root, where style/, public/ and index.html are.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// Where to put the result; what is there is replaced.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// Split the code by section, minify and compress.
    #[arg(long)]
    release: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    // The server may be reading the old one: it is exchanged when the new one is whole.
    let fresh = args.out.with_extension("new");
    remove(&fresh)?;

    let mut pkg = assets::Package::new(fresh.join("pkg"), args.release)?;
    let public = assets::copy_public(&args.root.join("public"), &mut pkg)?;
    let css = style::bundle(&args.root.join("style/main.css"), &public, args.release)?;
    let style = pkg.add("console.css", css.as_bytes())?;
    let code = code::bundle(&args.wasm, args.release, &mut pkg)?;
    let template = fs::read_to_string(args.root.join("index.html")).context("index.html")?;
    let html = manifest::fill(&template, &style, &code, &public)?;
    fs::write(fresh.join("index.html"), html)?;

    remove(&args.out)?;
    fs::rename(&fresh, &args.out).with_context(|| format!("{} → {}", fresh.display(), args.out.display()))?;
    pkg.report();
    Ok(())
}

fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("{}", dir.display()))?;
    }
    Ok(())
}
