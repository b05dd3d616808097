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
    /// When it is no address, longer than 254 characters, not ASCII, or has a control character (no header injection).
    pub fn parse(text: &str) -> Result<EmailAddress, EmailAddressFault> {
        let address = text.trim();
        let good = address.len() <= 254
            && address.is_ascii()
            && !address.chars().any(char::is_control)
            && address.validate_email()
            && address.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
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
