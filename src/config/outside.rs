//! The systems that know people and organisations: PDS and ODS (docs/sources.md#pds-fhir, #odt-fhir).

use std::time::Duration;

use secrecy::SecretString;

use super::read::Reader;

/// Personal Demographics Service, application-restricted mode.
#[derive(Debug, Clone)]
pub struct Pds {
    /// Base up to and with `/FHIR/R4`, no trailing slash.
    pub base_url: String,
    /// Token endpoint; also the `aud` of our assertion.
    pub token_url: String,
    /// API key: `iss` and `sub` of our assertion.
    pub api_key: String,
    /// `kid` of our registered key.
    pub key_id: String,
    /// RSA key in PEM (PKCS#8).
    pub private_key: SecretString,
    /// Longest wait for one call.
    pub timeout: Duration,
    /// Our ODS code, sent as `NHSD-End-User-Organisation-ODS` where set.
    pub organisation: Option<String>,
}

impl Pds {
    pub(crate) fn read(reader: &mut Reader) -> Pds {
        Pds {
            base_url: trimmed(reader, "PDS_URL", "the PDS FHIR base address, up to /FHIR/R4"),
            token_url: reader.required("PDS_TOKEN_URL", "the API platform's token address"),
            api_key: reader.required("PDS_API_KEY", "our API key"),
            key_id: reader.required("PDS_KEY_ID", "the kid of our registered key"),
            private_key: reader.secret("PDS_PRIVATE_KEY", "our RSA key as PKCS#8 PEM"),
            timeout: Duration::from_millis(reader.parsed("PDS_TIMEOUT_MS", 5000, "a number of milliseconds")),
            organisation: reader.optional("PDS_ORGANISATION"),
        }
    }
}

/// Organisation Data Terminology API (FHIR R4).
#[derive(Debug, Clone)]
pub struct Ods {
    /// Base up to and with `/fhir`, no trailing slash.
    pub base_url: String,
    /// API key, sent as header `apikey`.
    pub api_key: SecretString,
    /// Longest wait for one call.
    pub timeout: Duration,
}

impl Ods {
    pub(crate) fn read(reader: &mut Reader) -> Ods {
        Ods {
            base_url: trimmed(reader, "ODS_URL", "the organisation API's base address, up to /fhir"),
            api_key: reader.secret("ODS_API_KEY", "our API key"),
            timeout: Duration::from_millis(reader.parsed("ODS_TIMEOUT_MS", 5000, "a number of milliseconds")),
        }
    }
}

fn trimmed(reader: &mut Reader, variable: &str, expected: &str) -> String {
    reader.required(variable, expected).trim_end_matches('/').to_owned()
}
