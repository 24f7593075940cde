//! Where the browser finds script, style and fonts: what `dist/index.html` says, for the document's head.

/// The addresses of the built browser bundle. Each is a path on this server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The JavaScript module that starts the app.
    pub script: String,
    /// The main WebAssembly module.
    pub wasm: String,
    /// The style sheet that every page has first.
    pub style: String,
    /// The others, in the order in which they stand in a document.
    pub sheets: Vec<Sheet>,
    /// Fonts that every page shows.
    pub fonts: Vec<String>,
    /// The icon.
    pub icon: Option<String>,
    /// For a section (the first segment of its pages' paths): the modules its pages need besides the main one.
    pub sections: Vec<(String, String)>,
}

/// A style sheet of some sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sections, with spaces between them.
    pub sections: String,
    /// Where it is.
    pub address: String,
}

impl Assets {
    /// The modules that these sections need besides the main one, each once.
    pub fn modules(&self, sections: &[&str]) -> Vec<&str> {
        let mut modules: Vec<&str> = Vec::new();
        for (name, path) in &self.sections {
            if sections.contains(&name.as_str()) && !modules.contains(&path.as_str()) {
                modules.push(path);
            }
        }
        modules
    }
}
