//! The code of an invitation that goes by no e-mail: made from the delegation's id and how often it was sent again, so that
//! nothing that can be read is stored (docs/decisions/0050-an-invitation-by-code.md).

use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};
use time::Duration;

use crate::app::App;
use crate::storage::attempts::{self, Counted};
use crate::storage::views::citizen::{Mine, Side};
use crate::storage::{delegations, invitation_codes};
use domain::delegation::deadline::{RESENDS, is_lapsed};
use domain::delegation::{Delegation, Stage};
use domain::{DelegationId, InvitationCode, PersonId};

use super::perform::Failed;

/// Codes that one person may type in [`COUNTED_FOR`], right or wrong.
const TRIES: i64 = 10;
/// After so long tries are counted anew, and what was counted goes: of codes, and of names of who sent an invitation.
pub const COUNTED_FOR: Duration = Duration::HOUR;

/// What a code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// An invitation to the person who typed it.
    Theirs(DelegationId),
    /// An invitation to somebody else.
    SomebodyElses,
    /// Nothing: never made, replaced, or its invitation no longer waits; which of these is not told.
    Nothing,
}

/// Counts one more code that `reader`, who is signed in, has typed; false when there were too many, and this one is not to be
/// looked at. A good code does not make them forgotten, or who has one would guess without end.
///
/// # Errors
/// When the database fails.
pub async fn may_try(app: &App, reader: PersonId) -> Result<bool, Failed> {
    let now = app.clock.now();
    Ok(attempts::begin(&app.db, Counted::Code(reader), (now, now - COUNTED_FOR), TRIES).await?)
}

/// Looks what the code opens that `reader` has typed, who [`may_try`]. The code gives nobody a right: only who was invited gets
/// further, and what they may do there is asked by [`super::accept`], as when they come by the link.
///
/// # Errors
/// When the database fails.
pub async fn open(app: &App, reader: PersonId, typed: &str) -> Result<Opened, Failed> {
    let Some(code) = InvitationCode::parse(typed) else { return Ok(Opened::Nothing) };
    let hash = hash(&app.config.server.link_secret, code);
    let Some((id, number)) = invitation_codes::find(&app.db, &hash).await? else {
        return Ok(Opened::Nothing);
    };
    let opens = |one: &Delegation| {
        let is_newest = i16::from(one.resends) == number;
        is_newest && one.stage == Stage::Invited && !is_lapsed(one, app.clock.now())
    };
    let delegation = delegations::load(&app.db, id).await?.filter(opens);
    Ok(match delegation {
        Some(delegation) if delegation.delegate == reader => Opened::Theirs(id),
        Some(_) => Opened::SomebodyElses,
        None => Opened::Nothing,
    })
}

/// The code that opens this invitation, or will when the details are checked: for its delegator alone.
pub fn shown(app: &App, mine: &Mine) -> Option<InvitationCode> {
    let delegation = &mine.delegation;
    let waits = matches!(delegation.stage, Stage::Checking | Stage::Invited);
    let is_open = waits && !is_lapsed(delegation, app.clock.now());
    let is_theirs = mine.side == Side::Delegator && mine.has_code;
    (is_open && is_theirs).then(|| of(&app.config.server.link_secret, delegation.id, delegation.resends))
}

/// By what the invitation of this code is found: people quote a code to their practice, also when it opens nothing any more.
pub fn reference(app: &App, code: InvitationCode) -> Vec<u8> {
    hash(&app.config.server.link_secret, code)
}

/// Hashes of all codes that the invitation may have, in their order.
pub(super) fn hashes(secret: &SecretString, id: DelegationId) -> Vec<Vec<u8>> {
    (0..=RESENDS).map(|number| hash(secret, of(secret, id, number))).collect()
}

fn of(secret: &SecretString, id: DelegationId, number: u8) -> InvitationCode {
    let made = sign(secret, &[b"invitation code:", id.0.as_bytes(), &[number]]);
    let number = made.as_ref().iter().take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    InvitationCode::from_number(number)
}

fn hash(secret: &SecretString, code: InvitationCode) -> Vec<u8> {
    sign(secret, &[b"invitation code typed:", &code.number().to_be_bytes()]).as_ref().to_vec()
}

fn sign(secret: &SecretString, parts: &[&[u8]]) -> hmac::Tag {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    hmac::sign(&key, &parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn each_invitation_has_other_codes_and_each_time_it_is_sent_another() {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        let [one, another] = [7, 8].map(|number| DelegationId(Uuid::from_u128(number)));
        let codes = |id| (0..=RESENDS).map(move |number| (id, number));
        let all: BTreeSet<String> =
            codes(one).chain(codes(another)).map(|(id, number)| of(&secret, id, number).grouped()).collect();
        assert_eq!(all.len(), 8);
        assert!(of(&secret, one, 0) == of(&secret, one, 0));
        assert!(of(&"another secret of thirty-two characters".into(), one, 0) != of(&secret, one, 0));
        assert!(hash(&secret, of(&secret, one, 0)) == hashes(&secret, one)[0]);
    }
}
