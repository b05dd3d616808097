//! The practice's own settings: every field, who may change them, two at once, and that messages obey them.

use domain::practice_settings::{Channel, NationalUse, OnlinePlace, PracticeSettings};
use domain::{EmailAddress, OdsCode, StaffId};
use proxy_access::actions::withdraw;
use proxy_access::storage::practice_settings::{self, Saving};
use proxy_access::storage::practices::{self, Practice};
use sandbox::Received;

use crate::address::confirm_in;
use crate::people::{pair, with_practice};
use crate::process::Process;
use crate::roles::using;
use crate::staff_life::active;
use crate::story::{DAVIDS_MAIL, HILLVIEWS_MAIL, RIVERSIDES_MAIL, count, ledger, subjects};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

const PAGE: &str = "/staff/settings";
const ALL: [(&str, &str); 3] =
    [("wanted", "withdrawn"), ("wanted", "change_asked"), ("wanted", "review_due")];

/// The settings of Riverside.
async fn kept(world: &World) -> practice_settings::Kept {
    let code = OdsCode::parse("A81001").unwrap();
    practice_settings::find(&world.app.db, &code).await.unwrap().unwrap()
}

async fn address(world: &World) -> Option<String> {
    kept(world).await.settings.email.map(String::from)
}

/// Opens the page and saves it with these answers instead of those it has.
async fn save(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    browser.get(PAGE).await;
    browser.submit(fields).await
}

/// A case that the practice has got its message about, taken back again; the page of the case.
async fn case_taken_back(world: &World) -> String {
    let pair = pair(world).await;
    let id = with_practice(world, pair.delegator, pair.delegate).await;
    world.deliver_everything().await;
    withdraw::withdraw(&world.app, pair.delegator, id).await.unwrap();
    world.deliver_everything().await;
    format!("/staff/cases/{id}")
}

#[tokio::test]
async fn every_field_is_kept_and_told_with_who_changed_it() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff").await;
    let page = rachel.follow("Settings").await;
    page.expect(200, "Riverside Medical Practice Settings").expect_text("may carry patient details");
    page.expect_text("Nobody has changed these settings yet").expect_text("From our NHS mailbox to yours");
    assert_eq!(page.value("email").as_deref(), Some(RIVERSIDES_MAIL));
    assert_eq!(page.value("channel").as_deref(), Some("email"));
    let page = save(&mut rachel, &[("email", " desk@riverside.example "), ALL[0], ALL[2]]).await;
    page.expect(200, "Riverside Medical Practice Settings").expect_text("We write to the mailboxes");
    page.expect_text("may carry patient details").expect_text("Rachel Reid");
    page.expect_text("Other email address asked for: desk@riverside.example. Before: riverside@nhs.net.");
    assert_eq!(page.value("email").as_deref(), Some(RIVERSIDES_MAIL), "it does not count yet");
    page.expect_text("Messages switched off: A patient asks for other access. Before: none.");
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let page = save(&mut mark, &[("channel", "notice"), ALL[0], ALL[1], ALL[2]]).await;
    page.expect_text("As your practice chose").expect_text("Mark Moore").expect_text("Rachel Reid");
    let now = kept(&world).await;
    assert_eq!((now.settings.channel, now.settings.muted.len(), now.version), (Channel::Notice, 0, 2));
    assert_eq!(count(&world, "practice_setting_change").await, 4);
    save(&mut mark, &ALL).await.expect_text("Your settings are saved");
    assert_eq!(count(&world, "practice_setting_change").await, 4, "saving the same changes nothing");
    mark.get(&format!("{PAGE}?lang=cy")).await.expect(200, "Riverside Medical Practice Gosodiadau");
    mark.here().expect_text("Cyfeiriad newydd: desk@riverside.example");
    save(&mut mark, &[("email", "x")]).await.expect_text("Rhowch gyfeiriad e-bost fel enw@nhs.net");
    mark.get("/staff/statistics").await.expect_text("Gosodiadau");
}

#[tokio::test]
async fn mistakes_come_back_with_what_was_typed_and_change_nothing() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    for wrong in ["nobody", "a@b", "a@nhs.net\r\nBcc: b@nhs.net", &*format!("{}@nhs.net", "x".repeat(300))] {
        let page = save(&mut rachel, &[("email", wrong), ("channel", "notice"), ALL[1]]).await;
        page.expect_status(422).expect_text("Enter an email address like name@nhs.net");
        assert_eq!(page.errors()[0].0, "#email", "{page}");
        assert_eq!(page.value("channel").as_deref(), Some("notice"));
        assert_eq!(page.value("wanted").as_deref(), Some("change_asked"));
        assert!(page.attributes("input[name=email]", "value")[0].starts_with(&wrong[..3]), "{page}");
    }
    for channel in ["", "post", "pigeon"] {
        let page = save(&mut rachel, &[("channel", channel), ALL[0]]).await;
        page.expect_status(422).expect_text("Choose how messages go to you");
    }
    assert_eq!(kept(&world).await.version, 0);
    assert_eq!(rachel.post(PAGE, &[]).await.status, 422, "an empty form changes nothing either");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
}

