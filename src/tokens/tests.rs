//! Tokens that are not ours, and assertions that prove nothing.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use secrecy::SecretString;
use serde_json::{Value, json};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use domain::{OdsCode, PersonId};

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-24 09:00 UTC);
const ISSUER: &str = "https://trusted.example";
const API: &str = "https://trusted.example/api";
const ENDPOINT: &str = "https://trusted.example/oauth2/token";

pub(super) fn private_key() -> String {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    pem::encode(&pem::Pem::new("PRIVATE KEY", der.as_ref()))
}

fn read(pem: &str) -> TokenKeys {
    TokenKeys::read(&SecretString::from(pem)).expect("keys")
}

fn claims() -> Claims {
    Claims {
        iss: ISSUER.to_owned(),
        aud: API.to_owned(),
        sub: "system-1".to_owned(),
        client_id: "system-1".to_owned(),
        scope: "user.roles.view".to_owned(),
        jti: "1".to_owned(),
        iat: NOW.unix_timestamp(),
        exp: (NOW + LIFE).unix_timestamp(),
        acr: None,
        auth_time: None,
        grant: None,
    }
}

#[test]
fn a_token_is_taken_whatever_the_case_of_its_scheme_and_from_no_other() {
    for header in ["Bearer abc", "bearer abc", "BEARER  abc "] {
        assert_eq!(bearer(header), Some("abc"), "{header}");
    }
    for header in ["", "abc", "Bearer", "Bearer ", "Basic abc", "Bearerabc"] {
        assert_eq!(bearer(header), None, "{header}");
    }
}

#[test]
fn a_token_of_ours_is_read_back_until_it_ends() {
    let keys = read(&private_key());
    let token = keys.issue(&claims()).expect("a token");
    let at = |now| keys.read_token(&token, (ISSUER, API), now);
    assert_eq!(at(NOW), Ok(claims()));
    assert_eq!(at(NOW + LIFE), Err(TokenRefused::Expired));
    assert_eq!(at(NOW - Duration::seconds(30)), Ok(claims()), "another server's clock may be ahead");
    assert_eq!(at(NOW - Duration::seconds(31)), Err(TokenRefused::Expired), "not issued yet");
}

#[test]
fn a_token_to_act_for_a_patient_is_taken_as_nothing_else_and_nothing_else_as_it() {
    const PATIENTS: &str = "https://trusted.example/api/patients";
    let keys = read(&private_key());
    let claims = ActingClaims {
        iss: ISSUER.to_owned(),
        aud: PATIENTS.to_owned(),
        sub: PersonId(Uuid::from_u128(1)),
        act: ActedBy { sub: PersonId(Uuid::from_u128(2)) },
        practice: OdsCode::parse("A81001").expect("a code"),
        client_id: "app-1".to_owned(),
        grant: Uuid::from_u128(3),
        jti: "1".to_owned(),
        iat: NOW.unix_timestamp(),
        exp: (NOW + LIFE).unix_timestamp(),
    };
    let token = keys.issue_acting(&claims).expect("a token");
    assert_eq!(keys.read_acting(&token, (ISSUER, PATIENTS), NOW), Ok(claims));
    assert_eq!(keys.read_acting(&token, (ISSUER, API), NOW), Err(TokenRefused::Elsewhere));
    assert_eq!(keys.read_acting(&token, (ISSUER, PATIENTS), NOW + LIFE), Err(TokenRefused::Expired));
    for audience in [API, PATIENTS] {
        assert_eq!(keys.read_token(&token, (ISSUER, audience), NOW), Err(TokenRefused::Unreadable));
    }
    let own = keys.issue(&self::claims()).expect("a token");
    assert_eq!(keys.read_acting(&own, (ISSUER, PATIENTS), NOW), Err(TokenRefused::Unreadable));
}

#[test]
fn a_token_for_another_service_or_of_another_issuer_is_not_taken() {
    let keys = read(&private_key());
    let token = keys.issue(&claims()).expect("a token");
    for names in [(ISSUER, "https://other.example/api"), ("https://other.example", API)] {
        assert_eq!(keys.read_token(&token, names, NOW), Err(TokenRefused::Elsewhere));
    }
}

