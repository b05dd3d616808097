//! The little that we read of devices and endpoints.

use serde::Deserialize;

use super::super::http::Answer;
use super::super::oidc::{filled, list};
use super::super::upstream::Kind;

/// System of a party key, by which a device and its endpoint belong together.
pub(super) const PARTY_KEY: &str = "https://fhir.nhs.uk/Id/nhsMhsPartyKey";

/// What a search found.
#[derive(Deserialize)]
pub(super) struct Bundle {
    #[serde(rename = "resourceType")]
    resource_type: String,
    #[serde(default, deserialize_with = "list")]
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    resource: Resource,
}

/// A device or an endpoint.
#[derive(Deserialize)]
pub(super) struct Resource {
    #[serde(default, deserialize_with = "list")]
    identifier: Vec<Identifier>,
    #[serde(default, deserialize_with = "filled")]
    address: Option<String>,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(default)]
    system: String,
    #[serde(default)]
    value: String,
}

impl Bundle {
    pub fn read(answer: &Answer) -> Result<Bundle, Kind> {
        let bundle: Bundle = answer.json()?;
        if bundle.resource_type == "Bundle" { Ok(bundle) } else { Err(Kind::Malformed) }
    }

    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.entry.iter().map(|entry| &entry.resource)
    }
}

impl Resource {
    /// Its value of this system.
    pub fn identified(&self, system: &str) -> Option<&str> {
        let found = self.identifier.iter().find(|one| one.system == system);
        found.map(|one| one.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Where an endpoint is.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Bundle, Kind> {
        let headers = reqwest::header::HeaderMap::new();
        Bundle::read(&Answer { status: 200, headers, body: body.as_bytes().to_vec() })
    }

    #[test]
    fn what_belongs_to_nothing_is_no_answer() {
        assert!(read(r#"{"resourceType":"Device"}"#).is_err());
        assert!(read("[]").is_err());
        assert_eq!(
            read(r#"{"resourceType":"Bundle","total":0}"#).ok().map(|all| all.resources().count()),
            Some(0)
        );
    }

    #[test]
    fn an_identifier_is_found_by_its_system() {
        let all = read(
            r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Device","identifier":[
                {"system":"https://fhir.nhs.uk/Id/nhsSpineASID","value":"200000000205"},
                {"system":"https://fhir.nhs.uk/Id/nhsMhsPartyKey","value":""}]}}]}"#,
        );
        let all = all.expect("a bundle");
        let device = all.resources().next().expect("a device");
        assert_eq!(device.identified("https://fhir.nhs.uk/Id/nhsSpineASID"), Some("200000000205"));
        assert_eq!((device.identified(PARTY_KEY), device.address()), (None, None));
    }
}
