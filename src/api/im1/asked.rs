//! What stands in the headers of a call.

use axum::http::HeaderMap;
use uuid::Uuid;

use domain::OdsCode;

use super::refused::Refused;

const APPLICATION: &str = "nhse-application-id";
const REQUEST: &str = "nhse-request-id";
const FORWARD_TO: &str = "nhse-forward-to";
const PRACTICE: &str = "nhse-ods-code";
const CORRELATION: &str = "nhse-correlation-id";

/// In whose words the session is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Switches by name.
    Emis,
    /// A list of numbered services.
    Tpp,
}

/// What is asked.
#[derive(Debug)]
pub struct Asked {
    /// In whose words.
    pub form: Form,
    /// At which practice.
    pub practice: OdsCode,
}

/// Reads the headers. The application must be the program that the token was given to, and where the call is forwarded to one of the two
/// places of ours: `/im1/emis` and `/im1/tpp`.
///
/// # Errors
/// The first header that is missing, or wrong.
pub fn read(headers: &HeaderMap, (service, client): (&str, &str)) -> Result<Asked, Refused> {
    for name in [APPLICATION, REQUEST, FORWARD_TO, PRACTICE] {
        if !headers.contains_key(name) {
            return Err(Refused::MissingHeader);
        }
    }
    let once = |name: &'static str| {
        let mut values = headers.get_all(name).iter();
        let first = values.next().and_then(|value| value.to_str().ok()).map(str::trim);
        first.filter(|_| values.next().is_none())
    };
    let is_id = |text: &str| Uuid::try_parse(text).is_ok();
    let is_known = once(APPLICATION) == Some(client) && once(REQUEST).is_some_and(is_id);
    let is_followed =
        !headers.contains_key(CORRELATION) || once(CORRELATION).is_some_and(|id| !id.is_empty());
    let form = once(FORWARD_TO).and_then(|to| form(to.strip_prefix(service)?));
    let practice = once(PRACTICE).and_then(|code| OdsCode::parse(code).ok());
    match (form, practice) {
        (Some(form), Some(practice)) if is_known && is_followed => Ok(Asked { form, practice }),
        _ => Err(Refused::InvalidHeader),
    }
}

fn form(path: &str) -> Option<Form> {
    match path.trim_end_matches('/') {
        "/im1/emis" => Some(Form::Emis),
        "/im1/tpp" => Some(Form::Tpp),
        _ => None,
    }
}
