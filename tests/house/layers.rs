//! Layers point one way (docs/architecture.md#layers): which module may name which.

use super::paths::{self, Named};
use super::tree::{File, expect_none, expect_one, files};

/// A layer, and the starts of the paths it may name besides its own and the crate `domain`, which all may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("arrival", &[]),
    ("locale", &[]),
    ("config", &[]),
    ("metrics", &[]),
    ("telemetry", &["config"]),
    ("storage", &["config", "telemetry"]),
    ("fhir", &[]),
    ("integrations", &["config", "fhir", "metrics", "telemetry"]),
    ("wording", &["locale"]),
    ("messages", &["locale", "wording"]),
    ("actions", &["storage", "integrations", "tokens", "config", "app", "telemetry"]),
    ("site::routes", &["app"]),
    ("web", PAGES),
    ("api", PAGES),
    (
        "national::gp_connect",
        &["fhir", "storage", "config", "arrival", "integrations", "national::strangers"],
    ),
    (
        "national",
        &["site::routes", "fhir", "storage", "tokens", "config", "arrival", "integrations::subscriber"],
    ),
    ("worker", &["storage", "actions", "messages", "integrations", "locale", "config", "app", "telemetry"]),
    ("tokens", &["config"]),
    ("app", &["storage", "integrations", "tokens", "config", "locale", "arrival", "metrics", "telemetry"]),
];
const PAGES: &[&str] =
    &["site::routes", "actions", "storage::views", "locale", "wording", "config", "app", "arrival"];

/// What one module may name though its layer may not, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("web::sign_in", "integrations", "where somebody signs in, and nowhere else on the web"),
    ("web::sign_in", "storage", "a sign-in writes who came, before there is anybody to act"),
    ("web", "storage::sessions::Sessions", "the store that the session layer is given"),
    ("web::parked", "storage::sessions::PARKED", "under which name a session has them"),
    ("web::parked", "storage::parked_forms", "forms that go with a session"),
    ("web::kept_page", "storage::kept_pages", "pages that go with a session"),
    ("web::starts", "integrations::oidc::Pending", "the sign-in under way"),
    ("web::session", "integrations::cis2::StaffRole", "the role that was chosen"),
    ("web::guard", "storage::people", "the person behind a session"),
    ("web::failure", "integrations::Upstream", "every error has its page"),
    ("web::failure", "integrations::oidc::SignInFault", "every error has its page"),
    ("web::failure", "storage::StorageError", "every error has its page"),
    ("web::failure", "storage::away::Away", "says of a failure that the request may be tried again"),
    ("web::failure_words", "integrations", "every error has its words; only names of errors are used"),
    ("web::failure_words", "storage::StorageError", "every error has its words"),
    ("web::citizen::manage", "storage::messages", "shows the ledger as it is kept"),
    ("web", "messages::names", "what each message is called stands with the rest about it"),
    ("web::citizen", "storage::drafts", "answers that belong to pages alone, before there is a delegation"),
    (
        "actions::health_record",
        "fhir::stu3",
        "a record is FHIR and is passed on whole: values of our own would lose what we do not know",
    ),
    ("actions::health_record", "fhir::lenient", "days in what stands beside a record"),
    ("api::problem", "storage::StorageError", "every error is said as a problem"),
    ("api::problem", "telemetry::traces", "says by which id the log knows the call"),
    ("api::problem", "storage::away::Away", "says of a problem that the call may be tried again"),
    ("api::bearer", "tokens::bearer", "takes it out of a header"),
    ("api::bearer", "tokens::is_that", "compares it with the one that the settings name"),
    ("api::oauth::token", "tokens::AccessToken", "gives it out"),
    ("web::health", "storage", "tells operators how the database and the outbox do"),
];

/// What a layer may not name though its line would let it, and why.
const NEVER: &[(&str, &str, &str)] = &[
    ("integrations", "domain::delegation", "a client of an outside system knows no Delegation"),
    ("sandbox", "domain::delegation", "a stand-in knows value types only"),
];

/// Modules that join the others: the run modes of the binary, and all ways in at one address. What lies below one may be a
/// layer of its own.
const JOINERS: &[&str] = &["main", "run", "site"];
/// What `lib.rs` is: it joins everything.
const WHOLE: &str = "proxy_access";
/// The source of the crate that holds the stand-ins: one layer, whatever its folders.
const SANDBOX: &str = "crates/sandbox/src/";

fn faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let module = plain(&paths::module_of(&file.path));
        let top = module.split("::").next().unwrap_or_default();
        let sandbox = (top == "sandbox").then_some(&("sandbox", &[] as &[&str]));
        let known = sandbox.or_else(|| LAYERS.iter().find(|(layer, _)| starts(&module, layer)));
        if known.is_none() && (JOINERS.contains(&top) || module == WHOLE) {
            continue;
        }
        let Some((layer, may)) = known else {
            faults.push(format!("{}: `{top}` has no line in the table of layers", file.path));
            continue;
        };
        for (line, path) in named_paths(file) {
            let inside = starts(&path, layer) || may.iter().any(|may| starts(&path, may));
            let excepted = EXCEPTIONS.iter().any(|(of, may, _)| starts(&module, of) && starts(&path, may));
            if !inside && !excepted && is_layer(&path) {
                faults.push(format!("{}:{line}: `{layer}` must not use `crate::{path}`", file.path));
            }
            if starts(&path, "sandbox") && *layer != "sandbox" {
                faults.push(format!("{}:{line}: `{layer}` must not use `{path}`", file.path));
            }
            for (_, never, reason) in
                NEVER.iter().filter(|(of, never, _)| of == layer && starts(&path, never))
            {
                faults.push(format!("{}:{line}: `{never}`: {reason}", file.path));
            }
        }
    }
    faults
}

