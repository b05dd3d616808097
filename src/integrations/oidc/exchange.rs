//! The typed client of the `openidconnect` crate, built for each call from what is known of the provider.

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse,
};
use openidconnect::{
    AuthType, Client, ClientId, EmptyAdditionalClaims, EndpointNotSet, EndpointSet, IssuerUrl, RedirectUrl,
    StandardErrorResponse,
};

use super::knowledge::Known;
use super::token_answer::TokenAnswer;

/// The crate's client with our [`TokenAnswer`]; authorization and token endpoints are set.
pub(super) type RelyingParty = Client<
    EmptyAdditionalClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    TokenAnswer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

/// Without a client secret and with `RequestBody`, `client_id` goes into the form beside our assertion.
pub(super) fn relying_party(
    known: &Known,
    client_id: &ClientId,
    issuer: &IssuerUrl,
    redirect: &RedirectUrl,
) -> RelyingParty {
    Client::new(client_id.clone(), issuer.clone(), CoreJsonWebKeySet::default())
        .set_auth_uri(known.authorization.clone())
        .set_token_uri(known.token.clone())
        .set_redirect_uri(redirect.clone())
        .set_auth_type(AuthType::RequestBody)
}