#[test]
fn after_a_change_of_keys_the_old_tokens_hold_while_their_key_is_kept() {
    let (old, new) = (private_key(), private_key());
    let token = read(&old).issue(&claims()).expect("a token");
    let both = read(&format!("{new}{old}"));
    assert_eq!(both.read_token(&token, (ISSUER, API), NOW), Ok(claims()));
    assert_eq!(both.public().keys.len(), 2);
    let fresh = both.issue(&claims()).expect("a token");
    assert_eq!(read(&new).read_token(&fresh, (ISSUER, API), NOW), Ok(claims()), "the first key signs");
    assert_eq!(read(&new).read_token(&token, (ISSUER, API), NOW), Err(TokenRefused::Unreadable));
}

fn key_of_the_curve() -> String {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    pem::encode(&pem::Pem::new("PRIVATE KEY", der.expect("a key").as_ref()))
}

#[test]
fn a_key_of_the_curve_comes_in_place_of_an_rsa_key_and_each_signs_in_its_own_way() {
    let (old, new) = (private_key(), key_of_the_curve());
    let before = read(&old).issue(&claims()).expect("a token");
    let both = read(&format!("{new}{old}"));
    let after = both.issue(&claims()).expect("a token");
    for token in [&before, &after] {
        assert_eq!(both.read_token(token, (ISSUER, API), NOW), Ok(claims()));
    }
    let algorithm = |token: &str| jsonwebtoken::decode_header(token).expect("a header").alg;
    assert_eq!((algorithm(&before), algorithm(&after)), (Algorithm::RS256, Algorithm::ES256));
    assert_eq!(read(&new).read_token(&after, (ISSUER, API), NOW), Ok(claims()));
    assert_eq!(
        read(&key_of_the_curve()).read_token(&after, (ISSUER, API), NOW),
        Err(TokenRefused::Unreadable)
    );
    // By the name of one key with the algorithm of the other.
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("at+jwt".to_owned());
    header.kid = read(&old).public().keys[0].common.key_id.clone();
    let key = EncodingKey::from_ec_pem(new.as_bytes()).expect("a key");
    let confused = encode(&header, &claims(), &key).expect("a token");
    assert_eq!(both.read_token(&confused, (ISSUER, API), NOW), Err(TokenRefused::Foreign));
}

#[test]
fn what_we_sign_is_what_the_library_signs() {
    let pem = private_key();
    let keys = read(&pem);
    let token = keys.issue(&claims()).expect("a token");
    let header = jsonwebtoken::decode_header(&token).expect("a header");
    let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key");
    assert_eq!(token, encode(&header, &claims(), &key).expect("a token"));
}

#[test]
fn algorithm_confusion_gets_nobody_in() {
    let keys = read(&private_key());
    let id = keys.public().keys[0].common.key_id.clone();
    let forged = |algorithm, key: &EncodingKey| {
        let mut header = Header::new(algorithm);
        (header.typ, header.kid) = (Some("at+jwt".to_owned()), id.clone());
        encode(&header, &claims(), key).expect("a forged token")
    };
    let public = serde_json::to_string(keys.public()).expect("JSON");
    let hmac = forged(Algorithm::HS256, &EncodingKey::from_secret(public.as_bytes()));
    assert_eq!(keys.read_token(&hmac, (ISSUER, API), NOW), Err(TokenRefused::Foreign));
    let others = EncodingKey::from_rsa_pem(private_key().as_bytes()).expect("a key");
    let foreign = forged(Algorithm::RS256, &others);
    assert_eq!(keys.read_token(&foreign, (ISSUER, API), NOW), Err(TokenRefused::Unreadable));
    let unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.";
    assert_eq!(keys.read_token(unsigned, (ISSUER, API), NOW), Err(TokenRefused::Unreadable));
}

#[test]
fn an_assertion_or_an_id_token_is_no_access_token() {
    let pem = private_key();
    let keys = read(&pem);
    let mut header = Header::new(Algorithm::RS256);
    header.kid = keys.public().keys[0].common.key_id.clone();
    let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key");
    let token = encode(&header, &claims(), &key).expect("a JWT");
    assert_eq!(keys.read_token(&token, (ISSUER, API), NOW), Err(TokenRefused::Foreign));
}

/// A program's own key, its registered set, and assertions made with it.
struct Program {
    key: EncodingKey,
    set: JwkSet,
}

