//! E-mail, languages, and what may be told to whom.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::read::Reader;

/// The SMTP server.
#[derive(Debug, Clone)]
pub struct Mail {
    /// `smtps://user:password@host:465`, `smtp://host:587?tls=required`, or `smtp://127.0.0.1:1025` for a sandbox.
    pub smtp_url: SecretString,
    /// Sender, as `Name <address>` or an address.
    pub from: String,
    /// Longest wait for one delivery.
    pub timeout: Duration,
}

impl Mail {
    pub(crate) fn read(reader: &mut Reader) -> Mail {
        Mail {
            smtp_url: reader.secret("SMTP_URL", "the SMTP server, such as smtps://user:password@host:465"),
            from: reader.required("MAIL_FROM", "the sender's address"),
            timeout: Duration::from_millis(reader.parsed(
                "SMTP_TIMEOUT_MS",
                15_000,
                "a number of milliseconds",
            )),
        }
    }

    /// Whether nobody on the way can read the mail: always over TLS, or to a relay on this machine.
    pub(super) fn is_private(&self) -> bool {
        let Ok(url) = url::Url::parse(self.smtp_url.expose_secret()) else { return false };
        let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let always = url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
        url.scheme() == "smtps" || (url.scheme() == "smtp" && (always || here))
    }
}

/// Languages and what may be told to whom.
#[derive(Debug, Clone)]
pub struct Messages {
    /// Languages offered on pages and in messages, the first is the default: `en`, `cy`.
    pub languages: Vec<String>,
    /// E-mail domains that may carry NHS numbers and names to a practice (docs/life.md#messages).
    pub secure_email_domains: Vec<String>,
    /// Whether the delegator's entry is used where PDS holds no e-mail and the details matched (docs/life.md#asking).
    pub use_entered_email: bool,
}

impl Messages {
    pub(crate) fn read(reader: &mut Reader) -> Messages {
        let languages = reader.list("LANGUAGES", "en,cy");
        if languages.is_empty() || languages.iter().any(|language| !["en", "cy"].contains(&language.as_str()))
        {
            reader.fault("LANGUAGES", "en, cy or both, separated by a comma");
        }
        Messages {
            languages,
            secure_email_domains: reader.list("SECURE_EMAIL_DOMAINS", "nhs.net"),
            use_entered_email: reader.parsed("USE_ENTERED_EMAIL", true, "true or false"),
        }
    }
}
