//! Every way to a page, as `web::routes` lists them: who may take it, from where, with which ids, and what the
//! answer may do. A new route is tested by being there.

use proxy_access::site::routes;
use proxy_access::web;
use proxy_access::web::guard::{Routes, Who};
use proxy_access::web::origin::is_excepted;
use reqwest::Method;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE};

use crate::accounts::evidence::kept as copy_of;
use crate::accounts::support::{acting, margarets};
use crate::steps::{FORM, OWN_FORM, is_signed_in, location};
use crate::story::{DAVID, DAVIDS_MAIL, begin, events, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

type Entry = routes::Entry<Who>;

/// What a stranger might try in place of an id.
const NO_IDS: [&str; 6] = [
    "0199f1d2-7c1e-7aaa-8000-000000000000",
    "not-a-uuid",
    "0",
    "%00",
    "..%2f..%2fhome",
    "00000000000000000000000000000000000",
];

/// Things that exist: an account, a draft and a request of Margaret's, the code of the invitation to David, and an account at her
/// practice of somebody who acts for another.
struct Ids {
    own: String,
    draft: String,
    delegation: String,
    code: String,
    account: String,
    patient: String,
    association: String,
    copy: String,
}

impl Ids {
    async fn of(world: &World, margaret: &mut Browser) -> Ids {
        invite(margaret, &DAVID).await;
        world.deliver_everything().await;
        let letter = world.letters_to(DAVIDS_MAIL).pop().expect("an invitation");
        let code = world.link_in(&letter).rsplit('/').next().unwrap_or_default().to_owned();
        let delegation = the_delegation(world).await.0.to_string();
        let own = margarets(world).await.id.to_string();
        let (holder, patient, association) = acting(world).await;
        let copy = copy_of(world, holder).await;
        let [account, patient, association, copy] =
            [holder.id.0, patient.0, association.0, copy.0].map(|id| id.to_string());
        Ids { own, draft: begin(margaret).await, delegation, code, account, patient, association, copy }
    }

    /// The same in every place.
    fn all(id: &str) -> Ids {
        let [own, draft, delegation, code] = [(); 4].map(|()| id.to_owned());
        let [account, patient, association, copy] = [(); 4].map(|()| id.to_owned());
        Ids { own, draft, delegation, code, account, patient, association, copy }
    }

    /// An address that somebody could type.
    fn fill(&self, path: &str) -> String {
        let filled = path
            .replace("/account/{id}", &format!("/account/{}", self.own))
            .replace("{draft}", &self.draft)
            .replace("/delegations/{id}", &format!("/delegations/{}", self.delegation))
            .replace("/staff/cases/{id}", &format!("/staff/cases/{}", self.delegation))
            .replace("{code}", &self.code)
            .replace("{account}", &self.account)
            .replace("{patient}", &self.patient)
            .replace("{association}", &self.association)
            .replace("{copy}", &self.copy)
            .replace("{group}", "medicines")
            .replace("{document}", "d1")
            // No record was asked for here: whatever stands there is none of theirs.
            .replace("{fetch}", &self.account);
        assert!(!filled.contains('{'), "tell `Ids` what to put into `{path}`");
        filled
    }
}

fn entries() -> Vec<Entry> {
    let mut entries = web::routes(Routes::listed()).entries().to_vec();
    assert!(entries.len() > 20, "only {} routes are listed", entries.len());
    // Last, or nobody would be signed in for the rest.
    entries.sort_by_key(|entry| entry.path == "/sign-out");
    entries
}

async fn ask(browser: &mut Browser, entry: &Entry, path: &str) -> Page {
    let headers: &[(&str, &str)] = if entry.method == Method::POST { &OWN_FORM } else { &[] };
    browser.raw(entry.method.clone(), path, headers, "").await
}

#[tokio::test]
async fn strangers_are_sent_to_the_right_sign_in() {
    let world = world().await;
    let ids = Ids::of(&world, &mut world.sign_in_as("margaret").await).await;
    for entry in entries() {
        let (reads, path) = (entry.method == Method::GET, ids.fill(entry.path));
        let wanted = match (entry.who, reads) {
            (Who::Everybody | Who::Provider, _) => continue,
            (Who::Citizen, true) => "/auth/nhs-login/start",
            (Who::Staff, true) => "/auth/cis2/start",
            (Who::Citizen, false) => "/timed-out",
            (Who::Staff, false) => "/timed-out/staff",
        };
        let page = ask(&mut world.browser(), &entry, &path).await;
        let wanted = format!("{wanted}?return_to={}", path.replace('/', "%2F"));
        assert_eq!((page.status.as_u16(), location(&page)), (303, wanted), "{entry:?}");
        if reads {
            let head = world.browser().raw(Method::HEAD, &path, &[], "").await;
            assert_eq!(location(&head), location(&page), "{entry:?}");
        }
    }
}

#[tokio::test]
async fn the_wrong_kind_of_person_learns_nothing() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    let ids = Ids::of(&world, &mut margaret).await;
    for entry in entries() {
        let browser = match entry.who {
            Who::Everybody | Who::Provider => continue,
            Who::Citizen => &mut rachel,
            Who::Staff => &mut margaret,
        };
        let page = ask(browser, &entry, &ids.fill(entry.path)).await;
        page.expect(404, "Page not found");
        assert!(is_signed_in(browser).await, "{entry:?} signed somebody out");
    }
}

