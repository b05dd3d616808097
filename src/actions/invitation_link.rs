//! The link in an invitation: the delegation's id and a code that only we can make, so nothing secret is stored.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use domain::DelegationId;

/// The code of this delegation: 43 URL-safe characters, the 16 bytes of the id and 16 bytes of HMAC-SHA256.
pub fn code(secret: &SecretString, id: DelegationId) -> String {
    let tag = hmac::sign(&key(secret), &message(id));
    let mut bytes = id.0.as_bytes().to_vec();
    bytes.extend(tag.as_ref().iter().take(16));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The delegation that a code is for; none for every code that is not ours.
pub fn read(secret: &SecretString, code: &str) -> Option<DelegationId> {
    let bytes = URL_SAFE_NO_PAD.decode(code).ok()?;
    let (id, tag) = bytes.split_at_checked(16)?;
    let id = DelegationId(Uuid::from_slice(id).ok()?);
    let expected = hmac::sign(&key(secret), &message(id));
    let expected = expected.as_ref().get(..16)?;
    aws_lc_rs::constant_time::verify_slices_are_equal(expected, tag).ok().map(|()| id)
}

fn key(secret: &SecretString) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes())
}

fn message(id: DelegationId) -> Vec<u8> {
    [b"invitation:".as_slice(), id.0.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_no_other_is() {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        let id = DelegationId(Uuid::from_u128(7));
        let good = code(&secret, id);
        assert_eq!(read(&secret, &good), Some(id));
        assert_eq!(read(&"another secret of thirty-two characters".into(), &good), None);
        assert_eq!(read(&secret, &good[..20]), None);
        assert_eq!(read(&secret, "no code at all"), None);
    }
}
