//! Whose record is given, and to whom.

use sandbox::switches::PdsSwitches;
use serde_json::{Value, json};

use super::served::{Answer, OURS, PATIENT, Served, moved, parameters, patient, served, served_with};

/// Somebody whom PDS does not know; the number has the right check digit.
const UNKNOWN: &str = "9999999980";
/// Somebody of the cast who has died, and somebody whose record is restricted.
const DEAD: &str = "9990000077";
const RESTRICTED: &str = "9990000085";
const SUPERSEDED: &str = "9990000050";
/// Somebody of the cast whose record is not here.
const ELSEWHERE: &str = "9990000034";

async fn asked(served: &Served, number: &str) -> Answer {
    let mut call = served.migrate(true);
    call.body = parameters(number, true).to_string();
    served.send(&call).await
}

async fn set(served: &Served, change: &str) {
    let statement = format!("update health_record_patient set {change} where id = '{}'", served.record);
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&served.db).await.expect("it is changed");
}

#[tokio::test]
async fn a4_a5_a6_a8_who_may_not_be_told_of_is_nobody() {
    let served = served().await;
    let nobody = asked(&served, UNKNOWN).await;
    assert_eq!(nobody.told(), (404, "PATIENT_NOT_FOUND"), "A4");
    let is_the_same = |answer: &Answer, row: &str| {
        assert_eq!((answer.status, &answer.text), (404, &nobody.text), "{row}");
        let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(answer), names(&nobody), "{row}");
    };
    is_the_same(&asked(&served, ELSEWHERE).await, "A4 known to PDS alone");
    for number in [DEAD, RESTRICTED, SUPERSEDED] {
        patient(&served.db, number).await;
    }
    moved(&served.world, DEAD);
    is_the_same(&asked(&served, DEAD).await, "A8 PDS says so");
    is_the_same(&asked(&served, RESTRICTED).await, "A6 PDS says so");
    is_the_same(&asked(&served, SUPERSEDED).await, "A5 another number took its place");
    for (row, change, back) in [
        ("A5", "number_status = '02'", "number_status = '01'"),
        ("A6 we say so", "sensitive = true", "sensitive = false"),
        ("A8 we say so", "deceased_on = '2026-01-01'", "deceased_on = null"),
    ] {
        set(&served, change).await;
        is_the_same(&asked(&served, PATIENT).await, row);
        set(&served, back).await;
    }
    assert_eq!(asked(&served, PATIENT).await.status, 200);
}

#[tokio::test]
async fn pds_is_asked_of_everybody_so_that_time_tells_nothing() {
    let served = served().await;
    for number in [PATIENT, UNKNOWN, ELSEWHERE, RESTRICTED] {
        let before = served.world.sandbox.pds_calls();
        asked(&served, number).await;
        assert!(served.world.sandbox.pds_calls() > before, "{number}");
    }
}

#[tokio::test]
async fn a8_the_record_of_somebody_who_has_died_is_given_where_that_is_set() {
    let served = served_with(&[("GP_CONNECT_DECEASED", "on")]).await;
    patient(&served.db, DEAD).await;
    moved(&served.world, DEAD);
    assert_eq!(asked(&served, DEAD).await.status, 200, "A8");
}

#[tokio::test]
async fn a3_only_the_practice_that_pds_has_now_gets_it() {
    let served = served().await;
    let mut call = served.migrate(true);
    let code = |call: &mut super::served::Call, code: &str| {
        call.claims["requesting_organization"]["identifier"][0]["value"] = json!(code);
    };
    for other in [OURS, "Y99999", "?"] {
        code(&mut call, other);
        assert_eq!(served.send(&call).await.told(), (403, "NO_RELATIONSHIP"), "A3 {other}");
    }
    code(&mut call, "b82002");
    assert_eq!(served.send(&call).await.status, 200, "A3 in small letters");
    assert!(served.world.sandbox.pds().set(PATIENT, |record| record.practice = None));
    assert_eq!(served.send(&call).await.told(), (403, "NO_RELATIONSHIP"), "A3 registered nowhere");
}

#[tokio::test]
async fn a7_who_said_no_to_sharing_is_not_shared() {
    let served = served().await;
    set(&served, "dissents = true").await;
    assert_eq!(asked(&served, PATIENT).await.told(), (403, "NO_PATIENT_CONSENT"), "A7");
    assert!(served.world.sandbox.pds().set(PATIENT, |record| record.practice = Some("Y99999".to_owned())));
    assert_eq!(asked(&served, PATIENT).await.told(), (403, "NO_RELATIONSHIP"), "A3 before A7");
    set(&served, "sensitive = true").await;
    assert_eq!(asked(&served, PATIENT).await.told(), (404, "PATIENT_NOT_FOUND"), "A6 before A3");
}

#[tokio::test]
async fn a9_a10_who_has_left_is_given_and_whatever_a_practice_has_switched_off() {
    let served = served().await;
    set(&served, "registered_from = '2000-01-01', registered_to = '2026-11-01'").await;
    assert_eq!(asked(&served, PATIENT).await.status, 200, "A9");
    sqlx::query("update practice set enabled = false").execute(&served.db).await.expect("switched off");
    assert_eq!(asked(&served, PATIENT).await.status, 200, "A10");
}

#[tokio::test]
async fn without_pds_nobody_gets_anything() {
    let served = served().await;
    served.world.sandbox.switches().set_pds(PdsSwitches { down: true, ..PdsSwitches::default() });
    for number in [PATIENT, ELSEWHERE] {
        let answer = asked(&served, number).await;
        assert_eq!(answer.told(), (500, "INTERNAL_SERVER_ERROR"));
        super::served::is_outcome(&answer, "without PDS");
    }
    assert_eq!(served.last_noted().await, (500, Some("INTERNAL_SERVER_ERROR".to_owned())));
}

#[tokio::test]
async fn every_call_is_written_down_with_who_asked_for_whom() {
    let served = served().await;
    served.bundle(true).await;
    let row: Value = sqlx::query_scalar("select to_jsonb(c) from gp_connect_call c order by id desc limit 1")
        .fetch_one(&served.db)
        .await
        .expect("a call");
    for (column, value) in [
        ("side", "provider"),
        ("trace_id", super::served::TRACE),
        ("from_asid", super::served::THEIR_ASID),
        ("to_asid", super::served::OUR_ASID),
        ("way", "migrate"),
        ("practice", OURS),
        ("organisation", "B82002"),
        ("organisation_name", "N/A"),
        ("user_id", "u-1"),
        ("user_name", "Claire Jones"),
        ("user_role", "UNK"),
        ("device", "Consumer 1.0"),
        ("reason", "migration"),
        ("scope", "patient/*.read conf/R"),
        ("nhs_number", PATIENT),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    assert_eq!((&row["status"], &row["fault"]), (&json!(200), &Value::Null));
    for change in
        ["update gp_connect_call set status = 200", "delete from gp_connect_call", "truncate gp_connect_call"]
    {
        assert!(sqlx::query(change).execute(&served.db).await.is_err(), "{change}");
    }
}
