//! The state table, stage × command, and who may give each command. docs/life.md#the-state-table prints it; a test
//! compares.

use crate::actor::Party;

use super::command::CommandKind;
use super::stage::Stage;

/// What a command does at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It leads to this stage (possibly the same one).
    To(Stage),
    /// It was done before, or comes too late to matter: harmless, same answer, no event.
    Harmless,
    /// It cannot be done now.
    Refused,
}

/// The table. `None` is "no delegation yet".
pub fn cell(stage: Option<Stage>, command: CommandKind) -> Cell {
    use Cell::{Harmless, Refused, To};
    use CommandKind as C;
    use Stage as S;
    let Some(stage) = stage else {
        return match command {
            C::Request => To(S::Checking),
            C::MoveHere => To(S::WithPractice),
            _ => Refused,
        };
    };
    match (command, stage) {
        (C::ConfirmDetails, S::Checking) => To(S::Invited),
        (C::RejectDetails, S::Checking) => To(S::NotConfirmed),
        (C::ConfirmDetails | C::RejectDetails, _) => Harmless,

        (C::Remind, S::Invited) => To(S::Invited),
        (C::Lapse, S::Invited) => To(S::Lapsed),
        (C::Remind | C::Lapse, _) => Harmless,

        (C::Resend, S::Invited) => To(S::Invited),
        (C::Accept, S::Invited) => To(S::WithPractice),
        (C::Accept, S::WithPractice | S::Active) => Harmless,
        (C::Decline, S::Invited) => To(S::Declined),
        (C::Decline, S::Declined) => Harmless,
        (C::Withdraw, S::Checking | S::Invited | S::WithPractice) => To(S::Withdrawn),
        (C::Withdraw, S::Withdrawn) => Harmless,
        (C::Close, S::Checking | S::Invited | S::WithPractice) => To(S::Withdrawn),
        (C::Close, _) => Harmless,

        (C::Confirm, S::WithPractice | S::Refused) => To(S::Active),
        (C::Confirm, S::Active) => Harmless,
        (C::Refuse, S::WithPractice) => To(S::Refused),
        (C::Refuse, S::Refused) => Harmless,

        (C::AskChange | C::DeclineChange, S::Active) => To(S::Active),
        (C::AskChange | C::DeclineChange, S::Suspended) => To(S::Suspended),
        (C::Change, S::Active) => To(S::Active),
        (C::Suspend, S::Active) => To(S::Suspended),
        (C::Suspend, S::Suspended) => Harmless,
        (C::Resume, S::Suspended) => To(S::Active),
        (C::Resume, S::Active) => Harmless,

        (C::Revoke | C::ReachEndDate, S::Active | S::Suspended) => To(S::Ending),
        (C::Revoke, S::Ending | S::Ended) => Harmless,
        (C::WarnOfEnd, S::Active) => To(S::Active),
        (C::WarnOfEnd, S::Suspended) => To(S::Suspended),
        (C::Nudge, S::Active) => To(S::Active),
        (C::WarnOfEnd | C::Nudge | C::ReachEndDate, _) => Harmless,
        (C::Remove, S::Ending) => To(S::Ended),
        (C::Remove, S::Ended) => Harmless,
        (C::Reactivate, S::Ended) => To(S::Active),
        (C::Reactivate, S::Active) => Harmless,

        (C::Request | C::MoveHere | C::Accept | C::Decline | C::Resend | C::Withdraw, _) => Refused,
        (C::Confirm | C::Refuse | C::AskChange | C::DeclineChange, _) => Refused,
        (C::Change | C::Suspend | C::Resume | C::Revoke | C::Remove | C::Reactivate, _) => Refused,
    }
}

/// Who may give a command at a stage; everybody else is answered as if there were no delegation.
pub fn may(party: Party, command: CommandKind, stage: Stage) -> bool {
    use CommandKind as C;
    match command {
        C::Request | C::MoveHere | C::ConfirmDetails | C::RejectDetails => party == Party::System,
        C::Remind | C::Lapse | C::Close => party == Party::System,
        C::WarnOfEnd | C::Nudge | C::ReachEndDate => party == Party::System,
        C::Accept | C::Decline => party == Party::Delegate,
        C::Resend | C::AskChange => party == Party::Delegator,
        // Until the answer, the delegate says no by declining. Later both may try, and who lost a race is told so.
        C::Withdraw if matches!(stage, Stage::Checking | Stage::Invited) => party == Party::Delegator,
        C::Withdraw => matches!(party, Party::Delegator | Party::Delegate),
        C::Confirm | C::Refuse | C::DeclineChange | C::Change | C::Resume => party == Party::Practice,
        C::Remove | C::Reactivate => party == Party::Practice,
        C::Suspend => matches!(party, Party::Practice | Party::System),
        C::Revoke => true,
    }
}

/// The table as Markdown, as docs/life.md#the-state-table shows it.
pub fn markdown() -> String {
    let mut text = String::from("| stage | command | leads to |\n|---|---|---|\n");
    for stage in std::iter::once(None).chain(Stage::ALL.map(Some)) {
        for command in CommandKind::ALL {
            if let Cell::To(next) = cell(stage, command) {
                let from = stage.map_or("–", Stage::code);
                text.push_str(&format!("| {from} | {command:?} | {} |\n", next.code()));
            }
        }
    }
    text
}
