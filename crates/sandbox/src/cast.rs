//! The fixed cast of fictional people that every stand-in knows, so that a person who signs in is the person PDS
//! describes. NHS numbers are of the 999 range, which is never issued.

mod citizens;
mod staff;

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

/// Every citizen, in the order of the start page.
pub fn citizens() -> &'static [Citizen] {
    citizens::CITIZENS
}

/// Every staff member, in the order of the start page.
pub fn staff() -> &'static [StaffMember] {
    staff::STAFF
}

/// Every organisation.
pub fn practices() -> &'static [Practice] {
    staff::PRACTICES
}

/// The citizen with this sign-in id.
pub fn citizen(id: &str) -> Option<&'static Citizen> {
    citizens().iter().find(|citizen| citizen.id == id)
}

/// The staff member with this sign-in id.
pub fn staff_member(id: &str) -> Option<&'static StaffMember> {
    staff().iter().find(|member| member.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn check_digit_is_right(number: &str) -> bool {
        let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        digits.len() == 10 && (11 - sum % 11) % 11 == digits[9]
    }

    #[test]
    fn every_nhs_number_has_a_right_check_digit_and_one_owner() {
        let numbers: Vec<&str> =
            citizens().iter().flat_map(|c| [c.nhs_number, c.superseded_number]).flatten().collect();
        assert!(numbers.iter().all(|number| check_digit_is_right(number)), "{numbers:?}");
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
    }

    #[test]
    fn ids_and_subjects_are_unique() {
        let ids: HashSet<&str> =
            citizens().iter().map(|c| c.id).chain(staff().iter().map(|s| s.id)).collect();
        assert_eq!(ids.len(), citizens().len() + staff().len());
        let subs: HashSet<&str> =
            citizens().iter().map(|c| c.sub).chain(staff().iter().map(|s| s.sub)).collect();
        assert_eq!(subs.len(), citizens().len() + staff().len());
    }

    #[test]
    fn staff_carry_twelve_digits_and_every_practice_is_known() {
        let known: HashSet<&str> = practices().iter().map(|p| p.ods_code).collect();
        for member in staff() {
            assert!(member.sub.len() == 12 && member.roles.iter().all(|role| role.role_id.len() == 12));
            assert!(member.roles.iter().all(|role| known.contains(role.org_code)));
        }
        assert!(citizens().iter().filter_map(|c| c.gp_ods_code).all(|code| known.contains(code)));
    }
}
