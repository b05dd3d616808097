//! The form: what was checked, and what was set in the practice's own system.

use serde::Deserialize;
use time::Date;

use crate::web::form::{DateFault, DateFields, parse_date};
use crate::web::staff::told::{self, Typed};
use domain::access::AccessFault;
use domain::delegation::{ChecklistItem, ConsentMethod, LessReason, Tell};
use domain::{Access, RecordLevel, Service};

/// The form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Which button was pressed: none, `differs`, `send` or `edit`.
    pub step: String,
    /// Points ticked.
    pub checklist: Vec<String>,
    /// How consent was given.
    pub consent: String,
    /// Services set.
    pub services: Vec<String>,
    /// Level of the record.
    pub record: String,
    #[serde(rename = "starts-day")]
    starts_day: String,
    #[serde(rename = "starts-month")]
    starts_month: String,
    #[serde(rename = "starts-year")]
    starts_year: String,
    /// `until` or `no_end`.
    pub how_long: String,
    #[serde(rename = "ends-day")]
    ends_day: String,
    #[serde(rename = "ends-month")]
    ends_month: String,
    #[serde(rename = "ends-year")]
    ends_year: String,
    /// Ticked: the patient consents to more than they asked for.
    pub more: String,
    /// Why it is less than was asked for.
    pub less: String,
    /// What the patient is told.
    pub tell_patient: String,
    /// What the trusted person is told.
    pub tell_trusted: String,
}

/// What was set, what was ticked, and who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The points that are ticked.
    pub ticked: Vec<ChecklistItem>,
    /// How consent was given.
    pub consent: Option<ConsentMethod>,
    /// The access.
    pub access: Access,
    /// What each of the two is told.
    pub tell: Tell,
    /// Why it is less than was asked for.
    pub less: Option<LessReason>,
}

/// What is wrong with it, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Points that are not ticked.
    pub missing: Vec<ChecklistItem>,
    /// How consent was given is not said.
    pub consent: bool,
    /// No service.
    pub services: bool,
    /// The record may be seen, but at no level.
    pub record: bool,
    /// The first day.
    pub starts: Option<StartFault>,
    /// The last day, or that there is none.
    pub ends: Option<EndFault>,
    /// Who is told what.
    pub tell: told::Faults,
}

/// Why the first day is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartFault {
    /// It is no date.
    Date(DateFault),
    /// It is more than a year away.
    Far,
}

/// Why the last day is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndFault {
    /// Neither a last day nor "no end date" was chosen.
    NotChosen,
    /// It is no date.
    Date(DateFault),
    /// It has passed.
    Past,
    /// It is before the first day.
    BeforeStart,
    /// It is more than ten years away.
    Far,
}

impl Form {
    /// The form filled in with `access`, from today on if it is still to begin; what was checked is for the reader to say, and
    /// so is that there be no end: that is never the answer that stands there already.
    pub fn begun(access: &Access, today: Date) -> Form {
        let starts = DateFields::of(access.starts().max(today));
        let how_long = if access.ends().is_some() { "until" } else { "" };
        let ends = access.ends().map(DateFields::of).unwrap_or_default();
        Form {
            services: access.services().map(|service| service.code().to_owned()).collect(),
            record: access.record().code().to_owned(),
            starts_day: starts.day,
            starts_month: starts.month,
            starts_year: starts.year,
            how_long: how_long.to_owned(),
            ends_day: ends.day,
            ends_month: ends.month,
            ends_year: ends.year,
            tell_patient: Tell::OUTCOME.delegator.code().to_owned(),
            tell_trusted: Tell::OUTCOME.delegate.code().to_owned(),
            ..Form::default()
        }
    }

