//! Faults that can be switched on while the sandbox runs; everything off is the default.

mod page;
mod record_fault;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) use self::page::routes;
pub use self::record_fault::RecordFault;

/// Faults of PDS and of the token endpoint in front of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PdsSwitches {
    /// The platform answers 503 with a plain page, as when the API behind it is gone.
    pub down: bool,
    /// Milliseconds before each answer of the API.
    pub slow_ms: u64,
    /// Every call is one too many (429).
    pub rate_limited: bool,
    /// Calls allowed in a rolling minute; 0 for no limit. The platform's default is 5 a second.
    pub calls_a_minute: u32,
    /// Answers every well-formed call with this error.
    pub forced: Option<ForcedError>,
    /// 200 with a page in place of JSON.
    pub garbage: bool,
    /// The token endpoint answers 503.
    pub token_down: bool,
    /// The token endpoint answers 401 "JWT signature verification failed".
    pub token_401: bool,
    /// Our application is not subscribed to the API: 401 `unauthorized_client` from the token endpoint.
    pub unsubscribed: bool,
    /// What single records do, by NHS number; all others answer.
    pub records: BTreeMap<String, RecordFault>,
}

/// An error of docs/sources.md#pds-fhir.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedError {
    /// HTTP status.
    pub status: u16,
    /// Spine error code such as `RESOURCE_NOT_FOUND`.
    pub code: String,
}

impl Default for PdsSwitches {
    fn default() -> PdsSwitches {
        PdsSwitches {
            down: false,
            slow_ms: 0,
            rate_limited: false,
            calls_a_minute: 300,
            forced: None,
            garbage: false,
            token_down: false,
            token_401: false,
            unsubscribed: false,
            records: BTreeMap::new(),
        }
    }
}

/// Faults of the organisation directory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OdsSwitches {
    /// The platform answers 503.
    pub down: bool,
    /// Milliseconds before each answer.
    pub slow_ms: u64,
    /// The API key is refused (401).
    pub key_refused: bool,
    /// ODS codes shown as no longer active.
    pub closed: Vec<String>,
}

/// Faults of the mail server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmtpSwitches {
    /// 421 to new connections, and to the next message of open ones.
    pub refuse: bool,
    /// Milliseconds before the greeting and before a message is acknowledged.
    pub slow_ms: u64,
    /// 550 to every recipient.
    pub reject_rcpt: bool,
    /// 451 after the message.
    pub temp_fail: bool,
    /// Keeps the message, then hangs up before saying so: the sender cannot know.
    pub drop_before_ack: bool,
}

/// Faults of MESH.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeshSwitches {
    /// Every call is answered 503.
    pub down: bool,
    /// Milliseconds before each answer.
    pub slow_ms: u64,
    /// Every call is one too many (429 with `Retry-After`).
    pub rate_limited: bool,
    /// Every call is refused (403).
    pub refused: bool,
    /// ODS codes that nothing can be sent to: 417, code 12, though a look-up shows their mailbox.
    pub cannot_send_to: Vec<String>,
    /// ODS codes whose mailbox is not registered for any workflow: 417, code 17, and not shown by a look-up.
    pub unregistered: Vec<String>,
    /// ODS codes without a mailbox.
    pub without_mailbox: Vec<String>,
    /// Keeps a message, then ends the connection before saying so: the sender cannot know.
    pub drop_before_answer: bool,
    /// Keeps a message and answers 500.
    pub fail_before_answer: bool,
    /// Delivers each message twice, under two ids.
    pub duplicate: bool,
}

/// Takes the faults of a stand-in that has its own form for them.
type Setter = Arc<dyn Fn(Value) -> Result<(), String> + Send + Sync>;

/// What the page offers: what a fault does, and the JSON that does it.
#[derive(Clone)]
pub(super) struct Choice(pub String, pub String);

/// A stand-in that has its own form for its faults.
struct Connected {
    title: &'static str,
    choices: Vec<Choice>,
    set: Setter,
    now: Value,
}

#[derive(Default)]
struct Positions {
    pds: PdsSwitches,
    ods: OdsSwitches,
    smtp: SmtpSwitches,
    mesh: MeshSwitches,
    others: BTreeMap<&'static str, Connected>,
}

/// Every switch; clones share them.
#[derive(Clone, Default)]
pub struct Switches {
    positions: Arc<Mutex<Positions>>,
}

/// Why a switch was not set.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SwitchFault {
    /// No stand-in of this name.
    #[error("there is no system of that name; /switches.json lists those there are")]
    NoSuchSystem,
    /// The stand-in does not understand the faults.
    #[error("not understood: {0}")]
    NotUnderstood(String),
}

