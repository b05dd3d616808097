//! In which order a page stands, and the links to the others.

use crate::actions::health_record::view::Sort;
use crate::locale::Words;

/// What is asked for: an order, and a page from 1 on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// In which order.
    pub(super) sort: Sort,
    /// Which page.
    pub(super) page: usize,
}

/// One way to sort, as a link.
pub(super) struct SortLink {
    /// What it says.
    pub(super) text: String,
    /// Where it leads.
    pub(super) href: String,
    /// Whether the page is sorted so.
    pub(super) current: bool,
}

/// The ways to sort the page at this address.
pub(super) fn sorts(t: &Words, path: &str, now: Sort) -> Vec<SortLink> {
    let text = |sort: Sort| match sort {
        Sort::Date => t.msg_health_record_sort_date(),
        Sort::Type => t.msg_health_record_sort_type(),
        Sort::Problem => t.msg_health_record_sort_problem(),
        Sort::Source => t.msg_health_record_sort_source(),
    };
    let link = |sort: Sort| {
        let href = format!("{path}?sort={}", sort.code());
        SortLink { text: text(sort), href, current: sort == now }
    };
    Sort::ALL.into_iter().map(link).collect()
}
