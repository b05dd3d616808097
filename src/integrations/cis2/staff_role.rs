//! The roles of a member of staff, and which of them may work here (facts nhs-login-and-cis2 §2.5, §2.7).

use serde::{Deserialize, Serialize};

use crate::config;
use domain::OdsCode;

use super::super::oidc::{SignInFault, filled, list};

/// One role of a person at one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRole {
    /// `person_roleid`: twelve digits.
    pub role_id: String,
    /// ODS code of the organisation.
    pub org_code: OdsCode,
    /// Its name, if CIS2 told it.
    pub org_name: Option<String>,
    /// Staff group, sub-group and R code, such as `S8000:G8001:R8009`.
    pub role_code: String,
    /// The same three in words.
    pub role_name: String,
    /// B codes of what the role may do.
    pub activities: Vec<String>,
}

impl StaffRole {
    /// The R code alone, such as `R8009`.
    pub fn code(&self) -> &str {
        self.role_code.rsplit(':').next().unwrap_or_default()
    }

    /// True where the role, or one of its activities, may work here. The practice is checked apart from this.
    pub fn is_allowed(&self, config: &config::Cis2) -> bool {
        let by_role = config.roles.iter().any(|role| role == self.code() || *role == self.role_code);
        by_role || self.activities.iter().any(|activity| config.activities.contains(activity))
    }
}

/// Item of `nhsid_nrbac_roles`.
#[derive(Deserialize)]
pub(super) struct ClaimedRole {
    person_roleid: String,
    org_code: OdsCode,
    role_code: String,
    role_name: String,
    #[serde(default, deserialize_with = "list")]
    activity_codes: Vec<String>,
}

/// Item of `nhsid_user_orgs`.
#[derive(Deserialize)]
pub(super) struct Organisation {
    org_code: OdsCode,
    #[serde(default, deserialize_with = "filled")]
    org_name: Option<String>,
}

/// All roles, and the chosen one if it is held and allowed.
pub(super) fn chosen(
    claimed: Vec<ClaimedRole>,
    organisations: &[Organisation],
    selected: Option<&str>,
    config: &config::Cis2,
) -> Result<(Vec<StaffRole>, StaffRole), SignInFault> {
    let roles: Vec<StaffRole> = claimed.into_iter().map(|claimed| role(claimed, organisations)).collect();
    if roles.is_empty() {
        return Err(SignInFault::NoRoles);
    }
    let selected = selected.ok_or(SignInFault::RoleMissing)?;
    let role = roles.iter().find(|role| role.role_id == selected).ok_or(SignInFault::RoleNotHeld)?.clone();
    let known = organisations.iter().any(|organisation| organisation.org_code == role.org_code);
    if !known && !organisations.is_empty() {
        return Err(SignInFault::OrganisationNotHeld);
    }
    if role.is_allowed(config) { Ok((roles, role)) } else { Err(SignInFault::RoleNotAllowed) }
}

fn role(claimed: ClaimedRole, organisations: &[Organisation]) -> StaffRole {
    let organisation = organisations.iter().find(|organisation| organisation.org_code == claimed.org_code);
    StaffRole {
        role_id: claimed.person_roleid,
        org_name: organisation.and_then(|organisation| organisation.org_name.clone()),
        org_code: claimed.org_code,
        role_code: claimed.role_code,
        role_name: claimed.role_name.replace('"', ""),
        activities: claimed.activity_codes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn config() -> config::Cis2 {
        config::Cis2::read(&mut config::Reader::from_values([]))
    }

    fn claimed(id: &str, org: &str, code: &str, activities: &Value) -> Value {
        json!({"person_orgid": "1", "person_roleid": id, "org_code": org, "role_code": code,
               "role_name": "\"Clinical\":\"Clinical Provision\":\"Nurse Access Role\"", "activity_codes": activities})
    }

    fn choose(roles: &Value, orgs: &Value, selected: Option<&str>) -> Result<StaffRole, SignInFault> {
        let roles = serde_json::from_value(roles.clone()).unwrap();
        let orgs: Vec<Organisation> = serde_json::from_value(orgs.clone()).unwrap();
        chosen(roles, &orgs, selected, &config()).map(|(_, role)| role)
    }

    #[test]
    fn the_chosen_role_is_found_with_its_organisation() {
        let roles = json!([claimed("1", "A81001", "S8000:G8001:R8009", &json!(null))]);
        let orgs = json!([{"org_code": "A81001", "org_name": "RIVERSIDE"}]);
        let role = choose(&roles, &orgs, Some("1")).unwrap();
        assert_eq!((role.code(), role.org_name.as_deref()), ("R8009", Some("RIVERSIDE")));
        assert_eq!(role.role_name, "Clinical:Clinical Provision:Nurse Access Role");
    }

    #[test]
    fn each_failed_check_has_its_own_fault() {
        let nurse = claimed("1", "A81001", "S8000:G8000:R8001", &json!([]));
        let pharmacist = claimed("2", "A81001", "S8000:G8000:R8999", &json!([]));
        let roles = json!([nurse, pharmacist]);
        let none = json!([]);
        assert_eq!(choose(&none, &none, Some("1")), Err(SignInFault::NoRoles));
        assert_eq!(choose(&roles, &none, None), Err(SignInFault::RoleMissing));
        assert_eq!(choose(&roles, &none, Some("9")), Err(SignInFault::RoleNotHeld));
        assert_eq!(choose(&roles, &none, Some("2")), Err(SignInFault::RoleNotAllowed));
        let elsewhere = json!([{"org_code": "B82002"}]);
        assert_eq!(choose(&roles, &elsewhere, Some("1")), Err(SignInFault::OrganisationNotHeld));
    }

    #[test]
    fn an_activity_allows_what_the_role_does_not() {
        let roles = json!([claimed("2", "A81001", "S8000:G8000:R8999", &json!(["B0825"]))]);
        assert!(choose(&roles, &json!([]), Some("2")).is_ok());
    }
}
