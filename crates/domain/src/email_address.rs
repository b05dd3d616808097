//! E-mail addresses as people type them.

use std::fmt;

use serde::{Deserialize, Serialize};
use validator::ValidateEmail;

/// One address that can be put into a message safely; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@example.com")]
pub struct EmailAddressFault;

impl EmailAddress {
    /// Reads an address with spaces around it.
    ///
    /// # Errors
    /// When it is no address, longer than 254 characters, not ASCII, or has a control character (no header injection);
    /// also what a mail server would refuse only later: stray dots, a host without a dot, an IP address as host.
    pub fn parse(text: &str) -> Result<EmailAddress, EmailAddressFault> {
        let address = text.trim();
        let good = address.len() <= 254
            && address.is_ascii()
            && !address.chars().any(char::is_control)
            && address.validate_email()
            && address.rsplit_once('@').is_some_and(|(user, domain)| is_sent_to(user, domain));
        if good { Ok(EmailAddress(address.to_owned())) } else { Err(EmailAddressFault) }
    }

    /// The address; for sending and for forms only, never for a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`, lower case.
    pub fn domain(&self) -> String {
        self.0.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether the domain is one of `domains`, or below one.
    pub fn is_at_one_of(&self, domains: &[String]) -> bool {
        let own = self.domain();
        domains.iter().map(|domain| domain.trim().to_ascii_lowercase()).any(|domain| {
            let below = own.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'));
            !domain.is_empty() && (own == domain || below)
        })
    }
}

/// What `validate_email` lets through and mail servers do not. It searches an IP literal only at the end of the host, so
/// `a@b, c [10.0.0.1]` would pass; a host here has no bracket at all.
fn is_sent_to(user: &str, domain: &str) -> bool {
    let has_stray_dot = user.starts_with('.') || user.ends_with('.') || user.contains("..");
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let ends_in_a_name = domain.rsplit_once('.').is_some_and(|(_, last)| !is_number(last));
    !has_stray_dot && ends_in_a_name && !domain.contains('[')
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailAddressFault;
    fn try_from(text: String) -> Result<EmailAddress, EmailAddressFault> {
        EmailAddress::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}
