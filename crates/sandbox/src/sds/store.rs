//! Which practice's system is where.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::faults::SdsFaults;
use crate::cast;
use crate::switches::{Choice, Switches};

const CHOICES: &[(&str, &str)] = &[
    ("All well", "{}"),
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Our key is refused (401)", r#"{"key_refused":true}"#),
    ("A81001 gives out no records", r#"{"without_endpoint":["A81001"]}"#),
];

#[derive(Default)]
struct Store {
    faults: SdsFaults,
    /// Systems that are not the stand-in's, by practice.
    elsewhere: BTreeMap<String, System>,
}

/// A practice's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    /// Its ASID.
    pub asid: String,
    /// Where it gives out records.
    pub structured: String,
    /// Where it gives out documents.
    pub documents: String,
}

/// The directory; clones share it.
#[derive(Clone, Default)]
pub struct Sds {
    store: Arc<Mutex<Store>>,
}

impl Sds {
    /// Sets its faults.
    pub fn set_faults(&self, faults: SdsFaults) {
        self.lock().faults = faults;
    }

    /// From now on this practice's system is elsewhere: another process that gives out records.
    pub fn place(&self, practice: &str, system: System) {
        self.lock().elsewhere.insert(practice.to_owned(), system);
    }

    pub(super) fn faults(&self) -> SdsFaults {
        self.lock().faults.clone()
    }

    /// A practice's system, which is at the sandbox where nothing else was said.
    pub(super) fn system(&self, practice: &str, sandbox_url: &str) -> Option<System> {
        if let Some(system) = self.lock().elsewhere.get(practice) {
            return Some(system.clone());
        }
        let root = format!("{sandbox_url}{}/{practice}/STU3/1/gpconnect", crate::gp_connect::PATH);
        let (structured, documents) = (format!("{root}/structured"), format!("{root}/documents"));
        Some(System { asid: asid(practice)?, structured, documents })
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ASID of a practice of the cast.
pub(crate) fn asid(practice: &str) -> Option<String> {
    let mut practices = cast::practices().iter().filter(|one| one.is_gp_practice);
    practices.position(|one| one.ods_code == practice).map(|place| format!("2000000001{:02}", place + 15))
}

/// Lets the switches reach the directory.
pub(crate) fn connect(sds: &Sds, switches: &Switches) {
    let sds = sds.clone();
    let choices = CHOICES.iter().map(|(does, json)| Choice((*does).to_owned(), (*json).to_owned()));
    switches.connect(("sds", "the directory of GP systems"), choices.collect(), move |faults| {
        let faults = serde_json::from_value(faults).map_err(|fault| fault.to_string())?;
        sds.set_faults(faults);
        Ok(())
    });
}
