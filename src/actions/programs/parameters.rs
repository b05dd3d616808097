//! Parameters of a request to the authorisation server, in a query or a form (RFC 6749 §3.1, §3.2, appendix B).

use url::form_urlencoded;

/// The parameters as they were sent. One without a value is as good as left out, as the RFC has it: libraries send
/// `client_secret=` where they have none.
#[derive(Clone)]
pub struct Parameters(Vec<(String, String)>);

/// A parameter came more than once, so that nobody knows which is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a parameter came more than once")]
pub struct Repeated;

impl Parameters {
    /// Reads them.
    pub fn read(encoded: &[u8]) -> Parameters {
        let all = form_urlencoded::parse(encoded).into_owned();
        Parameters(all.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of the one with this name, if it was sent.
    ///
    /// # Errors
    /// When it was sent twice.
    pub fn once(&self, name: &str) -> Result<Option<&str>, Repeated> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (first, None) => Ok(first),
            (_, Some(_)) => Err(Repeated),
        }
    }

    /// Whether any name, also one that we do not know, came more than once.
    pub fn repeat(&self) -> bool {
        self.0.iter().any(|(name, _)| self.once(name).is_err())
    }

    /// Those with one of these names, as they were sent.
    pub fn known(&self, names: &[&str]) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_6749_3_2_a_parameter_without_a_value_is_as_good_as_left_out() {
        let sent = Parameters::read(b"client_secret=&scope=a+b&code&state=x&state=");
        assert_eq!(sent.once("client_secret"), Ok(None));
        assert_eq!(sent.once("code"), Ok(None));
        assert_eq!(sent.once("scope"), Ok(Some("a b")));
        assert_eq!(sent.once("state"), Ok(Some("x")), "the one without a value does not count");
        assert!(!sent.repeat());
        assert_eq!(sent.known(&["scope", "code"]), [("scope".to_owned(), "a b".to_owned())]);
    }

    #[test]
    fn rfc_6749_3_2_a_parameter_that_comes_twice_is_not_guessed_at() {
        let sent = Parameters::read(b"scope=a&scope=a&more=1");
        assert_eq!((sent.once("scope"), sent.once("more")), (Err(Repeated), Ok(Some("1"))));
        assert!(sent.repeat());
    }
}
