//! The outside systems, by name.

use std::fmt;

/// An outside system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// NHS login.
    NhsLogin,
    /// CIS2 Authentication.
    Cis2,
    /// Personal Demographics Service, with the token endpoint in front of it.
    Pds,
    /// Organisation Data Terminology API.
    Ods,
    /// MESH, the NHS mailboxes.
    Mesh,
    /// The SMTP server.
    Email,
    /// The national store of roles, with the token endpoint in front of it.
    Vrs,
    /// The directory of systems on Spine.
    Sds,
    /// Other practices' systems, which we ask for records.
    GpConnect,
}

impl System {
    /// Its name in logs and in `/health/ready`.
    pub fn name(self) -> &'static str {
        match self {
            System::NhsLogin => "nhs_login",
            System::Cis2 => "cis2",
            System::Pds => "pds",
            System::Ods => "ods",
            System::Mesh => "mesh",
            System::Email => "email",
            System::Vrs => "vrs",
            System::Sds => "sds",
            System::GpConnect => "gp_connect",
        }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
