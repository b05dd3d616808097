//! Commands become events, or a refusal. First who, then the table, then the command's own rule.

use time::OffsetDateTime;

use crate::access::Access;
use crate::actor::{Actor, Party};
use crate::london::london_date;

use super::command::{Command, CommandKind};
use super::deadline;
use super::event::Event;
use super::evolve::Delegation;
use super::reason::{RevokeReason, TellThem};
use super::refusal::Refusal;
use super::stage::Stage;
use super::table::{Cell, cell, may};

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
        Command::Request(_) => return Err(Refusal::WrongStage(delegation.stage)),
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
        Command::Accept { standing, matches_invitation, practice_enabled, today } => {
            if !matches_invitation {
                return Err(Refusal::NotTheInvitedPerson);
            }
            if !practice_enabled {
                return Err(Refusal::PracticeLeftTrial);
            }
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
        Command::Confirm { checklist, access, today } => {
            still_to_come(access, *today)?;
            vec![Event::DelegationApplied { consent: checklist.consent(), access: access.clone() }]
        }
        Command::Refuse { reason, tell } => vec![Event::DelegationRefused { reason: *reason, tell: *tell }],
        Command::AskChange { access, .. } if delegation.asks_or_has(access) => Vec::new(),
        Command::AskChange { access, today } => {
            still_to_come(access, *today)?;
            vec![Event::ChangeAsked { access: access.clone() }]
        }
        Command::DeclineChange if delegation.change_asked.is_none() => Vec::new(),
        Command::DeclineChange => vec![Event::ChangeDeclined],
        Command::Change { access, .. } if delegation.set.as_ref() == Some(access) => Vec::new(),
        Command::Change { access, today } => {
            still_to_come(access, *today)?;
            vec![Event::AccessChanged { access: access.clone() }]
        }
        Command::Suspend(reason) => vec![Event::AccessSuspended { reason: *reason }],
        Command::Resume => vec![Event::AccessResumed],
        Command::Revoke { reason, tell } => vec![revoked(party, *reason, *tell)],
        Command::WarnOfEnd { today } => match deadline::warning_due(delegation, *today) {
            Some(ends) => vec![Event::EndingSoon { ends }],
            None => return Err(Refusal::TooEarly),
        },
        Command::Nudge { today } => {
            due(deadline::review_on(delegation).is_some_and(|day| day <= *today), Event::ReviewDue)?
        }
        Command::ReachEndDate { today } => {
            let over = delegation.set.as_ref().is_some_and(|access| access.is_over(*today));
            due(over, revoked(party, RevokeReason::EndDateReached, TellThem::Reason))?
        }
        Command::Remove => vec![Event::RemovalConfirmed],
        Command::Reactivate { checklist, access, today } => {
            still_to_come(access, *today)?;
            let (consent, access) = (checklist.consent(), access.clone());
            vec![Event::DelegationReactivated { consent, access }]
        }
    })
}

/// A citizen's stop has the citizen's own reason, whatever was sent.
fn revoked(party: Party, reason: RevokeReason, tell: TellThem) -> Event {
    match party {
        Party::Delegator => Event::DelegationRevoked {
            side: party,
            reason: RevokeReason::DelegatorRequest,
            tell: TellThem::Outcome,
        },
        Party::Delegate => Event::DelegationRevoked {
            side: party,
            reason: RevokeReason::DelegateRequest,
            tell: TellThem::Outcome,
        },
        Party::Practice | Party::System => Event::DelegationRevoked { side: party, reason, tell },
    }
}

fn due(is_due: bool, event: Event) -> Result<Vec<Event>, Refusal> {
    if is_due { Ok(vec![event]) } else { Err(Refusal::TooEarly) }
}

fn still_to_come(access: &Access, today: time::Date) -> Result<(), Refusal> {
    if access.is_over(today) { Err(Refusal::EndDatePassed) } else { Ok(()) }
}
