//! No circles: files that name each other can only be read, moved and tested together.
//!
//! The rule. Inside one crate, a file *names* another where a path in it, in a `use` or in code, leads to something that is
//! defined in the other. A path is followed through modules, through `pub use` and through names the file brought in itself, to
//! the file in which the last thing on it that is not a module is defined; the files that only pass it on are not named. So
//! `mod x;`, `pub use x::Y` and bringing in a module alone name nothing, but a child that uses `super::Y` names its parent where
//! Y is defined there, and a parent that calls `x::y()` names its child. A glob names the file of its module. A circle is two or
//! more files each of which leads, over such names, to all the others (a strongly connected component).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::paths::{CRATES, Kind, Named, Names, module_of, names};
use super::tree::{File, expect_none, expect_one, files};

/// How many steps one path may take through files that pass it on.
const STEPS: usize = 12;

struct House {
    files: Vec<(String, Vec<String>, Names)>,
    by_module: BTreeMap<Vec<String>, usize>,
}

impl House {
    fn new(files: &[File]) -> House {
        let files: Vec<_> =
            files.iter().map(|file| (file.path.clone(), module_of(&file.path), names(&file.text))).collect();
        let by_module = files.iter().enumerate().map(|(at, (_, module, _))| (module.clone(), at)).collect();
        House { files, by_module }
    }

    /// Whom each file names, with one path that does.
    fn named(&self) -> Vec<BTreeMap<usize, String>> {
        let of_file = |at: usize| {
            let mut named = BTreeMap::new();
            for path in &self.files[at].2.paths {
                let passed_on = matches!(path.kind, Kind::PublicUse(_));
                let homes = self.start(at, path).and_then(|whole| self.home(&whole, STEPS));
                if let Some(other) = homes.filter(|other| *other != at && !passed_on) {
                    named.entry(other).or_insert_with(|| format!("{}: {}", path.line, path.path.join("::")));
                }
            }
            named
        };
        (0..self.files.len()).map(of_file).collect()
    }

    /// The whole path, from the crate on, of what a file says.
    fn start(&self, at: usize, said: &Named) -> Option<Vec<String>> {
        let (_, module, names) = &self.files[at];
        let first = said.path.first()?;
        if names.children.contains(first) {
            return Some([module, said.path.as_slice()].concat());
        }
        if let Some(whole) = said.absolute(module) {
            return (whole[0] == module[0]).then_some(whole);
        }
        let brought = |named: &&Named| match &named.kind {
            Kind::Use(known) | Kind::PublicUse(known) => known == first && named.path != said.path,
            Kind::Code => false,
        };
        let brought = names.paths.iter().find(brought)?;
        let start = self.start(at, brought)?;
        Some([start.as_slice(), &said.path[1..]].concat())
    }

    /// The file in which what a whole path leads to is defined.
    fn home(&self, whole: &[String], steps: usize) -> Option<usize> {
        let mut known = 1;
        while known < whole.len() && self.by_module.contains_key(&whole[..=known]) {
            known += 1;
        }
        // What ends at a module may be something of the same name beside it, such as a function `routes` beside `mod routes`.
        let is_module = known == whole.len();
        let known = known - usize::from(is_module);
        let at = *self.by_module.get(&whole[..known])?;
        let (_, _, names) = &self.files[at];
        let part = whole.get(known)?;
        if part == "*" || steps == 0 || names.defined.contains(part) {
            return Some(at);
        }
        let rest = &whole[known + 1..];
        for named in names.paths.iter().filter(|named| named.inside.is_empty()) {
            let (Kind::Use(name) | Kind::PublicUse(name)) = &named.kind else { continue };
            let Some(start) = (name == part).then(|| self.start(at, named)).flatten() else { continue };
            return self.home(&[start.as_slice(), rest].concat(), steps - 1);
        }
        if is_module { None } else { self.through_glob(at, part, steps).or(Some(at)) }
    }

    fn through_glob(&self, at: usize, part: &str, steps: usize) -> Option<usize> {
        let globs = self.files[at]
            .2
            .paths
            .iter()
            .filter(|named| matches!(&named.kind, Kind::PublicUse(name) if name == "*"));
        globs.filter_map(|glob| self.start(at, glob)).find_map(|mut whole| {
            whole.pop();
            let of = *self.by_module.get(&whole)?;
            whole.push(part.to_owned());
            self.home(&whole, steps - 1)
                .filter(|home| *home != of || self.files[of].2.defined.contains(&part.to_owned()))
        })
    }
}

