//! What NHS login tells of somebody's GP practice, and of their account there (docs/sources.md#nhsl-eis, table 2).

use serde::{Deserialize, Serialize};

use crate::integrations::oidc::filled;

/// The scope with which it hands over what an account is linked with. It grants that to approved partners alone.
pub(super) const SCOPE: &str = "gp_integration_credentials";

/// With what an account is linked. No `Debug`: it has a key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Linkage {
    /// The number of the account.
    pub number: String,
    /// The code of the practice.
    pub practice: String,
    /// The linkage key.
    pub key: String,
}

/// Claim `gp_registration_details`.
#[derive(Deserialize)]
pub(super) struct GpRegistration {
    #[serde(default, deserialize_with = "filled")]
    pub gp_ods_code: Option<String>,
}

/// Claim `gp_integration_credentials`.
#[derive(Deserialize)]
pub(super) struct GpCredentials {
    #[serde(default, deserialize_with = "filled")]
    gp_user_id: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    gp_linkage_key: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    gp_ods_code: Option<String>,
}

impl GpCredentials {
    /// All three items; none where one is missing.
    pub(super) fn linkage(self) -> Option<Linkage> {
        let (number, key) = self.gp_user_id.zip(self.gp_linkage_key)?;
        Some(Linkage { number, practice: self.gp_ods_code?, key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_account_is_linked_with_all_three_items_or_none() {
        let whole = json!({"gp_user_id": "123456789", "gp_linkage_key": "K", "gp_ods_code": "A81001"});
        let read =
            |claim: serde_json::Value| serde_json::from_value::<GpCredentials>(claim).unwrap().linkage();
        let linkage = read(whole.clone()).unwrap();
        assert_eq!((linkage.number.as_str(), linkage.practice.as_str()), ("123456789", "A81001"));
        assert_eq!(linkage.key, "K");
        for name in ["gp_user_id", "gp_linkage_key", "gp_ods_code"] {
            let mut claim = whole.clone();
            claim[name] = json!("");
            assert!(read(claim).is_none(), "without {name}");
        }
    }
}
