//! All ways in together: `site::routes` keeps one kind of list for pages and for programs.

use std::collections::BTreeSet;

use proxy_access::api::{self, Needs};
use proxy_access::site::routes::{Guard, Routes};
use proxy_access::web::{self, guard::Who};
use reqwest::Method;

/// A way in, whoever may take it: with which method, at which path, and what answers.
type Way = (Method, &'static str, &'static str);

fn ways<G: Guard>(routes: &Routes<G>) -> Vec<Way> {
    routes.entries().iter().map(|entry| (entry.method.clone(), entry.path, entry.handler)).collect()
}

#[test]
fn no_way_in_is_listed_twice_and_each_is_answered_where_it_is_listed() {
    let pages = ways(&web::routes(Routes::<Who>::listed()));
    let programs = ways(&api::routes(Routes::<Needs>::listed()));
    assert!(
        pages.len() > 60 && programs.len() > 20,
        "{} pages, {} for programs",
        pages.len(),
        programs.len()
    );
    for (module, ways) in [("proxy_access::web::", &pages), ("proxy_access::api::", &programs)] {
        for (method, path, handler) in ways {
            assert!(handler.starts_with(module), "{method} {path} is answered by {handler}");
        }
    }
    let mut known = BTreeSet::new();
    for (method, path, _) in pages.iter().chain(&programs) {
        assert!(known.insert((method.to_string(), *path)), "{method} {path} is listed twice");
    }
}

#[test]
fn whatever_a_program_sends_to_a_delegation_is_done_once_and_nothing_that_is_read_asks_for_a_key() {
    for entry in api::routes(Routes::<Needs>::listed()).entries() {
        let is_sent = entry.method == Method::POST && entry.path.starts_with("/api/v1/delegations");
        assert_eq!(entry.who.is_command(), is_sent, "{entry:?}");
    }
}
