//! Two instances, one per practice: our own provider at Riverside, and the worker of Hillview, which gets two hundred records with their
//! documents from it and is killed five times meanwhile.

use std::net::TcpListener;

use domain::{NhsNumber, OdsCode, StaffId};
use proxy_access::actions::health_record::compare::compare;
use proxy_access::actions::health_record::fetch::{Wish, ask, take_over};
use proxy_access::app::App;
use proxy_access::config::{Config, Reader};
use proxy_access::run::demo::records::keep_record;
use proxy_access::run::demo::settings::enable_practices;
use sandbox::records::people;
use sandbox::sds::System;
use sandbox::switches::PdsSwitches;
use uuid::Uuid;

use super::kills::{killed_when, patient};
use super::moved;
use crate::process::Process;
use crate::story::{count, until};
use crate::support::database::database;
use crate::support::world::World;

/// Riverside's ASID.
const ASID: &str = "200000000115";

/// Riverside's provider, where SDS says that it is.
async fn provider(world: &World, database_url: &str) -> Process {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}"));
    let practices = format!("A81001={ASID}");
    let settings = [
        ("DATABASE_URL", database_url),
        ("GP_CONNECT_URL", url.as_str()),
        ("GP_CONNECT_LISTEN", listen.as_str()),
        ("GP_CONNECT_PRACTICES", practices.as_str()),
    ];
    let process = Process::begin(world, &["gp-connect"], &settings);
    until(async || tokio::net::TcpStream::connect(&listen).await.is_ok()).await;
    let at = |segment: &str| format!("{url}/A81001/STU3/1/gpconnect/{segment}/fhir");
    let system = System { asid: ASID.to_owned(), structured: at("structured"), documents: at("documents") };
    world.sandbox.sds().place("A81001", system);
    process
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_records_move_between_two_instances_while_one_is_killed_five_times() {
    let (world, _ben) = moved().await;
    world.sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 0, ..PdsSwitches::default() });
    let theirs = database().await;
    let settings = world.settings.iter().cloned().chain([("DATABASE_URL".to_owned(), theirs.url.clone())]);
    let riverside = App::build(Config::read(Reader::from_values(settings)).unwrap(), world.clock.clone());
    let riverside = riverside.unwrap();
    enable_practices(&riverside.db, &world.clock).await.unwrap();
    let by: Uuid = sqlx::query_scalar("select id from staff").fetch_one(&world.app.db).await.unwrap();
    let (here, before) = (OdsCode::parse("B82002").unwrap(), OdsCode::parse("A81001").unwrap());
    for mut person in people() {
        person.practice = ("A81001", "Riverside Medical Practice");
        Box::pin(keep_record(&riverside, &person, 1)).await.unwrap();
        world.sandbox.pds().add(patient(&person.nhs_number));
        let number = NhsNumber::parse(&person.nhs_number).unwrap();
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
        ask(&world.app, &wish).await.unwrap();
    }
    let _provider = provider(&world, &theirs.url).await;
    for so_many in [40, 120] {
        let staged = async || count(&world, "record_fetch where state = 'staged'").await >= so_many;
        killed_when(&world, staged).await;
    }
    world.deliver_everything().await;
    let staged: Vec<Uuid> = sqlx::query_scalar("select id from record_fetch where state = 'staged'")
        .fetch_all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(staged.len(), people().len());
    for id in staged {
        assert!(take_over(&world.app, id, StaffId(by)).await.unwrap());
    }
    for so_many in [20, 80, 140] {
        let done = async || count(&world, "record_fetch where state = 'done'").await >= so_many;
        killed_when(&world, done).await;
    }
    world.deliver_everything().await;
    assert_eq!(count(&world, "record_fetch where state = 'done'").await, 200);
    let found = compare((&riverside.db, &before), (&world.app.db, &here)).await.unwrap();
    assert_eq!(found.differences, [], "every resource and every byte is here, and once");
    assert_eq!(found.patients, 200);
    assert!(found.documents >= 200, "{found:?}");
    assert_eq!(count(&world, "record_fetch_part").await, 0);
}