#[tokio::test]
async fn an_address_is_taken_away_only_when_that_is_meant() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = save(&mut rachel, &[("email", ""), ALL[0], ALL[1], ALL[2]]).await;
    page.expect_status(422).expect_text("or tick that there is to be none");
    page.expect_text("Without an address nobody at your practice is told by email");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
    let page = rachel.submit(&[("no_email", "yes")]).await;
    page.expect_status(200).expect_text("Other email address asked for: none. Before: riverside@nhs.net.");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL), "the mailbox is asked first");
    world.deliver_everything().await;
    let letters = world.letters_to(RIVERSIDES_MAIL);
    confirm_in(&world, letters.last().unwrap()).await.expect(200, "The address has changed");
    let page = rachel.get(PAGE).await;
    page.expect_text("There is no email address. Nobody at your practice is told by email");
    page.expect_text("Email address for messages: none. Before: riverside@nhs.net.");
    assert_eq!(address(&world).await, None);
    let before = subjects(&world, RIVERSIDES_MAIL).len();
    save(&mut rachel, &[("channel", "notice")]).await.expect_text("Your settings are saved");
    case_taken_back(&world).await;
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).len(), before);
    assert!(
        ledger(&world).await.contains(&"new_request to practice: given up at try 1, no_address".to_owned())
    );
}

#[tokio::test]
async fn another_practice_and_citizens_neither_see_nor_change_them() {
    let world = world().await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    let page = bilal.get(PAGE).await;
    page.expect_text("Hillview").expect_no_text("Riverside").expect_no_text(RIVERSIDES_MAIL);
    assert_eq!(page.value("email").as_deref(), Some(HILLVIEWS_MAIL));
    save(&mut bilal, &[("email", "desk@hillview.example")]).await.expect_text("We write to the mailboxes");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
    world.staff_sign_in_as("reception-a").await.get(PAGE).await.expect_no_text("Bilal Ahmed");
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(PAGE).await.expect(404, "Page not found");
    let fields = [("version", "0"), ("email", "evil@example.test"), ("channel", "email")];
    margaret.post(PAGE, &fields).await.expect(404, "Page not found");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
}

#[tokio::test]
async fn who_saves_second_reads_what_the_first_saved() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    rachel.get(PAGE).await;
    save(&mut mark, &[("email", "marks@nhs.net"), ALL[0], ALL[1], ALL[2]]).await.expect_status(200);
    let page = rachel.submit(&[("channel", "notice"), ALL[0]]).await;
    page.expect_status(409).expect_text("A colleague saved other settings while this page was open");
    let summary = page.texts(".nhsuk-error-summary").concat();
    assert!(summary.contains("asked for: marks@nhs.net. Before: riverside@nhs.net. ("), "{summary}");
    assert!(summary.contains("Mark Moore") && !summary.contains("Rachel Reid"), "{summary}");
    assert_eq!(page.value("channel").as_deref(), Some("notice"), "her answers are kept");
    assert_eq!(kept(&world).await.settings.channel, Channel::Email, "and not saved");
    rachel.submit(&[("email", RIVERSIDES_MAIL)]).await.expect_text("Your settings are saved");
    let now = kept(&world).await.settings;
    assert_eq!((now.channel, address(&world).await.as_deref()), (Channel::Notice, Some(RIVERSIDES_MAIL)));
}

#[tokio::test]
async fn of_many_who_save_at_the_same_moment_one_wins_and_all_others_are_told() {
    let world = world().await;
    let mut browsers = Vec::new();
    for who in ["reception-a", "manager-a", "reception-a", "manager-a"] {
        let mut browser = world.staff_sign_in_as(who).await;
        browser.get(PAGE).await;
        browsers.push(browser);
    }
    let addresses: Vec<String> = (0..4).map(|n| format!("desk{n}@nhs.net")).collect();
    let sent = browsers.iter_mut().zip(&addresses).map(|(browser, address)| async move {
        browser.submit(&[("email", address.as_str())]).await.status.as_u16()
    });
    let mut statuses = futures::future::join_all(sent).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409]);
    assert_eq!((kept(&world).await.version, count(&world, "practice_setting_change").await), (1, 1));
}

