//! ODS codes of organisations (facts pds-ods-mesh §5.4).

use std::fmt;

use serde::{Deserialize, Serialize};

/// An organisation's code, upper case, 3 to 12 letters and digits; no meaning may be derived from it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OdsCode(String);

/// The text is not an ODS code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an ODS code has 3 to 12 letters and digits")]
pub struct OdsCodeFault;

impl OdsCode {
    /// Reads a code in any case, with spaces around it.
    ///
    /// # Errors
    /// When the shape is wrong; whether the organisation exists, a look-up decides.
    pub fn parse(text: &str) -> Result<OdsCode, OdsCodeFault> {
        let code = text.trim().to_ascii_uppercase();
        let good = (3..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if good { Ok(OdsCode(code)) } else { Err(OdsCodeFault) }
    }

    /// NHS England itself, which every directory knows: for looking whether one answers.
    pub fn nhs_england() -> OdsCode {
        OdsCode("X26".to_owned())
    }

    /// The code, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OdsCode({})", self.0)
    }
}

impl TryFrom<String> for OdsCode {
    type Error = OdsCodeFault;
    fn try_from(text: String) -> Result<OdsCode, OdsCodeFault> {
        OdsCode::parse(&text)
    }
}

impl From<OdsCode> for String {
    fn from(code: OdsCode) -> String {
        code.0
    }
}
