//! What can be asked for, and how each call says which of them it means.

pub use crate::storage::gp_connect::calls::Way;

impl Way {
    /// Where it lies, below a base.
    pub fn path(self) -> &'static str {
        match self {
            Way::Migrate => "/Patient/$gpc.migratestructuredrecord",
            Way::Binary => "/Binary/{id}",
            Way::Metadata => "/metadata",
            Way::Nowhere => "",
        }
    }

    /// The interactions by which it may be asked for.
    pub fn interactions(self) -> &'static [&'static str] {
        match self {
            Way::Migrate => {
                &["urn:nhs:names:services:gpconnect:fhir:operation:gpc.migratestructuredrecord-1"]
            }
            Way::Binary => &["urn:nhs:names:services:gpconnect:documents:fhir:rest:migrate:binary-1"],
            Way::Metadata => &[
                "urn:nhs:names:services:gpconnect:structured:fhir:rest:read:metadata-1",
                "urn:nhs:names:services:gpconnect:fhir:rest:read:metadata-1",
                "urn:nhs:names:services:gpconnect:documents:fhir:rest:read:metadata-1",
            ],
            Way::Nowhere => &[],
        }
    }

    /// What a token must be good for.
    pub fn scope(self) -> &'static str {
        match self {
            Way::Migrate | Way::Binary => "patient/*.read",
            Way::Metadata | Way::Nowhere => "organization/*.read",
        }
    }

    /// The reasons for which it may be asked for.
    pub fn reasons(self) -> &'static [&'static str] {
        match self {
            Way::Migrate => &["migration"],
            Way::Binary | Way::Metadata | Way::Nowhere => &["directcare", "migration"],
        }
    }

    /// Whether a token may leave out who asks.
    pub fn may_lack_practitioner(self) -> bool {
        self == Way::Migrate
    }
}
