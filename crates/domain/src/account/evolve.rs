//! Events become the state of an account.

use time::{Date, OffsetDateTime};

use crate::actor::PersonId;
use crate::aggregate::Recorded;
use crate::london::london_date;
use crate::ods_code::OdsCode;

use super::association::Association;
use super::event::Event;
use super::ids::{AccountId, AssociationId, OnlineAccountId};
use super::reason::SwitchOffReason;
use super::status::{Facts, Status};
use super::verification::Verification;

/// The account of one person at one practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Our opaque id.
    pub id: AccountId,
    /// How many events it has.
    pub version: i32,
    /// Whose it is.
    pub person: PersonId,
    /// The practice that made it.
    pub practice: OdsCode,
    /// When it was made.
    pub opened_at: OffsetDateTime,
    /// When the key that counts was made; none where there is no key.
    pub key_since: Option<OffsetDateTime>,
    /// The online accounts that are linked, and since when.
    pub linkages: Vec<(OnlineAccountId, OffsetDateTime)>,
    /// Whether something linked was taken away since a letter was last used: only a letter links it again, and no case.
    pub by_letter: bool,
    /// How it was made sure who they are.
    pub verification: Option<Verification>,
    /// All associations that there are and were, in the order in which they were made.
    pub associations: Vec<Association>,
    /// Why somebody at the practice switched it off.
    pub switched_off: Option<SwitchOffReason>,
    /// Whether the history last said that it is active; what it is today, [`Account::status`] says.
    pub active: bool,
}

impl Account {
    /// The state after one more event; none when it is the first and makes no account.
    pub(super) fn after(state: Option<Account>, recorded: &Recorded<Account>) -> Option<Account> {
        let Some(mut account) = state else { return Account::begin(recorded) };
        account.version = recorded.version;
        account.apply(&recorded.event, recorded.at);
        Some(account)
    }

    fn begin(recorded: &Recorded<Account>) -> Option<Account> {
        let Event::AccountOpened { person, practice } = &recorded.event else { return None };
        Some(Account {
            id: recorded.id,
            version: recorded.version,
            person: *person,
            practice: practice.clone(),
            opened_at: recorded.at,
            key_since: None,
            linkages: Vec::new(),
            by_letter: false,
            verification: None,
            associations: Vec::new(),
            switched_off: None,
            active: false,
        })
    }

    /// What the account rests on, on this day.
    pub fn facts(&self, today: Date) -> Facts {
        Facts {
            switched_on: self.switched_off.is_none(),
            linked: !self.linkages.is_empty(),
            verified: self.verification.is_some(),
            associated: self.associations.iter().any(|association| association.is_active(today)),
        }
    }

    /// Active or not on this day, and why not.
    pub fn status(&self, today: Date) -> Status {
        self.facts(today).status()
    }

    /// Whether this online account is linked.
    pub fn is_linked(&self, online: OnlineAccountId) -> bool {
        self.linkages.iter().any(|(linked, _)| *linked == online)
    }

    /// Whether somebody may act by the account, where an association lets them.
    pub(super) fn lets_act(&self) -> bool {
        let is_known = self.verification.is_some() && !self.linkages.is_empty();
        is_known && self.switched_off.is_none()
    }

    /// The association with this id.
    pub fn association(&self, id: AssociationId) -> Option<&Association> {
        self.associations.iter().find(|association| association.id == id)
    }

    /// The association with this patient that has not ended; there is one at most.
    pub fn with_patient(&self, patient: PersonId) -> Option<&Association> {
        self.associations.iter().find(|association| association.patient == patient && association.is_open())
    }

    fn unlink_all(&mut self) {
        self.linkages.clear();
        self.by_letter = true;
    }

    pub(super) fn apply(&mut self, event: &Event, at: OffsetDateTime) {
        match event {
            Event::AccountOpened { .. } | Event::Told { .. } => {}
            Event::KeyIssued => self.key_since = Some(at),
            Event::KeyReset { .. } => {
                self.key_since = Some(at);
                self.unlink_all();
            }
            Event::KeyRevoked { .. } => {
                self.key_since = None;
                self.unlink_all();
            }
            Event::Linked { to } => {
                self.linkages.push((*to, at));
                self.by_letter = false;
            }
            Event::Unlinked { from } => {
                self.linkages.retain(|(linked, _)| linked != from);
                self.by_letter = true;
            }
            Event::IdentityVerified { verification } => self.verification = Some(verification.clone()),
            Event::IdentityUnverified { .. } => self.verification = None,
            Event::SwitchedOff { reason } => self.switched_off = Some(*reason),
            Event::SwitchedOn => self.switched_off = None,
            Event::AccountActivated => self.active = true,
            Event::AccountInactivated { .. } => self.active = false,
            Event::Associated { association, patient, tie, access } => {
                let made = Association::decided(*association, *patient, (*tie, access), london_date(at));
                self.associations.push(made);
            }
            Event::CaseFollowed { association, .. }
            | Event::AccessChanged { association, .. }
            | Event::AssociationRenewed { association, .. }
            | Event::AssociationSuspended { association, .. }
            | Event::AssociationEnded { association, .. }
            | Event::AgeNear { association, .. }
            | Event::EndNear { association, .. }
            | Event::ReviewDue { association, .. } => {
                if let Some(one) = self.associations.iter_mut().find(|one| one.id == *association) {
                    one.apply(event, london_date(at));
                }
            }
        }
    }
}
