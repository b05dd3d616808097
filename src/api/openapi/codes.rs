//! Fields and parameters that hold codes: the description lists the codes, from the enums of the domain that are enforced.

use serde_json::{Value, json};

use domain::account::{Status, WhyNot};
use domain::delegation::{
    ChecklistItem, ConsentMethod, DeclineReason, LessReason, RefusalReason, RevokeReason, Stage,
    SuspendReason, TellThem,
};
use domain::{RecordLevel, Relationship, Service};

/// A schema's name, its property, and the codes that can stand there.
type Field = (&'static str, &'static str, Vec<&'static str>);

fn fields() -> Vec<Field> {
    let levels = || RecordLevel::ALL.map(RecordLevel::code).to_vec();
    let services = || Service::ALL.map(Service::code).to_vec();
    let stages = || Stage::ALL.map(Stage::code).to_vec();
    let relationships = || Relationship::ALL.map(Relationship::code).to_vec();
    let told = || TellThem::ALL.iter().map(|told| told.code()).collect();
    let checks = || ChecklistItem::ALL.map(ChecklistItem::code).to_vec();
    let consents = || ConsentMethod::ALL.map(ConsentMethod::code).to_vec();
    let less = || LessReason::ALL.iter().map(|reason| reason.code()).collect();
    vec![
        ("Access", "record_level", levels()),
        ("Access", "services", services()),
        ("Allowed", "record_level", levels()),
        ("Change", "checklist", checks()),
        ("Change", "consent", consents()),
        ("Change", "less", less()),
        ("ChangeRefusal", "tell", told()),
        ("Confirmation", "checklist", checks()),
        ("Confirmation", "consent", consents()),
        ("Confirmation", "less", less()),
        ("Decline", "reason", DeclineReason::ASKED.map(DeclineReason::code).to_vec()),
        ("Delegation", "less", less()),
        ("Delegation", "relationship", relationships()),
        ("Delegation", "stage", stages()),
        ("Delegation", "you_are", vec!["delegator", "delegate", "practice"]),
        ("NewDelegation", "relationship", relationships()),
        ("ProblemDetails", "stage", stages()),
        ("RefusalBody", "reason", RefusalReason::ALL.iter().map(|reason| reason.code()).collect()),
        ("Revocation", "reason", RevokeReason::chosen().map(RevokeReason::code).collect()),
        ("ToldEach", "delegate", told()),
        ("ToldEach", "delegator", told()),
        ("Role", "record_level", levels()),
        ("Role", "services", services()),
        ("Suspension", "reason", SuspendReason::CHOSEN.map(SuspendReason::code).to_vec()),
        ("WantedAccess", "record_level", levels()),
        ("WantedAccess", "services", services()),
    ]
}

fn of_accounts() -> Vec<Field> {
    let levels = || RecordLevel::ALL.map(RecordLevel::code).to_vec();
    let services = || Service::ALL.map(Service::code).to_vec();
    let statuses = || Status::ALL.map(Status::code).to_vec();
    vec![
        ("Account", "status", statuses()),
        ("Permission", "services", services()),
        ("RecordShown", "current", levels()),
        ("RecordShown", "historical", levels()),
        ("RefusedService", "account", statuses()),
        ("RefusedService", "service", services()),
        ("RefusedService", "why", WhyNot::CODES.to_vec()),
    ]
}

/// Lists the codes in the document.
pub fn list(document: &mut Value) {
    for (schema, property, codes) in fields().into_iter().chain(of_accounts()) {
        let place = &mut document["components"]["schemas"][schema]["properties"][property];
        if place["type"] == "array" {
            place["items"]["enum"] = json!(codes);
            continue;
        }
        let mut listed = json!(codes);
        let may_be_null = place["type"].is_array();
        if let (true, Some(listed)) = (may_be_null, listed.as_array_mut()) {
            listed.push(Value::Null);
        }
        place["enum"] = listed;
    }
    parameter(document, ("/api/v1/access", "service"), &Service::ALL.map(Service::code));
    parameter(document, ("/api/v1/delegations", "stage"), &Stage::ALL.map(Stage::code));
    parameter(document, ("/api/v1/delegations", "side"), &["delegator", "delegate"]);
}

fn parameter(document: &mut Value, (path, name): (&str, &str), codes: &[&str]) {
    let parameters = document["paths"][path]["get"]["parameters"].as_array_mut();
    for known in parameters.into_iter().flatten().filter(|known| known["name"] == name) {
        known["schema"]["enum"] = json!(codes);
    }
}
