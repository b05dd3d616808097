//! The lists in which a record is ordered (docs/sources.md#gpc-migrate): ten primary ones, one for each clinical area,
//! twenty-one secondary ones, and the three kinds that make up a consultation. A list is known by its code alone: its words
//! differ from system to system.

use serde_json::Value;

/// A list of one clinical area; coded in SNOMED CT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Primary {
    /// Its code.
    pub code: &'static str,
    /// The words of the code.
    pub display: &'static str,
    /// Its title.
    pub title: &'static str,
}

/// A list of what consultations or problems hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Secondary {
    /// Its code.
    pub code: &'static str,
    /// The words of the code.
    pub display: &'static str,
    /// Its title: the same.
    pub title: &'static str,
}

/// Code of the primary list of allergies.
pub const ALLERGIES: &str = "886921000000105";
/// Code of the primary list of allergies that have ended, which it contains.
pub const ENDED_ALLERGIES: &str = "1103671000000101";
/// Code of the primary list of consultations.
pub const CONSULTATIONS: &str = "1149501000000101";
/// Code of the primary list of diary entries.
pub const DIARY: &str = "714311000000108";
/// Code of the primary list of immunisations.
pub const IMMUNISATIONS: &str = "1102181000000102";
/// Code of the primary list of investigations.
pub const INVESTIGATIONS: &str = "887191000000108";
/// Code of the primary list of medications.
pub const MEDICATIONS: &str = "933361000000108";
/// Code of the primary list of referrals.
pub const REFERRALS: &str = "792931000000107";
/// Code of the primary list of problems.
pub const PROBLEMS: &str = "717711000000103";
/// Code of the primary list of what stands in no other.
pub const UNCATEGORISED: &str = "826501000000100";

/// Code of the list that is one consultation.
pub const CONSULTATION: &str = "325851000000107";
/// Code of the list that is one topic of a consultation.
pub const TOPIC: &str = "25851000000105";
/// Code of the list that is one heading of a topic.
pub const HEADING: &str = "24781000000107";
/// Id of the list of ended allergies: others refer to what it contains.
pub const ENDED_ALLERGIES_ID: &str = "ended-allergies";

/// The primary lists, in the order in which a record has them.
pub const PRIMARY: [Primary; 10] = [
    primary(ALLERGIES, "Allergies and adverse reactions"),
    primary(ENDED_ALLERGIES, "Ended allergies"),
    primary(CONSULTATIONS, "List of consultations"),
    primary(DIARY, "Patient recall administration"),
    primary(IMMUNISATIONS, "Immunisations"),
    primary(INVESTIGATIONS, "Investigations and results"),
    primary(MEDICATIONS, "Medications and medical devices"),
    primary(REFERRALS, "Outbound referral"),
    primary(PROBLEMS, "Problems"),
    Primary { code: UNCATEGORISED, display: "Miscellaneous record", title: "Uncategorised data" },
];

/// The secondary lists: ten of consultations, eleven of problems.
#[rustfmt::skip]
pub const SECONDARY: [Secondary; 21] = [
    secondary("consultations-allergies-contained-in-consultations", "Consultations - allergies contained in consultations"),
    secondary("consultations-allergies-that-have-been-ended-contained-in-consultations", "Consultations - allergies that have been ended contained in consultations"),
    secondary("consultations-diary-entries-contained-in-consultations", "Consultations - diary entries contained in consultations"),
    secondary("consultations-documents-contained-in-consultations", "Consultations - documents contained in consultations"),
    secondary("consultations-immunisations-contained-in-consultations", "Consultations - immunisations contained in consultations"),
    secondary("consultations-investigations-contained-in-consultations", "Consultations - investigations contained in consultations"),
    secondary("consultations-medications-contained-in-consultations", "Consultations - medications contained in consultations"),
    secondary("consultations-outbound-referrals-in-consultations", "Consultations - outbound referrals in consultations"),
    secondary("consultations-problems-contained-in-consultations", "Consultations - problems contained in consultations"),
    secondary("consultations-uncategorised-data-contained-in-consultations", "Consultations - uncategorised data contained in consultations"),
    secondary("problems-allergies-related-to-problems", "Problems - allergies related to problems"),
    secondary("problems-allergies-that-have-been-ended-related-to-problems", "Problems - allergies that have been ended related to problems"),
    secondary("problems-consultations-related-to-problems", "Problems - consultations related to problems"),
    secondary("problems-diary-entries-related-to-problems", "Problems - diary entries related to problems"),
    secondary("problems-documents-related-to-problems", "Problems - documents related to problems"),
    secondary("problems-immunisations-related-to-problems", "Problems - immunisations related to problems"),
    secondary("problems-investigations-related-to-problems", "Problems - investigations related to problems"),
    secondary("problems-medications-related-to-problems", "Problems - medications related to problems"),
    secondary("problems-outbound-referrals-related-to-problems", "Problems - outbound referrals related to problems"),
    secondary("problems-linked-problems-not-relating-to-the-primary-query", "Problems - linked problems not relating to the primary query"),
    secondary("problems-uncategorised-data-related-to-problems", "Problems - uncategorised data related to problems"),
];

