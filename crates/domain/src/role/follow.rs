//! A role that is wished for and the one that was seen: what to do next. What was decided here since we last followed goes
//! there; what has changed there by itself comes here, where it ends access, or is left to a person.

use time::OffsetDateTime;

use crate::london::{last_instant, london_date};

use super::life::{Change, Reasoned};
use super::reason::Reason;
use super::status::Status;
use super::wish::{Asks, Wish};

/// What goes with `OTHER`, which needs a text: nobody's own words leave this service.
const ASK_THE_GRANTOR: &str = "Ask the organisation that granted the role.";

/// A role as it was seen in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// How it stands; none where the code is not known here.
    pub status: Option<Status>,
    /// Why; none where it says none that is known here.
    pub reason: Option<Reason>,
    /// Its last instant.
    pub end: Option<OffsetDateTime>,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is as wished for.
    Nothing,
    /// There is none: create it so.
    Create(Status, Reasoned),
    /// Change it so.
    Change(Change),
    /// It has ended there, and nobody here has given access since: access ends here too.
    TakeIn,
    /// They differ, and a person decides.
    Differs(Difference),
}

/// How they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Ended there, access here.
    EndedThere,
    /// Active there, no access here.
    ActiveThere,
    /// Another last day.
    End,
    /// A status that nothing here leads to.
    Unknown,
}

impl Difference {
    /// All of them.
    pub const ALL: [Difference; 4] =
        [Difference::EndedThere, Difference::ActiveThere, Difference::End, Difference::Unknown];

    /// The code under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Difference::EndedThere => "ended_there",
            Difference::ActiveThere => "active_there",
            Difference::End => "end",
            Difference::Unknown => "unknown",
        }
    }

    /// The difference with this code.
    pub fn from_code(code: &str) -> Option<Difference> {
        Difference::ALL.into_iter().find(|difference| difference.code() == code)
    }
}

/// What to do where `wish` is how the role should stand, `seen` how it stands, and everything up to the decision `followed`
/// has been brought there.
pub fn next_step(seen: Option<&Seen>, wish: &Wish, followed: i32) -> Step {
    let (is_news, is_granted) = (wish.version > followed, wish.granted > followed);
    let Some(seen) = seen else { return without_a_role(wish, (is_news, is_granted)) };
    match (seen.status, wish.asks) {
        (_, Asks::Leave) => Step::Nothing,
        (None | Some(Status::Proposed | Status::EnteredInError), _) => Step::Differs(Difference::Unknown),
        (Some(Status::Active), Asks::Active) => active_in_both(seen, wish, is_news),
        (Some(Status::Active), Asks::Inactive(reason)) if is_news => {
            Step::Change(to(Status::Inactive, reason))
        }
        // Somebody else granted it, and refusing our request takes nothing from them.
        (Some(Status::Active), Asks::Inactive(_) | Asks::Rejected(_)) => {
            Step::Differs(Difference::ActiveThere)
        }
        (Some(Status::Inactive), Asks::Active) if is_granted => {
            Step::Change(granted(seen, wish, Reason::Reactivated))
        }
        (Some(Status::Rejected), Asks::Active) if is_granted => {
            Step::Change(granted(seen, wish, Reason::Activated))
        }
        // The last day that was set here is over: it ends here by itself, too.
        (Some(Status::Inactive), Asks::Active) if is_end_of_ours(seen, wish) => Step::Nothing,
        (Some(Status::Inactive | Status::Rejected), Asks::Active) => Step::TakeIn,
        // A pause that became an end says so; whatever else ended it keeps its reason.
        (Some(Status::Inactive), Asks::Inactive(reason)) if is_news && is_pause_turned_end(seen, reason) => {
            Step::Change(Change { why: Some(reasoned(reason)), ..Change::default() })
        }
        (Some(Status::Inactive), Asks::Rejected(reason)) if is_news => {
            Step::Change(to(Status::Rejected, reason))
        }
        (Some(Status::Inactive | Status::Rejected), Asks::Inactive(_) | Asks::Rejected(_)) => Step::Nothing,
    }
}

fn without_a_role(wish: &Wish, (is_news, is_granted): (bool, bool)) -> Step {
    match wish.asks {
        Asks::Active if is_granted => Step::Create(Status::Active, reasoned(Reason::Created)),
        Asks::Active => Step::TakeIn,
        Asks::Rejected(reason) if is_news => Step::Create(Status::Rejected, reasoned(reason)),
        Asks::Rejected(_) | Asks::Inactive(_) | Asks::Leave => Step::Nothing,
    }
}

fn active_in_both(seen: &Seen, wish: &Wish, is_news: bool) -> Step {
    if seen.end.map(london_date) == wish.ends {
        Step::Nothing
    } else if is_news {
        Step::Change(Change { end: Some(wish.ends.map(last_instant)), ..Change::default() })
    } else {
        Step::Differs(Difference::End)
    }
}

fn is_end_of_ours(seen: &Seen, wish: &Wish) -> bool {
    let is_by_date = seen.reason == Some(Reason::EndDateReached);
    is_by_date && wish.ends.is_some() && seen.end.map(london_date) == wish.ends
}

fn is_pause_turned_end(seen: &Seen, reason: Reason) -> bool {
    seen.reason == Some(Reason::PendingReview) && reason != Reason::PendingReview
}

fn to(status: Status, reason: Reason) -> Change {
    Change { status: Some(status), why: Some(reasoned(reason)), ..Change::default() }
}

/// Active, by this practice, until the day that it set.
fn granted(seen: &Seen, wish: &Wish, reason: Reason) -> Change {
    let end = (seen.end.map(london_date) != wish.ends).then(|| wish.ends.map(last_instant));
    Change { grantor: Some(wish.grantor.clone()), end, ..to(Status::Active, reason) }
}

/// A reason with the text that it needs.
fn reasoned(reason: Reason) -> Reasoned {
    Reasoned { reason, text: reason.needs_text().then(|| ASK_THE_GRANTOR.to_owned()) }
}
