//! The words of the stories: who, what they do, what has happened before, and `given(..).when(..).then(..)`.

use domain::delegation::{
    Checklist, ChecklistItem, CloseReason, Command, ConsentMethod, ContactSource, Delegation, Event, Granted,
    Recorded, Refusal, RefusalReason, Request, RevokeReason, Stage, SuspendReason, Tell, TellThem, decide,
};
use domain::eligibility::Standing;
use domain::{
    Access, Actor, Aggregate, DelegationId, OdsCode, Party, PersonId, RecordLevel, Relationship, Service,
    StaffId,
};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// When everything that was given happened: 10 o'clock on Monday 2 March 2026, also in London.
pub const THEN: OffsetDateTime = datetime!(2026-03-02 10:00 UTC);
/// The same as a day.
pub const THAT_DAY: Date = date!(2026 - 03 - 02);
/// Last day on which the invitation can be accepted.
pub const LAST_DAY: Date = date!(2026 - 03 - 23);
/// Last day of the access.
pub const END: Date = date!(2026 - 12 - 31);

pub const MARGARET: PersonId = PersonId(Uuid::from_u128(0x11));
pub const DAVID: PersonId = PersonId(Uuid::from_u128(0x22));
pub const PETER: PersonId = PersonId(Uuid::from_u128(0x33));
pub const CASE: DelegationId = DelegationId(Uuid::from_u128(0xCA5E));

pub fn riverside() -> OdsCode {
    OdsCode::parse("A81001").expect("an ODS code")
}

pub fn staff_of(practice: &str) -> Actor {
    let practice = OdsCode::parse(practice).expect("an ODS code");
    Actor::Staff { id: StaffId(Uuid::from_u128(0x55)), practice }
}

pub fn the_delegator() -> Actor {
    Actor::Citizen { id: MARGARET }
}

pub fn the_delegate() -> Actor {
    Actor::Citizen { id: DAVID }
}

pub fn a_stranger() -> Actor {
    Actor::Citizen { id: PETER }
}

pub fn the_practice() -> Actor {
    staff_of("A81001")
}

pub fn another_practice() -> Actor {
    staff_of("B82002")
}

pub fn our_worker() -> Actor {
    Actor::System
}

/// Somebody who is this to the delegation.
pub fn somebody_as(party: Party) -> Actor {
    match party {
        Party::Delegator => the_delegator(),
        Party::Delegate => the_delegate(),
        Party::Practice => the_practice(),
        Party::System => our_worker(),
    }
}

pub fn access_until(ends: Option<Date>) -> Access {
    let services = [Service::BookAppointments, Service::ViewRecord];
    Access::new(services, RecordLevel::Summary, THAT_DAY, ends).expect("parts that fit")
}

pub fn asked() -> Access {
    access_until(Some(END))
}

/// A part of [`asked`].
pub fn less() -> Access {
    Access::new([Service::BookAppointments], RecordLevel::None, THAT_DAY, Some(END)).expect("parts that fit")
}

/// More than [`asked`] in every respect but the first day.
pub fn more() -> Access {
    Access::new(Service::ALL, RecordLevel::Full, THAT_DAY, None).expect("parts that fit")
}

/// An adult, proofed, at a practice of the trial.
pub fn in_order() -> Standing {
    Standing { born: date!(1951 - 03 - 12), proofed: true, practice_enabled: true }
}

/// A request that breaks no rule.
pub fn a_request() -> Request {
    Request {
        delegator: MARGARET,
        delegator_standing: in_order(),
        practice: riverside(),
        delegate: DAVID,
        delegate_born: date!(1949 - 11 - 02),
        relationship: Relationship::Partner,
        asked: asked(),
        free_of_pressure: true,
        pair_is_open: false,
        open_invitations: (0, 5),
        requests_today: (0, 10),
        today: THAT_DAY,
    }
}

pub fn request() -> Command {
    Command::Request(Box::new(a_request()))
}

pub fn confirm_details() -> Command {
    Command::ConfirmDetails(ContactSource::Pds)
}

pub fn accept() -> Command {
    accept_with(in_order())
}

/// Yes, said by somebody of whom this is known.
pub fn accept_with(standing: Standing) -> Command {
    Command::Accept { standing, matches_invitation: true, practice_enabled: true, today: THAT_DAY }
}

pub fn complete_checklist() -> Checklist {
    Checklist::complete(&ChecklistItem::ALWAYS, ConsentMethod::InPerson).expect("every item is ticked")
}

