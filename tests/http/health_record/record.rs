//! A record with something of every kind, and beside each something that must never be seen.

use std::collections::BTreeMap;

use domain::account::{AssociationId, OffReason, Offer, Shown, Tie};
use domain::health_record::Kind;
use domain::{Access, NhsNumber, OdsCode, PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::associate::Wish;
use proxy_access::actions::accounts::link::{Typed, link, signed_in};
use proxy_access::actions::accounts::switches;
use proxy_access::actions::health_record::import::{Sidecar, Source, take_over};
use serde_json::{Value, json};
use time::macros::date;

use crate::accounts::support::*;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

/// The word in everything that must never be seen.
pub const WITHHELD: &str = "withheld";
/// The word in everything that somebody wrote beside an entry.
pub const WRITTEN: &str = "freetext";
/// The sentence of the guidance on citizen services.
pub const LIMITED: &str = "This is a limited view of the Patient Record and may not include any free text. \
    Information that is considered to be sensitive or that existed before the creation of this service may not be \
    available for viewing online.";
/// The bytes of the document.
pub const LETTER: &str = "Dear Dr Quill, thank you for seeing Alex.";
const LETTER_IN_BASE64: &str = "RGVhciBEciBRdWlsbCwgdGhhbmsgeW91IGZvciBzZWVpbmcgQWxleC4=";

const SNOMED: &str = "http://snomed.info/sct";

/// How many entries of each kind the record has that nothing keeps back.
pub fn held() -> BTreeMap<Kind, usize> {
    BTreeMap::from([
        (Kind::Medication, 2),
        (Kind::Allergy, 1),
        (Kind::Problem, 1),
        (Kind::Consultation, 1),
        (Kind::Result, 4),
        (Kind::Immunisation, 1),
        (Kind::Referral, 1),
        (Kind::Document, 1),
        (Kind::Uncategorised, 1),
        (Kind::Comment, 1),
        (Kind::Administrative, 1),
    ])
}

fn term(words: &str) -> Value {
    json!({"coding": [{"system": SNOMED, "code": "404684003", "display": words}], "text": format!("{WRITTEN} {words}")})
}

fn to(reference: &str) -> Value {
    json!({ "reference": reference })
}

fn whole(kind: &str, id: &str, more: Value) -> Value {
    let mut whole = json!({"resourceType": kind, "id": id, "subject": to("Patient/p1"), "note": [{"text": WRITTEN}],
        "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'><script>narrative</script></div>"}});
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

/// One clinical entry of this type, in words of its own.
fn entry(kind: &str, id: &str, words: &str) -> Value {
    let gp = to("Practitioner/gp");
    let more = match kind {
        "AllergyIntolerance" => json!({"code": term(words), "clinicalStatus": "active", "recorder": gp,
            "verificationStatus": "unconfirmed", "assertedDate": "2024-01-05"}),
        "Immunization" => json!({"vaccineCode": term(words), "status": "completed", "date": "2024-01"}),
        "Condition" => json!({"code": term(words), "clinicalStatus": "active", "assertedDate": "2024-01-07"}),
        "Observation" => json!({"code": term(words), "status": "final", "effectiveDateTime": "2024-01-08",
            "valueQuantity": {"value": 7.2, "unit": "mmol/L"}, "comment": WRITTEN, "performer": [gp]}),
        "DiagnosticReport" => {
            json!({"code": term(words), "status": "final", "issued": "2024-01-08T10:00:00Z"})
        }
        "Encounter" => {
            json!({"type": [term(words)], "status": "finished", "period": {"start": "2024-01-09T09:30:00Z"},
            "participant": [{"individual": gp}], "serviceProvider": to("Organization/practice")})
        }
        "ReferralRequest" => {
            json!({"reasonCode": [term(words)], "status": "active", "authoredOn": "2024-01-10",
            "description": WRITTEN})
        }
        "DocumentReference" => {
            json!({"type": {"text": words}, "status": "current", "created": "2024-01-11T00:00:00Z",
            "description": WRITTEN, "content": [{"attachment": {"contentType": "text/html", "data": LETTER_IN_BASE64}}]})
        }
        _ => json!({"code": term(words), "status": "active", "authoredOn": "2024-01-12"}),
    };
    whole(kind, id, more)
}

/// A medicine with its prescription.
fn medicine(id: &str, words: &str, (status, kind): (&str, &str)) -> [Value; 3] {
    let prescribed = json!([{"url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1",
        "valueCodeableConcept": {"coding": [{"system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1",
            "code": kind}]}}]);
    let request = json!({"status": status, "intent": "plan", "authoredOn": "2024-01-04", "extension": prescribed,
        "medicationReference": to(&format!("Medication/{id}"))});
    let statement = json!({"status": status, "basedOn": [to(&format!("MedicationRequest/{id}"))],
        "medicationReference": to(&format!("Medication/{id}")), "effectivePeriod": {"start": "2024-01-04"},
        "dosage": [{"text": "One to be taken each day", "patientInstruction": WRITTEN}]});
    [
        json!({"resourceType": "Medication", "id": id, "code": term(words)}),
        whole("MedicationRequest", id, request),
        whole("MedicationStatement", id, statement),
    ]
}

fn list(id: &str, code: &str, title: &str, names: &[&str]) -> Value {
    let entries: Vec<Value> = names.iter().map(|name| json!({"item": to(name)})).collect();
    json!({"resourceType": "List", "id": id, "status": "current", "mode": "snapshot", "subject": to("Patient/p1"),
        "title": title, "code": {"coding": [{"system": SNOMED, "code": code}]}, "encounter": to("Encounter/visit"),
        "entry": entries})
}

/// What may be seen.
fn shown() -> Vec<Value> {
    let mut all = vec![
        json!({"resourceType": "Practitioner", "id": "gp", "name": [{"prefix": ["Dr"], "family": "Quill", "given": ["Ada"]}]}),
        json!({"resourceType": "Organization", "id": "practice", "name": "Riverside Practice"}),
        entry("AllergyIntolerance", "latex", "Allergy to latex"),
        entry("Immunization", "flu", "Influenza vaccination"),
        entry("Condition", "asthma", "Asthma"),
        entry("Encounter", "visit", "Seen in surgery"),
        entry("ReferralRequest", "chest", "Referral to chest clinic"),
        entry("DocumentReference", "letter", "Clinic letter"),
        entry("Observation", "pulse", "Pulse rate"),
        entry("ProcedureRequest", "recall", "withheld: the practice's own reminder"),
    ];
    let mut report = entry("DiagnosticReport", "blood", "Blood test");
    report["result"] =
        json!([to("Observation/potassium"), to("Observation/glucose"), to("Observation/glucose2")]);
    let mut earlier = entry("Observation", "glucose2", "Serum glucose level");
    (earlier["effectiveDateTime"], earlier["valueQuantity"]["value"]) = (json!("2023-01-08"), json!(6.1));
    let comment = json!({"status": "final", "code": {"coding": [{"system": SNOMED, "code": "37331000000100",
        "display": "Comment note"}]}, "context": to("Encounter/visit"), "effectiveDateTime": "2024-01-09",
        "comment": format!("{WRITTEN} of the visit")});
    all.extend([
        report,
        earlier,
        entry("Observation", "potassium", "Serum potassium level"),
        entry("Observation", "glucose", "Serum glucose level"),
        whole("Observation", "comment", comment),
        list("consultation", "325851000000107", "Consultation", &["List/topic"]),
        list("topic", "25851000000105", "freetext topic", &["List/heading"]),
        list("heading", "24781000000107", "freetext heading", &["Observation/comment", "Condition/asthma"]),
    ]);
    all.extend(medicine("inhaler", "Salbutamol inhaler", ("active", "repeat")));
    all.extend(medicine("penicillin", "Penicillin tablets", ("completed", "acute")));
    all
}

/// What may not: each type with each mark; and what is not finished. With what the practice says of them.
fn withheld() -> (Vec<Value>, BTreeMap<String, Vec<&'static str>>) {
    const TYPES: [&str; 8] = [
        "AllergyIntolerance",
        "Immunization",
        "Condition",
        "Observation",
        "DiagnosticReport",
        "Encounter",
        "ReferralRequest",
        "DocumentReference",
    ];
    let (mut all, mut marks) = (Vec::new(), BTreeMap::new());
    for mark in ["nopat", "restricted", "confidential"] {
        let words = format!("{WITHHELD}-{mark}");
        let mut of_mark: Vec<Value> = TYPES.map(|kind| entry(kind, mark, &words)).into();
        of_mark.extend(medicine(mark, &words, ("active", "acute")));
        for mut resource in of_mark {
            if mark == "nopat" {
                let label = json!([{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]);
                resource["meta"] = json!({ "security": label });
            } else {
                let kind = resource["resourceType"].as_str().unwrap();
                marks.insert(format!("{kind}/{mark}"), vec![mark]);
            }
            all.push(resource);
        }
    }
    all.push(entry("DocumentReference", "unreviewed", "withheld-unreviewed"));
    marks.insert("DocumentReference/unreviewed".to_owned(), vec!["unreviewed"]);
    all.extend(unfinished());
    (all, marks)
}

/// A draft with what was written in it, a result that is not filed with its part, and what stands behind something that is marked.
fn unfinished() -> Vec<Value> {
    let mut draft = entry("Encounter", "draft", "withheld-draft");
    draft["status"] = json!("unknown");
    let mut in_draft = entry("Observation", "in-draft", "withheld-draft");
    in_draft["context"] = to("Encounter/draft");
    let mut unfiled = entry("DiagnosticReport", "unfiled", "withheld-unfiled");
    (unfiled["status"], unfiled["result"]) = (json!("preliminary"), json!([to("Observation/unfiled")]));
    let mut behind = entry("Condition", "behind", "withheld-behind");
    behind["meta"] = json!({"security": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]});
    behind["extension"] = json!([{"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ActualProblem-1",
        "valueReference": to("Observation/behind")}]);
    let [made, whence] = made_from_a_marked_one();
    let mut error = entry("Immunization", "error", "withheld-error");
    error["status"] = json!("entered-in-error");
    vec![
        draft,
        in_draft,
        unfiled,
        entry("Observation", "unfiled", "withheld-unfiled"),
        behind,
        entry("Observation", "behind", "withheld-behind"),
        made,
        whence,
        error,
    ]
    .into_iter()
    .chain(of_consultations())
    .collect()
}

/// A problem that is not marked, made from an entry that is.
fn made_from_a_marked_one() -> [Value; 2] {
    let mut made = entry("Condition", "made", "withheld-made");
    made["extension"] = json!([{"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ActualProblem-1",
        "valueReference": to("Observation/whence")}]);
    let mut whence = entry("Observation", "whence", "withheld-whence");
    whence["meta"] = json!({"security": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]});
    [made, whence]
}

