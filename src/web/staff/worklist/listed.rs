//! Which cases are listed, in which order.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::storage::views::worklist::{Narrowed, Order};
use crate::web::session::Staff;
use crate::web::staff::tab::Tab;
use domain::DelegationId;

use super::only::Only;
use super::sort;

/// The address's query, as it stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) tab: String,
    pub(super) page: String,
    pub(super) only: String,
    pub(super) sort: String,
}

/// One list: which cases, in which order.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub(super) tab: Tab,
    pub(super) only: Only,
    pub(super) order: Order,
}

impl Listed {
    /// What is not asked for, not known, or does not fit the tab, is as it is usual.
    pub(super) fn of(asked: &Asked) -> Listed {
        let tab = Tab::from_code(&asked.tab);
        let order = sort::from_code(&asked.sort).unwrap_or(tab.order());
        let only = Some(Only::from_code(&asked.only)).filter(|only| only.fits(tab)).unwrap_or(Only::All);
        Listed { tab, only, order }
    }

    /// What must hold of its cases besides their stage: what the tab says, and what the reader chose.
    pub(super) fn narrowed(self, staff: &Staff, today: Date, failed: &[DelegationId]) -> Narrowed {
        let (tab, only) = (self.tab.narrowed(today, failed), self.only.narrowed(staff, today));
        Narrowed {
            change_asked: tab.change_asked || only.change_asked,
            moved_here: tab.moved_here,
            ends_by: tab.ends_by,
            waiting: tab.waiting.or(only.waiting),
            among: tab.among,
            ..only
        }
    }

    /// Its query in an address. What is usual is left out.
    pub(super) fn query(self) -> String {
        let mut query = format!("tab={}", self.tab.code());
        if self.only != Only::All {
            query.push_str(&format!("&only={}", self.only.code()));
        }
        if self.order != self.tab.order() {
            query.push_str(&format!("&sort={}", sort::code(self.order)));
        }
        query
    }
}
