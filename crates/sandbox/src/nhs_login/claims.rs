//! What NHS login tells: in the ID token and at userinfo by scope (docs/sources.md#nhsl-eis, tables 2 and 11).

use serde_json::json;

use super::account::account;
use super::authorize::LINKAGE;
use crate::cast::Citizen;
use crate::oidc::Provider;
use crate::oidc::jose::{Claims, claims_of};
use crate::oidc::store::{Grant, Issued};

/// How long an ID token lives, in seconds.
pub const ID_TOKEN_LIFE: i64 = 3600;

/// Claims of the ID token.
pub fn id_token(provider: &Provider, grant: &Grant) -> Claims {
    let now = provider.now();
    let jti = provider.clock().new_id().to_string();
    let issued = Issued {
        client_id: grant.request.client_id.clone(),
        person: grant.session.person.clone(),
        signed_in: grant.session.signed_in,
        expires: now + ID_TOKEN_LIFE,
    };
    provider.store().note_id_token(jti.clone(), issued);
    let mut claims = claims_of(json!({
        "iss": provider.issuer(),
        "aud": grant.request.client_id,
        "iat": now,
        "exp": now + ID_TOKEN_LIFE,
        "auth_time": grant.session.signed_in,
        "jti": jti,
        "nonce": grant.request.nonce,
        "vot": grant.reached,
        "vtm": trustmark(provider),
        "id_status": "verified",
        "token_use": "id",
    }));
    if let Some(citizen) = account(&grant.session.person) {
        claims.insert("sub".to_owned(), json!(citizen.sub));
        demographics(&mut claims, citizen, grant);
        if let Some(name) = claims.get("family_name").cloned() {
            claims.insert("surname".to_owned(), name);
        }
    }
    claims
}

/// Answer of userinfo: an absent claim is left out, never null or empty.
pub fn userinfo(provider: &Provider, grant: &Grant) -> Claims {
    let mut claims = claims_of(json!({"iss": provider.issuer(), "aud": grant.request.client_id}));
    let Some(citizen) = account(&grant.session.person) else { return claims };
    claims.insert("sub".to_owned(), json!(citizen.sub));
    demographics(&mut claims, citizen, grant);
    let matched = citizen.proofing != "P0";
    if grant.request.has("profile_extended") && matched {
        claims.insert("given_name".to_owned(), json!(citizen.given_name));
    }
    if grant.request.has("email") {
        claims.insert("email".to_owned(), json!(citizen.email));
        claims.insert("email_verified".to_owned(), json!(true));
    }
    if grant.request.has("phone") {
        claims.insert("phone_number".to_owned(), json!(citizen.phone));
        claims.insert("phone_number_verified".to_owned(), json!(true));
        claims.insert("phone_number_pds_matched".to_owned(), json!(matched));
    }
    if let Some(code) =
        citizen.gp_ods_code.filter(|_| grant.request.has("gp_registration_details") && matched)
    {
        claims.insert("gp_registration_details".to_owned(), json!({"gp_ods_code": code}));
    }
    let asked = grant.request.has(LINKAGE) && citizen.proofing == "P9";
    if let Some(linkage) = provider.store().linkage(citizen.id).filter(|_| asked) {
        let items = json!({"gp_user_id": linkage.user_id, "gp_linkage_key": linkage.linkage_key,
            "gp_ods_code": linkage.ods_code});
        claims.insert(LINKAGE.to_owned(), items);
    }
    claims
}

/// `identity_proofing_level` is the most the person ever reached, whatever `vot` says.
fn demographics(claims: &mut Claims, citizen: &Citizen, grant: &Grant) {
    let profile = grant.request.has("profile");
    if !profile && !grant.request.has("basic_demographics") {
        return;
    }
    claims.insert("identity_proofing_level".to_owned(), json!(citizen.proofing));
    if citizen.proofing == "P0" {
        return;
    }
    claims.insert("family_name".to_owned(), json!(citizen.family_name));
    claims.insert("birthdate".to_owned(), json!(citizen.birth_date));
    if let Some(number) = citizen.nhs_number.filter(|_| profile) {
        claims.insert("nhs_number".to_owned(), json!(number));
    }
}

fn trustmark(provider: &Provider) -> String {
    let issuer = provider.issuer();
    let host = issuer.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or(issuer);
    format!("{issuer}/trustmark/{host}")
}
