//! What a browser is spared of the generated bindings: what nobody uses, long names, and room for readers.
//!
//! The generator names every import after a hash, in the script and in the module, which compresses badly and grows
//! with every section; and it exports types of crates that we build on, whoever may want them.
use std::collections::{BTreeMap, BTreeSet};

use walrus::{Module, passes};

/// New names by the old ones.
type Names = BTreeMap<String, String>;

/// Where the script gives the module what it imports.
const IMPORTS: &str = "    const import0 = {";

/// Takes from the module what the script's classes export for others, gives what remains short names, and returns the
/// script to it.
pub fn trim(script: &str, module: &mut Module) -> String {
    let (script, dropped) = without_classes(script);
    let exports: Vec<_> = module
        .exports
        .iter()
        .filter(|export| dropped.contains(&export.name))
        .map(|export| export.id())
        .collect();
    for export in exports {
        module.exports.delete(export);
    }
    passes::gc::run(module);

    let mut names = Names::new();
    let mut rename = |name: &mut String, prefix: &str| {
        let next = format!("{prefix}{}", names.len());
        *name = names.entry(std::mem::take(name)).or_insert(next).clone();
    };
    for import in module.imports.iter_mut().filter(|import| import.name.starts_with("__wb")) {
        rename(&mut import.name, "i");
    }
    // Functions that the linker named, not those that the generator itself knows by name.
    for export in module.exports.iter_mut().filter(|export| export.name.starts_with("_ZN")) {
        rename(&mut export.name, "e");
    }
    compact(&renamed(&without_imports(&script, &names), &names))
}

/// The script without the classes that only others could use, and the exports that were there for them.
fn without_classes(script: &str) -> (String, BTreeSet<String>) {
    let mut kept = script.to_owned();
    let mut dropped = BTreeSet::new();
    let classes = script.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    for class in classes {
        let finalization = format!("const {class}Finalization = ");
        let disposal = format!("if (Symbol.dispose) {class}.");
        let opening = format!("export class {class} {{");
        let mut until: Option<fn(&str) -> bool> = None;
        let (own, rest): (Vec<_>, Vec<_>) = kept.lines().partition(|line| {
            if let Some(is_last) = until {
                until = until.filter(|_| !is_last(line));
                return true;
            }
            if *line == opening {
                until = Some(|line| line == "}");
            } else if line.starts_with(&finalization) {
                until = Some(|line| line.ends_with(';'));
            } else {
                return line.starts_with(&disposal);
            }
            true
        });
        if !rest.iter().any(|line| line.contains(class)) {
            let used = own.iter().flat_map(|line| line.split("wasm.").skip(1));
            dropped.extend(used.map(|rest| rest.split('(').next().unwrap_or_default().to_owned()));
            kept = rest.join("\n") + "\n";
        }
    }
    (kept, dropped)
}

/// The script without what it would give to imports that are not there any more.
fn without_imports(script: &str, names: &Names) -> String {
    const ENTRY: &str = "        ";
    let mut kept = String::with_capacity(script.len());
    let (mut among, mut dropping) = (false, false);
    for line in script.lines() {
        if line == IMPORTS {
            among = true;
        } else if among && line == "    };" {
            among = false;
        } else if let (true, Some(entry)) = (among, line.strip_prefix(ENTRY)) {
            if let Some((name, _)) = entry.split_once(": ").filter(|_| !entry.starts_with(' ')) {
                dropping = name.starts_with("__wb") && !names.contains_key(name);
            }
            if dropping {
                continue;
            }
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// The script with every name that has a new one.
fn renamed(script: &str, names: &Names) -> String {
    let in_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$');
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !in_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        out.push_str(names.get(name).map_or(name, String::as_str));
        let next = after.find(in_name).unwrap_or(after.len());
        out.push_str(&after[..next]);
        rest = &after[next..];
    }
    out
}

/// The script without comments that have lines of their own, and without indentation. A text of several lines would
/// suffer: a script with one stays as it is.
pub fn compact(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let comment = in_comment || line.starts_with("/*");
        in_comment = comment && !line.ends_with("*/");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class Used {
    free() {
        wasm.__wbg_used_free(this);
    }
}
export class Unused {
    /**
     * @returns {number}
     */
    free() {
        wasm.__wbg_unused_free(this, 0);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_log_0a: function(arg0) {
            console.log(arg0, new Used());
        },
        __wbg_gone_0b: function() {
            gone();
        },
    };
    return import0;
}
const UnusedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_unused_free(ptr, 1));
";

    #[test]
    fn what_nobody_uses_is_left_out_and_the_rest_has_short_names() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        let (log, _) = module.add_import_func("./console_bg.js", "__wbg_log_0a", ty);
        let (gone, _) = module.add_import_func("./console_bg.js", "__wbg_gone_0b", ty);
        for (name, function) in
            [("__wbg_used_free", log), ("_ZN6invoke17h0", log), ("__wbg_unused_free", gone)]
        {
            module.exports.add(name, function);
        }
        let script = trim(SCRIPT, &mut module);
        let imports: Vec<_> = module.imports.iter().map(|import| import.name.as_str()).collect();
        let exports: Vec<_> = module.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!((imports, exports), (vec!["i0"], vec!["__wbg_used_free", "e1"]));
        assert!(script.contains("class Used") && script.contains("\ni0: function(arg0) {\n"), "{script}");
        assert_eq!(script.matches('{').count(), script.matches('}').count(), "{script}");
        for gone in ["Unused", "gone", "__wbg_log", "Finalization", "@returns", "  "] {
            assert!(!script.contains(gone), "{gone}: {script}");
        }
    }

    #[test]
    fn a_text_of_several_lines_is_left_alone() {
        let script = "const a = `one\n    two`;\n";
        assert_eq!(compact(script), script);
    }
}
