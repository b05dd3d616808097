//! The roles that are kept, which tests may read and change while the sandbox runs.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::faults::VrsFaults;

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VrsRole {
    /// Its id.
    pub id: String,
    /// NHS number of the patient.
    pub patient: String,
    /// NHS number of the proxy.
    pub proxy: String,
    /// How it stands.
    pub status: String,
    /// Why.
    pub reason: String,
    /// Text to the reason.
    pub text: Option<String>,
    /// System, code and display of the legal basis.
    pub basis: [String; 3],
    /// ODS code of who granted it.
    pub grantor: Option<String>,
    /// When the consent was made.
    pub made_at: String,
    /// First instant, as it was written.
    pub start: Option<String>,
    /// Last instant, as it was written.
    pub end: Option<String>,
    /// When it changed last.
    pub updated: String,
}

/// What somebody is to a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VrsRelated {
    /// NHS number of the patient.
    pub patient: String,
    /// NHS number of the proxy.
    pub proxy: String,
    /// System, code and display of what the proxy is to the patient.
    pub relation: [String; 3],
}

/// How many calls of each kind came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Calls {
    pub(super) posts: u64,
    pub(super) reads: u64,
    pub(super) patches: u64,
}

#[derive(Default)]
pub(super) struct Store {
    pub(super) roles: Vec<VrsRole>,
    pub(super) related: Vec<VrsRelated>,
    pub(super) calls: Calls,
    pub(super) faults: VrsFaults,
}

/// The store; clones share it.
#[derive(Clone, Default)]
pub struct Vrs {
    store: Arc<Mutex<Store>>,
}

impl Vrs {
    /// All roles, in order of creation.
    pub fn roles(&self) -> Vec<VrsRole> {
        self.lock().roles.clone()
    }

    /// How many roles were asked to be created, refused calls too.
    pub fn posts(&self) -> u64 {
        self.lock().calls.posts
    }

    /// How many changes were asked for.
    pub fn patches(&self) -> u64 {
        self.lock().calls.patches
    }

    /// How many times roles were read.
    pub fn reads(&self) -> u64 {
        self.lock().calls.reads
    }

    /// Adds a role, as another supplier would have.
    pub fn add(&self, role: VrsRole) {
        self.lock().roles.push(role);
    }

    /// Says what somebody is to a patient.
    pub fn relate(&self, related: VrsRelated) {
        self.lock().related.push(related);
    }

    /// Changes the role with this id behind everybody's back; false where there is none.
    pub fn set(&self, id: &str, change: impl FnOnce(&mut VrsRole)) -> bool {
        let mut store = self.lock();
        let found = store.roles.iter_mut().find(|role| role.id == id);
        found.map(change).is_some()
    }

    /// Deletes the role with this id, as when a number is nobody's any more.
    pub fn delete(&self, id: &str) {
        self.lock().roles.retain(|role| role.id != id);
    }

    /// The faults from now on.
    pub fn set_faults(&self, faults: VrsFaults) {
        self.lock().faults = faults;
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
