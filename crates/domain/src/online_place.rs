//! Where a trusted person uses the access that a practice has set: in the NHS App, in the practice's own online service, or as
//! the practice tells them when they ask.

use url::{Host, Url};

use super::text::{self, TextFault};

/// Longest address, in characters.
const ADDRESS_LIMIT: usize = 200;

/// An online service that a practice offers beside the NHS App.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineService {
    /// What people know it by.
    name: String,
    /// Where it begins: https, and a host with a name.
    address: String,
}

/// Why an online service is not taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OnlineServiceFaults {
    /// What is wrong with its name.
    pub name: Option<TextFault>,
    /// The address is none that begins with https and leads to a host with a name.
    pub address: bool,
}

impl OnlineService {
    /// Reads a name and an address as typed; `https://` may be left out.
    ///
    /// # Errors
    /// Both faults at once.
    pub fn parse(name: &str, address: &str) -> Result<OnlineService, OnlineServiceFaults> {
        match (text::name(name), web_address(address)) {
            (Ok(name), Some(address)) => Ok(OnlineService { name, address }),
            (name, address) => Err(OnlineServiceFaults { name: name.err(), address: address.is_none() }),
        }
    }

    /// What people know it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address, beginning with `https://`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where it leads, for people: the host of its address.
    pub fn host(&self) -> &str {
        self.address.split('/').nth(2).unwrap_or_default()
    }
}

/// An address that a browser takes as we mean it: no user, no port, no number in place of a host, nothing but ASCII, written
/// out or as browsers spell other letters (`xn--`), so that no letter looks like another.
fn web_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let is_plain = typed.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\'));
    if !is_plain || typed.len() > ADDRESS_LIMIT {
        return None;
    }
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = Url::parse(&whole).ok()?;
    let has_name = match url.host()? {
        Host::Domain(name) => {
            let has_other_letters = name.split('.').any(|label| label.starts_with("xn--"));
            name.trim_end_matches('.').contains('.') && !has_other_letters
        }
        Host::Ipv4(_) | Host::Ipv6(_) => false,
    };
    let is_bare = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    (url.scheme() == "https" && has_name && is_bare).then(|| url.to_string())
}

/// Where the access is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum OnlinePlace {
    /// The practice has not said: in the NHS App or in an online service of its own.
    #[default]
    Unsaid,
    /// In the NHS App.
    NhsApp,
    /// In the practice's own online service.
    Own(OnlineService),
    /// In either of them.
    Both(OnlineService),
    /// People ask the practice.
    Ask,
}

impl OnlinePlace {
    /// What a practice ticks: the NHS App, and a service of its own.
    pub fn of(nhs_app: bool, own: Option<OnlineService>) -> OnlinePlace {
        match (nhs_app, own) {
            (false, None) => OnlinePlace::Unsaid,
            (true, None) => OnlinePlace::NhsApp,
            (false, Some(own)) => OnlinePlace::Own(own),
            (true, Some(own)) => OnlinePlace::Both(own),
        }
    }

    /// The place with this code; `own` is left out where the place names none, and must be there where it does.
    pub fn from_code(code: &str, own: Option<OnlineService>) -> Option<OnlinePlace> {
        match (code, own) {
            ("unsaid", _) => Some(OnlinePlace::Unsaid),
            ("nhs_app", _) => Some(OnlinePlace::NhsApp),
            ("own", Some(own)) => Some(OnlinePlace::Own(own)),
            ("both", Some(own)) => Some(OnlinePlace::Both(own)),
            ("ask", _) => Some(OnlinePlace::Ask),
            _ => None,
        }
    }

    /// The code.
    pub fn code(&self) -> &'static str {
        match self {
            OnlinePlace::Unsaid => "unsaid",
            OnlinePlace::NhsApp => "nhs_app",
            OnlinePlace::Own(_) => "own",
            OnlinePlace::Both(_) => "both",
            OnlinePlace::Ask => "ask",
        }
    }

    /// Whether the NHS App is one of the places that the practice named.
    pub fn is_in_app(&self) -> bool {
        matches!(self, OnlinePlace::NhsApp | OnlinePlace::Both(_))
    }

    /// The practice's own online service, where it named one.
    pub fn own(&self) -> Option<&OnlineService> {
        match self {
            OnlinePlace::Own(own) | OnlinePlace::Both(own) => Some(own),
            OnlinePlace::Unsaid | OnlinePlace::NhsApp | OnlinePlace::Ask => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(typed: &str) -> Option<String> {
        OnlineService::parse("Riverside Online", typed).ok().map(|service| service.address().to_owned())
    }

    #[test]
    fn an_address_is_https_at_a_host_with_a_name() {
        for (typed, taken) in [
            ("https://online.example.org/sign-in?from=nhs", "https://online.example.org/sign-in?from=nhs"),
            (" online.example.org ", "https://online.example.org/"),
            ("HTTPS://Online.Example.org", "https://online.example.org/"),
        ] {
            assert_eq!(address(typed).as_deref(), Some(taken), "{typed}");
        }
        let long = format!("https://example.org/{}", "x".repeat(200));
        for wrong in [
            "",
            "http://example.org",
            "javascript://example.org/%0aalert(1)",
            "https://user@example.org",
            "https://nhs.uk:secret@example.org",
            "https://example.org:8443",
            "https://localhost",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "https://3221225985",
            "https://еxample.org",
            "https://online.xn--xample-2of.org",
            "https://%D0%B5xample.org",
            "https://example.org/a b",
            "https://example.org/\"onclick",
            "ask at the desk",
            long.as_str(),
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_host_is_where_the_address_leads_whatever_stands_behind_it() {
        for typed in ["online.example.org", "https://Online.Example.org/nhs.uk?to=https://nhs.uk/#nhs.uk"] {
            let service = OnlineService::parse("NHS App", typed).expect(typed);
            assert_eq!(service.host(), "online.example.org");
        }
    }

    #[test]
    fn a_service_needs_a_name_and_an_address_and_both_faults_are_said() {
        let faults = |name: &str, address: &str| OnlineService::parse(name, address).err();
        let both = OnlineServiceFaults { name: Some(TextFault::Empty), address: true };
        assert_eq!(faults(" ", "http://x"), Some(both));
        let name = OnlineServiceFaults { name: Some(TextFault::Unfit), address: false };
        assert_eq!(faults("<b>", "example.org"), Some(name));
        assert_eq!(faults("Riverside Online", "example.org"), None);
    }

    #[test]
    fn a_place_has_a_code_and_names_a_service_only_where_there_is_one() {
        let own = || OnlineService::parse("Riverside Online", "example.org").ok();
        for place in [
            OnlinePlace::of(false, None),
            OnlinePlace::of(true, None),
            OnlinePlace::of(false, own()),
            OnlinePlace::of(true, own()),
            OnlinePlace::Ask,
        ] {
            assert_eq!(OnlinePlace::from_code(place.code(), own()), Some(place));
        }
        assert_eq!(OnlinePlace::from_code("nhs_app", own()).and_then(|place| place.own().cloned()), None);
        for code in ["own", "both", "", "pigeon"] {
            assert_eq!(OnlinePlace::from_code(code, None), None, "{code}");
        }
    }
}
