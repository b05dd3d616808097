//! Every cell of the state table, over HTTP: from each status, to each status, for each reason. The table is written by hand from
//! docs/sources.md#nps-docs.

use domain::role::{Reason, Status};
use proxy_access::storage::PgPool;
use serde_json::json;

use super::served::{PATIENT, PROXY, Served, consent, reason, served, to_status};

/// From, to, and the beginnings of the codes that lead there.
const LEADS: &[(&str, &str, &[&str])] = &[
    ("-", "active", &["ROLE_CREATED", "OTHER"]),
    ("-", "rejected", &["APPLICATION_REJECTED_", "OTHER"]),
    ("active", "inactive", &["ROLE_DEACTIVATED_", "ROLE_SUSPENDED_", "OTHER"]),
    ("inactive", "active", &["ROLE_REACTIVATED"]),
    ("inactive", "rejected", &["APPLICATION_REJECTED_", "OTHER"]),
    ("rejected", "active", &["ROLE_ACTIVATED"]),
];

/// What the answer to one wish must be, where `good` is that to one that is granted.
fn expected(from: &str, to: &str, code: &str, good: u16) -> (u16, &'static str) {
    match LEADS.iter().find(|(start, end, _)| (*start, *end) == (from, to)) {
        Some((_, _, reasons)) if reasons.iter().any(|beginning| code.starts_with(beginning)) => (good, ""),
        Some(_) => (422, "INVALID_STATUS_REASON"),
        None => (422, "INVALID_STATE_TRANSITION"),
    }
}

#[tokio::test]
async fn a_role_begins_as_the_table_says_and_not_otherwise() {
    let served = served().await;
    let pool = served.database.pool().await;
    for to in Status::ALL {
        for given in Reason::ALL {
            let code = given.code();
            let mut wish = consent(PATIENT, PROXY);
            wish["status"] = json!(to.code());
            wish["extension"][0] = reason(code, given.needs_text().then_some("as told"));
            let answer = served.post(&wish).await;
            assert_eq!(answer.told(), expected("-", to.code(), code, 201), "{} {code}", to.code());
            sqlx::query("delete from national_role").execute(&pool).await.expect("it goes");
        }
    }
}

async fn changes(from: Status) {
    let served = served().await;
    let pool = served.database.pool().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    for to in Status::ALL {
        for given in Reason::ALL {
            stands(&pool, from).await;
            let (to, code) = (to.code(), given.code());
            let answer = served.patch(&id, &to_status(to, code, true)).await;
            let expected = expected(from.code(), to, code, 200);
            assert_eq!(answer.told(), expected, "{} {to} {code}", from.code());
            let after = status_of(&served, &id).await;
            let should = if expected.0 == 200 { to } else { from.code() };
            assert_eq!(after, should, "{} {to} {code}", from.code());
        }
    }
}

async fn stands(pool: &PgPool, status: Status) {
    sqlx::query("update national_role set status = $1, reason = 'ROLE_CREATED', reason_text = null")
        .bind(status.code())
        .execute(pool)
        .await
        .expect("it is set");
}

async fn status_of(served: &Served, id: &str) -> String {
    served.role(id).await["status"].as_str().expect("a status").to_owned()
}

#[tokio::test]
async fn an_active_role_goes_where_the_table_says() {
    changes(Status::Active).await;
}

#[tokio::test]
async fn an_inactive_role_goes_where_the_table_says() {
    changes(Status::Inactive).await;
}

#[tokio::test]
async fn a_rejected_role_goes_where_the_table_says() {
    changes(Status::Rejected).await;
}

#[tokio::test]
async fn what_an_earlier_model_left_goes_nowhere() {
    changes(Status::Proposed).await;
    changes(Status::EnteredInError).await;
}
