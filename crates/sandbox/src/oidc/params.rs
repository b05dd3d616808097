//! Parameters of a request, as OAuth reads them: never twice, and an empty one counts as absent (RFC 6749 §3.1).

use super::answers::Fault;

/// Decoded parameters of a query or a form.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn parse(encoded: &[u8]) -> Params {
        Params(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The value of `name`, if it was sent and is not empty.
    pub fn get(&self, name: &str) -> Result<Option<&str>, Fault> {
        let mut found = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = found.next();
        if found.next().is_some() {
            return Err(Fault::invalid_request(format!("{name} was sent twice")));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }

    /// The value of `name`, which must have been sent.
    pub fn required(&self, name: &str) -> Result<&str, Fault> {
        self.get(name)?.ok_or_else(|| Fault::invalid_request(format!("{name} is missing")))
    }
}
