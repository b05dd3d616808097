//! The ways a provider can be told to misbehave (docs/sources.md#oidc-suite, #like-sign-in), until it is told to stop.

use std::time::Duration;

use serde::{Deserialize, Serialize};

macro_rules! modes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// One way of being wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum Mode {
            /// Behave as published.
            #[default]
            #[serde(rename = "ok")]
            Ok,
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Mode {
            /// Every mode with its name in JSON and what it does, for the page of switches.
            pub const ALL: &'static [(Mode, &'static str, &'static str)] = &[
                (Mode::Ok, "ok", "behave as published"),
                $((Mode::$variant, $name, concat!($($doc),+)),)+
            ];
        }
    };
}

modes! {
    /// ID token signed by a key nobody publishes, under the published `kid`.
    WrongSignature = "wrong_signature",
    /// ID token signed by an unpublished key, under its own `kid`.
    UnknownKid = "unknown_kid",
    /// A claim of the ID token changed after signing.
    BodyTampered = "body_tampered",
    /// `alg: none`, no signature.
    AlgNone = "alg_none",
    /// HS256 with the public key as the secret.
    AlgHs256 = "alg_hs256",
    /// RS256 where RS512 is due, and the reverse.
    OtherRs = "other_rs",
    /// Header without `kid`.
    NoKid = "no_kid",
    /// A second signing key in the key set (combine it with `no_kid`).
    TwoKeys = "two_keys",
    /// `iss` of somebody else.
    WrongIssuer = "wrong_issuer",
    /// No `iss`.
    MissingIssuer = "missing_issuer",
    /// `aud` of another client.
    WrongAudience = "wrong_audience",
    /// No `aud`.
    MissingAudience = "missing_audience",
    /// Two audiences and an `azp` that is not us.
    ForeignAzp = "foreign_azp",
    /// Expired an hour ago.
    Expired = "expired",
    /// No `exp`.
    NoExp = "no_exp",
    /// Issued tomorrow.
    IatAhead = "iat_ahead",
    /// No `iat`.
    NoIat = "no_iat",
    /// No `nonce`.
    NoNonce = "no_nonce",
    /// Another `nonce`.
    WrongNonce = "wrong_nonce",
    /// No `sub` in the ID token.
    NoSub = "no_sub",
    /// `at_hash` of another access token.
    WrongAtHash = "wrong_at_hash",
    /// Userinfo about another subject.
    UserinfoOtherSub = "userinfo_other_sub",
    /// Userinfo without `sub`.
    UserinfoNoSub = "userinfo_no_sub",
    /// Token answer without an ID token.
    NoIdToken = "no_id_token",
    /// Token endpoint answers 500.
    Token500 = "token_500",
    /// Token endpoint answers 200 with something that is not JSON.
    TokenGarbage = "token_garbage",
    /// Token endpoint waits `ms` first.
    TokenSlow = "token_slow",
    /// Token answer of ten megabytes.
    TokenHuge = "token_huge",
    /// Token endpoint answers with a redirect.
    TokenRedirect = "token_redirect",
    /// Userinfo answers 401.
    Userinfo401 = "userinfo_401",
    /// Userinfo answers 500.
    Userinfo500 = "userinfo_500",
    /// Discovery names another issuer.
    DiscoveryWrongIssuer = "discovery_wrong_issuer",
    /// Discovery answers 503.
    DiscoveryDown = "discovery_down",
    /// The key set is empty.
    JwksEmpty = "jwks_empty",
    /// The key set answers 503.
    JwksDown = "jwks_down",
    /// A new key signs and the old one is withdrawn.
    KeyRotated = "key_rotated",
    /// No `vot` (NHS login).
    VotMissing = "vot_missing",
    /// `vot` P5 while the level says P9 (NHS login).
    VotLower = "vot_lower",
    /// Identity level lower than asked: P5 (NHS login), 2 (CIS2).
    LevelP5 = "level_p5",
    /// One factor only (CIS2).
    Aal1 = "aal1",
    /// Signed in an hour ago.
    AuthTimeOld = "auth_time_old",
    /// Assurance levels as JSON strings (CIS2); allowed.
    LevelsAsStrings = "levels_as_strings",
    /// No `selected_roleid` (CIS2).
    NoSelectedRole = "no_selected_role",
    /// `selected_roleid` of a role the person does not hold (CIS2).
    RoleNotHeld = "role_not_held",
    /// Comes back with `access_denied`.
    ErrorAccessDenied = "error_access_denied",
    /// Comes back with `login_required`.
    ErrorLoginRequired = "error_login_required",
    /// Comes back with `server_error`.
    ErrorServerError = "error_server_error",
    /// Comes back without `state`.
    StateMissing = "state_missing",
    /// Comes back with another `state`.
    StateWrong = "state_wrong",
    /// Comes back with the `iss` of another provider (RFC 9207).
    CallbackIssWrong = "callback_iss_wrong",
    /// An existing session signs in again without a page.
    SilentSignIn = "silent_sign_in",
    /// Every answer waits `ms` first.
    SlowAll = "slow_all",
    /// Every answer is 503.
    Down = "down",
}

/// What a provider has been told: `{"mode": "expired"}`, `{"mode": "token_slow", "ms": 9000}`,
/// `{"mode": "no_kid", "also": ["two_keys"]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    /// The main mode.
    #[serde(default)]
    pub mode: Mode,
    /// Further modes at the same time.
    #[serde(default)]
    pub also: Vec<Mode>,
    /// How long the slow ones wait, in milliseconds.
    #[serde(default = "two_seconds")]
    pub ms: u64,
}

impl Default for Faults {
    fn default() -> Faults {
        Faults { mode: Mode::Ok, also: Vec::new(), ms: two_seconds() }
    }
}

impl Faults {
    /// Whether this mode is on.
    pub fn has(&self, mode: Mode) -> bool {
        self.mode == mode || self.also.contains(&mode)
    }

    /// Every mode that is on.
    pub fn modes(&self) -> impl Iterator<Item = Mode> + '_ {
        std::iter::once(self.mode).chain(self.also.iter().copied())
    }

    /// Waits if this mode is on.
    pub async fn wait(&self, mode: Mode) {
        if self.has(mode) {
            tokio::time::sleep(Duration::from_millis(self.ms)).await;
        }
    }
}

fn two_seconds() -> u64 {
    2000
}
