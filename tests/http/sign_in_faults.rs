//! Signing in against every fault of the sandbox's providers, through the whole service: nobody gets in who should
//! not, and whoever is refused reads in plain words why and how to go on.

use reqwest::Method;
use sandbox::oidc::faults::Mode;
use serde_json::json;
use time::Duration;

use crate::steps::{At, answer_for, is_signed_in, location, query};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world, world_with};

const UNTRUSTED: End = End::Refused(400, "We could not sign you in");
const NOT_BEGUN: End = End::Refused(400, "You need to start signing in again");
const UNPROVEN: End = End::Refused(403, "You need to prove who you are");
const WEAK: End = End::Refused(403, "You need to sign in in a stronger way");

/// How a sign-in ends.
#[derive(Debug, Clone, Copy)]
enum End {
    SignedIn,
    /// Status and heading.
    Refused(u16, &'static str),
    /// The provider does not answer, so that signing in cannot even begin.
    Away,
    /// The provider does not answer in the middle.
    Silent,
}

/// Without `_`, so that a new fault does not compile before somebody has thought about it.
fn end(mode: Mode, at: At) -> End {
    let only = |concerned: At, end: End| if at == concerned { end } else { End::SignedIn };
    match mode {
        // Allowed by the specifications.
        Mode::Ok | Mode::NoKid | Mode::TwoKeys | Mode::KeyRotated => End::SignedIn,
        Mode::LevelsAsStrings | Mode::SilentSignIn => End::SignedIn,
        Mode::WrongSignature | Mode::UnknownKid | Mode::BodyTampered => UNTRUSTED,
        Mode::AlgNone | Mode::AlgHs256 | Mode::OtherRs => UNTRUSTED,
        Mode::WrongIssuer | Mode::MissingIssuer | Mode::WrongAudience | Mode::MissingAudience => UNTRUSTED,
        Mode::ForeignAzp | Mode::Expired | Mode::NoExp | Mode::IatAhead | Mode::NoIat => UNTRUSTED,
        Mode::NoNonce | Mode::WrongNonce | Mode::NoSub | Mode::WrongAtHash | Mode::NoIdToken => UNTRUSTED,
        Mode::UserinfoOtherSub | Mode::UserinfoNoSub | Mode::Userinfo401 => UNTRUSTED,
        Mode::TokenGarbage | Mode::TokenHuge | Mode::TokenRedirect => UNTRUSTED,
        Mode::DiscoveryWrongIssuer | Mode::ErrorLoginRequired => UNTRUSTED,
        Mode::Token500 | Mode::TokenSlow | Mode::Userinfo500 | Mode::ErrorServerError => End::Silent,
        Mode::ErrorAccessDenied => End::Refused(403, "You did not finish signing in"),
        Mode::StateMissing | Mode::StateWrong | Mode::CallbackIssWrong => NOT_BEGUN,
        Mode::DiscoveryDown | Mode::JwksDown | Mode::JwksEmpty | Mode::SlowAll | Mode::Down => End::Away,
        Mode::VotMissing => only(At::NhsLogin, UNTRUSTED),
        Mode::VotLower => only(At::NhsLogin, UNPROVEN),
        Mode::LevelP5 if at == At::NhsLogin => UNPROVEN,
        Mode::LevelP5 => WEAK,
        Mode::Aal1 => only(At::Cis2, WEAK),
        Mode::AuthTimeOld => only(At::Cis2, UNTRUSTED),
        Mode::NoSelectedRole => only(At::Cis2, End::Refused(403, "No role was chosen")),
        Mode::RoleNotHeld => only(At::Cis2, End::Refused(403, "The role you chose is not one of yours")),
    }
}

/// What is known of a provider is kept, so faults of what is read first need a service that has read nothing yet.
fn wants_a_new_world(mode: Mode) -> bool {
    let slow = matches!(mode, Mode::TokenSlow | Mode::SlowAll);
    let first = matches!(mode, Mode::DiscoveryDown | Mode::DiscoveryWrongIssuer | Mode::Down);
    slow || first || matches!(mode, Mode::JwksDown | Mode::JwksEmpty)
}

#[tokio::test]
async fn no_fault_of_nhs_login_lets_anybody_in() {
    against_every_fault(At::NhsLogin).await;
}

#[tokio::test]
async fn no_fault_of_cis2_lets_anybody_in() {
    against_every_fault(At::Cis2).await;
}

async fn against_every_fault(at: At) {
    let (shared, mut wrong) = (world().await, Vec::new());
    for (mode, name, _) in Mode::ALL {
        let outcome = if wants_a_new_world(*mode) {
            let impatient = [("NHS_LOGIN_TIMEOUT_MS", "800"), ("CIS2_TIMEOUT_MS", "800")];
            against(&world_with(&impatient).await, at, *mode, name).await
        } else {
            // Keys are read again, and a circuit that opened is tried again.
            shared.clock.advance(Duration::hours(2));
            against(&shared, at, *mode, name).await
        };
        wrong.extend(outcome.err().map(|why| format!("{name}: {why}")));
    }
    assert!(wrong.is_empty(), "{at:?}: {wrong:#?}");
}

async fn against(world: &World, at: At, mode: Mode, name: &str) -> Result<(), String> {
    let faults = json!({ "mode": name, "ms": 1600 });
    world.sandbox.switches().set(at.system(), faults).map_err(|fault| fault.to_string())?;
    let mut browser = world.browser();
    let mut page = browser.get(at.start()).await;
    if page.url.as_str().starts_with(world.sandbox.url()) {
        page = at.choose(&mut browser, at.somebody()).await;
    }
    world.sandbox.switches().reset();
    if !page.url.as_str().starts_with(&world.url) {
        return Err(format!("did not come back, but {page}"));
    }
    let inside = is_signed_in(&mut browser).await;
    match end(mode, at) {
        End::SignedIn if inside => Ok(()),
        End::SignedIn => Err(format!("not signed in, but {page}")),
        End::Refused(..) | End::Away | End::Silent if inside => Err(format!("let in, to {page}")),
        End::Refused(status, h1) => refused(&page, status, h1),
        End::Away => refused(&page, 503, &away(at)),
        End::Silent => refused(&page, 400, &away(at)),
    }?;
    match (at, inside) {
        (At::NhsLogin, false) => sent_away(&mut browser).await,
        (At::NhsLogin, true) | (At::Cis2, _) => Ok(()),
    }
}

fn away(at: At) -> String {
    format!("Sorry, you cannot sign in with {} at the moment", name_of(at))
}

fn name_of(at: At) -> &'static str {
    match at {
        At::NhsLogin => "NHS login",
        At::Cis2 => "CIS2",
    }
}