/// The same, with the patient's consent to more than they asked for.
pub fn checklist_for_more() -> Checklist {
    Checklist::complete(&ChecklistItem::ALL, ConsentMethod::InPerson).expect("every item is ticked")
}

pub fn confirm() -> Command {
    confirm_with(asked())
}

/// Confirms that this was set, with the four checks.
pub fn confirm_with(access: Access) -> Command {
    Command::Confirm { checklist: complete_checklist(), granted: access.into(), today: THAT_DAY }
}

pub fn refuse() -> Command {
    Command::Refuse { reason: RefusalReason::Safeguarding, tell: Tell::NOTHING }
}

pub fn change_access() -> Command {
    change_to(less())
}

/// A change without any check: enough for what is not more.
pub fn change_to(access: Access) -> Command {
    Command::Change { checklist: None, granted: access.into(), today: THAT_DAY }
}

/// A change with the four checks and consent.
pub fn change_with_checks(access: Access, checklist: Checklist) -> Command {
    Command::Change { checklist: Some(checklist), granted: access.into(), today: THAT_DAY }
}

pub fn ask_change() -> Command {
    ask_for(less())
}

/// The delegator asks for this, free of pressure.
pub fn ask_for(access: Access) -> Command {
    Command::AskChange { access, free_of_pressure: true, today: THAT_DAY }
}

pub fn suspend() -> Command {
    Command::Suspend { reason: SuspendReason::PendingReview, tell: Tell::OUTCOME }
}

pub fn revoke() -> Command {
    Command::Revoke { reason: RevokeReason::Misuse, tell: Tell::REASON }
}

pub fn reactivate() -> Command {
    Command::Reactivate { checklist: complete_checklist(), granted: asked().into(), today: THAT_DAY }
}

pub fn requested() -> Event {
    Event::DelegationRequested {
        delegator: MARGARET,
        delegate: DAVID,
        practice: riverside(),
        relationship: Relationship::Partner,
        asked: asked(),
    }
}

pub fn applied() -> Event {
    applied_as(asked())
}

/// The practice set this, with the four checks.
pub fn applied_as(access: Access) -> Event {
    Event::DelegationApplied { checklist: complete_checklist(), granted: access.into() }
}

pub fn set_again(access: Access) -> Event {
    Event::DelegationReactivated { checklist: complete_checklist(), granted: access.into() }
}

/// The practice changed it to this, without checks.
pub fn changed(access: Access) -> Event {
    Event::AccessChanged { checklist: None, granted: Granted::from(access) }
}

pub fn refused() -> Event {
    Event::DelegationRefused { reason: RefusalReason::Safeguarding, tell: Tell::NOTHING }
}

pub fn suspended() -> Event {
    Event::AccessSuspended { reason: SuspendReason::PendingReview, tell: Tell::OUTCOME }
}

pub fn stopped_by_the_delegator() -> Event {
    Event::DelegationRevoked {
        side: Party::Delegator,
        reason: RevokeReason::DelegatorRequest,
        tell: Tell::OUTCOME,
    }
}

/// The shortest history that ends at `stage`.
pub fn history_to(stage: Stage) -> Vec<Event> {
    let after = |earlier: Stage, events: &[Event]| [history_to(earlier).as_slice(), events].concat();
    let finished = Event::DelegationFinished;
    match stage {
        Stage::Checking => vec![requested()],
        Stage::NotConfirmed => after(Stage::Checking, &[Event::DetailsNotConfirmed, finished]),
        Stage::Invited => after(
            Stage::Checking,
            &[
                Event::DetailsConfirmed,
                Event::ContactFound { source: ContactSource::Pds },
                Event::InvitationSent { lapses_on: LAST_DAY },
            ],
        ),
        Stage::Declined => after(Stage::Invited, &[Event::DelegationDeclined { reason: None }, finished]),
        Stage::Withdrawn => {
            after(Stage::Invited, &[Event::DelegationWithdrawn { side: Party::Delegator }, finished])
        }
        Stage::Lapsed => after(Stage::Invited, &[Event::InvitationLapsed, finished]),
        Stage::WithPractice => after(Stage::Invited, &[Event::DelegationAccepted, Event::SentToPractice]),
        Stage::Refused => after(Stage::WithPractice, &[refused(), finished]),
        Stage::Active => after(Stage::WithPractice, &[applied(), finished]),
        Stage::Suspended => after(Stage::Active, &[suspended()]),
        Stage::Ending => after(Stage::Active, &[stopped_by_the_delegator()]),
        Stage::Ended => after(Stage::Ending, &[Event::RemovalConfirmed, finished]),
    }
}

