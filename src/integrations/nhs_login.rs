//! Signing in a citizen with NHS login, proven to level P9 (docs/sources.md#nhsl-eis).

mod handed;

use async_trait::async_trait;
use openidconnect::core::CoreAuthPrompt;
use serde::{Deserialize, Serialize};
use time::Date;
use time::macros::format_description;
use url::Url;

use crate::config;
use domain::clock::Clock;
use domain::{EmailAddress, NhsNumber, OdsCode};

use super::circuit::Circuit;
use super::oidc::{Ask, Callback, Pending, Provider, SignInFault, TokenFault, filled, flag};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{System, Upstream};

pub use handed::Linkage;
use handed::{GpCredentials, GpRegistration};

/// The least we need (ASVS 10.2.3), with [`handed::SCOPE`] where it is set up: who it is, how to greet them, where to write to, where they are registered.
const SCOPES: [&str; 4] = ["profile", "profile_extended", "email", "gp_registration_details"];
/// The proofing level that makes the NHS number reliable (docs/sources.md#nhsl-eis).
const PROVEN: &str = "P9";

/// A citizen, proven to P9. The NHS number must not be shown to them (docs/sources.md#nhsl-docs, scopes and claims).
#[derive(Clone, Serialize, Deserialize)]
pub struct Identity {
    /// Stable id of the person at NHS login.
    pub subject: String,
    /// `jti` of the ID token; the key to single sign-on with the NHS login settings pages.
    pub id_token_jti: String,
    /// Vector of trust of this sign-in.
    pub vot: String,
    /// Highest proofing level the person ever reached: P9.
    pub level: String,
    /// Traced by NHS login.
    pub nhs_number: NhsNumber,
    /// Family name.
    pub family_name: String,
    /// Given name from PDS; absent in NHS login's sandpit.
    pub given_name: Option<String>,
    /// Date of birth.
    pub birth_date: Date,
    /// Only where NHS login has verified it.
    pub email: Option<EmailAddress>,
    /// ODS code of the practice, where the person agreed to share it.
    pub gp_ods_code: Option<OdsCode>,
    /// With what they link an account at their practice, where we may ask for it.
    pub linkage: Option<Linkage>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(hidden)")
    }
}

#[derive(Deserialize)]
struct IdClaims {
    #[serde(default, deserialize_with = "filled")]
    jti: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    vot: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    identity_proofing_level: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    nhs_number: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    birthdate: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    family_name: Option<String>,
}

#[derive(Deserialize)]
struct UserClaims {
    #[serde(default, deserialize_with = "filled")]
    given_name: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    email: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    email_verified: bool,
    gp_registration_details: Option<GpRegistration>,
    gp_integration_credentials: Option<GpCredentials>,
}

/// What is special about one sign-in; nothing, by default.
#[derive(Default, Clone, Copy)]
pub struct Asking<'a> {
    /// The token with which the NHS App vouches for somebody: asks for a silent sign-in as that person
    /// (docs/sources.md#nhsl-docs).
    pub asserted: Option<&'a str>,
}

/// The client of NHS login.
#[derive(Debug)]
pub struct NhsLogin {
    provider: Provider,
    scopes: Vec<&'static str>,
    vectors: Vec<String>,
    settings: Option<String>,
}

impl NhsLogin {
    /// A client that has not spoken to NHS login yet: the service starts while it is down.
    ///
    /// # Errors
    /// A key or an address that cannot be used.
    pub fn new(
        config: &config::NhsLogin,
        redirect_uri: String,
        clock: Clock,
    ) -> Result<NhsLogin, SetupFault> {
        let provider = Provider::new(System::NhsLogin, &config.client, redirect_uri, clock)?;
        let (vectors, settings) = (config.vectors.clone(), config.settings_url.clone());
        let scopes = SCOPES.into_iter().chain(config.linkage.then_some(handed::SCOPE)).collect();
        Ok(NhsLogin { provider, scopes, vectors, settings })
    }

