//! The service's keys with the outside systems: made by the first test of a run, since making one takes a tenth of a second.

use std::fs;
use std::path::PathBuf;

use proxy_access::run::demo::settings::ServiceKeys;

/// Keys for one world. They lie beside the socket of the run's own Postgres and go with it; elsewhere each world has new ones.
pub fn service_keys(database_url: &str) -> ServiceKeys {
    let Some(file) = shelf(database_url) else { return ServiceKeys::generate().expect("keys") };
    if let Some(keys) = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok()) {
        return keys;
    }
    let keys = ServiceKeys::generate().expect("keys");
    // Whole or not at all: others may read at this moment.
    let draft = file.with_extension(format!("{}", std::process::id()));
    if fs::write(&draft, serde_json::to_vec(&keys).expect("JSON")).is_ok() {
        drop(fs::rename(&draft, &file));
    }
    keys
}

/// Where they lie: only in the scratch folder of `bin/with-postgres`.
fn shelf(database_url: &str) -> Option<PathBuf> {
    let url = url::Url::parse(database_url).ok()?;
    let (_, folder) = url.query_pairs().find(|(name, _)| name == "host")?;
    folder.contains("/private-postgres.").then(|| PathBuf::from(&*folder).join("test-keys.json"))
}
