//! Sealing (AES-256-GCM) with a key made of a secret for one purpose. What is sealed opens in its own place alone: no row can be put in
//! another's.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};

/// A secret, and what for.
pub(super) type For<'a> = (&'a SecretString, &'static [u8]);

/// Sealed, with the nonce.
pub(super) fn seal(of: For<'_>, place: &[u8], mut bytes: Vec<u8>) -> Option<(Vec<u8>, Vec<u8>)> {
    let nonce = key(of)?.seal_in_place_append_tag(Aad::from(place), &mut bytes).ok()?;
    Some((bytes, nonce.as_ref().to_vec()))
}

/// Opened; none where it was sealed otherwise, or for another place.
pub(super) fn open(of: For<'_>, place: &[u8], (mut bytes, nonce): (Vec<u8>, &[u8])) -> Option<Vec<u8>> {
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let opened = key(of)?.open_in_place(nonce, Aad::from(place), &mut bytes).ok()?.len();
    bytes.truncate(opened);
    Some(bytes)
}

fn key((secret, what): For<'_>) -> Option<RandomizedNonceKey> {
    let signing = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    RandomizedNonceKey::new(&AES_256_GCM, hmac::sign(&signing, what).as_ref()).ok()
}
