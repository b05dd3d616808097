//! Handing one message to the SMTP server (docs/architecture.md#nothing-is-sent-inside-a-request: from the worker
//! only).

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::{self, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;
use tokio::sync::Semaphore;

use crate::config;
use crate::telemetry::traces;
use domain::EmailAddress;
use domain::clock::Clock;

use super::circuit::{Circuit, Regarding};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

/// Connections at once at most; a mail server dislikes more from one sender.
const CONNECTIONS: usize = 4;

/// One message to one person.
#[derive(Clone)]
pub struct Email {
    /// Address alone, without a name.
    pub to: EmailAddress,
    /// Short, no personal detail.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Idempotency key: the same on every try, so that the far side can tell a repetition.
    pub message_id: String,
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Email").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// The client of the SMTP server.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    slots: Arc<Semaphore>,
    from: Mailbox,
    timeout: Duration,
    circuit: Circuit,
    clock: Clock,
}

/// Our key in a header of its own: servers on the way may replace a Message-ID.
#[derive(Clone)]
struct OurId(String);

impl Header for OurId {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Message-Id")
    }
    fn parse(text: &str) -> Result<OurId, Box<dyn std::error::Error + Send + Sync>> {
        Ok(OurId(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(OurId::name(), self.0.clone())
    }
}

/// Says that nobody wrote this by hand (RFC 3834 §5): no mailbox answers it that its owner is away.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_text: &str) -> Result<AutoSubmitted, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(AutoSubmitted::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// A client that has not spoken to the server yet.
    ///
    /// # Errors
    /// An address that is none, or TLS that cannot be set up.
    pub fn new(config: &config::Mail, clock: Clock) -> Result<Mailer, SetupFault> {
        let from = config.from.parse().map_err(|_| SetupFault::Sender(System::Email))?;
        let address = |_| SetupFault::Address(System::Email);
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.smtp_url.expose_secret())
            .map_err(address)?
            .timeout(Some(config.timeout))
            // None is kept: lettre would keep one whose sending we gave up half-way, and take the late answer to the
            // last message for the answer to the next.
            .pool_config(PoolConfig::new().max_size(0))
            .build();
        let circuit = Circuit::new(System::Email, clock.clone());
        let slots = Arc::new(Semaphore::new(CONNECTIONS));
        Ok(Mailer { transport, slots, from, timeout: config.timeout, circuit, clock })
    }

    /// Hands `email` over; `Ok` means that the server has taken it.
    ///
    /// After a time-out or a broken connection nobody knows whether it was taken: it has to be sent again under the same
    /// `message_id`.
    ///
    /// # Errors
    /// [`Kind::MailRefused`] and [`Kind::MailUnfit`] are lasting; every other kind may pass.
    pub async fn send(&self, email: Email) -> Result<(), Upstream> {
        let fault = |kind| Upstream { system: System::Email, kind };
        let regarding = Regarding::record(&email.message_id);
        let message = message(&self.from, email, self.clock.now().into()).map_err(fault)?;
        let _slot = self.slots.acquire().await.map_err(|_| fault(Kind::Unreachable))?;
        let call = self.circuit.admit(regarding)?;
        let span = traces::outside(System::Email.name(), "send");
        let sending = tokio::time::timeout(self.timeout, self.transport.send(message));
        let outcome = match span.around(sending).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(kind_of(&error)),
            Err(_) => Err(Kind::Timeout),
        };
        self.circuit.note(call, &outcome);
        if let Err(kind) = &outcome {
            span.failed(kind.code());
            tracing::warn!(system = System::Email.name(), kind = kind.code(), "call failed");
        }
        outcome.map_err(fault)
    }

    /// Connects to the server, with TLS and the password where they are set, and sends nothing: for `doctor`.
    ///
    /// # Errors
    /// The class of what went wrong.
    pub async fn try_connection(&self) -> Result<(), Upstream> {
        let connected = tokio::time::timeout(self.timeout, self.transport.test_connection()).await;
        let outcome = match connected {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Kind::Malformed),
            Ok(Err(error)) => Err(kind_of(&error)),
            Err(_) => Err(Kind::Timeout),
        };
        outcome.map_err(|kind| Upstream { system: System::Email, kind })
    }
}

