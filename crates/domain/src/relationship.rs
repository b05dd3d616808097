//! How the delegate is related to the delegator: what they are to the patient (facts vrs §3.2).

use serde::{Deserialize, Serialize};

/// The choices of the form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Husband, wife, civil partner or partner.
    Partner,
    /// Mother, father or another who brought the delegator up.
    Parent,
    /// Grown-up son or daughter.
    Child,
    /// Brother or sister.
    Sibling,
    /// Another relative.
    OtherRelative,
    /// Friend or neighbour.
    Friend,
    /// Unpaid carer who is none of the above.
    Carer,
}

impl Relationship {
    /// All choices, in the order of the form.
    pub const ALL: [Relationship; 7] = [
        Relationship::Partner,
        Relationship::Parent,
        Relationship::Child,
        Relationship::Sibling,
        Relationship::OtherRelative,
        Relationship::Friend,
        Relationship::Carer,
    ];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            Relationship::Partner => "partner",
            Relationship::Parent => "parent",
            Relationship::Child => "child",
            Relationship::Sibling => "sibling",
            Relationship::OtherRelative => "other_relative",
            Relationship::Friend => "friend",
            Relationship::Carer => "carer",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Relationship> {
        Relationship::ALL.into_iter().find(|choice| choice.code() == code)
    }
}
