//! Every call of GP Connect: who asked for whose record, when, and how it was answered. Rows are added and never changed.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::StorageError;

/// The longest text of a caller that is kept.
const LONGEST: usize = 256;

/// On which side of a call we were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// We were asked.
    #[default]
    Provider,
    /// We asked.
    Consumer,
}

impl Side {
    fn code(self) -> &'static str {
        match self {
            Side::Provider => "provider",
            Side::Consumer => "consumer",
        }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// A whole record.
    Migrate,
    /// The bytes of a document.
    Binary,
    /// What a system can do.
    Metadata,
    /// Something that there is not.
    #[default]
    Nowhere,
}

impl Way {
    fn code(self) -> &'static str {
        match self {
            Way::Migrate => "migrate",
            Way::Binary => "binary",
            Way::Metadata => "metadata",
            Way::Nowhere => "none",
        }
    }

    /// With which method.
    pub fn method(self) -> &'static str {
        match self {
            Way::Migrate => "POST",
            Way::Binary | Way::Metadata | Way::Nowhere => "GET",
        }
    }
}

/// One call. No `Debug`: it says whose record was asked for.
#[derive(Clone, Default)]
pub struct Call {
    /// On which side of it we were.
    pub side: Side,
    /// The id of the message.
    pub trace_id: Option<Uuid>,
    /// The system that asked.
    pub from_asid: Option<String>,
    /// The system that was asked.
    pub to_asid: Option<String>,
    /// What was asked for.
    pub way: Way,
    /// With which method.
    pub method: String,
    /// The practice that was asked.
    pub practice: Option<String>,
    /// ODS code of the organisation of whoever asked.
    pub organisation: Option<String>,
    /// What it is called.
    pub organisation_name: Option<String>,
    /// The user, by their system's id.
    pub user_id: Option<String>,
    /// What they are called.
    pub user_name: Option<String>,
    /// Their role, by its id.
    pub user_role: Option<String>,
    /// The system they used.
    pub device: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How far.
    pub scope: Option<String>,
    /// NHS number that was asked for.
    pub nhs_number: Option<String>,
    /// The document that was asked for.
    pub document: Option<String>,
    /// Status of the answer.
    pub status: u16,
    /// Code of what was wrong.
    pub fault: Option<&'static str>,
}

/// A text of a caller as it can be kept: not too long, and without the one character that Postgres does not take.
pub fn kept(text: &str) -> String {
    text.chars().filter(|letter| *letter != '\0').take(LONGEST).collect()
}

/// Writes a call down.
///
/// # Errors
/// When the database fails.
pub async fn note(db: impl PgExecutor<'_>, call: &Call, now: OffsetDateTime) -> Result<(), StorageError> {
    let status = i16::try_from(call.status).map_err(|_| StorageError::Corrupt("status of an answer"))?;
    sqlx::query!(
        "insert into gp_connect_call (at, side, trace_id, from_asid, to_asid, way, method, practice, organisation,
                                      organisation_name, user_id, user_name, user_role, device, reason, scope, nhs_number,
                                      document, status, fault)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        now,
        call.side.code(),
        call.trace_id,
        call.from_asid.as_deref(),
        call.to_asid.as_deref(),
        call.way.code(),
        &call.method,
        call.practice.as_deref(),
        call.organisation.as_deref(),
        call.organisation_name.as_deref(),
        call.user_id.as_deref(),
        call.user_name.as_deref(),
        call.user_role.as_deref(),
        call.device.as_deref(),
        call.reason.as_deref(),
        call.scope.as_deref(),
        call.nhs_number.as_deref(),
        call.document.as_deref(),
        status,
        call.fault
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_callers_write_is_kept_as_far_as_it_can_be() {
        assert_eq!(kept("Dr\0 Who"), "Dr Who");
        assert_eq!(kept(&"é".repeat(300)).chars().count(), LONGEST);
    }
}
