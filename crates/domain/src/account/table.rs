//! The state table: four parts of an account, each with its places, and which command leads from one to another.
//! docs/accounts.md#the-state-table prints it; a test compares.

use super::command_kind::CommandKind;
use super::side::Side;
use super::status::{LACKS, Status};

/// Where one part of an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Linkage: there is no key.
    NoKey,
    /// Linkage: there is a key, and nothing is linked.
    KeyIssued,
    /// Linkage: at least one online account is linked.
    Linked,
    /// Linkage: linked by the sign-in with which somebody accepted, and there is no key.
    SignedIn,
    /// Identity: not verified.
    Unverified,
    /// Identity: verified.
    Verified,
    /// An association: there is none with this patient that has not ended.
    Unassociated,
    /// An association: it counts on its days.
    Running,
    /// An association: paused.
    Suspended,
    /// An association: ended.
    Ended,
    /// The practice's switch: on.
    On,
    /// The practice's switch: off.
    Off,
}

impl Place {
    /// All of them, part by part.
    pub const ALL: [Place; 12] = [
        Place::NoKey,
        Place::KeyIssued,
        Place::Linked,
        Place::SignedIn,
        Place::Unverified,
        Place::Verified,
        Place::Unassociated,
        Place::Running,
        Place::Suspended,
        Place::Ended,
        Place::On,
        Place::Off,
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Place::NoKey => "no_key",
            Place::KeyIssued => "key_issued",
            Place::Linked => "linked",
            Place::SignedIn => "signed_in",
            Place::Unverified => "unverified",
            Place::Verified => "verified",
            Place::Unassociated => "unassociated",
            Place::Running => "running",
            Place::Suspended => "suspended",
            Place::Ended => "ended",
            Place::On => "on",
            Place::Off => "off",
        }
    }

    /// The part of an account that it is a place of.
    pub fn part(self) -> &'static str {
        match self {
            Place::NoKey | Place::KeyIssued | Place::Linked | Place::SignedIn => "linkage",
            Place::Unverified | Place::Verified => "identity",
            Place::Unassociated | Place::Running | Place::Suspended | Place::Ended => "association",
            Place::On | Place::Off => "switch",
        }
    }
}

/// What a command does at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It leads to this place (possibly the same one).
    To(Place),
    /// It was done before: harmless, same answer, no event.
    Harmless,
    /// It cannot be done now.
    Refused,
}

use Cell::{Harmless, To};
use CommandKind as C;
use Place as P;

/// All that there is; everything else is refused.
pub const ROWS: &[(Place, CommandKind, Cell)] = &[
    (P::NoKey, C::IssueKey, To(P::KeyIssued)),
    (P::KeyIssued, C::IssueKey, Harmless),
    (P::Linked, C::IssueKey, Harmless),
    (P::KeyIssued, C::Link, To(P::Linked)),
    (P::Linked, C::Link, To(P::Linked)),
    (P::Linked, C::Unlink, To(P::KeyIssued)),
    (P::NoKey, C::Unlink, Harmless),
    (P::KeyIssued, C::Unlink, Harmless),
    (P::KeyIssued, C::ResetKey, To(P::KeyIssued)),
    (P::Linked, C::ResetKey, To(P::KeyIssued)),
    (P::KeyIssued, C::RevokeKey, To(P::NoKey)),
    (P::Linked, C::RevokeKey, To(P::NoKey)),
    (P::NoKey, C::RevokeKey, Harmless),
    (P::SignedIn, C::IssueKey, To(P::Linked)),
    (P::SignedIn, C::Unlink, To(P::NoKey)),
    (P::SignedIn, C::ResetKey, To(P::KeyIssued)),
    (P::SignedIn, C::RevokeKey, To(P::NoKey)),
    (P::Unverified, C::Verify, To(P::Verified)),
    (P::Verified, C::Verify, To(P::Verified)),
    (P::Verified, C::Unverify, To(P::Unverified)),
    (P::Unverified, C::Unverify, Harmless),
    (P::Unassociated, C::Associate, To(P::Running)),
    (P::Running, C::ChangeAccess, To(P::Running)),
    (P::Suspended, C::ChangeAccess, To(P::Suspended)),
    (P::Running, C::Renew, To(P::Running)),
    (P::Suspended, C::Renew, To(P::Running)),
    (P::Running, C::Suspend, To(P::Suspended)),
    (P::Suspended, C::Suspend, To(P::Suspended)),
    (P::Running, C::End, To(P::Ended)),
    (P::Suspended, C::End, To(P::Ended)),
    (P::Ended, C::End, Harmless),
    (P::On, C::SwitchOff, To(P::Off)),
    (P::Off, C::SwitchOff, Harmless),
    (P::Off, C::SwitchOn, To(P::On)),
    (P::On, C::SwitchOn, Harmless),
];

/// Where the day alone leads an association: its last day has passed; an age was reached, or nobody used it.
pub const BY_DAY: &[(Place, Place)] =
    &[(P::Running, P::Ended), (P::Suspended, P::Ended), (P::Running, P::Suspended)];

/// Where a case leads: an association is made, changed, decided anew, paused and ended; identity counts by NHS login, and who accepted
/// is linked by their sign-in.
pub const BY_CASE: &[(Place, Place)] = &[
    (P::NoKey, P::SignedIn),
    (P::KeyIssued, P::Linked),
    (P::Unverified, P::Verified),
    (P::Unassociated, P::Running),
    (P::Running, P::Suspended),
    (P::Running, P::Ended),
    (P::Suspended, P::Running),
    (P::Suspended, P::Ended),
];

/// The table.
pub fn cell(place: Place, command: CommandKind) -> Cell {
    let row = ROWS.iter().find(|(from, kind, _)| (*from, *kind) == (place, command));
    row.map_or(Cell::Refused, |(_, _, cell)| *cell)
}

/// Who may give a command; everybody else is answered as if there were no account.
pub fn may(side: Side, command: CommandKind) -> bool {
    let is_practice = side == Side::Practice;
    match command {
        C::Open | C::IssueKey | C::Unverify | C::Associate | C::ChangeAccess | C::Renew => is_practice,
        C::SwitchOff | C::SwitchOn => is_practice,
        C::ResetKey | C::RevokeKey | C::Verify => is_practice || side == Side::System,
        C::Link => side == Side::Holder,
        C::Unlink => matches!(side, Side::Holder | Side::Practice | Side::System),
        C::Suspend => matches!(side, Side::Patient | Side::Practice | Side::System),
        C::End | C::Follow => true,
        C::Day => side == Side::System,
    }
}

/// The table as Markdown, as docs/accounts.md#the-state-table shows it.
pub fn markdown() -> String {
    let mut text = String::from("| part | stands | command | leads to |\n|---|---|---|---|\n");
    for (from, command, cell) in ROWS {
        if let To(next) = cell {
            text.push_str(&line(*from, *command, *next));
        }
    }
    for (from, next) in BY_CASE {
        text.push_str(&line(*from, C::Follow, *next));
    }
    for (from, next) in BY_DAY {
        text.push_str(&line(*from, C::Day, *next));
    }
    text.push_str("\n| the first that is so | the account is |\n|---|---|\n");
    for (lack, status) in LACKS {
        text.push_str(&format!("| {lack} | inactive: {} |\n", status.code()));
    }
    text.push_str(&format!("| none of these | {} |\n", Status::Active.code()));
    text
}

fn line(from: Place, command: CommandKind, next: Place) -> String {
    format!("| {} | {} | {command:?} | {} |\n", from.part(), from.code(), next.code())
}
