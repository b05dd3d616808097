//! Organisations by their ODS code, and whether one is a GP practice (docs/sources.md#odt-fhir).

mod name;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::config;
use domain::OdsCode;
use domain::clock::Clock;

use super::circuit::{Circuit, Regarding};
use super::http::{CORRELATION, Http};
use super::oidc::{filled, list};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

/// Both roles, both active, make a GP practice: walk-in centres have the first one too (docs/sources.md#odt-fhir).
const GP_PRACTICE: [&str; 2] = ["RO177", "RO76"];

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// ODS code.
    pub code: OdsCode,
    /// Name as people write it; ODS has most in capitals.
    pub name: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Whether the record is active.
    pub active: bool,
    /// Whether it is an active GP practice.
    pub is_gp_practice: bool,
}

/// The client of ODS.
#[derive(Debug)]
pub struct Ods {
    http: Http,
    base_url: String,
    api_key: SecretString,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(rename = "resourceType")]
    resource_type: String,
    id: String,
    #[serde(default)]
    active: bool,
    #[serde(default, deserialize_with = "filled")]
    name: Option<String>,
    #[serde(default, deserialize_with = "list")]
    extension: Vec<Extension>,
    #[serde(default, deserialize_with = "list")]
    telecom: Vec<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    #[serde(default)]
    system: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
struct Extension {
    #[serde(default)]
    url: String,
    #[serde(default, deserialize_with = "list")]
    extension: Vec<Extension>,
    #[serde(rename = "valueCodeableConcept")]
    concept: Option<Concept>,
    #[serde(rename = "valueBoolean")]
    flag: Option<bool>,
}

#[derive(Deserialize)]
struct Concept {
    #[serde(default, deserialize_with = "list")]
    coding: Vec<Coding>,
}

#[derive(Deserialize)]
struct Coding {
    #[serde(default)]
    code: String,
}

impl Ods {
    /// A client that has not spoken to ODS yet.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(config: &config::Ods, clock: Clock) -> Result<Ods, SetupFault> {
        let http = Http::new(System::Ods, config.timeout, clock)?;
        Ok(Ods { http, base_url: config.base_url.clone(), api_key: config.api_key.clone() })
    }

    /// The organisation with this code, or nothing where ODS knows none.
    ///
    /// # Errors
    /// ODS gave no usable answer.
    pub async fn organisation(
        &self,
        code: &OdsCode,
        correlation: &str,
    ) -> Result<Option<Organisation>, Upstream> {
        let request = self
            .http
            .get(&format!("{}/Organization/{}", self.base_url, code.as_str()))
            .header("apikey", self.api_key.expose_secret())
            .header("Accept", "application/fhir+json")
            .header(CORRELATION, correlation);
        let answer =
            self.http.send_regarding(Regarding::record(code.as_str()), "organisation", request).await?;
        match answer.status {
            200 => {}
            404 => return Ok(None),
            _ => return Err(self.http.fault(answer.refusal())),
        }
        let resource: Resource = answer.json().map_err(|kind| self.http.fault(kind))?;
        if resource.resource_type != "Organization" || !resource.id.eq_ignore_ascii_case(code.as_str()) {
            return Err(self.http.fault(Kind::Malformed));
        }
        Ok(Some(organisation(code.clone(), resource)))
    }
}

#[async_trait]
impl Outside for Ods {
    fn title(&self) -> &'static str {
        "organisation directory"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    async fn look(&self, correlation: &str) -> Result<(), Wrong> {
        let answer = self.organisation(&OdsCode::nhs_england(), correlation).await;
        answer.map(|_| ()).map_err(Wrong::at("ODS_URL and ODS_API_KEY"))
    }
}

fn organisation(code: OdsCode, resource: Resource) -> Organisation {
    let roles: Vec<&str> = resource.extension.iter().filter_map(active_role).collect();
    Organisation {
        is_gp_practice: resource.active && GP_PRACTICE.iter().all(|role| roles.contains(role)),
        phone: resource.telecom.iter().find_map(phone),
        name: name::readable(&resource.name.unwrap_or_default()),
        code,
        active: resource.active,
    }
}

/// A number that people can call, and nothing that only looks like one.
fn phone(contact: &Contact) -> Option<String> {
    let number = contact.value.trim();
    let is_number = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c));
    (contact.system == "phone" && is_number && number.len() <= 30).then(|| number.to_owned())
}

fn active_role(extension: &Extension) -> Option<&str> {
    let is_role = extension.url.ends_with("Extension-England-OrganisationRole");
    let part = |name: &str| extension.extension.iter().find(|part| part.url == name);
    let active = part("active").and_then(|part| part.flag) == Some(true);
    let concept = part("roleCode").and_then(|part| part.concept.as_ref()).filter(|_| is_role && active)?;
    concept.coding.first().map(|coding| coding.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn role(code: &str, active: bool) -> Value {
        json!({"url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole", "extension": [
            {"url": "instanceID", "valueInteger": 1},
            {"url": "roleCode", "valueCodeableConcept": {"coding": [{"code": code}]}},
            {"url": "active", "valueBoolean": active}]})
    }

    fn is_gp(active: bool, roles: &[Value]) -> bool {
        let resource = json!({"resourceType": "Organization", "id": "A81001", "active": active,
                              "name": "RIVERSIDE", "extension": roles});
        organisation(OdsCode::parse("A81001").unwrap(), serde_json::from_value(resource).unwrap())
            .is_gp_practice
    }

    #[test]
    fn its_name_is_not_in_capitals() {
        let resource = json!({"resourceType": "Organization", "id": "A81001", "name": "RIVERSIDE SURGERY"});
        let found =
            organisation(OdsCode::parse("A81001").unwrap(), serde_json::from_value(resource).unwrap());
        assert_eq!((found.name.as_str(), found.phone), ("Riverside Surgery", None));
    }

    #[test]
    fn its_telephone_number_is_one() {
        let of = |system: &str, value: &str| {
            phone(&Contact { system: system.to_owned(), value: value.to_owned() })
        };
        assert_eq!(of("phone", " 01632 960000 ").as_deref(), Some("01632 960000"));
        for (system, value) in [("fax", "01632 960000"), ("phone", ""), ("phone", "see https://evil.test/1")]
        {
            assert_eq!(of(system, value), None);
        }
    }

    #[test]
    fn both_roles_must_be_active_in_an_active_record() {
        assert!(is_gp(true, &[role("RO177", true), role("RO76", true)]));
        assert!(!is_gp(true, &[role("RO177", true)]));
        assert!(!is_gp(true, &[role("RO177", true), role("RO76", false)]));
        assert!(!is_gp(false, &[role("RO177", true), role("RO76", true)]));
        assert!(!is_gp(true, &[json!({"url": "other"}), role("RO197", true)]));
    }
}
