//! `GET /Patient?…` for an application-restricted client: one result or none (docs/sources.md#pds-fhir).

use serde_json::{Value, json};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::outcome::{self, Outcome};
use super::patient;
use super::records::{Confidentiality, Record};

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");
const KNOWN: [&str; 14] = [
    "family",
    "given",
    "gender",
    "birthdate",
    "death-date",
    "address-postalcode",
    "address-postcode",
    "general-practitioner",
    "email",
    "phone",
    "_fuzzy-match",
    "_exact-match",
    "_history",
    "_max-results",
];
const TOO_LITTLE: &str =
    "No searches were performed as the search criteria did not meet the minimum requirements";
const TOO_LITTLE_FUZZY: &str =
    "A fuzzy search was requested however the data given did not meet the fuzzy search criteria";

type Query = [(String, String)];

/// The Bundle, or TOO_MANY_MATCHES (which is a 200 too).
pub(super) fn answer(records: &[Record], query: &Query, now: OffsetDateTime) -> Result<Value, Outcome> {
    checked(query)?;
    let found: Vec<&Record> = records.iter().filter(|record| matches(record, query)).collect();
    let mut bundle =
        json!({"resourceType": "Bundle", "type": "searchset", "timestamp": stamp(now), "total": found.len()});
    match found.as_slice() {
        [] => {}
        [record] => {
            let url = format!("https://api.service.nhs.uk{}/Patient/{}", super::PATH, record.nhs_number);
            let score = if one(query, "_fuzzy-match") == Some("true") { 0.9 } else { 1.0 };
            let entry =
                json!({"fullUrl": url, "search": {"score": score}, "resource": patient::thin(record)});
            bundle["entry"] = json!([entry]);
        }
        [_, _, ..] => return Err(Outcome::spine(&outcome::TOO_MANY_MATCHES)),
    }
    Ok(bundle)
}

/// An instant as bundles write it.
pub(super) fn stamp(now: OffsetDateTime) -> String {
    now.replace_nanosecond(0).unwrap_or(now).format(&Rfc3339).unwrap_or_default()
}

fn one<'q>(query: &'q Query, name: &str) -> Option<&'q str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn all<'q>(query: &'q Query, name: &str) -> impl Iterator<Item = &'q str> {
    query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn checked(query: &Query) -> Result<(), Outcome> {
    if query.is_empty() {
        return Err(Outcome::spine(&outcome::UNSUPPORTED_SERVICE));
    }
    if let Some((name, _)) = query.iter().find(|(name, _)| !KNOWN.contains(&name.as_str())) {
        let sentence = format!(
            "Invalid request with error - Additional properties are not allowed ('{name}' was unexpected)"
        );
        return Err(Outcome::spine(&outcome::ADDITIONAL_PROPERTIES).because(sentence));
    }
    if let Some((name, value)) = query.iter().find(|(name, value)| !valid(name, value)) {
        let sentence = format!("Invalid value - '{value}' in field '{name}'");
        return Err(Outcome::spine(&outcome::INVALID_VALUE).because(sentence));
    }
    let has = |name: &str| one(query, name).is_some_and(|value| !value.is_empty());
    if has("address-postalcode") && has("address-postcode") {
        return Err(invalid("Only one of address-postalcode and address-postcode may be given"));
    }
    if !has("birthdate") {
        let sentence = "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'";
        return Err(Outcome::spine(&outcome::MISSING_VALUE).because(sentence));
    }
    if one(query, "_fuzzy-match") == Some("true") {
        let place = has("gender") && (has("address-postalcode") || has("address-postcode"));
        let named = [has("given"), has("family"), place].into_iter().filter(|given| *given).count();
        let wildcard = query.iter().any(|(_, value)| value.contains('*'));
        return if named >= 2 && !wildcard { Ok(()) } else { Err(invalid(TOO_LITTLE_FUZZY)) };
    }
    if has("family") { Ok(()) } else { Err(invalid(TOO_LITTLE)) }
}

fn invalid(reason: &str) -> Outcome {
    Outcome::spine(&outcome::INVALID_SEARCH_DATA)
        .because(format!("Invalid search data provided - '{reason}'"))
}

fn valid(name: &str, value: &str) -> bool {
    let flag = matches!(value, "true" | "false");
    match name {
        "gender" => matches!(value, "male" | "female" | "other" | "unknown"),
        "birthdate" | "death-date" => day(value).is_some(),
        "family" => value.chars().count() <= 35 && !value.chars().take(2).any(|c| c == '*'),
        "given" => !value.chars().take(2).any(|c| c == '*'),
        "_fuzzy-match" | "_exact-match" | "_history" => flag,
        _ => true,
    }
}

/// `eq`, `ge` or `le` (absent means `eq`), and the day.
fn day(value: &str) -> Option<(&str, Date)> {
    let bare = value.starts_with(|c: char| c.is_ascii_digit());
    let (prefix, day) = if bare { ("eq", value) } else { value.split_at_checked(2)? };
    let day = Date::parse(day, DAY).ok()?;
    matches!(prefix, "eq" | "ge" | "le").then_some((prefix, day))
}

fn matches(record: &Record, query: &Query) -> bool {
    let postcode = one(query, "address-postalcode").or(one(query, "address-postcode"));
    let practice = one(query, "general-practitioner");
    let visible = match record.confidentiality {
        Confidentiality::Unrestricted => true,
        Confidentiality::Restricted => postcode.is_none() && practice.is_none(),
        Confidentiality::VeryRestricted | Confidentiality::Invalidated => false,
    };
    let same = |known: Option<&String>, asked: Option<&str>| {
        asked.is_none_or(|asked| known.is_some_and(|known| known == asked))
    };
    visible
        && all(query, "family").all(|family| glob(family, &record.family))
        && all(query, "given").all(|given| record.given.iter().any(|known| glob(given, known)))
        && one(query, "gender").is_none_or(|gender| gender == record.gender)
        && all(query, "birthdate").all(|value| on_day(&record.birth_date, value))
        && all(query, "death-date")
            .all(|value| record.deceased.as_deref().is_some_and(|died| on_day(died, value)))
        && postcode.is_none_or(|asked| glob(&asked.replace(' ', ""), &record.postcode.replace(' ', "")))
        && practice
            .is_none_or(|asked| record.practice.as_ref().is_some_and(|code| code.eq_ignore_ascii_case(asked)))
        && same(record.email.as_ref(), one(query, "email"))
        && same(record.phone.as_ref(), one(query, "phone"))
}

fn on_day(known: &str, asked: &str) -> bool {
    let known = known.get(..10).and_then(|known| Date::parse(known, DAY).ok());
    match (known, day(asked)) {
        (Some(known), Some(("ge", asked))) => known >= asked,
        (Some(known), Some(("le", asked))) => known <= asked,
        (Some(known), Some((_, asked))) => known == asked,
        _ => false,
    }
}

/// Compares without case and accents; `*` stands for any letters.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (folded(pattern), folded(text));
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
