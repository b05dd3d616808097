//! Callers who hang up before the answer: what they asked for is done whole, and written down.

use proxy_access::storage::PgPool;
use std::time::Duration;

use proxy_access::tokens::Holder;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::served::{
    BASE, FHIR, NOBODY, OPERATORS, PATCH, PATIENT, PROXY, Served, consent, served, to_status,
};

/// Whether a call waits for the lock that this test holds.
const WAITS: &str = "select exists (select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database()))";

/// Sends a call and hangs up when it has come as far as the database, which is busy until nobody is there any more.
async fn hung_up(served: &Served, pool: &PgPool, (line, media, token): (&str, &str, &str), body: &Value) {
    let mut open = pool.begin().await.expect("a transaction");
    let held = sqlx::query("select pg_advisory_xact_lock(202612010840)").execute(&mut *open).await;
    held.expect("it is held");
    let address = served.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let body = body.to_string();
    let call = format!(
        "{line} HTTP/1.1\r\nHost: us\r\nAuthorization: Bearer {token}\r\nX-Request-ID: {NOBODY}\r\n\
         Content-Type: {media}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(call.as_bytes()).await.expect("it is sent");
    while !sqlx::query_scalar::<_, bool>(WAITS).fetch_one(&mut *open).await.expect("an answer") {}
    stream.shutdown().await.expect("it hangs up");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the other side hangs up too");
    assert_eq!(answer, "", "nobody was answered");
    open.commit().await.expect("it is let go");
}

/// Waits until this is so.
async fn comes(pool: &PgPool, condition: &'static str) {
    let looking = async {
        while !sqlx::query_scalar::<_, bool>(condition).fetch_one(pool).await.expect("an answer") {}
    };
    assert!(timeout(Duration::from_secs(30), looking).await.is_ok(), "never came: {condition}");
}

#[tokio::test]
async fn a_role_is_created_and_changed_with_a_row_in_the_record_also_where_the_caller_hangs_up() {
    let served = served().await;
    let (pool, token) = (served.database.pool().await, served.token(&Holder::App));
    let line = format!("POST {BASE}/Consent");
    hung_up(&served, &pool, (&line, FHIR, &token), &consent(PATIENT, PROXY)).await;
    comes(
        &pool,
        "select exists (select from national_role where status = 'active')
            and exists (select from national_call where method = 'POST' and status = 201)",
    )
    .await;
    let id: String = sqlx::query_scalar("select id::text from national_role")
        .fetch_one(&pool)
        .await
        .expect("the one role");
    let line = format!("PATCH {BASE}/Consent/{id}");
    let end = to_status("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE", false);
    hung_up(&served, &pool, (&line, PATCH, &token), &end).await;
    comes(
        &pool,
        "select exists (select from national_role where status = 'inactive')
            and exists (select from national_call where method = 'PATCH' and status = 200)",
    )
    .await;
}

#[tokio::test]
async fn what_happened_to_somebody_is_done_whole_and_written_down_also_where_the_operator_hangs_up() {
    let served = served().await;
    let pool = served.database.pool().await;
    served.created(&consent(PATIENT, PROXY)).await;
    let event = json!({ "type": "pds-death-notification-1", "subject": PATIENT });
    let call = ("POST /operations/person-events", "application/json", OPERATORS);
    hung_up(&served, &pool, call, &event).await;
    comes(
        &pool,
        "select exists (select from national_role where reason = 'ROLE_DEACTIVATED_PATIENT_DECEASED')
            and exists (select from national_call where caller = 'operator' and status = 200)",
    )
    .await;
}
