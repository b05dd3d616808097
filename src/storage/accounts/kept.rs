//! Where each account stands, read back with its associations as the domain's own state.

use sqlx::PgExecutor;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::account::{
    Account, AccountId, AccountNumber, Association, AssociationId, EndReason, Event, Milestone,
    OnlineAccountId, Refusal, State, SuspendReason, SwitchOffReason, next_look, unused_from,
};
use domain::{DelegationId, OdsCode, PersonId};

use crate::storage::json::json;
use crate::storage::record::{Insert, Stored};
use crate::storage::{PgPool, StorageError};

/// An account with one of its associations as they are kept; with none where it has none.
pub(in crate::storage) struct Row {
    pub id: Uuid,
    pub version: i32,
    pub person_id: Uuid,
    pub practice: String,
    pub opened_at: OffsetDateTime,
    pub key_since: Option<OffsetDateTime>,
    pub linked: Vec<Uuid>,
    pub linked_at: Vec<OffsetDateTime>,
    pub by_letter: bool,
    pub verification: Option<serde_json::Value>,
    pub switched_off: Option<String>,
    pub active: bool,
    pub association: Option<Uuid>,
    pub patient: Option<Uuid>,
    pub case_id: Option<Uuid>,
    pub tie: Option<serde_json::Value>,
    pub access: Option<serde_json::Value>,
    pub state: Option<String>,
    pub reason: Option<String>,
    pub decided_on: Option<Date>,
    pub told_of: Option<String>,
    pub warned_of: Option<Date>,
    pub review_asked: Option<Date>,
}

/// A checked query for accounts `a` with their associations `s`: which of them, and in what order; the associations of one stand
/// together, and in their own order.
macro_rules! accounts {
    ($rest:literal, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select a.id as "id!", a.version as "version!", a.person_id as "person_id!", a.practice as "practice!",
                    a.opened_at as "opened_at!", a.key_since, a.linked as "linked!", a.linked_at as "linked_at!",
                    a.by_letter as "by_letter!", a.verification, a.switched_off, a.active as "active!",
                    s.id as "association?", s.patient_id as "patient?",
                    s.case_id as "case_id?",
                    s.tie as "tie?", s.access as "access?", s.state as "state?", s.reason as "reason?",
                    s.decided_on as "decided_on?", s.told_of as "told_of?", s.warned_of as "warned_of?",
                    s.review_asked
             from account a left join association s on s.account_id = a.id "#
            + $rest,
            $($value),+
        )
    };
}
pub(in crate::storage) use accounts;

/// The accounts of these rows, in their order.
pub(in crate::storage) fn whole(rows: Vec<Row>) -> Result<Vec<Account>, StorageError> {
    let mut accounts: Vec<Account> = Vec::new();
    for mut row in rows {
        let association = association(&mut row)?;
        if accounts.last().is_none_or(|last| last.id.0 != row.id) {
            accounts.push(account(row)?);
        }
        if let Some(last) = accounts.last_mut() {
            last.associations.extend(association);
        }
    }
    Ok(accounts)
}

fn account(row: Row) -> Result<Account, StorageError> {
    Ok(Account {
        id: AccountId(row.id),
        version: row.version,
        person: PersonId(row.person_id),
        practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
        opened_at: row.opened_at,
        key_since: row.key_since,
        linkages: row.linked.into_iter().map(OnlineAccountId).zip(row.linked_at).collect(),
        by_letter: row.by_letter,
        verification: row.verification.map(|value| json(value, "verification")).transpose()?,
        associations: Vec::new(),
        switched_off: row.switched_off.map(|code| why_off(&code)).transpose()?,
        active: row.active,
    })
}

fn association(row: &mut Row) -> Result<Option<Association>, StorageError> {
    const CORRUPT: StorageError = StorageError::Corrupt("association");
    let Some(id) = row.association else { return Ok(None) };
    Ok(Some(Association {
        id: AssociationId(id),
        patient: PersonId(row.patient.ok_or(CORRUPT)?),
        case: row.case_id.map(DelegationId),
        tie: json(row.tie.take().ok_or(CORRUPT)?, "tie")?,
        access: json(row.access.take().ok_or(CORRUPT)?, "access")?,
        state: state(row.state.as_deref(), row.reason.as_deref()).ok_or(CORRUPT)?,
        decided_on: row.decided_on.ok_or(CORRUPT)?,
        told_of: row.told_of.as_deref().map(|code| Milestone::from_code(code).ok_or(CORRUPT)).transpose()?,
        warned_of: row.warned_of,
        review_asked: row.review_asked,
    }))
}

fn state(state: Option<&str>, reason: Option<&str>) -> Option<State> {
    match state? {
        "running" => Some(State::Running),
        "suspended" => SuspendReason::from_code(reason?).map(State::Suspended),
        "ended" => EndReason::from_code(reason?).map(State::Ended),
        _ => None,
    }
}

/// State and reason, by code.
fn codes(state: State) -> (&'static str, Option<&'static str>) {
    match state {
        State::Running => ("running", None),
        State::Suspended(reason) => ("suspended", Some(reason.code())),
        State::Ended(reason) => ("ended", Some(reason.code())),
    }
}

fn why_off(code: &str) -> Result<SwitchOffReason, StorageError> {
    SwitchOffReason::from_code(code).ok_or(StorageError::Corrupt("reason of switching off"))
}