    /// Reads discovery where that is due; for start-up and a timer.
    ///
    /// # Errors
    /// NHS login gave no usable answer and nothing is known of it yet.
    pub async fn warm_up(&self) -> Result<(), Upstream> {
        self.provider.warm_up().await
    }

    /// Where to send the browser, and what its session must remember.
    ///
    /// The language cannot be passed on: NHS login does not support `ui_locales`.
    ///
    /// # Errors
    /// Nothing is known of NHS login yet and it gave no usable answer.
    pub async fn authorize(&self, asking: Asking<'_>) -> Result<(String, Pending), Upstream> {
        let mut extra = vec![("vtr", serde_json::Value::from(self.vectors.clone()).to_string())];
        if let Some(asserted) = asking.asserted {
            extra.push(("asserted_login_identity", asserted.to_owned()));
        }
        let prompt = asking.asserted.map(|_| CoreAuthPrompt::None);
        self.provider.authorize(Ask { scopes: &self.scopes, prompt, acr_values: None, extra }).await
    }

    /// Who came back, once every check has passed.
    ///
    /// # Errors
    /// The first check that failed.
    pub async fn complete(&self, pending: &Pending, callback: Callback) -> Result<Identity, SignInFault> {
        let redeemed = self.provider.redeem(pending, callback).await?;
        let claims: IdClaims = redeemed.read()?;
        check_level(claims.vot.as_deref(), claims.identity_proofing_level.as_deref(), &self.vectors)?;
        // At once: the access token lives five minutes.
        let user: UserClaims = self.provider.userinfo(&redeemed).await?;
        identity(redeemed.subject, claims, user)
    }

    /// Where somebody who signed in with this ID token (its `jti`) changes their NHS login account, without signing in
    /// again; good for one minute and once (docs/sources.md#nhsl-docs). None where no address of the settings is known.
    pub fn settings_link(&self, id_token_jti: &str) -> Option<String> {
        let mut link = Url::parse(self.settings.as_deref()?).ok()?;
        let vouched =
            self.provider.key.vouch(self.provider.client_id(), id_token_jti, self.provider.clock())?;
        link.query_pairs_mut().append_pair("assertedLoginIdentity", &vouched);
        Some(link.into())
    }
}

#[async_trait]
impl Outside for NhsLogin {
    fn title(&self) -> &'static str {
        "NHS login"
    }

    fn circuit(&self) -> &Circuit {
        self.provider.circuit()
    }

    async fn look(&self, _correlation: &str) -> Result<(), Wrong> {
        self.warm_up().await.map_err(Wrong::at("NHS_LOGIN_ISSUER"))
    }
}

/// The vector must be one we asked for, and the person proven (docs/sources.md#nhsl-eis): both, because each alone
/// has been seen to lie.
fn check_level(vot: Option<&str>, level: Option<&str>, asked: &[String]) -> Result<(), SignInFault> {
    let vot = vot.ok_or(TokenFault::VectorMissing)?;
    if !asked.iter().any(|vector| vector == vot) {
        let weaker = !vot.starts_with(PROVEN);
        return Err(if weaker { SignInFault::LevelTooLow } else { TokenFault::VectorNotAsked.into() });
    }
    if level == Some(PROVEN) { Ok(()) } else { Err(SignInFault::LevelTooLow) }
}

