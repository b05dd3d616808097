//! What is asked of another practice's system, as Spine names it (docs/sources.md#gpc-migrate).

/// An interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interaction {
    /// A patient's whole structured record.
    Migrate,
    /// The bytes of one of its documents.
    Document,
}

impl Interaction {
    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Interaction::Migrate => {
                "urn:nhs:names:services:gpconnect:fhir:operation:gpc.migratestructuredrecord-1"
            }
            Interaction::Document => "urn:nhs:names:services:gpconnect:documents:fhir:rest:migrate:binary-1",
        }
    }
}
