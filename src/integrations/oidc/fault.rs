//! Why nobody was signed in.

use thiserror::Error;

use super::super::upstream::{OauthCode, Upstream};

/// Why a sign-in was refused. None of these holds a token, a name or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum SignInFault {
    /// The person did not agree to share their NHS login information.
    ConsentNotGiven,
    /// The person turned back at the provider.
    Cancelled,
    /// Any other error of the provider.
    ProviderSaid(OauthCode),
    /// The answer does not belong to a sign-in that this browser began.
    StateMismatch,
    /// The answer says that it comes from another provider.
    ForeignIssuer,
    /// The answer has neither a code nor an error.
    CodeMissing,
    /// The provider did not take the code.
    CodeRefused(OauthCode),
    /// The ID token fails a check.
    Token(TokenFault),
    /// The user information fails a check.
    Userinfo(UserinfoFault),
    /// A real person, but not proven (NHS login below P9) or not signed in strongly enough (CIS2 levels).
    LevelTooLow,
    /// CIS2: this person has no role at all.
    NoRoles,
    /// CIS2: no role was chosen.
    RoleMissing,
    /// CIS2: the chosen role is not one of theirs.
    RoleNotHeld,
    /// CIS2: the chosen role belongs to an organisation that is not one of theirs.
    OrganisationNotHeld,
    /// CIS2: the chosen role may not work here.
    RoleNotAllowed,
    /// The provider gave no usable answer.
    Upstream(Upstream),
}

/// What is wrong with an ID token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// There is none.
    Absent,
    /// It is not a token.
    Unreadable,
    /// A claim that must be there is not, or is empty.
    ClaimMissing(&'static str),
    /// A claim that is not what it should be.
    ClaimInvalid(&'static str),
    /// Not signed, or not with the pinned algorithm.
    Algorithm,
    /// Signed with a key that the provider does not publish.
    UnknownKey,
    /// The signature is wrong.
    Signature,
    /// A header that we must not accept.
    Header,
    /// `iss` is another provider.
    Issuer,
    /// `aud` is not us, or not us alone.
    Audience,
    /// `azp` is somebody else.
    AuthorizedParty,
    /// `exp` has passed.
    Expired,
    /// `iat` is in the future.
    IssuedAhead,
    /// `nonce` is missing or another.
    Nonce,
    /// `at_hash` does not fit the access token.
    AccessTokenHash,
    /// `vot` is missing.
    VectorMissing,
    /// `vot` is none of those asked for.
    VectorNotAsked,
    /// `auth_time` is missing or too long ago.
    AuthenticationTooOld,
}

/// What is wrong with the user information.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserinfoFault {
    /// The provider refused the access token.
    Refused,
    /// It has no `sub`.
    SubjectMissing,
    /// It is about somebody else.
    SubjectMismatch,
    /// It is not JSON, or a claim has the wrong shape.
    Unreadable,
}

impl SignInFault {
    /// A stable word for logs and counters.
    pub fn code(self) -> &'static str {
        match self {
            SignInFault::ConsentNotGiven => "consent_not_given",
            SignInFault::Cancelled => "cancelled",
            SignInFault::ProviderSaid(code) => code.code(),
            SignInFault::StateMismatch => "state_mismatch",
            SignInFault::ForeignIssuer => "foreign_issuer",
            SignInFault::CodeMissing => "code_missing",
            SignInFault::CodeRefused(_) => "code_refused",
            SignInFault::Token(fault) => fault.code(),
            SignInFault::Userinfo(fault) => fault.code(),
            SignInFault::LevelTooLow => "level_too_low",
            SignInFault::NoRoles => "no_roles",
            SignInFault::RoleMissing => "role_missing",
            SignInFault::RoleNotHeld => "role_not_held",
            SignInFault::OrganisationNotHeld => "organisation_not_held",
            SignInFault::RoleNotAllowed => "role_not_allowed",
            SignInFault::Upstream(upstream) => upstream.kind.code(),
        }
    }
}

impl TokenFault {
    /// A stable word for logs and counters.
    pub fn code(self) -> &'static str {
        match self {
            TokenFault::Absent => "token_absent",
            TokenFault::Unreadable => "token_unreadable",
            TokenFault::ClaimMissing(_) => "token_claim_missing",
            TokenFault::ClaimInvalid(_) => "token_claim_invalid",
            TokenFault::Algorithm => "token_algorithm",
            TokenFault::UnknownKey => "token_unknown_key",
            TokenFault::Signature => "token_signature",
            TokenFault::Header => "token_header",
            TokenFault::Issuer => "token_issuer",
            TokenFault::Audience => "token_audience",
            TokenFault::AuthorizedParty => "token_authorized_party",
            TokenFault::Expired => "token_expired",
            TokenFault::IssuedAhead => "token_issued_ahead",
            TokenFault::Nonce => "token_nonce",
            TokenFault::AccessTokenHash => "token_access_token_hash",
            TokenFault::VectorMissing => "token_vector_missing",
            TokenFault::VectorNotAsked => "token_vector_not_asked",
            TokenFault::AuthenticationTooOld => "token_authentication_too_old",
        }
    }
}

impl UserinfoFault {
    /// A stable word for logs and counters.
    pub fn code(self) -> &'static str {
        match self {
            UserinfoFault::Refused => "userinfo_refused",
            UserinfoFault::SubjectMissing => "userinfo_subject_missing",
            UserinfoFault::SubjectMismatch => "userinfo_subject_mismatch",
            UserinfoFault::Unreadable => "userinfo_unreadable",
        }
    }
}

impl From<Upstream> for SignInFault {
    fn from(upstream: Upstream) -> SignInFault {
        SignInFault::Upstream(upstream)
    }
}

impl From<TokenFault> for SignInFault {
    fn from(fault: TokenFault) -> SignInFault {
        SignInFault::Token(fault)
    }
}

impl From<UserinfoFault> for SignInFault {
    fn from(fault: UserinfoFault) -> SignInFault {
        SignInFault::Userinfo(fault)
    }
}