impl Program {
    fn new() -> Program {
        let pem = private_key();
        let set = read(&pem).public().clone();
        Program { key: EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key"), set }
    }

    fn signed(&self, algorithm: Algorithm, change: Value) -> String {
        let mut claims = json!({
            "iss": "system-1", "sub": "system-1", "aud": ENDPOINT, "jti": "j",
            "exp": (NOW + Duration::MINUTE).unix_timestamp(),
        });
        for (name, value) in change.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        let mut header = Header::new(algorithm);
        header.kid = self.set.keys[0].common.key_id.clone();
        encode(&header, &claims, &self.key).expect("an assertion")
    }

    fn check(&self, jwt: &str) -> Result<Assertion, AssertionRefused> {
        let audiences = [ISSUER, ENDPOINT];
        Expected { client_id: "system-1", audiences: &audiences, keys: &self.set, now: NOW }.check(jwt)
    }
}

#[test]
fn a_right_assertion_proves_who_it_is() {
    let program = Program::new();
    for algorithm in [Algorithm::RS256, Algorithm::RS512, Algorithm::PS256] {
        for audience in [json!(ENDPOINT), json!(ISSUER), json!([ENDPOINT])] {
            let jwt = program.signed(algorithm, json!({ "aud": audience }));
            assert_eq!(program.check(&jwt).map(|assertion| assertion.jti), Ok("j".to_owned()));
            assert_eq!(claimed_client(&jwt).as_deref(), Some("system-1"));
        }
    }
}

#[test]
fn my_library_writes_times_with_fractions() {
    let program = Program::new();
    let seconds = (NOW + Duration::MINUTE).unix_timestamp();
    let exp: Value = serde_json::from_str(&format!("{seconds}.25")).expect("a number");
    let begun: Value = serde_json::from_str(&format!("{}.75", NOW.unix_timestamp() - 1)).expect("a number");
    let jwt = program.signed(Algorithm::RS256, json!({ "exp": exp, "iat": begun, "nbf": begun }));
    let assertion = program.check(&jwt).expect("an assertion that holds");
    assert_eq!(assertion.expires_at, NOW + Duration::MINUTE + Duration::milliseconds(250));
    let over: Value = serde_json::from_str(&format!("{}.5", NOW.unix_timestamp() - 1)).expect("a number");
    let over = program.signed(Algorithm::RS256, json!({ "exp": over }));
    assert_eq!(program.check(&over), Err(AssertionRefused::Time));
}

#[test]
fn every_other_assertion_is_refused() {
    let (program, stranger) = (Program::new(), Program::new());
    let at = |moment: OffsetDateTime| moment.unix_timestamp();
    let cases = [
        (json!({ "iss": "system-2" }), AssertionRefused::Client),
        (json!({ "sub": "system-2" }), AssertionRefused::Client),
        (json!({ "aud": "https://other.example" }), AssertionRefused::Audience),
        (json!({ "aud": [ENDPOINT, "https://other.example"] }), AssertionRefused::Audience),
        (json!({ "aud": [] }), AssertionRefused::Audience),
        (json!({ "exp": at(NOW) }), AssertionRefused::Time),
        (json!({ "exp": at(NOW + Duration::hours(2)) }), AssertionRefused::Time),
        (json!({ "nbf": at(NOW + Duration::MINUTE) }), AssertionRefused::Time),
        (json!({ "iat": at(NOW + Duration::MINUTE) }), AssertionRefused::Time),
        (json!({ "jti": "" }), AssertionRefused::Unreadable),
        (json!({ "jti": null }), AssertionRefused::Unreadable),
        (json!({ "exp": "soon" }), AssertionRefused::Unreadable),
    ];
    for (change, refused) in cases {
        assert_eq!(
            program.check(&program.signed(Algorithm::RS256, change.clone())),
            Err(refused),
            "{change}"
        );
    }
    let strangers = stranger.signed(Algorithm::RS256, json!({}));
    assert_eq!(program.check(&strangers), Err(AssertionRefused::Key));
    let mut changed = program.signed(Algorithm::RS256, json!({}));
    changed.truncate(changed.len() - 8);
    changed.push_str("AAAAAAAA");
    assert_eq!(program.check(&changed), Err(AssertionRefused::Signature));
    assert_eq!(program.check("no JWT"), Err(AssertionRefused::Unreadable));
}
