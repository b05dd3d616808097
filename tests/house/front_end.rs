//! What templates may not do: style or script inline, load from elsewhere, name a file or a class that is not there.

use std::path::{Path, PathBuf};

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every page of the service with its text; e-mails are no part of it.
fn templates() -> Vec<(String, String)> {
    let mut all = Vec::new();
    gather(&package().join("templates"), &mut all);
    assert!(all.len() > 10, "the templates were not found");
    all
}

fn gather(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("email") {
            gather(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "html") {
            let text = std::fs::read_to_string(&path).expect("a template");
            let name =
                path.strip_prefix(package().join("templates")).expect("a template").display().to_string();
            all.push((name, text));
        }
    }
}

#[test]
fn no_template_styles_or_scripts_inline() {
    for (name, text) in templates() {
        for forbidden in [" style=\"", " onclick=\"", " onsubmit=\"", " onchange=\"", "javascript:", "<style"]
        {
            assert!(!text.contains(forbidden), "{name} has {forbidden:?}, which the content policy blocks");
        }
        let scripts = text.matches("<script").count();
        // The bundle, the design system's one line, and inside the NHS App the App's and our way to it.
        let most = match name.as_str() {
            "layout.html" => 4,
            // What only the pages about pressure need.
            "exit_page.html" => 1,
            // What only the page of a case needs.
            "staff/case/page.html" => 1,
            _ => 0,
        };
        assert_eq!(scripts, most, "{name} has a script of its own");
    }
}

#[test]
fn no_template_loads_from_another_host() {
    for (name, text) in templates() {
        for attribute in ["src=\"http", "src=\"//", "<link rel=\"stylesheet\" href=\"http", "@import"] {
            assert!(!text.contains(attribute), "{name} has {attribute:?}");
        }
    }
}

#[test]
fn every_named_file_is_embedded() {
    for (name, text) in templates() {
        for rest in text.split("asset(\"").skip(1) {
            let file = rest.split('"').next().unwrap_or_default();
            assert_ne!(proxy_access::web::assets::asset(file), "/assets/unknown", "{name} names {file}");
        }
    }
}

#[test]
fn no_template_uses_a_component_whose_rules_were_left_out() {
    let bundle = std::fs::read_to_string(package().join("build/bundle.rs")).expect("the bundler");
    let list = bundle
        .split("UNUSED: &[&str] = &[")
        .nth(1)
        .and_then(|rest| rest.split("];").next())
        .expect("its list");
    let unused: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(unused.contains(&"nhsuk-hero"), "{unused:?}");
    for (name, text) in templates() {
        for class in &unused {
            let used = text.match_indices(class).any(|(at, _)| {
                let after = &text[at + class.len()..];
                class.ends_with('-')
                    || after.starts_with([' ', '"', '{'])
                    || after.starts_with("__")
                    || after.starts_with("--")
            });
            assert!(!used, "{name} uses {class}: take it off UNUSED in build/bundle.rs");
        }
    }
}

#[test]
fn every_form_says_whose_it_is() {
    let mut count = 0;
    for (name, text) in templates() {
        for form in text.split("<form ").skip(1) {
            let (start, rest) = form.split_once('>').unwrap_or((form, ""));
            let signs_out = start.contains("sign-out") || start.contains("sign_out");
            if start.contains("method=\"post\"") && !signs_out {
                assert!(rest.starts_with("{% include \"whose.html\" %}"), "{name}: <form {start}>");
                count += 1;
            }
        }
    }
    assert!(count > 30, "only {count} forms are seen");
}
