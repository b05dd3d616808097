//! What the switched-on faults do to claims that were right.

use serde_json::{Value, json};

use super::faults::{Faults, Mode};
use super::jose::{Claims, half_hash};
use super::{Kind, Provider};

const HOUR: i64 = 3600;

/// Bends the claims of an ID token.
pub fn id_token(provider: &Provider, claims: &mut Claims) {
    let faults = provider.faults();
    for mode in faults.modes() {
        names(provider, mode, claims);
        times(provider.now(), mode, claims);
        levels(provider.kind(), mode, claims);
    }
}

/// Bends the answer of userinfo.
pub fn userinfo(provider: &Provider, faults: &Faults, claims: &mut Claims) {
    if faults.has(Mode::UserinfoNoSub) {
        claims.remove("sub");
    }
    if faults.has(Mode::UserinfoOtherSub) {
        let other = match provider.kind() {
            Kind::NhsLogin => "00000000-0000-5000-8000-000000000000",
            Kind::Cis2 => "555000000999",
        };
        set(claims, "sub", json!(other));
    }
    if faults.has(Mode::LevelP5) && claims.contains_key("identity_proofing_level") {
        set(claims, "identity_proofing_level", json!("P5"));
    }
}

fn names(provider: &Provider, mode: Mode, claims: &mut Claims) {
    match mode {
        Mode::WrongIssuer => set(claims, "iss", json!("https://issuer.example.test")),
        Mode::MissingIssuer => remove(claims, "iss"),
        Mode::WrongAudience => set(claims, "aud", json!("another-client")),
        Mode::MissingAudience => remove(claims, "aud"),
        Mode::ForeignAzp => {
            let ours = claims.get("aud").cloned().unwrap_or(Value::Null);
            set(claims, "aud", json!([ours, "another-client"]));
            set(claims, "azp", json!("another-client"));
        }
        Mode::NoNonce => remove(claims, "nonce"),
        Mode::WrongNonce => set(claims, "nonce", json!(provider.clock().secret())),
        Mode::NoSub => remove(claims, "sub"),
        Mode::WrongAtHash => {
            set(claims, "at_hash", json!(half_hash(provider.kind().algorithm(), "another token")));
        }
        Mode::NoSelectedRole => remove(claims, "selected_roleid"),
        Mode::RoleNotHeld => set(claims, "selected_roleid", json!("555999999999")),
        _ => {}
    }
}

fn times(now: i64, mode: Mode, claims: &mut Claims) {
    match mode {
        Mode::Expired => {
            set(claims, "iat", json!(now - 2 * HOUR));
            set(claims, "exp", json!(now - HOUR));
        }
        Mode::NoExp => remove(claims, "exp"),
        Mode::IatAhead => {
            set(claims, "iat", json!(now + 24 * HOUR));
            set(claims, "exp", json!(now + 25 * HOUR));
        }
        Mode::NoIat => remove(claims, "iat"),
        Mode::AuthTimeOld => set(claims, "auth_time", json!(now - HOUR)),
        _ => {}
    }
}

fn levels(kind: Kind, mode: Mode, claims: &mut Claims) {
    match (kind, mode) {
        (Kind::NhsLogin, Mode::VotMissing) => remove(claims, "vot"),
        (Kind::NhsLogin, Mode::VotLower) => set(claims, "vot", json!("P5.Cp.Cd")),
        (Kind::NhsLogin, Mode::LevelP5) => set(claims, "identity_proofing_level", json!("P5")),
        (Kind::Cis2, Mode::LevelP5) => set(claims, "id_assurance_level", json!(2)),
        (Kind::Cis2, Mode::Aal1) => {
            set(claims, "authentication_assurance_level", json!(1));
            set(claims, "acr", json!("AAL1_USERPASS"));
            set(claims, "amr", json!(["USERPASS"]));
        }
        (Kind::Cis2, Mode::LevelsAsStrings) => {
            for name in ["id_assurance_level", "authentication_assurance_level"] {
                if let Some(level) = claims.get(name).and_then(Value::as_i64) {
                    set(claims, name, json!(level.to_string()));
                }
            }
        }
        (_, _) => {}
    }
}

fn set(claims: &mut Claims, name: &str, value: Value) {
    claims.insert(name.to_owned(), value);
}

fn remove(claims: &mut Claims, name: &str) {
    claims.remove(name);
}
