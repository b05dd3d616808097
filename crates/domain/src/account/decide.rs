//! Commands become events, or a refusal. First who, then the table, then the command's own rule; and last, what has become of
//! the account by it.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::access::Access;
use crate::actor::Actor;
use crate::aggregate::Recorded;
use crate::london::london_date;

use super::association::{Association, State};
use super::command::{Associate, Command, Renew};
use super::day::of_the_day;
use super::event::Event;
use super::evolve::Account;
use super::follow::{Follow, followed};
use super::ids::AccountId;
use super::reason::{EndReason, OffReason, SuspendReason};
use super::refusal::Refusal;
use super::side::Side;
use super::status::Status;
use super::table::{Cell, Place, cell, may};
use super::telling::telling;
use super::verification::Proof;

/// What happens when `by` gives `command` to the account as it stands (`None`: not made) at `now`.
///
/// An empty list means: harmless, already so. The events are in order; where the account becomes active or inactive by them, that
/// is the last one. Whom we write to of one follows it.
///
/// # Errors
/// Why it is refused; see [`Refusal`].
pub fn decide(
    current: Option<&Account>,
    command: &Command,
    by: &Actor,
    now: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    if let Command::Telling { command, tell } = command {
        let events = decide(current, command, by, now)?;
        return Ok(match current {
            Some(account) => telling(account, events, (*tell, by)),
            None => events,
        });
    }
    if let Command::Link { matches, tries, .. } = command {
        if !tries.may_go_on() {
            return Err(Refusal::TooManyTries);
        }
        let account = current.filter(|account| *matches && may_link(account, command, by));
        return happens(account.ok_or(Refusal::NotMatched)?, command, by, now);
    }
    let Some(account) = current else { return open(command, by, now) };
    let side = account.side(by).ok_or(Refusal::NotFound)?;
    if !may(side, command.kind()) || !is_about_them(account, command, by) || is_hearsay(side, command) {
        return Err(Refusal::NotFound);
    }
    let Some(place) = place(account, command)? else { return happens(account, command, by, now) };
    match cell(place, command.kind()) {
        Cell::Refused => Err(Refusal::WrongPlace(place)),
        Cell::Harmless => Ok(Vec::new()),
        Cell::To(_) => happens(account, command, by, now),
    }
}

/// The practice makes an account at itself; nobody makes a second one for a person.
fn open(command: &Command, by: &Actor, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
    if let Command::Follow(wish) = command {
        return opened_by_case(wish, command, by, now);
    }
    let Command::Open { person, practice, has_one } = command else { return Err(Refusal::NotFound) };
    let (Actor::Staff { practice: of, .. } | Actor::Program { practice: of, .. }) = by else {
        return Err(Refusal::NotFound);
    };
    if of != practice {
        return Err(Refusal::NotFound);
    }
    if *has_one {
        return Err(Refusal::HasOne);
    }
    Ok(vec![Event::AccountOpened { person: *person, practice: practice.clone() }])
}

/// A case makes the account that it needs: the practice's decision, or our worker's look at a case of before there were accounts.
fn opened_by_case(
    wish: &Follow,
    command: &Command,
    by: &Actor,
    now: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    let first = Event::AccountOpened { person: wish.person, practice: wish.practice.clone() };
    let id = AccountId(Uuid::nil()); // its own id plays no part in what is decided
    let made = Recorded { id, version: 1, event: first.clone(), by: by.clone(), at: now };
    let account = Account::after(None, &made).ok_or(Refusal::NotFound)?;
    if !matches!(account.side(by), Some(Side::Practice | Side::System)) {
        return Err(Refusal::NotFound);
    }
    let more = happens(&account, command, by, now)?;
    Ok(if more.is_empty() { more } else { [vec![first], more].concat() })
}

/// Whether the person whose account it is can link it, by the table.
fn may_link(account: &Account, command: &Command, by: &Actor) -> bool {
    let is_theirs = account.side(by).is_some_and(|side| may(side, command.kind()));
    is_theirs && cell(linkage(account), command.kind()) != Cell::Refused
}

