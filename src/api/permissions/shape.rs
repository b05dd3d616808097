//! A permission as it is written.

use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use crate::actions::accounts::permit::Permitted;
use crate::api::day::day;
use crate::storage::views::accounts::permissions::Inputs;
use domain::account::{self, AccountId, AssociationId, Layers, Shown, Status, WhyNot, permission};
use domain::{OdsCode, PersonId, Service};

/// What somebody may do for a patient at one practice today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Permission {
    /// ODS code of the practice.
    #[schema(example = "A81001")]
    practice: String,
    /// The account by which the actor acts.
    account: String,
    /// Its association with the patient.
    #[serde(skip_serializing_if = "Option::is_none")]
    association: Option<String>,
    /// Services that may be used now, by code.
    services: Vec<&'static str>,
    /// Those that may not, each with the first reason why not.
    refused: Vec<Refused>,
    /// How much of the record is seen.
    record: Record,
    /// First day.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    starts: Option<String>,
    /// Last day, where there is one.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
}

/// A service that may not be used.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusedService)]
struct Refused {
    /// Which, by code.
    service: &'static str,
    /// Why not.
    why: &'static str,
    /// From which day on, where it has not begun.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// How the account stands, where it is inactive.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'static str>,
}

/// How much of the record is seen: one level, or one for entries from a day on and a lower one for those before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordShown)]
struct Record {
    /// The level of what is dated on the day or later.
    current: &'static str,
    /// The level of what was before.
    historical: &'static str,
    /// The day, where there is one.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

/// What is not told to whoever reads: what is switched off for the patient, and how the account of whoever acts stands.
#[derive(Debug, Clone, Copy)]
pub struct Private {
    /// What is the patient's own.
    pub patients: bool,
    /// What is the actor's own.
    pub actors: bool,
}

/// What comes of what counts at one practice.
pub fn of(inputs: &Inputs, (patient, today): (PersonId, Date), private: Private) -> Permission {
    let Inputs { account, practice, patient: on, ages, .. } = inputs;
    let association = account.with_patient(patient).map(|association| association.id);
    let found = permission(Layers { practice, patient: on, account, ages: *ages }, patient, today);
    told((&account.practice, account.id, association), found, private)
}

/// What was found for somebody at one practice.
pub fn permitted(found: &Permitted, private: Private) -> Permission {
    told((&found.practice, found.account, found.association), found.permission.clone(), private)
}

fn told(
    (practice, account, association): (&OdsCode, AccountId, Option<AssociationId>),
    found: account::Permission,
    private: Private,
) -> Permission {
    let found = if private.patients { found.for_another() } else { found };
    Permission {
        practice: practice.to_string(),
        account: account.to_string(),
        association: association.map(|association| association.to_string()),
        services: found.services.iter().copied().map(Service::code).collect(),
        refused: found.refused.iter().map(|(service, why)| refused((*service, *why), private)).collect(),
        record: record(found.record),
        starts: found.days.map(|(starts, _)| day(starts)),
        ends: found.days.and_then(|(_, ends)| ends).map(day),
    }
}

fn refused((service, why): (Service, WhyNot), private: Private) -> Refused {
    let from = if let WhyNot::NotYet(from) = why { Some(day(from)) } else { None };
    let account = match why {
        WhyNot::AccountInactive(status) if !private.actors => Some(Status::code(status)),
        _ => None,
    };
    Refused { service: service.code(), why: why.code(), from, account }
}

fn record(shown: Shown) -> Record {
    Record {
        current: shown.current().code(),
        historical: shown.historical().code(),
        from: shown.since().map(day),
    }
}
