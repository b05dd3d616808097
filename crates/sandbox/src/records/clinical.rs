//! What stands in a record by itself: medicines, allergies, problems, immunisations, referrals, reminders.

use serde_json::json;

use super::book::Book;
use super::shape::{Code, coded, nopat, to};

const ALLERGIES: &str = "886921000000105";
const ENDED: &str = "1103671000000101";
const DIARY: &str = "714311000000108";
const IMMUNISATIONS: &str = "1102181000000102";
const MEDICATIONS: &str = "933361000000108";
const REFERRALS: &str = "792931000000107";
const PROBLEMS: &str = "717711000000103";

const MEDICINES: [(Code, &str); 6] = [
    (("322236009", "Paracetamol 500mg tablets"), "Take two every six hours when needed"),
    (("325278007", "Metformin 500mg tablets"), "Take one twice a day with meals"),
    (("323510009", "Amoxicillin 500mg capsules"), "Take one three times a day for seven days"),
    (("319997009", "Simvastatin 40mg tablets"), "Take one at night"),
    (("319775004", "Aspirin 75mg dispersible tablets"), "Take one each morning"),
    (("317291008", "Omeprazole 20mg gastro-resistant capsules"), "Take one each morning before food"),
];
const KNOWN_PROBLEMS: [Code; 6] = [
    ("38341003", "Hypertension"),
    ("44054006", "Type 2 diabetes mellitus"),
    ("195967001", "Asthma"),
    ("396275006", "Osteoarthritis"),
    ("43116000", "Eczema"),
    ("161891005", "Backache"),
];
const KNOWN_ALLERGIES: [Code; 3] =
    [("91936005", "Allergy to penicillin"), ("91934008", "Allergy to nut"), ("300916003", "Latex allergy")];
const VACCINES: [Code; 2] =
    [("822851000000102", "Seasonal influenza vaccination"), ("12866006", "Pneumococcal vaccination")];
const SERVICES: [Code; 2] =
    [("183519002", "Referral to cardiology service"), ("91251008", "Referral to physiotherapist")];

/// Medicines: one repeat and some acute ones, each with its plan.
pub(super) fn medicines(book: &mut Book<'_>) {
    for at in 0..2 + book.chance.below(4) {
        let (code, dose) = *book.chance.one(&MEDICINES);
        let (day, is_repeat) = (book.day(6).to_string(), at == 0);
        let id = book.id("Medication");
        let medicine = book.add(("Medication", &id), json!({"code": coded(code)}), &[]);
        let (patient, doctor) = (book.patient(), book.doctor());
        let kind = if is_repeat { ("repeat", "Repeat") } else { ("acute", "Acute") };
        let mut plan = json!({
            "extension": [{
                "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1",
                "valueCodeableConcept": {"coding": [{
                    "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1",
                    "code": kind.0, "display": kind.1}]}}],
            "status": "active", "intent": "plan", "medicationReference": to(&medicine), "subject": patient,
            "authoredOn": day, "recorder": doctor, "dosageInstruction": [{"text": dose}],
            "dispenseRequest": {"validityPeriod": {"start": day}, "quantity": {"value": 28, "unit": "tablet"}},
        });
        if is_repeat {
            plan["dispenseRequest"]["numberOfRepeatsAllowed"] = json!(6);
        }
        let id = book.id("MedicationRequest");
        let plan = book.add(("MedicationRequest", &id), plan, &[]);
        let statement = json!({
            "basedOn": [to(&plan)], "status": "active", "medicationReference": to(&medicine),
            "effectivePeriod": {"start": day}, "dateAsserted": day, "subject": book.patient(), "taken": "unk",
            "dosage": [{"text": dose}],
        });
        let id = book.id("MedicationStatement");
        book.add(("MedicationStatement", &id), statement, &[MEDICATIONS]);
    }
}

