//! What somebody may do for a patient today: what the practice offers, *and* what is on for the patient, *and* what the association
//! gives, on its days, by an account that is active (docs/sources.md#citizen-services, enabling and disabling).

use time::Date;

use crate::access::{RecordLevel, Service};
use crate::actor::PersonId;

use super::age::Ages;
use super::association::{Association, State};
use super::evolve::Account;
use super::offer::{Offer, Shown};
use super::status::Status;

/// The three that must all say yes, and the patient's age.
#[derive(Debug, Clone, Copy)]
pub struct Layers<'a> {
    /// What the practice offers to all.
    pub practice: &'a Offer,
    /// What is on for the patient.
    pub patient: &'a Offer,
    /// The account of whoever wants to do something, at the same practice.
    pub account: &'a Account,
    /// The patient's age, which ends what another may do on its day.
    pub ages: Ages,
}

/// Why a service may not be used; the first reason counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyNot {
    /// The account is not associated with this patient.
    NotAssociated,
    /// The association is suspended, or rests because of the patient's age.
    Suspended,
    /// The association begins on this day.
    NotYet(Date),
    /// The last day of the association has passed.
    Over,
    /// The account is inactive, for this reason.
    AccountInactive(Status),
    /// The practice offers it to nobody.
    OffAtPractice,
    /// It is off for this patient.
    OffForPatient,
    /// The association does not give it.
    NotGiven,
}

impl WhyNot {
    /// All codes, in the order in which reasons are looked for.
    pub const CODES: [&'static str; 8] = [
        "not_associated",
        "suspended",
        "not_yet",
        "over",
        "account_inactive",
        "off_at_practice",
        "off_for_patient",
        "not_given",
    ];

    /// The code in the API.
    pub fn code(self) -> &'static str {
        match self {
            WhyNot::NotAssociated => "not_associated",
            WhyNot::Suspended => "suspended",
            WhyNot::NotYet(_) => "not_yet",
            WhyNot::Over => "over",
            WhyNot::AccountInactive(_) => "account_inactive",
            WhyNot::OffAtPractice => "off_at_practice",
            WhyNot::OffForPatient => "off_for_patient",
            WhyNot::NotGiven => "not_given",
        }
    }
}

/// What may be done for a patient on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The services, in the order of the form.
    pub services: Vec<Service>,
    /// Those that may not be used, and why.
    pub refused: Vec<(Service, WhyNot)>,
    /// How much of the record is seen; nothing of it where seeing it is none of the services.
    pub record: Shown,
    /// First and last day, where there is an association.
    pub days: Option<(Date, Option<Date>)>,
}

impl Permission {
    /// As whoever acts for another is told it: what is off for the patient is the patient's own, and reads like what was never given.
    #[must_use]
    pub fn for_another(mut self) -> Permission {
        for (_, why) in &mut self.refused {
            if *why == WhyNot::OffForPatient {
                *why = WhyNot::NotGiven;
            }
        }
        self
    }
}

/// What may be done for this patient today.
pub fn permission(layers: Layers<'_>, patient: PersonId, today: Date) -> Permission {
    let association = layers.account.with_patient(patient);
    let verdict = |service| (service, may_use(layers, association, (service, today)));
    let verdicts: Vec<(Service, Result<(), WhyNot>)> = Service::ALL.into_iter().map(verdict).collect();
    let allowed = verdicts.iter().filter(|(_, verdict)| verdict.is_ok());
    let services: Vec<Service> = allowed.map(|(service, _)| *service).collect();
    let level = association.map_or(RecordLevel::None, |association| association.access.record());
    let sees = services.contains(&Service::ViewRecord);
    let given = Shown::always(if sees { level } else { RecordLevel::None });
    Permission {
        services,
        refused: verdicts.iter().filter_map(|(service, verdict)| Some((*service, verdict.err()?))).collect(),
        record: layers.practice.record.and(layers.patient.record).and(given),
        days: association.map(|association| (association.access.starts(), association.access.ends())),
    }
}

fn may_use(
    layers: Layers<'_>,
    association: Option<&Association>,
    (service, today): (Service, Date),
) -> Result<(), WhyNot> {
    let association = association.ok_or(WhyNot::NotAssociated)?;
    let (access, status) = (&association.access, layers.account.status(today));
    let is_too_old = association.tie.is_proxy() && layers.ages.are_reached(association.decided_on, today);
    if association.state != State::Running || is_too_old {
        return Err(WhyNot::Suspended);
    }
    if today < access.starts() {
        return Err(WhyNot::NotYet(access.starts()));
    }
    if access.is_over(today) {
        return Err(WhyNot::Over);
    }
    if !status.is_active() {
        return Err(WhyNot::AccountInactive(status));
    }
    if !layers.practice.has(service) {
        return Err(WhyNot::OffAtPractice);
    }
    if !layers.patient.has(service) {
        return Err(WhyNot::OffForPatient);
    }
    if access.allows(service) { Ok(()) } else { Err(WhyNot::NotGiven) }
}
