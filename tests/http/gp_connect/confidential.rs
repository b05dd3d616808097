//! What belongs to something confidential: it goes where confidential items go and nowhere else, however a record says that it belongs
//! there.

use domain::OdsCode;
use proxy_access::actions::health_record::import::{Sidecar, Source, take_over};
use serde_json::{Value, json};

use super::served::{OURS, PATIENT, Served, served};

/// The word in everything that belongs to something confidential.
const MARKER: &str = "marker-of-what-belongs-to-it";
/// The word in what belongs to nothing that is.
const OPEN: &str = "marker-of-what-is-open";
const SNOMED: &str = "http://snomed.info/sct";

fn to(reference: &str) -> Value {
    json!({ "reference": reference })
}

/// A resource with the word in it, and something more.
fn held(kind: &str, id: &str, more: Value) -> Value {
    let mut whole = json!({"resourceType": kind, "id": id, "comment": MARKER});
    whole.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    whole
}

/// The same, which says that it is confidential.
fn labelled(mut resource: Value) -> Value {
    let label = json!({"system": "http://hl7.org/fhir/v3/Confidentiality", "code": "R"});
    resource["meta"] = json!({ "security": [label] });
    resource
}

/// A list with this code of these entries.
fn list(id: &str, code: &str, encounter: &str, names: &[&str]) -> Value {
    let entries: Vec<Value> = names.iter().map(|name| json!({"item": to(name)})).collect();
    let code = json!({"coding": [{"system": SNOMED, "code": code}]});
    held("List", id, json!({"code": code, "encounter": to(encounter), "entry": entries}))
}

/// One that belongs to nothing confidential, and that is open.
fn open(kind: &str, id: &str, more: Value) -> Value {
    let mut whole = held(kind, id, more);
    whole["comment"] = json!(OPEN);
    whole
}

