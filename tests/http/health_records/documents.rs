//! The bytes of documents.

use futures::{StreamExt, TryStreamExt, stream};
use hyper::body::Bytes;
use proxy_access::actions::health_record::import::Report;
use proxy_access::storage::health_records::documents::{self, NotStored, find, find_by_id, store};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{bundle, kept, riverside, taken};
use crate::people::number_of;
use crate::support::world::{World, world};

fn document(id: &str, attachment: Value) -> String {
    json!({
        "resourceType": "DocumentReference", "id": id, "subject": {"reference": "Patient/p1"},
        "content": [{"attachment": attachment}],
    })
    .to_string()
}

/// The record's id, with a Bundle imported.
async fn imported(world: &World, resources: &[String]) -> (Uuid, Report) {
    let report = taken(world, &bundle(resources)).await.unwrap();
    (kept(world, super::NUMBER).await.unwrap().id, report)
}

async fn bytes_of(world: &World, patient: Uuid, id: &str) -> Vec<u8> {
    let found = find(&world.app.db, patient, id).await.unwrap().expect("a document");
    let parts: Vec<Bytes> = documents::bytes(&world.app.db, &found.sha256).try_collect().await.unwrap();
    assert!(parts.iter().all(|part| part.len() <= 256 * 1024));
    parts.concat()
}

async fn parts(world: &World) -> i64 {
    let count = sqlx::query_scalar("select count(*) from health_record_content");
    count.fetch_one(&world.app.db).await.unwrap()
}

#[tokio::test]
async fn bytes_are_found_wherever_a_bundle_has_them() {
    let world = world().await;
    let binary =
        json!({"resourceType": "Binary", "id": "b1", "contentType": "text/plain", "content": "YmluYXJ5"});
    let all = [
        document("inside", json!({"contentType": "text/html", "data": "aW5z\naWRl"})),
        document("beside", json!({"url": "https://gp.example/fhir/Binary/b1"})),
        binary.to_string(),
        document("elsewhere", json!({"url": "https://gp.example/fhir/Binary/b2"})),
        document("absent", json!({"title": "Too large"})),
        document("wrong", json!({"data": "<>"})),
    ];
    let (record, report) = imported(&world, &all).await;
    assert_eq!((report.documents, report.without_bytes), (2, 1));
    assert_eq!(report.refused.len(), 1);
    assert_eq!(
        (report.refused[0].place, report.refused[0].what.as_str()),
        (7, "DocumentReference/wrong, its bytes")
    );
    assert_eq!(bytes_of(&world, record, "inside").await, b"inside");
    assert_eq!(bytes_of(&world, record, "b1").await, b"binary");
    let beside = find(&world.app.db, record, "b1").await.unwrap().unwrap();
    assert_eq!((beside.content_type.as_str(), beside.size, beside.version), ("text/plain", 6, 1));
    assert_eq!(find(&world.app.db, record, "wrong").await.unwrap(), None);
    let record = kept(&world, super::NUMBER).await.unwrap();
    let inside = super::stored(&world, &record, true).await.remove(0).body;
    assert!(!inside.contains("data") && inside.contains("Binary/inside"), "{inside}");
}

