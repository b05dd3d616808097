//! Access in JSON, in both directions.

use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::ToSchema;

use crate::api::day::{self, day};
use crate::api::wrong::{Wrong, WrongField};
use domain::{Access, AccessFault, RecordLevel, Service};

/// What a trusted person may do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Access)]
pub struct AccessBody {
    /// Services, by code.
    #[schema(example = json!(["book_appointments", "view_record"]))]
    services: Vec<&'static str>,
    /// How much of the record is seen: none, summary, detailed, documents, full; each includes the one before.
    #[schema(example = "summary")]
    record_level: &'static str,
    /// First day (London).
    #[schema(format = Date)]
    starts: String,
    /// Last day; null where there is none.
    #[schema(format = Date)]
    ends: Option<String>,
}

impl From<&Access> for AccessBody {
    fn from(access: &Access) -> AccessBody {
        AccessBody {
            services: access.services().map(Service::code).collect(),
            record_level: access.record().code(),
            starts: day(access.starts()),
            ends: access.ends().map(day),
        }
    }
}

/// Access that is asked for, or was set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedAccess {
    /// At least one of `book_appointments`, `order_prescriptions`, `view_record`, `message_surgery`.
    #[schema(example = json!(["book_appointments", "view_record"]))]
    services: Vec<String>,
    /// `summary`, `detailed`, `documents` or `full` with `view_record`; else `none`, or left out.
    #[schema(example = "summary")]
    record_level: Option<String>,
    /// First day; today where it is left out.
    #[schema(format = Date)]
    starts: Option<String>,
    /// Last day. Either this, or `no_end`.
    #[schema(format = Date, example = "2027-05-31")]
    ends: Option<String>,
    /// True for access with no last day: a deliberate choice.
    #[serde(default)]
    no_end: bool,
}

impl WantedAccess {
    /// What it means on `today`; `at` is where it stands in the body.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, at: &str, today: Date) -> Result<Access, Vec<WrongField>> {
        let mut wrong = Wrong::default();
        let services = self.services.iter().map(|code| Service::from_code(code)).collect::<Option<Vec<_>>>();
        let services = services.filter(|services| !services.is_empty());
        let services = wrong.read(&format!("{at}/services"), services, SERVICES);
        let record = RecordLevel::from_code(self.record_level.as_deref().unwrap_or("none"));
        let record = wrong.read(&format!("{at}/record_level"), record, LEVELS);
        let starts = wrong.read(&format!("{at}/starts"), self.first_day(today), STARTS);
        let ends = wrong.read(&format!("{at}/ends"), self.last_day(today), ENDS);
        let (Some(services), Some(record), Some(starts), Some(ends)) = (services, record, starts, ends)
        else {
            return Err(wrong.0);
        };
        Access::new(services, record, starts, ends).map_err(|fault| vec![unfit(at, fault)])
    }

    fn first_day(&self, today: Date) -> Option<Date> {
        let Some(text) = self.starts.as_deref() else { return Some(today) };
        day::read(text).filter(|starts| Access::may_start(*starts, today))
    }

    fn last_day(&self, today: Date) -> Option<Option<Date>> {
        match (self.ends.as_deref(), self.no_end) {
            (None, true) => Some(None),
            (Some(text), false) => day::read(text).filter(|ends| Access::may_end(*ends, today)).map(Some),
            (None, false) | (Some(_), true) => None,
        }
    }
}

const SERVICES: &str = "one or more of book_appointments, order_prescriptions, view_record, message_surgery";
const LEVELS: &str = "one of none, summary, detailed, documents, full";
const STARTS: &str = "a day such as 2026-11-25, less than a year from today";
const ENDS: &str = "a day such as 2027-05-31, less than ten years ahead; or no_end: true in its place";

fn unfit(at: &str, fault: AccessFault) -> WrongField {
    let (field, expected) = match fault {
        AccessFault::NoService => ("services", SERVICES),
        AccessFault::NoRecordLevel => {
            ("record_level", "summary, detailed, documents or full with view_record")
        }
        AccessFault::LevelWithoutRecord => ("record_level", "none without view_record"),
        AccessFault::EndsBeforeStart => ("ends", "a day on or after the first"),
    };
    WrongField::new(&format!("{at}/{field}"), expected)
}
