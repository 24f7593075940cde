//! The files of dist/pkg: named by their content, so that browsers may keep them for ever, and compressed ahead.
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The folder being filled.
pub struct Package {
    dir: PathBuf,
    compress: bool,
    sizes: BTreeMap<String, (usize, usize)>,
}

/// Where each file of public/ went: its path there (`fonts/inter.woff2`) to its address.
pub type Public = BTreeMap<String, String>;

impl Package {
    /// An empty folder at `dir`.
    pub fn new(dir: PathBuf, compress: bool) -> Result<Self> {
        fs::create_dir_all(&dir).with_context(|| format!("{}", dir.display()))?;
        Ok(Self { dir, compress, sizes: BTreeMap::new() })
    }

    /// Writes `content` as `name` with a hash of the content before the extension; returns its address.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let name = hashed(name, content);
        let path = self.dir.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, content).with_context(|| format!("{}", path.display()))?;
        let mut least = content.len();
        if self.compress && is_compressible(&name) {
            let br = brotli(content)?;
            least = br.len();
            fs::write(with_suffix(&path, "br"), br)?;
            fs::write(with_suffix(&path, "gz"), gzip(content)?)?;
        }
        self.sizes.insert(name.clone(), (content.len(), least));
        Ok(format!("/pkg/{name}"))
    }

    /// Says what was written, and how large it is as it is and on the wire.
    pub fn report(&self) {
        for (name, (raw, wire)) in &self.sizes {
            println!("  {raw:>9} {wire:>8}  {name}");
        }
    }
}

/// Puts every file below `dir` into the package.
pub fn copy_public(dir: &Path, pkg: &mut Package) -> Result<Public> {
    let mut public = Public::new();
    for name in names(dir)? {
        let address = pkg.add(&name, &fs::read(dir.join(&name))?)?;
        public.insert(name, address);
    }
    Ok(public)
}

/// The files below `dir` where Trunk puts them: under their own names.
pub fn list_public(dir: &Path) -> Result<Public> {
    Ok(names(dir)?.into_iter().map(|name| (name.clone(), format!("/pkg/{name}"))).collect())
}

/// The paths of all files below `dir`, as seen from there.
fn names(dir: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.push(path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    names.sort();
    Ok(names)
}

/// `fonts/inter.woff2` → `fonts/inter-0123456789abcdef.woff2`; `console_bg.wasm` → `console-0123456789abcdef_bg.wasm`.
fn hashed(name: &str, content: &[u8]) -> String {
    let hash: String = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match stem.strip_suffix("_bg") {
        Some(stem) => format!("{stem}-{hash}_bg.{extension}"),
        None => format!("{stem}-{hash}.{extension}"),
    }
}

fn is_compressible(name: &str) -> bool {
    !matches!(name.rsplit('.').next(), Some("woff2" | "png" | "jpg" | "webp" | "avif"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        let name = hashed("fonts/inter.woff2", b"one");
        assert!(name.starts_with("fonts/inter-") && name.ends_with(".woff2"), "{name}");
        assert_ne!(name, hashed("fonts/inter.woff2", b"two"));
        assert!(hashed("console_bg.wasm", b"").ends_with("_bg.wasm"), "as wasm-bindgen calls it");
    }
}
