//! Staff associate accounts with patients, change what that gives, pause it, decide it anew, and end it.

use domain::account::{Association, Evidence, Ground, State, Tie};
use domain::delegation::ConsentMethod;
use domain::{NhsNumber, PersonId, RecordLevel, Relationship, Service};
use sandbox::pds::Record;
use time::macros::date;
use time::{Date, Duration};

use super::pages_find::home;
use super::support::*;
use crate::details_check::alex;
use crate::people::number_of;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

const SERVICES: [(&str, &str); 4] =
    [("services", "book_appointments"), ("services", "view_record"), ("record", "summary"), NO_END];
/// That access has no end, which is never chosen already.
const NO_END: (&str, &str) = ("how_long", "no_end");
const CONSENT: [(&str, &str); 3] =
    [("relationship", "friend"), ("ground", "consent"), ("consent", "by_telephone")];

/// What is wrong, in the order of the page.
fn wrong(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 422, "{page}");
    page.errors().into_iter().map(|(_, text)| text).collect()
}

/// What is typed of Alex Smith with this number, born on this day.
fn described(number: &NhsNumber, born: Date) -> Vec<(String, String)> {
    let born = [born.day().to_string(), u8::from(born.month()).to_string(), born.year().to_string()];
    let values = [number.as_str().to_owned(), "Alex".to_owned(), "Smith".to_owned()].into_iter().chain(born);
    let names = ["nhs_number", "given_name", "family_name", "born-day", "born-month", "born-year"];
    names.map(str::to_owned).into_iter().zip(values).collect()
}

/// Finds a patient for the account: the page that associates it with them.
async fn find(browser: &mut Browser, holder: Holder, (number, born): (&NhsNumber, Date)) -> Page {
    browser.get(&format!("{}/patient", home(holder))).await.expect_status(200);
    let fields = described(number, born);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit(&fields).await
}

/// The only association of an account.
async fn the_one(world: &World, holder: Holder) -> Association {
    let mut account = expect_whole(world, holder.id).await;
    assert_eq!(account.associations.len(), 1);
    account.associations.remove(0)
}

/// A page about the association of an account.
fn about(holder: Holder, one: &Association, page: &str) -> String {
    format!("{}/associations/{}/{page}", home(holder), one.id)
}

/// An account with an association, and a receptionist.
async fn begin() -> (World, Holder, PersonId, Browser) {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let rachel = world.staff_sign_in_as("reception-a").await;
    (world, holder, patient, rachel)
}

async fn confirmed(browser: &mut Browser) -> Page {
    let page = browser.submit(&[]).await;
    page.expect_status(200).expect_text("Your change is saved");
    page
}

#[tokio::test]
async fn an_account_is_associated_with_its_holders_own_record() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&home(holder)).await;
    let page = rachel.follow("Give access for themselves").await;
    page.expect_status(200).expect_no_text("Legal basis");
    let page = rachel.submit(&[("starts-day", ""), ("starts-month", ""), ("starts-year", "")]).await;
    let all = ["Choose at least one thing that they may do", "First day: enter a date"];
    assert_eq!(wrong(&page), [all[0], all[1], "Choose how long the access lasts"]);
    let page =
        rachel.submit(&[("services", "view_record"), ("how_long", "until"), ("starts-year", "1999")]).await;
    assert!(wrong(&page).contains(&"Choose how much of the record they may see".to_owned()), "{page}");
    rachel.get(page.url.path()).await;
    let check = rachel.submit(&SERVICES).await;
    check.expect_status(200).expect_text("Access given: Alex Smith").expect_text("Their own record");
    confirmed(&mut rachel).await.expect_no_text("Give access for themselves");
    let one = the_one(&world, holder).await;
    assert_eq!((one.tie, one.patient, one.access.record()), (Tie::Own, holder.person, RecordLevel::Summary));
}

