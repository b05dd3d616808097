//! On what ground somebody acts for the patient.

/// On what ground somebody acts for the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegalBasis {
    /// They are responsible for a child.
    ParentalResponsibility,
    /// The patient consented.
    Consent,
    /// It is in the best interest of a patient who cannot decide.
    BestInterest,
    /// A lasting power of attorney for health and welfare.
    PowerOfAttorney,
    /// A court appointed them.
    Deputy,
    /// Nobody knows: what was moved from older systems without one.
    Unknown,
}

impl LegalBasis {
    /// All of them.
    pub const ALL: [LegalBasis; 6] = [
        LegalBasis::ParentalResponsibility,
        LegalBasis::Consent,
        LegalBasis::BestInterest,
        LegalBasis::PowerOfAttorney,
        LegalBasis::Deputy,
        LegalBasis::Unknown,
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            LegalBasis::ParentalResponsibility => "parental-responsibility",
            LegalBasis::Consent => "consent",
            LegalBasis::BestInterest => "best-interest",
            LegalBasis::PowerOfAttorney => "health-and-welfare-lasting-power-of-attorney",
            LegalBasis::Deputy => "court-appointed-personal-welfare-deputy",
            LegalBasis::Unknown => "UNK",
        }
    }

    /// What the national service calls it.
    pub fn display(self) -> &'static str {
        match self {
            LegalBasis::ParentalResponsibility => "Parental responsibility",
            LegalBasis::Consent => "Consent",
            LegalBasis::BestInterest => "Best interest",
            LegalBasis::PowerOfAttorney => "Health and welfare lasting power of attorney",
            LegalBasis::Deputy => "Court appointed personal welfare deputy",
            LegalBasis::Unknown => "Unknown",
        }
    }

    /// The basis with this code.
    pub fn from_code(code: &str) -> Option<LegalBasis> {
        LegalBasis::ALL.into_iter().find(|basis| basis.code() == code)
    }
}