impl Switches {
    /// The faults of PDS.
    pub fn pds(&self) -> PdsSwitches {
        self.lock().pds.clone()
    }

    /// The faults of the organisation directory.
    pub fn ods(&self) -> OdsSwitches {
        self.lock().ods.clone()
    }

    /// The faults of the mail server.
    pub fn smtp(&self) -> SmtpSwitches {
        self.lock().smtp.clone()
    }

    /// The faults of MESH.
    pub fn mesh(&self) -> MeshSwitches {
        self.lock().mesh.clone()
    }

    /// Sets the faults of PDS.
    pub fn set_pds(&self, faults: PdsSwitches) {
        self.lock().pds = faults;
    }

    /// Sets the faults of the organisation directory.
    pub fn set_ods(&self, faults: OdsSwitches) {
        self.lock().ods = faults;
    }

    /// Sets the faults of the mail server.
    pub fn set_smtp(&self, faults: SmtpSwitches) {
        self.lock().smtp = faults;
    }

    /// Sets the faults of MESH.
    pub fn set_mesh(&self, faults: MeshSwitches) {
        self.lock().mesh = faults;
    }

    /// Sets the faults of `system` (`pds`, `ods`, `smtp`, `mesh`, or one that was connected) from JSON.
    pub fn set(&self, system: &str, faults: Value) -> Result<(), SwitchFault> {
        match system {
            "pds" => self.set_pds(read(faults)?),
            "ods" => self.set_ods(read(faults)?),
            "smtp" => self.set_smtp(read(faults)?),
            "mesh" => self.set_mesh(read(faults)?),
            other => self.set_other(other, faults)?,
        }
        Ok(())
    }

    /// Everything well again, everywhere.
    pub fn reset(&self) {
        let others: Vec<&'static str> = self.lock().others.keys().copied().collect();
        for system in others {
            if let Err(fault) = self.set_other(system, empty()) {
                tracing::error!(system, %fault, "a stand-in did not take its reset");
            }
        }
        let mut positions = self.lock();
        positions.pds = PdsSwitches::default();
        positions.ods = OdsSwitches::default();
        positions.smtp = SmtpSwitches::default();
        positions.mesh = MeshSwitches::default();
    }

    /// Adds a stand-in that reads its faults itself, by name, with its title on the page and what the page offers there; an
    /// empty object means no fault. Nothing else here has to know of it.
    pub(super) fn connect(
        &self,
        (system, title): (&'static str, &'static str),
        choices: Vec<Choice>,
        set: impl Fn(Value) -> Result<(), String> + Send + Sync + 'static,
    ) {
        let connected = Connected { title, choices, set: Arc::new(set), now: empty() };
        self.lock().others.insert(system, connected);
    }

    /// The title and the choices of a stand-in that was connected.
    fn offered(&self, system: &str) -> Option<(&'static str, Vec<Choice>)> {
        self.lock().others.get(system).map(|connected| (connected.title, connected.choices.clone()))
    }

    /// Every system with its present faults, for the page.
    pub(super) fn all(&self) -> Vec<(&'static str, Value)> {
        let positions = self.lock();
        let own = [
            ("pds", serde_json::to_value(&positions.pds)),
            ("ods", serde_json::to_value(&positions.ods)),
            ("smtp", serde_json::to_value(&positions.smtp)),
            ("mesh", serde_json::to_value(&positions.mesh)),
        ];
        let own = own.into_iter().map(|(system, faults)| (system, faults.unwrap_or_default()));
        own.chain(positions.others.iter().map(|(system, other)| (*system, other.now.clone()))).collect()
    }

    fn set_other(&self, system: &str, faults: Value) -> Result<(), SwitchFault> {
        let setter = self.lock().others.get(system).map(|connected| Arc::clone(&connected.set));
        let set = setter.ok_or(SwitchFault::NoSuchSystem)?;
        set(faults.clone()).map_err(SwitchFault::NotUnderstood)?;
        if let Some(connected) = self.lock().others.get_mut(system) {
            connected.now = faults;
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Positions> {
        self.positions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits as long as a `slow_ms` switch says.
pub(super) async fn be_slow(millis: u64) {
    if millis > 0 {
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

fn read<T: serde::de::DeserializeOwned>(faults: Value) -> Result<T, SwitchFault> {
    serde_json::from_value(faults).map_err(|fault| SwitchFault::NotUnderstood(fault.to_string()))
}

fn empty() -> Value {
    Value::Object(serde_json::Map::new())
}