#[tokio::test]
async fn a_patient_is_found_and_associated_on_each_ground_that_holds() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let adult = known_to_pds(&world, BORN);
    let child = known_to_pds(&world, date!(2018 - 05 - 04));
    let page = find(&mut rachel, holder, (&adult, BORN + Duration::DAY)).await;
    assert!(wrong(&page)[0].starts_with("These details do not match an NHS record"), "{page}");
    let page = find(&mut rachel, holder, (&adult, BORN)).await;
    page.expect_status(200).expect_text("Legal basis");
    let about = page.texts("dl dd");
    assert_eq!(about[0], "Alex Smith");
    let digits: String = about[2].chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, adult.as_str());
    let asked = page.path();
    let page = rachel.submit(&SERVICES).await;
    assert_eq!(wrong(&page), ["Choose what the account holder is to the patient", "Choose the legal basis"]);
    let page = rachel.submit(&[("relationship", "friend"), ("ground", "consent")]).await;
    assert_eq!(wrong(&page), ["Choose how the patient gave consent"]);
    let page = rachel.submit(&[("ground", "best_interests")]).await;
    assert_eq!(wrong(&page), ["Choose what shows the legal basis", "Day of review: enter a date"]);
    let review = [("review-day", "1"), ("review-month", "1"), ("review-year", "2000")];
    let seen = [("ground", "best_interests"), ("evidence", "vouching")];
    let page = rachel.submit(&[&seen[..], &review].concat()).await;
    assert_eq!(wrong(&page), ["The day of review must be in the future"]);
    let later = (world.clock.today_in_london() + Duration::days(300)).year() + 1;
    let later = later.to_string();
    let page = rachel.submit(&[("ground", "power_of_attorney"), ("review-year", &later)]).await;
    assert_eq!(wrong(&page), ["This legal basis needs a document or a register"]);
    let page = rachel.submit(&[("ground", "parental_responsibility")]).await;
    assert_eq!(wrong(&page), ["Parental responsibility ends when the patient turns 16"]);
    rachel.get(&asked).await;
    rachel.submit(&[&SERVICES[..], &CONSENT].concat()).await.expect_text("Consent was given: By telephone");
    confirmed(&mut rachel).await;
    let one = the_one(&world, holder).await;
    let ground = Ground::Consent { method: ConsentMethod::ByTelephone };
    assert_eq!(one.tie, Tie::Proxy { relationship: Relationship::Friend, ground });
    let page = find(&mut rachel, holder, (&adult, BORN)).await;
    page.expect_status(200);
    let page = rachel.submit(&[&SERVICES[..], &CONSENT].concat()).await;
    page.expect_status(422).expect_text("The account has access for this patient already");

    find(&mut rachel, holder, (&child, date!(2018 - 05 - 04))).await.expect_status(200);
    let deputy = [("relationship", "parent"), ("ground", "deputy"), ("evidence", "legal_document")];
    let review = [("review-day", "1"), ("review-month", "1"), ("review-year", later.as_str())];
    let page = rachel.submit(&[&SERVICES[..], &deputy, &review].concat()).await;
    assert_eq!(wrong(&page), ["This legal basis is for patients of 16 and older"]);
    let check = rachel.submit(&[("ground", "parental_responsibility")]).await;
    check.expect_text("Parental responsibility").expect_text(&format!("To be reviewed on 1 January {later}"));
    confirmed(&mut rachel).await;
    let account = expect_whole(&world, holder.id).await;
    let checked = account.associations[1].tie.ground().and_then(Ground::checked).expect("evidence");
    assert_eq!(checked.evidence, Evidence::LegalDocument);
}

#[tokio::test]
async fn a_patient_of_another_practice_is_that_practices_to_decide_for() {
    let world = world().await;
    let holder = opened(&world).await;
    let number = number_of(390_001);
    world.sandbox.pds().add(Record { practice: Some("B82002".to_owned()), ..alex(&number) });
    let number = NhsNumber::parse(&number).unwrap();
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    find(&mut rachel, holder, (&number, BORN)).await.expect_status(200);
    rachel.submit(&[&SERVICES[..], &CONSENT].concat()).await.expect_status(200);
    let page = rachel.submit(&[]).await;
    page.expect_status(422).expect_text("the patient is registered at another practice");
    assert!(expect_whole(&world, holder.id).await.associations.is_empty());
}

#[tokio::test]
async fn a_practice_that_wants_identity_first_is_obeyed() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/accounts/options").await;
    rachel.submit(&[("verify_first", "yes")]).await.expect_text("Identity must be verified first");
    confirmed(&mut rachel).await;
    rachel.get(&format!("{}/patients/{}/associate", home(holder), holder.person)).await;
    let page = rachel.submit(&SERVICES).await;
    page.expect_status(422).expect_text("Your practice wants identity verified first");
    verify(&world, holder).await;
    rachel.get(&format!("{}/patients/{}/associate", home(holder), holder.person)).await;
    rachel.submit(&SERVICES).await.expect_status(200);
    confirmed(&mut rachel).await;
}

