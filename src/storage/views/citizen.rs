//! What a citizen sees of delegations, in both directions.

use sqlx::PgExecutor;

use domain::delegation::Delegation;
use domain::practice_settings::OnlinePlace;
use domain::{DelegationId, NhsNumber, PersonId, PersonName};

use crate::storage::messages::Entry;
use crate::storage::{StorageError, delegations, messages, practice_settings};

/// Which of the two citizens the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader gives access.
    Delegator,
    /// The reader receives it.
    Delegate,
}

/// One delegation as one of its citizens sees it.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Where it stands.
    pub delegation: Delegation,
    /// Which side the reader is on.
    pub side: Side,
    /// The other person: to the delegator the name they wrote, to the delegate the name NHS login gave.
    pub other: PersonName,
    /// Name of the delegator's practice.
    pub practice_name: String,
    /// Its telephone number.
    pub practice_phone: Option<String>,
    /// Where the access is used.
    pub place: OnlinePlace,
    /// Whether the reader asked for an invitation that no mail server took.
    pub undelivered: bool,
    /// Whether the reader asked for an invitation that they pass on by its code; known before the details are checked.
    pub has_code: bool,
}

/// Delegations as `$1` sees them, with the rest of the query.
macro_rules! mine {
    ($rest:literal, $($value:expr),+) => {
        sqlx::query!(
            r#"select d.id, d.version, d.stage, d.delegator_id, d.delegate_id, d.practice, d.former, d.relationship, d.asked, d.access,
                    d.requested_at, d.invited_at, d.lapses_on, d.by_code, d.reminders, d.accepted, d.responded_at,
                    d.sent_to_practice_at, d.confirmed_at, d.less, d.refused, d.suspended, d.revoked, d.resends,
                    d.last_sent_at, d.closed, d.change_asked, d.wished, d.warned_of, d.reviewed_on, d.stage_since, s.name as practice_name,
                    s.phone as practice_phone, s.place, s.online_name, s.online_address,
                    case when d.delegator_id = $1 then i.given_name else coalesce(p.given_name, '') end as "given!",
                    case when d.delegator_id = $1 then i.family_name else coalesce(p.family_name, '') end as "family!",
                    -- Whether the last invitation could not be delivered, for its delegator alone.
                    d.stage = 'invited' and d.delegator_id = $1 and coalesce((
                        select m.failed_at is not null and m.sent_at is null from message m
                        where m.aggregate_id = d.id and m.recipient = 'delegate'
                            and m.message in ('invitation', 'reminder')
                        order by m.queued_at desc, m.id desc limit 1), false) as "undelivered!",
                    d.delegator_id = $1 and i.entered_email is null as "has_code!"
             from delegation d
             join invitation i on i.delegation_id = d.id
             join person p on p.id = d.delegator_id
             join practice s on s.ods_code = d.practice
             "# + $rest,
            $($value),+
        )
    };
}

/// One record of such a query, as `person` sees it.
macro_rules! seen_by {
    ($person:ident, $record:ident) => {
        Delegation::try_from(delegations::row!($record)).and_then(|delegation| {
            let place =
                practice_settings::place(&$record.place, $record.online_name.zip($record.online_address))?;
            let side = if delegation.delegator == $person { Side::Delegator } else { Side::Delegate };
            let other = PersonName::new($record.given, $record.family);
            let (undelivered, has_code) = ($record.undelivered, $record.has_code);
            let (practice_name, practice_phone) = ($record.practice_name, $record.practice_phone);
            Ok(Mine { delegation, side, other, practice_name, practice_phone, place, undelivered, has_code })
        })
    };
}

/// All delegations of one person: what is under way or set first, then what is over, newest first, as many as one page
/// holds. A delegate sees none that was not sent to them as an invitation.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn all(db: impl PgExecutor<'_>, person: PersonId) -> Result<Vec<Mine>, StorageError> {
    let rows = mine!(
        "where d.delegator_id = $1 or (d.delegate_id = $1 and d.invited_at is not null)
         order by d.open desc, d.stage_since desc, d.id limit 200",
        person.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| seen_by!(person, row)).collect()
}

/// One delegation, if this person is one of its citizens and may know of it.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn one(
    db: impl PgExecutor<'_>,
    person: PersonId,
    id: DelegationId,
) -> Result<Option<Mine>, StorageError> {
    let row = mine!(
        "where d.id = $2 and (d.delegator_id = $1 or (d.delegate_id = $1 and d.invited_at is not null))",
        person.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| seen_by!(person, row)).transpose()
}

/// Whether this delegator has a request under way, or access that is set, for the person with this number.
///
/// # Errors
/// When the database fails.
pub async fn has_open(
    db: impl PgExecutor<'_>,
    delegator: PersonId,
    number: &NhsNumber,
) -> Result<bool, StorageError> {
    let has_open = sqlx::query_scalar!(
        r#"select exists (
               select from delegation d join person p on p.id = d.delegate_id
               where d.delegator_id = $1 and d.open and not d.moved_on and p.nhs_number = $2
           ) as "has_open!""#,
        delegator.0,
        number.as_str()
    )
    .fetch_one(db)
    .await?;
    Ok(has_open)
}

/// One message about a delegation of the reader, with what the page says of that.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The line of the ledger.
    pub entry: Entry,
    /// About which delegation.
    pub delegation: DelegationId,
    /// Which of the two the reader is.
    pub side: Side,
    /// The other person, as in [`Mine`].
    pub other: PersonName,
    /// Name of the delegator's practice.
    pub practice_name: String,
}

/// The newest messages to this person, and to the practice about what they give, newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn messages(db: impl PgExecutor<'_>, person: PersonId) -> Result<Vec<Sent>, StorageError> {
    let rows = sqlx::query!(
        r#"select m.id, m.kind, m.aggregate_id, m.message, m.recipient, m.queued_at, m.attempts, m.sent_at, m.failed_at,
                  m.muted_at, m.channel, m.undelivered_at, m.subject, m.language, d.delegator_id = $1 as "gives!",
                  s.name as practice_name,
                  case when d.delegator_id = $1 then i.given_name else coalesce(p.given_name, '') end as "given!",
                  case when d.delegator_id = $1 then i.family_name else coalesce(p.family_name, '') end as "family!"
           from delegation d
           join message m on m.aggregate_id = d.id
           join invitation i on i.delegation_id = d.id
           join person p on p.id = d.delegator_id
           join practice s on s.ods_code = d.practice
           where (d.delegator_id = $1 and m.recipient in ('delegator', 'practice'))
               or (d.delegate_id = $1 and d.invited_at is not null and m.recipient = 'delegate')
           order by m.queued_at desc, m.id desc limit 200"#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let sent = rows.into_iter().map(|row| {
        Ok(Sent {
            delegation: DelegationId(row.aggregate_id),
            side: if row.gives { Side::Delegator } else { Side::Delegate },
            other: PersonName::new(row.given, row.family),
            practice_name: row.practice_name,
            entry: Entry::try_from(messages::row!(row))?,
        })
    });
    sent.collect()
}
