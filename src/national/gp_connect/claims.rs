//! The resources in a token that say who asks: the device, the organisation and the person. Unknown elements are judged by what
//! the type has in STU3, so that a consumer may say more than we read.

use serde_json::Value;

use crate::fhir::stu3::outcome::SpineCode;
use crate::fhir::stu3::systems;

use super::fault::Fault;

/// What every resource may have.
const ANY: &[&str] = &[
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "text",
    "contained",
    "extension",
    "modifierExtension",
];
const DEVICE: &[&str] = &[
    "identifier",
    "udi",
    "status",
    "type",
    "lotNumber",
    "manufacturer",
    "manufactureDate",
    "expirationDate",
    "model",
    "version",
    "patient",
    "owner",
    "contact",
    "location",
    "url",
    "note",
    "safety",
];
const ORGANIZATION: &[&str] =
    &["identifier", "active", "type", "name", "alias", "telecom", "address", "partOf", "contact", "endpoint"];
const PRACTITIONER: &[&str] = &[
    "identifier",
    "active",
    "name",
    "telecom",
    "address",
    "gender",
    "birthDate",
    "photo",
    "qualification",
    "communication",
];
/// The types of STU3 that have nothing to do with who asks: another type does not exist.
const OTHER_TYPES: &str = "Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse \
    AuditEvent Basic Binary BodySite Bundle CapabilityStatement CarePlan CareTeam ChargeItem Claim ClaimResponse \
    ClinicalImpression CodeSystem Communication CommunicationRequest CompartmentDefinition Composition ConceptMap \
    Condition Consent Contract Coverage DataElement DetectedIssue DeviceComponent DeviceMetric DeviceRequest \
    DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EligibilityRequest EligibilityResponse \
    Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare ExpansionProfile ExplanationOfBenefit \
    FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingManifest ImagingStudy \
    Immunization ImmunizationRecommendation ImplementationGuide Library Linkage List Location Measure MeasureReport \
    Media Medication MedicationAdministration MedicationDispense MedicationRequest MedicationStatement \
    MessageDefinition MessageHeader NamingSystem NutritionOrder Observation OperationDefinition OperationOutcome \
    Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition PractitionerRole Procedure \
    ProcedureRequest ProcessRequest ProcessResponse Provenance Questionnaire QuestionnaireResponse ReferralRequest \
    RelatedPerson RequestGroup ResearchStudy ResearchSubject RiskAssessment Schedule SearchParameter Sequence \
    ServiceDefinition Slot Specimen StructureDefinition StructureMap Subscription Substance SupplyDelivery SupplyRequest \
    Task TestReport TestScript ValueSet VisionPrescription";

/// The kinds of resource that a token has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Device,
    Organization,
    Practitioner,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Device, Kind::Organization, Kind::Practitioner];

    fn name(self) -> &'static str {
        match self {
            Kind::Device => "Device",
            Kind::Organization => "Organization",
            Kind::Practitioner => "Practitioner",
        }
    }

    fn elements(self) -> &'static [&'static str] {
        match self {
            Kind::Device => DEVICE,
            Kind::Organization => ORGANIZATION,
            Kind::Practitioner => PRACTITIONER,
        }
    }
}

/// The device: its model and version, as far as it says.
///
/// # Errors
/// When the claim is no Device.
pub fn device(claim: &Value) -> Result<String, Fault> {
    check(claim, "requesting_device", Kind::Device)?;
    let parts = ["model", "version"].map(|name| claim[name].as_str().unwrap_or_default());
    Ok(parts.join(" ").trim().to_owned())
}

/// The organisation: ODS code and name.
///
/// # Errors
/// When the claim is no Organization with an ODS code.
pub fn organisation(claim: &Value) -> Result<(String, Option<String>), Fault> {
    check(claim, "requesting_organization", Kind::Organization)?;
    let code = identifier(claim, systems::ODS)
        .ok_or_else(|| Fault::bad("requesting_organization: an identifier with an ODS code is expected"))?;
    Ok((code.to_owned(), claim["name"].as_str().map(str::to_owned)))
}

/// The person: name and role, as far as they are said.
///
/// # Errors
/// When the claim is no Practitioner, or another than the token is about.
pub fn practitioner(claim: &Value, subject: &str) -> Result<(Option<String>, Option<String>), Fault> {
    check(claim, "requesting_practitioner", Kind::Practitioner)?;
    if !claim["id"].is_null() && claim["id"].as_str() != Some(subject) {
        return Err(Fault::bad("requesting_practitioner: its id is not the token's sub"));
    }
    let name = claim["name"].get(0).unwrap_or(&claim["name"]);
    let given = name["given"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let parts: Vec<&str> = given.chain(name["family"].as_str()).collect();
    let name = (!parts.is_empty()).then(|| parts.join(" "));
    Ok((name, identifier(claim, systems::ROLE_PROFILE).map(str::to_owned)))
}

fn identifier<'c>(claim: &'c Value, system: &str) -> Option<&'c str> {
    let all = claim["identifier"].as_array()?;
    let one = all.iter().find(|one| one["system"] == system)?;
    one["value"].as_str().map(str::trim).filter(|value| !value.is_empty())
}

fn check(claim: &Value, name: &str, kind: Kind) -> Result<(), Fault> {
    let unfit = |what: &str| Fault::new(SpineCode::InvalidResource, format!("{name}: {what}"));
    let Some(object) = claim.as_object() else { return Err(unfit("a resource is expected")) };
    let said = claim["resourceType"].as_str().unwrap_or_default();
    if said != kind.name() {
        let exists = Kind::ALL.iter().any(|kind| kind.name() == said)
            || OTHER_TYPES.split_whitespace().any(|known| known == said);
        let expected = format!("a {} is expected", kind.name());
        return Err(if exists { Fault::bad(format!("{name}: {expected}")) } else { unfit(&expected) });
    }
    // What a text element says beside its value has the same name, with a line before it.
    let is_known = |key: &String| {
        let key = key.strip_prefix('_').unwrap_or(key);
        ANY.contains(&key) || kind.elements().contains(&key)
    };
    match object.keys().find(|key| !is_known(key)) {
        Some(_) => Err(unfit(&format!("it has an element that no {} has", kind.name()))),
        None => Ok(()),
    }
}
