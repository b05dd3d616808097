//! Brings the role in the national store to where a case, or an association without one, stands, and takes in what ended there
//! (docs/national-roles.md#how-a-delegation-is-followed). It reads before it writes and looks again afterwards, so that it may be
//! repeated, and done twice at once, and ends the same.

use crate::app::App;
use crate::integrations::vrs::{Created, KeptRole};
use crate::integrations::{Kind, Upstream, Vrs, VrsCode};
use crate::storage::roles::Whose;
use crate::storage::roles::followed::{self, FollowedRole, Sighting};
use crate::storage::{StorageError, people, practice_settings};
use domain::delegation::Refusal;
use domain::delegation::national::Reasons;
use domain::london::first_instant;
use domain::practice_settings::NationalUse;
use domain::role::{Asks, Change, Difference, Period, Reason, Reasoned, Role, Status, Step, Wish, next_step};

use super::super::perform::Failed;
use super::found::{Pair, find, seen};
use super::subject::Subject;

/// How often it is looked anew before it is left for later.
const LOOKS: usize = 4;

/// Why a role is not followed yet.
#[derive(Debug, thiserror::Error)]
pub enum NotFollowed {
    /// The national store is not set up any more.
    #[error("the national store is not set up")]
    NotSetUp,
    /// The store gave no answer, or refused.
    #[error(transparent)]
    Upstream(#[from] Upstream),
    /// It changed each time that it was looked at.
    #[error("the role changes all the time")]
    Restless,
    /// The answer could not be recorded.
    #[error(transparent)]
    Failed(#[from] Failed),
}

impl NotFollowed {
    /// Its code.
    pub fn code(&self) -> &'static str {
        match self {
            NotFollowed::NotSetUp => "no_national_store",
            NotFollowed::Upstream(fault) => fault.kind.code(),
            NotFollowed::Restless => "restless",
            NotFollowed::Failed(_) => "not_recorded",
        }
    }

    /// Whether it would be refused again, sent again as it is.
    pub fn is_final(&self) -> bool {
        match self {
            NotFollowed::Upstream(fault) => {
                matches!(fault.kind, Kind::Vrs(VrsCode::Unfit | VrsCode::Other))
            }
            NotFollowed::NotSetUp | NotFollowed::Restless | NotFollowed::Failed(_) => false,
        }
    }
}

impl From<StorageError> for NotFollowed {
    fn from(error: StorageError) -> NotFollowed {
        NotFollowed::Failed(error.into())
    }
}

/// Brings it there. Harmless where it is so, and where the practice does not use the national store.
///
/// # Errors
/// See [`NotFollowed`]; the worker tries again later.
pub async fn follow(app: &App, whose: Whose, correlation: &str) -> Result<(), NotFollowed> {
    let vrs = app.vrs.as_ref().ok_or(NotFollowed::NotSetUp)?;
    let reasons = app.config.vrs.as_ref().map(|config| config.reasons).unwrap_or_default();
    let missing = || NotFollowed::Failed(Refusal::NotFound.into());
    let Some(subject) = Subject::load(app, whose).await? else {
        return if matches!(whose, Whose::Case(_)) { Err(missing()) } else { Ok(()) };
    };
    let kept = practice_settings::find(&app.db, &subject.practice).await?;
    let usage = kept.map(|kept| kept.settings.national).unwrap_or_default();
    if usage == NationalUse::Off {
        return Ok(());
    }
    if followed::is_anothers(&app.db, whose).await? {
        return Ok(());
    }
    let patient = people::find(&app.db, subject.patient).await?.ok_or_else(missing)?;
    let proxy = people::find(&app.db, subject.proxy).await?.ok_or_else(missing)?;
    let pair = Pair { patient: patient.nhs_number, proxy: proxy.nhs_number };
    let following = Following { app, vrs, subject, usage, reasons, pair, correlation };
    let outcome = following.go().await;
    if let Err(fault @ (NotFollowed::Upstream(_) | NotFollowed::Restless)) = &outcome {
        followed::failed(&app.db, whose, fault.code(), app.clock.now()).await?;
    }
    outcome
}

/// One role being followed.
struct Following<'a> {
    app: &'a App,
    vrs: &'a Vrs,
    subject: Subject,
    usage: NationalUse,
    reasons: Reasons,
    pair: Pair,
    correlation: &'a str,
}

