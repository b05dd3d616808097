//! What can go wrong with an outside system, by name (docs/sources.md#apim-oauth, #pds-fhir, #nhsl-eis).

use std::fmt;

use thiserror::Error;

use super::mesh::MeshCode;
use super::vrs::VrsCode;

pub use super::system::System;

/// A call to an outside system that gave no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{system}: {kind}")]
pub struct Upstream {
    /// Which system.
    pub system: System,
    /// What happened.
    pub kind: Kind,
}

/// What happened to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Not tried: the last calls failed, and the pause is not over.
    CircuitOpen,
    /// Not tried: whoever paces the calls lets none through.
    Held,
    /// No connection, or it broke.
    Unreachable,
    /// No complete answer in time.
    Timeout,
    /// An answer above the size limit; reading it was stopped.
    TooLarge,
    /// An answer that is not what the system publishes.
    Malformed,
    /// A provider of sign-in that publishes no keys now.
    Unready,
    /// A status without a published code.
    Status(u16),
    /// 429: we are asking too often; ask again later, not at once.
    RateLimited,
    /// An OAuth error of a token endpoint.
    Oauth(OauthCode),
    /// A published code of PDS.
    Spine(SpineCode),
    /// A published code of MESH.
    Mesh(MeshCode),
    /// A published code of the national store of roles.
    Vrs(VrsCode),
    /// SMTP 5yz: it will not be taken, however often it is sent.
    MailRefused(u16),
    /// SMTP 4yz: it may be taken later.
    MailDelayed(u16),
    /// A message we must not send, such as a line break in a header or an address that is none.
    MailUnfit,
}

