//! What the database keeps of accounts and switches comes from their events and nothing else.

use std::collections::BTreeSet;

use domain::account::{OffReason, Offer, Refusal, Shown, SuspendReason, Switches, SwitchesId, WhyNot};
use domain::{Aggregate, OdsCode, PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::{Failed, settle, switches};
use proxy_access::storage::accounts::{kept, switches as kept_switches};
use proxy_access::storage::event_log;
use proxy_access::storage::kinds::KINDS;
use proxy_access::storage::rebuild;
use proxy_access::storage::record::{Insert, Stored};
use proxy_access::storage::views::accounts;
use sqlx::AssertSqlSafe;

use super::support::*;
use crate::story::count;
use crate::support::world::{World, world};

fn without(service: Service) -> Offer {
    let services = Service::ALL.into_iter().filter(|one| *one != service).collect::<BTreeSet<_>>();
    Offer { services, ..Offer::everything() }
}

async fn rows(world: &World, table: &str) -> Vec<String> {
    let statement = format!("select to_jsonb(t)::text from {table} t order by 1");
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(&world.app.db).await.unwrap()
}

#[tokio::test]
async fn accounts_and_switches_made_anew_from_the_events_are_the_same_rows() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    acting(&world).await;
    opened(&world).await;
    let pause = SuspendReason::Safeguarding;
    settle::suspend(&world.app, &staff(), (holder.id, association), pause, Some("a call")).await.unwrap();
    let off = Some(OffReason::Safeguarding);
    for whose in [None, Some(patient)] {
        let offer = without(Service::OrderPrescriptions);
        assert!(switches::set(&world.app, &staff(), whose, (offer, off), None).await.unwrap());
    }
    let tables = ["account", "association", "switches", "event", "remark", "outbox"];
    let mut before = Vec::new();
    for table in tables {
        before.push(rows(&world, table).await);
    }
    assert_eq!((before[0].len(), before[1].len(), before[2].len()), (3, 2, 2));
    for harm in [
        "select 1",
        "delete from account",
        "delete from association",
        "delete from switches",
        "update account set active = not active, linked = '{}', linked_at = '{}', next_look = null, version = 1",
        "update association set state = 'ended', reason = 'other', ends = '2020-01-01', proxy = false",
        "update switches set services = '{}', record = '{}'",
    ] {
        sqlx::query(harm).execute(&world.app.db).await.unwrap();
        assert_eq!(rebuild::rebuild_views(&world.app.db, KINDS).await.unwrap(), 5);
        for (table, rows_before) in tables.iter().zip(&before) {
            assert_eq!(&rows(&world, table).await, rows_before, "{table} after `{harm}`");
        }
    }
}

/// The columns of a table that events tell, and those of the rows that are written.
async fn expect_all_columns(world: &World, written: Vec<Insert<'_>>) {
    for insert in written {
        let mut columns: Vec<String> = sqlx::query_scalar(
            "select column_name::text from information_schema.columns where table_name = $1",
        )
        .bind(insert.table())
        .fetch_all(&world.app.db)
        .await
        .unwrap();
        // The places of the walks: no event tells them.
        columns.retain(|column| column != "looked_on" && column != "checked_at");
        columns.sort();
        let mut names = insert.names();
        names.sort_unstable();
        assert_eq!(names, columns, "{}", insert.table());
    }
}

#[tokio::test]
async fn each_column_of_the_rows_of_accounts_and_switches_is_written_from_their_events() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let account = kept::load(&world.app.db, holder.id).await.unwrap().expect("an account");
    let tables: Vec<_> = account.rows().iter().map(Insert::table).collect();
    assert_eq!(tables, ["account", "association"]);
    expect_all_columns(&world, account.rows()).await;
    let (offer, off) = (without(Service::ViewRecord), Some(OffReason::PatientRequest));
    switches::set(&world.app, &staff(), Some(patient), (offer, off), None).await.unwrap();
    let touched = kept_switches::load(&world.app.db, of(Some(patient))).await.unwrap().expect("switches");
    expect_all_columns(&world, touched.rows()).await;
}

fn of(patient: Option<PersonId>) -> SwitchesId {
    kept_switches::id_of(&OdsCode::parse("A81001").unwrap(), patient)
}

#[tokio::test]
async fn cs_40_a_service_counts_where_practice_patient_and_association_have_it() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let (db, riverside) = (&world.app.db, OdsCode::parse("A81001").unwrap());
    let today = world.clock.today_in_london();
    let given = accounts::given(db, &riverside, None, today).await.unwrap();
    assert!(given.contains(&(Service::OrderPrescriptions, 1)), "one person would lose it: {given:?}");
    let no_reason = (without(Service::OrderPrescriptions), None);
    let refused = switches::set(&world.app, &staff(), None, no_reason.clone(), None).await;
    assert!(matches!(refused, Err(Failed::Refused(Refusal::ReasonNeeded))));
    let off = (no_reason.0, Some(OffReason::NotOffered));
    assert!(switches::set(&world.app, &staff(), None, off.clone(), None).await.unwrap());
    assert!(!switches::set(&world.app, &staff(), None, off, None).await.unwrap(), "so already");
    let less = Shown::always(RecordLevel::Summary);
    let less = (Offer { record: less, ..Offer::everything() }, Some(OffReason::RecordReview));
    assert!(switches::set(&world.app, &staff(), Some(patient), less, None).await.unwrap());
    let may = may(&world, holder.person, patient).await;
    assert_eq!(may.services, [Service::BookAppointments, Service::ViewRecord]);
    assert!(may.refused.contains(&(Service::OrderPrescriptions, WhyNot::OffAtPractice)));
    assert_eq!(may.record, Shown::always(RecordLevel::Summary));
    let shown = accounts::one(db, &riverside, holder.id).await.unwrap().expect("theirs");
    assert_eq!(shown.offers.practice, without(Service::OrderPrescriptions));
    assert_eq!(shown.offers.for_patient(patient).record, Shown::always(RecordLevel::Summary));
    let everything = (Offer::everything(), None);
    let elsewhere = switches::set(&world.app, &staff_of("B82002"), None, everything, None).await;
    assert!(!elsewhere.unwrap(), "what nobody touched is on already");
    assert_eq!(count(&world, "switches").await, 2);
}

#[tokio::test]
async fn switches_that_two_touch_first_at_once_are_one() {
    let world = world().await;
    let off = || (without(Service::MessageSurgery), Some(OffReason::NotOffered));
    let (by, other) = (staff(), staff());
    let (one, another) = tokio::join!(
        switches::set(&world.app, &by, None, off(), None),
        switches::set(&world.app, &other, None, off(), None)
    );
    assert_eq!(usize::from(one.unwrap()) + usize::from(another.unwrap()), 1);
    let history = event_log::history::<Switches>(&world.app.db, of(None)).await.unwrap();
    let kept = kept_switches::load(&world.app.db, of(None)).await.unwrap();
    assert_eq!(Switches::replay(&history), kept);
}