/// The files that `from` leads to, and over which file each was reached first.
fn reached(named: &[BTreeMap<usize, String>], from: usize) -> BTreeMap<usize, usize> {
    let (mut over, mut waiting) = (BTreeMap::new(), VecDeque::from([from]));
    while let Some(at) = waiting.pop_front() {
        for next in named[at].keys() {
            if !over.contains_key(next) {
                over.insert(*next, at);
                waiting.push_back(*next);
            }
        }
    }
    over
}

/// One line for each circle: how many files it has, and the shortest way round from its first file.
fn circles(files: &[File]) -> Vec<String> {
    let house = House::new(files);
    let named = house.named();
    let over: Vec<_> = (0..house.files.len()).map(|at| reached(&named, at)).collect();
    let (mut told, mut circles) = (BTreeSet::<usize>::new(), Vec::new());
    for at in 0..house.files.len() {
        if told.contains(&at) || !over[at].contains_key(&at) {
            continue;
        }
        let members: Vec<usize> =
            over[at].keys().filter(|other| over[**other].contains_key(&at)).copied().collect();
        told.extend(&members);
        let mut way = vec![at];
        while way.len() == 1 || way[way.len() - 1] != at {
            way.push(over[at][&way[way.len() - 1]]);
        }
        way.reverse();
        let steps =
            way.windows(2).map(|pair| format!("{}:{}", house.files[pair[0]].0, named[pair[0]][&pair[1]]));
        circles.push(format!(
            "{} files in a circle: {}",
            members.len(),
            steps.collect::<Vec<_>>().join(" → ")
        ));
    }
    circles
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let source = CRATES.iter().flat_map(|(_, folder)| files(folder, &[".rs"]));
    expect_none(&circles(&source.collect::<Vec<_>>()));
}

#[test]
fn a_circle_is_seen() {
    let seen = |files: &[(&str, &str)]| {
        let files: Vec<File> = files.iter().map(|(path, text)| File::sample(path, text)).collect();
        circles(&files)
    };
    let pair =
        [("src/a.rs", "use crate::b::B;\nstruct A;"), ("src/b.rs", "struct B;\nfn f(a: super::a::A) {}")];
    expect_one(&seen(&pair), "2 files in a circle: src/a.rs:1: crate::b::B → src/b.rs:2: super::a::A");
    let parent = [
        ("src/a/mod.rs", "mod b;\nenum Asked {}\nfn f() { b::show() }"),
        ("src/a/b.rs", "use super::Asked;"),
    ];
    expect_one(&seen(&parent), "2 files in a circle");
    let passed_on = [
        ("src/a/mod.rs", "mod b;\nmod c;\npub use b::B;"),
        ("src/a/b.rs", "use super::c;\nstruct B;\nfn f() { c::g() }"),
        ("src/a/c.rs", "use super::B;\nfn g() {}"),
    ];
    expect_one(&seen(&passed_on), "src/a/b.rs:3: c::g → src/a/c.rs:1: super::B");
    let same_name = [
        ("src/a/mod.rs", "mod b;\nmod routes;\nfn routes() { b::show() }"),
        ("src/a/b.rs", "fn show() { super::routes() }"),
        ("src/a/routes.rs", ""),
    ];
    expect_one(&seen(&same_name), "src/a/mod.rs:3: b::show → src/a/b.rs:1: super::routes");
    let three = [
        ("crates/domain/src/a.rs", "use crate::b::B; struct A;"),
        ("crates/domain/src/b.rs", "use crate::c::C; struct B;"),
        ("crates/domain/src/c.rs", "use crate::a::A; struct C;"),
    ];
    expect_one(&seen(&three), "3 files in a circle");
}

#[test]
fn what_goes_one_way_is_left_alone() {
    let good = [
        ("src/lib.rs", "pub mod a;\npub use a::b::B;"),
        ("src/a/mod.rs", "pub mod b;\nmod c;\npub use b::B;\npub use c::*;"),
        (
            "src/a/b.rs",
            "use super::{B as Same, c};\nuse domain::Person;\npub struct B;\nfn f() { c::g() } // crate::a::c",
        ),
        ("src/a/c.rs", "pub fn g() {}\nmod tests { use super::*; }"),
        ("src/main.rs", "use proxy_access::a::B;"),
    ];
    expect_none(&circles(&good.map(|(path, text)| File::sample(path, text))));
}
