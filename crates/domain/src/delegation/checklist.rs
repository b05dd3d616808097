//! What the practice has checked before it gives access, and how the patient consented: kept in the event, so that the case
//! can show years later what was ticked.

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

/// What the practice must have done before it gives access (docs/life.md#deciding; DAPB3051 §4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistItem {
    /// Spoke to the patient, who consents.
    SpokeToPatient,
    /// Considered whether the patient is pressed.
    CoercionConsidered,
    /// Looked at safeguarding notes of the patient and, where possible, of the delegate.
    SafeguardingLooked,
    /// Saw here that the delegate's identity was proofed to P9.
    IdentitySeen,
    /// The patient consents to what goes beyond what they asked for: needed only where something does.
    ConsentsToMore,
}

impl ChecklistItem {
    /// The four that are always needed, in the order of the form.
    pub const ALWAYS: [ChecklistItem; 4] = [
        ChecklistItem::SpokeToPatient,
        ChecklistItem::CoercionConsidered,
        ChecklistItem::SafeguardingLooked,
        ChecklistItem::IdentitySeen,
    ];

    /// All items, in the order of the form.
    pub const ALL: [ChecklistItem; 5] = [
        ChecklistItem::SpokeToPatient,
        ChecklistItem::CoercionConsidered,
        ChecklistItem::SafeguardingLooked,
        ChecklistItem::IdentitySeen,
        ChecklistItem::ConsentsToMore,
    ];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            ChecklistItem::SpokeToPatient => "spoke_to_patient",
            ChecklistItem::CoercionConsidered => "coercion_considered",
            ChecklistItem::SafeguardingLooked => "safeguarding_looked",
            ChecklistItem::IdentitySeen => "identity_seen",
            ChecklistItem::ConsentsToMore => "consents_to_more",
        }
    }

    /// The item with this code.
    pub fn from_code(code: &str) -> Option<ChecklistItem> {
        ChecklistItem::ALL.into_iter().find(|item| item.code() == code)
    }
}

/// A checklist on which every item that is always needed is ticked; it cannot be made otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    consent: ConsentMethod,
    /// Events of before the points were written down had these four.
    #[serde(default = "always")]
    checks: Vec<ChecklistItem>,
}

fn always() -> Vec<ChecklistItem> {
    ChecklistItem::ALWAYS.to_vec()
}

impl Checklist {
    /// Makes a complete checklist.
    ///
    /// # Errors
    /// The items that are needed and not ticked.
    pub fn complete(
        ticked: &[ChecklistItem],
        consent: ConsentMethod,
    ) -> Result<Checklist, Vec<ChecklistItem>> {
        let missing: Vec<_> =
            ChecklistItem::ALWAYS.into_iter().filter(|item| !ticked.contains(item)).collect();
        let checks = ChecklistItem::ALL.into_iter().filter(|item| ticked.contains(item)).collect();
        if missing.is_empty() { Ok(Checklist { consent, checks }) } else { Err(missing) }
    }

    /// How consent was given.
    pub fn consent(&self) -> ConsentMethod {
        self.consent
    }

    /// What was ticked, in the order of the form.
    pub fn checks(&self) -> &[ChecklistItem] {
        &self.checks
    }

    /// Whether the patient consents to more than they asked for.
    pub fn consents_to_more(&self) -> bool {
        self.checks.contains(&ChecklistItem::ConsentsToMore)
    }
}
