//! A worker that is killed: while a record comes, while it is taken over, between two documents and within one. Whoever goes on does
//! so from where it stands.

use domain::{NhsNumber, OdsCode, StaffId};
use proxy_access::actions::health_record::fetch::{Wish, ask as asking, take_over};
use sandbox::gp_connect::GpConnectFaults;
use sandbox::pds::{Confidentiality, Record};
use sandbox::switches::PdsSwitches;
use uuid::Uuid;

use super::{ask, bend, expect_whole, moved};
use crate::people::number_of;
use crate::process::Process;
use crate::story::{count, until};
use crate::support::world::World;

/// So many patients move at once.
const PATIENTS: u32 = 200;

/// A worker in a process of its own that is killed as soon as this is so.
pub async fn killed_when(world: &World, is_so: impl AsyncFn() -> bool) {
    let worker = Process::worker(world);
    until(is_so).await;
    worker.tell("-KILL");
    worker.end().await;
    // What it held is free when its lease is over; nobody waits for that here.
    sqlx::query("update outbox set leased_until = null").execute(&world.app.db).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    let (world, mut ben) = moved().await;
    let gp_connect = world.sandbox.gp_connect();
    bend(&world, GpConnectFaults { slow_ms: 2000, ..GpConnectFaults::default() });
    let home = ask(&mut ben).await;
    killed_when(&world, async || gp_connect.calls() == 1).await;
    assert_eq!(count(&world, "record_fetch where state = 'asked'").await, 1);
    bend(&world, GpConnectFaults::default());
    world.deliver_everything().await;
    assert_eq!(count(&world, "record_fetch where state = 'staged'").await, 1);
    bend(&world, GpConnectFaults { slow_ms: 300, ..GpConnectFaults::default() });
    ben.post(&format!("{home}/take-over"), &[]).await;
    killed_when(&world, async || !gp_connect.given_documents().is_empty()).await;
    bend(&world, GpConnectFaults::default());
    world.deliver_everything().await;
    expect_whole(&world).await;
    let mut given = gp_connect.given_documents();
    assert!(given.len() <= 4, "only the one that was under way is asked for again: {given:?}");
    given.sort_unstable();
    given.dedup();
    assert_eq!(given.len(), 3);
}

/// Somebody whom PDS has at Hillview.
pub fn patient(number: &str) -> Record {
    Record {
        nhs_number: number.to_owned(),
        version: 1,
        given: vec!["Sam".to_owned()],
        family: "Mover".to_owned(),
        former_family: None,
        gender: "female".to_owned(),
        birth_date: "1960-01-02".to_owned(),
        deceased: None,
        email: None,
        email_until: None,
        phone: None,
        practice: Some("B82002".to_owned()),
        address: Vec::new(),
        postcode: "LS1 6AE".to_owned(),
        confidentiality: Confidentiality::Unrestricted,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_patients_move_with_their_documents_while_the_worker_is_killed_five_times() {
    let (world, _ben) = moved().await;
    world.sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 0, ..PdsSwitches::default() });
    let by: Uuid = sqlx::query_scalar("select id from staff").fetch_one(&world.app.db).await.unwrap();
    let (here, before) = (OdsCode::parse("B82002").unwrap(), OdsCode::parse("A81001").unwrap());
    for place in 0..PATIENTS {
        let number = number_of(place);
        world.sandbox.pds().add(patient(&number));
        let number = NhsNumber::parse(&number).unwrap();
        let (from, by) = ((&before, None), (StaffId(by), None));
        let wish = Wish {
            practice: &here,
            number: &number,
            born: None,
            name: None,
            from,
            with_confidential: true,
            case: None,
            by,
        };
        asking(&world.app, &wish).await.unwrap();
    }
    let gp_connect = world.sandbox.gp_connect();
    for so_many in [40, 120] {
        killed_when(&world, async || gp_connect.given().len() >= so_many).await;
    }
    world.deliver_everything().await;
    let staged: Vec<Uuid> = sqlx::query_scalar("select id from record_fetch where state = 'staged'")
        .fetch_all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(staged.len(), 200);
    for id in staged {
        assert!(take_over(&world.app, id, StaffId(by)).await.unwrap());
    }
    for so_many in [100, 250, 400] {
        killed_when(&world, async || gp_connect.given_documents().len() >= so_many).await;
    }
    world.deliver_everything().await;
    assert_eq!(count(&world, "record_fetch where state = 'done'").await, 200);
    assert_eq!(count(&world, "health_record_patient where practice = 'B82002'").await, 200);
    assert_eq!(count(&world, "health_record_document").await, 600);
    assert_eq!(count(&world, "(select sha256 from health_record_content group by sha256) c").await, 600);
    assert_eq!(count(&world, "health_record_resource where kind = 'DocumentReference'").await, 600);
    assert_eq!(count(&world, "record_fetch_part").await, 0);
    assert_eq!(count(&world, "outbox").await, 0);
}
