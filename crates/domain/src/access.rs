//! What a delegate may do: services, one ordered level for the record, and dates (docs/life.md#access;
//! docs/sources.md#citizen-services).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// How many days before the last day of access both are told of it.
const WARNING_DAYS: i64 = 14;

/// A GP service that a delegate may use for the delegator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Book, change and cancel appointments.
    BookAppointments,
    /// Order repeat prescriptions.
    OrderPrescriptions,
    /// See the GP record, as far as [`RecordLevel`] says.
    ViewRecord,
    /// Write to the surgery and read its answers.
    MessageSurgery,
}

impl Service {
    /// All services, in the order of the form.
    pub const ALL: [Service; 4] = [
        Service::BookAppointments,
        Service::OrderPrescriptions,
        Service::ViewRecord,
        Service::MessageSurgery,
    ];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            Service::BookAppointments => "book_appointments",
            Service::OrderPrescriptions => "order_prescriptions",
            Service::ViewRecord => "view_record",
            Service::MessageSurgery => "message_surgery",
        }
    }

    /// The service with this code.
    pub fn from_code(code: &str) -> Option<Service> {
        Service::ALL.into_iter().find(|service| service.code() == code)
    }
}

/// How much of the record is seen; each level includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordLevel {
    /// Nothing.
    None,
    /// Medicines, allergies and bad reactions.
    Summary,
    /// And all coded entries, without free text.
    Detailed,
    /// And documents.
    Documents,
    /// Everything the practice shares.
    Full,
}

impl RecordLevel {
    /// All of them, lowest first.
    pub const ALL: [RecordLevel; 5] = [
        RecordLevel::None,
        RecordLevel::Summary,
        RecordLevel::Detailed,
        RecordLevel::Documents,
        RecordLevel::Full,
    ];

    /// The levels that can be asked for when the record may be seen, lowest first.
    pub const SEEN: [RecordLevel; 4] =
        [RecordLevel::Summary, RecordLevel::Detailed, RecordLevel::Documents, RecordLevel::Full];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            RecordLevel::None => "none",
            RecordLevel::Summary => "summary",
            RecordLevel::Detailed => "detailed",
            RecordLevel::Documents => "documents",
            RecordLevel::Full => "full",
        }
    }

    /// The level with this code.
    pub fn from_code(code: &str) -> Option<RecordLevel> {
        RecordLevel::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// Services, record level and dates that fit together, also when read from JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Access {
    services: BTreeSet<Service>,
    record: RecordLevel,
    starts: Date,
    ends: Option<Date>,
}

/// The parts as they come, before it is known whether they fit.
#[derive(Deserialize)]
struct Parts {
    services: BTreeSet<Service>,
    record: RecordLevel,
    starts: Date,
    ends: Option<Date>,
}

impl TryFrom<Parts> for Access {
    type Error = AccessFault;
    fn try_from(parts: Parts) -> Result<Access, AccessFault> {
        Access::new(parts.services, parts.record, parts.starts, parts.ends)
    }
}

/// Why services, level and dates do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccessFault {
    /// No service at all.
    #[error("at least one service")]
    NoService,
    /// The record may be seen, but no level was given.
    #[error("a level for the record")]
    NoRecordLevel,
    /// A level was given although the record may not be seen.
    #[error("no level without seeing the record")]
    LevelWithoutRecord,
    /// The last day is before the first.
    #[error("an end date on or after the start date")]
    EndsBeforeStart,
}

impl Access {
    /// Fits the parts together. Active on day `d` exactly when `starts <= d <= ends` (docs/sources.md#citizen-services).
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn new(
        services: impl IntoIterator<Item = Service>,
        record: RecordLevel,
        starts: Date,
        ends: Option<Date>,
    ) -> Result<Access, AccessFault> {
        let services: BTreeSet<Service> = services.into_iter().collect();
        let sees_record = services.contains(&Service::ViewRecord);
        if services.is_empty() {
            return Err(AccessFault::NoService);
        }
        if sees_record && record == RecordLevel::None {
            return Err(AccessFault::NoRecordLevel);
        }
        if !sees_record && record != RecordLevel::None {
            return Err(AccessFault::LevelWithoutRecord);
        }
        if ends.is_some_and(|ends| ends < starts) {
            return Err(AccessFault::EndsBeforeStart);
        }
        Ok(Access { services, record, starts, ends })
    }

    /// The services, in the order of the form.
    pub fn services(&self) -> impl Iterator<Item = Service> + '_ {
        self.services.iter().copied()
    }

    /// Whether this service is among them.
    pub fn allows(&self, service: Service) -> bool {
        self.services.contains(&service)
    }

    /// How much of the record is seen.
    pub fn record(&self) -> RecordLevel {
        self.record
    }

    /// First day.
    pub fn starts(&self) -> Date {
        self.starts
    }

    /// Last day, or none.
    pub fn ends(&self) -> Option<Date> {
        self.ends
    }

    /// Whether somebody may mean this as the first day: not more than a year from `today`, before or after.
    pub fn may_start(starts: Date, today: Date) -> bool {
        (starts - today).whole_days().abs() <= 366
    }

    /// Whether somebody may mean this as the last day, as far as it lies ahead: ten years at most.
    pub fn may_end(ends: Date, today: Date) -> bool {
        ends.year() - today.year() <= 10
    }

    /// Whether the last day has passed.
    pub fn is_over(&self, today: Date) -> bool {
        self.ends.is_some_and(|ends| today > ends)
    }

    /// The day on which both are told of the last day, and that one; none for access that was decided so late that the message about
    /// it is warning enough.
    pub(crate) fn warning(&self, decided_on: Option<Date>) -> Option<(Date, Date)> {
        let ends = self.ends?;
        let day = ends.saturating_sub(Duration::days(WARNING_DAYS));
        decided_on.is_none_or(|decided_on| decided_on < day).then_some((day, ends))
    }
}
