//! Signing in practice staff with CIS2 (facts nhs-login-and-cis2 §2).

mod logout;
mod staff_role;

use async_trait::async_trait;
use openidconnect::core::CoreAuthPrompt;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Duration;

use crate::config;
use domain::clock::Clock;

use super::circuit::Circuit;
use super::oidc::{Ask, Callback, Pending, Provider, SignInFault, TokenFault, filled, level, list};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{System, Upstream};

pub use logout::{Logout, LogoutFault};
pub use staff_role::StaffRole;
use staff_role::{ClaimedRole, Organisation};

/// What everybody is asked for, beside `selectedrole` or `changedrole`.
const SCOPES: [&str; 5] = ["profile", "email", "nhsperson", "nationalrbacaccess", "associatedorgs"];
/// The person signed in at most this long ago (facts §2.8 point 5), with a minute for the clocks.
const RECENT: Duration = Duration::seconds(5 * 60 + 60);

/// A member of staff.
#[derive(Clone, Serialize, Deserialize)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Stable id of the person: twelve digits.
    pub subject: String,
    /// The session at CIS2; its back-channel logout names it.
    pub sid: Option<String>,
    /// Level of this sign-in, such as `AAL2`; at least what the settings ask for.
    pub level: String,
    /// How the person is addressed.
    pub name: String,
    /// E-mail address, if CIS2 has one.
    pub email: Option<String>,
    /// All roles of the person.
    pub roles: Vec<StaffRole>,
    /// The one they work in now; it is allowed to work here.
    pub selected_role: StaffRole,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(hidden)")
    }
}

#[derive(Deserialize)]
struct IdClaims {
    #[serde(default, deserialize_with = "level")]
    id_assurance_level: Option<u64>,
    #[serde(default, deserialize_with = "level")]
    authentication_assurance_level: Option<u64>,
    #[serde(default, deserialize_with = "level")]
    auth_time: Option<u64>,
    #[serde(default, deserialize_with = "filled")]
    selected_roleid: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    sid: Option<String>,
}

#[derive(Deserialize)]
struct UserClaims {
    #[serde(default, deserialize_with = "filled")]
    display_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    given_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    family_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    email: Option<String>,
    #[serde(default, deserialize_with = "list")]
    nhsid_nrbac_roles: Vec<ClaimedRole>,
    #[serde(default, deserialize_with = "list")]
    nhsid_user_orgs: Vec<Organisation>,
}

/// The client of CIS2.
#[derive(Debug)]
pub struct Cis2 {
    provider: Provider,
    config: config::Cis2,
}

impl Cis2 {
    /// A client that has not spoken to CIS2 yet: the service starts while it is down.
    ///
    /// # Errors
    /// A key or an address that cannot be used.
    pub fn new(config: &config::Cis2, redirect_uri: String, clock: Clock) -> Result<Cis2, SetupFault> {
        let mut provider = Provider::new(System::Cis2, &config.client, redirect_uri, clock)?;
        // CIS2 reads our key set, so the assertion has to say which key it is.
        provider.key = provider.key.always_named();
        Ok(Cis2 { provider, config: config.clone() })
    }

    /// Reads discovery where that is due; for start-up and a timer.
    ///
    /// # Errors
    /// CIS2 gave no usable answer and nothing is known of it yet.
    pub async fn warm_up(&self) -> Result<(), Upstream> {
        self.provider.warm_up().await
    }

    /// Where to send the browser, and what its session must remember. `change_role` asks for the role once more.
    ///
    /// # Errors
    /// Nothing is known of CIS2 yet and it gave no usable answer.
    pub async fn authorize(&self, change_role: bool) -> Result<(String, Pending), Upstream> {
        let mut scopes = SCOPES.to_vec();
        scopes.push(if change_role { "changedrole" } else { "selectedrole" });
        let acr_values = Some(self.config.acr_values.as_str());
        let prompt = Some(CoreAuthPrompt::Login);
        self.provider.authorize(Ask { scopes: &scopes, prompt, acr_values, extra: Vec::new() }).await
    }

    /// Who came back, once every check has passed.
    ///
    /// # Errors
    /// The first check that failed.
    pub async fn complete(&self, pending: &Pending, callback: Callback) -> Result<Identity, SignInFault> {
        let redeemed = self.provider.redeem(pending, callback).await?;
        let claims: IdClaims = redeemed.read()?;
        let now = self.provider.clock().now().unix_timestamp();
        check_levels(&claims, &self.config, now)?;
        let user: UserClaims = self.provider.userinfo(&redeemed).await?;
        let name = name_of(&user);
        let (roles, selected_role) = staff_role::chosen(
            user.nhsid_nrbac_roles,
            &user.nhsid_user_orgs,
            claims.selected_roleid.as_deref(),
            &self.config,
        )?;
        Ok(Identity {
            issuer: self.provider.issuer().to_owned(),
            subject: redeemed.subject,
            sid: claims.sid,
            level: format!("AAL{}", claims.authentication_assurance_level.unwrap_or_default()),
            name,
            email: user.email,
            roles,
            selected_role,
        })
    }

