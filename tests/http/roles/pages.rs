//! What pages say of roles in the national store: to staff, to the two people, and in a practice's settings.

use domain::delegation::Stage;
use proxy_access::run::doctor;
use proxy_access::storage::delegations;
use proxy_access::worker;
use sandbox::vrs::{VrsFaults, VrsRelated};
use time::Duration;

use crate::people::number_of;
use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, accept, confirm, count, invite, subjects,
    the_delegation,
};
use crate::support::world::{World, world};

use super::{followed, left_by_another, the_role, using, using_with};

const SETTINGS: &str = "/staff/settings";

#[tokio::test]
async fn both_people_and_the_practice_read_whether_it_stands_there() {
    let world = using("shadow").await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    let id = the_delegation(&world).await;
    let own = format!("/delegations/{id}");
    world.sign_in_as("margaret").await.get(&own).await.expect_text("This access is not on the list yet.");
    world.deliver_everything().await;
    for who in ["margaret", "david"] {
        let mut browser = world.sign_in_as(who).await;
        browser.get(&own).await.expect_text("This access has been on the list since");
        browser
            .get(&format!("{own}?lang=cy"))
            .await
            .expect_text("Mae’r mynediad hwn wedi bod ar y rhestr ers");
    }
    let case = format!("/staff/cases/{id}");
    rachel.get(&case).await.expect_text("National store").expect_text("Active there since");
    let letters = subjects(&world, MARGARETS_MAIL).len();
    let role = the_role(&world).id;
    world.sandbox.vrs().set(&role, |role| {
        role.status = "inactive".to_owned();
        role.reason = "ROLE_DEACTIVATED_SAFEGUARDING".to_owned();
    });
    world.clock.advance(Duration::days(2));
    worker::compare_roles(&world.app).await.unwrap();
    world.deliver_everything().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&case).await.expect_text("Safeguarding concern").expect_text("It has ended there, and access");
    for who in ["margaret", "david"] {
        let page = world.sign_in_as(who).await.get(&own).await;
        page.expect_no_text("Safeguarding").expect_text("This access is not on the list yet.");
    }
    assert_eq!(subjects(&world, MARGARETS_MAIL).len(), letters, "nobody is written to");
}

/// A case in the shadow that has ended there.
async fn differing(world: &World) -> String {
    let id = followed(world).await;
    let role = the_role(world).id;
    world.sandbox.vrs().set(&role, |role| {
        role.status = "inactive".to_owned();
        role.reason = "ROLE_DEACTIVATED_PATIENT_REQUEST".to_owned();
    });
    world.clock.advance(Duration::days(2));
    worker::compare_roles(&world.app).await.expect("compared");
    assert_eq!(
        delegations::load(&world.app.db, id).await.expect("read").expect("there").stage,
        Stage::Active
    );
    format!("/staff/cases/{id}")
}

#[tokio::test]
async fn a_difference_is_settled_by_the_practice_and_by_nobody_else() {
    let world = using("shadow").await;
    let case = differing(&world).await;
    let path = format!("{case}/national");
    world.staff_sign_in_as("reception-b").await.post(&path, &[]).await.expect(404, "Page not found");
    world.sign_in_as("margaret").await.get(&path).await.expect(404, "Page not found");
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let list = rachel.get("/staff/national").await;
    list.expect_text("1: It has ended there, and access is set here").expect_text("Alex Smith");
    let file = rachel.get("/staff/national/export").await;
    assert!(file.body.contains(case.rsplit('/').next().unwrap()) && !file.body.contains("Smith"), "{file}");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.get("/staff/national").await.expect_text("Nothing differs.");
    rachel.get(&path).await.expect_text("What differs");
    rachel.submit(&[]).await.expect_status(200);
    world.deliver_everything().await;
    let role = the_role(&world);
    assert_eq!((role.status.as_str(), role.reason.as_str()), ("active", "ROLE_REACTIVATED"));
    rachel.get(&path).await.expect_no_text("What differs").expect_text("Active there since");
    let page = rachel.get(&case).await;
    page.expect_text("What is set here was recorded in the national store anew");
    page.expect_text("It had ended there: At patient request").expect_text("Rachel Reid");
    page.expect_no_text("nobody had access here");
    assert_eq!(count(&world, "role_decision").await, 1);
    rachel.post(&path, &[]).await;
    assert_eq!(count(&world, "role_decision").await, 1, "nothing differs any more");
    rachel
        .get(&format!("{case}/reads"))
        .await
        .expect_text("Everything in the national store about both people");
    rachel.get("/staff/national").await.expect_text("Nothing differs.");
    rachel
        .get(&format!("{case}/reads?lang=cy"))
        .await
        .expect_text("Popeth yn y storfa genedlaethol am y ddau berson");
}

#[tokio::test]
async fn all_roles_of_both_are_shown_when_asked_for() {
    let world = using("shadow").await;
    let id = followed(&world).await;
    let ours = the_role(&world);
    let (other_proxy, other_patient) = (number_of(90_001), number_of(90_003));
    let pairs = [
        (ours.patient.clone(), other_proxy.clone(), "rejected", "APPLICATION_REJECTED_NO_CONSENT"),
        (other_patient.clone(), ours.proxy.clone(), "inactive", "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM"),
    ];
    for (patient, proxy, status, reason) in pairs {
        let role = left_by_another((patient, proxy), status, reason);
        world.sandbox.vrs().add(role);
    }
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let path = format!("/staff/cases/{id}/national");
    let page = rachel.get(&path).await;
    page.expect_text("Patient does not consent").expect_text("Misuse of the system").expect_text("B82002");
    page.expect_text("This patient and this trusted person").expect_text("Another patient");
    assert!(!page.body.replace([' ', '\u{a0}'], "").contains(&other_patient), "another practice's patient");
    assert!(page.body.replace([' ', '\u{a0}'], "").contains(&other_proxy));
    world.sandbox.vrs().set_faults(VrsFaults { down: true, ..VrsFaults::default() });
    let page = rachel.get(&path).await;
    page.expect_status(200).expect_text("does not answer at the moment").expect_text("Active there since");
}

