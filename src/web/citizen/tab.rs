//! The tabs of home, and which stages are in each.

use crate::locale::Words;
use domain::delegation::Stage;

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Under way: somebody has to answer or decide.
    Waiting,
    /// Access that is set, also when it is paused.
    Active,
    /// All that is over.
    History,
}

impl Tab {
    /// All tabs, in the order of the page.
    pub const ALL: [Tab; 3] = [Tab::Waiting, Tab::Active, Tab::History];

    /// The code in the address.
    pub fn code(self) -> &'static str {
        match self {
            Tab::Waiting => "waiting",
            Tab::Active => "active",
            Tab::History => "history",
        }
    }

    /// The tab with this code.
    pub fn from_code(code: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.code() == code)
    }

    /// The tab of a stage. What a practice still has to remove is over for both citizens.
    pub fn of(stage: Stage) -> Tab {
        match stage {
            Stage::Checking | Stage::Invited | Stage::WithPractice => Tab::Waiting,
            Stage::Active | Stage::Suspended => Tab::Active,
            Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => Tab::History,
            Stage::Refused | Stage::Ending | Stage::Ended => Tab::History,
        }
    }

    /// What the tab says.
    pub fn name(self, t: &Words) -> String {
        match self {
            Tab::Waiting => t.msg_home_tab_waiting(),
            Tab::Active => t.msg_home_tab_active(),
            Tab::History => t.msg_home_tab_history(),
        }
    }

    /// What stands above those whom the reader invited.
    pub fn given(self, t: &Words) -> String {
        match self {
            Tab::Waiting => t.msg_home_given_waiting(),
            Tab::Active => t.msg_home_given(),
            Tab::History => t.msg_home_given_history(),
        }
    }

    /// What stands above those who invited the reader. Nobody acts for anybody before it is agreed.
    pub fn received(self, t: &Words) -> String {
        match self {
            Tab::Waiting => t.msg_home_received_waiting(),
            Tab::Active => t.msg_home_received(),
            Tab::History => t.msg_home_received_history(),
        }
    }

    /// What it says when nobody can act for the reader there.
    pub fn nobody_given(self, t: &Words) -> String {
        match self {
            Tab::Waiting => t.msg_home_given_none_waiting(),
            Tab::Active => t.msg_home_given_none_active(),
            Tab::History => t.msg_home_given_none_history(),
        }
    }

    /// What it says when the reader acts for nobody there.
    pub fn nobody_received(self, t: &Words) -> String {
        match self {
            Tab::Waiting => t.msg_home_received_none_waiting(),
            Tab::Active => t.msg_home_received_none_active(),
            Tab::History => t.msg_home_received_none_history(),
        }
    }
}
