//! Who calls: the token of docs/sources.md#mesh-api, checked as strictly as it is written there.

use aws_lc_rs::hmac;
use http::{HeaderMap, header};
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

use super::denial::Denial;
use super::exchange::Mesh;

/// How far a token's time may be from ours, to both sides.
const WINDOW: Duration = Duration::hours(2);
const TO_THE_MINUTE: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day][hour][minute]");

struct Token<'h> {
    mailbox: &'h str,
    nonce: &'h str,
    count: &'h str,
    timestamp: &'h str,
    hash: &'h str,
}

impl<'h> Token<'h> {
    fn read(headers: &'h HeaderMap) -> Option<Token<'h>> {
        let mut sent = headers.get_all(header::AUTHORIZATION).into_iter();
        let (value, None) = (sent.next()?, sent.next()) else { return None };
        let parts: Vec<&str> = value.to_str().ok()?.strip_prefix("NHSMESH ")?.split(':').collect();
        let [mailbox, nonce, count, timestamp, hash] = parts[..] else { return None };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let shapes = is_mailbox_id(mailbox)
            && is_guid(nonce)
            && digits(count)
            && digits(timestamp)
            && timestamp.len() == 12
            && hash.len() == 64
            && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        shapes.then_some(Token { mailbox, nonce, count, timestamp, hash })
    }

    fn expected_hash(&self, key: &str, password: &str) -> String {
        let Token { mailbox, nonce, count, timestamp, .. } = self;
        let message = format!("{mailbox}:{nonce}:{count}:{password}:{timestamp}");
        hex::encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()), message.as_bytes()))
    }

    fn sent_at(&self) -> Option<OffsetDateTime> {
        PrimitiveDateTime::parse(self.timestamp, TO_THE_MINUTE).ok().map(PrimitiveDateTime::assume_utc)
    }
}

impl Mesh {
    /// Lets a call to `mailbox` in, and marks its token as used.
    pub(super) fn authorize(&self, mailbox: &str, headers: &HeaderMap) -> Result<(), Denial> {
        let token = Token::read(headers).ok_or(Denial::Unreadable)?;
        if token.mailbox != mailbox {
            return Err(Denial::AnotherMailbox);
        }
        let known =
            self.mailboxes().iter().find(|known| known.id == mailbox).ok_or(Denial::UnknownMailbox)?;
        if token.hash != token.expected_hash(&self.access.shared_key, &known.password) {
            return Err(Denial::WrongHash);
        }
        let now = self.clock.now();
        let sent_at = token.sent_at().ok_or(Denial::Unreadable)?;
        if (now - sent_at).abs() > WINDOW {
            return Err(Denial::OutsideWindow);
        }
        let spent = (mailbox.to_owned(), token.nonce.to_ascii_lowercase(), token.count.to_owned());
        if self.lock().first_use(spent, now) { Ok(()) } else { Err(Denial::Replayed) }
    }

    pub(super) fn note(&self, denial: Denial) {
        self.lock().denials.push(denial);
    }
}

fn is_mailbox_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_guid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "NHSMESH X26ABC1:11111111-2222-4333-8444-555555555555:0:202611201200:\
                         47f1ccee68d0bdbeabcd43546a4d0d028584fb2f776173ff4baf8e65a2177fea";

    fn headers(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().expect("a value"))])
    }

    #[test]
    fn a_vector_worked_out_by_others_is_read_and_its_hash_is_ours() {
        let headers = headers(TOKEN);
        let token = Token::read(&headers).expect("a token");
        assert_eq!(token.expected_hash("TestKey", "password"), token.hash);
        assert_ne!(token.expected_hash("TestKey", "Password"), token.hash);
        assert_eq!(token.sent_at(), Some(time::macros::datetime!(2026-11-20 12:00 UTC)));
    }

    #[test]
    fn another_shape_is_not_a_token() {
        let bad = [
            TOKEN.replace("NHSMESH ", "NHSMESH  "),
            TOKEN.replace("NHSMESH ", "nhsmesh "),
            TOKEN.replace("X26ABC1", "x26abc1"),
            TOKEN.replace("-2222-", "2222"),
            TOKEN.replace(":0:", ":x:"),
            TOKEN.replace(":0:", "::"),
            TOKEN.replace("202611201200", "20261120120000"),
            TOKEN.replace("47f1ccee", "47F1CCEE"),
            format!("{TOKEN}:more"),
        ];
        for value in bad {
            assert!(Token::read(&headers(&value)).is_none(), "{value}");
        }
        let mut twice = headers(TOKEN);
        twice.append(header::AUTHORIZATION, TOKEN.parse().expect("a value"));
        assert!(Token::read(&twice).is_none());
    }
}
