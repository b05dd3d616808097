//! Our own store of roles (docs/national-store.md). Without its address there is none, and the service is as it was.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::read::Reader;

/// The longest wait for a subscriber that can be set: its turn ends before another server takes it (src/national/jobs.rs).
const LONGEST_WAIT_MS: u64 = 9000;

/// Settings of the store.
#[derive(Debug, Clone)]
pub struct National {
    /// What its callers call it: scheme, host, port, no trailing slash.
    pub url: String,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Who gives out its tokens.
    pub issuer: String,
    /// What its tokens are for.
    pub audience: String,
    /// The issuer's public keys, a JSON Web Key Set.
    pub keys: SecretString,
    /// Programs that get their tokens from the store itself: a JSON object of their API keys, each with its public keys, a JSON
    /// Web Key Set.
    pub programs: Option<SecretString>,
    /// The store's own RSA key as PKCS#8 PEM, which signs those tokens.
    pub signing_key: Option<SecretString>,
    /// What opens the operators' own ways in; without it there are none.
    pub operators: Option<SecretString>,
    /// Header that says to which round of moving roles a call belongs.
    pub round_header: String,
    /// The rounds there are; none means that any word is one.
    pub rounds: Vec<String>,
    /// Calls that one program may make at once, and as many more, evenly, within a minute.
    pub per_minute: u32,
    /// Days before its end at which both people are told.
    pub warn_days: u16,
    /// Where events are sent.
    pub subscribers: Vec<String>,
    /// What each of them is shown with an event, in their order; none means that nothing is shown.
    subscriber_tokens: Vec<SecretString>,
    /// Longest wait for a subscriber.
    pub timeout: Duration,
}

impl National {
    /// Reads the section, where the store's address is set.
    pub fn read(reader: &mut Reader) -> Option<National> {
        let url = reader.optional("NATIONAL_URL")?.trim_end_matches('/').to_owned();
        let is_bare = url::Url::parse(&url).is_ok_and(|url| url.path() == "/");
        if !is_bare || !is_address(&url) {
            reader.fault("NATIONAL_URL", "an address such as https://roles.example.nhs.uk, without a path");
        }
        let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8081);
        let subscribers = reader.list("NATIONAL_SUBSCRIBERS", "");
        if subscribers.iter().any(|subscriber| !is_address(subscriber)) {
            reader.fault("NATIONAL_SUBSCRIBERS", "addresses, parted by commas");
        }
        let subscriber_tokens = subscriber_tokens(reader, subscribers.len());
        let operators = reader.optional_long_secret("NATIONAL_OPERATORS");
        let programs = reader.optional_secret("NATIONAL_PROGRAMS");
        let signing_key = reader.optional_secret("NATIONAL_SIGNING_KEY");
        if programs.is_some() && signing_key.is_none() {
            reader.fault("NATIONAL_SIGNING_KEY", "an RSA key as PKCS#8 PEM (NATIONAL_PROGRAMS is set)");
        }
        Some(National {
            listen: reader.parsed("NATIONAL_LISTEN", any, "an address and port such as 127.0.0.1:8081"),
            issuer: reader.required("NATIONAL_TOKEN_ISSUER", "the issuer that its tokens name"),
            audience: reader.text("NATIONAL_TOKEN_AUDIENCE", &url),
            keys: reader.secret("NATIONAL_TOKEN_KEYS", "the issuer's public keys, a JSON Web Key Set"),
            programs,
            signing_key,
            operators,
            round_header: round_header(reader),
            rounds: reader.list("NATIONAL_ROUNDS", ""),
            per_minute: reader.parsed("NATIONAL_CALLS_PER_MINUTE", 900, "a number"),
            warn_days: reader.parsed("NATIONAL_WARN_DAYS", 14, "a number of days"),
            subscribers,
            subscriber_tokens,
            timeout: wait(reader),
            url,
        })
    }

    /// What this subscriber is shown with an event.
    pub fn token_of(&self, subscriber: &str) -> Option<&SecretString> {
        let place = self.subscribers.iter().position(|url| url == subscriber)?;
        self.subscriber_tokens.get(place).filter(|token| !token.expose_secret().is_empty())
    }

    /// In production the store is called over https, and calls nobody otherwise.
    pub fn refuse_sandbox(&self, reader: &mut Reader) {
        let https = "an https:// address (ENVIRONMENT is production)";
        if !self.url.starts_with("https://") {
            reader.fault("NATIONAL_URL", https);
        }
        if self.subscribers.iter().any(|subscriber| !subscriber.starts_with("https://")) {
            reader.fault("NATIONAL_SUBSCRIBERS", https);
        }
    }
}