fn identity(subject: String, claims: IdClaims, user: UserClaims) -> Result<Identity, SignInFault> {
    let missing = TokenFault::ClaimMissing;
    let birthdate = claims.birthdate.ok_or(missing("birthdate"))?;
    let birth_date = Date::parse(&birthdate, format_description!("[year]-[month]-[day]"))
        .map_err(|_| TokenFault::ClaimInvalid("birthdate"))?;
    let nhs_number = NhsNumber::parse(&claims.nhs_number.ok_or(missing("nhs_number"))?)
        .map_err(|_| TokenFault::ClaimInvalid("nhs_number"))?;
    let practice = user.gp_registration_details.and_then(|details| details.gp_ods_code);
    let email = user.email.filter(|_| user.email_verified);
    Ok(Identity {
        subject,
        id_token_jti: claims.jti.ok_or(missing("jti"))?,
        vot: claims.vot.ok_or(TokenFault::VectorMissing)?,
        level: PROVEN.to_owned(),
        nhs_number,
        family_name: claims.family_name.ok_or(missing("family_name"))?,
        given_name: user.given_name,
        birth_date,
        // An address or a code that is none is like none at all: neither decides who the person is.
        email: email.and_then(|text| EmailAddress::parse(&text).ok()),
        gp_ods_code: practice.and_then(|text| OdsCode::parse(&text).ok()),
        linkage: user.gp_integration_credentials.and_then(GpCredentials::linkage),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn asked() -> Vec<String> {
        ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"].map(str::to_owned).to_vec()
    }

    #[test]
    fn only_a_requested_vector_of_a_proven_person_passes() {
        let cases = [
            (Some("P9.Cp.Cd"), Some("P9"), Ok(())),
            (Some("P9.Cm"), Some("P9"), Ok(())),
            (None, Some("P9"), Err(TokenFault::VectorMissing.into())),
            (Some("P5.Cp.Cd"), Some("P5"), Err(SignInFault::LevelTooLow)),
            (Some("P5.Cp.Cd"), Some("P9"), Err(SignInFault::LevelTooLow)),
            (Some("P0.Cp.Cd"), None, Err(SignInFault::LevelTooLow)),
            (Some("P9.Cp"), Some("P9"), Err(TokenFault::VectorNotAsked.into())),
            (Some("P9.Cp.Cd"), Some("P5"), Err(SignInFault::LevelTooLow)),
            (Some("P9.Cp.Cd"), None, Err(SignInFault::LevelTooLow)),
        ];
        for (vot, level, expected) in cases {
            assert_eq!(check_level(vot, level, &asked()), expected, "{vot:?} {level:?}");
        }
    }

    fn read(id: &Value, user: &Value) -> Result<Identity, SignInFault> {
        let claims = serde_json::from_value(id.clone()).unwrap();
        identity("s".into(), claims, serde_json::from_value(user.clone()).unwrap())
    }

    fn id_claims() -> Value {
        json!({"jti": "j", "vot": "P9.Cp.Cd", "identity_proofing_level": "P9", "nhs_number": "9990000018",
               "birthdate": "1951-03-12", "family_name": "O'Neill"})
    }

    #[test]
    fn an_unverified_address_is_not_used() {
        let user = json!({"email": "a@example.test", "email_verified": "false", "given_name": "M"});
        assert_eq!(read(&id_claims(), &user).unwrap().email, None);
        let user = json!({"email": "a@example.test", "email_verified": "true",
                          "gp_registration_details": {"gp_ods_code": "A81001"}});
        let identity = read(&id_claims(), &user).unwrap();
        assert_eq!(identity.email.unwrap().as_str(), "a@example.test");
        assert_eq!(identity.gp_ods_code.unwrap().as_str(), "A81001");
        assert_eq!(identity.given_name, None);
    }

    #[test]
    fn a_claim_that_is_missing_or_nonsense_is_named() {
        for name in ["jti", "nhs_number", "birthdate", "family_name"] {
            let mut claims = id_claims();
            claims.as_object_mut().unwrap().remove(name);
            assert_eq!(read(&claims, &json!({})).unwrap_err(), TokenFault::ClaimMissing(name).into());
        }
        for (name, value) in
            [("nhs_number", "999000001"), ("nhs_number", "99900000../"), ("birthdate", "1951")]
        {
            let mut claims = id_claims();
            claims[name] = json!(value);
            assert_eq!(read(&claims, &json!({})).unwrap_err(), TokenFault::ClaimInvalid(name).into());
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_person() {
        let shown = format!("{:?}", read(&id_claims(), &json!({})).unwrap());
        assert_eq!(shown, "Identity(hidden)");
    }
}
