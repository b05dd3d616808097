//! What a citizen sees of delegations, in both directions.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::delegation::Delegation;
use domain::practice_settings::OnlinePlace;
use domain::{DelegationId, NhsNumber, PersonId, PersonName};

use crate::storage::messages::Entry;
use crate::storage::views::drafts::{self, Draft};
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

/// Everything a citizen's first page shows.
#[derive(Debug, Clone)]
pub struct Home {
    /// Their delegations: what is under way or set first, then what is over, newest first, as many as one page holds.
    pub mine: Vec<Mine>,
    /// Their drafts that were not sent, newest first.
    pub drafts: Vec<Draft>,
    /// Whether somebody else acts for them by an account, or is paused.
    pub is_acted_for: bool,
}

/// Delegations as `$1` sees them, with more columns, and the rest of the query. What is never null of a delegation is told as if
/// it could be: where there is none, a row may say something else.
macro_rules! mine {
    ($columns:literal, $rest:literal, $($value:expr),+) => {
        sqlx::query!(
            r#"select d.id as "id?", d.version as "version?", d.stage as "stage?", d.delegator_id as "delegator_id?",
                    d.delegate_id as "delegate_id?", d.practice as "practice?", d.former, d.relationship as "relationship?",
                    d.asked as "asked?", d.access, d.requested_at as "requested_at?", d.invited_at, d.lapses_on,
                    d.by_code as "by_code?", d.reminders as "reminders?", d.accepted, d.responded_at,
                    d.sent_to_practice_at, d.confirmed_at, d.less, d.refused, d.suspended, d.revoked,
                    d.resends as "resends?", d.last_sent_at, d.closed, d.change_asked, d.wished, d.warned_of, d.reviewed_on,
                    d.stage_since as "stage_since?", s.name as "practice_name?", s.phone as practice_phone,
                    s.place as "place?", s.online_name, s.online_address,
                    case when d.delegator_id = $1 then i.given_name else coalesce(p.given_name, '') end as "given?",
                    case when d.delegator_id = $1 then i.family_name else coalesce(p.family_name, '') end as "family?",
                    -- Whether the last invitation could not be delivered, for its delegator alone.
                    d.stage = 'invited' and d.delegator_id = $1 and coalesce((
                        select m.failed_at is not null and m.sent_at is null from message m
                        where m.aggregate_id = d.id and m.recipient = 'delegate'
                            and m.message in ('invitation', 'reminder')
                        order by m.queued_at desc, m.id desc limit 1), false) as "undelivered?",
                    d.delegator_id = $1 and i.entered_email is null as "has_code?"
             "# + $columns + $rest,
            $($value),+
        )
    };
}

/// One record of such a query, as `person` sees it; returns none from the closure around it where it holds no delegation.
macro_rules! seen_by {
    ($person:ident, $record:ident) => {{
        let kept = delegations::Row {
            id: $record.id?,
            version: $record.version?,
            stage: $record.stage?,
            delegator_id: $record.delegator_id?,
            delegate_id: $record.delegate_id?,
            practice: $record.practice?,
            former: $record.former,
            relationship: $record.relationship?,
            asked: $record.asked?,
            access: $record.access,
            requested_at: $record.requested_at?,
            invited_at: $record.invited_at,
            lapses_on: $record.lapses_on,
            by_code: $record.by_code?,
            reminders: $record.reminders?,
            accepted: $record.accepted,
            responded_at: $record.responded_at,
            sent_to_practice_at: $record.sent_to_practice_at,
            confirmed_at: $record.confirmed_at,
            less: $record.less,
            refused: $record.refused,
            suspended: $record.suspended,
            revoked: $record.revoked,
            resends: $record.resends?,
            last_sent_at: $record.last_sent_at,
            closed: $record.closed,
            change_asked: $record.change_asked,
            wished: $record.wished,
            warned_of: $record.warned_of,
            reviewed_on: $record.reviewed_on,
            stage_since: $record.stage_since?,
        };
        let (given, family) = ($record.given?, $record.family?);
        let (place, online) = ($record.place?, $record.online_name.zip($record.online_address));
        let (practice_name, practice_phone) = ($record.practice_name?, $record.practice_phone);
        let (undelivered, has_code) = ($record.undelivered?, $record.has_code?);
        Some(Delegation::try_from(kept).and_then(|delegation| {
            let place = practice_settings::place(&place, online)?;
            let side = if delegation.delegator == $person { Side::Delegator } else { Side::Delegate };
            let other = PersonName::new(given, family);
            Ok(Mine { delegation, side, other, practice_name, practice_phone, place, undelivered, has_code })
        }))
    }};
}

/// The first page of one person, in one statement: one row holds what is not of a delegation, each other row one delegation. A
/// delegate sees none that was not sent to them as an invitation.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn home(
    db: impl PgExecutor<'_>,
    person: PersonId,
    now: OffsetDateTime,
) -> Result<Home, StorageError> {
    let rows = mine!(
        r#", part.is_home as "is_home!", drafts.ids as "draft_ids?", drafts.answers as "draft_answers?",
             drafts.times as "draft_times?",
             part.is_home and exists (
                 select from association where patient_id = $1 and proxy and state <> 'ended') as "is_acted_for!"
        "#,
        "from (values (true), (false)) as part (is_home)
         left join (
             delegation d
             join invitation i on i.delegation_id = d.id
             join person p on p.id = d.delegator_id
             join practice s on s.ods_code = d.practice
         ) on not part.is_home and (d.delegator_id = $1 or (d.delegate_id = $1 and d.invited_at is not null))
         left join (
             select array_agg(n.id order by n.updated_at desc, n.id) as ids,
                 array_agg(n.answers order by n.updated_at desc, n.id) as answers,
                 array_agg(n.updated_at order by n.updated_at desc, n.id) as times
             from (
                 select id, answers, updated_at from draft
                 where person_id = $1 and sent_as is null and expires_at > $2
                 order by updated_at desc, id limit 20
             ) n
         ) drafts on part.is_home
         order by part.is_home desc, d.open desc, d.stage_since desc, d.id limit 201",
        person.0,
        now
    )
    .fetch_all(db)
    .await?;
    let (own, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_home);
    let mine: Result<Vec<Mine>, StorageError> =
        rows.into_iter().filter_map(|row| seen_by!(person, row)).collect();
    let own = own.into_iter().next();
    let is_acted_for = own.as_ref().is_some_and(|own| own.is_acted_for);
    let drafts = own.and_then(|own| own.draft_ids.zip(own.draft_answers).zip(own.draft_times));
    Ok(Home { mine: mine?, drafts: drafts.map(drafts::unsent).unwrap_or_default(), is_acted_for })
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
        "",
        "from delegation d
         join invitation i on i.delegation_id = d.id
         join person p on p.id = d.delegator_id
         join practice s on s.ods_code = d.practice
         where d.id = $2 and (d.delegator_id = $1 or (d.delegate_id = $1 and d.invited_at is not null))",
        person.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.and_then(|row| seen_by!(person, row)).transpose()
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
