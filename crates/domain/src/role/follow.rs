//! A role that is wished for and the one that was seen: what to do next. What was decided here since we last followed goes
//! there; what has changed there by itself comes here, where it ends access, or is left to a person.

use time::OffsetDateTime;

use crate::london::{last_instant, london_date};
use crate::ods_code::OdsCode;

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
    /// Who granted it; none where the store does not say.
    pub grantor: Option<OdsCode>,
    /// Its last instant.
    pub end: Option<OffsetDateTime>,
}

/// What was known here before it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// The decision up to which everything was brought there.
    pub followed: i32,
    /// Why it stood as it was seen last.
    pub reason: Option<Reason>,
    /// The last decision when that was seen first: who decided later could read it.
    pub reason_version: i32,
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
    /// Active there because another organisation granted it, and otherwise than here.
    GrantedElsewhere,
    /// A status that nothing here leads to.
    Unknown,
}

impl Difference {
    /// All of them.
    pub const ALL: [Difference; 5] = [
        Difference::EndedThere,
        Difference::ActiveThere,
        Difference::End,
        Difference::GrantedElsewhere,
        Difference::Unknown,
    ];

    /// The code under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Difference::EndedThere => "ended_there",
            Difference::ActiveThere => "active_there",
            Difference::End => "end",
            Difference::GrantedElsewhere => "granted_elsewhere",
            Difference::Unknown => "unknown",
        }
    }

    /// Whether what is set here may be brought there; nothing is changed of what another organisation granted.
    pub fn may_be_brought(self) -> bool {
        self != Difference::GrantedElsewhere
    }

    /// The difference with this code.
    pub fn from_code(code: &str) -> Option<Difference> {
        Difference::ALL.into_iter().find(|difference| difference.code() == code)
    }
}

/// What to do where `wish` is how the role should stand, `seen` how it stands, and `known` what was known of it before.
pub fn next_step(seen: Option<&Seen>, wish: &Wish, known: &Known) -> Step {
    let (is_news, is_granted) = (wish.version > known.followed, wish.granted > known.followed);
    let Some(seen) = seen else { return without_a_role(wish, (is_news, is_granted)) };
    match (seen.status, wish.asks) {
        (_, Asks::Leave) => Step::Nothing,
        (None | Some(Status::Proposed | Status::EnteredInError), _) => Step::Differs(Difference::Unknown),
        (Some(Status::Active), Asks::Active) => active_in_both(seen, wish, is_news),
        (Some(Status::Active), Asks::Inactive(_) | Asks::Rejected(_)) => active_there(seen, wish, is_news),
        (Some(Status::Inactive | Status::Rejected), Asks::Active)
            if is_granted && is_for_a_person(seen, wish, known) =>
        {
            Step::Differs(Difference::EndedThere)
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

fn active_there(seen: &Seen, wish: &Wish, is_news: bool) -> Step {
    match wish.asks {
        // Another practice's now: what ends here ends nothing there.
        _ if is_of_another(seen, wish) => Step::Differs(Difference::GrantedElsewhere),
        Asks::Inactive(reason) if is_news => Step::Change(to(Status::Inactive, reason)),
        // Refusing our request takes nothing from whoever granted it.
        Asks::Active | Asks::Inactive(_) | Asks::Rejected(_) | Asks::Leave => {
            Step::Differs(Difference::ActiveThere)
        }
    }
}

fn active_in_both(seen: &Seen, wish: &Wish, is_news: bool) -> Step {
    if seen.end.map(london_date) == wish.ends {
        Step::Nothing
    } else if is_of_another(seen, wish) {
        Step::Differs(Difference::GrantedElsewhere)
    } else if is_news {
        Step::Change(Change { end: Some(wish.ends.map(last_instant)), ..Change::default() })
    } else {
        Step::Differs(Difference::End)
    }
}

fn is_of_another(seen: &Seen, wish: &Wish) -> bool {
    seen.grantor.as_ref().is_some_and(|grantor| *grantor != wish.grantor)
}

/// Whether it ended for a reason that whoever gave access here could not know yet.
fn is_for_a_person(seen: &Seen, wish: &Wish, known: &Known) -> bool {
    let is_known = known.reason == seen.reason && wish.granted > known.reason_version;
    seen.reason.is_some_and(Reason::needs_a_person) && !is_known
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
