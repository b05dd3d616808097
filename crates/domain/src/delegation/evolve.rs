//! Events become the state of a delegation.

use time::{Date, OffsetDateTime};

use crate::access::Access;
use crate::actor::{DelegationId, Party, PersonId};
use crate::aggregate::Recorded;
use crate::london::{first_instant, london_date};
use crate::ods_code::OdsCode;
use crate::relationship::Relationship;

use super::contact::ContactSource;
use super::event::Event;
use super::granted::Granted;
use super::reason::{CloseReason, LessReason, RefusalReason, RevokeReason, SuspendReason};
use super::stage::Stage;
use super::tell::Tell;

/// Where a delegation stands, with what docs/sources.md#proxy-mvp calls its meta data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Our opaque id.
    pub id: DelegationId,
    /// How many events it has.
    pub version: i32,
    /// The stage.
    pub stage: Stage,
    /// The patient who gives access; started it.
    pub delegator: PersonId,
    /// The person who receives it.
    pub delegate: PersonId,
    /// The delegator's practice.
    pub practice: OdsCode,
    /// The delegation at the practice from which the delegator moved here, if they did.
    pub former: Option<DelegationId>,
    /// How they are related.
    pub relationship: Relationship,
    /// What was asked for.
    pub asked: Access,
    /// What the practice set.
    pub set: Option<Access>,
    /// Started date.
    pub requested_at: OffsetDateTime,
    /// Invite sent date; of a delegation that came with the delegator, when its practice gave access: from then on the
    /// delegate knows of it.
    pub invited_at: Option<OffsetDateTime>,
    /// Last day on which the invitation can be accepted.
    pub lapses_on: Option<Date>,
    /// Whether the delegator passes the invitation on by its code: nobody writes to the delegate before they agree.
    pub by_code: bool,
    /// Reminders sent, by number of the last.
    pub reminders: u8,
    /// How often the delegator had it sent again.
    pub resends: u8,
    /// When the invitation was last sent, by us or again.
    pub last_sent_at: Option<OffsetDateTime>,
    /// The delegate's response; none while there is none.
    pub accepted: Option<bool>,
    /// Response date.
    pub responded_at: Option<OffsetDateTime>,
    /// Sent-to-GP date.
    pub sent_to_practice_at: Option<OffsetDateTime>,
    /// Confirmed by GP, and when (last time).
    pub confirmed_at: Option<OffsetDateTime>,
    /// Why less was set than was asked for, in so far as the practice says so.
    pub less: Option<LessReason>,
    /// Why the practice refused, and what each may be told.
    pub refused: Option<(RefusalReason, Tell)>,
    /// Why it is paused, and what each may be told.
    pub suspended: Option<(SuspendReason, Tell)>,
    /// Who stopped it, why, and what each may be told.
    pub revoked: Option<(Party, RevokeReason, Tell)>,
    /// Why it was closed through nobody's choice.
    pub closed: Option<CloseReason>,
    /// The access that the delegator asks for in place of what is set, until the practice has answered.
    pub change_asked: Option<Access>,
    /// The same, kept when it is answered: what they last wished.
    pub wished: Option<Access>,
    /// The last day of access of which both were warned.
    pub warned_of: Option<Date>,
    /// The London day on which the access was last decided, or both were asked whether it still fits.
    pub reviewed_on: Option<Date>,
    /// When the stage was last entered.
    pub stage_since: OffsetDateTime,
}

impl Delegation {
    /// The state after one more event; none when it is the first and no request.
    pub(super) fn after(state: Option<Delegation>, recorded: &Recorded<Delegation>) -> Option<Delegation> {
        let Some(mut delegation) = state else { return Delegation::begin(recorded) };
        delegation.version = recorded.version;
        delegation.apply(&recorded.event, recorded.at);
        Some(delegation)
    }

    fn begin(recorded: &Recorded<Delegation>) -> Option<Delegation> {
        match &recorded.event {
            Event::DelegationRequested { delegator, delegate, practice, relationship, asked } => {
                let pair = (*delegator, *delegate);
                Some(Delegation::new(recorded, pair, practice, (*relationship, asked)))
            }
            Event::DelegationMovedHere {
                former,
                delegator,
                delegate,
                practice,
                relationship,
                asked,
                accepted_on,
            } => {
                let pair = (*delegator, *delegate);
                Some(Delegation {
                    stage: Stage::WithPractice,
                    former: Some(*former),
                    accepted: Some(true),
                    responded_at: accepted_on.map(first_instant),
                    ..Delegation::new(recorded, pair, practice, (*relationship, asked))
                })
            }
            _ => None,
        }
    }