const fn primary(code: &'static str, title: &'static str) -> Primary {
    Primary { code, display: title, title }
}

const fn secondary(code: &'static str, title: &'static str) -> Secondary {
    Secondary { code, display: title, title }
}

/// What a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// A primary or secondary list, by its code in the words of this module.
    Area(&'static str),
    /// A whole consultation.
    Consultation,
    /// A topic of one.
    Topic,
    /// A heading of a topic.
    Heading,
    /// Something else.
    Other,
}

/// What this list is, by its code.
pub fn kind(list: &Value) -> ListKind {
    let known = codes(list).find_map(|code| match code {
        CONSULTATION => Some(ListKind::Consultation),
        TOPIC => Some(ListKind::Topic),
        HEADING => Some(ListKind::Heading),
        other => area(other).map(ListKind::Area),
    });
    known.unwrap_or(ListKind::Other)
}

/// Whether a list may be a part of a consultation, told by its text: without such a code in it, it is none.
pub fn may_be_part(body: &str) -> bool {
    [CONSULTATION, TOPIC, HEADING].iter().any(|code| body.contains(&format!("\"{code}\"")))
}

/// The area that has this code.
pub fn area(code: &str) -> Option<&'static str> {
    let primary = PRIMARY.iter().map(|list| list.code);
    primary.chain(SECONDARY.iter().map(|list| list.code)).find(|known| *known == code)
}

/// The codes of a list.
pub fn codes(list: &Value) -> impl Iterator<Item = &str> {
    let coding = list["code"]["coding"].as_array().into_iter().flatten();
    coding.filter_map(|coding| coding["code"].as_str())
}

/// What a list refers to, in its order.
pub fn items(list: &Value) -> impl Iterator<Item = &str> {
    let entries = list["entry"].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["item"]["reference"].as_str())
}

/// What a list warns of, by code: `confidential-items`, `data-in-transit`, `data-awaiting-filing`.
pub fn warnings(list: &Value) -> impl Iterator<Item = &str> {
    let extensions = list["extension"].as_array().into_iter().flatten();
    extensions
        .filter(|extension| extension["url"] == super::systems::LIST_WARNING)
        .filter_map(|extension| extension["valueCode"].as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn each_list_has_a_code_of_its_own() {
        let codes: BTreeSet<&str> =
            PRIMARY.iter().map(|list| list.code).chain(SECONDARY.iter().map(|list| list.code)).collect();
        assert_eq!(codes.len(), 31);
        assert!(codes.iter().all(|code| area(code) == Some(*code)));
        assert_eq!(area("0"), None);
    }

    #[test]
    fn the_code_of_a_secondary_list_is_its_title() {
        for list in SECONDARY {
            assert_eq!(list.title.to_lowercase().replace(" - ", "-").replace(' ', "-"), list.code);
            assert_eq!(list.display, list.title);
        }
        let of = |start: &str| SECONDARY.iter().filter(|list| list.title.starts_with(start)).count();
        assert_eq!((of("Consultations - "), of("Problems - ")), (10, 11));
    }

    #[test]
    fn a_list_is_known_by_its_code_and_by_nothing_else() {
        let of = |code: &str| {
            kind(&json!({"title": "Miscellaneous records", "code": {"coding": [{"code": code}]}}))
        };
        assert_eq!(of("826501000000100"), ListKind::Area(UNCATEGORISED));
        assert_eq!(of(SECONDARY[3].code), ListKind::Area(SECONDARY[3].code));
        assert_eq!(
            (of(CONSULTATION), of(TOPIC), of(HEADING)),
            (ListKind::Consultation, ListKind::Topic, ListKind::Heading)
        );
        assert_eq!(of("1"), ListKind::Other);
        let text = json!({"code": {"coding": [{"code": TOPIC}]}}).to_string();
        assert!(may_be_part(&text) && !may_be_part(&text.replace(TOPIC, PROBLEMS)));
        for odd in [json!({}), json!({"code": {"coding": {}}}), json!({"code": 5}), json!([1])] {
            assert_eq!(kind(&odd), ListKind::Other, "{odd}");
        }
    }

    #[test]
    fn items_and_warnings_are_read_in_their_order() {
        let list = json!({
            "extension": [{"url": super::super::systems::LIST_WARNING, "valueCode": "data-in-transit"}, {"url": "x", "valueCode": "y"}],
            "entry": [{"item": {"reference": "Condition/2"}}, {"item": {"display": "none"}}, {"item": {"reference": "#1"}}],
        });
        assert_eq!(items(&list).collect::<Vec<_>>(), ["Condition/2", "#1"]);
        assert_eq!(warnings(&list).collect::<Vec<_>>(), ["data-in-transit"]);
    }
}