/// Our practice takes this record in.
async fn imported(served: &Served, resources: &[Value], source: Source) {
    let verified = json!([{
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1",
        "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1", "code": "01"}]},
    }]);
    let patient = json!({"resourceType": "Patient", "id": "p1", "name": [{"family": "Pryce", "given": ["Ann"]}],
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": PATIENT, "extension": verified}]});
    let entries: Vec<Value> =
        [&patient].into_iter().chain(resources).map(|one| json!({ "resource": one })).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string();
    let practice = OdsCode::parse(OURS).expect("a practice");
    let report = Box::pin(take_over(&served.world.app, &practice, bundle.as_bytes(), source)).await;
    assert_eq!(report.expect("it is taken").refused, []);
}

/// What is said beside a record.
fn beside(marks: &Value) -> Source {
    Source::given(Sidecar::parse(json!({ "marks": marks }).to_string().as_bytes()).expect("marks"))
}

/// Records in which one thing says that it is confidential, and others belong to it.
fn records() -> Vec<(&'static str, Vec<Value>)> {
    let mut records = consultations();
    records.extend(lists_and_reports());
    records
}

/// Those in which it is a whole consultation.
fn consultations() -> Vec<(&'static str, Vec<Value>)> {
    let visit = || to("Encounter/held-visit");
    let of_visit = [
        ("Observation", json!({"context": visit()})),
        ("Condition", json!({"context": visit()})),
        ("Immunization", json!({"encounter": visit()})),
        ("DocumentReference", json!({"context": {"encounter": visit()}})),
        (
            "AllergyIntolerance",
            json!({"extension": [{"valueReference": visit(),
            "url": "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter"}]}),
        ),
    ];
    let mut in_visit: Vec<Value> =
        of_visit.into_iter().map(|(kind, more)| held(kind, "held-one", more)).collect();
    in_visit.push(labelled(held("Encounter", "held-visit", json!({}))));
    vec![
        ("a consultation", in_visit),
        (
            "a consultation, by its lists alone",
            vec![
                labelled(held("Encounter", "held-visit", json!({}))),
                list("held-1", "325851000000107", "Encounter/held-visit", &["List/held-2"]),
                list("held-2", "25851000000105", "Encounter/held-visit", &["Observation/held-one"]),
                held("Observation", "held-one", json!({})),
            ],
        ),
        (
            "a consultation, with what only it names",
            vec![
                labelled(held("Encounter", "held-visit", json!({}))),
                held(
                    "MedicationRequest",
                    "held-one",
                    json!({"context": visit(), "medicationReference": to("Medication/held-one")}),
                ),
                held(
                    "MedicationStatement",
                    "held-one",
                    json!({"basedOn": [to("MedicationRequest/held-one")], "medicationReference": to("Medication/held-one")}),
                ),
                held("Medication", "held-one", json!({})),
                held(
                    "Observation",
                    "held-one",
                    json!({"context": visit(), "specimen": to("Specimen/held-one")}),
                ),
                held(
                    "DiagnosticReport",
                    "held-one",
                    json!({"context": visit(), "specimen": [to("Specimen/held-two")]}),
                ),
                held("Specimen", "held-one", json!({})),
                held("Specimen", "held-two", json!({})),
            ],
        ),
    ]
}

/// Those in which it is a list, a composition or a report.
fn lists_and_reports() -> Vec<(&'static str, Vec<Value>)> {
    let visited = || open("Encounter", "visit", json!({}));
    vec![
        (
            "a topic of a consultation that is open",
            vec![
                visited(),
                labelled(list(
                    "held-topic",
                    "25851000000105",
                    "Encounter/visit",
                    &["Observation/held-one", "Condition/held-one", "List/held-heading"],
                )),
                list("held-heading", "24781000000107", "Encounter/visit", &["ReferralRequest/held-one"]),
                held("Observation", "held-one", json!({"context": to("Encounter/visit")})),
                held("Condition", "held-one", json!({"context": to("Encounter/visit")})),
                held("ReferralRequest", "held-one", json!({"context": to("Encounter/visit")})),
            ],
        ),
        (
            "a list of a clinical area",
            vec![
                visited(),
                labelled(list("held-area", "826501000000100", "Encounter/visit", &["Observation/held-one"])),
                held("Observation", "held-one", json!({"context": to("Encounter/visit")})),
            ],
        ),
        (
            "a composition",
            vec![
                labelled(held(
                    "Composition",
                    "held-whole",
                    json!({"section": [{"section": [{"entry": [to("Observation/held-one")]}]}]}),
                )),
                held("Observation", "held-one", json!({})),
            ],
        ),
        (
            "a report",
            vec![
                labelled(held(
                    "DiagnosticReport",
                    "held-report",
                    json!({"result": [to("Observation/held-one")]}),
                )),
                held("Observation", "held-one", json!({})),
            ],
        ),
    ]
}

#[tokio::test]
async fn what_belongs_to_something_confidential_goes_only_where_that_goes() {
    for (what, mut resources) in records() {
        let served = served().await;
        resources.push(open(
            "Observation",
            "open",
            json!({"related": [{"target": to("Observation/held-one")}]}),
        ));
        imported(&served, &resources, Source::default()).await;
        let without = served.bundle(false).await.text;
        assert!(!without.contains(MARKER), "{what}: {without}");
        assert!(!without.contains("/held-"), "{what}: nothing refers to it: {without}");
        assert!(without.contains(OPEN), "{what}: what belongs to nothing confidential is given: {without}");
        let with = served.bundle(true).await.text;
        assert!(with.contains(MARKER) && with.contains("held-"), "{what}: {with}");
    }
}

#[tokio::test]
async fn a_problem_that_a_confidential_consultation_names_goes_however_often_the_record_comes() {
    let served = served().await;
    // Recorded before; the consultation was about it.
    let problem = open("Condition", "old", json!({"context": to("Encounter/earlier")}));
    let resources = [
        labelled(held("Encounter", "held-visit", json!({}))),
        list("held-topic", "25851000000105", "Encounter/held-visit", &["Condition/old"]),
        open("Encounter", "earlier", json!({})),
        problem,
    ];
    for _ in 0..2 {
        imported(&served, &resources, Source::default()).await;
        let without = served.bundle(false).await;
        assert_eq!(without.of_kind("Condition").len(), 1, "{}", without.text);
        assert!(!without.text.contains(MARKER), "{}", without.text);
    }
}

#[tokio::test]
async fn a_medicine_goes_where_one_goes_that_names_it() {
    let served = served().await;
    let names = || json!({"medicationReference": to("Medication/shared")});
    let resources = [
        labelled(held("MedicationStatement", "held-one", names())),
        open("MedicationStatement", "two", names()),
        open("Medication", "shared", json!({})),
    ];
    imported(&served, &resources, Source::default()).await;
    let without = served.bundle(false).await;
    assert_eq!((without.of_kind("MedicationStatement").len(), without.of_kind("Medication").len()), (1, 1));
}

#[tokio::test]
async fn what_belongs_to_a_consultation_goes_again_when_its_mark_is_taken_away() {
    let served = served().await;
    let resources = [
        held("Encounter", "visit", json!({})),
        held("Observation", "one", json!({"context": to("Encounter/visit")})),
    ];
    imported(&served, &resources, beside(&json!({"Encounter/visit": ["confidential"]}))).await;
    assert!(!served.bundle(false).await.text.contains(MARKER));
    imported(&served, &resources, beside(&json!({}))).await;
    assert_eq!(served.bundle(false).await.of_kind("Observation").len(), 1);
}

#[tokio::test]
async fn the_file_of_a_document_of_a_confidential_consultation_needs_the_scope_for_it() {
    let served = served().await;
    let letter = json!({"context": {"encounter": to("Encounter/visit")},
        "content": [{"attachment": {"contentType": "text/plain", "data": "aGVsbG8="}}]});
    let visit = labelled(held("Encounter", "visit", json!({})));
    imported(&served, &[visit, held("DocumentReference", "letter", letter)], Source::default()).await;
    let mut call = served.binary("letter");
    assert_eq!(served.send(&call).await.status, 403);
    call.claims["requested_scope"] = json!("patient/*.read conf/R");
    assert_eq!(served.send(&call).await.status, 200);
}