/// What was recorded in consultations that are marked or not finished, however it says so, and a value that nobody has filed.
fn of_consultations() -> Vec<Value> {
    let mut all = Vec::new();
    for mark in ["nopat", "restricted", "confidential"] {
        let mut note = entry("Observation", &format!("in-{mark}"), "withheld-in-marked");
        note["context"] = to(&format!("Encounter/{mark}"));
        all.push(note);
    }
    let mut allergy = entry("AllergyIntolerance", "in-draft", "withheld-in-draft");
    allergy["extension"] = json!([{"url": "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter",
        "valueReference": to("Encounter/draft")}]);
    let mut going_on = entry("Encounter", "going-on", "withheld-going-on");
    going_on["status"] = json!("in-progress");
    let mut consultation = list("list-draft", "325851000000107", "withheld-list", &["List/topic-draft"]);
    consultation["encounter"] = to("Encounter/draft");
    let mut topic = list(
        "topic-draft",
        "25851000000105",
        "withheld-topic",
        &["ReferralRequest/in-draft", "Observation/elsewhere"],
    );
    topic["encounter"] = to("Encounter/draft");
    let mut unfiled = entry("Observation", "loose", "withheld-loose");
    unfiled["status"] = json!("preliminary");
    let listed = entry("ReferralRequest", "in-draft", "withheld-in-draft");
    // It names something that is no consultation: what lists say of it counts all the same.
    let mut elsewhere = entry("Observation", "elsewhere", "withheld-elsewhere");
    elsewhere["context"] = to("EpisodeOfCare/7");
    all.push(elsewhere);
    all.extend(in_a_marked_topic());
    all.extend([allergy, going_on, consultation, topic, listed, unfiled]);
    all
}

