//! SQL is checked against the database when the service is built, but for a few texts that cannot be.

use super::tree::{File, expect_none, expect_one, files};

/// Queries that the compiler does not check: where, how many, and why. What they do is met by tests.
const UNCHECKED: &[(&str, usize, &str)] = &[
    ("src/storage/mod.rs", 1, "sqlx's own table of migrations is not there when the queries are described"),
    (
        "src/storage/record/mod.rs",
        1,
        "one statement for whatever kind: its rows are the kind's own, column by column",
    ),
];
/// The least share of checked queries, in percent.
const LEAST: usize = 95;

/// Functions of sqlx that take a text as it is.
const FUNCTIONS: &[&str] = &[
    "query",
    "query_as",
    "query_scalar",
    "query_with",
    "query_as_with",
    "query_scalar_with",
    "raw_sql",
    "QueryBuilder",
];

/// How many calls in this file take a text that nobody has checked. Outside `storage`, where there is no SQL, any counts.
fn unchecked(file: &File) -> usize {
    let found =
        |call: String| file.text.match_indices(&call).filter(|(at, _)| is_a_name(&file.text[..*at])).count();
    if file.path.starts_with("src/storage/") {
        FUNCTIONS.iter().map(|name| found(format!("{name}(")) + found(format!("{name}::"))).sum()
    } else {
        ["sqlx::query", "sqlx::raw_sql", "sqlx::QueryBuilder"].map(str::to_owned).map(found).iter().sum()
    }
}

/// Whether a name begins here, and not the end of a longer one.
fn is_a_name(before: &str) -> bool {
    !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

fn faults(files: &[File]) -> Vec<String> {
    let listed = |path: &str| UNCHECKED.iter().find(|(at, ..)| *at == path).map_or(0, |(_, count, _)| *count);
    let counted = files.iter().map(|file| (&file.path, unchecked(file), listed(&file.path)));
    counted
        .filter(|(_, count, listed)| count != listed)
        .map(|(path, count, listed)| format!("{path}: {count} unchecked queries, {listed} in the list"))
        .collect()
}

#[test]
fn queries_are_checked_but_for_those_listed() {
    let source = files("src", &[".rs"]);
    expect_none(&faults(&source));
    let missing = UNCHECKED.iter().filter(|(path, ..)| !source.iter().any(|file| file.path == *path));
    assert_eq!(missing.count(), 0, "the list names files that are gone");
    let (checked, unchecked) =
        (files(".sqlx", &[".json"]).len(), UNCHECKED.iter().map(|(_, count, _)| count).sum::<usize>());
    println!("{checked} queries are checked, {unchecked} are not");
    assert!(100 * checked >= LEAST * (checked + unchecked), "{checked} of {}", checked + unchecked);
}

#[test]
fn an_unchecked_query_is_seen() {
    let seen = |text: &str| faults(&[File::sample("src/storage/people.rs", text)]);
    expect_none(&seen(
        "sqlx::query!(\"select 1\"); sqlx::query_as!(Row, \"select 1\"); subquery(1); fn find_query() {}",
    ));
    expect_one(&seen("sqlx::query(\"select 1\")"), "1 unchecked");
    let page = |text: &str| faults(&[File::sample("src/web/home.rs", text)]);
    expect_none(&page("let query = uri.query(); url.query().is_some()"));
    expect_one(&page("sqlx::query!(\"select 1\")"), "1 unchecked");
    expect_one(&seen("query_as::<_, Row>(\"select 1\"); sqlx::QueryBuilder::new(\"\")"), "2 unchecked");
}

/// Where sqlx's own pool may be named: these stand between it and everybody else.
const POOLS: [&str; 2] = ["src/storage/pool.rs", "src/storage/replica.rs"];

/// Files that name sqlx's own pool: a statement with arguments that meets a pooler there goes wrong (docs/decisions/0068-poolers-and-replicas.md).
fn bare_pools(files: &[File]) -> Vec<String> {
    let names_it = |file: &&File| {
        let mut brought = file.text.split("use sqlx::").skip(1).filter_map(|rest| rest.split(';').next());
        file.text.contains("sqlx::PgPool") || brought.any(|names| names.contains("PgPool"))
    };
    let others = files.iter().filter(|file| !POOLS.contains(&file.path.as_str()));
    others.filter(names_it).map(|file| format!("{}: take crate::storage::PgPool", file.path)).collect()
}

#[test]
fn nobody_goes_around_our_own_pool() {
    expect_none(&bare_pools(&files("src", &[".rs"])));
    let seen = |text: &str| bare_pools(&[File::sample("src/x.rs", text)]);
    expect_one(&seen("use sqlx::{PgExecutor, PgPool};"), "src/x.rs");
    expect_one(&seen("async fn list(db: &sqlx::PgPool) {}"), "src/x.rs");
    expect_none(&seen("use sqlx::PgExecutor;\nuse crate::storage::PgPool;"));
}
