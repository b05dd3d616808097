//! Changes of a practice's address that wait for both mailboxes.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::{EmailAddress, OdsCode, StaffId};

use super::StorageError;

/// Which of the two mailboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailbox {
    /// The one that would lose the messages.
    Old,
    /// The one that would get them.
    New,
}

/// A wish to change the address. No `Debug`: it holds addresses.
#[derive(Clone)]
pub struct AddressChange {
    /// Our opaque id.
    pub id: Uuid,
    /// Of which practice.
    pub practice: OdsCode,
    /// The address that would lose the messages.
    pub was: Option<EmailAddress>,
    /// The address that would get them.
    pub became: Option<EmailAddress>,
    /// Who asked.
    pub staff: StaffId,
    /// Their name.
    pub asked_by: String,
    /// When.
    pub asked_at: OffsetDateTime,
    /// After that the links lead nowhere.
    pub expires_at: OffsetDateTime,
    /// When the old mailbox confirmed.
    pub old_confirmed_at: Option<OffsetDateTime>,
    /// When the new one did.
    pub new_confirmed_at: Option<OffsetDateTime>,
    /// Whether it counts.
    pub is_done: bool,
    /// Whether it ended without counting.
    pub is_ended: bool,
    /// Whether a letter with a link could not be sent.
    pub is_undelivered: bool,
}

impl AddressChange {
    /// Whether a mailbox can still confirm it.
    pub fn is_open(&self, now: OffsetDateTime) -> bool {
        !self.is_done && !self.is_ended && now < self.expires_at
    }

    /// The address of a mailbox; none where there is none, which then need not confirm.
    pub fn address(&self, mailbox: Mailbox) -> Option<&EmailAddress> {
        match mailbox {
            Mailbox::Old => self.was.as_ref(),
            Mailbox::New => self.became.as_ref(),
        }
    }

    /// When a mailbox confirmed.
    pub fn confirmed_at(&self, mailbox: Mailbox) -> Option<OffsetDateTime> {
        match mailbox {
            Mailbox::Old => self.old_confirmed_at,
            Mailbox::New => self.new_confirmed_at,
        }
    }

    /// Whether every mailbox that there is has confirmed.
    pub fn is_confirmed(&self) -> bool {
        [Mailbox::Old, Mailbox::New]
            .into_iter()
            .all(|one| self.address(one).is_none() || self.confirmed_at(one).is_some())
    }
}

struct Row {
    id: Uuid,
    ods_code: String,
    was: Option<String>,
    became: Option<String>,
    staff_id: Uuid,
    name: String,
    asked_at: OffsetDateTime,
    expires_at: OffsetDateTime,
    old_confirmed_at: Option<OffsetDateTime>,
    new_confirmed_at: Option<OffsetDateTime>,
    is_done: bool,
    is_ended: bool,
    is_undelivered: bool,
}

impl TryFrom<Row> for AddressChange {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<AddressChange, StorageError> {
        let address = |text: Option<String>| {
            text.map(|text| EmailAddress::parse(&text).map_err(|_| StorageError::Corrupt("address")))
                .transpose()
        };
        Ok(AddressChange {
            id: row.id,
            practice: OdsCode::parse(&row.ods_code).map_err(|_| StorageError::Corrupt("practice"))?,
            was: address(row.was)?,
            became: address(row.became)?,
            staff: StaffId(row.staff_id),
            asked_by: row.name,
            asked_at: row.asked_at,
            expires_at: row.expires_at,
            old_confirmed_at: row.old_confirmed_at,
            new_confirmed_at: row.new_confirmed_at,
            is_done: row.is_done,
            is_ended: row.is_ended,
            is_undelivered: row.is_undelivered,
        })
    }
}

/// A wish that is new. No `Debug`: it holds addresses.
pub struct Wish<'a> {
    /// Of which practice.
    pub practice: &'a OdsCode,
    /// The address that would lose the messages.
    pub was: Option<&'a EmailAddress>,
    /// The address that would get them.
    pub became: Option<&'a EmailAddress>,
    /// Who asks.
    pub staff: StaffId,
    /// When.
    pub at: OffsetDateTime,
    /// After that the links lead nowhere.
    pub until: OffsetDateTime,
}

