//! RSA keys made at start-up, for the sandbox only: none is ever kept.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use pem::Pem;
use serde::{Deserialize, Serialize};

/// One key pair in PEM.
#[derive(Serialize, Deserialize)]
pub struct Keys {
    /// PKCS#8.
    pub private_pem: String,
    /// SubjectPublicKeyInfo.
    pub public_pem: String,
}

impl Keys {
    /// A new RSA key of 2048 bits.
    ///
    /// # Errors
    /// When the machine cannot make one.
    pub fn generate() -> anyhow::Result<Keys> {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let private = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair)?;
        let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key())?;
        Ok(Keys {
            private_pem: pem::encode(&Pem::new("PRIVATE KEY", private.as_ref())),
            public_pem: pem::encode(&Pem::new("PUBLIC KEY", public.as_ref())),
        })
    }
}
