//! The switches of a practice, and those of one of its patients: which services are offered, and how much of the record is shown. A
//! kind of its own: they are not an account's, and there may be many accounts, or none, to which they apply.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::access::Service;
use crate::actor::{Actor, PersonId};
use crate::aggregate::{Aggregate, Recorded, Task};
use crate::london::london_date;
use crate::ods_code::OdsCode;

use super::ids::SwitchesId;
use super::offer::{Offer, Shown};
use super::reason::OffReason;
use super::refusal::Refusal;

/// Set all switches so; whoever takes something away says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSwitches {
    /// At which practice.
    pub practice: OdsCode,
    /// For which patient; none for the whole practice.
    pub patient: Option<PersonId>,
    /// What is offered from now on.
    pub offer: Offer,
    /// Why, where something is taken away.
    pub off: Option<OffReason>,
}

/// What has happened to switches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum SwitchEvent {
    /// They were touched for the first time; until then everything is on.
    SwitchesMade { practice: OdsCode, patient: Option<PersonId> },
    /// A service was switched on.
    ServiceOn { service: Service },
    /// A service was switched off.
    ServiceOff { service: Service, reason: OffReason },
    /// As much of the record is shown; with a reason where it is less.
    RecordShown { record: Shown, off: Option<OffReason> },
}

impl SwitchEvent {
    /// The name in the log and the history.
    pub fn name(&self) -> &'static str {
        match self {
            SwitchEvent::SwitchesMade { .. } => "switches_made",
            SwitchEvent::ServiceOn { .. } => "service_on",
            SwitchEvent::ServiceOff { .. } => "service_off",
            SwitchEvent::RecordShown { .. } => "record_shown",
        }
    }
}

/// The switches of a practice, or of one of its patients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switches {
    /// Our opaque id.
    pub id: SwitchesId,
    /// How many events they have.
    pub version: i32,
    /// At which practice.
    pub practice: OdsCode,
    /// For which patient; none for the whole practice.
    pub patient: Option<PersonId>,
    /// What is offered.
    pub offer: Offer,
}

impl SetSwitches {
    fn decide(
        &self,
        current: Option<&Switches>,
        by: &Actor,
        today: Date,
    ) -> Result<Vec<SwitchEvent>, Refusal> {
        let (Actor::Staff { practice, .. } | Actor::Program { practice, .. }) = by else {
            return Err(Refusal::NotFound);
        };
        let is_of =
            |switches: &Switches| switches.practice == self.practice && switches.patient == self.patient;
        if *practice != self.practice || !current.is_none_or(is_of) {
            return Err(Refusal::NotFound);
        }
        match self.offer.record.since() {
            Some(_) if self.patient.is_none() => return Err(Refusal::NoDateForPractice),
            Some(from) if from > today => return Err(Refusal::InFuture),
            Some(_) | None => {}
        }
        let everything = Offer::everything();
        let changes = self.changes(current.map_or(&everything, |switches| &switches.offer))?;
        let is_first = current.is_none() && !changes.is_empty();
        let made = is_first
            .then(|| SwitchEvent::SwitchesMade { practice: self.practice.clone(), patient: self.patient });
        Ok(made.into_iter().chain(changes).collect())
    }

    /// What is different from before.
    fn changes(&self, before: &Offer) -> Result<Vec<SwitchEvent>, Refusal> {
        let mut changes = Vec::new();
        for service in Service::ALL {
            match (before.services.contains(&service), self.offer.services.contains(&service)) {
                (false, true) => changes.push(SwitchEvent::ServiceOn { service }),
                (true, false) => {
                    let reason = self.off.ok_or(Refusal::ReasonNeeded)?;
                    changes.push(SwitchEvent::ServiceOff { service, reason });
                }
                (true, true) | (false, false) => {}
            }
        }
        let record = self.offer.record;
        if record != before.record {
            let is_less = record.is_less_than(before.record);
            if is_less && self.off.is_none() {
                return Err(Refusal::ReasonNeeded);
            }
            changes.push(SwitchEvent::RecordShown { record, off: self.off.filter(|_| is_less) });
        }
        Ok(changes)
    }
}

impl Aggregate for Switches {
    const KIND: &'static str = "switches";
    type Id = SwitchesId;
    type Command = SetSwitches;
    type Event = SwitchEvent;
    type Refusal = Refusal;

    fn id(&self) -> SwitchesId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn stage(&self) -> &'static str {
        if self.patient.is_some() { "of_patient" } else { "of_practice" }
    }

    fn is_known_to(&self, actor: &Actor) -> bool {
        match actor {
            Actor::Citizen { id } => self.patient == Some(*id),
            Actor::Staff { practice, .. } | Actor::Program { practice, .. } => *practice == self.practice,
            Actor::InvitationLink { .. } => false,
            Actor::System => true,
        }
    }

    fn name(event: &SwitchEvent) -> &'static str {
        event.name()
    }

    fn decide(
        current: Option<&Switches>,
        command: &SetSwitches,
        by: &Actor,
        now: OffsetDateTime,
    ) -> Result<Vec<SwitchEvent>, Refusal> {
        command.decide(current, by, london_date(now))
    }

    fn evolve(state: Option<Switches>, recorded: &Recorded<Switches>) -> Option<Switches> {
        let (id, version) = (recorded.id, recorded.version);
        match (state, &recorded.event) {
            (None, SwitchEvent::SwitchesMade { practice, patient }) => {
                let (practice, offer) = (practice.clone(), Offer::everything());
                Some(Switches { id, version, practice, patient: *patient, offer })
            }
            (None, _) => None,
            (Some(mut switches), event) => {
                switches.version = version;
                match event {
                    SwitchEvent::SwitchesMade { .. } => {}
                    SwitchEvent::ServiceOn { service } => {
                        switches.offer.services.insert(*service);
                    }
                    SwitchEvent::ServiceOff { service, .. } => {
                        switches.offer.services.remove(service);
                    }
                    SwitchEvent::RecordShown { record, .. } => switches.offer.record = *record,
                }
                Some(switches)
            }
        }
    }

    /// Nothing yet: nobody is told by a letter that a switch was touched.
    fn work(_before: Option<&Switches>, _event: &SwitchEvent) -> Vec<Task> {
        Vec::new()
    }
}
