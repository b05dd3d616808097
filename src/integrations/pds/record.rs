//! What we keep of a PDS answer, and how the e-mail address is chosen (docs/sources.md#pds-fhir).

use time::Date;
use time::macros::format_description;

use domain::{EmailAddress, NhsNumber, OdsCode};

use super::super::upstream::Kind;
use super::patient::{Extension, Patient, Period, Telecom};

/// One person as PDS knows them. Nothing of it may be shown to anybody but the person (docs/sources.md#pds-fhir).
#[derive(Clone, PartialEq, Eq)]
pub struct PdsRecord {
    /// The number PDS answers with.
    pub nhs_number: NhsNumber,
    /// True where that is not the number we asked for.
    pub superseded: bool,
    /// Family names of all names, present and past; one for each entry of `given_names`.
    pub family_names: Vec<String>,
    /// Given names of all names; the first item of one may hold several words.
    pub given_names: Vec<Vec<String>>,
    /// Only where it is a whole date.
    pub birth_date: Option<Date>,
    /// As FHIR writes it.
    pub gender: Option<String>,
    /// A date of death, or a death notification that was not removed.
    pub deceased: bool,
    /// Marked restricted or very restricted: contact details and practice are withheld.
    pub restricted: bool,
    /// ODS code of the practice the person is registered with today.
    pub practice: Option<OdsCode>,
    /// The address to write to today.
    pub email: Option<EmailAddress>,
}

impl std::fmt::Debug for PdsRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PdsRecord(hidden)")
    }
}

/// The record that answers a question for `asked`, as of `today`.
pub(super) fn record(patient: Patient, asked: &NhsNumber, today: Date) -> Result<PdsRecord, Kind> {
    let nhs_number = NhsNumber::parse(&patient.id).map_err(|_| Kind::Malformed)?;
    let named = patient.name.into_iter().filter_map(|name| name.family.map(|family| (family, name.given)));
    let (family_names, given_names) = named.unzip();
    let practices = patient.general_practitioner.into_iter().filter_map(|reference| reference.identifier);
    Ok(PdsRecord {
        superseded: nhs_number != *asked,
        nhs_number,
        family_names,
        given_names,
        birth_date: patient.birth_date.as_deref().and_then(whole_date),
        gender: patient.gender,
        deceased: patient.deceased_date_time.is_some_and(|value| !value.is_null())
            || patient.deceased_boolean == Some(true)
            || is_notified(&patient.extension),
        restricted: patient
            .meta
            .security
            .iter()
            .any(|label| matches!(label.code.as_str(), "R" | "V" | "REDACTED")),
        practice: practices
            .filter(|practice| covers(practice.period.as_ref(), today))
            .find_map(|practice| OdsCode::parse(&practice.value?).ok()),
        email: email(patient.telecom, today),
    })
}

/// The person's own address first, then those that are less surely theirs alone; none that is not in use today.
fn email(telecom: Vec<Telecom>, today: Date) -> Option<EmailAddress> {
    let rank = |usage: &str| match usage {
        "home" => 0,
        "mobile" => 1,
        "temp" => 2,
        "work" => 3,
        _ => 4,
    };
    telecom
        .into_iter()
        .filter(|contact| contact.system == "email" && covers(contact.period.as_ref(), today))
        .filter_map(|contact| Some((rank(&contact.usage), EmailAddress::parse(&contact.value?).ok()?)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, value)| value)
}

/// A period covers both of its end days; an end that is not a date is taken as open.
fn covers(period: Option<&Period>, today: Date) -> bool {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| whole_date(text.get(..10)?));
    period.is_none_or(|period| {
        day(&period.start).is_none_or(|start| start <= today)
            && day(&period.end).is_none_or(|end| today <= end)
    })
}

