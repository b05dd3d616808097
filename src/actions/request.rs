//! The delegator asks for access for somebody (docs/sources.md#proxy-mvp, "Delegate Request").

use time::{Date, Duration};
use uuid::Uuid;

use crate::app::App;
use crate::storage::delegations::counts;
use crate::storage::invitations::{self, Invitation};
use crate::storage::{StorageError, drafts, invitation_codes, people, practices, views};
use domain::delegation::{Command, Delegation, Refusal, Request, decide};
use domain::eligibility::{NotEligible, Standing};
use domain::{Access, Actor, DelegationId, EmailAddress, NhsNumber, PersonId, PersonName, Relationship};

use super::by::By;
use super::invitation_code;
use super::perform::{Failed, Outcome, not_recorded};

/// What the delegator asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The delegate's name.
    pub name: PersonName,
    /// The delegate's date of birth.
    pub birth_date: Date,
    /// The delegate's NHS number.
    pub nhs_number: NhsNumber,
    /// The delegate's address, used only when PDS has none; none where the delegator passes the invitation on by its code.
    pub email: Option<EmailAddress>,
    /// How they are related.
    pub relationship: Relationship,
    /// The access.
    pub access: Access,
    /// Whether the delegator said that nobody presses them.
    pub free_of_pressure: bool,
}

/// Makes the request that `draft` holds. Sending the same draft twice gives the same delegation, once.
///
/// # Errors
/// See [`Failed`]; the draft is kept then.
pub async fn send(app: &App, by: impl Into<By>, draft: Uuid, asked: &Asked) -> Result<DelegationId, Failed> {
    let by = by.into();
    match write(app, &by, draft, asked).await {
        Err(Failed::Storage(StorageError::Conflict)) => write(app, &by, draft, asked).await,
        result => result,
    }
}

/// One transaction that holds the delegator's row, so that limits are counted and added to in one step.
async fn write(app: &App, by: &By, draft: Uuid, asked: &Asked) -> Result<DelegationId, Failed> {
    let Actor::Citizen { id: delegator } = by.actor else { return Err(Refusal::NotFound.into()) };
    let now = app.clock.now();
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    people::lock(&mut *transaction, delegator).await?;
    let kept =
        views::drafts::find(&mut *transaction, draft, delegator, now).await?.ok_or(Refusal::NotFound)?;
    if let Some(sent) = kept.sent_as {
        return Ok(sent);
    }
    let command = Command::Request(Box::new(facts(app, &mut transaction, delegator, asked).await?));
    let events = decide(None, &command, &by.actor, now)?;
    let id = DelegationId(app.clock.new_id());
    let outcome = Outcome::<Delegation>::of(app, id, None, events, (by, now))?;
    outcome.record(&mut *transaction).await.map_err(not_recorded::<Delegation>)?;
    invitations::insert(&mut *transaction, id, &described(asked)).await?;
    if asked.email.is_none() {
        // A code that another invitation has is a conflict: the next try has another id, and so another code.
        let codes = invitation_code::hashes(&app.config.server.link_secret, id);
        invitation_codes::insert(&mut *transaction, id, &codes).await?;
    }
    drafts::mark_sent(&mut *transaction, draft, delegator, id).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    outcome.log();
    Ok(id)
}

fn described(asked: &Asked) -> Invitation {
    Invitation {
        name: asked.name.clone(),
        birth_date: asked.birth_date,
        entered_email: asked.email.clone(),
        email: None,
    }
}

async fn facts(
    app: &App,
    transaction: &mut sqlx::Transaction<'_, sqlx::Postgres>,
    delegator: PersonId,
    asked: &Asked,
) -> Result<Request, Failed> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let person = people::find(&mut **transaction, delegator).await?.ok_or(Refusal::NotFound)?;
    let outside = Refusal::DelegatorNotEligible(NotEligible::PracticeNotInTrial);
    let practice = person.practice.ok_or(outside)?;
    let standing = Standing {
        born: person.birth_date.ok_or(Refusal::NotFound)?,
        proofed: true, // only a P9 sign-in fills a person's row
        practice_enabled: practices::is_enabled(&mut **transaction, &practice).await?,
    };
    let delegate =
        people::find_or_create(&mut **transaction, app.clock.new_id(), &asked.nhs_number, now).await?;
    let counted = counts(&mut **transaction, delegator, delegate, now - Duration::days(1)).await?;
    let limits = app.config.limits;
    Ok(Request {
        delegator,
        delegator_standing: standing,
        practice,
        delegate,
        delegate_born: asked.birth_date,
        relationship: asked.relationship,
        asked: asked.access.clone(),
        free_of_pressure: asked.free_of_pressure,
        pair_is_open: counted.pair_is_open,
        open_invitations: (counted.open_invitations, limits.open_invitations),
        requests_today: (counted.requests_since, limits.requests_a_day),
        today,
    })
}

/// Whether this is the person's own NHS number, which they know.
///
/// # Errors
/// When the database fails.
pub async fn is_own_number(app: &App, person: PersonId, number: &NhsNumber) -> Result<bool, Failed> {
    Ok(people::find(&app.db, person).await?.is_some_and(|person| person.nhs_number == *number))
}
