//! What the practice does before it sets access, and how the patient gave consent to it.

use serde::{Deserialize, Serialize};

/// How the patient gave consent to the practice (docs/sources.md#citizen-services).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentMethod {
    /// Face to face.
    InPerson,
    /// By telephone.
    ByTelephone,
    /// By video.
    ByVideo,
    /// In writing.
    InWriting,
}

impl ConsentMethod {
    /// All choices, in the order of the form.
    pub const ALL: [ConsentMethod; 4] = [
        ConsentMethod::InPerson,
        ConsentMethod::ByTelephone,
        ConsentMethod::ByVideo,
        ConsentMethod::InWriting,
    ];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            ConsentMethod::InPerson => "in_person",
            ConsentMethod::ByTelephone => "by_telephone",
            ConsentMethod::ByVideo => "by_video",
            ConsentMethod::InWriting => "in_writing",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<ConsentMethod> {
        ConsentMethod::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// What the practice must have done before it confirms (docs/life.md#deciding; DAPB3051 §4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChecklistItem {
    /// Spoke to the patient, who consents.
    SpokeToPatient,
    /// Considered whether the patient is pressed.
    CoercionConsidered,
    /// Looked at safeguarding notes of the patient and, where possible, of the delegate.
    SafeguardingLooked,
    /// Saw here that the delegate's identity was proofed to P9.
    IdentitySeen,
}

impl ChecklistItem {
    /// All items, in the order of the form.
    pub const ALL: [ChecklistItem; 4] = [
        ChecklistItem::SpokeToPatient,
        ChecklistItem::CoercionConsidered,
        ChecklistItem::SafeguardingLooked,
        ChecklistItem::IdentitySeen,
    ];

    /// The code in forms and the API.
    pub fn code(self) -> &'static str {
        match self {
            ChecklistItem::SpokeToPatient => "spoke_to_patient",
            ChecklistItem::CoercionConsidered => "coercion_considered",
            ChecklistItem::SafeguardingLooked => "safeguarding_looked",
            ChecklistItem::IdentitySeen => "identity_seen",
        }
    }
}

/// A checklist on which every item is ticked; it cannot be made otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    consent: ConsentMethod,
}

impl Checklist {
    /// Makes a complete checklist.
    ///
    /// # Errors
    /// The items that are not ticked.
    pub fn complete(
        ticked: &[ChecklistItem],
        consent: ConsentMethod,
    ) -> Result<Checklist, Vec<ChecklistItem>> {
        let missing: Vec<_> = ChecklistItem::ALL.into_iter().filter(|item| !ticked.contains(item)).collect();
        if missing.is_empty() { Ok(Checklist { consent }) } else { Err(missing) }
    }

    /// How consent was given.
    pub fn consent(&self) -> ConsentMethod {
        self.consent
    }
}
