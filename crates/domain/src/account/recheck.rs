//! What a look at PDS means for the associations of an account (docs/accounts.md#what-comes-from-outside).

use crate::actor::PersonId;
use crate::delegation::recheck::Known;

use super::association::{Association, State};
use super::command::Command;
use super::evolve::Account;
use super::reason::{EndReason, SuspendReason};

/// What has to happen, association by association, by what PDS says now of the holder and of patients; of who is not named, nothing
/// is known; and what a case decides about is looked at with the case. A pause comes before an end, and ends by the practice's deciding anew alone.
pub fn findings(account: &Account, holder: &Known, patients: &[(PersonId, Known)]) -> Vec<Command> {
    let known = |patient: PersonId| match patient == account.person {
        true => Some(holder),
        false => patients.iter().find(|(id, _)| *id == patient).map(|(_, known)| known),
    };
    let open = account.associations.iter().filter(|one| one.is_open() && one.case.is_none());
    open.filter_map(|one| finding(account, one, (holder, known(one.patient)))).collect()
}

fn finding(
    account: &Account,
    one: &Association,
    (holder, patient): (&Known, Option<&Known>),
) -> Option<Command> {
    let association = one.id;
    let is_so = |told: fn(&Known) -> bool| patient.is_some_and(told);
    let is_restricted = holder.restricted || is_so(|known| known.restricted);
    let suspensions = [
        (is_so(|known| known.deceased), SuspendReason::PatientDeceased),
        (holder.deceased, SuspendReason::HolderDeceased),
        (one.tie.is_proxy() && is_restricted, SuspendReason::Restricted),
    ];
    if let Some((_, reason)) = suspensions.into_iter().find(|(is_so, _)| *is_so) {
        return (one.state == State::Running).then_some(Command::Suspend { association, reason });
    }
    let practice = patient.and_then(|known| known.practice.as_ref());
    let left = Command::End { association, reason: EndReason::PatientLeft };
    practice.is_some_and(|practice| *practice != account.practice).then_some(left)
}
