//! Reads a message as a mail program does: subject, headers, the text and the HTML part.

use std::collections::BTreeMap;

use mail_parser::{Message, MessageParser, MessagePart, PartType};
use time::OffsetDateTime;

use super::Received;

/// Makes an inbox entry of what came by SMTP; what cannot be read as MIME is kept as text.
pub(crate) fn read(
    id: String,
    from: String,
    to: Vec<String>,
    raw: &[u8],
    received_at: OffsetDateTime,
) -> Received {
    let Some(message) = MessageParser::default().parse(raw) else {
        let text = Some(String::from_utf8_lossy(raw).into_owned());
        let (subject, headers) = (String::new(), BTreeMap::new());
        return Received { id, from, to, subject, headers, text, html: None, received_at };
    };
    Received {
        id,
        from,
        to,
        subject: message.subject().unwrap_or_default().to_owned(),
        headers: headers(&message),
        text: message.text_bodies().find_map(plain),
        html: message.html_bodies().find_map(html),
        received_at,
    }
}

fn headers(message: &Message<'_>) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::new();
    for (name, value) in message.headers_raw() {
        let unfolded = value.replace("\r\n", "");
        headers.entry(name.to_ascii_lowercase()).or_insert_with(|| unfolded.trim().to_owned());
    }
    headers
}

/// A message with one kind of body lists it under both: only the right kind counts.
fn plain(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

fn html(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Html(html) => Some(html.clone().into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_raw(raw: &str) -> Received {
        let raw = raw.replace('\n', "\r\n");
        read("1".into(), "a@b.test".into(), vec![], raw.as_bytes(), OffsetDateTime::UNIX_EPOCH)
    }

    #[test]
    fn both_parts_and_the_subject_are_decoded() {
        let message = read_raw(
            "Subject: =?utf-8?B?U2nDom4ncw==?=\n =?utf-8?Q?_request?=\nX-Message-Id: key-1\nMIME-Version: 1.0\n\
             Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\n\
             Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nSi=C3=A2n =\nasked\n\
             --b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+U2nDom48L3A+\n--b--\n",
        );
        assert_eq!(message.subject, "Siân's request");
        assert_eq!(message.key(), Some("key-1"));
        assert_eq!(message.text.as_deref().map(str::trim_end), Some("Siân asked"));
        assert_eq!(message.html.as_deref(), Some("<p>Siân</p>"));
    }

    #[test]
    fn a_text_message_has_no_html() {
        let message = read_raw("Subject: Hi\nX-Long: one\n two\n\nHello\n");
        assert_eq!(message.text.as_deref(), Some("Hello\r\n"));
        assert_eq!(message.html, None);
        assert_eq!(message.headers["x-long"], "one two");
    }

    #[test]
    fn an_html_message_has_no_text() {
        let message = read_raw("Subject: Hi\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hello</p>\n");
        assert_eq!((message.text, message.html.is_some()), (None, true));
    }
}
