//! Each template is used by exactly one page struct, in the source file at the mirrored path.

use super::tree::{File, expect_none, expect_one, files};

fn faults(sources: &[File], templates: &[File]) -> Vec<String> {
    let uses: Vec<(&str, &str)> =
        sources.iter().flat_map(|file| uses_of(file).map(|name| (file.path.as_str(), name))).collect();
    let mut faults = Vec::new();
    for template in templates {
        let name = template.path.trim_start_matches("templates/");
        let users: Vec<&str> = uses.iter().filter(|(_, used)| *used == name).map(|(path, _)| *path).collect();
        match users[..] {
            [] if is_part(name, templates) => {}
            [] => faults.push(format!("{}: no page struct uses it", template.path)),
            [one] if mirrors(one, name) => {}
            [one] => {
                faults.push(format!("{}: is used by {one}, which is not at the mirrored path", template.path))
            }
            _ => faults.push(format!("{}: is used by {}", template.path, users.join(" and "))),
        }
    }
    faults
}

/// The paths in `#[template(path = "…")]`.
fn uses_of(file: &File) -> impl Iterator<Item = &str> {
    file.text.split("#[template(").skip(1).filter_map(|after| {
        let inside = &after[..after.find(")]").unwrap_or(after.len())];
        inside.split("path = \"").nth(1)?.split('"').next()
    })
}

/// Layouts and parts are named by templates instead; `design_system` shows each part.
fn is_part(name: &str, templates: &[File]) -> bool {
    name.starts_with("parts/")
        || name.starts_with("layout")
        || templates.iter().any(|template| template.text.contains(&format!("\"{name}\"")))
}

/// `templates/citizen/home.html` belongs to `src/web/citizen/home.rs`; where a file has several page structs, their
/// templates stand in a folder of its name, or of its parent's where the file is called `pages`. E-mails belong to `src/messages/`.
fn mirrors(source: &str, name: &str) -> bool {
    let module = source
        .trim_start_matches("src/")
        .trim_start_matches("web/")
        .trim_end_matches(".rs")
        .trim_end_matches("/mod");
    let module = module.replacen("messages", "email", 1);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
    module == stem || module == folder || module.strip_suffix("/pages") == Some(folder)
}

#[test]
fn each_template_belongs_to_one_page() {
    expect_none(&faults(&files("src", &[".rs"]), &files("templates", &[".html", ".txt"])));
    let within = |mut file: File| {
        file.path = file.path.trim_start_matches("crates/sandbox/").to_owned();
        file
    };
    let sources = files("crates/sandbox/src", &[".rs"]).into_iter().map(within).collect::<Vec<_>>();
    let templates = files("crates/sandbox/templates", &[".html"]).into_iter().map(within).collect::<Vec<_>>();
    expect_none(&faults(&sources, &templates));
}

#[test]
fn a_stray_template_is_seen() {
    let home = || File::sample("templates/citizen/home.html", "{% extends \"layout.html\" %}");
    let page = |path: &str| {
        File::sample(path, "#[derive(Template)]\n#[template(path = \"citizen/home.html\")]\nstruct Home;")
    };
    expect_one(&faults(&[], &[home()]), "no page struct uses it");
    expect_one(&faults(&[page("src/web/staff/home.rs")], &[home()]), "not at the mirrored path");
    expect_one(
        &faults(&[page("src/web/citizen/home.rs"), page("src/web/a.rs")], &[home()]),
        "and src/web/a.rs",
    );
    let layout = File::sample("templates/layout.html", "");
    expect_none(&faults(&[page("src/web/citizen/home/mod.rs")], &[home(), layout]));
}
