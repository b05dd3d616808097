//! What is decided together and written in one transaction: a case, and the account of its trusted person at the practice
//! (docs/decisions/0060-one-access-store-for-cases-and-accounts.md). Each by its own rules.
//!
//! Whoever writes both writes the account first, so that two who meet wait for each other in one order.

use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::app::App;
use crate::storage::accounts::{cases, holders};
use crate::storage::record::{Insert, Stored, together};
use crate::storage::{PgPool, StorageError, delegations, event_log};
use domain::DelegationId;
use domain::account::case::{consent, for_case, says};
use domain::account::{
    self, Account, AccountId, AssociationId, Follow, OnlineAccountId, Says, State, Switches,
};
use domain::delegation::{self, Delegation, Refusal};

use super::by::By;
use super::outcome::{Failed, Outcome};

/// Something that was decided just now, and is not written yet.
pub struct Fresh<'a, A: Decided> {
    /// How it stands then.
    pub after: &'a A,
    /// What happens.
    pub events: &'a [A::Event],
    /// Who gave the command.
    pub by: &'a By,
    /// When.
    pub at: OffsetDateTime,
    /// What stands beside it, where that was read with it.
    pub beside: Option<&'a A::Beside>,
}

/// A kind whose commands are given here.
pub trait Decided: Stored {
    /// What of others is needed to decide along with it, and may be read with it.
    type Beside: Send + Sync + 'static;

    /// What else is decided with it; nothing, unless a kind says so.
    ///
    /// # Errors
    /// Why it cannot be followed: it is not decided then.
    fn along(
        _app: &App,
        _fresh: Fresh<'_, Self>,
    ) -> impl Future<Output = Result<Along, Failed<Self::Refusal>>> + Send {
        std::future::ready(Ok(Along::default()))
    }
}

/// What is decided along with something else.
#[derive(Default)]
pub struct Along {
    account: Option<Outcome<Account>>,
    cases: Vec<Outcome<Delegation>>,
    /// A case that gives nothing any more, and had no association when that was decided.
    without: Option<DelegationId>,
}

impl Along {
    /// Whether nothing is to be written or looked at.
    pub(super) fn is_nothing(&self) -> bool {
        self.account.is_none() && self.cases.is_empty() && self.without.is_none()
    }

    /// An account goes before what it follows.
    pub(super) async fn record_before(&self, connection: &mut PgConnection) -> Result<(), StorageError> {
        let Some(account) = &self.account else { return Ok(()) };
        again(account.record(connection).await)
    }

    /// Writes all of it with the rows `own` of what it was decided with: the account before what it follows, cases after the account
    /// that they follow. It is one statement, but where a case stops that had no association: that looks once more, as our worker may
    /// have made one while it was decided.
    pub(super) async fn record_with<A: Decided>(
        &self,
        db: &PgPool,
        own: Vec<Insert<'_>>,
    ) -> Result<(), StorageError> {
        let mut groups = Vec::with_capacity(self.cases.len() + 2);
        if let Some(account) = &self.account {
            groups.push(account.inserts()?);
        }
        groups.push(own);
        for case in &self.cases {
            groups.push(case.inserts()?);
        }
        let Some(case) = self.without else { return together::<A>(db, groups).await };
        let mut transaction = db.begin().await?;
        together::<A>(&mut *transaction, groups).await?;
        if cases::has_association(&mut *transaction, case).await? {
            return Err(StorageError::Conflict);
        }
        Ok(transaction.commit().await?)
    }

    /// One line each for operators.
    pub(super) fn log(&self) {
        self.account.iter().for_each(Outcome::log);
        self.cases.iter().for_each(Outcome::log);
    }
}

/// What a rule of the database holds up, somebody else was first to do: it is looked at again.
fn again(recorded: Result<(), StorageError>) -> Result<(), StorageError> {
    recorded.map_err(|error| match error {
        StorageError::Rule(_) => StorageError::Conflict,
        other => other,
    })
}

impl Decided for Switches {
    type Beside = ();
}

/// The account of a case's trusted person at its practice, and what makes it theirs.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The account, where they have one.
    pub account: Option<Account>,
    /// Whether NHS login knows the person to P9.
    pub is_proofed: bool,
}

impl Decided for Delegation {
    type Beside = Holder;