#[tokio::test]
async fn what_is_switched_off_is_not_sent_and_says_so() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let case = case_taken_back(&world).await;
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).len(), 2, "a new request, and that it was taken back");
    rachel.get(&case).await.expect_no_text("switched off");
    save(&mut rachel, &[ALL[1], ALL[2]]).await.expect_text("A request was taken back");
    let case = case_taken_back(&world).await;
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).len(), 3, "only the new request");
    let page = rachel.get(&case).await;
    page.expect_text("Not sent: switched off by the practice").expect_no_text("Try again");
    assert!(ledger(&world).await.contains(&"withdrawn to practice: switched off".to_owned()));
    assert_eq!(count(&world, "outbox").await, 0, "nothing waits for ever");
    rachel.get(&format!("{case}?lang=cy")).await.expect_text("wedi’i diffodd gan y feddygfa");
    sqlx::query("update practice set muted = '{new_request}'").execute(&world.app.db).await.unwrap();
    case_taken_back(&world).await;
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).len(), 5, "what a practice must get, it gets");
}

#[tokio::test]
async fn a_notice_has_no_details_even_at_a_secure_address() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let has_details = |letter: &Received| {
        let [text, html] = [&letter.text, &letter.html].map(|part| part.clone().unwrap_or_default());
        [text, html].iter().any(|part| ["Alex", "999 1", "9991"].iter().any(|detail| part.contains(detail)))
    };
    case_taken_back(&world).await;
    let letters = world.letters_to(RIVERSIDES_MAIL);
    assert!(letters.len() == 2 && has_details(&letters[0]), "a new request, with details");
    save(&mut rachel, &[("channel", "notice")]).await.expect_text("Your settings are saved");
    case_taken_back(&world).await;
    let letters = world.letters_to(RIVERSIDES_MAIL);
    assert!(letters.len() == 4 && !letters[2..].iter().any(has_details), "and notices without");
}

#[tokio::test]
async fn the_operator_still_sets_the_address_and_the_history_tells_of_it() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(PAGE).await;
    let enable = async |email: Option<&str>| {
        let practice = Practice {
            ods_code: OdsCode::parse("A81001").unwrap(),
            name: "Riverside Medical Practice".to_owned(),
            enabled: true,
            email: email.map(|email| EmailAddress::parse(email).unwrap()),
        };
        practices::upsert(&world.app.db, &practice, world.clock.now()).await.unwrap();
    };
    enable(None).await;
    enable(Some(RIVERSIDES_MAIL)).await;
    assert_eq!(kept(&world).await.version, 0, "nothing has changed");
    enable(Some("operator@nhs.net")).await;
    assert_eq!(address(&world).await.as_deref(), Some("operator@nhs.net"));
    let page = rachel.submit(&[("channel", "notice")]).await;
    page.expect_status(409).expect_text("the operator of this service");
    assert_eq!(kept(&world).await.settings.channel, Channel::Email);
}

#[tokio::test]
async fn the_national_store_is_not_put_in_use_by_numbers_that_have_lapsed_meanwhile() {
    let world = using("shadow").await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let staff: uuid::Uuid =
        sqlx::query_scalar("select id from staff").fetch_one(&world.app.db).await.unwrap();
    let (code, was) = (OdsCode::parse("A81001").unwrap(), kept(&world).await.settings);
    let on = PracticeSettings { national: NationalUse::On, ..was.clone() };
    let changes = was.changes_to(&on);
    let saving = Saving {
        practice: &code,
        seen: 0,
        settings: &on,
        changes: &changes,
        by: Some(StaffId(staff)),
        at: world.clock.now(),
    };
    assert!(!practice_settings::save(&world.app.db, &saving).await.unwrap(), "nothing is confirmed");
    let confirmed = "update practice set tally_confirmed_at = now()";
    sqlx::query(confirmed).execute(&world.app.db).await.unwrap();
    // As where they lapse between the look and the saving.
    for statement in [
        "create function skip() returns trigger language plpgsql as $$ begin return null; end $$",
        "create trigger skip before update on practice for each row execute function skip()",
    ] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    let page = save(&mut rachel, &[("national", "on")]).await;
    page.expect_status(422).expect_text("Choose whether roles are recorded in the national store");
    sqlx::query("drop trigger skip on practice").execute(&world.app.db).await.unwrap();
    assert!(practice_settings::save(&world.app.db, &saving).await.unwrap());
    let lapsed = "update practice set tally_confirmed_at = null";
    sqlx::query(lapsed).execute(&world.app.db).await.unwrap();
    let page = save(&mut rachel, &[("channel", "notice")]).await;
    page.expect_text("Your settings are saved");
    assert_eq!(kept(&world).await.settings.national, NationalUse::On, "it was in use, and stays so");
}

