//! An assertion is refused for each thing that can be wrong with it, and for that thing alone.

use serde_json::{Value, json};

use super::super::jose::{self, Claims, Signing};
use super::super::keys::{Algorithm, Slot, key};
use super::*;

const AUDIENCE: &str = "http://127.0.0.1:1/nhs-login/token";
const NOW: i64 = 1_800_000_000;

fn claims() -> Claims {
    let value = json!({"iss": "us", "sub": "us", "aud": AUDIENCE, "jti": "one", "iat": NOW, "exp": NOW + 60});
    let Value::Object(claims) = value else { panic!("an object") };
    claims
}

fn with(name: &str, value: Value) -> Claims {
    let mut claims = claims();
    claims.insert(name.to_owned(), value);
    claims
}

fn without(name: &str) -> Claims {
    let mut claims = claims();
    claims.remove(name);
    claims
}

fn sign(claims: &Claims, slot: Slot, algorithm: Algorithm, kid: Option<&str>) -> String {
    let signing = Signing { key: key(slot).unwrap(), algorithm, kid, kind: "JWT" };
    jose::signed(claims, &signing).unwrap()
}

fn outcome(jwt: &str, key_id: Option<&str>) -> Result<Accepted, Refused> {
    let pem = key(Slot::NhsLogin).unwrap().public_pem().unwrap();
    let rules = Rules { client_id: "us", audience: AUDIENCE, public_key_pem: &pem, key_id, now: NOW };
    check(jwt, &rules)
}

fn refusal(claims: &Claims) -> Option<Refused> {
    outcome(&sign(claims, Slot::NhsLogin, Algorithm::Rs512, None), None).err()
}

#[test]
fn a_proper_assertion_is_accepted() {
    let jwt = sign(&claims(), Slot::NhsLogin, Algorithm::Rs512, None);
    assert_eq!(outcome(&jwt, None), Ok(Accepted { id: "one".to_owned(), expires: NOW + 60 }));
    assert_eq!(refusal(&with("aud", json!([AUDIENCE]))), None);
}

#[test]
fn each_wrong_claim_is_refused_by_its_name() {
    let cases = [
        (with("iss", json!("them")), Refused::Client),
        (without("sub"), Refused::Client),
        (with("aud", json!("http://127.0.0.1:1/nhs-login")), Refused::Audience),
        (with("aud", json!("http://127.0.0.1:1/nhs-login/token/")), Refused::Audience),
        (without("aud"), Refused::Audience),
        (without("exp"), Refused::Expired),
        (with("exp", json!(NOW)), Refused::Expired),
        (with("exp", json!(NOW + 301)), Refused::LongLived),
        (with("iat", json!(NOW + 1)), Refused::NotYet),
        (with("nbf", json!("soon")), Refused::NotYet),
        (without("jti"), Refused::NoId),
        (with("jti", json!("")), Refused::NoId),
    ];
    for (claims, expected) in cases {
        assert_eq!(refusal(&claims), Some(expected), "{claims:?}");
    }
}

#[test]
fn the_signature_must_be_rs512_of_the_registered_key() {
    let rs256 = sign(&claims(), Slot::NhsLogin, Algorithm::Rs256, None);
    assert_eq!(outcome(&rs256, None), Err(Refused::Algorithm));
    let stranger = sign(&claims(), Slot::Stranger, Algorithm::Rs512, None);
    assert_eq!(outcome(&stranger, None), Err(Refused::Signature));
    assert_eq!(outcome(&jose::unsigned(&claims(), "k", "JWT"), None), Err(Refused::Algorithm));
    let hmac = jose::hmac_with_public_key(&claims(), key(Slot::NhsLogin).unwrap(), "JWT").unwrap();
    assert_eq!(outcome(&hmac, None), Err(Refused::Algorithm));
    let good = sign(&claims(), Slot::NhsLogin, Algorithm::Rs512, None);
    let changed = jose::tampered(&good, &with("jti", json!("two")));
    assert_eq!(outcome(&changed, None), Err(Refused::Signature));
}

#[test]
fn where_a_key_set_is_registered_the_header_must_name_the_key() {
    let sign_as = |kid| sign(&claims(), Slot::NhsLogin, Algorithm::Rs512, kid);
    assert!(outcome(&sign_as(Some("ours")), Some("ours")).is_ok());
    assert_eq!(outcome(&sign_as(Some("other")), Some("ours")), Err(Refused::KeyId));
    assert_eq!(outcome(&sign_as(None), Some("ours")), Err(Refused::KeyId));
    assert!(outcome(&sign_as(Some("any")), None).is_ok());
}

#[test]
fn rubbish_is_malformed() {
    for rubbish in ["", "a", "a.b", "a.b.c", "e30.e30", "bnVsbA.e30.AA"] {
        assert_eq!(outcome(rubbish, None), Err(Refused::Malformed), "{rubbish}");
    }
}
