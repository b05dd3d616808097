//! How large a file and a handler may get (docs/architecture.md#sizes).

use super::tree::{File, expect_none, expect_one, files};

/// Folder, most lines of a file in it.
const LINES: &[(&str, usize)] = &[
    ("src/", 300),
    ("build", 300),
    ("tests/", 400),
    ("benches/", 400),
    ("templates/", 90),
    ("bin/", 120),
    ("packaging/", 120),
    ("findings/", 120),
];
/// Most folders and file names on the way to a file.
const DEPTH: usize = 5;
/// Most lines and parameters of a function that answers a request.
const HANDLER_LINES: usize = 40;
const HANDLER_PARAMETERS: usize = 4;

fn faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let (path, count) = (within_its_crate(&file.path), file.text.lines().count());
        match LINES.iter().find(|(folder, _)| path.starts_with(folder)) {
            Some((_, most)) if count > *most => faults.push(format!("{path}: {count} lines, at most {most}")),
            _ => {}
        }
        if path.split('/').count() > DEPTH {
            faults.push(format!("{path}: deeper than {DEPTH}"));
        }
        if path.ends_with(".rs") && (path.starts_with("src/web/") || path.starts_with("src/api/")) {
            faults.extend(long_functions(file));
        }
    }
    faults
}

/// The path as seen from the crate's own folder.
fn within_its_crate(path: &str) -> &str {
    path.strip_prefix("crates/").and_then(|rest| rest.split_once('/')).map_or(path, |(_, inner)| inner)
}

/// rustfmt has put each function's closing brace under the first letter of its line.
fn long_functions(file: &File) -> Vec<String> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut faults = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words = code.split("fn ").next().unwrap_or_default();
        let is_function = code.contains("fn ")
            && words.split_whitespace().all(|w| w.starts_with("pub") || w == "async" || w.starts_with("in"));
        if !is_function {
            continue;
        }
        let place = format!("{}:{}", file.path, start + 1);
        let length = lines[start..].iter().take_while(|line| **line != format!("{indent}}}")).count() + 1;
        if length > HANDLER_LINES && lines[start..].iter().any(|line| *line == format!("{indent}}}")) {
            faults.push(format!("{place}: a function of {length} lines, at most {HANDLER_LINES}"));
        }
        let signature = lines[start..].join(" ");
        let parameters = count_parameters(&signature[signature.find("fn ").unwrap_or(0)..]);
        if words.contains("async") && parameters > HANDLER_PARAMETERS {
            faults.push(format!("{place}: {parameters} parameters, at most {HANDLER_PARAMETERS}"));
        }
    }
    faults
}

/// Counts the commas on the outermost level between the parentheses of a signature.
fn count_parameters(signature: &str) -> usize {
    let (mut depth, mut commas, mut something) = (0, 0, false);
    let Some(open) = signature.find('(') else { return 0 };
    for c in signature[open..].chars() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth -= 1,
            ',' if depth == 1 => {
                commas += 1;
                something = false;
            }
            c if !c.is_whitespace() => something = true,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    commas + usize::from(something)
}

fn everything() -> Vec<File> {
    let mut all: Vec<File> = ["src", "crates", "build", "tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .collect();
    all.extend(files("templates", &[".html", ".txt"]));
    all.extend(files("crates", &[".html", ".txt"]));
    all.extend(["bin", "packaging", "findings"].iter().flat_map(|folder| files(folder, &[""])));
    all
}

#[test]
fn no_file_outgrows_its_ceiling() {
    expect_none(&faults(&everything()));
}

#[test]
fn what_is_too_large_is_seen() {
    let seen = |path: &str, text: &str| faults(&[File::sample(path, text)]);
    expect_one(&seen("src/app.rs", &"x\n".repeat(301)), "301 lines, at most 300");
    expect_one(&seen("templates/a.html", &"x\n".repeat(91)), "at most 90");
    expect_one(&seen("tests/http/a.rs", &"x\n".repeat(401)), "at most 400");
    expect_one(&seen("findings/a.sh", &"x\n".repeat(121)), "121 lines, at most 120");
    expect_one(&seen("src/a/b/c/d/e.rs", ""), "deeper than 5");
    expect_one(&seen("crates/domain/src/a.rs", &"x\n".repeat(301)), "301 lines, at most 300");
    let long = format!("pub async fn show() {{\n{}}}\n", "    x;\n".repeat(40));
    expect_one(&seen("src/web/a.rs", &long), "a function of 42 lines");
    let wide = "async fn show(\n    a: A,\n    b: B<X, Y>,\n    c: C,\n    (d, d2): D,\n    e: E,\n) -> (A, B) {\n}\n";
    expect_one(&seen("src/web/a.rs", wide), "5 parameters");
}

#[test]
fn what_just_fits_is_left_alone() {
    let fits = format!("pub async fn show(a: A, b: B<X, Y>, c: C, d: D) {{\n{}}}\n", "    x;\n".repeat(38));
    expect_none(&faults(&[File::sample("src/web/a/b/c.rs", &fits)]));
}
