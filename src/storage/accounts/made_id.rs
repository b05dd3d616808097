//! Ids that are made of what they stand for, so that two who come at once name the same.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The id of these parts; others have another.
pub fn made_id(parts: &[&[u8]]) -> Uuid {
    let digest =
        parts.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part).chain_update([0_u8]));
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest.finalize()).for_each(|(byte, of_digest)| *byte = of_digest);
    Builder::from_custom_bytes(bytes).into_uuid()
}