    fn new(
        recorded: &Recorded<Delegation>,
        (delegator, delegate): (PersonId, PersonId),
        practice: &OdsCode,
        (relationship, asked): (Relationship, &Access),
    ) -> Delegation {
        Delegation {
            id: recorded.id,
            version: recorded.version,
            stage: Stage::Checking,
            delegator,
            delegate,
            practice: practice.clone(),
            former: None,
            relationship,
            asked: asked.clone(),
            set: None,
            requested_at: recorded.at,
            invited_at: None,
            lapses_on: None,
            by_code: false,
            reminders: 0,
            resends: 0,
            last_sent_at: None,
            accepted: None,
            responded_at: None,
            sent_to_practice_at: None,
            confirmed_at: None,
            less: None,
            refused: None,
            suspended: None,
            revoked: None,
            closed: None,
            change_asked: None,
            wished: None,
            warned_of: None,
            reviewed_on: None,
            stage_since: recorded.at,
        }
    }

    /// Whether this access is asked for already, or is what is set while nothing is asked for.
    pub fn asks_or_has(&self, access: &Access) -> bool {
        self.change_asked.as_ref().or(self.set.as_ref()) == Some(access)
    }

    fn enter(&mut self, stage: Stage, at: OffsetDateTime) {
        self.stage = stage;
        self.stage_since = at;
    }

    fn respond(&mut self, accepted: bool, stage: Stage, at: OffsetDateTime) {
        self.accepted = Some(accepted);
        self.responded_at = Some(at);
        self.enter(stage, at);
    }

    fn activate(&mut self, granted: &Granted, at: OffsetDateTime) {
        self.set(granted, at);
        self.confirmed_at = Some(at);
        self.revoked = None;
        self.enter(Stage::Active, at);
    }

    fn set(&mut self, granted: &Granted, at: OffsetDateTime) {
        self.set = Some(granted.access.clone());
        self.less = granted.less;
        self.change_asked = None;
        self.reviewed_on = Some(london_date(at));
    }

    fn apply(&mut self, event: &Event, at: OffsetDateTime) {
        match event {
            Event::DelegationRequested { .. } | Event::DelegationMovedHere { .. } => {}
            Event::DetailsConfirmed => {}
            Event::ContactFound { source } => self.by_code = *source == ContactSource::Code,
            Event::DelegationFinished => {}
            Event::DetailsNotConfirmed => self.enter(Stage::NotConfirmed, at),
            Event::InvitationSent { lapses_on } => {
                self.invited_at = Some(at);
                self.last_sent_at = Some(at);
                self.lapses_on = Some(*lapses_on);
                self.enter(Stage::Invited, at);
            }
            Event::InvitationReminded { reminder } => self.reminders = *reminder,
            Event::InvitationResent => {
                self.resends = self.resends.saturating_add(1);
                self.last_sent_at = Some(at);
            }
            Event::DelegationAccepted => self.respond(true, Stage::WithPractice, at),
            Event::DelegationDeclined { .. } => self.respond(false, Stage::Declined, at),
            Event::DelegationWithdrawn { .. } => self.enter(Stage::Withdrawn, at),
            Event::RequestClosed { reason } => {
                self.closed = Some(*reason);
                self.enter(Stage::Withdrawn, at);
            }
            Event::InvitationLapsed => self.enter(Stage::Lapsed, at),
            Event::SentToPractice => self.sent_to_practice_at = Some(at),
            Event::DelegationApplied { granted, .. } => {
                self.refused = None;
                if self.is_kept_from_delegate() {
                    self.invited_at = Some(at);
                }
                self.activate(granted, at);
            }
            Event::DelegationRefused { reason, tell } => {
                self.refused = Some((*reason, *tell));
                self.enter(Stage::Refused, at);
            }
            Event::ChangeAsked { access } => {
                // Whoever asks for what is set asks for nothing any more.
                self.change_asked = Some(access.clone()).filter(|wish| self.set.as_ref() != Some(wish));
                self.wished = Some(access.clone());
            }
            Event::ChangeDeclined { .. } => {
                self.change_asked = None;
                self.reviewed_on = Some(london_date(at));
            }
            Event::AccessChanged { granted, .. } => self.set(granted, at),
            Event::EndingSoon { ends } => self.warned_of = Some(*ends),
            Event::ReviewDue => self.reviewed_on = Some(london_date(at)),
            Event::AccessSuspended { reason, tell } => {
                self.suspended = Some((*reason, *tell));
                self.enter(Stage::Suspended, at);
            }
            Event::AccessResumed { .. } => {
                self.suspended = None;
                self.enter(Stage::Active, at);
            }
            Event::DelegationRevoked { side, reason, tell } => {
                self.suspended = None;
                self.revoked = Some((*side, *reason, *tell));
                self.change_asked = None;
                self.enter(Stage::Ending, at);
            }
            Event::RemovalConfirmed => self.enter(Stage::Ended, at),
            Event::DelegationReactivated { granted, .. } => self.activate(granted, at),
        }
    }
}