/// Begins a wish, in place of one that is still open, with a letter to each mailbox that there is.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    transaction: &mut sqlx::PgConnection,
    id: Uuid,
    wish: &Wish<'_>,
    letters: [Uuid; 2],
) -> Result<(), StorageError> {
    end(&mut *transaction, (wish.practice, None), wish.at).await?;
    sqlx::query!(
        "insert into address_change (id, ods_code, was, became, staff_id, asked_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        wish.practice.as_str(),
        wish.was.map(EmailAddress::as_str),
        wish.became.map(EmailAddress::as_str),
        wish.staff.0,
        wish.at,
        wish.until
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "insert into address_letter (id, change_id, to_old, run_at)
         select l.id, $1, l.to_old, $2 from (values ($3::uuid, true, $5::boolean), ($4, false, $6))
             as l (id, to_old, has_mailbox)
         where l.has_mailbox",
        id,
        wish.at,
        letters[0],
        letters[1],
        wish.was.is_some(),
        wish.became.is_some()
    )
    .execute(&mut *transaction)
    .await?;
    Ok(())
}

/// The wish of this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<AddressChange>, StorageError> {
    read(db, Some(id), None).await
}

/// The wish of this practice that is open.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn open(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    now: OffsetDateTime,
) -> Result<Option<AddressChange>, StorageError> {
    read(db, None, Some((practice, now))).await
}

/// The wish of this id, or the open one of a practice.
async fn read(
    db: impl PgExecutor<'_>,
    id: Option<Uuid>,
    open: Option<(&OdsCode, OffsetDateTime)>,
) -> Result<Option<AddressChange>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        r#"select c.id, c.ods_code, c.was, c.became, c.staff_id, s.name, c.asked_at, c.expires_at, c.old_confirmed_at,
                  c.new_confirmed_at, c.done_at is not null as "is_done!", c.ended_at is not null as "is_ended!",
                  exists (select from address_letter l where l.change_id = c.id and l.failed_at is not null)
                      as "is_undelivered!"
           from address_change c join staff s on s.id = c.staff_id
           where c.id = coalesce($1, (
               select id from address_change o
               where o.ods_code = $2 and o.done_at is null and o.ended_at is null and o.expires_at > $3))"#,
        id,
        open.map(|(practice, _)| practice.as_str()),
        open.map(|(_, now)| now)
    )
    .fetch_optional(db)
    .await?;
    row.map(AddressChange::try_from).transpose()
}

/// Ends the wish of this practice that is open, or only this one; whether there was.
///
/// # Errors
/// When the database fails.
pub async fn end(
    db: impl PgExecutor<'_>,
    (practice, only): (&OdsCode, Option<Uuid>),
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "update address_change set ended_at = $2
         where ods_code = $1 and done_at is null and ended_at is null and ($3::uuid is null or id = $3)",
        practice.as_str(),
        now,
        only
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A mailbox confirms; the row is held until the transaction ends, so that of two at once one sees both. None when it is not
/// open any more.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn confirm(
    transaction: &mut sqlx::PgConnection,
    (id, mailbox): (Uuid, Mailbox),
    now: OffsetDateTime,
) -> Result<Option<AddressChange>, StorageError> {
    let confirmed = sqlx::query!(
        "update address_change set
             old_confirmed_at = case when $2 then coalesce(old_confirmed_at, $3) else old_confirmed_at end,
             new_confirmed_at = case when $2 then new_confirmed_at else coalesce(new_confirmed_at, $3) end
         where id = $1 and done_at is null and ended_at is null and expires_at > $3",
        id,
        mailbox == Mailbox::Old,
        now
    )
    .execute(&mut *transaction)
    .await?;
    if confirmed.rows_affected() > 0 { find(&mut *transaction, id).await } else { Ok(None) }
}

/// It counts from now on, with a line in the history of the settings; false when the address is another meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn count(
    transaction: &mut sqlx::PgConnection,
    change: &AddressChange,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with p as (
             update practice set email = $3, settings_version = settings_version + 1, updated_at = $5
             where ods_code = $1 and email is not distinct from $2
             returning ods_code, settings_version
         ), c as (
             update address_change set done_at = $5 from p where id = $6
         )
         insert into practice_setting_change (ods_code, version, setting, staff_id, was, became, at)
         select ods_code, settings_version, 'email', $4, coalesce($2, ''), coalesce($3, ''), $5 from p",
        change.practice.as_str(),
        change.was.as_ref().map(EmailAddress::as_str),
        change.became.as_ref().map(EmailAddress::as_str),
        change.staff.0,
        now,
        change.id
    )
    .execute(&mut *transaction)
    .await?;
    Ok(done.rows_affected() > 0)
}
