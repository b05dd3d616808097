//! The tabs of the worklist, and which stages are in each.

use crate::locale::Words;
use crate::storage::views::worklist::Order;
use domain::delegation::Stage;

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Accepted, to be decided.
    New,
    /// Ended, to be removed from the practice's own system.
    Removals,
    /// Access that is set.
    Active,
    /// Access that is paused.
    Suspended,
    /// Everything that is over.
    Closed,
}

impl Tab {
    /// All tabs, in the order of the page: what waits for the practice first.
    pub const ALL: [Tab; 5] = [Tab::New, Tab::Removals, Tab::Active, Tab::Suspended, Tab::Closed];

    /// The code in the address.
    pub fn code(self) -> &'static str {
        match self {
            Tab::New => "new",
            Tab::Removals => "removals",
            Tab::Active => "active",
            Tab::Suspended => "suspended",
            Tab::Closed => "closed",
        }
    }

    /// The tab with this code; the first for anything else, so that an old address still shows a list.
    pub fn from_code(code: &str) -> Tab {
        Tab::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or(Tab::New)
    }

    /// The tab in which a case of this stage is, if it is in one.
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
        Stage::ALL.into_iter().filter(|stage| Tab::of(*stage) == Some(self)).collect()
    }

    /// What is first: work that has waited longest, or what was closed last.
    pub fn order(self) -> Order {
        match self {
            Tab::New | Tab::Removals | Tab::Active | Tab::Suspended => Order::LongestFirst,
            Tab::Closed => Order::LatestFirst,
        }
    }

    /// Whether cases in it wait for the practice.
    pub fn waits(self) -> bool {
        matches!(self, Tab::New | Tab::Removals)
    }

    /// What the tab says.
    pub fn name(self, t: &Words) -> String {
        match self {
            Tab::New => t.msg_worklist_tab_new(),
            Tab::Removals => t.msg_worklist_tab_removals(),
            Tab::Active => t.msg_worklist_tab_active(),
            Tab::Suspended => t.msg_worklist_tab_suspended(),
            Tab::Closed => t.msg_worklist_tab_closed(),
        }
    }

    /// What it says when there is nothing in it.
    pub fn nothing(self, t: &Words) -> String {
        match self {
            Tab::New => t.msg_worklist_none_new(),
            Tab::Removals => t.msg_worklist_none_removals(),
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
    }
}
