//! The fixed cast of fictional people that every stand-in knows, so that a person who signs in is the person PDS
//! describes. NHS numbers are of the 999 range, which is never issued.

mod citizens;
mod person;
mod staff;

pub use self::person::{Citizen, Practice, StaffMember, StaffRole, Standing};

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