#[tokio::test]
async fn access_for_another_becomes_less_with_a_reason_and_more_by_deciding_anew() {
    let (world, holder, _, mut rachel) = begin().await;
    let one = the_one(&world, holder).await;
    assert_eq!(one.access.ends(), None);
    let change = about(holder, &one, "change");
    let page = rachel.get(&change).await;
    assert_eq!(page.value("how_long"), None, "no end is never chosen already");
    assert_eq!(wrong(&rachel.submit(&[]).await), ["Choose how long the access lasts"]);
    rachel.get(&change).await;
    let page = rachel.submit(&[("services", "book_appointments"), NO_END]).await;
    assert_eq!(wrong(&page), ["Choose why you take something away"]);
    let check = rachel.submit(&[("off", "not_needed")]).await;
    check.expect_text("Until now").expect_text("From now on").expect_text("It is not needed any more");
    confirmed(&mut rachel).await;
    let now = the_one(&world, holder).await;
    assert!(now.access.allows(Service::BookAppointments) && !now.access.allows(Service::ViewRecord));
    rachel.get(&change).await;
    let more = [("services", "book_appointments"), ("services", "message_surgery"), NO_END];
    assert_eq!(
        wrong(&rachel.submit(&more).await),
        ["To give more than now, go back and use “Renew the access”"]
    );
    rachel.get(&change).await;
    let ended = [("how_long", "until"), ("ends-day", "1"), ("ends-month", "1"), ("ends-year", "2001")];
    assert_eq!(wrong(&rachel.submit(&ended).await), ["Last day must be today or in the future"]);

    let renew = about(holder, &one, "renew");
    rachel.get(&renew).await;
    assert_eq!(wrong(&rachel.submit(&more).await), ["Choose how the patient gave consent"]);
    let check = rachel.submit(&[("consent", "in_person")]).await;
    check.expect_text("Access renewed: Alex Smith");
    confirmed(&mut rachel).await;
    assert!(the_one(&world, holder).await.access.allows(Service::MessageSurgery));
}

#[tokio::test]
async fn an_association_is_paused_goes_on_when_decided_anew_and_ends() {
    let (world, holder, patient, mut rachel) = begin().await;
    let one = the_one(&world, holder).await;
    rachel.get(&about(holder, &one, "suspend")).await.expect_no_text("Nobody used it for five years");
    assert_eq!(wrong(&rachel.submit(&[]).await), ["Choose why"]);
    let check = rachel.submit(&[("reason", "pending_review"), ("note", "a call from Leeds")]).await;
    check.expect_text("Access suspended: Alex Smith").expect_text("The account is inactive: No access today");
    confirmed(&mut rachel)
        .await
        .expect_text("Suspended: It is being reviewed")
        .expect_text("a call from Leeds");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
    rachel.get(&about(holder, &one, "renew")).await;
    assert_eq!(rachel.here().value("how_long"), None, "no end is never chosen already");
    rachel.submit(&[("consent", "in_person"), NO_END]).await.expect_text("The account is active");
    confirmed(&mut rachel).await.expect_text("Status Set up");
    rachel.get(&about(holder, &one, "end")).await.expect_no_text("The last day has passed");
    assert_eq!(wrong(&rachel.submit(&[]).await), ["Choose why"]);
    let check = rachel.submit(&[("reason", "patient_request")]).await;
    check.expect_text("Access has ended: Alex Smith");
    assert_eq!(check.texts(".nhsuk-button--warning"), ["End the access"]);
    confirmed(&mut rachel).await.expect_text("Ended: The patient asked");
    assert!(matches!(the_one(&world, holder).await.state, State::Ended(_)));
    rachel.get(&about(holder, &one, "change")).await;
    rachel
        .submit(&[("off", "other"), NO_END])
        .await
        .expect_status(422)
        .expect_text("This cannot be done now");
    let nobody = format!("{}/associations/{}/end", home(holder), holder.id);
    rachel.get(&nobody).await.expect_status(404);
}
