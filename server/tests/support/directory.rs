//! Directories that are there for one test, and the smallest browser bundle that a console starts with.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// A directory that goes when it is dropped.
pub struct Directory(PathBuf);

impl Directory {
    /// An empty one.
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("server-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("the target directory can be written");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A manifest as the bundler writes it.
const MANIFEST: &str = r#"<!DOCTYPE html>
<html lang="en">
  <head>
    <link rel="modulepreload" href="/pkg/console-0123.js">
    <link rel="preload" href="/pkg/console-4567_bg.wasm" as="fetch" type="application/wasm" crossorigin>
    <link rel="stylesheet" href="/pkg/console-89ab.css">
    <link rel="stylesheet" href="/pkg/frame-8899.css" data-section="frame gallery">
    <link rel="stylesheet" href="/pkg/chart-6677.css" data-section="overview gallery">
    <link rel="preload" href="/pkg/fonts/inter-latin-cdef.woff2" as="font" type="font/woff2" crossorigin>
    <link rel="icon" href="/pkg/favicon-0011.svg">
    <link rel="preload" href="/pkg/policy-2233.wasm" as="fetch" type="application/wasm" data-section="policy" crossorigin>
  </head>
</html>
"#;

/// A bundle whose files say what they are.
pub fn bundle() -> Directory {
    let dist = Directory::new();
    fs::create_dir_all(dist.path().join("pkg/fonts")).expect("it was just made");
    let write =
        |path: &str, content: &str| fs::write(dist.path().join(path), content).expect("it was just made");
    write("index.html", MANIFEST);
    for name in [
        "console-0123.js",
        "console-4567_bg.wasm",
        "console-89ab.css",
        "favicon-0011.svg",
        "policy-2233.wasm",
    ] {
        write(&format!("pkg/{name}"), &format!("the plain {name}"));
    }
    write("pkg/fonts/inter-latin-cdef.woff2", "a font");
    // What is in them does not matter: which of them is sent does.
    write("pkg/console-0123.js.br", "the script by brotli");
    write("pkg/console-0123.js.gz", "the script by gzip");
    dist
}