    /// Reads a back-channel logout token; the caller remembers [`Logout::jti`] for five minutes and refuses a repetition.
    ///
    /// # Errors
    /// The first check that failed.
    pub async fn logout_token(&self, token: &str) -> Result<Logout, LogoutFault> {
        let kid = logout::key_id(token)?;
        let keys = self.provider.keys_with(kid.as_deref()).await.map_err(LogoutFault::Upstream)?;
        let expected = logout::Expected {
            issuer: self.provider.issuer(),
            client_id: self.provider.client_id(),
            algorithm: self.provider.algorithm(),
            now: self.provider.clock().now(),
        };
        logout::read(token, kid.as_deref(), keys, &expected)
    }

    /// Our public keys, as `/.well-known/jwks.json` gives them.
    pub fn public_keys(&self) -> Value {
        json!({ "keys": [self.provider.key.public()] })
    }
}

#[async_trait]
impl Outside for Cis2 {
    fn title(&self) -> &'static str {
        "CIS2"
    }

    fn circuit(&self) -> &Circuit {
        self.provider.circuit()
    }

    async fn look(&self, _correlation: &str) -> Result<(), Wrong> {
        self.warm_up().await.map_err(Wrong::at("CIS2_ISSUER"))
    }
}

/// What we asked for is only a wish: the answer decides (facts §2.3, §2.8).
fn check_levels(claims: &IdClaims, config: &config::Cis2, now: i64) -> Result<(), SignInFault> {
    let reaches = |level: Option<u64>, least: u8| level.is_some_and(|level| level >= u64::from(least));
    if !reaches(claims.id_assurance_level, config.identity_level)
        || !reaches(claims.authentication_assurance_level, config.authentication_level)
    {
        return Err(SignInFault::LevelTooLow);
    }
    let signed_in = claims.auth_time.and_then(|seconds| i64::try_from(seconds).ok());
    match signed_in {
        Some(at) if at >= now - RECENT.whole_seconds() => Ok(()),
        Some(_) | None => Err(TokenFault::AuthenticationTooOld.into()),
    }
}

fn name_of(user: &UserClaims) -> String {
    let parts = [user.given_name.as_deref(), user.family_name.as_deref()];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    user.display_name.clone().or_else(|| user.name.clone()).unwrap_or(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> config::Cis2 {
        let pairs = [("CIS2_ISSUER", "http://op:443/x"), ("CIS2_CLIENT_ID", "us"), ("CIS2_PRIVATE_KEY", "k")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut reader = config::Reader::from_values(pairs);
        config::Cis2::read(&mut reader)
    }

    fn check(claims: &Value) -> Result<(), SignInFault> {
        check_levels(&serde_json::from_value(claims.clone()).unwrap(), &config(), 1_000_000)
    }

    #[test]
    fn levels_count_as_text_or_number() {
        let good =
            json!({"id_assurance_level": "3", "authentication_assurance_level": 2, "auth_time": 999_990});
        assert_eq!(check(&good), Ok(()));
        let good =
            json!({"id_assurance_level": 3, "authentication_assurance_level": "3", "auth_time": "999990"});
        assert_eq!(check(&good), Ok(()));
    }

    #[test]
    fn low_missing_or_odd_levels_are_too_low() {
        for (identity, authentication) in [
            (json!(2), json!(3)),
            (json!("3"), json!("1")),
            (Value::Null, json!(3)),
            (json!(3), json!("AAL3")),
        ] {
            let claims = json!({"id_assurance_level": identity, "authentication_assurance_level": authentication,
                                "auth_time": 999_990});
            assert_eq!(check(&claims), Err(SignInFault::LevelTooLow));
        }
    }

    #[test]
    fn an_old_or_unknown_sign_in_is_refused() {
        for (auth_time, good) in [(json!(999_700), true), (json!(999_600), false), (Value::Null, false)] {
            let claims =
                json!({"id_assurance_level": 3, "authentication_assurance_level": 2, "auth_time": auth_time});
            let expected = if good { Ok(()) } else { Err(TokenFault::AuthenticationTooOld.into()) };
            assert_eq!(check(&claims), expected, "{auth_time}");
        }
    }

    #[test]
    fn the_name_is_the_best_that_is_there() {
        let name = |json: Value| name_of(&serde_json::from_value(json).unwrap());
        assert_eq!(name(json!({"display_name": "Rachel Reid", "name": "REID Rachel"})), "Rachel Reid");
        assert_eq!(name(json!({"name": "", "given_name": "Rachel", "family_name": "Reid"})), "Rachel Reid");
        assert_eq!(name(json!({})), "");
    }
}
