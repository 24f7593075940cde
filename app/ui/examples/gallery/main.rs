//! Writes the gallery and mocks of whole pages as plain HTML files, to be looked at without a server: `gallery OUTPUT_FOLDER`.
mod groups;
mod sign_in;

use std::{env, fs, io, path::Path};

use leptos::prelude::*;
use ui::*;

fn main() -> io::Result<()> {
    let out = env::args().nth(1).expect("the folder to write to is the first argument");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::create_dir_all(&out)?;
    fs::write(Path::new(&out).join("style.css"), stylesheet(&root)?)?;
    type Page = fn() -> AnyView;
    let pages: [(&str, Page); 5] = [
        ("gallery", gallery),
        ("groups", || groups::page(groups::Shown::Panel)),
        ("groups-dialog", || groups::page(groups::Shown::Dialog)),
        ("groups-plain", || groups::page(groups::Shown::List)),
        ("sign-in", sign_in::page),
    ];
    for (name, page) in pages {
        for theme in ["light", "dark"] {
            let body = Owner::new().with(|| page().to_html()).replace("<!>", "");
            let html = format!(
                "<!doctype html>\n<html lang=\"en\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\"><title>{name}</title>\
                 <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"style.css\"></head><body>{body}</body></html>"
            );
            fs::write(Path::new(&out).join(format!("{name}-{theme}.html")), html)?;
        }
    }
    Ok(())
}

/// The first stylesheet, the frame's and the charts' in one piece, their fonts read from the project.
fn stylesheet(root: &Path) -> io::Result<String> {
    let read = |name: &str| fs::read_to_string(root.join("style").join(name));
    let sheets = [read("main.css")?, read("frame.css")?, "@import \"chart.css\";".to_owned()].concat();
    let names = sheets.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    let parts: io::Result<Vec<_>> = names.map(read).collect();
    let fonts = root.join("public/fonts").canonicalize()?;
    Ok(parts?.concat().replace("/fonts/", &format!("file://{}/", fonts.display())))
}

fn gallery() -> AnyView {
    groups::shell(
        view! {
            <PageBody>
                <PageHeader title="Gallery" lead="Every component in every state." />
                <ui::gallery::Gallery />
            </PageBody>
        }
        .into_any(),
    )
}
