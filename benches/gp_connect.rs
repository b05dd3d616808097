//! A health record of three megabytes given to another practice, beside the same answer made by reading the whole Bundle into one
//! value: first byte, whole, answers a second, and memory while fifty are given at once. PDS is asked for each, as it is in use.

use proxy_access::storage::PgPool;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::clock::Clock;
use proxy_access::config::{Connections, Database, GpConnect, Pds, Reader};
use proxy_access::national::gp_connect::Provider;
use proxy_access::run::RunningProvider;
use sandbox::Sandbox;
use sandbox::switches::PdsSwitches;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::report::Figure;

/// Somebody of the sandbox, who has moved to the second practice.
const PATIENT: &str = "9990000018";
const PATH: &str = "/A81001/STU3/1/gpconnect/fhir";
const DOCUMENTS: &str = "/A81001/STU3/1/gpconnect/documents/fhir";
/// Resources of three kilobytes each; one in ten is confidential.
const RESOURCES: i32 = 1_000;
/// Connections that ask at once, how long, and how many at once when memory is looked at.
const CALLERS: usize = 8;
const SECONDS: Duration = Duration::from_secs(5);
const CROWD: usize = 50;
/// Answers of which first byte and whole are measured.
const SINGLE: usize = 30;

/// What an answer took.
struct Took {
    first: f64,
    whole: f64,
    bytes: usize,
}

/// Measures all of it on this database, which [`fill`] has filled.
pub async fn measure(pds: &Pds, sandbox: &Sandbox, database_url: &str) -> Result<Vec<Figure>> {
    sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 0, ..PdsSwitches::default() });
    sandbox.pds().set(PATIENT, |record| record.practice = Some("B82002".to_owned()));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let values = [
        ("DATABASE_URL", database_url),
        ("DATABASE_POOL", "60"),
        ("CONNECTIONS_PER_SOURCE", "1000"),
        ("GP_CONNECT_URL", url.as_str()),
        ("GP_CONNECT_PRACTICES", "A81001=200000000116"),
    ];
    let mut reader = Reader::from_values(values.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let (database, connections) = (Database::read(&mut reader), Connections::read(&mut reader));
    let settings = GpConnect::read(&mut reader);
    let settings = reader.finish(settings)?.context("an address")?;
    let provider = Provider::build(settings, pds, &database, Clock::system())?;
    let (running, db) =
        (RunningProvider::start(provider.clone(), listener, connections)?, provider.db.clone());
    let call = call(&url, &provider.clock);
    let own = single(running.address, &call).await?;
    let ours = a_second(running.address, &call).await?;
    let memory = crowd(running.address, &call, CROWD).await?;
    let document = crowd(running.address, &call_for_document(&url, &provider.clock), 1).await?;
    let (bare, serving) = bare(&db).await?;
    let other = single(bare, &call).await?;
    let others = a_second(bare, &call).await?;
    serving.abort();
    running.stop().await;
    Ok(vec![
        Figure::at_most("record of 3 MB, first byte, median, ms (beside: as one value)", own.first, 15.0)
            .beside(other.first),
        Figure::at_most("record of 3 MB, whole, median, ms", own.whole, 80.0).beside(other.whole),
        Figure::at_least("record of 3 MB, answers a second (8 connections)", ours, 5.0 * others)
            .beside(others),
        Figure::at_most("records of 3 MB, 50 at once, memory more (PSS), MiB", memory, 12.0),
        Figure::at_most("document of 250 MB, memory more (PSS), MiB", document, 8.0),
    ])
}

/// Writes the record, and a document of a thousand parts of 256 KiB.
pub async fn fill(db: &PgPool) -> Result<()> {
    sqlx::query(
        "with one as (
             insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, body, imported_at)
             values (gen_random_uuid(), 'A81001', $1, '01', 'x', 'x', '{\"resourceType\":\"Patient\",\"id\":\"p\"}', now())
             returning id)
         insert into health_record_resource (patient_id, kind, resource_id, place, areas, confidential, body)
         select one.id, 'Observation', 'o' || n, n, '{826501000000100}', n % 10 = 0,
                jsonb_build_object('resourceType', 'Observation', 'id', 'o' || n, 'component',
                    (select jsonb_agg(jsonb_build_object('code', md5((n * 100 + m)::text), 'valueString', md5(m::text || n)))
                     from generate_series(1, 34) m))
         from one, generate_series(1, $2) n",
    )
    .bind(PATIENT)
    .bind(RESOURCES)
    .execute(db)
    .await?;
    let parts = "insert into health_record_content (sha256, part, bytes)
         select sha256('large'), n, convert_to(repeat('x', 262144), 'UTF8') from generate_series(0, 999) n";
    let document = "insert into health_record_document (patient_id, document_id, content_type, size, sha256)
         select id, 'large', 'application/pdf', 262144000, sha256('large') from health_record_patient
         where nhs_number = $1";
    sqlx::query(parts).execute(db).await?;
    sqlx::query(document).bind(PATIENT).execute(db).await?;
    sqlx::query("vacuum analyze health_record_resource").execute(db).await?;
    Ok(())
}

/// Who asks, for what is not confidential.
fn token(url: &str, clock: &Clock) -> String {
    let now = clock.now().unix_timestamp();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let claims = json!({
        "iss": "https://consumer.test", "sub": "u", "aud": format!("{url}{PATH}"), "iat": now, "exp": now + 300,
        "reason_for_request": "migration", "requested_scope": "patient/*.read conf/N",
        "requesting_device": {"resourceType": "Device"},
        "requesting_organization": {"resourceType": "Organization", "identifier": [
            {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "B82002"}]},
    });
    format!("{}.{}.", part(&json!({"alg": "none", "typ": "JWT"})), part(&claims))
}