fn whole_date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// Death notification status 1 (informal) or 2 (formal); U means that it was removed.
fn is_notified(extensions: &[Extension]) -> bool {
    extensions
        .iter()
        .filter(|extension| extension.url.ends_with("Extension-UKCore-DeathNotificationStatus"))
        .any(|status| {
            let codes = status.extension.iter().filter_map(|part| part.concept.as_ref());
            codes.flat_map(|concept| &concept.coding).any(|coding| matches!(coding.code.as_str(), "1" | "2"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 20);

    fn asked() -> NhsNumber {
        NhsNumber::parse("9990000026").unwrap()
    }

    fn read(mut members: Value) -> PdsRecord {
        members["resourceType"] = json!("Patient");
        if members["id"].is_null() {
            members["id"] = json!("9990000026");
        }
        record(serde_json::from_value(members).unwrap(), &asked(), TODAY).unwrap()
    }

    fn email_of(telecom: &Value) -> Option<String> {
        read(json!({ "telecom": telecom })).email.map(|address| address.as_str().to_owned())
    }

    #[test]
    fn names_keep_their_pairs_and_their_past() {
        let record = read(json!({"birthDate": "1949-11-02", "name": [
            {"use": "usual", "family": "O'Neill", "given": ["David John", "Paul"]},
            {"use": "old", "family": "Smith", "given": ["Dave"], "period": {"start": "1949-11-02", "end": "1960-01-01"}},
            {"use": "nickname", "given": ["Davy"]}]}));
        assert_eq!(record.family_names, ["O'Neill", "Smith"]);
        assert_eq!(record.given_names, [vec!["David John", "Paul"], vec!["Dave"]]);
        assert_eq!(record.birth_date, Some(date!(1949 - 11 - 02)));
        assert!(!record.superseded && !record.deceased && !record.restricted);
    }

    #[test]
    fn another_number_means_superseded() {
        assert!(read(json!({"id": "9990000069"})).superseded);
    }

    #[test]
    fn a_partial_date_of_birth_is_none() {
        assert_eq!(read(json!({"birthDate": "1949-11"})).birth_date, None);
        assert_eq!(read(json!({})).birth_date, None);
    }

    #[test]
    fn death_is_told_by_date_or_notification() {
        assert!(read(json!({"deceasedDateTime": "2024"})).deceased);
        let notified = |code: &str| {
            read(json!({"extension": [{
                "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus",
                "extension": [{"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [{"code": code}]}},
                              {"url": "systemEffectiveDate", "valueDateTime": "2024-01-01"}]}]}))
            .deceased
        };
        assert!(notified("1") && notified("2"));
        assert!(!notified("U"));
    }

    #[test]
    fn restricted_is_told_by_the_security_label() {
        for (code, restricted) in [("U", false), ("R", true), ("V", true)] {
            assert_eq!(
                read(json!({"meta": {"security": [{"code": code}]}})).restricted,
                restricted,
                "{code}"
            );
        }
    }

    #[test]
    fn the_practice_is_the_one_of_today() {
        let gp = |period: Value| {
            let identifier = json!({"system": "x", "value": "a81001", "period": period});
            read(json!({"generalPractitioner": [{"type": "Organization", "identifier": identifier}]}))
                .practice
                .map(|code| code.as_str().to_owned())
        };
        assert_eq!(gp(json!({"start": "2020-01-01"})).as_deref(), Some("A81001"));
        assert_eq!(gp(json!({"start": "2020-01-01", "end": "2026-11-19"})), None);
    }

    #[test]
    fn the_home_address_comes_first_and_other_systems_do_not_count() {
        let telecom = json!([
            {"system": "phone", "use": "home", "value": "0123"},
            {"system": "email", "use": "work", "value": "work@example.test"},
            {"system": "email", "use": "mobile", "value": "mobile@example.test"},
            {"system": "email", "use": "home", "value": "home@example.test"}]);
        assert_eq!(email_of(&telecom).as_deref(), Some("home@example.test"));
    }

    #[test]
    fn an_address_of_the_past_or_the_future_is_not_used() {
        let with = |period: Value| {
            email_of(&json!([{"system": "email", "use": "home", "value": "h@example.test", "period": period},
                             {"system": "email", "use": "temp", "value": "t@example.test"}]))
        };
        assert_eq!(
            with(json!({"start": "2020-01-01", "end": "2026-11-20"})).as_deref(),
            Some("h@example.test")
        );
        assert_eq!(with(json!({"end": "2026-11-19"})).as_deref(), Some("t@example.test"));
        assert_eq!(with(json!({"start": "2026-11-21"})).as_deref(), Some("t@example.test"));
        assert_eq!(with(json!({"start": "2026-11-20T09:00:00+00:00"})).as_deref(), Some("h@example.test"));
    }

    #[test]
    fn nothing_is_fine_and_odd_items_are_skipped() {
        assert_eq!(email_of(&json!([])), None);
        assert_eq!(email_of(&json!([{"system": "email", "use": "home", "value": " "}])), None);
        let odd =
            json!([7, {"system": "email"}, {"system": "email", "use": "home", "value": "h@example.test"}]);
        assert_eq!(email_of(&odd).as_deref(), Some("h@example.test"));
    }

    #[test]
    fn an_answer_without_a_number_is_malformed() {
        let patient = serde_json::from_value(json!({"id": "none"})).unwrap();
        assert_eq!(record(patient, &asked(), TODAY), Err(Kind::Malformed));
    }
}
