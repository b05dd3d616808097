//! Records at two practices, compared to the byte.

use domain::OdsCode;
use proxy_access::actions::health_record::compare::{Comparison, compare};
use proxy_access::actions::health_record::import::{Source, take_over};
use sandbox::records::{people, record};

use super::{kept, of_cast, riverside};
use crate::support::world::{World, world};

async fn compared(world: &World) -> Comparison {
    let other = OdsCode::parse("B82002").unwrap();
    let db = &world.app.db;
    compare((db, &riverside()), (db, &other)).await.unwrap()
}

/// The cast's records at Riverside, and the same from there at Hillview.
async fn moved(world: &World, keys: &[&str]) {
    for key in keys {
        let (person, _) = of_cast(world, key).await;
        let number = domain::NhsNumber::parse(&person.nhs_number).unwrap();
        let text = record(&person, 1).with_documents().to_string();
        let (practice, from) = (OdsCode::parse("B82002").unwrap(), Source::practice_before(number));
        Box::pin(take_over(&world.app, &practice, text.as_bytes(), from)).await.unwrap();
    }
}

#[tokio::test]
async fn records_that_have_moved_are_the_same_there() {
    let world = world().await;
    moved(&world, &["margaret", "david"]).await;
    let found = compared(&world).await;
    assert_eq!(found.differences, []);
    assert_eq!((found.patients, found.documents), (2, 8));
    assert!(found.resources > 100 && found.bytes > 1000, "{found:?}");
    let there = domain::NhsNumber::parse(&people()[0].nhs_number).unwrap();
    let hillview = OdsCode::parse("B82002").unwrap();
    let there =
        proxy_access::storage::health_records::patient(&world.app.db, &hillview, &there).await.unwrap();
    let today = world.clock.today_in_london();
    assert_eq!(there.map(|it| (it.registered_from, it.registered_to)), Some((Some(today), None)));
}

#[tokio::test]
async fn whatever_is_missing_or_other_is_seen() {
    let world = world().await;
    moved(&world, &["margaret"]).await;
    let db = &world.app.db;
    let there = "(select id from health_record_patient where practice = 'B82002')";
    let changes = [
        format!("delete from health_record_resource where patient_id = {there} and kind = 'ReferralRequest'"),
        format!(
            "update health_record_resource set body = body || '{{\"status\": \"other\"}}' where patient_id = {there} and resource_id = 'margaret-immunization-1'"
        ),
        format!(
            "update health_record_resource set areas = '{{}}' where patient_id = {there} and resource_id = 'margaret-condition-1'"
        ),
        format!(
            "update health_record_resource set resource_id = 'new' where patient_id = {there} and resource_id = 'margaret-procedurerequest-1'"
        ),
        format!(
            "update health_record_document set sha256 = sha256('x'), size = 1 where patient_id = {there} and document_id = 'margaret-documentreference-1-file'"
        ),
    ];
    for change in changes {
        sqlx::query(sqlx::AssertSqlSafe(change)).execute(db).await.unwrap();
    }
    let told: Vec<String> = compared(&world).await.differences.into_iter().map(|one| one.what).collect();
    assert_eq!(
        told,
        [
            "Condition/margaret-condition-1 stands in other lists",
            "Immunization/margaret-immunization-1 reads differently",
            "ProcedureRequest/margaret-procedurerequest-1 is not there",
            "ReferralRequest/margaret-referralrequest-1 is not there",
            "ProcedureRequest/new is there alone",
            "Binary/margaret-documentreference-1-file has other bytes",
        ]
    );
    assert!(kept(&world, "9990000018").await.is_some());
}
