//! Commands become events, or a refusal. First who, then the table, then the command's own rule.

use time::OffsetDateTime;

use crate::access::Access;
use crate::actor::{Actor, Party};
use crate::london::london_date;

use super::checklist::Checklist;
use super::command::{Command, CommandKind};
use super::deadline;
use super::event::Event;
use super::evolve::Delegation;
use super::granted::Granted;
use super::reason::RevokeReason;
use super::refusal::Refusal;
use super::stage::Stage;
use super::table::{Cell, cell, may};
use super::tell::Tell;
use super::told::Why;

/// What happens when `by` gives `command` to the delegation as it stands (`None`: not begun) at `now`.
///
/// An empty list means: harmless, already so. The events are in order, with DelegationFinished last when nothing is
/// left to do.
///
/// # Errors
/// Why it is refused; see [`Refusal`].
pub fn decide(
    current: Option<&Delegation>,
    command: &Command,
    by: &Actor,
    now: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    let Some(delegation) = current else {
        return match command {
            Command::Request(request) if *by == (Actor::Citizen { id: request.delegator }) => {
                request.decide()
            }
            Command::MoveHere(moved) if *by == Actor::System => moved.decide(),
            _ => Err(Refusal::NotFound),
        };
    };
    let party = by.party(delegation).ok_or(Refusal::NotFound)?;
    if matches!(by, Actor::InvitationLink { .. }) && command.kind() != CommandKind::Decline {
        return Err(Refusal::NotFound);
    }
    if !may(party, command.kind(), delegation.stage) {
        return Err(Refusal::NotFound);
    }
    match cell(Some(delegation.stage), command.kind()) {
        Cell::Refused => Err(Refusal::WrongStage(delegation.stage_told_to(party))),
        Cell::Harmless => Ok(Vec::new()),
        Cell::To(stage) => {
            let mut events = happens(delegation, command, party, now)?;
            if stage.is_settled() && stage != delegation.stage && !events.is_empty() {
                events.push(Event::DelegationFinished);
            }
            Ok(events)
        }
    }
}

