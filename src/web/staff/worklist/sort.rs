//! The order of the list, which the reader chooses at the heads of its columns.

use crate::storage::views::worklist::Order;

/// A column that can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The patient's family name.
    Patient,
    /// The day of the request.
    Requested,
    /// Since when the case is at its stage.
    Since,
}

/// The head of a column: what it says, where it leads, and how the list is sorted by it now.
pub(super) struct Head {
    /// What it says.
    pub text: String,
    /// The list sorted by it; empty for a column that cannot be sorted by.
    pub href: String,
    /// `ascending`, `descending`, or empty.
    pub sorted: &'static str,
}

impl Column {
    fn both_ways(self) -> [Order; 2] {
        match self {
            Column::Patient => [Order::NameUp, Order::NameDown],
            Column::Requested => [Order::RequestedFirst, Order::RequestedLast],
            Column::Since => [Order::LongestFirst, Order::LatestFirst],
        }
    }

    /// Its head in a list of this `order`. A second click turns the order round.
    pub(super) fn head(self, text: String, order: Order, address: impl Fn(Order) -> String) -> Head {
        let [up, down] = self.both_ways();
        let sorted = match order {
            _ if order == up => "ascending",
            _ if order == down => "descending",
            _ => "",
        };
        Head { text, href: address(if order == up { down } else { up }), sorted }
    }
}

/// The code in the address.
pub fn code(order: Order) -> &'static str {
    match order {
        Order::LongestFirst => "since",
        Order::LatestFirst => "-since",
        Order::RequestedFirst => "requested",
        Order::RequestedLast => "-requested",
        Order::NameUp => "patient",
        Order::NameDown => "-patient",
    }
}

/// The order with this code, if there is one.
pub fn from_code(text: &str) -> Option<Order> {
    let columns = [Column::Patient, Column::Requested, Column::Since];
    columns.into_iter().flat_map(Column::both_ways).find(|order| code(*order) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_order_has_a_code_and_a_second_click_turns_it_round() {
        for text in ["since", "-since", "requested", "-requested", "patient", "-patient"] {
            assert_eq!(from_code(text).map(code), Some(text));
        }
        assert_eq!(from_code("nonsense"), None);
        let head = Column::Since.head(String::new(), Order::LongestFirst, |order| code(order).to_owned());
        assert_eq!((head.sorted, head.href.as_str()), ("ascending", "-since"));
        let head = Column::Patient.head(String::new(), Order::LongestFirst, |order| code(order).to_owned());
        assert_eq!((head.sorted, head.href.as_str()), ("", "patient"));
    }
}
