//! The day that a resource is of: by it a record is sorted, and reviewed periods go.

use serde_json::Value;
use time::{Date, Month};

use domain::health_record::When;

/// Where the resources of a type have their day, the nearest to the event itself first.
fn places(kind: &str) -> &'static [&'static str] {
    match kind {
        "AllergyIntolerance" => &["/assertedDate", "/onsetDateTime", "/onsetPeriod/start"],
        "Condition" => &["/onsetDateTime", "/onsetPeriod/start", "/assertedDate"],
        "DiagnosticReport" => &["/issued", "/effectiveDateTime", "/effectivePeriod/start"],
        "DocumentReference" => &["/created", "/indexed", "/context/period/start"],
        "Encounter" => &["/period/start", "/period/end"],
        "Immunization" | "List" => &["/date"],
        "MedicationRequest" => &["/authoredOn", "/dispenseRequest/validityPeriod/start"],
        "MedicationStatement" => &["/effectivePeriod/start", "/effectiveDateTime", "/dateAsserted"],
        "Observation" => &["/effectiveDateTime", "/effectivePeriod/start", "/issued"],
        "ProcedureRequest" => &["/occurrenceDateTime", "/occurrencePeriod/start", "/authoredOn"],
        "QuestionnaireResponse" => &["/authored"],
        "ReferralRequest" => &["/authoredOn", "/occurrenceDateTime"],
        "Specimen" => {
            &["/collection/collectedDateTime", "/collection/collectedPeriod/start", "/receivedTime"]
        }
        _ => &[],
    }
}

/// The day of a resource; none where it has none.
pub fn of(resource: &Value) -> Option<Date> {
    when(resource).map(When::first)
}

/// When a resource was, as far as it says; none where it does not.
pub fn when(resource: &Value) -> Option<When> {
    let kind = resource["resourceType"].as_str()?;
    places(kind).iter().find_map(|place| known(resource.pointer(place)?.as_str()?))
}

/// Reads the day of a FHIR date or date-time, as it is written there: the first one that a year or a month alone may mean.
pub fn read(text: &str) -> Option<Date> {
    known(text).map(When::first)
}

/// Reads a FHIR date or date-time as far as it is known.
pub fn known(text: &str) -> Option<When> {
    let mut parts = text.split('T').next()?.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let of_year = Month::try_from(u8::try_from(month.unwrap_or(1)).ok()?).ok()?;
    let of_month = u8::try_from(day.unwrap_or(1)).ok()?;
    let first = Date::from_calendar_date(i32::from(year), of_year, of_month).ok()?;
    let when = match (month, day) {
        (None, _) => When::Year(first),
        (Some(_), None) => When::Month(first),
        (Some(_), Some(_)) => When::Day(first),
    };
    parts.next().is_none().then_some(when)
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let is_shaped = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_shaped { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use time::macros::date;

    #[test]
    fn a_day_is_read_as_far_as_it_is_known() {
        assert_eq!(read("2010-02-26T11:08:17.457+00:00"), Some(date!(2010 - 02 - 26)));
        assert_eq!(read("2010-02-26"), Some(date!(2010 - 02 - 26)));
        assert_eq!(read("2010-02"), Some(date!(2010 - 02 - 01)));
        assert_eq!(read("2010"), Some(date!(2010 - 01 - 01)));
        assert_eq!(known("2010-02-26"), Some(When::Day(date!(2010 - 02 - 26))));
        assert_eq!(known("2010-02"), Some(When::Month(date!(2010 - 02 - 01))));
        assert_eq!(known("2010"), Some(When::Year(date!(2010 - 01 - 01))));
        for wrong in [
            "",
            "10",
            "2010-13-01",
            "2010-02-30",
            "2010-2-1",
            "2010-",
            "2010-02-",
            "2010-02-26-01",
            "26/02/2010",
            "+010",
            "T10:00",
            "２０１０",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_happened_counts_before_what_was_written_down() {
        let observation =
            json!({"resourceType": "Observation", "issued": "2011-01-01", "effectiveDateTime": "2010-05"});
        assert_eq!(of(&observation), Some(date!(2010 - 05 - 01)));
        let odd =
            json!({"resourceType": "Observation", "issued": "2011-01-01", "effectiveDateTime": ["2010"]});
        assert_eq!(of(&odd), Some(date!(2011 - 01 - 01)));
        assert_eq!(of(&json!({"resourceType": "Organization", "date": "2011"})), None);
        assert_eq!(of(&json!({"date": "2011"})), None);
    }
}
