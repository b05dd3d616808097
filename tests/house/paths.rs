//! The paths that Rust files name, read from their text.
//!
//! No compiler: comments and literals are not read, so a path in a string (`#[serde(with = "…")]`) is not seen, nor is a
//! method that is called on a value.

/// The crates of this workspace, as code names them, and where the source of each lies.
pub const CRATES: &[(&str, &str)] =
    &[("domain", "crates/domain/src/"), ("sandbox", "crates/sandbox/src/"), ("proxy_access", "src/")];
/// The words before a name that a module defines.
const DEFINES: &[&str] = &["struct", "enum", "fn", "const", "static", "type", "trait", "union"];

/// What one file says about itself and others.
#[derive(Default)]
pub struct Names {
    pub paths: Vec<Named>,
    /// What stands in the file itself, outside its inline modules and the bodies of other items.
    pub defined: Vec<String>,
    /// The modules that it declares, whose text is in files of their own.
    pub children: Vec<String>,
}

/// One path as it is written, its parts one by one; the last of a glob is `*`.
pub struct Named {
    pub line: usize,
    pub path: Vec<String>,
    /// The inline modules around it, such as `tests`.
    pub inside: Vec<String>,
    pub kind: Kind,
}

/// Where a path stands; what `use` brings in has the name that the file knows it by.
#[derive(Clone, PartialEq, Eq)]
pub enum Kind {
    Code,
    Use(String),
    PublicUse(String),
}

impl Named {
    /// The path from its crate on, for a file that is `module`; nothing where it starts at a name of the file's own or at a
    /// crate of others.
    pub fn absolute(&self, module: &[String]) -> Option<Vec<String>> {
        let first = self.path.first()?.as_str();
        if CRATES.iter().any(|(name, _)| *name == first) {
            return Some(self.path.clone());
        }
        let mut start: Vec<String> = module.iter().chain(&self.inside).cloned().collect();
        let mut rest = self.path.as_slice();
        match first {
            "crate" => start.truncate(1),
            "self" => {}
            "super" => {
                while rest.first().is_some_and(|part| part == "super") && start.len() > 1 {
                    start.pop();
                    rest = &rest[1..];
                }
                return Some([&start, rest].concat());
            }
            _ => return None,
        }
        Some([&start, &rest[1..]].concat())
    }
}

/// The path of the module that a file is, from its crate on: `proxy_access`, `web`, `page`. `main.rs` is a crate of its own.
pub fn module_of(path: &str) -> Vec<String> {
    let of_crate = |(name, folder): &(&str, &str)| Some(((*name).to_owned(), path.strip_prefix(folder)?));
    let Some((name, inner)) = CRATES.iter().find_map(of_crate) else { return Vec::new() };
    let inner = inner.trim_end_matches(".rs");
    match inner {
        "main" => vec!["main".to_owned()],
        "lib" => vec![name],
        _ => {
            let inner = inner.trim_end_matches("/mod");
            [name].into_iter().chain(inner.split('/').map(str::to_owned)).collect()
        }
    }
}

/// Reads a file from its first to its last line.
pub fn names(text: &str) -> Names {
    let code = code(text);
    let mut reader =
        Reader { tokens: tokens(&code), at: 0, found: Names::default(), inside: Vec::new(), depth: 0 };
    reader.read();
    reader.found
}

struct Reader<'c> {
    tokens: Vec<(usize, &'c str)>,
    at: usize,
    found: Names,
    inside: Vec<String>,
    depth: usize,
}

