//! Two hundred patients: those of the cast who have an NHS number and a practice, and others whom only records know.

use time::macros::date;
use time::{Date, Duration};

use crate::cast;

/// How many there are.
const MANY: usize = 200;
/// Where the numbers of the others begin: of the 999 range, which is never issued, beyond those of the cast.
const FIRST: u64 = 999_100_000;

const GIVEN: [(&str, &str); 12] = [
    ("Grace", "female"),
    ("Idris", "male"),
    ("Nia", "female"),
    ("Kofi", "male"),
    ("Meera", "female"),
    ("Owen", "male"),
    ("Zsófia", "female"),
    ("Lewis", "male"),
    ("Aoife", "female"),
    ("Tariq", "male"),
    ("Beatrice", "female"),
    ("Jun", "male"),
];
const FAMILY: [&str; 17] = [
    "Abbott", "Begum", "Carver", "Davies", "Eze", "Fletcher", "Gill", "Hughes", "Iqbal", "Jenkins", "Kaur",
    "Lowe", "Morgan", "Ndlovu", "O'Brien", "Price", "Quayle",
];

/// A patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// A short name for ids, of letters and digits; it says nothing about them.
    pub key: String,
    /// NHS number.
    pub nhs_number: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// As FHIR writes it.
    pub gender: &'static str,
    /// Date of birth.
    pub born: Date,
    /// ODS code and name of their practice.
    pub practice: (&'static str, &'static str),
}

/// All of them, the cast first.
pub fn people() -> Vec<Person> {
    let mut all: Vec<Person> = cast::citizens().iter().filter_map(of_cast).collect();
    let places: Vec<_> =
        cast::practices().iter().filter(|place| place.is_gp_practice && place.in_trial).collect();
    let numbers = (FIRST..).filter_map(number).zip(0_usize..);
    for (nhs_number, at) in numbers.take(MANY.saturating_sub(all.len())) {
        let (given, gender) = GIVEN[at % GIVEN.len()];
        let place = places[at % places.len()];
        let days = i64::try_from(at).unwrap_or_default() * 137;
        all.push(Person {
            key: format!("p{:03}", all.len()),
            nhs_number,
            given_name: given.to_owned(),
            family_name: FAMILY[at % FAMILY.len()].to_owned(),
            gender,
            born: date!(1931 - 05 - 17) + Duration::days(days),
            practice: (place.ods_code, place.name),
        });
    }
    all
}

fn of_cast(citizen: &cast::Citizen) -> Option<Person> {
    let place = cast::practices().iter().find(|place| Some(place.ods_code) == citizen.gp_ods_code)?;
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let is_man = ["david", "tomasz", "harold", "peter", "amir"].contains(&citizen.id);
    Some(Person {
        key: citizen.id.to_owned(),
        nhs_number: citizen.nhs_number?.to_owned(),
        given_name: citizen.given_name.to_owned(),
        family_name: citizen.family_name.to_owned(),
        gender: if is_man { "male" } else { "female" },
        born: Date::parse(citizen.birth_date, format).ok()?,
        practice: (place.ods_code, place.name),
    })
}

/// Nine digits with their check digit, where they have one.
fn number(front: u64) -> Option<String> {
    let text = front.to_string();
    let digits = text.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => Some(format!("{text}0")),
        10 => None,
        check => Some(format!("{text}{check}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::NhsNumber;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_two_hundred_with_numbers_of_their_own() {
        let all = people();
        assert_eq!(all.len(), MANY);
        let numbers: BTreeSet<&str> = all.iter().map(|one| one.nhs_number.as_str()).collect();
        let keys: BTreeSet<&str> = all.iter().map(|one| one.key.as_str()).collect();
        assert_eq!((numbers.len(), keys.len()), (MANY, MANY));
        assert!(numbers.iter().all(|number| number.starts_with("999") && NhsNumber::parse(number).is_ok()));
        assert!(all.iter().any(|one| one.key == "margaret" && one.nhs_number == "9990000018"));
    }
}
