//! What is known of each of them, field by field.

/// How far NHS login has proven a citizen's identity (docs/sources.md#nhsl-eis), as the claim writes it.
pub type Proofing = &'static str;

/// A citizen: known to PDS, and to NHS login unless `pds_only`.
#[derive(Clone, Copy)]
pub struct Citizen {
    /// Sign-in id, also the value of the button on the sign-in page.
    pub id: &'static str,
    /// Given name as PDS writes it.
    pub given_name: &'static str,
    /// Family name.
    pub family_name: &'static str,
    /// Ten digits with a right check digit; absent for somebody whose identity was never matched to PDS.
    pub nhs_number: Option<&'static str>,
    /// The number people may still ask for although the record now lives under `nhs_number`.
    pub superseded_number: Option<&'static str>,
    /// `YYYY-MM-DD`.
    pub birth_date: &'static str,
    /// E-mail address of the NHS login account.
    pub email: &'static str,
    /// Whether PDS holds that address too.
    pub email_in_pds: bool,
    /// Mobile number of the NHS login account.
    pub phone: &'static str,
    /// `P0`, `P5` or `P9`.
    pub proofing: Proofing,
    /// ODS code of the GP practice.
    pub gp_ods_code: Option<&'static str>,
    /// Stable subject at NHS login, a UUID.
    pub sub: &'static str,
    /// What this person is good for, one line for the start page.
    pub good_for: &'static str,
    /// True where there is a PDS record but no NHS login.
    pub pds_only: bool,
    /// What PDS says about the record.
    pub standing: Standing,
}

/// What is special about a PDS record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Ordinary,
    /// Found under another number than the one asked for.
    Superseded,
    /// The person has died.
    Deceased,
    /// Restricted: address, practice and contacts are withheld.
    Restricted,
    /// Very restricted: almost everything is withheld.
    VeryRestricted,
    /// The number was withdrawn.
    Invalidated,
}

/// Somebody who works for a practice (or a hospital) and signs in with CIS2.
#[derive(Clone, Copy)]
pub struct StaffMember {
    /// Sign-in id, also the value of the button on the sign-in page.
    pub id: &'static str,
    /// CIS2 user id, 12 digits.
    pub sub: &'static str,
    /// Given name.
    pub given_name: &'static str,
    /// Family name.
    pub family_name: &'static str,
    /// Full name as CIS2 shows it.
    pub name: &'static str,
    /// Work e-mail address.
    pub email: &'static str,
    /// `id_assurance_level`, 0 to 3.
    pub identity_level: u8,
    /// `authentication_assurance_level`, 1 to 3.
    pub authentication_level: u8,
    /// Positions held; may be none.
    pub roles: &'static [StaffRole],
    /// What this person is good for, one line for the start page.
    pub good_for: &'static str,
}

/// One position of a staff member (an entry of `nhsid_nrbac_roles`, docs/sources.md#cis2-users).
#[derive(Clone, Copy)]
pub struct StaffRole {
    /// `person_roleid`, 12 digits.
    pub role_id: &'static str,
    /// Organisation's ODS code.
    pub org_code: &'static str,
    /// Organisation's name.
    pub org_name: &'static str,
    /// `S…:G…:R…`.
    pub role_code: &'static str,
    /// Three quoted parts, as CIS2 writes them.
    pub role_name: &'static str,
    /// B codes.
    pub activity_codes: &'static [&'static str],
}

/// An organisation of the cast.
#[derive(Clone, Copy)]
pub struct Practice {
    /// ODS code.
    pub ods_code: &'static str,
    /// Name.
    pub name: &'static str,
    /// Whether ODS gives it the GP practice role (RO76).
    pub is_gp_practice: bool,
    /// Whether it takes part in the trial.
    pub in_trial: bool,
}