/// The `version`-th event of the case.
pub fn recorded(version: usize, event: Event, by: Actor, at: OffsetDateTime) -> Recorded {
    let version = i32::try_from(version).expect("a short history");
    Recorded { id: CASE, version, event, by, at }
}

/// The delegation after `events`, all of them at [`THEN`].
pub fn delegation_after(events: &[Event]) -> Delegation {
    let events = events.iter().cloned().zip(1..);
    let log: Vec<Recorded> =
        events.map(|(event, version)| recorded(version, event, our_worker(), THEN)).collect();
    Delegation::replay(&log).expect("a history that begins with a request")
}

/// Noon in London on the n-th day after the invitation.
pub fn noon_of_day(day: i64) -> OffsetDateTime {
    THEN + Duration::days(day) + Duration::hours(1)
}

/// A delegation to which something is about to be done.
pub struct Story {
    events: Vec<Event>,
    now: OffsetDateTime,
}

/// What came of it.
pub struct Told {
    answer: Result<Vec<Event>, Refusal>,
    /// The stage before, as it is told to whoever gave the command.
    told: Option<(Stage, Stage)>,
}

/// Nothing has happened yet.
pub fn given_nothing() -> Story {
    Story { events: Vec::new(), now: THEN }
}

/// The delegation came to `stage` on the shortest way.
pub fn given(stage: Stage) -> Story {
    Story { events: history_to(stage), now: THEN }
}

impl Story {
    /// And this has happened too.
    pub fn and(mut self, event: Event) -> Story {
        self.events.push(event);
        self
    }

    /// It is this instant now.
    pub fn at(self, now: OffsetDateTime) -> Story {
        Story { now, ..self }
    }

    /// It is noon on the n-th day after the invitation.
    pub fn on_day(self, day: i64) -> Story {
        self.at(noon_of_day(day))
    }

    pub fn when(self, by: Actor, command: Command) -> Told {
        let current = (!self.events.is_empty()).then(|| delegation_after(&self.events));
        let told = current
            .as_ref()
            .and_then(|current| by.party(current).map(|party| (current.stage, current.stage_told_to(party))));
        Told { answer: decide(current.as_ref(), &command, &by, self.now), told }
    }
}

impl Told {
    #[track_caller]
    pub fn then(self, events: impl IntoIterator<Item = Event>) {
        assert_eq!(self.answer, Ok(events.into_iter().collect()));
    }

    /// It was so already: no event, no message, the same page.
    #[track_caller]
    pub fn then_nothing_more(self) {
        self.then([]);
    }

    /// Refused; where the stage is the reason, it is given as whoever gave the command is told it.
    #[track_caller]
    pub fn then_refused(self, refusal: Refusal) {
        let refusal = match (refusal, self.told) {
            (Refusal::WrongStage(stage), Some((before, told))) if stage == before => {
                Refusal::WrongStage(told)
            }
            (refusal, _) => refusal,
        };
        assert_eq!(self.answer, Err(refusal));
    }

    pub fn is_refused(&self, refusal: Refusal) -> bool {
        self.answer == Err(refusal)
    }

    /// What happened, for a closer look.
    pub fn answer(self) -> Result<Vec<Event>, Refusal> {
        self.answer
    }
}

/// One command of each kind that breaks no rule of its own.
pub fn every_command() -> Vec<Command> {
    vec![
        request(),
        crate::moved::move_here(),
        confirm_details(),
        Command::RejectDetails,
        accept(),
        Command::Decline(None),
        Command::Resend,
        Command::Withdraw,
        Command::Close(CloseReason::PracticeLeftTrial),
        Command::Lapse,
        Command::Remind,
        confirm(),
        refuse(),
        ask_change(),
        Command::DeclineChange(TellThem::Outcome),
        change_access(),
        suspend(),
        Command::Resume(Tell::OUTCOME),
        revoke(),
        Command::WarnOfEnd { today: date!(2026 - 12 - 17) },
        Command::Nudge { today: date!(2027 - 03 - 02) },
        Command::ReachEndDate { today: date!(2027 - 01 - 01) },
        Command::Remove,
        reactivate(),
    ]
}