impl Kind {
    /// A stable word for logs and job records.
    pub fn code(self) -> &'static str {
        match self {
            Kind::CircuitOpen => "circuit_open",
            Kind::Held => "held",
            Kind::Unreachable => "unreachable",
            Kind::Timeout => "timeout",
            Kind::TooLarge => "too_large",
            Kind::Malformed => "malformed",
            Kind::Unready => "unready",
            Kind::Status(_) => "status",
            Kind::RateLimited => "rate_limited",
            Kind::Oauth(code) => code.code(),
            Kind::Spine(code) => code.code(),
            Kind::Mesh(code) => code.code(),
            Kind::Vrs(code) => code.code(),
            Kind::MailRefused(_) => "mail_refused",
            Kind::MailDelayed(_) => "mail_delayed",
            Kind::MailUnfit => "mail_unfit",
        }
    }

    /// True where the same call may succeed later without anybody changing anything.
    pub fn is_temporary(self) -> bool {
        match self {
            Kind::CircuitOpen | Kind::Held | Kind::Unreachable | Kind::Timeout | Kind::RateLimited => true,
            Kind::TooLarge | Kind::Malformed | Kind::Unready | Kind::MailDelayed(_) => true,
            Kind::Status(status) => status >= 500,
            Kind::Oauth(code) => matches!(code, OauthCode::ServerError | OauthCode::TemporarilyUnavailable),
            Kind::Spine(code) => code.is_temporary(),
            Kind::Vrs(code) => code.is_temporary(),
            Kind::MailRefused(_) | Kind::MailUnfit | Kind::Mesh(_) => false,
        }
    }

    /// True where the failure says that the system is down, so that the circuit counts it.
    pub(super) fn is_outage(self) -> bool {
        match self {
            Kind::Unreachable | Kind::Timeout => true,
            Kind::Status(status) => status >= 500,
            Kind::Spine(code) => code.is_temporary(),
            Kind::Vrs(code) => code.is_temporary(),
            Kind::CircuitOpen | Kind::Held | Kind::TooLarge | Kind::Malformed | Kind::Unready => false,
            Kind::RateLimited | Kind::Oauth(_) | Kind::Mesh(_) => false,
            Kind::MailRefused(_) | Kind::MailDelayed(_) | Kind::MailUnfit => false,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Status(code) | Kind::MailRefused(code) | Kind::MailDelayed(code) => {
                write!(f, "{} {code}", self.code())
            }
            _ => f.write_str(self.code()),
        }
    }
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }
        impl $name {
            /// The code as it is published.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }
            /// The code that is published as `text`.
            pub(super) fn named(text: &str) -> Option<$name> {
                match text { $($code => Some($name::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// `error` of a token or authorization endpoint; words that nobody published become `Other`, so that none is logged.
    OauthCode {
        /// The request is malformed.
        InvalidRequest = "invalid_request",
        /// Our assertion was not accepted.
        InvalidClient = "invalid_client",
        /// The code is used, expired or somebody else's.
        InvalidGrant = "invalid_grant",
        /// We may not use this grant.
        UnauthorizedClient = "unauthorized_client",
        /// The grant type is not known there.
        UnsupportedGrantType = "unsupported_grant_type",
        /// A scope we may not ask for.
        InvalidScope = "invalid_scope",
        /// The API platform could not read our key set or its signature.
        PublicKey = "public_key error",
        /// The person (or the provider) refused.
        AccessDenied = "access_denied",
        /// Only `code` is supported.
        UnsupportedResponseType = "unsupported_response_type",
        /// No session there for a jump-off with `prompt=none`.
        SsoLoginRequired = "sso_login_required",
        /// Trouble at the provider.
        ServerError = "server_error",
        /// Trouble at the provider, for now.
        TemporarilyUnavailable = "temporarily_unavailable",
        /// The person has to do something there.
        InteractionRequired = "interaction_required",
        /// The person has to sign in there.
        LoginRequired = "login_required",
        /// The person has to choose an account.
        AccountSelectionRequired = "account_selection_required",
        /// The person has to consent.
        ConsentRequired = "consent_required",
        /// A `request_uri` that is not accepted.
        InvalidRequestUri = "invalid_request_uri",
        /// A `request` that is not accepted.
        InvalidRequestObject = "invalid_request_object",
        /// `request` is not supported.
        RequestNotSupported = "request_not_supported",
        /// `request_uri` is not supported.
        RequestUriNotSupported = "request_uri_not_supported",
        /// `registration` is not supported.
        RegistrationNotSupported = "registration_not_supported",
        /// A redirect address that is not registered.
        InvalidRedirectUri = "invalid_redirect_uri",
        /// Any other word.
        Other = "oauth_other",
    }
}

codes! {
    /// Code of a PDS OperationOutcome (docs/sources.md#pds-fhir).
    SpineCode {
        /// 400: not an NHS number.
        InvalidResourceId = "INVALID_RESOURCE_ID",
        /// 404: nobody has this number.
        ResourceNotFound = "RESOURCE_NOT_FOUND",
        /// 404: the number was made invalid and nothing took its place.
        InvalidatedResource = "INVALIDATED_RESOURCE",
        /// 200: more matches than may be shown.
        TooManyMatches = "TOO_MANY_MATCHES",
        /// 400: a search that is not allowed.
        InvalidSearchData = "INVALID_SEARCH_DATA",
        /// 400: something is missing in the request.
        MissingValue = "MISSING_VALUE",
        /// 400 or 403: something is wrong in the request.
        InvalidValue = "INVALID_VALUE",
        /// 400: something too much in the request.
        AdditionalProperties = "ADDITIONAL_PROPERTIES",
        /// 400: no parameters or no number.
        UnsupportedService = "UNSUPPORTED_SERVICE",
        /// 400: a path that is not known.
        UnsupportedRequest = "UNSUPPORTED_REQUEST",
        /// 401 or 403: our token is missing, wrong or too weak.
        AccessDenied = "ACCESS_DENIED",
        /// 403: a method we may not use.
        InvalidMethod = "INVALID_METHOD",
        /// 408: its back end did not answer.
        UnableToCallService = "UNABLE_TO_CALL_SERVICE",
        /// 503: not available for now.
        ServiceUnavailable = "SERVICE_UNAVAILABLE",
        /// 500: trouble there.
        UnknownError = "UNKNOWN_ERROR",
    }
}

impl SpineCode {
    /// Whether the answer is final about the number that was asked for; all others are faults of ours or of PDS.
    pub fn says_that_nobody_is_there(self) -> bool {
        matches!(
            self,
            SpineCode::ResourceNotFound | SpineCode::InvalidatedResource | SpineCode::InvalidResourceId
        )
    }

    fn is_temporary(self) -> bool {
        matches!(
            self,
            SpineCode::UnableToCallService | SpineCode::ServiceUnavailable | SpineCode::UnknownError
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_system_and_the_kind_only() {
        let error = Upstream { system: System::Pds, kind: Kind::Spine(SpineCode::InvalidatedResource) };
        assert_eq!(error.to_string(), "pds: INVALIDATED_RESOURCE");
        assert_eq!(Upstream { system: System::Ods, kind: Kind::Status(502) }.to_string(), "ods: status 502");
    }

    #[test]
    fn a_refusal_is_lasting_and_an_outage_is_not() {
        assert!(!Kind::Spine(SpineCode::ResourceNotFound).is_temporary());
        assert!(!Kind::MailRefused(550).is_temporary());
        assert!(Kind::Spine(SpineCode::ServiceUnavailable).is_temporary());
        assert!(Kind::RateLimited.is_temporary());
        assert!(!Kind::RateLimited.is_outage(), "asking too often is our doing, not an outage");
    }

    #[test]
    fn published_codes_are_found_by_their_name() {
        assert_eq!(SpineCode::named("TOO_MANY_MATCHES"), Some(SpineCode::TooManyMatches));
        assert_eq!(OauthCode::named("invalid_grant"), Some(OauthCode::InvalidGrant));
        assert_eq!(SpineCode::named("too_many"), None);
    }
}