    async fn along(app: &App, fresh: Fresh<'_, Delegation>) -> Result<Along, Failed> {
        match says(fresh.events, fresh.after) {
            Some(says) => {
                let holder = match fresh.beside {
                    Some(read) => read.clone(),
                    None => holder(app, fresh.after).await?,
                };
                follow(app, (fresh.after, says), (fresh.by, fresh.at), holder).await
            }
            None => Ok(Along::default()),
        }
    }
}

impl Decided for Account {
    type Beside = ();

    async fn along(app: &App, fresh: Fresh<'_, Account>) -> Result<Along, Failed<account::Refusal>> {
        let mut along = Along::default();
        let by = (&fresh.by.actor, fresh.by.tell);
        let told = fresh.events.iter().filter_map(|event| for_case(fresh.after, event, by));
        for (id, command, actor) in told.collect::<Vec<_>>() {
            let Some(case) = delegations::load(&app.db, id).await? else { continue };
            let events = match delegation::decide(Some(&case), &command, &actor, fresh.at) {
                Ok(events) => events,
                // It stands so already.
                Err(Refusal::WrongStage(_)) => continue,
                Err(refusal) => {
                    tracing::error!(case = %id, %refusal, "a case could not follow its account");
                    return Err(StorageError::Corrupt("case of an association").into());
                }
            };
            if !events.is_empty() {
                let by = By { via: fresh.by.via.clone(), ..By::from(actor) };
                along.cases.push(Outcome::of(app, id, Some(case), events, (&by, fresh.at))?);
            }
        }
        along.cases.sort_by_key(|case| case.after.id.0);
        Ok(along)
    }
}

/// The account of this case's trusted person as it stands.
///
/// # Errors
/// When the database fails.
pub(super) async fn holder(app: &App, case: &Delegation) -> Result<Holder, StorageError> {
    let (account, is_proofed) = holders::find(&app.db, case.delegate, &case.practice).await?;
    Ok(Holder { account, is_proofed })
}

/// What a case says, as the account of its trusted person takes it; the account is made where there is none.
///
/// # Errors
/// Why it does not.
pub(super) async fn follow(
    app: &App,
    (case, mut says): (&Delegation, Says),
    (by, at): (&By, OffsetDateTime),
    Holder { account: current, is_proofed }: Holder,
) -> Result<Along, Failed> {
    let open = current.as_ref().and_then(|account| account.with_patient(case.delegator));
    if open.is_none() && says.stands != State::Running {
        return Ok(Along { without: Some(case.id), ..Along::default() });
    }
    if says.consent.is_none() && open.is_none_or(|one| one.case.is_none()) {
        let history = event_log::history::<Delegation>(&app.db, case.id).await?;
        says.consent = consent(history.iter().map(|recorded| &recorded.event));
    }
    let is_end = matches!(says.stands, State::Ended(_));
    let wish = Follow {
        case: case.id,
        person: case.delegate,
        practice: case.practice.clone(),
        patient: case.delegator,
        says,
        association: AssociationId(app.clock.new_id()),
        sign_in: OnlineAccountId::signed_in(case.delegate),
        is_proofed,
    };
    let command = account::Command::Follow(Box::new(wish));
    let events = account::decide(current.as_ref(), &command, &by.actor, at).map_err(refused)?;
    if events.is_empty() {
        // While the case ends, the account may just have begun to follow it: whoever writes looks again for one that does.
        return Ok(Along { without: is_end.then_some(case.id), ..Along::default() });
    }
    let id = current.as_ref().map_or_else(|| AccountId(app.clock.new_id()), |account| account.id);
    let account = Outcome::of(app, id, current, events, (by, at))?;
    Ok(Along { account: Some(account), ..Along::default() })
}

/// Why an account does not follow, as the case says it.
fn refused(refusal: account::Refusal) -> Failed {
    match refusal {
        account::Refusal::WrongPlace(_) => Refusal::AccountOff.into(),
        account::Refusal::NotProofed => Refusal::NotProofed.into(),
        account::Refusal::AlreadyAssociated => Refusal::AlreadyOpen.into(),
        other => {
            tracing::error!(refusal = %other, "an account could not follow its case");
            StorageError::Corrupt("account of a case").into()
        }
    }
}
