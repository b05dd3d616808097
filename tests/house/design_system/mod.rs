//! The macros of `templates/parts/` give the same HTML as the design system's own components: each is called with the
//! options of the package's fixtures and compared with the HTML they expect.

mod content_parts;
mod form_parts;
mod options;
mod tree;

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Component, how many of its fixtures are compared, and the options we leave out: a fixture that sets one is skipped.
/// `=name` leaves out a single fixture. An entry that no fixture needs any more makes the test fail.
const PARTS: &[(&str, usize, &[&str])] = &[
    ("error-summary", 8, &["description.html", "disableAutoFocus", "errorList[]:bool", "heading.html"]),
    ("error-message", 2, &["html", "visuallyHiddenText"]),
    (
        "input",
        32,
        &[
            "disabled",
            "errorMessage:bool",
            "formGroup",
            "hint.html",
            "prefix.html",
            "suffix.html",
            "=width class overriding width option",
            "label.id",
        ],
    ),
    ("textarea", 13, &["disabled", "errorMessage:bool", "label.id"]),
    (
        "character-count",
        15,
        &[
            "attributes",
            "charactersAtLimitText",
            "countType",
            "disabled",
            "errorMessage:bool",
            "textareaDescriptionText",
            "maxwords",
            "label.id",
            "=to configure in JavaScript",
            "=with neither maxlength, maxwords nor textarea description set",
        ],
    ),
    ("select", 14, &["disabled", "errorMessage:bool", "formGroup", "items[].disabled", "label.id"]),
    (
        "search-input",
        4,
        &[
            "button",
            "code",
            "disabled",
            "errorMessage:bool",
            "hint.html",
            "label.classes",
            "large",
            "placeholder",
            "prefix",
        ],
    ),
    ("radios", 38, &["disabled", "items[].disabled", "errorMessage:bool", "hint.html", "fieldset.legend.id"]),
    (
        "checkboxes",
        42,
        &[
            "disabled",
            "items[].disabled",
            "errorMessage:bool",
            "=with \"all\" option",
            "items[].name",
            "items[].behaviourGroup",
            "items[].exclusiveGroup",
            "fieldset.legend.id",
        ],
    ),
    (
        "date-input",
        17,
        &[
            "=with errors only",
            "day:bool",
            "disabled",
            "errorMessage:bool",
            "items",
            "day.label",
            "year:bool",
            "year.disabled",
            "fieldset.legend.id",
        ],
    ),
    ("button", 41, &["icon", "=with double click not prevented"]),
    (
        "summary-list",
        6,
        &[
            "card",
            "lastRowBorder",
            "rows[].border",
            "rows[].key.width",
            "rows[].actions.items[].type",
            "rows[].actions.items[]:bool",
            "rows[].actions:list",
        ],
    ),
    ("tag", 12, &["border", "classes", "colour:bool", "html"]),
    ("panel", 12, &["heading.classes", "heading.id"]),
    ("back-link", 1, &["=with text escaping", "html", "type", "variant"]),
    ("inset-text", 2, &[]),
    ("warning-callout", 4, &["=without heading"]),
    ("details", 9, &["summary.html"]),
    (
        "task-list",
        3,
        &["items[]:bool", "items[].status.classes", "items[].status.text", "items[].status:text"],
    ),
    ("tabs", 4, &["visuallyHiddenText"]),
    ("pagination", 7, &["items[]:bool", "next.text", "nextPage"]),
    ("hint", 1, &["html"]),
    (
        "label",
        10,
        &[
            "caption.placement",
            "classes",
            "heading:bool",
            "heading.id",
            "heading.level",
            "html",
            "id",
            "isPageHeading",
        ],
    ),
    (
        "legend",
        10,
        &[
            "caption.placement",
            "classes",
            "heading:bool",
            "heading.id",
            "heading.level",
            "html",
            "id",
            "isPageHeading",
        ],
    ),
    ("fieldset", 3, &[]),
    (
        "card",
        6,
        &[
            "actions",
            "clickable",
            "description.html",
            "heading.classes",
            "heading.html",
            "heading.id",
            "image",
        ],
    ),
    ("notification-banner", 3, &["attributes", "disableAutoFocus", "heading", "role", "title"]),
    ("action-link", 1, &["html", "type", "variant"]),
    ("skip-link", 2, &["=without hash fragment"]),
    ("breadcrumb", 1, &["backLink", "items[].attributes", "items[].classes", "variant"]),
    (
        "tables",
        6,
        &[
            "border",
            "caption.classes",
            "caption.id",
            "card",
            "compact",
            "head[]:bool",
            "head[].align",
            "head[].classes",
            "head[].href",
            "head[].sort",
            "head[].visuallyHiddenText",
            "head[].width",
            "lastRowBorder",
            "panel",
            "responsive",
            "rows[]:bool",
            "rows[][]:bool",
            "rows[][].classes",
            "rows[][].format",
            "rows[][].html",
            "striped",
            "variant",
        ],
    ),
];

fn folder() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .ancestors()
        .map(|folder| folder.join("node_modules/nhsuk-frontend/dist/nhsuk/components"))
        .find(|folder| folder.is_dir())
        .expect("run bin/setup first: node_modules is missing")
}

fn fixtures(component: &str) -> Vec<Value> {
    let file = folder().join(component).join("fixtures.json");
    let text = std::fs::read_to_string(&file).expect("the component's fixtures");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    options::list(&all["fixtures"]).to_vec()
}

fn ours(component: &str, options: &Value) -> String {
    match component {
        "input" | "textarea" | "character-count" | "select" | "search-input" => {
            form_parts::line(component, options)
        }
        "radios" | "checkboxes" => form_parts::group(component, options),
        "date-input" => form_parts::date(options),
        _ => content_parts::part(component, options),
    }
}

#[test]
fn every_part_gives_the_html_of_the_design_system() {
    let mut faults = Vec::new();
    for (component, expected, left_out) in PARTS {
        let mut needed = vec![false; left_out.len()];
        let mut compared = 0;
        for fixture in fixtures(component) {
            let name = fixture["name"].as_str().unwrap_or_default();
            let mut set = vec![format!("={name}")];
            options::paths(&fixture["context"], "", &mut set);
            let mut skip = !fixture["callBlock"].is_null();
            for (index, option) in left_out.iter().enumerate() {
                if set.iter().any(|it| it == option) {
                    needed[index] = true;
                    skip = true;
                }
            }
            if skip {
                continue;
            }
            compared += 1;
            let theirs = tree::outline(fixture["html"].as_str().unwrap_or_default());
            let ours = tree::outline(&ours(component, &fixture["context"]));
            if theirs != ours {
                faults.push(format!("{component}, {name:?}\n--- expected\n{theirs}--- ours\n{ours}"));
            }
        }
        if compared != *expected {
            faults.push(format!("{component}: {compared} fixtures compared, the list says {expected}"));
        }
        for (option, needed) in left_out.iter().zip(needed) {
            if !needed {
                faults.push(format!("{component}: no fixture sets {option:?} any more"));
            }
        }
    }
    let report: String = faults.iter().take(12).map(|fault| format!("{fault}\n")).collect();
    assert!(faults.is_empty(), "{} differences, the first:\n{report}", faults.len());
}