/// The command's own rule and events; stage and person have been checked.
fn happens(
    delegation: &Delegation,
    command: &Command,
    party: Party,
    now: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    Ok(match command {
        Command::Request(_) | Command::MoveHere(_) => {
            return Err(Refusal::WrongStage(delegation.stage));
        }
        Command::ConfirmDetails(source) => vec![
            Event::DetailsConfirmed,
            Event::ContactFound { source: *source },
            Event::InvitationSent { lapses_on: deadline::lapses_on(london_date(now)) },
        ],
        Command::RejectDetails => vec![Event::DetailsNotConfirmed],
        // The last day has passed, and the worker has not come by yet: as good as lapsed.
        Command::Accept { .. } | Command::Decline(_) if deadline::is_lapsed(delegation, now) => {
            return Err(Refusal::WrongStage(Stage::Lapsed));
        }
        Command::Accept { matches_invitation: false, .. } => return Err(Refusal::NotTheInvitedPerson),
        Command::Accept { practice_enabled: false, .. } => return Err(Refusal::PracticeLeftTrial),
        Command::Accept { standing, today, .. } => {
            standing.check(*today).map_err(Refusal::DelegateNotEligible)?;
            vec![Event::DelegationAccepted, Event::SentToPractice]
        }
        Command::Decline(reason) => vec![Event::DelegationDeclined { reason: *reason }],
        Command::Resend if deadline::is_lapsed(delegation, now) => {
            return Err(Refusal::WrongStage(Stage::Lapsed));
        }
        Command::Resend if !deadline::may_resend(delegation, now) => {
            return Err(Refusal::ResentLately);
        }
        Command::Resend => vec![Event::InvitationResent],
        Command::Withdraw => vec![Event::DelegationWithdrawn { side: party }],
        Command::Close(reason) => vec![Event::RequestClosed { reason: *reason }],
        Command::Lapse => due(deadline::is_lapsed(delegation, now), Event::InvitationLapsed)?,
        Command::Remind => match deadline::reminder_due(delegation, now) {
            Some(reminder) => vec![Event::InvitationReminded { reminder }],
            None => return Err(Refusal::TooEarly),
        },
        Command::Confirm { checklist, granted, today } => {
            let (checklist, granted) = (checklist.clone(), granted.clone());
            may_be_set(delegation, Some(&checklist), (&granted, *today))?;
            vec![Event::DelegationApplied { checklist, granted }]
        }
        Command::Refuse { reason, tell } => {
            may_be_told(Why::Refused(*reason), *tell)?;
            vec![Event::DelegationRefused { reason: *reason, tell: *tell }]
        }
        Command::AskChange { access, .. } if delegation.asks_or_has(access) => Vec::new(),
        Command::AskChange { access, free_of_pressure, today } => {
            vec![wished(delegation, access, (*free_of_pressure, *today))?]
        }
        Command::DeclineChange(_) if delegation.change_asked.is_none() => Vec::new(),
        Command::DeclineChange(tell) => vec![Event::ChangeDeclined { tell: *tell }],
        Command::Change { granted, .. } if delegation.set.as_ref() == Some(&granted.access) => Vec::new(),
        Command::Change { checklist, granted, today } => {
            let (checklist, granted) = (checklist.clone(), granted.clone());
            may_be_set(delegation, checklist.as_ref(), (&granted, *today))?;
            vec![Event::AccessChanged { checklist, granted }]
        }
        Command::Suspend { reason, tell } => {
            may_be_told(Why::Paused(*reason), *tell)?;
            vec![Event::AccessSuspended { reason: *reason, tell: *tell }]
        }
        Command::Resume(tell) => vec![Event::AccessResumed { tell: *tell }],
        Command::Revoke { reason, tell } => vec![revoked(party, *reason, *tell)?],
        Command::WarnOfEnd { today } => match deadline::warning_due(delegation, *today) {
            Some(ends) => vec![Event::EndingSoon { ends }],
            None => return Err(Refusal::TooEarly),
        },
        Command::Nudge { today } => {
            due(deadline::review_on(delegation).is_some_and(|day| day <= *today), Event::ReviewDue)?
        }
        Command::ReachEndDate { today } => {
            let over = delegation.set.as_ref().is_some_and(|access| access.is_over(*today));
            due(over, revoked(party, RevokeReason::EndDateReached, Tell::REASON)?)?
        }
        Command::Remove => vec![Event::RemovalConfirmed],
        Command::Reactivate { checklist, granted, today } => {
            let (checklist, granted) = (checklist.clone(), granted.clone());
            may_be_set(delegation, Some(&checklist), (&granted, *today))?;
            vec![Event::DelegationReactivated { checklist, granted }]
        }
    })
}

/// Access is asked for in place of what is set; for more than that, the delegator says that nobody presses them.
fn wished(
    delegation: &Delegation,
    access: &Access,
    (free_of_pressure, today): (bool, time::Date),
) -> Result<Event, Refusal> {
    still_to_come(access, today)?;
    if !free_of_pressure && !delegation.beyond_set(access).is_none() {
        return Err(Refusal::UnderPressure);
    }
    Ok(Event::ChangeAsked { access: access.clone() })
}

/// A citizen's stop has the citizen's own reason, whatever was sent; the other is told that it ended, and not by whom.
fn revoked(party: Party, reason: RevokeReason, tell: Tell) -> Result<Event, Refusal> {
    let (reason, tell) = match party {
        Party::Delegator => (RevokeReason::DelegatorRequest, Tell::OUTCOME),
        Party::Delegate => (RevokeReason::DelegateRequest, Tell::OUTCOME),
        Party::Practice | Party::System => (reason, tell),
    };
    may_be_told(Why::Stopped(reason), tell)?;
    Ok(Event::DelegationRevoked { side: party, reason, tell })
}

fn may_be_set(
    delegation: &Delegation,
    checklist: Option<&Checklist>,
    (granted, today): (&Granted, time::Date),
) -> Result<(), Refusal> {
    still_to_come(&granted.access, today)?;
    delegation.consents(checklist, &granted.access)
}

fn may_be_told(why: Why, tell: Tell) -> Result<(), Refusal> {
    if why.is_never_told_so(tell) { Err(Refusal::NeverTold) } else { Ok(()) }
}

fn due(is_due: bool, event: Event) -> Result<Vec<Event>, Refusal> {
    if is_due { Ok(vec![event]) } else { Err(Refusal::TooEarly) }
}

fn still_to_come(access: &Access, today: time::Date) -> Result<(), Refusal> {
    if access.is_over(today) { Err(Refusal::EndDatePassed) } else { Ok(()) }
}
