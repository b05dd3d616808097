//! The token of one request (docs/sources.md#mesh-api).

use aws_lc_rs::hmac;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

/// Minutes, without seconds: UTC.
const MINUTE: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day][hour][minute]");

/// Who asks: the mailbox in capitals, its password, the environment's key.
pub(super) struct Who<'a> {
    pub mailbox: &'a str,
    pub password: &'a str,
    pub shared_key: &'a str,
}

/// The value of `Authorization`, good for one request: MESH refuses a nonce that came before, and a time more than two
/// hours from its own. Nothing where the time cannot be written.
pub(super) fn authorization(who: &Who<'_>, nonce: &str, now: OffsetDateTime) -> Option<String> {
    let minute = now.to_offset(time::UtcOffset::UTC).format(MINUTE).ok()?;
    let (mailbox, count) = (who.mailbox, 0);
    let signed = format!("{mailbox}:{nonce}:{count}:{}:{minute}", who.password);
    let key = hmac::Key::new(hmac::HMAC_SHA256, who.shared_key.as_bytes());
    let hash = hex::encode(hmac::sign(&key, signed.as_bytes()).as_ref());
    Some(format!("NHSMESH {mailbox}:{nonce}:{count}:{minute}:{hash}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const WHO: Who<'_> = Who { mailbox: "X26ABC1", password: "password", shared_key: "TestKey" };
    const NONCE: &str = "11111111-2222-4333-8444-555555555555";

    #[test]
    fn it_is_that_of_the_test_vector() {
        let token = authorization(&WHO, NONCE, datetime!(2026-11-20 12:00:59 UTC)).unwrap();
        let hash = "47f1ccee68d0bdbeabcd43546a4d0d028584fb2f776173ff4baf8e65a2177fea";
        assert_eq!(token, format!("NHSMESH X26ABC1:{NONCE}:0:202611201200:{hash}"));
    }

    #[test]
    fn the_time_is_utc_and_the_password_is_not_in_it() {
        let summer = authorization(&WHO, NONCE, datetime!(2026-07-01 00:30 +1)).unwrap();
        assert!(summer.contains(":202606302330:"), "{summer}");
        assert!(!summer.contains("password"));
    }
}
