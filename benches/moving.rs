//! The pace at which roles are moved: `proxy-access migration run` against our own store of roles, whose record of calls says
//! when each came.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use domain::clock::Clock;
use proxy_access::run::demo::keys::Keys;
use proxy_access::tokens::TokenKeys;
use serde_json::json;
use tokio::process::Command;

use super::national::{nhs_number, serve};
use super::report::Figure;

/// Rows that are moved, each by a call, and calls in a second that were agreed: half a minute.
const ROWS: u32 = 1_500;
const RATE: u32 = 50;
/// First nine digits of the first patient and of the first proxy.
const FIRST: (u32, u32) = (700_000_000, 800_000_000);
/// Header and name of the round.
const ROUND: (&str, &str) = ("x-migration-round", "pace");
/// Who we are to the store.
const API_KEY: &str = "bench";

/// Moves them with these settings of a service.
pub async fn measure(database_url: &str, variables: &[(String, String)]) -> Result<Vec<Figure>> {
    let pem = Keys::generate()?.private_pem;
    let public = serde_json::to_value(TokenKeys::read(&pem.clone().into())?.public())?;
    let key_id = public["keys"][0]["kid"].as_str().context("a key id")?.to_owned();
    let programs = json!({ API_KEY: public }).to_string();
    let (running, _) = serve(database_url, &[("NATIONAL_PROGRAMS", &programs)]).await?;
    let url = format!("http://{}", running.address);
    let own = [
        ("VRS_URL", format!("{url}/validated-relationships/FHIR/R4")),
        ("VRS_TOKEN_URL", format!("{url}/oauth2/token")),
        ("VRS_API_KEY", API_KEY.to_owned()),
        ("VRS_KEY_ID", key_id),
        ("VRS_PRIVATE_KEY", pem),
    ];
    let mut all = variables.to_vec();
    all.extend(own.map(|(name, value)| (name.to_owned(), value)));
    let path = std::env::temp_dir().join(format!("moved-{}.csv", Clock::system().new_id().simple()));
    std::fs::write(&path, list()?)?;
    let moved = run(&path, &all).await;
    std::fs::remove_file(&path)?;
    moved?;
    let (calls, seconds): (i64, f64) = sqlx::query_as(
        "select count(*), extract(epoch from max(at) - min(at))::float8 from national_call where round = $1",
    )
    .bind(ROUND.1)
    .fetch_one(&running.store.db)
    .await?;
    running.stop().await;
    ensure!(calls >= i64::from(ROWS), "{calls} calls for {ROWS} rows");
    // Between so many calls lies one turn less.
    let turns = f64::from(u32::try_from(calls)? - 1);
    let (a_second, agreed) = (turns / seconds, f64::from(RATE));
    let away = (a_second / agreed - 1.0).abs() * 100.0;
    Ok(vec![
        Figure::plain("roles are moved at an agreed 50 a second, calls a second", a_second),
        Figure::at_most("roles are moved at an agreed 50 a second, away from it, %", away, 1.0),
    ])
}

fn list() -> Result<String> {
    let mut text = "supplier_id,patient_nhs_number,proxy_nhs_number,ods_code,start,status\n".to_owned();
    for row in 0..ROWS {
        let (patient, proxy) = (nhs_number(FIRST.0 + row), nhs_number(FIRST.1 + row));
        writeln!(text, "L-{row},{patient},{proxy},A81001,2024-02-01,active")?;
    }
    Ok(text)
}

/// From the list to the last call.
async fn run(list: &Path, variables: &[(String, String)]) -> Result<()> {
    let (list, rate, (header, name)) = (list.display().to_string(), RATE.to_string(), ROUND);
    let header = format!("{header}: {name}");
    does(&["import", &list], variables).await?;
    let round = ["--round", name, "--environment", "int", "--practice", "A81001"];
    let terms = ["--rate", rate.as_str(), "--header", header.as_str()];
    does(&[&["plan"][..], &round[..], &terms[..]].concat(), variables).await?;
    does(&["run", "--round", name], variables).await
}

async fn does(arguments: &[&str], variables: &[(String, String)]) -> Result<()> {
    let ended = Command::new(env!("CARGO_BIN_EXE_proxy-access"))
        .arg("migration")
        .args(arguments)
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .kill_on_drop(true)
        .output()
        .await?;
    let said = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "{arguments:?}: {said}");
    Ok(())
}