/// A patient may do something about the association with them alone.
fn is_about_them(account: &Account, command: &Command, by: &Actor) -> bool {
    let Actor::Citizen { id } = by else { return true };
    if let Command::Follow(wish) = command {
        return *id == account.person || *id == wish.patient;
    }
    let association = command.association().and_then(|association| account.association(association));
    *id == account.person || association.is_some_and(|association| association.patient == *id)
}

/// Our worker has seen nobody and no document: it knows people by NHS login alone.
fn is_hearsay(side: Side, command: &Command) -> bool {
    let Command::Verify { verification, .. } = command else { return false };
    side == Side::System && verification.proof != Proof::NhsLogin
}

fn linkage(account: &Account) -> Place {
    match (account.key_since, account.linkages.is_empty()) {
        (None, true) => Place::NoKey,
        (None, false) => Place::SignedIn,
        (Some(_), true) => Place::KeyIssued,
        (Some(_), false) => Place::Linked,
    }
}

/// Where the part of the account stands that the command is about; none where it is about no part, or all.
fn place(account: &Account, command: &Command) -> Result<Option<Place>, Refusal> {
    Ok(Some(match command {
        Command::Open { .. } | Command::Day { .. } | Command::Follow(_) => return Ok(None),
        Command::ChangeAccess { .. } | Command::Renew(_) if one(account, command)?.case.is_some() => {
            return Err(Refusal::HasCase);
        }
        Command::Telling { command, .. } => return place(account, command),
        Command::IssueKey | Command::ResetKey(_) | Command::RevokeKey(_) => linkage(account),
        Command::Link { .. } | Command::Unlink(_) => linkage(account),
        Command::Verify { .. } | Command::Unverify(_) if account.verification.is_none() => Place::Unverified,
        Command::Verify { .. } | Command::Unverify(_) => Place::Verified,
        Command::Associate(wish) if is_associated(account, wish) => return Err(Refusal::AlreadyAssociated),
        Command::Associate(_) => Place::Unassociated,
        Command::ChangeAccess { .. } | Command::Renew(_) | Command::Suspend { .. } | Command::End { .. } => {
            match one(account, command)?.state {
                State::Running => Place::Running,
                State::Suspended(_) => Place::Suspended,
                State::Ended(_) => Place::Ended,
            }
        }
        Command::SwitchOff(_) | Command::SwitchOn if account.switched_off.is_none() => Place::On,
        Command::SwitchOff(_) | Command::SwitchOn => Place::Off,
    }))
}

/// Whether there is an association with this patient, or one of this id.
fn is_associated(account: &Account, wish: &Associate) -> bool {
    account.with_patient(wish.patient).is_some() || account.association(wish.association).is_some()
}

/// The association that the command is about.
fn one<'a>(account: &'a Account, command: &Command) -> Result<&'a Association, Refusal> {
    let id = command.association().ok_or(Refusal::NotFound)?;
    account.association(id).ok_or(Refusal::NotFound)
}

/// The command's events, and what becomes of the account by them; place and person have been checked.
fn happens(
    account: &Account,
    command: &Command,
    by: &Actor,
    now: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    let mut events = own_rule(account, command, by, london_date(now))?;
    let mut after = account.clone();
    for event in &events {
        after.apply(event, now);
    }
    let status = after.status(london_date(now));
    match (account.active, status) {
        (false, Status::Active) => events.push(Event::AccountActivated),
        (true, Status::Active) => {}
        (true, why) => events.push(Event::AccountInactivated { why }),
        (false, _) => {}
    }
    Ok(events)
}

