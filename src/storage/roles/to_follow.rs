//! Work that has roles in the national store looked at, and brought to where things stand here.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::account::AccountId;
use domain::delegation::{Delegation, FOLLOW_ROLE};
use domain::{Aggregate, NhsNumber, OdsCode};

use super::super::StorageError;
use super::whose::OF_ASSOCIATION;
use crate::telemetry::traces;

/// Has all that a practice has decided so far brought there.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
         select w.id, w.id::text, $2::text, w.kind, w.whose, $5::timestamptz, $6::text
         from (select gen_random_uuid() as id, $3::text as kind, d.id as whose from delegation d
               where d.practice = $1 and d.sent_to_practice_at is not null
                   and (d.confirmed_at is not null or d.refused is not null)
               union all
               select gen_random_uuid(), $4::text, s.id from account a join association s on s.account_id = a.id
               where a.practice = $1 and s.case_id is null and s.proxy and s.state <> 'ended') w",
        practice.as_str(),
        FOLLOW_ROLE,
        Delegation::KIND,
        OF_ASSOCIATION,
        now,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Has the roles of the associations of an account looked at, where its practice records roles there: of those that no case decides about,
/// also ended ones; and, where `with_cases`, those of the cases that decide about the others. Each waits once at most, as in [`heard_of`].
///
/// # Errors
/// When the database fails.
pub async fn of_account(
    db: impl PgExecutor<'_>,
    account: AccountId,
    with_cases: bool,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into outbox as o (id, key, task, kind, aggregate_id, run_at, traceparent)
         select gen_random_uuid(), 'heard.' || coalesce(s.case_id, s.id)::text, $2::text,
             case when s.case_id is null then $4::text else $3::text end, coalesce(s.case_id, s.id), $6::timestamptz, $7::text
         from association s join practice p on p.ods_code = s.practice and p.national <> 'off'
         where s.account_id = $1 and s.proxy and (s.case_id is null or $5::boolean and s.state <> 'ended')
         on conflict (key) do update set id = excluded.id, run_at = excluded.run_at, attempts = 0, leased_until = null,
             last_fault = null, dead_at = null, traceparent = excluded.traceparent
         where o.leased_until > excluded.run_at or o.dead_at is not null",
        account.0,
        FOLLOW_ROLE,
        Delegation::KIND,
        OF_ASSOCIATION,
        with_cases,
        now,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What may be about a role that is followed.
#[derive(Debug, Clone, Copy)]
pub struct Hint<'a> {
    /// The role's id there.
    pub role_id: &'a str,
    /// Whose role it is.
    pub patient: Option<&'a NhsNumber>,
}

/// Has the roles that a hint may be about looked at: that with its id, and where there is none, all of the patient.
/// For each one such piece of work waits at most, whoever tells how often. What a worker holds, and may have read already,
/// is to be done once more: it is another piece of work from now on, as is what was given up. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn heard_of(
    db: impl PgExecutor<'_>,
    hint: &Hint<'_>,
    now: OffsetDateTime,
) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "with named as (select delegation_id as id from followed_role where role_id = $1::text),
              theirs as (
                  select f.delegation_id as id from person p
                  join delegation d on d.delegator_id = p.id join followed_role f on f.delegation_id = d.id
                  where p.nhs_number = $2::text and not exists (select from named)
                  union all
                  select f.delegation_id from person p
                  join association s on s.patient_id = p.id and s.case_id is null
                  join followed_role f on f.delegation_id = s.id
                  where p.nhs_number = $2::text and not exists (select from named))
         insert into outbox as o (id, key, task, kind, aggregate_id, run_at, traceparent)
         select gen_random_uuid(), 'heard.' || w.id::text, $3::text,
             case when exists (select from association s where s.id = w.id) then $5::text else $4::text end, w.id,
             $6::timestamptz, $7::text
         from (select id from named union select id from theirs) w
         order by w.id
         on conflict (key) do update set id = excluded.id, run_at = excluded.run_at, attempts = 0, leased_until = null,
             last_fault = null, dead_at = null, traceparent = excluded.traceparent
         where o.leased_until > excluded.run_at or o.dead_at is not null",
        hint.role_id,
        hint.patient.map(NhsNumber::as_str),
        FOLLOW_ROLE,
        Delegation::KIND,
        OF_ASSOCIATION,
        now,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