    /// What was checked, where `needs_checklist`, and set. A level without the record, and a last day with "no end date",
    /// count for nothing: browsers without JavaScript send them too.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, needs_checklist: bool, today: Date) -> Result<Parsed, Faults> {
        let is_ticked = |item: &ChecklistItem| match item {
            ChecklistItem::ConsentsToMore => self.more == "yes",
            item => self.checklist.iter().any(|code| code == item.code()),
        };
        let ticked: Vec<ChecklistItem> = ChecklistItem::ALL.into_iter().filter(is_ticked).collect();
        let consent = ConsentMethod::from_code(&self.consent);
        let less = LessReason::from_code(&self.less);
        let unsaid = self.unsaid(needs_checklist);
        match (self.access(today), self.told().parse_without_reason()) {
            (Ok(access), Ok(tell)) if unsaid == Faults::default() => {
                Ok(Parsed { ticked, consent, access, tell, less })
            }
            (access, tell) => {
                let faults = access.err().unwrap_or_default();
                let tell = tell.err().unwrap_or_default();
                Err(Faults { missing: unsaid.missing, consent: unsaid.consent, tell, ..faults })
            }
        }
    }

    /// What of the checklist is missing, where it `is_asked`.
    pub fn unsaid(&self, is_asked: bool) -> Faults {
        if !is_asked {
            return Faults::default();
        }
        let is_missing = |item: &ChecklistItem| !self.checklist.iter().any(|code| code == item.code());
        let missing = ChecklistItem::ALWAYS.into_iter().filter(is_missing).collect();
        Faults { missing, consent: ConsentMethod::from_code(&self.consent).is_none(), ..Faults::default() }
    }

    /// What each of the two is told, as typed.
    pub fn told(&self) -> Typed<'_> {
        Typed { patient: &self.tell_patient, trusted: &self.tell_trusted }
    }

    fn access(&self, today: Date) -> Result<Access, Faults> {
        let services: Vec<Service> =
            self.services.iter().filter_map(|code| Service::from_code(code)).collect();
        let record = self.level(&services);
        let starts = self.first_day(today);
        let ends = self.last_day(starts.ok(), today);
        let faults = Faults {
            services: services.is_empty(),
            record: record.is_none(),
            starts: starts.err(),
            ends: ends.err(),
            ..Faults::default()
        };
        let (Some(record), Ok(starts), Ok(ends)) = (record, starts, ends) else { return Err(faults) };
        Access::new(services, record, starts, ends).map_err(|fault| faults.with(fault))
    }

    fn level(&self, services: &[Service]) -> Option<RecordLevel> {
        if !services.contains(&Service::ViewRecord) {
            return Some(RecordLevel::None);
        }
        RecordLevel::from_code(&self.record).filter(|level| *level != RecordLevel::None)
    }

    fn first_day(&self, today: Date) -> Result<Date, StartFault> {
        let starts = parse_date(&self.starts()).map_err(StartFault::Date)?;
        if Access::may_start(starts, today) { Ok(starts) } else { Err(StartFault::Far) }
    }

    fn last_day(&self, starts: Option<Date>, today: Date) -> Result<Option<Date>, EndFault> {
        match self.how_long.as_str() {
            "until" => {}
            "no_end" => return Ok(None),
            _ => return Err(EndFault::NotChosen),
        }
        let ends = parse_date(&self.ends()).map_err(EndFault::Date)?;
        match ends {
            _ if ends < today => Err(EndFault::Past),
            _ if starts.is_some_and(|starts| ends < starts) => Err(EndFault::BeforeStart),
            _ if !Access::may_end(ends, today) => Err(EndFault::Far),
            _ => Ok(Some(ends)),
        }
    }

    /// The first day as typed.
    pub fn starts(&self) -> DateFields {
        let (day, month) = (self.starts_day.clone(), self.starts_month.clone());
        DateFields { day, month, year: self.starts_year.clone() }
    }

    /// The last day as typed.
    pub fn ends(&self) -> DateFields {
        let (day, month) = (self.ends_day.clone(), self.ends_month.clone());
        DateFields { day, month, year: self.ends_year.clone() }
    }

    /// All answers as names and values, for the hidden inputs of the check page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let single = [
            ("consent", &self.consent),
            ("record", &self.record),
            ("starts-day", &self.starts_day),
            ("starts-month", &self.starts_month),
            ("starts-year", &self.starts_year),
            ("how_long", &self.how_long),
            ("ends-day", &self.ends_day),
            ("ends-month", &self.ends_month),
            ("ends-year", &self.ends_year),
            ("more", &self.more),
            ("less", &self.less),
            ("tell_patient", &self.tell_patient),
            ("tell_trusted", &self.tell_trusted),
        ];
        let points = self.checklist.iter().map(|code| ("checklist", code));
        let services = self.services.iter().map(|code| ("services", code));
        points.chain(services).chain(single).map(|(name, value)| (name, value.clone())).collect()
    }
}

impl Faults {
    fn with(self, fault: AccessFault) -> Faults {
        match fault {
            AccessFault::NoService => Faults { services: true, ..self },
            AccessFault::NoRecordLevel | AccessFault::LevelWithoutRecord => Faults { record: true, ..self },
            AccessFault::EndsBeforeStart => Faults { ends: Some(EndFault::BeforeStart), ..self },
        }
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