fn is_address(text: &str) -> bool {
    let is_web = |url: &url::Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    url::Url::parse(text).is_ok_and(|url| is_web(&url) && url.query().is_none() && url.fragment().is_none())
}

fn wait(reader: &mut Reader) -> Duration {
    let expected = format!("a number of milliseconds, at most {LONGEST_WAIT_MS}");
    let given = reader.parsed("NATIONAL_TIMEOUT_MS", 5000, &expected);
    if given > LONGEST_WAIT_MS {
        reader.fault("NATIONAL_TIMEOUT_MS", &expected);
    }
    Duration::from_millis(given)
}

/// One for each subscriber, or none at all; an empty one for who is shown nothing.
fn subscriber_tokens(reader: &mut Reader, subscribers: usize) -> Vec<SecretString> {
    let Some(all) = reader.optional_secret("NATIONAL_SUBSCRIBER_TOKENS") else { return Vec::new() };
    let tokens: Vec<&str> = all.expose_secret().split(',').map(str::trim).collect();
    if tokens.len() != subscribers || tokens.iter().any(|token| (1..32).contains(&token.len())) {
        let expected = "one for each address of NATIONAL_SUBSCRIBERS, of at least 32 random characters";
        reader.fault("NATIONAL_SUBSCRIBER_TOKENS", expected);
    }
    tokens.into_iter().map(SecretString::from).collect()
}

fn round_header(reader: &mut Reader) -> String {
    let name = reader.text("NATIONAL_ROUND_HEADER", "x-migration-round");
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && name.len() < 64;
    if !is_name {
        reader.fault("NATIONAL_ROUND_HEADER", "the name of a header");
    }
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Option<National>, Vec<String>> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(values);
        let settings = National::read(&mut reader);
        reader.finish(settings).map_err(|faults| faults.0.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn without_its_address_there_is_no_store_and_nothing_is_missing() {
        assert!(read(&[("NATIONAL_LISTEN", "nonsense")]).is_ok_and(|settings| settings.is_none()));
    }

    #[test]
    fn with_its_address_what_it_needs_is_asked_for() {
        let missing = read(&[("NATIONAL_URL", "http://localhost:8081")]).map(|_| ());
        let both = vec!["NATIONAL_TOKEN_ISSUER".to_owned(), "NATIONAL_TOKEN_KEYS".to_owned()];
        assert_eq!(missing, Err(both));
        let all = [
            ("NATIONAL_URL", "http://localhost:8081/"),
            ("NATIONAL_TOKEN_ISSUER", "https://issuer.test"),
            ("NATIONAL_TOKEN_KEYS", "{}"),
        ];
        let settings = read(&all).expect("whole").expect("there");
        assert_eq!(
            (settings.url.as_str(), settings.audience.as_str()),
            ("http://localhost:8081", "http://localhost:8081")
        );
    }

    #[test]
    fn no_subscriber_is_waited_for_longer_than_its_turn_allows() {
        let waiting = |milliseconds: u32| {
            let milliseconds = milliseconds.to_string();
            read(&[
                ("NATIONAL_URL", "http://localhost:8081"),
                ("NATIONAL_TOKEN_ISSUER", "https://issuer.test"),
                ("NATIONAL_TOKEN_KEYS", "{}"),
                ("NATIONAL_TIMEOUT_MS", milliseconds.as_str()),
            ])
            .map(|settings| settings.map(|settings| settings.timeout))
        };
        assert_eq!(waiting(9000), Ok(Some(Duration::from_secs(9))));
        assert_eq!(waiting(9001), Err(vec!["NATIONAL_TIMEOUT_MS".to_owned()]));
    }

    #[test]
    fn each_subscriber_has_its_own_token() {
        let with = |tokens: &str| {
            read(&[
                ("NATIONAL_URL", "http://localhost:8081"),
                ("NATIONAL_TOKEN_ISSUER", "https://issuer.test"),
                ("NATIONAL_TOKEN_KEYS", "{}"),
                ("NATIONAL_SUBSCRIBERS", "https://a.test/hear, https://b.test/hear"),
                ("NATIONAL_SUBSCRIBER_TOKENS", tokens),
            ])
        };
        let long = "x".repeat(32);
        let settings = with(&format!(", {long}")).expect("whole").expect("there");
        assert!(settings.token_of("https://a.test/hear").is_none());
        let shown = settings.token_of("https://b.test/hear").map(ExposeSecret::expose_secret);
        assert_eq!(shown, Some(long.as_str()));
        assert!(settings.token_of("https://c.test/hear").is_none());
        for wrong in [long.as_str(), "short,short"] {
            let faults = with(wrong).map(|_| ());
            assert_eq!(faults, Err(vec!["NATIONAL_SUBSCRIBER_TOKENS".to_owned()]), "{wrong}");
        }
    }
}