#[tokio::test]
async fn a_large_document_is_kept_in_parts_and_each_content_once() {
    let world = world().await;
    let (record, _) = imported(&world, &[]).await;
    let part = Bytes::from((0..100_000_u32).map(|at| (at % 251).to_le_bytes()[0]).collect::<Vec<u8>>());
    let coming = || stream::iter(0..30).map(|_| Ok::<_, std::io::Error>(part.clone()));
    let mut hash = Sha256::new();
    (0..30).for_each(|_| hash.update(&part));
    let hash = hash.finalize().to_vec();
    for id in ["one", "two"] {
        let mut transaction = world.app.db.begin().await.unwrap();
        let kept = store(&mut transaction, record, id, "application/pdf", coming()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!((kept.size, &kept.sha256, kept.version), (3_000_000, &hash, 1));
    }
    assert_eq!(parts(&world).await, 12, "3,000,000 bytes in parts of 256 KiB, once");
    assert_eq!(Sha256::digest(bytes_of(&world, record, "two").await).to_vec(), hash);
}

#[tokio::test]
async fn a_document_that_breaks_off_leaves_nothing_and_the_transaction_goes_on() {
    let world = world().await;
    let (record, _) = imported(&world, &[]).await;
    let mut transaction = world.app.db.begin().await.unwrap();
    let whole = stream::iter([Ok::<_, &str>(Bytes::from_static(b"whole"))]);
    store(&mut transaction, record, "whole", "text/plain", whole).await.unwrap();
    let broken = stream::iter([Ok(Bytes::from(vec![7_u8; 600_000])), Err("gone")]);
    let failed = store(&mut transaction, record, "broken", "text/plain", broken).await;
    assert!(matches!(failed, Err(NotStored::Source("gone"))));
    transaction.commit().await.unwrap();
    assert_eq!(parts(&world).await, 1);
    assert_eq!(find(&world.app.db, record, "broken").await.unwrap(), None);
    assert_eq!(bytes_of(&world, record, "whole").await, b"whole");
}

#[tokio::test]
async fn other_bytes_are_another_version_and_the_former_ones_go() {
    let world = world().await;
    let of = |data: &str| [document("d", json!({"contentType": "text/plain", "data": data}))];
    let (record, _) = imported(&world, &of("Zmlyc3Q=")).await;
    imported(&world, &of("Zmlyc3Q=")).await;
    assert_eq!(find(&world.app.db, record, "d").await.unwrap().unwrap().version, 1);
    imported(&world, &of("c2Vjb25k")).await;
    assert_eq!(find(&world.app.db, record, "d").await.unwrap().unwrap().version, 2);
    assert_eq!(bytes_of(&world, record, "d").await, b"second");
    assert_eq!(parts(&world).await, 1);
}

#[tokio::test]
async fn bytes_that_another_document_has_stay() {
    let world = world().await;
    let of = |id: &str, data: &str| document(id, json!({"contentType": "text/plain", "data": data}));
    imported(&world, &[of("one", "Zmlyc3Q="), of("two", "Zmlyc3Q=")]).await;
    assert_eq!(parts(&world).await, 1);
    let (record, _) = imported(&world, &[of("one", "c2Vjb25k")]).await;
    assert_eq!(parts(&world).await, 2);
    assert_eq!(bytes_of(&world, record, "two").await, b"first");
}

#[tokio::test]
async fn no_two_patients_of_a_practice_have_one_document() {
    let world = world().await;
    let (record, _) = imported(&world, &[document("d", json!({"data": "Zmlyc3Q="}))]).await;
    let other = bundle(&[document("d", json!({"data": "c2Vjb25k"}))]).replace(super::NUMBER, "9990000026");
    let report = taken(&world, &other).await.unwrap();
    assert_eq!((report.documents, report.refused.len()), (0, 1));
    let why = format!(
        "another patient of the practice has bytes with the id d: DocumentReference/d of the record {record}"
    );
    assert_eq!((report.refused[0].place, report.refused[0].why.starts_with(&why)), (2, true), "{report:?}");
    let found = find_by_id(&world.app.db, &riverside(), "d").await.unwrap().unwrap();
    assert_eq!(
        (found.patient, bytes_of(&world, record, "d").await.as_slice()),
        (record, b"first".as_slice())
    );
}

#[tokio::test]
async fn of_two_records_that_bring_one_document_at_once_one_is_told_and_the_other_is_served() {
    let world = world().await;
    for round in 0..30 {
        let id = format!("d{round}");
        let of = |number: u32| {
            let text = bundle(&[document(&id, json!({"data": "Zmlyc3Q="}))]);
            text.replace(super::NUMBER, &number_of(400_000 + 2 * round + number))
        };
        let (first, second) = (of(0), of(1));
        let (one, other) = tokio::join!(taken(&world, &first), taken(&world, &second));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!((one.documents + other.documents, one.refused.len() + other.refused.len()), (1, 1));
        let has_it = if one.documents == 1 { one.record } else { other.record };
        let found = find_by_id(&world.app.db, &riverside(), &id).await.unwrap();
        assert_eq!(found.map(|found| found.patient), has_it, "round {round}");
    }
}