#[tokio::test]
async fn only_our_own_pages_can_send_a_form() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    let ids = Ids::of(&world, &mut margaret).await;
    let foreign: [&[(&str, &str)]; 7] = [
        &[FORM],
        &[FORM, ("sec-fetch-site", "cross-site")],
        &[FORM, ("sec-fetch-site", "same-site")],
        &[FORM, ("sec-fetch-site", "nonsense")],
        &[FORM, ("origin", "https://evil.example")],
        &[FORM, ("origin", "null")],
        &[FORM, ("sec-fetch-site", "cross-site"), ("origin", &world.url)],
    ];
    for entry in entries().into_iter().filter(|entry| entry.method == Method::POST) {
        let path = ids.fill(entry.path);
        if is_excepted(&path) {
            assert_eq!(entry.who, Who::Provider, "{path} is open to other hosts");
            continue;
        }
        for headers in foreign {
            for browser in [&mut margaret, &mut rachel, &mut world.browser()] {
                let page = browser.raw(Method::POST, &path, headers, "").await;
                assert_eq!(page.status, 403, "{path} with {headers:?}: {page}");
                page.expect(403, "We could not tell that this came from you");
            }
        }
    }
    assert!(is_signed_in(&mut margaret).await && is_signed_in(&mut rachel).await);
    assert!(margaret.get("/home").await.body.contains(&format!("/delegations/{}", ids.delegation)));
}

#[tokio::test]
async fn a_form_of_somebody_elses_page_is_taken_nowhere() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    let ids = Ids::of(&world, &mut margaret).await;
    let before = events(&world).await;
    for entry in entries().into_iter().filter(|entry| entry.method == Method::POST) {
        // Whoever wants to leave, leaves.
        if entry.who == Who::Provider || entry.path == "/sign-out" {
            continue;
        }
        let path = ids.fill(entry.path);
        for (browser, name) in [(&mut margaret, "Margaret O'Neill"), (&mut rachel, "Rachel Reid")] {
            for form in ["for=AAAAAAAAAAAAAAAAAAAAAA", "for=", "note=a&for=citizen"] {
                let page = browser.raw(Method::POST, &path, &OWN_FORM, form).await;
                page.expect(409, "Nothing has changed, because someone else has signed in").expect_text(name);
            }
            assert!(is_signed_in(browser).await, "{entry:?}");
        }
    }
    assert_eq!(events(&world).await, before);
}

#[tokio::test]
async fn no_form_is_answered_by_a_page_that_back_would_send_again() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    let ids = Ids::of(&world, &mut margaret).await;
    let all = entries();
    let mut led = 0;
    // An address with the code of a link is a secret, and is written down nowhere.
    let is_kept = |path: &str| path != "/sign-out" && !path.contains("{code}");
    for entry in all.iter().filter(|entry| entry.method == Method::POST && is_kept(entry.path)) {
        let is_read = all.iter().any(|other| other.method == Method::GET && other.path == entry.path);
        for browser in [&mut margaret, &mut rachel] {
            let page = ask(browser, entry, &ids.fill(entry.path)).await;
            let kind = page.headers.get(CONTENT_TYPE).map(|kind| kind.to_str().unwrap().to_owned());
            let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
            let was_read = !matches!(page.status.as_u16(), 400 | 404);
            assert!(!(is_read && is_page && was_read), "{entry:?}: {page}");
            led += usize::from(location(&page).contains("?kept="));
        }
    }
    assert!(led >= 2, "only {led} answers have an address of their own");
}