/// A topic that is marked, of a consultation that is not: what stands in it says in which consultation it was recorded. And a list that
/// is marked, and no part of a consultation.
fn in_a_marked_topic() -> Vec<Value> {
    let mut all = Vec::new();
    for (id, code) in [("marked", "25851000000105"), ("marked-area", "826501000000100")] {
        let within = format!("in-{id}");
        let mut marked = list(id, code, "withheld-marked-list", &[format!("Observation/{within}").as_str()]);
        marked["meta"] = json!({"security": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]});
        let mut note = entry("Observation", &within, "withheld-in-marked-list");
        note["context"] = to("Encounter/visit");
        all.extend([marked, note]);
    }
    all
}

/// Riverside has this record of whoever has this number.
pub async fn imported(world: &World, number: &NhsNumber, name: (&str, &str)) {
    imported_with(world, number, name, "").await;
}

/// The same; each document's id ends like this, since no two patients of a practice have documents of one id.
pub async fn imported_with(world: &World, number: &NhsNumber, (given, family): (&str, &str), end: &str) {
    let patient = json!({"resourceType": "Patient", "id": "p1", "birthDate": "1980-02-01",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number.as_str(),
            "extension": [{"url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1",
                "valueCodeableConcept": {"coding": [{
                    "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1", "code": "01"}]}}]}],
        "name": [{"use": "official", "family": family, "given": [given]}],
        "address": [{"line": ["7 Elm Row"], "city": "Leeds"}]});
    let (withheld, marks) = withheld();
    let all = [patient].into_iter().chain(shown()).chain(withheld);
    let ended = |mut resource: Value| {
        if resource["resourceType"] == "DocumentReference" {
            resource["id"] = json!(format!("{}{end}", resource["id"].as_str().unwrap()));
        }
        json!({ "resource": resource })
    };
    let entries: Vec<Value> = all.map(ended).collect();
    let ended = |(entry, mark): (String, Vec<&'static str>)| {
        let end = if entry.starts_with("DocumentReference/") { end } else { "" };
        (format!("{entry}{end}"), mark)
    };
    let marks: BTreeMap<String, Vec<&str>> = marks.into_iter().map(ended).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string();
    let beside = json!({ "marks": marks }).to_string();
    let source = Source::given(Sidecar::parse(beside.as_bytes()).unwrap());
    let riverside = OdsCode::parse("A81001").unwrap();
    let report = Box::pin(take_over(&world.app, &riverside, bundle.as_bytes(), source)).await.unwrap();
    assert!(report.refused.is_empty(), "not taken: {:?}", report.refused);
}