/// Every path of a file that leads into a crate of ours, as the table writes it: what is in this crate without its name.
fn named_paths(file: &File) -> Vec<(usize, String)> {
    let module = paths::module_of(&file.path);
    let within = |named: &Named| {
        let path = named.absolute(&module)?;
        let is_own = path.first() == module.first();
        Some((named.line, if is_own { plain(&path) } else { path.join("::") }))
    };
    paths::names(&file.text).paths.iter().filter_map(within).collect()
}

/// A path without the name of this crate before it.
fn plain(path: &[String]) -> String {
    let path = path.join("::");
    path.strip_prefix("proxy_access::").map_or(path.clone(), str::to_owned)
}

/// Whether `path` is `start` or lies inside it; `web::session` does not hold `web::sessions`.
fn starts(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_layer(path: &str) -> bool {
    let top = path.split("::").next().unwrap_or_default();
    JOINERS.contains(&top) || LAYERS.iter().any(|(layer, _)| *layer == top)
}

/// Layers that `lib.rs` lists above one that they may name: it is the map in reading order.
fn listed_too_early(map: &str) -> Vec<String> {
    let listed: Vec<&str> =
        map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let place = |path: &str| listed.iter().position(|name| path.split("::").next() == Some(*name));
    let mut faults = Vec::new();
    for (layer, may) in LAYERS {
        for below in may.iter().filter(|below| !starts(layer, below)) {
            if place(layer) < place(below) {
                faults.push(format!("src/lib.rs: `{layer}` stands above `{below}`, which it may use"));
            }
        }
    }
    faults
}

#[test]
fn the_map_is_in_reading_order() {
    expect_none(&listed_too_early(&super::tree::file("src/lib.rs").text));
    let all = "pub mod config;\npub mod storage;\npub mod app;\npub mod tokens;\npub mod locale;\npub mod integrations;";
    let faults = listed_too_early(all);
    assert!(
        faults.contains(&"src/lib.rs: `app` stands above `tokens`, which it may use".to_owned()),
        "{faults:?}"
    );
    assert!(!faults.iter().any(|fault| fault.contains("`storage` stands")), "{faults:?}");
}

#[test]
fn layers_point_one_way() {
    expect_none(&faults(&files("src", &[".rs"])));
    expect_none(&faults(&files(SANDBOX, &[".rs"])));
}

#[test]
fn a_layer_that_looks_up_is_seen() {
    let seen = |path: &str, text: &str| faults(&[File::sample(path, text)]);
    expect_one(
        &seen("src/locale.rs", "use crate::storage::people;"),
        "must not use `crate::storage::people`",
    );
    expect_one(
        &seen("src/storage/mod.rs", "fn f() { super::integrations::pds() }"),
        "`crate::integrations::pds`",
    );
    expect_one(
        &seen("src/web/page.rs", "use crate::{\n locale::{Language, words},\n storage::people,\n};"),
        "people",
    );
    expect_one(&seen("src/web/citizen/home.rs", "use crate::integrations::pds::Pds;"), "`web` must not");
    expect_one(&seen("src/integrations/pds.rs", "use domain::delegation::Event;"), "knows no Delegation");
    expect_one(&seen("src/web/page.rs", "use sandbox::Sandbox;"), "`web` must not use `sandbox::Sandbox`");
    expect_one(
        &seen("crates/sandbox/src/pds.rs", "use domain::{delegation::Event, NhsNumber};"),
        "value types only",
    );
    expect_one(&seen("src/site/routes.rs", "use crate::web::guard::Who;"), "`site::routes` must not");
    expect_one(
        &seen("src/api/access.rs", "use crate::site::router;"),
        "`api` must not use `crate::site::router`",
    );
    expect_one(&seen("src/novelty/mod.rs", ""), "no line in the table");
}

#[test]
fn a_layer_that_looks_down_is_left_alone() {
    let good = [
        ("src/web/sign_in/cis2.rs", "use crate::integrations::cis2::Cis2; // not crate::worker"),
        ("src/web/citizen/home.rs", "use crate::storage::views::home; use super::super::page::Shell;"),
        ("src/web/guard.rs", "use crate::site::routes;"),
        ("src/site/mod.rs", "use crate::{api, web};"),
        ("src/worker/mod.rs", "use crate::{messages::{self, Letter}, storage::outbox::{Job,},};"),
    ];
    expect_none(&faults(&good.map(|(path, text)| File::sample(path, text))));
}
