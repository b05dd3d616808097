//! One record that was asked for.

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use domain::{NhsNumber, OdsCode, PersonName};

use super::seen::Seen;
use crate::storage::StorageError;
use crate::storage::json::json;

/// How far a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchState {
    /// It is being asked for.
    Asked,
    /// It is here, and staff look at it.
    Staged,
    /// It is being taken over.
    Taking,
    /// Its documents are being asked for.
    Documents,
    /// All that can be had is here.
    Done,
    /// Staff did not want it.
    ThrownAway,
    /// It cannot be had; staff may try again.
    Failed,
    /// Nobody decided about it in time; staff may try again.
    Lapsed,
}

impl FetchState {
    /// All of them.
    pub const ALL: [FetchState; 8] = [
        FetchState::Asked,
        FetchState::Staged,
        FetchState::Taking,
        FetchState::Documents,
        FetchState::Done,
        FetchState::ThrownAway,
        FetchState::Failed,
        FetchState::Lapsed,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            FetchState::Asked => "asked",
            FetchState::Staged => "staged",
            FetchState::Taking => "taking",
            FetchState::Documents => "documents",
            FetchState::Done => "done",
            FetchState::ThrownAway => "thrown_away",
            FetchState::Failed => "failed",
            FetchState::Lapsed => "lapsed",
        }
    }

    /// The state with this code.
    pub(in crate::storage) fn from_code(code: &str) -> Result<FetchState, StorageError> {
        let found = FetchState::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or(StorageError::Corrupt("state of a record"))
    }

    /// Whether it is on its way, or waits for staff.
    pub fn is_open(self) -> bool {
        self.is_under_way() || self == FetchState::Staged
    }

    /// Whether the worker is at it.
    pub fn is_under_way(self) -> bool {
        matches!(self, FetchState::Asked | FetchState::Taking | FetchState::Documents)
    }
}

/// One record that was asked for, as the work at it needs it.
#[derive(Clone)]
pub struct Fetch {
    /// Its id.
    pub id: Uuid,
    /// Who asks.
    pub practice: OdsCode,
    /// Its name.
    pub practice_name: String,
    /// Whose record.
    pub nhs_number: NhsNumber,
    /// Their date of birth, where it is known here.
    pub born: Option<Date>,
    /// Their name, where it is known here.
    pub name: Option<PersonName>,
    /// Who is asked.
    pub from: OdsCode,
    /// Whether with confidential items.
    pub with_confidential: bool,
    /// CIS2 user id of who asked.
    pub user: String,
    /// Their name.
    pub user_name: String,
    /// Their role.
    pub role: Option<String>,
    /// How far it is.
    pub state: FetchState,
    /// The call whose answer is staged.
    pub trace: Option<Uuid>,
    /// What was seen in it.
    pub seen: Option<Seen>,
}

/// The one with this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn load(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Fetch>, StorageError> {
    let row = sqlx::query!(
        r#"select f.practice, p.name as practice_name, f.nhs_number, f.born, f.given_name, f.family_name,
                  f.from_practice, f.sensitive, s.subject, s.name as user_name, f.asked_role, f.state, f.trace_id, f.seen
           from record_fetch f join practice p on p.ods_code = f.practice join staff s on s.id = f.asked_by
           where f.id = $1"#,
        id
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let code = |text: &str| OdsCode::parse(text).map_err(|_| StorageError::Corrupt("practice"));
    Ok(Some(Fetch {
        id,
        practice: code(&row.practice)?,
        practice_name: row.practice_name,
        nhs_number: NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?,
        born: row.born,
        name: row.family_name.map(|family| PersonName::new(row.given_name.unwrap_or_default(), family)),
        from: code(&row.from_practice)?,
        with_confidential: row.sensitive, // the column has the word of GP Connect
        user: row.subject,
        user_name: row.user_name,
        role: row.asked_role,
        state: FetchState::from_code(&row.state)?,
        trace: row.trace_id,
        seen: row.seen.map(|seen| json(seen, "what was seen in a record")).transpose()?,
    }))
}