/// A page in plain words: its heading is its title, and it says where to go.
fn refused(page: &Page, status: u16, h1: &str) -> Result<(), String> {
    let ways = page.attributes("main a[href]", "href");
    let led_on = ways.iter().any(|way| way == "/" || way.starts_with("/auth/"));
    let titled = page.title().starts_with(&format!("{h1} – "));
    let said = page.status.as_u16() == status && page.h1() == h1 && titled && led_on;
    if said { Ok(()) } else { Err(format!("wanted {status} `{h1}` with a way on, got {page}")) }
}

/// The next page still wants a sign-in.
async fn sent_away(browser: &mut Browser) -> Result<(), String> {
    let next = browser.raw(Method::GET, "/home", &[], "").await;
    let to = location(&next);
    if to == "/auth/nhs-login/start?return_to=%2Fhome" { Ok(()) } else { Err(format!("`{to}` for /home")) }
}

#[tokio::test]
async fn people_who_may_not_use_the_service_read_why() {
    let world = world().await;
    let surgery = "Your GP surgery does not use this service yet";
    let role = "You cannot use this service with the role you chose";
    for (at, who, h1) in [
        (At::NhsLogin, "peter", "You need to prove who you are"),
        (At::NhsLogin, "zoe", "You need to prove who you are"),
        (At::NhsLogin, "amir", "You must be 16 or over to use this service"),
        (At::NhsLogin, "clare", surgery),
        (At::Cis2, "aal1", "You need to sign in in a stronger way"),
        (At::Cis2, "no-roles", "You do not have a role yet"),
        (At::Cis2, "pharmacist", role),
        (At::Cis2, "hospital", "Northmoor Hospital NHS Trust is not a GP practice"),
        (At::Cis2, "outside", "Orchard Lane Practice does not use this service yet"),
    ] {
        let mut browser = world.browser();
        browser.get(at.start()).await;
        let page = at.choose(&mut browser, who).await;
        refused(&page, 403, h1).unwrap_or_else(|why| panic!("{who}: {why}"));
        assert!(!is_signed_in(&mut browser).await, "{who} is signed in");
    }
}

#[tokio::test]
async fn whoever_shares_nothing_reads_where_else_to_get_help() {
    let world = world().await;
    let mut browser = world.browser();
    browser.get("/auth/nhs-login/start").await;
    browser.submit(&[("person", "margaret")]).await;
    let page = browser.submit(&[("consent", "refuse")]).await;
    page.expect(200, "You cannot continue without sharing your NHS login information");
    assert_eq!(page.path(), "/auth/no-consent");
    assert!(!is_signed_in(&mut browser).await);
    let again = browser.follow("Go back to NHS login").await;
    assert!(again.url.as_str().starts_with(world.sandbox.url()), "{again}");
}

