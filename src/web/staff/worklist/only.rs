//! Ways to narrow the list.

use time::{Date, Time};

use crate::locale::Words;
use crate::storage::views::worklist::Narrowed;
use crate::web::session::Staff;
use crate::web::staff::tab::Tab;
use domain::working_days::{DECIDE_WITHIN, overdue_since};

/// What is shown of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// All of it.
    All,
    /// What has waited for more than five working days, and not for somebody.
    Week,
    /// What has waited for more than ten working days, and not for somebody.
    Overdue,
    /// What the reader has taken.
    Mine,
    /// What the patient asks to be changed.
    ChangeAsked,
}

impl Only {
    /// All ways.
    pub const ALL: [Only; 5] = [Only::All, Only::Week, Only::Overdue, Only::Mine, Only::ChangeAsked];

    /// The code in the address.
    pub fn code(self) -> &'static str {
        match self {
            Only::All => "all",
            Only::Week => "week",
            Only::Overdue => "overdue",
            Only::Mine => "mine",
            Only::ChangeAsked => "change",
        }
    }

    /// The way with this code; all for anything else.
    pub fn from_code(code: &str) -> Only {
        Only::ALL.into_iter().find(|only| only.code() == code).unwrap_or(Only::All)
    }

    /// Whether it can leave anything of a tab: what is overdue waits for the practice, and a change is asked of access
    /// that is set.
    pub fn fits(self, tab: Tab) -> bool {
        match self {
            Only::All | Only::Mine => true,
            Only::Week | Only::Overdue => tab.waits(),
            Only::ChangeAsked => matches!(tab, Tab::Active | Tab::Suspended),
        }
    }

    /// What the link says.
    pub fn name(self, t: &Words) -> String {
        match self {
            Only::All => t.msg_worklist_only_all(),
            Only::Week => t.msg_worklist_only_week(),
            Only::Overdue => t.msg_worklist_only_overdue(),
            Only::Mine => t.msg_worklist_only_mine(),
            Only::ChangeAsked => t.msg_worklist_change_asked(),
        }
    }

    /// For the query. A day more than is overdue for sure is counted from its midnight in UTC: a case of the first hour
    /// of a summer's day may be marked a day later in the list than it is found here, never the other way round.
    pub fn narrowed(self, staff: &Staff, today: Date) -> Narrowed {
        match self {
            Only::All => Narrowed::default(),
            Only::Week => waited(today, DECIDE_WITHIN / 2),
            Only::Overdue => waited(today, DECIDE_WITHIN),
            Only::Mine => Narrowed { taken_by: Some(staff.id), ..Narrowed::default() },
            Only::ChangeAsked => Narrowed { change_asked: true, ..Narrowed::default() },
        }
    }
}

fn waited(today: Date, working_days: u32) -> Narrowed {
    let day_after = overdue_since(today, working_days).next_day();
    let before = day_after.map(|day| day.with_time(Time::MIDNIGHT).assume_utc());
    Narrowed { since_before: before, waiting: Some((false, today)), ..Narrowed::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_is_only_what_waits_for_the_practice() {
        let with = |only: Only| Tab::ALL.into_iter().filter(|tab| only.fits(*tab)).collect::<Vec<_>>();
        assert_eq!(with(Only::Overdue), [Tab::New, Tab::Review, Tab::Removals]);
        assert_eq!(with(Only::Week), with(Only::Overdue));
        assert_eq!(with(Only::ChangeAsked), [Tab::Active, Tab::Suspended]);
        assert_eq!(with(Only::Mine), Tab::ALL);
    }
}
