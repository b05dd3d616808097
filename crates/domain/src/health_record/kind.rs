//! What an entry of a record is, for people.

/// What an entry is, in the order in which pages show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A medicine, now or in the past.
    Medication,
    /// An allergy or a bad reaction, also one that has ended.
    Allergy,
    /// A problem or a diagnosis.
    Problem,
    /// A consultation.
    Consultation,
    /// The result of a test.
    Result,
    /// A vaccination.
    Immunisation,
    /// A referral to somebody else.
    Referral,
    /// A letter, a report, a picture.
    Document,
    /// Another coded entry, such as a blood pressure.
    Uncategorised,
    /// Text that stands by no code of its own.
    Comment,
    /// Name, address and registration.
    Administrative,
    /// A reminder that the practice set itself.
    Diary,
}

impl Kind {
    /// All of them, in the order of the pages.
    pub const ALL: [Kind; 12] = [
        Kind::Medication,
        Kind::Allergy,
        Kind::Problem,
        Kind::Consultation,
        Kind::Result,
        Kind::Immunisation,
        Kind::Referral,
        Kind::Document,
        Kind::Uncategorised,
        Kind::Comment,
        Kind::Administrative,
        Kind::Diary,
    ];

    /// The code in addresses and in the list of who looked.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Medication => "medicines",
            Kind::Allergy => "allergies",
            Kind::Problem => "problems",
            Kind::Consultation => "consultations",
            Kind::Result => "results",
            Kind::Immunisation => "immunisations",
            Kind::Referral => "referrals",
            Kind::Document => "documents",
            Kind::Uncategorised => "other",
            Kind::Comment => "comments",
            Kind::Administrative => "details",
            Kind::Diary => "diary",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