/// How one look ended.
#[derive(PartialEq, Eq)]
enum Look {
    /// It is settled, as far as was known when it was looked.
    Settled,
    /// The store has changed under it, or a person settled what differed: look again.
    Again,
}

/// What a look begins with.
struct Start<'a> {
    wish: &'a Wish,
    /// The decision up to which everything was brought there.
    followed: i32,
    /// How often people had settled what differed.
    settlings: i32,
}

impl Following<'_> {
    async fn go(&self) -> Result<(), NotFollowed> {
        for _ in 0..LOOKS {
            let Some((wish, versions)) = self.subject.wish(self.app, self.reasons).await? else {
                return Ok(());
            };
            // What was decided meanwhile has its own work, which this may have crossed: it is looked at once more.
            if self.look(&wish).await? == Look::Settled && self.subject.versions(self.app).await? == versions
            {
                return Ok(());
            }
        }
        Err(NotFollowed::Restless)
    }

    async fn look(&self, wish: &Wish) -> Result<Look, NotFollowed> {
        let kept = followed::find(&self.app.db, self.subject.whose).await?;
        let known = kept.as_ref().map(FollowedRole::known).unwrap_or_default();
        let (followed, settlings) = (known.followed, kept.as_ref().map_or(0, |kept| kept.settlings));
        let start = Start { wish, followed, settlings };
        let role_id = kept.and_then(|kept| kept.role_id);
        let found = match (&role_id, wish.asks) {
            // It is created first: a conflict tells that there is one.
            (None, Asks::Active | Asks::Rejected(_)) => None,
            (id, _) => find(self.vrs, id.as_deref(), &self.pair, self.correlation).await?,
        };
        // Meanwhile the pair may have been given access anew: then the role is another's, and not ours to end.
        if followed::is_anothers(&self.app.db, self.subject.whose).await? {
            return Ok(Look::Settled);
        }
        let seen = found.as_ref().map(seen);
        match (next_step(seen.as_ref(), wish, &known), &found) {
            (Step::Nothing, _) => self.note(found.as_ref(), &start, (wish.version, None)).await,
            (Step::Create(status, why), _) => self.create(&start, status, why).await,
            (Step::Change(change), Some(role)) => self.change(role, &start, &change).await,
            (Step::TakeIn, _) => self.take_in(found.as_ref(), &start).await,
            // What was decided is not there, and waits for a person.
            (Step::Differs(Difference::EndedThere), _) => {
                self.note(found.as_ref(), &start, (followed, Some(Difference::EndedThere))).await
            }
            (Step::Differs(difference), _) => {
                self.note(found.as_ref(), &start, (wish.version, Some(difference))).await
            }
            // There is nothing that could be changed.
            (Step::Change(_), None) => Ok(Look::Again),
        }
    }

    async fn create(&self, start: &Start<'_>, status: Status, why: Reasoned) -> Result<Look, NotFollowed> {
        let wish = start.wish;
        let first = wish.starts.map_or(wish.made_at, first_instant);
        let last = wish.ends.map(domain::london::last_instant);
        let is_active = status == Status::Active;
        let days = is_active.then(|| Period::new(Some(first), last).unwrap_or_default());
        let role = Role {
            patient: self.pair.patient.clone(),
            proxy: self.pair.proxy.clone(),
            status,
            basis: self.subject.basis,
            grantor: is_active.then(|| wish.grantor.clone()),
            made_at: wish.made_at,
            period: days.unwrap_or_default(),
            why,
        };
        match self.vrs.create(&role, self.correlation).await? {
            Created::As(id) => {
                let sighting = Sighting {
                    role_id: Some(&id),
                    status: Some(status),
                    reason: Some(role.why.reason),
                    version: wish.version,
                    followed: wish.version,
                    difference: None,
                    settlings: start.settlings,
                };
                self.keep(&sighting).await
            }
            Created::Unnamed | Created::Exists => {
                // Its id is kept; the next look sees how it stands. None where it went again in between.
                let Some(role) = find(self.vrs, None, &self.pair, self.correlation).await? else {
                    return Ok(Look::Again);
                };
                self.note(Some(&role), start, (0, None)).await?;
                Ok(Look::Again)
            }
        }
    }

    async fn change(&self, role: &KeptRole, start: &Start<'_>, change: &Change) -> Result<Look, NotFollowed> {
        let version = start.wish.version;
        let is_of_words = change.status.is_none() && change.end.is_none();
        match self.vrs.change(&role.id, change, self.correlation).await {
            Ok(true) => {}
            Ok(false) => return Ok(Look::Again),
            // It has ended, as it should; that it does not say why is nobody's danger.
            Err(Upstream { kind: Kind::Vrs(VrsCode::Unfit), .. }) if is_of_words => {
                tracing::warn!(whose = %self.subject.whose, "the store did not take the reason of a role that has ended");
                return self.note(Some(role), start, (version, None)).await;
            }
            Err(fault) => return Err(fault.into()),
        }
        let sighting = Sighting {
            role_id: Some(&role.id),
            status: change.status.or(role.status),
            reason: change.why.as_ref().map(|why| why.reason).or(role.reason),
            version,
            followed: version,
            difference: None,
            settlings: start.settlings,
        };
        self.keep(&sighting).await
    }

    /// The role has ended there: access rests here at once, the practice is told, and the case says why. In the shadow nothing
    /// rests on it: a person sees that they differ.
    async fn take_in(&self, found: Option<&KeptRole>, start: &Start<'_>) -> Result<Look, NotFollowed> {
        if self.usage != NationalUse::On {
            return self.note(found, start, (start.followed, Some(Difference::EndedThere))).await;
        }
        // Noted first: what a person decided meanwhile goes before it.
        if self.note(found, start, (start.followed, None)).await? == Look::Again {
            return Ok(Look::Again);
        }
        // Where it does not rest, somebody paused or stopped it a moment ago.
        if !self.subject.rest(self.app).await? {
            return Ok(Look::Again);
        }
        // A role that is gone tells no reason: PDS knows whose record is restricted, too.
        if found.is_none_or(|role| role.reason.is_some_and(Reason::is_for_pds_to_tell))
            && let Err(error) = self.subject.is_next_for_pds(self.app).await
        {
            tracing::warn!(whose = %self.subject.whose, %error, "PDS is asked in its turn, and not at once");
        }
        Ok(Look::Settled)
    }

    async fn note(
        &self,
        found: Option<&KeptRole>,
        start: &Start<'_>,
        (followed, difference): (i32, Option<Difference>),
    ) -> Result<Look, NotFollowed> {
        if let (Some(difference), Whose::Association(id)) = (difference, self.subject.whose) {
            tracing::warn!(association = %id, difference = difference.code(), "the role there differs");
        }
        let sighting = Sighting {
            role_id: found.map(|role| role.id.as_str()),
            status: found.and_then(|role| role.status),
            reason: found.and_then(|role| role.reason),
            version: start.wish.version,
            followed,
            difference,
            settlings: start.settlings,
        };
        self.keep(&sighting).await
    }

    async fn keep(&self, sighting: &Sighting<'_>) -> Result<Look, NotFollowed> {
        let is_kept =
            followed::seen(&self.app.db, self.subject.whose, sighting, self.app.clock.now()).await?;
        Ok(if is_kept { Look::Settled } else { Look::Again })
    }
}