#[tokio::test]
async fn ids_that_do_not_exist_and_ids_of_others_are_not_found() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let theirs = Ids::of(&world, &mut margaret).await;
    let (mut sian, mut bilal) = (world.sign_in_as("sian").await, world.staff_sign_in_as("reception-b").await);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let mut wrong = Vec::new();
    for entry in entries().into_iter().filter(|entry| entry.path.contains('{')) {
        let mut expect_none = |page: &Page| {
            let told = page.texts("main").concat().contains("O'Neill");
            if page.status != 404 || page.h1().is_empty() || told {
                wrong.push(format!("{} {}: {page}", entry.method, page.path()));
            }
        };
        for no_id in NO_IDS {
            let browser = if entry.who == Who::Staff { &mut rachel } else { &mut margaret };
            expect_none(&ask(browser, &entry, &Ids::all(no_id).fill(entry.path)).await);
        }
        match entry.who {
            Who::Citizen => expect_none(&ask(&mut sian, &entry, &theirs.fill(entry.path)).await),
            Who::Staff => expect_none(&ask(&mut bilal, &entry, &theirs.fill(entry.path)).await),
            // The code of a link is no id: whoever has it may read where it leads, and nothing about anybody.
            Who::Everybody | Who::Provider => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_forwarded_invitation_tells_nothing_of_anybody() {
    let world = world().await;
    let ids = Ids::of(&world, &mut world.sign_in_as("margaret").await).await;
    let path = format!("/respond/{}", ids.code);
    for browser in [&mut world.browser(), &mut world.sign_in_as("sian").await] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{page}");
        page.expect_no_text("Margaret").expect_no_text("O'Neill").expect_no_text("Riverside");
    }
}

#[tokio::test]
async fn every_answer_is_confined_and_none_is_kept_by_the_browser() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let ids = Ids::of(&world, &mut margaret).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    for entry in entries() {
        let path = ids.fill(entry.path);
        for browser in [&mut margaret, &mut rachel, &mut world.browser()] {
            let page = ask(browser, &entry, &path).await;
            assert!(!page.status.is_server_error(), "{entry:?}: {page}");
            confined(&entry, &page);
            stays(&world, &entry, &page);
        }
    }
}

fn confined(entry: &Entry, page: &Page) {
    let header = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap_or_default());
    assert_eq!(header(CACHE_CONTROL.as_str()), "no-store", "{entry:?}");
    assert!(header("content-security-policy").contains("default-src 'none'"), "{entry:?}");
    assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{entry:?}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(header(name), value, "{entry:?}: {name}");
    }
    assert!(!header("permissions-policy").is_empty() && !header("x-request-id").is_empty(), "{entry:?}");
    for told in ["server", "x-powered-by"] {
        assert!(!page.headers.contains_key(told), "{entry:?} tells `{told}`");
    }
}

/// Only the beginning of a sign-in leads to another host, and only to the provider's.
fn stays(world: &World, entry: &Entry, page: &Page) {
    let to = location(page);
    if to.is_empty() {
        return;
    }
    let config = &world.app.config;
    let begins = match entry.path {
        "/auth/nhs-login/start" => to.starts_with(&config.nhs_login.client.issuer),
        // Only for a citizen; a stranger is sent to our own address first.
        "/nhs-login-settings" if !to.starts_with('/') => {
            config.nhs_login.settings_url.as_ref().is_some_and(|settings| to.starts_with(settings))
        }
        "/auth/cis2/start" | "/auth/cis2/change-role" => to.starts_with(&config.cis2.client.issuer),
        _ => to.starts_with('/') && !to.starts_with("//"),
    };
    assert!(begins, "{entry:?} leads to {to}");
}