/// The command's own rule and events.
fn own_rule(account: &Account, command: &Command, by: &Actor, today: Date) -> Result<Vec<Event>, Refusal> {
    let side = account.side(by);
    Ok(vec![match command {
        Command::Open { .. } => return Err(Refusal::HasOne),
        Command::Follow(wish) => {
            return followed(account, wish, (side.ok_or(Refusal::NotFound)?, today));
        }
        Command::Telling { command, .. } => return own_rule(account, command, by, today),
        Command::Day { rules, known } => return Ok(of_the_day(account, (today, *rules), known)),
        Command::IssueKey => Event::KeyIssued,
        Command::ResetKey(reason) => Event::KeyReset { reason: *reason },
        Command::RevokeKey(reason) => Event::KeyRevoked { reason: *reason },
        Command::Link { to, .. } if account.is_linked(*to) => return Ok(Vec::new()),
        Command::Link { to, .. } => Event::Linked { to: *to },
        Command::Unlink(from) if !account.is_linked(*from) => return Ok(Vec::new()),
        Command::Unlink(from) => Event::Unlinked { from: *from },
        Command::Verify { verification, is_proofed } => {
            verification.check(*is_proofed, today)?;
            Event::IdentityVerified { verification: verification.clone() }
        }
        Command::Unverify(reason) => Event::IdentityUnverified { reason: *reason },
        Command::Associate(wish) => associated(account, wish, today)?,
        Command::ChangeAccess { access, off, .. } => {
            return changed(one(account, command)?, access, (*off, today));
        }
        Command::Renew(wish) => renewed(account, one(account, command)?, wish, today)?,
        Command::Suspend { reason, .. } => return Ok(suspended(one(account, command)?, side, *reason)),
        Command::End { association, reason } => {
            Event::AssociationEnded { association: *association, reason: end_reason(side, *reason) }
        }
        Command::SwitchOff(reason) => Event::SwitchedOff { reason: *reason },
        Command::SwitchOn => Event::SwitchedOn,
    }])
}

/// A patient's pause has the patient's own reason, whatever was sent. Where it is paused already, another reason that somebody
/// gives is written down, so that whoever decides anew knows of it; our worker, which comes by again, adds none.
fn suspended(one: &Association, side: Option<Side>, reason: SuspendReason) -> Vec<Event> {
    let reason = if side == Some(Side::Patient) { SuspendReason::PatientRequest } else { reason };
    let is_so = match one.state {
        State::Suspended(why) => why == reason || side == Some(Side::System),
        State::Running | State::Ended(_) => false,
    };
    if is_so { Vec::new() } else { vec![Event::AssociationSuspended { association: one.id, reason }] }
}

/// What one of the two ends has their own reason too.
fn end_reason(side: Option<Side>, reason: EndReason) -> EndReason {
    match side {
        Some(Side::Patient) => EndReason::PatientRequest,
        Some(Side::Holder) => EndReason::HolderRequest,
        Some(Side::Practice | Side::System) | None => reason,
    }
}

fn associated(account: &Account, wish: &Associate, today: Date) -> Result<Event, Refusal> {
    if wish.verify_first && account.verification.is_none() {
        return Err(Refusal::NotVerified);
    }
    wish.tie.check(wish.patient == account.person, wish.patient_born, today)?;
    still_to_come(&wish.access, today)?;
    let Associate { association, patient, tie, access, .. } = wish.clone();
    Ok(Event::Associated { association, patient, tie, access })
}

/// Another's access grows by being decided anew alone.
fn changed(
    one: &Association,
    access: &Access,
    (off, today): (Option<OffReason>, Date),
) -> Result<Vec<Event>, Refusal> {
    if *access == one.access {
        return Ok(Vec::new());
    }
    still_to_come(access, today)?;
    if one.tie.is_proxy() && !access.beyond(Some(&one.access)).is_none() {
        return Err(Refusal::GroundNeeded);
    }
    let off = reason_for_less(&one.access, access, off)?;
    Ok(vec![Event::AccessChanged { association: one.id, access: access.clone(), off }])
}

fn renewed(account: &Account, one: &Association, wish: &Renew, today: Date) -> Result<Event, Refusal> {
    wish.tie.check(one.patient == account.person, wish.patient_born, today)?;
    still_to_come(&wish.access, today)?;
    let off = reason_for_less(&one.access, &wish.access, wish.off)?;
    Ok(Event::AssociationRenewed { association: one.id, tie: wish.tie, access: wish.access.clone(), off })
}

/// Why services or level are less than they were; nothing where they are not.
fn reason_for_less(
    was: &Access,
    access: &Access,
    off: Option<OffReason>,
) -> Result<Option<OffReason>, Refusal> {
    let lost = was.beyond(Some(access));
    if lost.services.is_empty() && !lost.record {
        return Ok(None);
    }
    off.map(Some).ok_or(Refusal::ReasonNeeded)
}

fn still_to_come(access: &Access, today: Date) -> Result<(), Refusal> {
    if access.is_over(today) { Err(Refusal::EndDatePassed) } else { Ok(()) }
}
