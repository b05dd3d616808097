//! The national store of roles, application-restricted mode: only where it is set up (docs/sources.md#vrs-api).

use std::time::Duration;

use domain::delegation::national::Reasons;
use secrecy::SecretString;

use super::read::Reader;

/// How to reach the store, and who we are there.
#[derive(Debug, Clone)]
pub struct Vrs {
    /// Base up to and with `/FHIR/R4`, no trailing slash.
    pub base_url: String,
    /// Token endpoint; also the `aud` of our assertion.
    pub token_url: String,
    /// API key: `iss` and `sub` of our assertion.
    pub api_key: String,
    /// `kid` of our registered key.
    pub key_id: String,
    /// RSA key in PEM (PKCS#8).
    pub private_key: SecretString,
    /// Longest wait for one call.
    pub timeout: Duration,
    /// Days after which a role that we hold is compared with the store again.
    pub compare_days: i64,
    /// How many are compared in a second.
    pub compared_a_second: u32,
    /// Which reasons go to the store.
    pub reasons: Reasons,
    /// What the store shows us when it tells of roles; without it nothing is taken from it.
    pub events_token: Option<SecretString>,
    /// Whether staff are shown what the store says two people are to each other: the national service refuses who asks without
    /// being let.
    pub shows_relationships: bool,
}

impl Vrs {
    /// Nothing where `VRS_URL` is not set: nothing is followed then.
    pub(crate) fn read(reader: &mut Reader) -> Option<Vrs> {
        let base_url = reader.optional("VRS_URL")?.trim_end_matches('/').to_owned();
        let timeout = reader.parsed("VRS_TIMEOUT_MS", 5000, "a number of milliseconds");
        Some(Vrs {
            base_url,
            token_url: reader.required("VRS_TOKEN_URL", "the API platform's token address"),
            api_key: reader.required("VRS_API_KEY", "our API key"),
            key_id: reader.required("VRS_KEY_ID", "the kid of our registered key"),
            private_key: reader.secret("VRS_PRIVATE_KEY", "our RSA key as PKCS#8 PEM"),
            timeout: Duration::from_millis(timeout),
            compare_days: reader.parsed("VRS_COMPARE_DAYS", 1, "a number of days"),
            compared_a_second: reader.parsed("VRS_COMPARED_A_SECOND", 2, "a number"),
            reasons: reasons(reader),
            events_token: reader.optional_long_secret("VRS_EVENTS_TOKEN"),
            shows_relationships: reader.is_on("VRS_RELATIONSHIPS"),
        })
    }

    /// Production speaks https only.
    pub(super) fn refuse_sandbox(&self, reader: &mut Reader) {
        for (variable, address) in [("VRS_URL", &self.base_url), ("VRS_TOKEN_URL", &self.token_url)] {
            if !address.starts_with("https://") {
                reader.fault(variable, "an https:// address (ENVIRONMENT is production)");
            }
        }
    }
}

/// Only the two words; whatever else is said must not send more than was meant.
fn reasons(reader: &mut Reader) -> Reasons {
    let code = reader.text("VRS_REASONS", "shared");
    Reasons::from_code(&code).unwrap_or_else(|| {
        reader.fault("VRS_REASONS", "shared or full");
        Reasons::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Option<Vrs>, Vec<String>) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(pairs);
        let vrs = Vrs::read(&mut reader);
        if let Some(vrs) = &vrs {
            vrs.refuse_sandbox(&mut reader);
        }
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        (vrs, faults.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn without_an_address_nothing_is_followed() {
        let (vrs, faults) = read(&[("VRS_API_KEY", "k")]);
        assert!(vrs.is_none() && faults.is_empty());
    }

    #[test]
    fn reasons_are_held_back_unless_a_setting_says_so() {
        let reasons = |value: &str| {
            let (vrs, faults) = read(&[("VRS_URL", "https://a.test"), ("VRS_REASONS", value)]);
            (vrs.map(|vrs| vrs.reasons), faults.contains(&"VRS_REASONS".to_owned()))
        };
        assert_eq!(reasons(""), (Some(Reasons::Shared), false));
        assert_eq!(reasons("full"), (Some(Reasons::Full), false));
        assert_eq!(reasons("all"), (Some(Reasons::Shared), true));
    }

    #[test]
    fn what_opens_the_way_in_for_events_is_long_and_relationships_are_asked_for_by_name() {
        let token = |value: &str| {
            let (vrs, faults) = read(&[("VRS_URL", "https://a.test"), ("VRS_EVENTS_TOKEN", value)]);
            let is_there = vrs.is_some_and(|vrs| vrs.events_token.is_some());
            (is_there, faults.contains(&"VRS_EVENTS_TOKEN".to_owned()))
        };
        assert_eq!(token(""), (false, false));
        assert_eq!(token("short"), (true, true));
        assert_eq!(token(&"x".repeat(32)), (true, false));
        let relationships = |value: &str| {
            let (vrs, faults) = read(&[("VRS_URL", "https://a.test"), ("VRS_RELATIONSHIPS", value)]);
            let shows = vrs.is_some_and(|vrs| vrs.shows_relationships);
            (shows, faults.contains(&"VRS_RELATIONSHIPS".to_owned()))
        };
        assert_eq!(relationships(""), (false, false));
        assert_eq!(relationships("on"), (true, false));
        assert_eq!(relationships("yes"), (false, true));
    }

    #[test]
    fn what_is_missing_is_told_all_at_once_and_production_wants_https() {
        let (_, faults) = read(&[("VRS_URL", "http://a.test/FHIR/R4/"), ("VRS_API_KEY", "k")]);
        assert_eq!(faults, ["VRS_TOKEN_URL", "VRS_KEY_ID", "VRS_PRIVATE_KEY", "VRS_URL", "VRS_TOKEN_URL"]);
    }
}
