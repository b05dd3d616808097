//! Documents: saved and never shown, streamed whole, and none that is withheld.

use domain::RecordLevel;
use domain::account::Shown;
use reqwest::Method;

use super::record::{LETTER, Sight};

#[tokio::test]
async fn a_document_is_saved_and_can_do_nothing() {
    let mut sight = Sight::begin().await;
    let page = sight.margaret.get(&sight.path("documents")).await;
    page.expect_text("Clinic letter");
    let address = page.links().into_iter().find(|(text, _)| text.contains("Download the document"));
    assert_eq!(address.map(|(_, address)| address), Some(sight.path("documents/letter")), "{page}");
    let path = sight.path("documents/letter");
    let file = sight.margaret.raw(Method::GET, &path, &[], "").await;
    assert_eq!((file.status.as_u16(), file.body.as_str()), (200, LETTER));
    let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    // It says that it is a page.
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("content-disposition"), "attachment; filename=\"document.bin\"");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-frame-options"), "DENY");
    assert!(header("content-security-policy").starts_with("sandbox; default-src 'none'"));
}

#[tokio::test]
async fn a_document_whose_bytes_are_not_here_says_so() {
    let mut sight = Sight::begin().await;
    let absent = "This document is not available online. Ask the surgery for it.";
    sight.margaret.get(&sight.path("documents")).await.expect_no_text(absent);
    sqlx::query("delete from health_record_document").execute(&sight.world.app.db).await.unwrap();
    let page = sight.margaret.get(&sight.path("documents")).await;
    page.expect_text("Clinic letter").expect_text(absent).expect_no_text("Download the document");
}

/// One that is not marked leads to the bytes of one that is, and stands in a consultation.
async fn shared(sight: &Sight) {
    for change in [
        r#"insert into health_record_resource (patient_id, kind, resource_id, place, body)
           select id, 'DocumentReference', 'shared', 999, '{"resourceType": "DocumentReference", "id": "shared",
               "status": "current", "type": {"text": "Shared letter"}, "content": [{"attachment": {"url": "Binary/nopat"}}]}'
           from health_record_patient"#,
        r#"update health_record_resource
           set body = jsonb_insert(body, '{entry,0}', '{"item": {"reference": "DocumentReference/shared"}}')
           where kind = 'List' and resource_id = 'heading'"#,
    ] {
        assert_eq!(sqlx::query(change).execute(&sight.world.app.db).await.unwrap().rows_affected(), 1);
    }
}

#[tokio::test]
async fn a_file_that_is_a_withheld_documents_too_is_offered_nowhere() {
    let mut sight = Sight::begin().await;
    shared(&sight).await;
    let address = sight.path("documents/shared");
    for page in ["documents", "consultations"] {
        let page = sight.margaret.get(&sight.path(page)).await;
        page.expect_text("Shared letter").expect_text("This document is not available online.");
        assert!(page.links().iter().all(|(_, to)| *to != address), "{page}");
    }
    let page = sight.margaret.get(&sight.path("documents")).await;
    let offered = page.links().into_iter().filter(|(text, _)| text.contains("Download the document"));
    assert_eq!(offered.map(|(_, to)| to).collect::<Vec<_>>(), [sight.path("documents/letter")]);
}

#[tokio::test]
async fn a_document_that_is_withheld_or_above_the_level_is_not_there() {
    let mut sight = Sight::begin().await;
    shared(&sight).await;
    for id in ["nopat", "restricted", "confidential", "unreviewed", "shared", "none", "%00", "..%2fletter"] {
        let path = sight.path(&format!("documents/{id}"));
        sight.margaret.get(&path).await.expect(404, "Page not found");
    }
    sight.limit(Shown::always(RecordLevel::Documents)).await;
    let path = sight.path("documents/letter");
    assert_eq!(sight.margaret.raw(Method::GET, &path, &[], "").await.body, LETTER);
    sight.limit(Shown::always(RecordLevel::Detailed)).await;
    sight.margaret.get(&path).await.expect(404, "Page not found");
}