#[async_trait]
impl Outside for Mailer {
    fn title(&self) -> &'static str {
        "mail server"
    }

    fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    async fn look(&self, _correlation: &str) -> Result<(), Wrong> {
        self.try_connection().await.map_err(Wrong::at("SMTP_URL"))
    }
}

fn message(from: &Mailbox, email: Email, at: SystemTime) -> Result<Message, Kind> {
    let headers = [email.to.as_str(), &email.subject, &email.message_id];
    if headers.iter().any(|value| value.chars().any(char::is_control)) {
        return Err(Kind::MailUnfit);
    }
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
    if email.message_id.is_empty() || !email.message_id.chars().all(is_id) {
        return Err(Kind::MailUnfit);
    }
    let to: Address = email.to.as_str().parse().map_err(|_| Kind::MailUnfit)?;
    let domain = from.email.domain();
    let local = email.message_id.split('@').next().unwrap_or_default();
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(email.subject)
        .date(at)
        .message_id(Some(format!("<{local}@{domain}>")))
        .header(OurId(email.message_id))
        .header(AutoSubmitted)
        .header(lettre::message::header::MIME_VERSION_1_0)
        .multipart(MultiPart::alternative_plain_html(email.text, email.html))
        .map_err(|_| Kind::MailUnfit)
}

/// Only the class of an SMTP error: its text may quote an address.
fn kind_of(error: &smtp::Error) -> Kind {
    let status = error.status().map_or(0, u16::from);
    if error.is_permanent() {
        Kind::MailRefused(status)
    } else if error.is_transient() {
        Kind::MailDelayed(status)
    } else if error.is_timeout() {
        Kind::Timeout
    } else if error.is_response() {
        Kind::Malformed
    } else {
        Kind::Unreachable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email() -> Email {
        Email {
            to: EmailAddress::parse("a@example.test").unwrap(),
            subject: "Siân has asked you".into(),
            text: "Annwyl Siân".into(),
            html: "<p>Annwyl Siân</p>".into(),
            message_id: "0190-7f".into(),
        }
    }

    fn build(email: Email) -> Result<String, Kind> {
        let from = "Trusted person <no-reply@service.test>".parse().unwrap();
        message(&from, email, SystemTime::UNIX_EPOCH)
            .map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn a_message_has_both_parts_and_our_id_twice() {
        let text = build(email()).unwrap();
        assert!(text.contains("Message-ID: <0190-7f@service.test>\r\n"), "{text}");
        assert!(text.contains("X-Message-Id: 0190-7f\r\n"));
        assert_eq!(text.matches("MIME-Version: 1.0\r\n").count(), 1, "{text}");
        assert!(text.contains("multipart/alternative"));
        assert!(text.contains("To: a@example.test\r\n"));
    }

    #[test]
    fn nobody_answers_our_mails_that_they_are_away() {
        let text = build(email()).unwrap();
        let (headers, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(headers.lines().any(|line| line == "Auto-Submitted: auto-generated"), "{headers}");
    }

    #[test]
    fn a_line_break_in_any_header_is_refused() {
        let changes: [fn(&mut Email); 4] = [
            |email| email.subject = "hello\nBcc: b@example.test".into(),
            |email| email.subject = "hello\u{85}".into(),
            |email| email.message_id = "1\r\nX: y".into(),
            |email| email.message_id = "<1>".into(),
        ];
        for change in changes {
            let mut bad = email();
            change(&mut bad);
            assert_eq!(build(bad).unwrap_err(), Kind::MailUnfit);
        }
    }

    #[test]
    fn only_the_servers_lasting_refusal_is_final() {
        assert!(!Kind::MailRefused(550).is_temporary());
        assert!(Kind::MailDelayed(451).is_temporary());
    }
}
