//! Every way in which a record cannot be had, in words, and every careless answer that is taken all the same.

use sandbox::gp_connect::{ForcedOutcome, GpConnectFaults};
use sandbox::sds::SdsFaults;
use time::Duration;

use super::{MARGARETS, bend, came, expect_whole, moved};
use crate::story::count;

fn forced(status: u16, code: Option<&str>) -> GpConnectFaults {
    let outcome = ForcedOutcome { status, code: code.map(str::to_owned), by_proxy: code.is_none() };
    GpConnectFaults { forced: Some(outcome), ..GpConnectFaults::default() }
}

#[tokio::test]
async fn a_refusal_is_said_in_words_with_what_to_do() {
    for (faults, why, next) in [
        (
            forced(404, Some("PATIENT_NOT_FOUND")),
            "no record that it may show",
            "where they were registered before",
        ),
        (forced(403, Some("NO_RELATIONSHIP")), "PDS does not say that the patient", "Register the patient"),
        (forced(403, Some("NO_PATIENT_CONSENT")), "not to share the record", "Speak to the patient"),
        (
            forced(400, Some("INVALID_NHS_NUMBER")),
            "could not match the patient",
            "Ring the previous practice",
        ),
        (forced(400, Some("BAD_REQUEST")), "cannot ask for records in this way", "Tell the people who run"),
        (forced(403, None), "cannot ask for records in this way", "Tell the people who run"),
        (
            GpConnectFaults { other_patient: true, ..GpConnectFaults::default() },
            "not this patient’s record",
            "Tell the people who run",
        ),
    ] {
        let (world, mut ben) = moved().await;
        bend(&world, faults);
        let page = came(&world, &mut ben).await;
        page.expect_text("Could not get it").expect_text(why).expect_text(next);
        assert_eq!(count(&world, "health_record_patient").await, 0);
        bend(&world, GpConnectFaults::default());
        ben.post(&format!("{}/again", page.path()), &[]).await.expect_text("Being asked for");
        world.deliver_everything().await;
        ben.get(&page.path()).await.expect_text("Here, waiting for you");
        assert_eq!(count(&world, "record_fetch_part where fetch_id is not null").await, 1);
    }
}

#[tokio::test]
async fn what_passes_by_itself_is_tried_again_and_said_meanwhile() {
    for faults in [
        GpConnectFaults { down: true, ..GpConnectFaults::default() },
        GpConnectFaults { half: true, ..GpConnectFaults::default() },
        forced(500, Some("INTERNAL_SERVER_ERROR")),
    ] {
        let (world, mut ben) = moved().await;
        bend(&world, faults);
        let page = came(&world, &mut ben).await;
        page.expect_text("Being asked for").expect_text("We keep trying by ourselves.");
        bend(&world, GpConnectFaults::default());
        world.clock.advance(Duration::minutes(5));
        world.deliver_everything().await;
        let mut ben = world.staff_sign_in_as("reception-b").await;
        ben.get(&page.path()).await.expect_text("Here, waiting for you");
        assert_eq!(world.sandbox.gp_connect().given().last().map(String::as_str), Some(MARGARETS));
    }
}

#[tokio::test]
async fn a_practice_that_sds_does_not_know_gives_out_nothing() {
    let (world, mut ben) = moved().await;
    let without_endpoint = vec!["A81001".to_owned()];
    world.sandbox.sds().set_faults(SdsFaults { without_endpoint, ..SdsFaults::default() });
    let page = came(&world, &mut ben).await;
    page.expect_text("does not give out records in this way").expect_text("Check the ODS code");
    assert_eq!(world.sandbox.gp_connect().calls(), 0);
}

#[tokio::test]
async fn who_is_not_registered_here_is_not_asked_for() {
    let (world, mut ben) = moved().await;
    assert!(world.sandbox.pds().set(MARGARETS, |record| record.practice = Some("A81001".to_owned())));
    let page = came(&world, &mut ben).await;
    page.expect_text("PDS does not say that the patient is registered with you");
    assert_eq!(world.sandbox.gp_connect().calls(), 0);
}

#[tokio::test]
async fn careless_answers_are_taken_and_what_is_odd_is_said() {
    let well = GpConnectFaults::default;
    for (faults, said) in [
        (GpConnectFaults { foreign_id: true, ..well() }, "does not carry the number of our request"),
        (GpConnectFaults { doubled: true, ..well() }, "Entries that came twice and are kept once: 1"),
        (GpConnectFaults { contained: true, ..well() }, "Documents that can be asked for: 3"),
        (GpConnectFaults { gzip: true, ..well() }, "Documents that can be asked for: 3"),
        (GpConnectFaults { large: true, ..well() }, "Documents that can be asked for: 3"),
        (GpConnectFaults { large: true, gzip: true, ..well() }, "Documents that can be asked for: 3"),
    ] {
        let (world, mut ben) = moved().await;
        bend(&world, faults);
        let page = came(&world, &mut ben).await;
        page.expect_text("Here, waiting for you").expect_text(said);
        ben.post(&format!("{}/take-over", page.path()), &[]).await;
        world.deliver_everything().await;
        expect_whole(&world).await;
    }
}

