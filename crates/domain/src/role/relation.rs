//! What the national store says that a proxy is to a patient: a hint for who decides, and no role.

/// What a proxy is to a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Their mother.
    Mother,
    /// A parent.
    Parent,
    /// A child of theirs.
    Child,
    /// Their next of kin.
    NextOfKin,
    /// Somebody they know.
    Personal,
    /// Something that has no words here.
    Other,
}

impl Relation {
    /// What a code stands for, whichever of its systems it comes from: those that are in use share no code.
    pub fn from_code(code: &str) -> Relation {
        match code {
            "MTH" => Relation::Mother,
            "PRN" => Relation::Parent,
            "CHILD" => Relation::Child,
            "N" => Relation::NextOfKin,
            "Personal" => Relation::Personal,
            _ => Relation::Other,
        }
    }
}
