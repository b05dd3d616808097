//! The words of the stories about accounts: David's account at Margaret's surgery, by which he acts for her.

use domain::account::{
    Account, AccountId, AgeRules, Associate, AssociationId, Checked, Command, EndReason, Event, Evidence,
    Follow, Ground, Known, OffReason, OnlineAccountId, Proof, Refusal, Renew, ResetReason, RevokeKeyReason,
    Says, State, SuspendReason, SwitchOffReason, Tie, Tries, UnverifyReason, Verification, Vouching, decide,
};
use domain::delegation::ConsentMethod;
use domain::{Access, Actor, Aggregate, PersonId, Relationship, aggregate};
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::support::{CASE, DAVID, MARGARET, THAT_DAY, THEN, asked, less, our_worker, riverside};

pub type Recorded = aggregate::Recorded<Account>;

pub const DAVIDS: AccountId = AccountId(Uuid::from_u128(0xACC0));
pub const FOR_MARGARET: AssociationId = AssociationId(Uuid::from_u128(0xA550));
pub const HIS_OWN: AssociationId = AssociationId(Uuid::from_u128(0xA551));
pub const PHONE: OnlineAccountId = OnlineAccountId(Uuid::from_u128(0x0501));
pub const TABLET: OnlineAccountId = OnlineAccountId(Uuid::from_u128(0x0502));
/// When Margaret was born.
pub const LONG_AGO: Date = date!(1951 - 03 - 12);

/// He is her partner, and she consented in writing.
pub fn by_consent() -> Tie {
    proxy(Relationship::Partner, Ground::Consent { method: ConsentMethod::InWriting })
}

pub fn proxy(relationship: Relationship, ground: Ground) -> Tie {
    Tie::Proxy { relationship, ground }
}

/// Seen on paper, and looked at again in a year.
pub fn on_paper() -> Checked {
    Checked { evidence: Evidence::LegalDocument, review_on: THAT_DAY + Duration::days(365) }
}

/// A member of staff knows him.
pub fn vouched_for() -> Verification {
    Verification { on: THAT_DAY, proof: Proof::Vouching(Vouching::Personal) }
}

pub fn opened() -> Event {
    Event::AccountOpened { person: DAVID, practice: riverside() }
}

pub fn verified() -> Event {
    Event::IdentityVerified { verification: vouched_for() }
}

pub fn associated() -> Event {
    associated_by(by_consent(), asked())
}

pub fn associated_by(tie: Tie, access: Access) -> Event {
    Event::Associated { association: FOR_MARGARET, patient: MARGARET, tie, access }
}

pub fn his_own() -> Event {
    Event::Associated { association: HIS_OWN, patient: DAVID, tie: Tie::Own, access: asked() }
}

pub fn linked() -> Event {
    Event::Linked { to: PHONE }
}

pub fn suspended() -> Event {
    Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::PendingReview }
}

pub fn ended() -> Event {
    Event::AssociationEnded { association: FOR_MARGARET, reason: EndReason::NotUsed }
}

pub fn switched_off() -> Event {
    Event::SwitchedOff { reason: SwitchOffReason::Misuse }
}

/// Everything that an account needs.
pub fn all_done() -> Vec<Event> {
    vec![opened(), Event::KeyIssued, verified(), associated(), linked(), Event::AccountActivated]
}

pub fn open() -> Command {
    Command::Open { person: DAVID, practice: riverside(), has_one: false }
}

pub fn link() -> Command {
    link_with(true, Tries::default())
}

pub fn link_with(matches: bool, tries: Tries) -> Command {
    Command::Link { to: PHONE, matches, tries }
}

pub fn verify() -> Command {
    verify_by(vouched_for())
}

pub fn verify_by(verification: Verification) -> Command {
    Command::Verify { verification, is_proofed: false }
}

pub fn associate() -> Command {
    associate_by(by_consent(), LONG_AGO)
}

/// With Margaret, had she been born on this day.
pub fn associate_by(tie: Tie, patient_born: Date) -> Command {
    Command::Associate(Box::new(Associate { tie, patient_born, ..an_association() }))
}

/// One that breaks no rule.
pub fn an_association() -> Associate {
    Associate {
        association: FOR_MARGARET,
        patient: MARGARET,
        patient_born: LONG_AGO,
        tie: by_consent(),
        access: asked(),
        verify_first: false,
    }
}

pub fn associate_his_own() -> Command {
    Command::Associate(Box::new(Associate {
        association: HIS_OWN,
        patient: DAVID,
        tie: Tie::Own,
        ..an_association()
    }))
}

pub fn renew() -> Command {
    renew_to(asked())
}

