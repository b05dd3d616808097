//! What NHS login says about itself (docs/sources.md#nhsl-eis; the real document was not seen).

use serde_json::{Value, json};

use super::authorize::SCOPES;
use crate::oidc::Provider;

/// The discovery document.
pub fn document(provider: &Provider) -> Value {
    json!({
        "issuer": provider.issuer(),
        "authorization_endpoint": provider.url("/authorize"),
        "token_endpoint": provider.token_url(),
        "userinfo_endpoint": provider.url("/userinfo"),
        "jwks_uri": provider.url("/.well-known/jwks.json"),
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS512"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS512"],
        "display_values_supported": ["page", "touch"],
        "claims_supported": ["iss", "aud", "sub", "family_name", "given_name", "birthdate", "nhs_number",
            "identity_proofing_level", "email", "email_verified", "phone_number", "phone_number_verified",
            "phone_number_pds_matched", "gp_registration_details"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    })
}
