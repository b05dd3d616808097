//! What the delegator said of the delegate: personal data beside the events.

use sqlx::PgExecutor;
use time::Date;

use domain::{DelegationId, EmailAddress, OdsCode, PersonId, PersonName};

use super::StorageError;

/// The delegate as the delegator described them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Name as the delegator wrote it.
    pub name: PersonName,
    /// Date of birth as the delegator gave it.
    pub birth_date: Date,
    /// Address as the delegator gave it; none where they pass the invitation on themselves.
    pub entered_email: Option<EmailAddress>,
    /// The address chosen after the check with PDS.
    pub email: Option<EmailAddress>,
}

/// Keeps the description of a new delegation.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    invitation: &Invitation,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into invitation (delegation_id, given_name, family_name, birth_date, entered_email)
         values ($1, $2, $3, $4, $5)",
        id.0,
        invitation.name.given,
        invitation.name.family,
        invitation.birth_date,
        invitation.entered_email.as_ref().map(EmailAddress::as_str)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Describes the delegate of a delegation as that of a former one of the same pair.
///
/// # Errors
/// When the database fails.
pub async fn copy(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    former: DelegationId,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into invitation (delegation_id, given_name, family_name, birth_date, entered_email, email)
         select $1, given_name, family_name, birth_date, entered_email, email from invitation
         where delegation_id = $2",
        id.0,
        former.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the address that the invitation goes to.
///
/// # Errors
/// When the database fails.
pub async fn set_email(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    email: &EmailAddress,
) -> Result<(), StorageError> {
    sqlx::query!("update invitation set email = $2 where delegation_id = $1", id.0, email.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Has the invitation go to another address, which the delegator gave.
///
/// # Errors
/// When the database fails.
pub async fn readdress(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    email: &EmailAddress,
    most: i32,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "update invitation set email = $2, entered_email = $2,
             readdressed = readdressed + case when entered_email <> $2 then 1 else 0 end
         where delegation_id = $1 and (entered_email = $2 or readdressed < $3)",
        id.0,
        email.as_str(),
        most
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The description, or none.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Option<Invitation>, StorageError> {
    let row = sqlx::query!(
        "select given_name, family_name, birth_date, entered_email, email from invitation where delegation_id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let address = |text: &str| EmailAddress::parse(text).map_err(|_| StorageError::Corrupt("address"));
    Ok(Some(Invitation {
        name: PersonName::new(row.given_name, row.family_name),
        birth_date: row.birth_date,
        entered_email: row.entered_email.as_deref().map(address).transpose()?,
        email: row.email.as_deref().map(address).transpose()?,
    }))
}

/// What is known of somebody who answers an invitation.
#[derive(Debug, Clone, Copy)]
pub struct Answering {
    /// Their date of birth; none before they have signed in.
    pub born: Option<Date>,
    /// The date of birth of who was invited, as the delegator gave it.
    pub described: Date,
    /// Whether their own practice takes part in the trial.
    pub practice_enabled: bool,
    /// Whether the delegator's does.
    pub still_takes_part: bool,
}

/// What is known of this person, who answers the invitation to a delegation at this practice; none where there is no such person, or no
/// invitation.
///
/// # Errors
/// When the database fails.
pub async fn answering(
    db: impl PgExecutor<'_>,
    (id, practice): (DelegationId, &OdsCode),
    person: PersonId,
) -> Result<Option<Answering>, StorageError> {
    let row = sqlx::query_as!(
        Answering,
        r#"select p.birth_date as "born?", i.birth_date as "described!",
                  coalesce(o.enabled, false) as "practice_enabled!",
                  coalesce(s.enabled, false) as "still_takes_part!"
           from invitation i
           join person p on p.id = $2
           left join practice o on o.ods_code = p.practice
           left join practice s on s.ods_code = $3
           where i.delegation_id = $1"#,
        id.0,
        person.0,
        practice.as_str()
    );
    Ok(row.fetch_optional(db).await?)
}