const IN_BOTH: [(&str, &str); 4] = [
    ("place", "nhs_app"),
    ("place", "own"),
    ("online_name", "Riverside Online"),
    ("online_address", "online.riverside.example/sign-in"),
];

#[tokio::test]
async fn the_trusted_person_reads_where_the_practice_says_that_the_access_is_used() {
    let (world, case, mut rachel) = active().await;
    let own = case.replace("/staff/cases/", "/delegations/");
    let mut david = world.sign_in_as("david").await;
    david.get(&own).await.expect_text("in the NHS App, or in the surgery’s own online service");
    let page = save(&mut rachel, &IN_BOTH).await;
    page.expect_text("Your settings are saved");
    page.expect_text("The NHS App and our own online service. Before: not said.").expect_text("Rachel Reid");
    page.expect_text("Name of your online service: Riverside Online. Before: none.");
    page.expect_text(
        "Web address of your online service: https://online.riverside.example/sign-in. Before: none.",
    );
    let page = david.get(&own).await;
    page.expect_text("or in Riverside Online, the online service of Riverside Medical Practice");
    let link = page.link("Go to Riverside Online (online.riverside.example)");
    assert_eq!(link, "https://online.riverside.example/sign-in");
    david.get(&format!("{own}/print")).await.expect_text("Where to use the access");
    world.sign_in_as("margaret").await.get(&own).await.expect_no_text("Riverside Online");
    david.get(&format!("{own}?lang=cy")).await.expect_text("neu yn Riverside Online, gwasanaeth ar-lein");
    // What goes from now on says it too.
    for (page, fields) in [
        ("suspend", [("reason", "pending_review"), ("in_line", "yes")].as_slice()),
        ("resume", [("in_line", "yes")].as_slice()),
    ] {
        rachel.get(&format!("{case}/{page}")).await;
        rachel.submit(fields).await.expect_status(200);
    }
    world.deliver_everything().await;
    let letter = world.letters_to(DAVIDS_MAIL).pop().unwrap().text.unwrap_or_default();
    assert!(letter.contains("Riverside Online") && !letter.contains("riverside.example"), "{letter}");
}

#[tokio::test]
async fn an_address_that_is_taken_no_more_is_shown_to_nobody_and_keeps_nobody_out() {
    let (world, case, mut rachel) = active().await;
    let own = case.replace("/staff/cases/", "/delegations/");
    let kept = "update practice set place = 'own', online_name = 'Riverside Online',
                    online_address = 'https://xn--nline-zqf.example/' where ods_code = 'A81001'";
    sqlx::query(kept).execute(&world.app.db).await.unwrap();
    let mut david = world.sign_in_as("david").await;
    david.get(&own).await.expect_text("in the NHS App, or in the surgery’s own online service");
    world.sign_in_as("margaret").await.get("/home").await.expect_status(200);
    rachel.get(PAGE).await.expect_status(200).expect_no_text("Riverside Online");
}

#[tokio::test]
async fn a_place_is_changed_by_staff_or_the_operator_and_a_wrong_one_changes_nothing() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    for (wrong, told) in [
        ([IN_BOTH[1], ("online_name", ""), IN_BOTH[3]], "Enter the name of your online service"),
        ([IN_BOTH[1], IN_BOTH[2], ("online_address", "http://x.example")], "Enter a web address like"),
        ([IN_BOTH[0], ("place", "ask"), IN_BOTH[2]], "Tick where they use the access, or that they ask you"),
    ] {
        save(&mut rachel, &wrong).await.expect_status(422).expect_text(told);
    }
    assert_eq!(kept(&world).await.version, 0);
    save(&mut rachel, &IN_BOTH).await.expect_status(200);
    save(&mut rachel, &[("place", "ask")]).await.expect_text("Riverside Online");
    assert_eq!(kept(&world).await.settings.place, OnlinePlace::Ask);
    let begin = ["practice", "enable", "A81001", "--place"];
    let enable = async |more: &[&str]| {
        Process::output(&world, &[&begin[..], more].concat(), &[]).await.status.success()
    };
    assert!(!enable(&["own"]).await && !enable(&["pigeon"]).await);
    let service = ["--online-name", "Riverside Online", "--online-address", "example.org"];
    assert!(!enable(&[&["nhs_app"], &service[..]].concat()).await, "it would be left out in silence");
    assert_eq!(kept(&world).await.settings.place, OnlinePlace::Ask);
    assert!(enable(&[&["own"], &service[..]].concat()).await);
    let page = rachel.get(PAGE).await;
    page.expect_text("Our own online service. Before: They ask us.")
        .expect_text("the operator of this service");
    assert_eq!(kept(&world).await.settings.place.own().unwrap().address(), "https://example.org/");
}
