//! What an entry of a record is, for people.

/// What an entry is, in the order in which pages show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A medicine, now or in the past.
    Medication,
    /// An allergy or a bad reaction, also one that has ended.
    Allergy,
    /// A vaccination.
    Immunisation,
    /// A problem or a diagnosis.
    Problem,
    /// The result of a test.
    Result,
    /// A consultation.
    Consultation,
    /// A referral to somebody else.
    Referral,
    /// A letter, a report, a picture.
    Document,
    /// A reminder that the practice set itself.
    Diary,
    /// Another coded entry, such as a blood pressure.
    Uncategorised,
    /// Name, address and registration.
    Administrative,
    /// Text that stands by no code of its own.
    Comment,
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
            Kind::Immunisation => "immunisations",
            Kind::Problem => "problems",
            Kind::Result => "results",
            Kind::Consultation => "consultations",
            Kind::Referral => "referrals",
            Kind::Document => "documents",
            Kind::Diary => "diary",
            Kind::Uncategorised => "other",
            Kind::Administrative => "details",
            Kind::Comment => "comments",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