impl<'c> Reader<'c> {
    fn word(&self, ahead: usize) -> &'c str {
        self.tokens.get(self.at + ahead).map_or("", |(_, word)| word)
    }

    fn before(&self) -> &'c str {
        self.at.checked_sub(1).map_or("", |at| self.tokens[at].1)
    }

    fn read(&mut self) {
        while self.at < self.tokens.len() {
            let (word, next) = (self.word(0), self.word(1).to_owned());
            let at_top = self.depth == 0 && self.inside.is_empty();
            match word {
                "{" => self.depth += 1,
                "}" if self.depth == self.inside.len() && self.depth > 0 => {
                    self.inside.pop();
                    self.depth -= 1;
                }
                "}" => self.depth = self.depth.saturating_sub(1),
                "mod" if self.word(2) == ";" && at_top => self.found.children.push(next),
                "mod" if self.word(2) == "{" && self.depth == self.inside.len() => {
                    if at_top {
                        self.found.defined.push(next.clone());
                    }
                    self.inside.push(next);
                    self.depth += 1;
                    self.at += 2;
                }
                "use" => {
                    let public = matches!(self.before(), "pub" | ")");
                    self.at += 1;
                    self.group(&[], public);
                    continue;
                }
                "macro_rules" if at_top => self.found.defined.push(self.word(2).to_owned()),
                _ if DEFINES.contains(&word) && at_top && is_name(&next) => self.found.defined.push(next),
                _ if is_name(word) && next == "::" && !matches!(self.before(), "::" | ".") => {
                    self.path();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// A path in code, up to its last name.
    fn path(&mut self) {
        let line = self.tokens[self.at].0;
        let mut path = vec![self.word(0).to_owned()];
        self.at += 1;
        while self.word(0) == "::" && is_name(self.word(1)) {
            path.push(self.word(1).to_owned());
            self.at += 2;
        }
        self.found.paths.push(Named { line, path, inside: self.inside.clone(), kind: Kind::Code });
    }

    /// What follows `use`, or one part of a group in braces.
    fn group(&mut self, start: &[String], public: bool) {
        let mut path = start.to_vec();
        while is_name(self.word(0)) || matches!(self.word(0), "*" | "::") {
            if self.word(0) != "::" && self.word(0) != "as" {
                path.push(self.word(0).to_owned());
            }
            if self.word(1) == "as" {
                break;
            }
            self.at += 1;
        }
        if self.word(0) == "{" {
            self.at += 1;
            while !matches!(self.word(0), "}" | "") {
                self.group(&path, public);
                if self.word(0) == "," {
                    self.at += 1;
                }
            }
            self.at += 1;
            return;
        }
        let line = self.tokens[self.at.min(self.tokens.len() - 1)].0;
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let mut known = path.last().cloned().unwrap_or_default();
        if self.word(1) == "as" {
            known = self.word(2).to_owned();
            self.at += 3;
        }
        let kind = if public { Kind::PublicUse(known) } else { Kind::Use(known) };
        self.found.paths.push(Named { line, path, inside: self.inside.clone(), kind });
        if !matches!(self.word(0), "," | "}" | ";") {
            self.at += 1;
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !matches!(word, "fn" | "mut" | "unsafe" | "async" | "extern" | "_")
}

/// Names, `::` and single signs, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let (mut found, mut line, mut rest) = (Vec::new(), 1, code);
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match first {
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        line += usize::from(first == '\n');
        if !first.is_whitespace() {
            found.push((line, &rest[..length]));
        }
        rest = &rest[length..];
    }
    found
}

/// The text with its comments and literals taken out, line for line.
fn code(text: &str) -> String {
    let (mut code, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            '\'' => character(rest),
            'r' if !code.ends_with(|c: char| c.is_alphanumeric() || c == '_') => raw(rest),
            _ => 0,
        };
        if length == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..length].chars().filter(|c| *c == '\n'));
            code.push(' ');
            rest = &rest[length..];
        }
    }
    code
}

fn quoted(text: &str) -> usize {
    let mut escaped = true;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
        if at == 0 {
            escaped = false;
        }
    }
    text.len()
}

/// The length of `'x'` or `'\n'`; 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    match (signs.next(), signs.next()) {
        (Some((_, '\\')), Some((after, _))) => {
            let from = after + 1;
            text.get(from..).and_then(|rest| rest.find('\'')).map_or(0, |end| from + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 0,
    }
}

/// The length of `r"…"` or `r#"…"#`; 0 for anything else.
fn raw(text: &str) -> usize {
    let fence = text[1..].chars().take_while(|c| *c == '#').count();
    let start = 1 + fence;
    if !text[start..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(fence));
    text[start + 1..].find(&close).map_or(text.len(), |end| start + 1 + end + close.len())
}

#[test]
fn paths_are_read_as_they_are_written() {
    let text = "use crate::{a::{self, B as C}, d::*}; // not crate::x\npub(super) use e::F;\nmod g;\n\
        fn h() { i::J::new('{', \"crate::k\", r#\"super::\"l\"#) }\nmod tests {\n use super::*;\n}\nstruct M;";
    let read = names(text);
    let said: Vec<String> =
        read.paths.iter().map(|named| format!("{} {}", named.line, named.path.join("::"))).collect();
    assert_eq!(said, ["1 crate::a", "1 crate::a::B", "1 crate::d::*", "2 e::F", "4 i::J::new", "6 super::*"]);
    assert!(
        read.paths[1].kind == Kind::Use("C".to_owned())
            && read.paths[3].kind == Kind::PublicUse("F".to_owned())
    );
    assert_eq!(read.paths[5].inside, ["tests"]);
    assert_eq!(
        (read.children, read.defined),
        (vec!["g".to_owned()], ["h", "tests", "M"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_path_is_followed_from_where_it_stands() {
    let absolute = |file: &str, text: &str| {
        let whole = names(text).paths[0].absolute(&module_of(file));
        whole.map(|path| path.join("::"))
    };
    let page = "src/web/citizen/home.rs";
    assert_eq!(
        absolute(page, "use super::super::page::Shell;").as_deref(),
        Some("proxy_access::web::page::Shell")
    );
    assert_eq!(
        absolute(page, "mod tests { use super::X; }").as_deref(),
        Some("proxy_access::web::citizen::home::X")
    );
    assert_eq!(
        absolute("src/web/mod.rs", "use self::page::P;").as_deref(),
        Some("proxy_access::web::page::P")
    );
    assert_eq!(
        absolute("crates/sandbox/src/lib.rs", "use crate::pds::P;").as_deref(),
        Some("sandbox::pds::P")
    );
    assert_eq!(absolute(page, "use domain::Person;").as_deref(), Some("domain::Person"));
    assert_eq!(absolute(page, "use axum::Router;"), None);
}
