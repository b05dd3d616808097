//! The two OpenID providers: NHS login for citizens, CIS2 for practice staff (docs/sources.md#nhsl-eis, #cis2-users).

use std::time::Duration;

use secrecy::SecretString;

use super::nhs_app::web_address;
use super::read::Reader;

/// The one signature algorithm we accept of a provider, and use towards it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
}

/// What we need to be a client of one OpenID provider.
#[derive(Debug, Clone)]
pub struct OidcClient {
    /// Issuer exactly as the provider writes it: CIS2's has `:443`, NHS login's has no trailing slash.
    pub issuer: String,
    /// Our client id there.
    pub client_id: String,
    /// RSA key in PEM (PKCS#8) that signs our client assertions.
    pub private_key: SecretString,
    /// `kid` of our key where the provider reads our key set; absent where one PEM is registered.
    pub key_id: Option<String>,
    /// Algorithm of our client assertions.
    pub assertion_algorithm: Algorithm,
    /// The pinned algorithm of its ID tokens.
    pub id_token_algorithm: Algorithm,
    /// Whether to send a PKCE challenge; never the only protection.
    pub pkce: bool,
    /// Longest wait for one call to it.
    pub timeout: Duration,
}

/// NHS login.
#[derive(Debug, Clone)]
pub struct NhsLogin {
    /// The client.
    pub client: OidcClient,
    /// Vectors of trust that we ask for and accept; all P9 (docs/sources.md#nhsl-eis).
    pub vectors: Vec<String>,
    /// Whether to ask for what somebody links an account at their practice with; NHS login grants that to approved partners alone.
    pub linkage: bool,
    /// Where people change their account there; no link to it without one (docs/sources.md#nhsl-docs).
    pub settings_url: Option<String>,
}

impl NhsLogin {
    pub(crate) fn read(reader: &mut Reader) -> NhsLogin {
        NhsLogin {
            client: client(reader, "NHS_LOGIN", Algorithm::Rs512),
            vectors: reader.list("NHS_LOGIN_VECTORS", "P9.Cp.Cd,P9.Cp.Ck,P9.Cm"),
            linkage: reader.parsed("NHS_LOGIN_LINKAGE", false, "true or false"),
            settings_url: reader
                .optional("NHS_LOGIN_SETTINGS_URL")
                .map(|url| web_address(reader, "NHS_LOGIN_SETTINGS_URL", &url)),
        }
    }
}

/// CIS2 and which roles may work here (docs/sources.md#cis2-users).
#[derive(Debug, Clone)]
pub struct Cis2 {
    /// The client.
    pub client: OidcClient,
    /// What we ask for as `acr_values`.
    pub acr_values: String,
    /// Lowest `id_assurance_level`.
    pub identity_level: u8,
    /// Lowest `authentication_assurance_level`.
    pub authentication_level: u8,
    /// R codes that may work here.
    pub roles: Vec<String>,
    /// B codes that may work here whatever the role.
    pub activities: Vec<String>,
}

impl Cis2 {
    pub(crate) fn read(reader: &mut Reader) -> Cis2 {
        Cis2 {
            client: client(reader, "CIS2", Algorithm::Rs256),
            acr_values: reader.text("CIS2_ACR_VALUES", "AAL2_OR_AAL3_ANY"),
            identity_level: reader.parsed("CIS2_IDENTITY_LEVEL", 3, "a number from 1 to 3"),
            authentication_level: reader.parsed("CIS2_AUTHENTICATION_LEVEL", 2, "a number from 1 to 3"),
            roles: reader.list("CIS2_ROLES", "R8000,R8001,R8003,R8006,R8008,R8009,R8010"),
            activities: reader.list("CIS2_ACTIVITIES", "B0825,B0560,B8017"),
        }
    }
}

fn client(reader: &mut Reader, prefix: &str, id_token_algorithm: Algorithm) -> OidcClient {
    let named = |suffix: &str| format!("{prefix}_{suffix}");
    OidcClient {
        issuer: reader.required(&named("ISSUER"), "the provider's issuer, exactly as it writes it"),
        client_id: reader.required(&named("CLIENT_ID"), "our client id at the provider"),
        private_key: reader.secret(&named("PRIVATE_KEY"), "our RSA key as PKCS#8 PEM"),
        key_id: reader.optional(&named("KEY_ID")),
        assertion_algorithm: Algorithm::Rs512,
        id_token_algorithm,
        pkce: reader.parsed(&named("PKCE"), false, "true or false"),
        timeout: Duration::from_millis(reader.parsed(&named("TIMEOUT_MS"), 5000, "a number of milliseconds")),
    }
}