/// The heads of a call but for its body's, as they go to the socket.
fn heads(method_and_path: &str, interaction: &str, token: &str) -> String {
    format!(
        "{method_and_path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         ssp-traceid: 629ea9ba-a077-4d99-b289-7a9b19fd4e03\r\nssp-from: 200000000115\r\nssp-to: 200000000116\r\n\
         ssp-interactionid: urn:nhs:names:services:gpconnect:{interaction}\r\nauthorization: Bearer {token}\r\n"
    )
}

/// A call for the record without its confidential items.
fn call(url: &str, clock: &Clock) -> String {
    let body = json!({"resourceType": "Parameters", "parameter": [
        {"name": "patientNHSNumber",
         "valueIdentifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": PATIENT}},
        {"name": "includeFullRecord", "part": [{"name": "includeSensitiveInformation", "valueBoolean": false}]},
    ]});
    let (body, path) = (body.to_string(), format!("POST {PATH}/Patient/$gpc.migratestructuredrecord"));
    let heads = heads(&path, "fhir:operation:gpc.migratestructuredrecord-1", &token(url, clock));
    format!("{heads}content-type: application/fhir+json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// A call for the large document.
fn call_for_document(url: &str, clock: &Clock) -> String {
    let path = format!("GET {DOCUMENTS}/Binary/large");
    format!("{}\r\n", heads(&path, "documents:fhir:rest:migrate:binary-1", &token(url, clock)))
}

/// One call, read to its end.
async fn ask(address: SocketAddr, call: &str) -> Result<Took> {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(call.as_bytes()).await?;
    let mut read = vec![0_u8; 16 * 1024];
    let mut bytes = stream.read(&mut read).await?;
    ensure!(read.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&read[..bytes]));
    let first = begun.elapsed().as_secs_f64() * 1000.0;
    loop {
        let more = stream.read(&mut read).await?;
        if more == 0 {
            break;
        }
        bytes += more;
    }
    Ok(Took { first, whole: begun.elapsed().as_secs_f64() * 1000.0, bytes })
}

/// Medians of one call after the other.
async fn single(address: SocketAddr, call: &str) -> Result<Took> {
    let (mut first, mut whole, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..SINGLE {
        let took = ask(address, call).await?;
        ensure!(took.bytes > 2_500_000, "{} bytes are no whole record", took.bytes);
        first.push(took.first);
        whole.push(took.whole);
        bytes = took.bytes;
    }
    first.sort_by(f64::total_cmp);
    whole.sort_by(f64::total_cmp);
    Ok(Took { first: first[SINGLE / 2], whole: whole[SINGLE / 2], bytes })
}

async fn a_second(address: SocketAddr, call: &str) -> Result<f64> {
    let begun = Instant::now();
    let callers = (0..CALLERS).map(|_| {
        let call = call.to_owned();
        tokio::spawn(async move {
            let mut count = 0_u32;
            while begun.elapsed() < SECONDS {
                ask(address, &call).await?;
                count += 1;
            }
            anyhow::Ok(count)
        })
    });
    let mut all = 0;
    for count in futures::future::join_all(callers).await {
        all += count??;
    }
    Ok(f64::from(all) / begun.elapsed().as_secs_f64())
}

/// How much memory this process takes more, at most, while many ask at once.
async fn crowd(address: SocketAddr, call: &str, many: usize) -> Result<f64> {
    let before = memory()?;
    let callers = (0..many).map(|_| {
        let call = call.to_owned();
        tokio::spawn(async move { ask(address, &call).await })
    });
    let mut all = tokio::spawn(futures::future::join_all(callers));
    let mut most = before;
    loop {
        let is_over = tokio::time::timeout(Duration::from_millis(5), &mut all).await;
        most = most.max(memory()?);
        if let Ok(answers) = is_over {
            for answer in answers? {
                answer??;
            }
            return Ok(most - before);
        }
    }
}

/// This process' share of the machine's memory (PSS), in MiB.
fn memory() -> Result<f64> {
    let rollup = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).context("no Pss")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kilobytes / 1024.0)
}

/// The other way: the whole Bundle is kept as a text, read into one value, filtered and written.
async fn bare(db: &PgPool) -> Result<(SocketAddr, tokio::task::JoinHandle<()>)> {
    sqlx::query(
        "create table bare_bundle as select json_build_object('resourceType', 'Bundle', 'entry',
             json_agg(json_build_object('confidential', confidential, 'resource', body) order by place))::text as bundle
         from health_record_resource",
    )
    .execute(db)
    .await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let path = format!("{PATH}/Patient/$gpc.migratestructuredrecord");
    let router = Router::new().route(&path, post(as_one_value)).with_state(db.clone());
    let serving = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
    Ok((address, serving))
}

async fn as_one_value(State(db): State<PgPool>, _body: String) -> Result<String, StatusCode> {
    let read = sqlx::query_scalar::<_, String>("select bundle from bare_bundle").fetch_one(&db).await;
    let text = read.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let mut bundle: Value = serde_json::from_str(&text).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    if let Some(entries) = bundle["entry"].as_array_mut() {
        entries.retain(|entry| entry["confidential"] == false);
    }
    Ok(bundle.to_string())
}
