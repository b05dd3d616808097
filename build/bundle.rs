//! Makes one stylesheet and one script out of the design system's files and our own.

use super::Fault;

/// Components no page of ours uses; their rules would only make the stylesheet longer. A hyphen at the end stands for all
/// names that go on from there. A house test compares this list with the templates.
pub const UNUSED: &[&str] = &[
    "nhsuk-code",
    "nhsuk-contents-list",
    "nhsuk-do-dont-list",
    "nhsuk-do-list",
    "nhsuk-dont-list",
    "nhsuk-file-upload",
    "nhsuk-hero",
    "nhsuk-image",
    "nhsuk-password-input",
    "nhsuk-u-margin-left-",
    "nhsuk-u-margin-right-",
    "nhsuk-u-padding-",
    "nhsuk-u-static-",
];

/// The design system's stylesheet without its remote fonts, source map and unused components, then ours.
pub fn stylesheet(theirs: &str, ours: &str) -> Result<String, Fault> {
    let without_fonts = without_remote_fonts(theirs)?;
    let css = match without_fonts.rfind("/*# sourceMappingURL") {
        Some(at) => &without_fonts[..at],
        None => &without_fonts,
    };
    if css.contains("https://") || css.contains("http://") {
        return Err("nhsuk-frontend's stylesheet points at another host; look at it before serving it".into());
    }
    Ok(format!("{}\n{}", without_unused(css), tight(ours)))
}

/// Our own rules as they travel: without comments, line breaks, and spaces that only a reader needs.
fn tight(css: &str) -> String {
    let lines: Vec<&str> = css.lines().map(str::trim).filter(|line| !line.starts_with("/*")).collect();
    let mut css = lines.concat();
    for (loose, tight) in
        [(" {", "{"), ("{ ", "{"), ("; }", "}"), (";}", "}"), ("; ", ";"), (": ", ":"), (", ", ",")]
    {
        css = css.replace(loose, tight);
    }
    css
}

/// The two rules load a licensed font from another host: nothing of ours may (docs/sources.md#nhsuk-frontend).
fn without_remote_fonts(css: &str) -> Result<String, Fault> {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    let mut removed = 0;
    while let Some(start) = rest.find("@font-face{") {
        let end = start + rest[start..].find('}').ok_or("an unfinished @font-face rule")? + 1;
        kept.push_str(&rest[..start]);
        if rest[start..end].contains("https://assets.nhs.uk/fonts/") {
            removed += 1;
        } else {
            kept.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    if removed == 2 {
        Ok(kept)
    } else {
        Err(format!("expected to remove 2 remote @font-face rules of nhsuk-frontend, found {removed}").into())
    }
}

/// Drops each selector that names an unused component, and each rule left without a selector.
fn without_unused(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let (head, body) = (&rest[..open], &rest[open..]);
        // Closing braces of an enclosing @media belong to what is already written.
        let start = head.rfind('}').map_or(0, |at| at + 1);
        out.push_str(&head[..start]);
        let head = &head[start..];
        if head.trim_start().starts_with('@') && !head.contains("@font-face") && !head.contains("@page") {
            out.push_str(head);
            out.push('{');
            rest = &body[1..];
            continue;
        }
        let end = body.find('}').map_or(body.len(), |at| at + 1);
        let kept: Vec<&str> = selectors(head).into_iter().filter(|selector| !is_unused(selector)).collect();
        if !kept.is_empty() {
            out.push_str(&kept.join(","));
            out.push_str(&body[..end]);
        }
        rest = &body[end..];
    }
    out.push_str(rest);
    out
}

/// A selector list cut at its top-level commas (`:not(a,b)` stays whole).
fn selectors(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut all) = (0_i32, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                all.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(&list[start..]);
    all
}

fn is_unused(selector: &str) -> bool {
    UNUSED.iter().any(|class| {
        selector.match_indices(class).any(|(at, _)| {
            let whole = selector[..at].ends_with('.');
            let after = selector[at + class.len()..].chars().next();
            whole
                && (class.ends_with('-') || after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-') || {
                    let tail = &selector[at + class.len()..];
                    tail.starts_with("__") || tail.starts_with("--")
                })
        })
    })
}

/// One ES module: the design system's, then ours, each in its own scope. `import { a } from "nhsuk-frontend"` in
/// our files is answered from the module's export list, so that a page needs one request for scripts.
pub fn script(theirs: &str, ours: &[String]) -> Result<String, Fault> {
    let code = theirs.split("//# sourceMappingURL").next().unwrap_or(theirs);
    let start = code.rfind("export{").ok_or("nhsuk-frontend's script has no export list at its end")?;
    let list = code[start + "export{".len()..].split('}').next().unwrap_or_default();
    let entries: Vec<String> = list
        .split(',')
        .filter_map(|item| item.trim().split_once(" as ").or(Some((item.trim(), item.trim()))))
        .map(|(local, name)| format!("{name}:{local}"))
        .collect();
    let mut out = format!("{}const nhsuk={{{}}};\n", &code[..start], entries.join(","));
    for file in ours {
        let mut lines = String::new();
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            match line.strip_prefix("import ").and_then(|it| it.strip_suffix(" from \"nhsuk-frontend\";")) {
                Some(names) => lines.push_str(&format!("const {names}=nhsuk;\n")),
                None => lines.push_str(&format!("{line}\n")),
            }
        }
        out.push_str(&format!("{{\n{lines}}}\n"));
    }
    Ok(out)
}
