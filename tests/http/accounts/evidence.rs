//! Copies of documents that staff have seen.

use domain::account::{Document, EvidenceId, Proof, Refusal};
use domain::{Actor, PersonId};
use proxy_access::actions::accounts::Failed;
use proxy_access::actions::accounts::evidence::{
    Brought, LARGEST, Media, NotKept, open, verify_by_documents,
};
use time::{Date, Duration};

use super::support::*;
use crate::story::count;
use crate::support::world::{World, world, world_with};

/// A scan, as it begins.
const SCAN: &[u8] = b"%PDF-1.7 the passport of Alex Smith";

fn seen(world: &World, copy: Option<&[u8]>) -> (Date, Vec<Document>, Option<Brought>) {
    let copy = copy.map(|bytes| Brought::File(bytes.to_vec()));
    (world.clock.today_in_london(), vec![Document::Passport], copy)
}

/// A copy of a passport that is kept with this account.
pub async fn kept(world: &World, holder: Holder) -> EvidenceId {
    let documents = seen(world, Some(SCAN));
    let done = verify_by_documents(&world.app, &staff(), holder.id, documents, None).await.unwrap();
    match done.after.verification.expect("verified").proof {
        Proof::Documents { copy: Some(copy), .. } => copy,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn cs_32_cs_33_a_copy_is_kept_sealed_and_opened_for_the_practice_alone() {
    let world = world().await;
    let (holder, other) = (opened(&world).await, opened(&world).await);
    let copy = kept(&world, holder).await;
    let found = open(&world.app, &staff(), (holder.id, copy)).await.unwrap().expect("a copy");
    assert_eq!((found.media, found.bytes.as_slice()), (Media::Pdf, SCAN));
    let rows: String = sqlx::query_scalar("select encode(sealed, 'escape') from evidence")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    assert!(!rows.contains("passport") && !rows.contains("Smith"));
    assert!(open(&world.app, &staff(), (other.id, copy)).await.unwrap().is_none(), "of another account");
    let strangers = [staff_of("B82002"), Actor::Citizen { id: holder.person }, Actor::System];
    for stranger in strangers {
        let refused = open(&world.app, &stranger, (holder.id, copy)).await;
        assert!(matches!(refused, Err(Failed::Refused(Refusal::NotFound))), "{stranger:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_kept_or_recorded_leaves_nothing_behind() {
    let world = world().await;
    let holder = opened(&world).await;
    let large = [SCAN, &vec![0; LARGEST]].concat();
    let give = async |by: &Actor, documents| {
        verify_by_documents(&world.app, by, holder.id, documents, None).await.map(|done| done.changed)
    };
    assert!(matches!(give(&staff(), seen(&world, Some(&large))).await, Err(NotKept::TooLarge)));
    assert!(matches!(give(&staff(), seen(&world, Some(b"<svg/>"))).await, Err(NotKept::Unknown)));
    let (today, documents, copy) = seen(&world, Some(SCAN));
    let tomorrow = (today + Duration::DAY, documents, copy);
    let refused = give(&staff(), tomorrow).await;
    assert!(matches!(refused, Err(NotKept::Failed(Failed::Refused(Refusal::InFuture)))), "{refused:?}");
    let nobody = Actor::Citizen { id: PersonId(holder.id.0) };
    assert!(give(&nobody, seen(&world, Some(SCAN))).await.is_err());
    assert_eq!(count(&world, "evidence").await, 0);
    assert!(expect_whole(&world, holder.id).await.verification.is_none());
    assert!(give(&staff(), seen(&world, None)).await.unwrap(), "without a copy it counts all the same");
}

#[tokio::test]
async fn a_copy_whose_event_cannot_be_written_is_not_there_either_whatever_fails_next() {
    let world = world().await;
    let holder = opened(&world).await;
    for statement in [
        "create function fails() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$",
        "create trigger no_event before insert on event for each row execute function fails()",
        "create trigger no_delete before delete on evidence for each row execute function fails()",
    ] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    let documents = seen(&world, Some(SCAN));
    let failed = verify_by_documents(&world.app, &staff(), holder.id, documents, None).await;
    assert!(matches!(failed, Err(NotKept::Failed(Failed::Storage(_)))));
    assert_eq!(count(&world, "evidence").await, 0);
}

#[tokio::test]
async fn without_its_secret_no_copy_is_kept() {
    let world = world_with(&[("EVIDENCE_SECRET", "")]).await;
    let holder = opened(&world).await;
    let documents = seen(&world, Some(SCAN));
    let refused = verify_by_documents(&world.app, &staff(), holder.id, documents, None).await;
    assert!(matches!(refused, Err(NotKept::Failed(Failed::Refused(Refusal::NotFound)))));
    assert_eq!(count(&world, "evidence").await, 0);
}
