//! A patient who leaves while their record is taken in: nobody looks at it afterwards, whoever was first.

use domain::delegation::recheck::Known;
use domain::{NhsNumber, OdsCode};
use proxy_access::actions::accounts::recheck;
use proxy_access::actions::health_record::import::{Source, take_over};
use proxy_access::actions::health_record::view::may_look;
use proxy_access::storage::health_records;
use serde_json::json;

use crate::accounts::support::*;
use crate::support::world::world;

/// How often they are let loose on each other.
const ROUNDS: usize = 200;

/// Lets another go first, more or less.
async fn later(steps: usize) {
    for _ in 0..steps {
        tokio::task::yield_now().await;
    }
}

/// A record of one entry, of whoever surely has this number.
fn bundle(number: &NhsNumber) -> String {
    let verified = json!([{
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1",
        "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1", "code": "01"}]},
    }]);
    let patient = json!({"resourceType": "Patient", "id": "p1", "name": [{"family": "Smith", "given": ["Alex"]}],
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number.as_str(), "extension": verified}]});
    let entries = json!([{"resource": patient}, {"resource": {"resourceType": "Condition", "id": "c"}}]);
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_taken_in_while_its_patient_leaves_is_looked_at_by_nobody() {
    let world = world().await;
    let holder = opened(&world).await;
    verify(&world, holder).await;
    let key = key_of(&world, holder).await;
    linked(&world, holder, &key).await;
    let riverside = OdsCode::parse("A81001").unwrap();
    let elsewhere = Known { practice: OdsCode::parse("B82002").ok(), ..Known::default() };
    let mut seen = 0;
    for round in 0..ROUNDS {
        let (patient, number) = traced_with_number(&world, BORN).await;
        associated(&world, holder, patient, by_consent(&world)).await;
        let text = bundle(&number);
        Box::pin(take_over(&world.app, &riverside, text.as_bytes(), Source::default())).await.unwrap();
        let before = may_look(&world.app, holder.person, patient).await.unwrap();
        assert!(before.is_some(), "round {round}: they may look until then");
        let (app, practice) = (world.app.clone(), riverside.clone());
        let (left_app, known, reading) = (world.app.clone(), elsewhere.clone(), world.app.clone());
        let (taken, left, looked) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                Box::pin(take_over(&app, &practice, text.as_bytes(), Source::default())).await
            }),
            tokio::spawn(async move {
                later(round % 13).await;
                recheck::told(&left_app, patient, &known).await
            }),
            tokio::spawn(async move {
                later(round % 17).await;
                may_look(&reading, holder.person, patient).await.map(|looking| looking.is_some())
            })
        );
        assert_eq!(taken.unwrap().unwrap().refused, []);
        left.unwrap().unwrap();
        seen += usize::from(looked.unwrap().unwrap());
        let after = may_look(&world.app, holder.person, patient).await.unwrap();
        assert!(after.is_none(), "round {round}: the patient has left");
        // It stays where it is for the practice to which the patient has gone.
        let kept = health_records::patient(&world.app.db, &riverside, &number).await.unwrap();
        assert!(kept.is_some(), "round {round}");
    }
    println!("looked at in between: {seen} of {ROUNDS}");
}
