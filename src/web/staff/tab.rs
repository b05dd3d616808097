//! The tabs of the worklist, and which stages are in each.

use time::{Date, Duration};

use crate::locale::Words;
use crate::storage::views::worklist::{Counts, Narrowed, Order};
use domain::DelegationId;
use domain::delegation::Stage;

/// Access that ends within this time ends soon.
const ENDS_WITHIN: Duration = Duration::days(30);

/// The last day of access that ends soon.
pub fn ends_by(today: Date) -> Date {
    today.saturating_add(ENDS_WITHIN)
}

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Accepted, to be decided.
    New,
    /// Those of them that came with a patient who moved here: an existing trusted person, to be reviewed.
    Review,
    /// Ended, to be removed from the practice's own system.
    Removals,
    /// Access that the patient asks to be changed.
    Changes,
    /// Access that ends within 30 days.
    EndingSoon,
    /// Cases in which the practice waits for the patient or the trusted person.
    Waiting,
    /// Cases about which a message failed.
    Failed,
    /// Access that is set.
    Active,
    /// Access that is paused.
    Suspended,
    /// Everything that is over.
    Closed,
}

impl Tab {
    /// All tabs, in the order of the page: what waits for the practice first.
    pub const ALL: [Tab; 10] = [
        Tab::New,
        Tab::Review,
        Tab::Removals,
        Tab::Changes,
        Tab::EndingSoon,
        Tab::Waiting,
        Tab::Failed,
        Tab::Active,
        Tab::Suspended,
        Tab::Closed,
    ];

    /// The code in the address.
    pub fn code(self) -> &'static str {
        match self {
            Tab::New => "new",
            Tab::Review => "review",
            Tab::Removals => "removals",
            Tab::Changes => "changes",
            Tab::EndingSoon => "ending",
            Tab::Waiting => "waiting",
            Tab::Failed => "failed",
            Tab::Active => "active",
            Tab::Suspended => "suspended",
            Tab::Closed => "closed",
        }
    }

    /// The tab with this code; the first for anything else, so that an old address still shows a list.
    pub fn from_code(code: &str) -> Tab {
        Tab::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or(Tab::New)
    }

    /// The tab in which a case of this stage is, if it is in one; others may show it besides.
    pub fn of(stage: Stage) -> Option<Tab> {
        match stage {
            Stage::WithPractice => Some(Tab::New),
            Stage::Ending => Some(Tab::Removals),
            Stage::Active => Some(Tab::Active),
            Stage::Suspended => Some(Tab::Suspended),
            Stage::Refused | Stage::Ended | Stage::Withdrawn => Some(Tab::Closed),
            Stage::Checking | Stage::NotConfirmed | Stage::Invited | Stage::Declined | Stage::Lapsed => None,
        }
    }

    /// The stages in this tab.
    pub fn stages(self) -> Vec<Stage> {
        let is_in = |stage: Stage| match (self, Tab::of(stage)) {
            (_, None) => false,
            (Tab::Changes | Tab::EndingSoon, Some(tab)) => matches!(tab, Tab::Active | Tab::Suspended),
            (Tab::Waiting | Tab::Failed, Some(tab)) => tab != Tab::Closed,
            (Tab::Review, Some(tab)) => tab == Tab::New,
            (one, Some(tab)) => one == tab,
        };
        Stage::ALL.into_iter().filter(|stage| is_in(*stage)).collect()
    }

    /// What else holds of all cases in it; nothing where the stage says all.
    pub fn narrowed(self, today: Date, failed: &[DelegationId]) -> Narrowed {
        match self {
            Tab::Review => Narrowed { moved_here: true, ..Narrowed::default() },
            Tab::Changes => Narrowed { change_asked: true, ..Narrowed::default() },
            Tab::EndingSoon => Narrowed { ends_by: Some(ends_by(today)), ..Narrowed::default() },
            Tab::Waiting => Narrowed { waiting: Some((true, today)), ..Narrowed::default() },
            Tab::Failed => {
                Narrowed { among: Some(failed.iter().map(|id| id.0).collect()), ..Narrowed::default() }
            }
            Tab::New | Tab::Removals | Tab::Active | Tab::Suspended | Tab::Closed => Narrowed::default(),
        }
    }

    /// How many are in it.
    pub fn count(self, counts: &Counts) -> usize {
        match self {
            Tab::Review => counts.moved,
            Tab::Changes => counts.changes,
            Tab::EndingSoon => counts.ending,
            Tab::Waiting => counts.waiting,
            Tab::Failed => counts.failed.len(),
            Tab::New | Tab::Removals | Tab::Active | Tab::Suspended | Tab::Closed => {
                counts.at(&self.stages())
            }
        }
    }

    /// What is first: work that has waited longest, or what was closed last.
    pub fn order(self) -> Order {
        match self {
            Tab::Closed => Order::LatestFirst,
            Tab::New | Tab::Review | Tab::Removals | Tab::Changes => Order::LongestFirst,
            Tab::EndingSoon | Tab::Waiting | Tab::Failed => Order::LongestFirst,
            Tab::Active | Tab::Suspended => Order::LongestFirst,
        }
    }

    /// Whether cases in it wait for the practice.
    pub fn waits(self) -> bool {
        matches!(self, Tab::New | Tab::Review | Tab::Removals)
    }

    /// What the tab says.
    pub fn name(self, t: &Words) -> String {
        match self {
            Tab::New => t.msg_worklist_tab_new(),
            Tab::Review => t.msg_worklist_tab_review(),
            Tab::Removals => t.msg_worklist_tab_removals(),
            Tab::Changes => t.msg_worklist_tab_changes(),
            Tab::EndingSoon => t.msg_worklist_tab_ending(),
            Tab::Waiting => t.msg_worklist_tab_waiting(),
            Tab::Failed => t.msg_worklist_tab_failed(),
            Tab::Active => t.msg_worklist_tab_active(),
            Tab::Suspended => t.msg_worklist_tab_suspended(),
            Tab::Closed => t.msg_worklist_tab_closed(),
        }
    }

    /// What it says when there is nothing in it.
    pub fn nothing(self, t: &Words) -> String {
        match self {
            Tab::New => t.msg_worklist_none_new(),
            Tab::Review => t.msg_worklist_none_review(),
            Tab::Removals => t.msg_worklist_none_removals(),
            Tab::Changes => t.msg_worklist_none_changes(),
            Tab::EndingSoon => t.msg_worklist_none_ending(),
            Tab::Waiting => t.msg_worklist_none_waiting(),
            Tab::Failed => t.msg_worklist_none_failed(),
            Tab::Active => t.msg_worklist_none_active(),
            Tab::Suspended => t.msg_worklist_none_suspended(),
            Tab::Closed => t.msg_worklist_none_closed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_tab_is_the_first() {
        assert!(Tab::ALL.into_iter().all(|tab| Tab::from_code(tab.code()) == tab));
        assert_eq!(["", "NEW", "nonsense"].map(Tab::from_code), [Tab::New; 3]);
    }

    #[test]
    fn what_is_over_is_together() {
        assert_eq!(Tab::Closed.stages(), [Stage::Withdrawn, Stage::Refused, Stage::Ended]);
        assert_eq!(Tab::New.stages(), [Stage::WithPractice]);
        assert_eq!(Tab::Review.stages(), Tab::New.stages());
        assert_eq!(Tab::EndingSoon.stages(), [Tab::Active.stages(), Tab::Suspended.stages()].concat());
        assert!(Tab::Failed.stages().iter().all(|stage| stage.is_open()));
        assert_eq!(Tab::Waiting.stages(), Tab::Failed.stages());
    }
}
