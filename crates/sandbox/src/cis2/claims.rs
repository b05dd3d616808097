//! What CIS2 tells: in the ID token and at userinfo by scope (docs/sources.md#cis2-users).

use serde_json::{Value, json};

use crate::cast::{self, StaffMember, StaffRole};
use crate::oidc::Provider;
use crate::oidc::jose::{Claims, claims_of, half_hash};
use crate::oidc::store::Grant;

/// How long an ID token lives, in seconds.
const ID_TOKEN_LIFE: i64 = 3600;

/// Claims of the ID token, the at_hash of `access_token` among them.
pub fn id_token(provider: &Provider, grant: &Grant, access_token: &str, code: &str) -> Claims {
    let (now, algorithm) = (provider.now(), provider.kind().algorithm());
    let state = grant.request.back.state.as_deref().unwrap_or_default();
    let mut claims = claims_of(json!({
        "at_hash": half_hash(algorithm, access_token),
        "c_hash": half_hash(algorithm, code),
        "s_hash": half_hash(algorithm, state),
        "auditTrackingId": provider.clock().new_id().to_string(),
        "iss": provider.issuer(),
        "tokenName": "id_token",
        "tokenType": "JWTToken",
        "aud": grant.request.client_id,
        "azp": grant.request.client_id,
        "org.forgerock.openidconnect.ops": provider.clock().new_id().to_string(),
        "realm": "/NHSIdentity/Healthcare",
        "iat": now,
        "exp": now + ID_TOKEN_LIFE,
        "auth_time": grant.session.signed_in,
        "nonce": grant.request.nonce,
        "sid": grant.session.sid,
    }));
    if let Some(member) = cast::staff_member(&grant.session.person) {
        claims.insert("sub".to_owned(), json!(member.sub));
        claims.insert("id_assurance_level".to_owned(), json!(member.identity_level));
        claims.insert("authentication_assurance_level".to_owned(), json!(member.authentication_level));
        let means = if member.authentication_level > 1 { "N3_SMARTCARD" } else { "USERPASS" };
        claims.insert("amr".to_owned(), json!([means]));
    }
    if !grant.reached.is_empty() {
        claims.insert("acr".to_owned(), json!(grant.reached));
    }
    let asked = grant.request.has("selectedrole") || grant.request.has("changedrole");
    if let Some(role) = grant.session.role.as_ref().filter(|_| asked) {
        claims.insert("selected_roleid".to_owned(), json!(role));
    }
    claims
}

/// Answer of userinfo. There is no `email_verified`.
pub fn userinfo(grant: &Grant) -> Claims {
    let Some(member) = cast::staff_member(&grant.session.person) else { return Claims::new() };
    let mut claims = claims_of(json!({ "sub": member.sub }));
    if grant.request.has("profile") {
        claims.insert("name".to_owned(), json!(member.name));
        claims.insert("given_name".to_owned(), json!(member.given_name));
        claims.insert("family_name".to_owned(), json!(member.family_name));
        claims.insert("uid".to_owned(), json!(member.sub));
    }
    if grant.request.has("email") {
        claims.insert("email".to_owned(), json!(member.email));
    }
    if grant.request.has("nhsperson") {
        claims.extend(person(member));
    }
    if grant.request.has("nationalrbacaccess") {
        let roles: Vec<Value> = member.roles.iter().map(|role| position(member, role)).collect();
        claims.insert("nhsid_nrbac_roles".to_owned(), json!(roles));
    }
    if grant.request.has("associatedorgs") {
        let orgs =
            member.roles.iter().map(|role| json!({"org_name": role.org_name, "org_code": role.org_code}));
        claims.insert("nhsid_user_orgs".to_owned(), orgs.collect());
    }
    claims
}

fn person(member: &StaffMember) -> Claims {
    claims_of(json!({
        "nhsid_useruid": member.sub,
        "title": "",
        "idassurancelevel": member.identity_level.to_string(),
        "initials": "",
        "middle_names": "",
        "display_name": member.name,
    }))
}

/// Organisation ids of positions are not ODS codes: 12 digits of their own.
fn position(member: &StaffMember, role: &StaffRole) -> Value {
    let mut position = json!({
        "person_orgid": format!("9{}", &member.sub[1..]),
        "person_roleid": role.role_id,
        "org_code": role.org_code,
        "role_name": role.role_name,
        "role_code": role.role_code,
    });
    // Optional members are left out when they are empty, so that clients must cope with their absence.
    if !role.activity_codes.is_empty() {
        position["activity_codes"] = json!(role.activity_codes);
        position["activities"] =
            json!(role.activity_codes.iter().map(|code| activity(code)).collect::<Vec<_>>());
    }
    position
}

fn activity(code: &str) -> &'static str {
    match code {
        "B0820" => "View Patient Demographics",
        "B0825" => "Amend Patient Demographics",
        "B0560" => "Perform Patient Administration",
        "B8017" => "Manage Patient Administration",
        "B0401" => "View Patient Medication",
        _ => "Another activity",
    }
}
