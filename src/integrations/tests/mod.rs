//! The clients over real HTTP against tiny servers that are told what to answer.

mod logout;
mod mail;
mod mesh;
mod pds;
mod provider;
mod refresh;
mod sign_in;
mod staff;
mod transport;

use std::sync::LazyLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use pem::Pem;
use serde_json::{Value, json};

/// The provider's key, a key of nobody, and ours.
pub(super) static THEIRS: LazyLock<TestKey> = LazyLock::new(|| TestKey::generate("theirs"));
pub(super) static FOREIGN: LazyLock<TestKey> = LazyLock::new(|| TestKey::generate("foreign"));
pub(super) static OURS: LazyLock<TestKey> = LazyLock::new(|| TestKey::generate("ours"));

pub(super) struct TestKey {
    pub kid: String,
    pub pem: String,
    key: EncodingKey,
}

impl TestKey {
    fn generate(kid: &str) -> TestKey {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der = AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&pair).unwrap();
        let pem = pem::encode(&Pem::new("PRIVATE KEY", der.as_ref()));
        let key = EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap();
        TestKey { kid: kid.to_owned(), pem, key }
    }

    /// As the provider publishes it, without `alg`: it must not matter.
    pub fn published(&self) -> Value {
        let mut jwk =
            serde_json::to_value(Jwk::from_encoding_key(&self.key, Algorithm::RS512).unwrap()).unwrap();
        jwk.as_object_mut().unwrap().remove("alg");
        jwk["kid"] = json!(self.kid);
        jwk["use"] = json!("sig");
        jwk
    }

    /// A token whose header says `alg`, signed so.
    pub fn sign(&self, alg: &str, header: &Value, claims: &Value) -> String {
        let mut head = json!({"alg": alg, "typ": "JWT", "kid": self.kid});
        for (name, value) in header.as_object().into_iter().flatten() {
            head[name] = value.clone();
            if value.is_null() {
                head.as_object_mut().unwrap().remove(name);
            }
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&head), part(claims));
        let signature = match alg {
            "none" => String::new(),
            // The classic confusion: the public key's text as the shared secret.
            "HS256" => {
                let secret = EncodingKey::from_secret(self.published()["n"].as_str().unwrap().as_bytes());
                crypto::sign(message.as_bytes(), &secret, Algorithm::HS256).unwrap()
            }
            _ => crypto::sign(message.as_bytes(), &self.key, alg.parse().unwrap()).unwrap(),
        };
        format!("{message}.{signature}")
    }
}
