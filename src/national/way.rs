//! Where the API lies.

/// Before everything of the API.
pub const BASE: &str = "/validated-relationships/FHIR/R4";
/// Everything below it that leads to nothing.
pub const ELSEWHERE: &str = "/validated-relationships/FHIR/R4/{*path}";
/// Roles.
pub const CONSENT: &str = "/validated-relationships/FHIR/R4/Consent";
/// One role of which the id was left out.
pub const NO_CONSENT: &str = "/validated-relationships/FHIR/R4/Consent/";
/// One role.
pub const ONE_CONSENT: &str = "/validated-relationships/FHIR/R4/Consent/{id}";
/// Who is related to whom.
pub const RELATED_PERSON: &str = "/validated-relationships/FHIR/R4/RelatedPerson";
/// Requests for access.
pub const QUESTIONNAIRE_RESPONSE: &str = "/validated-relationships/FHIR/R4/QuestionnaireResponse";
/// One request for access.
pub const ONE_RESPONSE: &str = "/validated-relationships/FHIR/R4/QuestionnaireResponse/{id}";
/// What happened to roles.
pub const EVENTS: &str = "/events";
/// What describes all of it.
pub const DESCRIPTION: &str = "/openapi.json";
/// Where programs get their tokens.
pub const TOKEN: &str = "/oauth2/token";