#[tokio::test]
async fn documents_that_are_not_there_are_told_and_can_be_asked_for_again() {
    let (world, mut ben) = moved().await;
    bend(&world, GpConnectFaults { no_documents: true, ..GpConnectFaults::default() });
    let home = came(&world, &mut ben).await.path();
    ben.post(&format!("{home}/take-over"), &[]).await;
    world.deliver_everything().await;
    let page = ben.get(&home).await;
    page.expect_text("0 of 3 documents are here.").expect_text("Documents that will not come: 3.");
    bend(&world, GpConnectFaults::default());
    ben.post(&format!("{home}/again"), &[]).await;
    world.deliver_everything().await;
    ben.get(&home).await.expect_text("3 of 3 documents are here.");
    expect_whole(&world).await;
}

#[tokio::test]
async fn a_document_whose_id_another_patients_has_is_told_and_that_one_stays() {
    let (world, mut ben) = moved().await;
    let home = came(&world, &mut ben).await.path();
    sqlx::query(
        "with p as (
             insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, body, imported_at)
             values (gen_random_uuid(), 'B82002', '9990000026', '01', 'David', 'O''Neill', '{}', now()) returning id
         )
         insert into health_record_document (patient_id, document_id, content_type, size, sha256)
         select p.id, (select document_id from record_fetch_document order by place limit 1), 'text/plain', 1, '\\x01'::bytea from p",
    )
    .execute(&world.app.db)
    .await
    .unwrap();
    ben.post(&format!("{home}/take-over"), &[]).await;
    world.deliver_everything().await;
    let page = ben.get(&home).await;
    page.expect_text("2 of 3 documents are here.").expect_text("Documents that will not come: 1.");
    page.expect_text("A document of another patient of your practice has the same number");
    assert_eq!(count(&world, "record_fetch_part").await, 0);
    assert_eq!(count(&world, "health_record_document").await, 3, "two of hers, and his");
}

#[tokio::test]
async fn who_asks_again_is_who_asks() {
    const BEN: &str = "555000000103";
    const BETH: &str = "555000000104";
    let (world, mut ben) = moved().await;
    bend(&world, forced(404, Some("PATIENT_NOT_FOUND")));
    let home = came(&world, &mut ben).await.path();
    let mut beth = world.staff_sign_in_as("manager-b").await;
    bend(&world, GpConnectFaults { no_documents: true, ..GpConnectFaults::default() });
    let page = beth.post(&format!("{home}/again"), &[]).await;
    page.expect_text("Being asked for").expect_text("Beth Barnes").expect_no_text("Bilal Ahmed");
    world.deliver_everything().await;
    assert_eq!(world.sandbox.gp_connect().askers(), [BEN, BETH], "the other practice reads who asks now");
    beth.post(&format!("{home}/take-over"), &[]).await;
    world.deliver_everything().await;
    ben.get(&home).await.expect_text("Documents that will not come: 3.");
    bend(&world, GpConnectFaults::default());
    ben.post(&format!("{home}/again"), &[]).await.expect_text("Bilal Ahmed");
    world.deliver_everything().await;
    expect_whole(&world).await;
    let expected = [&[BEN][..], &[BETH; 4][..], &[BEN; 3][..]].concat();
    assert_eq!(world.sandbox.gp_connect().askers(), expected);
    let noted: Vec<(String, String, String)> = sqlx::query_as(
        "select user_id, user_name, user_role from gp_connect_call where side = 'consumer' order by id",
    )
    .fetch_all(&world.app.db)
    .await
    .unwrap();
    assert_eq!(noted.iter().map(|(user, ..)| user.as_str()).collect::<Vec<_>>(), expected);
    let names: Vec<_> = noted[..2].iter().map(|(_, name, role)| (name.as_str(), role.as_str())).collect();
    assert_eq!(names, [("Bilal Ahmed", "555001000103"), ("Beth Barnes", "555001000104")]);
}

#[tokio::test]
async fn half_a_document_is_none_and_those_before_it_stay() {
    let (world, mut ben) = moved().await;
    let home = came(&world, &mut ben).await.path();
    bend(&world, GpConnectFaults { documents_before_break: Some(1), ..GpConnectFaults::default() });
    ben.post(&format!("{home}/take-over"), &[]).await;
    world.deliver_everything().await;
    ben.get(&home)
        .await
        .expect_text("1 of 3 documents are here.")
        .expect_text("We keep trying by ourselves.");
    assert_eq!(count(&world, "health_record_document").await, 1);
    bend(&world, GpConnectFaults::default());
    world.clock.advance(Duration::minutes(5));
    world.deliver_everything().await;
    expect_whole(&world).await;
    assert_eq!(world.sandbox.gp_connect().given_documents().len(), 3, "each came once");
}
