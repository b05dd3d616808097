//! Every fault of the store. Where sources give one more than one status, the specification's stands here.

use super::fault::Fault;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $fault:expr;)+) => {
        $($(#[$doc])* pub const $name: Fault = $fault;)+

        /// All of them.
        pub const ALL: &[Fault] = &[$($name),+];
    };
}

faults! {
    // Searching roles.
    /// Neither of the two people is named.
    NO_PERSON = Fault::new(400, "MISSING_IDENTIFIER_VALUE", "Required parameter(s) are missing.",
        "Invalid request with error - performer:identifier or patient:identifier parameter not found.");
    /// One of the two is named by no NHS number.
    PERSON = Fault::new(422, "INVALID_IDENTIFIER_VALUE", "Required parameter(s) are invalid.",
        "Invalid request with error - performer:identifier or patient:identifier parameter is invalid.");
    /// One of the two is named in another system.
    PERSON_SYSTEM = Fault::new(422, "INVALID_IDENTIFIER_SYSTEM", "Required parameter(s) are invalid.",
        "Invalid request with error - performer:identifier or patient:identifier system parameter is invalid.");
    /// The status to search for is none.
    STATUS_PARAMETER = Fault::new(422, "INVALID_PARAMETER", "Required parameter(s) are invalid.",
        "Invalid request with error - status parameter is invalid.");
    /// What is to be included is not known.
    INCLUDE_PARAMETER = Fault::new(422, "INVALID_PARAMETER", "Required parameter(s) are invalid.",
        "Invalid request with error - _include parameter is invalid.");
    /// A parameter is not known: without it, more would be found than was asked for.
    PARAMETER = Fault::new(422, "INVALID_PARAMETER", "Required parameter(s) are invalid.",
        "Invalid request with error - … parameter is invalid.");
    /// GP systems were to be asked, and the person has no practice.
    NO_PRACTICE = Fault::new(404, "GP_PRACTICE_NOT_FOUND", "GP Practice could not be found - invalid resources cannot be retrieved",
        "GP Practice could not be found").kind("processing");
    /// There is no such role, or nothing may be shown of the person.
    INVALIDATED = Fault::new(404, "INVALIDATED_RESOURCE", "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved",
        "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved").kind("processing");
    /// The id is no UUID.
    ID = Fault::new(422, "INVALID_ID_VALUE", "Required parameter(s) are invalid.",
        "Invalid request with error - ID must be a valid UUID.");
    // Creating a role.
    /// The pair has a role.
    DUPLICATE = Fault::new(409, "DUPLICATE_RELATIONSHIP", "Request must be for a new proxy role.",
        "Proxy role already exists.");
    /// The body cannot be read.
    BAD_INPUT = Fault::new(400, "BAD_REQUEST", "The request could not be processed.",
        "The supplied input is not valid.");
    /// The body is no Consent.
    NOT_A_CONSENT = Fault::new(400, "BAD_REQUEST", "The request could not be processed.",
        "The supplied input is not a valid FHIR Consent.");
    /// No status.
    NO_STATUS = Fault::new(400, "MISSING_STATUS", "Required values are missing.",
        "Unable to find status").at("status");
    /// No scope.
    NO_SCOPE = Fault::new(400, "MISSING_SCOPE", "Required values are missing.", "Unable to find scope").at("scope");
    /// No category.
    NO_CATEGORY = Fault::new(400, "MISSING_CATEGORY", "Required values are missing.",
        "Unable to find category").at("category");
    /// No patient.
    NO_PATIENT = Fault::new(400, "MISSING_PATIENT", "Required values are missing.",
        "Unable to find patient").at("patient");
    /// No performer.
    NO_PERFORMER = Fault::new(400, "MISSING_PERFORMER", "Required values are missing.",
        "Unable to find performer").at("performer");
    /// No dateTime.
    NO_DATETIME = Fault::new(400, "MISSING_DATETIME", "Required values are missing.",
        "Unable to find dateTime").at("dateTime");
    /// No reason for the status.
    NO_STATUS_REASON = Fault::new(400, "MISSING_VALUE", "Required values are missing.",
        "Unable to find status reason").at("extension");
    /// The patient's identifier has no system.
    NO_PATIENT_SYSTEM = Fault::new(400, "MISSING_IDENTIFIER_SYSTEM", "Required values are missing.",
        "Unable to determine the patient identifier system").at("patient.identifier.system");
    /// The patient's identifier has no value.
    NO_PATIENT_VALUE = Fault::new(400, "MISSING_IDENTIFIER_VALUE", "Required values are missing.",
        "Unable to determine the patient identifier value").at("patient.identifier.value");
    /// The patient's identifier is no NHS number.
    PATIENT_VALUE = Fault::new(422, "INVALID_IDENTIFIER_VALUE", "Invalid identifier value.",
        "Patient identifier value is invalid").at("patient.identifier.value");
    /// The patient's identifier is of another system.
    PATIENT_SYSTEM = Fault::new(422, "INVALID_IDENTIFIER_SYSTEM", "Invalid identifier system.",
        "Patient identifier system is invalid").at("patient.identifier.system");
    /// The performer's identifier has no system.
    NO_PERFORMER_SYSTEM = Fault::new(400, "MISSING_IDENTIFIER_SYSTEM", "Required values are missing.",
        "Unable to determine the performer identifier system").at("performer.identifier.system");
    /// The performer's identifier has no value.
    NO_PERFORMER_VALUE = Fault::new(400, "MISSING_IDENTIFIER_VALUE", "Required values are missing.",
        "Unable to determine the performer identifier value").at("performer.identifier.value");
    /// The performer's identifier is no NHS number.
    PERFORMER_VALUE = Fault::new(422, "INVALID_IDENTIFIER_VALUE", "Invalid identifier value.",
        "Performer identifier value is invalid").at("performer.identifier.value");
    /// The performer's identifier is of another system.
    PERFORMER_SYSTEM = Fault::new(422, "INVALID_IDENTIFIER_SYSTEM", "Invalid identifier system.",
        "Performer identifier system is invalid").at("performer.identifier.system");
    /// The status is not one of a role.
    STATUS = Fault::new(422, "INVALID_STATUS", "Invalid status.", "Status is invalid").at("status");
    /// The scope is not one of a role.
    SCOPE = Fault::new(422, "INVALID_SCOPE", "Invalid scope.", "Scope is invalid").at("scope");
    /// The category is not one of a role.
    CATEGORY = Fault::new(422, "INVALID_CATEGORY", "Invalid category.", "Category is invalid").at("category");
    /// The patient is not one of a role.
    PATIENT = Fault::new(422, "INVALID_PATIENT", "Invalid patient.", "Patient is invalid").at("patient");
    /// The performer is not one of a role.
    PERFORMER = Fault::new(422, "INVALID_PERFORMER", "Invalid performer.", "Performer is invalid").at("performer");
    /// The dateTime is not one of a role.
    DATETIME = Fault::new(422, "INVALID_DATETIME", "Invalid dateTime.", "DateTime is invalid").at("dateTime");
    /// The provision is not one of a role.
    PROVISION = Fault::new(422, "INVALID_PROVISION", "Invalid provision.", "Provision is invalid").at("provision");
    /// The extension is not one of a role.
    EXTENSION = Fault::new(422, "INVALID_EXTENSION", "Invalid extension.", "Extension is invalid").at("extension");
    // Reasons and grantors, created or changed.
    /// `OTHER` without a text.
    NO_TEXT = Fault::new(400, "MISSING_FREE_TEXT_FOR_OTHER", "Free text must be provided for OTHER reason codes.",
        "Free text is required when reason code is OTHER.");
    /// Active without a grantor.
    NO_GRANTOR = Fault::new(400, "MISSING_GRANTOR", "Grantor required for active status",
        "Grantor extension is required when creating/updating an active proxy role")
            .at("extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor')");
    /// The grantor's extension has no reference.
    NO_GRANTOR_REFERENCE = Fault::new(400, "MISSING_GRANTOR_REFERENCE", "Missing grantor reference",
        "Grantor extension must contain a valueReference")
            .at("extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor').valueReference");
    /// The grantor's reference has no identifier.
    NO_GRANTOR_IDENTIFIER = Fault::new(400, "MISSING_GRANTOR_IDENTIFIER", "Missing grantor identifier",
        "Grantor extension must contain a valueIdentifier")
            .at("extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor').valueReference.identifier");
    /// The grantor is named in another system.
    GRANTOR_SYSTEM = Fault::new(422, "INVALID_GRANTOR_SYSTEM", "Invalid grantor identifier system",
        "Valid grantor extension identifier system is required when creating/updating a consent with status 'active'")
            .at("extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor').valueReference.identifier.system");
    /// The grantor is named by no ODS code.
    GRANTOR_VALUE = Fault::new(422, "INVALID_GRANTOR_VALUE", "Invalid grantor identifier value",
        "Valid grantor extension identifier value is required when creating/updating a consent with status 'active'")
            .at("extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor').valueReference.identifier.value");
    // Changing a role.
    /// The body is no JSON Patch.
    PATCH = Fault::new(400, "INVALID_PATCH_FORMAT", "Request format is invalid.", "Malformed JSON patch document.");
    /// A step leads where nothing can be changed.
    PATCH_PATH = Fault::new(422, "INVALID_PATCH_PATH", "Patch target is invalid.",
        "Patch targeting non-existent element.");
    /// Two steps lead to one place.
    PATCH_TWICE = Fault::new(409, "DUPLICATE_PATCHES", "Patch targets must be unique.",
        "Patch targeting the same element more than once.");
    /// The status is none.
    STATUS_CODE = Fault::new(422, "INVALID_STATUS_CODE", "Status code is invalid.", "Invalid status code.");
    /// The reason is none, or does not fit.
    REASON = Fault::new(422, "INVALID_STATUS_REASON", "Status reason is invalid.", "Invalid status reason.");
    /// A role does not go there.
    TRANSITION = Fault::new(422, "INVALID_STATE_TRANSITION", "Status change is invalid.",
        "Patch attempting invalid status change.");
    /// The legal basis is none.
    LEGAL_BASIS = Fault::new(422, "INVALID_LEGAL_BASIS_CODE", "Legal basis code is invalid.",
        "Invalid legal basis code.");
    /// The end is none, or too early.
    END_DATE = Fault::new(422, "INVALID_END_DATE", "End date is invalid.", "Invalid end date.");
    /// The actor is not the one who acts.
    ACTOR = Fault::new(400, "INVALID_VALUE", "Patch value is invalid.", "Invalid actor.");
    /// There is no such role to change.
    NO_ROLE = Fault::new(404, "RESOURCE_NOT_FOUND", "Request must be for a existing proxy role.",
        "Proxy role not found.");
    // Who is related to whom.
    /// Neither of the two people is named.
    NO_RELATED = Fault::new(400, "MISSING_IDENTIFIER_VALUE", "Missing RelatedPerson NHS number.",
        "The 'identifier' parameter is required");
    /// The proxy is named by no NHS number.
    RELATED = Fault::new(400, "INVALID_IDENTIFIER_VALUE", "Provided value is invalid",
        "Not a valid NHS Number provided for the 'identifier' parameter").at("RelatedPerson.identifier");
    /// The patient is named by no NHS number.
    RELATED_PATIENT = Fault::new(400, "INVALID_PATIENT_IDENTIFIER_VALUE", "Provided value is invalid",
        "Not a valid NHS Number provided for the 'patient:identifier' parameter");
    /// One of the two is named in another system.
    RELATED_SYSTEM = Fault::new(400, "INVALID_IDENTIFIER_SYSTEM", "Invalid identifier system.",
        "The identifier system is not valid.");
    /// What is to be included is not known.
    RELATED_INCLUDE = Fault::new(400, "INVALID_PARAMETER", "Provided value is invalid",
        "The '_include' parameter is not valid");
    /// A parameter is not known.
    RELATED_PARAMETER = Fault::new(400, "INVALID_PARAMETER", "Provided value is invalid",
        "The '…' parameter is not valid");
    // Requests for access.
    /// The body is no QuestionnaireResponse.
    NOT_A_RESPONSE = Fault::new(400, "BAD_REQUEST", "The request could not be processed.",
        "The supplied input is not a valid FHIR QuestionnaireResponse.");
    /// The id is no UUID.
    REQUEST_ID = Fault::new(400, "INVALID_IDENTIFIER_VALUE", "Invalid identifier value",
        "The specified access request ID is invalid. Access request IDs must be a valid UUID.").of_spine();
    /// There is no such request.
    NO_REQUEST = Fault::new(404, "QUESTIONNAIRE_RESPONSE_NOT_FOUND", "Questionnaire response not found",
        "The Questionnaire response could not be found using the provided access request ID.").kind("not-found").of_spine();
    // What happens to people.
    /// The number that takes another one's place was taken away itself.
    NUMBER_OF_NOBODY = Fault::new(409, "NUMBER_INVALIDATED", "The new NHS number was invalidated before.",
        "Nothing was changed: a number that is in use is set back to known first.").kind("conflict");
    // Any call.
    /// No X-Request-ID.
    HEADER_MISSING = Fault::new(400, "MISSING_VALUE", "Required header parameter(s) are missing.",
        "Invalid request with error - X-Request-ID header not found.");
    /// X-Request-ID is no UUID.
    REQUEST_ID_HEADER = Fault::new(400, "INVALID_VALUE", "Required header parameter(s) are invalid.",
        "Invalid request with error - X-Request-ID header invalid");
    /// X-Correlation-ID is no UUID.
    CORRELATION_ID_HEADER = Fault::new(400, "INVALID_VALUE", "Required header parameter(s) are invalid.",
        "Invalid request with error - X-Correlation-ID header invalid");
    /// X-IM1-Connection-Params is no token with an ODS code.
    IM1_HEADER = Fault::new(400, "INVALID_VALUE", "Required header parameter(s) are invalid.",
        "Invalid request with error - X-IM1-Connection-Params header invalid");
    /// The header names no round that there is.
    ROUND_HEADER = Fault::new(400, "INVALID_VALUE", "Required header parameter(s) are invalid.",
        "Invalid request with error - migration round header invalid");
    /// No token, or none that is good.
    TOKEN = Fault::new(401, "ACCESS_DENIED", "Missing or invalid OAuth 2.0 bearer token in request.",
        "Invalid access token - Access Denied.").kind("forbidden");
    /// The token is not for this.
    FORBIDDEN = Fault::new(403, "FORBIDDEN", "Access Denied", "Access denied to resource.").kind("forbidden");
    /// There is nothing at this address.
    NOWHERE = Fault::new(404, "RESOURCE_NOT_FOUND", "Resource not found.",
        "There is nothing at this address.").kind("not-found");
    /// There is no such method at this address.
    METHOD = Fault::new(405, "METHOD_NOT_ALLOWED", "The method is not allowed.",
        "The method is not allowed for the requested resource.").kind("not-supported");
    /// The same where requests for access are to be read without an id.
    METHOD_OF_REQUESTS = METHOD.of_spine();
    /// The body did not come in time, or the answer took too long.
    TIMEOUT = Fault::new(408, "TIMEOUT", "Request timed out.",
        "The request could not be completed in time.").kind("timeout");
    /// The body is of another type.
    MEDIA = Fault::new(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type.",
        "Unsupported Media Type.").kind("not-supported");
    /// The program calls too often.
    THROTTLED = Fault::new(429, "THROTTLED", "Too many requests.",
        "The rate limit has been reached.").kind("throttled");
    /// A fault of the store.
    SERVER = Fault::new(500, "SERVER_ERROR", "Failed to generate response",
        "Internal Server Error - Failed to generate response is present in the response").kind("exception");
    /// The database does not answer.
    DOWNSTREAM = Fault::new(503, "DOWNSTREAM_SERVICE_ERROR", "Failed to generate response",
        "Downstream Service Error - Failed to generate response is present in the response").kind("processing");
}