/// An allergy, one that has ended, and one that the patient must not be told of.
pub(super) fn allergies(book: &mut Book<'_>) {
    let body = |book: &mut Book<'_>, code: Code, status: &str| {
        json!({
            "clinicalStatus": status, "verificationStatus": "unconfirmed", "category": ["medication"],
            "code": coded(code), "patient": book.patient(), "assertedDate": book.day(15).to_string(),
            "recorder": book.doctor(), "note": [{"text": "Told by the patient"}],
        })
    };
    let code = *book.chance.one(&KNOWN_ALLERGIES);
    let (allergy, id) = (body(book, code, "active"), book.id("AllergyIntolerance"));
    book.add(("AllergyIntolerance", &id), allergy, &[ALLERGIES]);
    let mut withheld = body(book, ("232350006", "House dust mite allergy (withheld-nopat)"), "active");
    withheld["security"] = nopat();
    let id = book.id("AllergyIntolerance");
    book.add(("AllergyIntolerance", &id), withheld, &[ALLERGIES]);
    let (mut ended, id) =
        (body(book, ("91930004", "Allergy to eggs"), "resolved"), book.id("AllergyIntolerance"));
    ended["extension"] = json!([{
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1",
        "extension": [
            {"url": "endDate", "valueDateTime": "2024-03-01"}, {"url": "reasonEnded", "valueString": "No reaction any more"}],
    }]);
    ended["resourceType"] = json!("AllergyIntolerance");
    ended["id"] = json!(id);
    book.ended.push(ended);
    book.list(ENDED, &format!("#{id}"));
}

/// Problems; one is restricted from view, one confidential. Their names, for consultations to lead to.
pub(super) fn problems(book: &mut Book<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for at in 0..4 {
        let code = match at {
            2 => ("35489007", "Depressive disorder (withheld-restricted)"),
            3 => ("414916001", "Obesity (withheld-confidential)"),
            _ => *book.chance.one(&KNOWN_PROBLEMS),
        };
        let (id, day) = (book.id("Condition"), book.day(12).to_string());
        let significance = if at == 0 { "major" } else { "minor" };
        let problem = json!({
            "extension": [{
                "url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ProblemSignificance-1",
                "valueCode": significance}],
            "clinicalStatus": if at == 1 { "inactive" } else { "active" },
            "category": [{"coding": [{
                "system": "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1",
                "code": "problem-list-item", "display": "Problem List Item"}]}],
            "code": coded(code), "subject": book.patient(), "onsetDateTime": day, "assertedDate": day,
            "asserter": book.doctor(), "note": [{"text": "Watched at each visit"}],
        });
        let name = book.add(("Condition", &id), problem, &[PROBLEMS]);
        match at {
            2 => book.mark(&name, "restricted"),
            3 => book.mark(&name, "confidential"),
            _ => names.push(name),
        }
    }
    names
}

/// Immunisations.
pub(super) fn immunisations(book: &mut Book<'_>) {
    for _ in 0..1 + book.chance.below(3) {
        let code = *book.chance.one(&VACCINES);
        let (id, day) = (book.id("Immunization"), book.day(8).to_string());
        let given = json!({
            "extension": [{
                "url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-VaccinationProcedure-1",
                "valueCodeableConcept": coded(code)}],
            "status": "completed", "notGiven": false, "vaccineCode": {"text": code.1}, "patient": book.patient(),
            "date": day, "primarySource": true, "practitioner": [{"actor": book.doctor()}], "lotNumber": "AB1234",
        });
        book.add(("Immunization", &id), given, &[IMMUNISATIONS]);
    }
}

/// A referral and a reminder.
pub(super) fn referrals(book: &mut Book<'_>) {
    let code = *book.chance.one(&SERVICES);
    let (id, day) = (book.id("ReferralRequest"), book.day(4).to_string());
    let referral = json!({
        "status": "active", "intent": "order", "priority": "routine", "subject": book.patient(), "authoredOn": day,
        "serviceRequested": [coded(code)], "requester": {"agent": book.doctor()},
        "reasonCode": [{"text": "Please see and advise"}], "note": [{"text": "Would like an appointment near home"}],
    });
    book.add(("ReferralRequest", &id), referral, &[REFERRALS]);
    let (id, day) = (book.id("ProcedureRequest"), book.day(1).to_string());
    let reminder = json!({
        "status": "active", "intent": "plan", "code": {"text": "Blood pressure recheck"}, "subject": book.patient(),
        "occurrenceDateTime": day, "authoredOn": day, "requester": {"agent": book.doctor()},
    });
    book.add(("ProcedureRequest", &id), reminder, &[DIARY]);
}
