//! A session as it was found, before it is told in somebody's words.

use serde::Serialize;

use crate::storage::views::accounts::permissions::Named;
use domain::account::{Permission, WhyNot};
use domain::{OdsCode, PersonId, RecordLevel, Service};

/// A session. No `Debug`: it names people.
pub struct Session {
    /// Its id.
    pub id: String,
    /// At which practice.
    pub practice: OdsCode,
    /// Who acts.
    pub actor: PersonId,
    /// The same by name.
    pub holder: Named,
    /// For whom something may be done.
    pub patients: Vec<Patient>,
}

/// Somebody for whom something may be done, themselves included.
pub struct Patient {
    /// Who.
    pub id: PersonId,
    /// The same by name.
    pub named: Named,
    /// Whether it is for another.
    pub is_proxy: bool,
    /// What may be done.
    pub permission: Permission,
    /// The token by which it is done.
    pub link: String,
}

impl Session {
    /// The holder’s own record here, where they may do something with it.
    pub fn own(&self) -> Option<PersonId> {
        self.patients.iter().find(|patient| !patient.is_proxy).map(|patient| patient.id)
    }
}

impl Patient {
    /// Whether a service may be used.
    pub fn may(&self, service: Service) -> bool {
        self.permission.services.contains(&service)
    }

    /// Whether the practice offers a service to nobody.
    pub fn is_off(&self, service: Service) -> bool {
        self.permission.refused.contains(&(service, WhyNot::OffAtPractice))
    }

    /// How much of the record is seen. The interface knows no day from which on it is more: the lower of two levels counts.
    pub fn level(&self) -> RecordLevel {
        self.permission.record.historical()
    }

    /// In a word of that interface.
    pub fn association(&self) -> &'static str {
        if self.is_proxy { "Proxy" } else { "Self" }
    }
}

/// A name as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    title: String,
    first_name: String,
    surname: String,
}

impl From<&Named> for Person {
    fn from(named: &Named) -> Person {
        let (title, name) = (named.title.clone(), named.name.clone());
        Person { title, first_name: name.given, surname: name.family }
    }
}