impl Stored for Account {
    const RULES: &'static [(&'static str, Refusal)] =
        &[("account_one_each", Refusal::HasOne), ("account_number", Refusal::HasOne)];

    async fn load(db: &PgPool, id: AccountId) -> Result<Option<Account>, StorageError> {
        load(db, id).await
    }

    fn rows(&self) -> Vec<Insert<'_>> {
        let own = Insert::over("account", "id")
            .column("id", self.id.0)
            .column("version", self.version)
            .column("person_id", self.person.0)
            .column("practice", self.practice.as_str())
            .column("number", AccountNumber::of(self.id).digits())
            .column("opened_at", self.opened_at)
            .column("key_since", self.key_since)
            .column("linked", self.linkages.iter().map(|(online, _)| online.0).collect::<Vec<_>>())
            .column("linked_at", self.linkages.iter().map(|(_, at)| *at).collect::<Vec<_>>())
            .column("by_letter", self.by_letter)
            .column("verification", self.verification.as_ref().map(Json))
            .column("switched_off", self.switched_off.map(SwitchOffReason::code))
            .column("active", self.active)
            .column("associated", self.associations.iter().any(|one| one.is_open() && one.case.is_none()))
            .column("next_look", next_look(self))
            .column("unused_from", unused_from(self));
        vec![own, associations(self)]
    }

    fn feed(&self, events: &[Event]) -> Option<&str> {
        self.is_followed(events).then_some(self.practice.as_str())
    }
}

/// One row for each association that there is or was.
fn associations(account: &Account) -> Insert<'_> {
    let each = || account.associations.iter();
    Insert::over("association", "id")
        .column("account_id", account.id.0)
        .column("person_id", account.person.0)
        .column("practice", account.practice.as_str())
        .each("id", each().map(|one| one.id.0).collect::<Vec<_>>())
        .each("place", (0..).take(account.associations.len()).collect::<Vec<i32>>())
        .each("patient_id", each().map(|one| one.patient.0).collect::<Vec<_>>())
        .each("case_id", each().map(|one| one.case.map(Uuid::from)).collect::<Vec<_>>())
        .each("tie", each().map(|one| Json(one.tie)).collect::<Vec<_>>())
        .each("proxy", each().map(|one| one.tie.is_proxy()).collect::<Vec<_>>())
        .each("access", each().map(|one| Json(&one.access)).collect::<Vec<_>>())
        .each("starts", each().map(|one| one.access.starts()).collect::<Vec<_>>())
        .each("ends", each().map(|one| one.access.ends()).collect::<Vec<_>>())
        .each("state", each().map(|one| codes(one.state).0).collect::<Vec<_>>())
        .each("reason", each().map(|one| codes(one.state).1).collect::<Vec<_>>())
        .each("decided_on", each().map(|one| one.decided_on).collect::<Vec<_>>())
        .each("told_of", each().map(|one| one.told_of.map(Milestone::code)).collect::<Vec<_>>())
        .each("warned_of", each().map(|one| one.warned_of).collect::<Vec<_>>())
        .each("review_asked", each().map(|one| one.review_asked).collect::<Vec<_>>())
}

/// The account as it stands, or none: one statement, so that its parts are of one moment.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn load(db: impl PgExecutor<'_>, id: AccountId) -> Result<Option<Account>, StorageError> {
    let rows = accounts!("where a.id = $1 order by s.place", id.0).fetch_all(db).await?;
    Ok(whole(rows)?.pop())
}

/// The account of a person at a practice as it stands, or none.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn load_of(
    db: impl PgExecutor<'_>,
    person: PersonId,
    practice: &OdsCode,
) -> Result<Option<Account>, StorageError> {
    let rows =
        accounts!("where a.person_id = $1 and a.practice = $2 order by s.place", person.0, practice.as_str());
    Ok(whole(rows.fetch_all(db).await?)?.pop())
}

/// The account with this association as it stands, or none.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn with_association(
    db: impl PgExecutor<'_>,
    id: AssociationId,
) -> Result<Option<Account>, StorageError> {
    let rows = accounts!(
        "where a.id = (select o.account_id from association o where o.id = $1) order by s.place",
        id.0
    );
    Ok(whole(rows.fetch_all(db).await?)?.pop())
}

/// The account of a person at a practice.
///
/// # Errors
/// When the database fails.
pub async fn of(
    db: impl PgExecutor<'_>,
    person: PersonId,
    practice: &OdsCode,
) -> Result<Option<AccountId>, StorageError> {
    let found = sqlx::query_scalar!(
        "select id from account where person_id = $1 and practice = $2",
        person.0,
        practice.as_str()
    );
    Ok(found.fetch_optional(db).await?.map(AccountId))
}

/// The account that a letter of a practice names by this number.
///
/// # Errors
/// When the database fails.
pub async fn named(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    number: AccountNumber,
) -> Result<Option<AccountId>, StorageError> {
    let found = sqlx::query_scalar!(
        "select id from account where practice = $1 and number = $2",
        practice.as_str(),
        number.digits()
    );
    Ok(found.fetch_optional(db).await?.map(AccountId))
}

/// The accounts that are associated with this patient, at whatever practice.
///
/// # Errors
/// When the database fails.
pub async fn with_patient(
    db: impl PgExecutor<'_>,
    patient: PersonId,
) -> Result<Vec<AccountId>, StorageError> {
    let found = sqlx::query_scalar!(
        "select account_id from association where patient_id = $1 and state <> 'ended' order by account_id",
        patient.0
    );
    Ok(found.fetch_all(db).await?.into_iter().map(AccountId).collect())
}
