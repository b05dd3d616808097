//! What CIS2 says about itself (docs/sources.md#cis2-users; the real document was not seen).

use serde_json::{Value, json};

use super::authorize::{ACR, SCOPES};
use crate::oidc::Provider;

/// The discovery document.
pub fn document(provider: &Provider) -> Value {
    json!({
        "issuer": provider.issuer(),
        "authorization_endpoint": provider.url("/authorize"),
        "token_endpoint": provider.token_url(),
        "userinfo_endpoint": provider.url("/userinfo"),
        "jwks_uri": provider.url("/connect/jwk_uri"),
        "end_session_endpoint": provider.url("/connect/endSession"),
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "scopes_supported": SCOPES,
        "acr_values_supported": ACR,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS512"],
        "claims_supported": ["iss", "aud", "sub", "acr", "amr", "auth_time", "sid", "selected_roleid", "name",
            "given_name", "family_name", "email", "nhsid_useruid", "nhsid_nrbac_roles", "nhsid_user_orgs"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    })
}
