//! Keys for tests: made by the first test of a run that wants them, since making one takes a tenth of a second and more.
//!
//! They lie in the folder `TEST_KEYS`, which `bin/test` makes and takes away; without it each process has new ones.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use proxy_access::run::demo::keys::Keys;
use proxy_access::run::demo::settings::ServiceKeys;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The service's keys with the outside systems; the stand-ins keep theirs in the same place from then on.
pub fn service_keys() -> ServiceKeys {
    if let Some(folder) = shelf() {
        sandbox::keep_keys_in(folder);
    }
    kept("service", || ServiceKeys::generate().expect("keys"))
}

/// A private key in PEM that no other call in this process gets.
pub fn another_key() -> String {
    static GIVEN: AtomicUsize = AtomicUsize::new(0);
    let number = GIVEN.fetch_add(1, Ordering::Relaxed);
    kept(&format!("another-{number}"), || Keys::generate().expect("a key").private_pem)
}

fn kept<T: Serialize + DeserializeOwned>(name: &str, make: impl FnOnce() -> T) -> T {
    let Some(folder) = shelf() else { return make() };
    let place = folder.join(format!("{name}.json"));
    if let Some(kept) = fs::read(&place).ok().and_then(|text| serde_json::from_slice(&text).ok()) {
        return kept;
    }
    let made = make();
    // Whole or not at all: others may read at this moment.
    let draft = folder.join(format!("{name}.{}", std::process::id()));
    if fs::write(&draft, serde_json::to_vec(&made).expect("JSON")).is_ok() {
        drop(fs::rename(&draft, place));
    }
    made
}

fn shelf() -> Option<PathBuf> {
    std::env::var_os("TEST_KEYS").map(PathBuf::from)
}