#[tokio::test]
async fn staff_read_what_the_store_says_that_the_two_are_to_each_other() {
    let world = using_with("shadow", &[("VRS_RELATIONSHIPS", "on")]).await;
    let id = followed(&world).await;
    let pair = the_role(&world);
    let told = |as_integration| {
        let faults = VrsFaults { tells_programs: true, as_integration, ..VrsFaults::default() };
        world.sandbox.vrs().set_faults(faults);
    };
    told(false);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let path = format!("/staff/cases/{id}/national");
    let nothing = rachel.get(&path).await;
    nothing.expect_no_text("What they are to each other").expect_no_text("does not answer");
    let says = |patient: &str, code: &str| {
        let relation = ["http://terminology.hl7.org/CodeSystem/v3-RoleCode", code, "As PDS has it"];
        let (patient, proxy) = (patient.to_owned(), pair.proxy.clone());
        world.sandbox.vrs().relate(VrsRelated { patient, proxy, relation: relation.map(str::to_owned) });
    };
    says(&pair.patient, "AUNT");
    rachel.get(&path).await.expect_text("The national store says: they are related in another way.");
    for code in ["MTH", "MTH", "N"] {
        says(&pair.patient, code);
    }
    says(&number_of(90_005), "CHILD");
    for as_integration in [false, true] {
        told(as_integration);
        let page = rachel.get(&path).await;
        page.expect_text("The national store says: the trusted person is the patient’s mother.");
        page.expect_text("the trusted person is the patient’s next of kin.")
            .expect_text("This gives nobody access");
        page.expect_no_text("the patient’s child")
            .expect_no_text("in another way")
            .expect_no_text("As PDS has it");
        assert_eq!(page.body.matches("patient’s mother").count(), 1, "it is said once");
    }
    let welsh = rachel.get(&format!("{path}?lang=cy")).await;
    welsh.expect_text("Mae’r storfa genedlaethol yn dweud: mam y claf yw’r person dibynadwy.");
    rachel
        .get(&format!("/staff/cases/{id}/reads?lang=en"))
        .await
        .expect_text("Everything in the national store");
}

#[tokio::test]
async fn where_relationships_are_refused_or_not_asked_for_the_roles_are_shown() {
    for (setting, is_told) in [("on", true), ("off", false)] {
        let world = using_with("shadow", &[("VRS_RELATIONSHIPS", setting)]).await;
        let id = followed(&world).await;
        let mut rachel = world.staff_sign_in_as("reception-a").await;
        let page = rachel.get(&format!("/staff/cases/{id}/national")).await;
        page.expect_status(200).expect_text("This patient and this trusted person");
        page.expect_no_text("What they are to each other");
        let silent = "The national store does not answer at the moment";
        if is_told {
            page.expect_text(silent)
        } else {
            page.expect_no_text(silent)
        };
    }
}

#[tokio::test]
async fn a_practice_goes_from_off_to_shadow_and_to_on_only_with_confirmed_numbers() {
    let world = using("off").await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(SETTINGS).await;
    page.expect_text("National store of roles").expect_text("You cannot choose “In use” yet.");
    assert_eq!(page.value("national").as_deref(), Some("off"));
    rachel.submit(&[("national", "on")]).await.expect_status(422);
    rachel.here().expect_text("Choose whether roles are recorded in the national store");
    rachel.get(SETTINGS).await;
    rachel.submit(&[("national", "shadow")]).await.expect_text("Your settings are saved");
    rachel.here().expect_text("National store of roles: Recorded and compared. Before: Not recorded.");
    sqlx::query("update practice set tally_confirmed_at = now()").execute(&world.app.db).await.unwrap();
    rachel.get(SETTINGS).await.expect_no_text("You cannot choose “In use” yet.");
    rachel.submit(&[("national", "on")]).await.expect_text("National store of roles: In use.");
    rachel.get(SETTINGS).await;
    rachel.submit(&[("national", "off")]).await.expect_text("National store of roles: Not recorded.");
}

#[tokio::test]
async fn without_the_national_store_no_page_speaks_of_it() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(SETTINGS).await.expect_no_text("National store");
    let id = followed(&world).await;
    rachel.get(&format!("/staff/cases/{id}")).await.expect_no_text("National store");
    rachel.get(&format!("/staff/cases/{id}/national")).await.expect(404, "Page not found");
    for path in ["/staff/national", "/staff/national/export"] {
        rachel.get(path).await.expect(404, "Page not found");
    }
    let health = world.browser().get("/health/ready").await;
    assert!(health.body.contains("\"vrs\":\"not_set_up\""), "{}", health.body);
    let found = doctor::examine(&world.app).await;
    assert!(found.iter().any(|finding| finding.what.contains("is not set up")), "{found:?}");
}

#[tokio::test]
async fn the_doctor_and_the_health_page_know_the_national_store() {
    let world = using("off").await;
    let about = async || {
        let found = doctor::examine(&world.app).await;
        found.into_iter().find(|finding| finding.what == "the national store of roles").unwrap().wrong
    };
    assert_eq!(about().await, None);
    world.sandbox.vrs().set_faults(VrsFaults { down: true, ..VrsFaults::default() });
    let wrong = about().await.expect("something is wrong");
    assert!(wrong.contains("VRS_URL"), "{wrong}");
    let health = world.browser().get("/health/ready").await;
    assert!(health.body.contains("\"vrs\":"), "{}", health.body);
}