#[tokio::test]
async fn an_answer_is_taken_once_and_only_in_the_browser_that_asked() {
    let world = world().await;
    for at in At::BOTH {
        let (mut asked, mut strange, mut other) = (world.browser(), world.browser(), world.browser());
        let answer = answer_for(&mut asked, at, at.somebody()).await;
        // A browser that has begun nothing, and one that has begun a sign-in of its own.
        other.get(at.start()).await;
        for browser in [&mut strange, &mut other] {
            let page = browser.get(answer.as_str()).await;
            refused(&page, 400, "You need to start signing in again").unwrap();
            assert!(!is_signed_in(browser).await);
        }
        asked.get(answer.as_str()).await;
        assert!(is_signed_in(&mut asked).await);
        asked.post("/sign-out", &[]).await;
        let replayed = asked.get(answer.as_str()).await;
        refused(&replayed, 400, "You need to start signing in again").unwrap();
        assert!(!is_signed_in(&mut asked).await);
    }
}

#[tokio::test]
async fn a_code_of_somebody_else_is_of_no_use_with_ones_own_state() {
    let world = world().await;
    for at in At::BOTH {
        let (mut theirs, mut own) = (world.browser(), world.browser());
        let stolen = answer_for(&mut theirs, at, at.somebody()).await;
        let state = begin(&mut own, at).await;
        let page = own.get(&with(at, &query(&stolen, "code"), &state)).await;
        refused(&page, 400, "We could not sign you in").unwrap();
        assert!(!is_signed_in(&mut own).await);
        // And now it is used up: its owner cannot use it either.
        let page = theirs.get(stolen.as_str()).await;
        refused(&page, 400, "We could not sign you in").unwrap();
    }
}

/// Begins a sign-in and gives its state.
async fn begin(browser: &mut Browser, at: At) -> String {
    let sent = browser.raw(Method::GET, at.start(), &[], "").await;
    query(&location(&sent).parse().expect("an address"), "state")
}

fn with(at: At, code: &str, state: &str) -> String {
    format!("{}?code={code}&state={state}", at.callback())
}

#[tokio::test]
async fn an_answer_of_one_provider_is_not_taken_from_the_other() {
    let world = world().await;
    for (at, elsewhere) in [(At::NhsLogin, At::Cis2), (At::Cis2, At::NhsLogin)] {
        let mut browser = world.browser();
        let answer = answer_for(&mut browser, at, at.somebody()).await;
        let page = browser.get(&with(elsewhere, &query(&answer, "code"), &query(&answer, "state"))).await;
        refused(&page, 400, "You need to start signing in again").unwrap();
        assert!(!is_signed_in(&mut browser).await);
    }
}

#[tokio::test]
async fn answers_that_say_nothing_or_nonsense_are_refused() {
    let world = world().await;
    let long = "x".repeat(6000);
    for at in At::BOTH {
        for (said, h1) in [
            ("", "You need to start signing in again"),
            ("&code=", "You need to start signing in again"),
            ("&code=nonsense", "We could not sign you in"),
            (&*format!("&code={long}"), "We could not sign you in"),
            ("&code=%00%ff%0d%0a", "We could not sign you in"),
            ("&error=access_denied", "You did not finish signing in"),
            ("&error=temporarily_unavailable&code=nonsense", at.is_away()),
            ("&error=%3Cscript%3E", "We could not sign you in"),
            ("&iss=https://issuer.example.test&code=nonsense", "You need to start signing in again"),
        ] {
            let mut browser = world.browser();
            let state = begin(&mut browser, at).await;
            let page = browser.get(&format!("{}?state={state}{said}", at.callback())).await;
            let status = if h1.starts_with("You did not") { 403 } else { 400 };
            refused(&page, status, h1).unwrap_or_else(|why| panic!("{said:.60}: {why}"));
            assert!(!page.body.contains("<script>alert") && !is_signed_in(&mut browser).await);
            world.clock.advance(Duration::minutes(5));
        }
        let page = world.browser().get(&format!("{}?state=a&state=b&code=c", at.callback())).await;
        assert!(page.status.is_client_error() && !page.h1().is_empty(), "{page}");
    }
}

#[tokio::test]
async fn a_sign_in_waits_ten_minutes() {
    let world = world().await;
    for at in At::BOTH {
        let mut browser = world.browser();
        let answer = answer_for(&mut browser, at, at.somebody()).await;
        world.clock.advance(Duration::minutes(10) + Duration::seconds(1));
        let page = browser.get(answer.as_str()).await;
        refused(&page, 400, "You need to start signing in again").unwrap();
        assert!(!is_signed_in(&mut browser).await);
    }
}