pub fn renew_to(access: Access) -> Command {
    Command::Renew(Box::new(Renew {
        association: FOR_MARGARET,
        patient_born: LONG_AGO,
        tie: by_consent(),
        access,
        off: None,
    }))
}

pub fn suspend() -> Command {
    Command::Suspend { association: FOR_MARGARET, reason: SuspendReason::PendingReview }
}

pub fn end() -> Command {
    Command::End { association: FOR_MARGARET, reason: EndReason::NotUsed }
}

pub fn reset() -> Command {
    Command::ResetKey(ResetReason::UnusualActivity)
}

/// A day on which Margaret's day of birth is known as this.
pub fn day(patient_born: Date) -> Command {
    let known = Known { association: FOR_MARGARET, patient_born, last_used: None };
    Command::Day { rules: AgeRules::default(), known: vec![known] }
}

/// The case gives what was asked for, by consent in writing.
pub fn says_yes() -> Says {
    Says {
        relationship: Relationship::Partner,
        consent: Some(ConsentMethod::InWriting),
        access: asked(),
        less: None,
        stands: State::Running,
    }
}

/// What comes of it for David, who signed in by his phone.
pub fn a_follow() -> Follow {
    Follow {
        case: CASE,
        person: DAVID,
        practice: riverside(),
        patient: MARGARET,
        says: says_yes(),
        association: FOR_MARGARET,
        sign_in: PHONE,
        is_proofed: true,
    }
}

pub fn follow() -> Command {
    Command::Follow(Box::new(a_follow()))
}

/// One command of each kind that breaks no rule of its own.
pub fn every_command() -> Vec<Command> {
    vec![
        open(),
        Command::IssueKey,
        reset(),
        Command::RevokeKey(RevokeKeyReason::Compromised),
        Command::Link { to: TABLET, matches: true, tries: Tries::default() },
        Command::Unlink(PHONE),
        verify(),
        Command::Unverify(UnverifyReason::Doubt),
        associate(),
        Command::ChangeAccess {
            association: FOR_MARGARET,
            access: less(),
            off: Some(OffReason::PatientRequest),
        },
        renew(),
        Command::Suspend { association: FOR_MARGARET, reason: SuspendReason::Safeguarding },
        end(),
        Command::SwitchOff(SwitchOffReason::Safeguarding),
        Command::SwitchOn,
        follow(),
        day(LONG_AGO),
    ]
}

/// The `version`-th event of David's account.
pub fn recorded(version: usize, event: Event, by: Actor, at: OffsetDateTime) -> Recorded {
    let version = i32::try_from(version).expect("a short history");
    Recorded { id: DAVIDS, version, event, by, at }
}

/// The account after `events`, all of them at [`THEN`].
pub fn account_after(events: &[Event]) -> Account {
    let events = events.iter().cloned().zip(1..);
    let log: Vec<Recorded> =
        events.map(|(event, version)| recorded(version, event, our_worker(), THEN)).collect();
    Account::replay(&log).expect("a history that begins with an account")
}

/// An account to which something is about to be done.
pub struct Scene {
    events: Vec<Event>,
    now: OffsetDateTime,
}

/// What came of it.
pub struct Came(Result<Vec<Event>, Refusal>);

/// This has happened, in this order.
pub fn given_account(events: impl IntoIterator<Item = Event>) -> Scene {
    Scene { events: events.into_iter().collect(), now: THEN }
}

/// There is no account.
pub fn given_no_account() -> Scene {
    given_account([])
}

impl Scene {
    /// And this has happened too.
    pub fn and(mut self, event: Event) -> Scene {
        self.events.push(event);
        self
    }

    /// It is noon on this day.
    pub fn on(self, day: Date) -> Scene {
        self.at(day.midnight().assume_utc() + Duration::hours(12))
    }

    /// It is this moment.
    pub fn at(self, now: OffsetDateTime) -> Scene {
        Scene { now, ..self }
    }

    pub fn when(self, by: Actor, command: Command) -> Came {
        let current = (!self.events.is_empty()).then(|| account_after(&self.events));
        Came(decide(current.as_ref(), &command, &by, self.now))
    }
}

impl Came {
    #[track_caller]
    pub fn then(self, events: impl IntoIterator<Item = Event>) {
        assert_eq!(self.0, Ok(events.into_iter().collect()));
    }

    /// It was so already.
    #[track_caller]
    pub fn then_nothing_more(self) {
        self.then([]);
    }

    #[track_caller]
    pub fn then_refused(self, refusal: Refusal) {
        assert_eq!(self.0, Err(refusal));
    }
}

/// David himself.
pub fn the_holder() -> Actor {
    citizen(DAVID)
}

/// Margaret herself.
pub fn the_patient() -> Actor {
    citizen(MARGARET)
}

fn citizen(id: PersonId) -> Actor {
    Actor::Citizen { id }
}