/// Margaret, who may act for Alex Smith by her account at Riverside and sees the full record.
pub struct Sight {
    pub world: World,
    pub margaret: Browser,
    pub holder: Holder,
    pub alex: PersonId,
    pub association: AssociationId,
}

impl Sight {
    pub async fn begin() -> Sight {
        let world = world().await;
        let holder = margarets(&world).await;
        let (alex, number) = traced_with_number(&world, BORN).await;
        verify(&world, holder).await;
        let full = full(&world);
        let association = associated(&world, holder, alex, Wish { access: full, ..by_consent(&world) }).await;
        let key = key_of(&world, holder).await;
        let born = date!(1951 - 03 - 12);
        let typed = Typed { family_name: "O'Neill".to_owned(), birth_date: born, ..typed(holder, &key) };
        link(&world.app, holder.person, signed_in(holder.person), &typed).await.unwrap();
        imported(&world, &number, ("Alex", "Smith")).await;
        let margaret = world.sign_in_as("margaret").await;
        Sight { world, margaret, holder, alex, association }
    }

    /// Where a page of Alex's record is; the contents at "".
    pub fn path(&self, page: &str) -> String {
        let contents = format!("/people/{}/record", self.alex);
        if page.is_empty() { contents } else { format!("{contents}/{page}") }
    }

    /// From now on the practice shows no more than this of Alex's record, from this day on.
    pub async fn limit(&self, shown: Shown) {
        let offer = Offer { record: shown, ..Offer::everything() };
        let off = (offer, Some(OffReason::Safeguarding));
        switches::set(&self.world.app, &staff(), Some(self.alex), off, None).await.unwrap();
    }

    /// The contents and every part of the record.
    pub async fn everything(&mut self) -> Vec<Page> {
        let mut all = vec![self.margaret.get(&self.path("")).await];
        for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Comment | Kind::Diary)) {
            let page = self.path(kind.code());
            all.push(self.margaret.get(&page).await);
        }
        all
    }
}

/// All services, and the full record.
pub fn full(world: &World) -> Access {
    Access::new(Service::ALL, RecordLevel::Full, world.clock.today_in_london(), None).unwrap()
}

/// Themselves.
pub fn own(world: &World) -> Wish {
    Wish { tie: Tie::Own, access: full(world) }
}
