//! What is wrong with a call, as RFC 9457 problem details with a stable `type` each.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::programs::CallerRefused;
use crate::actions::{Failed, accounts};
use crate::storage::away::Away;
use crate::telemetry::traces;
use domain::delegation::Refusal;
use domain::scope::Scope;

use super::kind::Kind;
use super::wrong::WrongField;

/// The longest wait for news that a call may ask for, in seconds; shorter than what an answer may take. After that long, at
/// most, a call that waits is over, and leaves its place.
pub(super) const LONGEST_WAIT: i64 = 25;
/// Media type of a problem.
pub(super) const PROBLEM: &str = "application/problem+json";

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No token, or one that is not good.
    Token(Option<&'static str>),
    /// The token does not reach so far: it needs one of these.
    Scope(&'static [Scope]),
    /// No such thing, or not for this caller: the two answer alike.
    NotFound,
    /// A parameter or header is missing or wrong: which, and what is expected.
    Parameter(&'static str, &'static str),
    /// Fields of the body are missing or wrong, all of them at once.
    Body(Vec<WrongField>),
    /// The body is no JSON, or not said to be.
    NotJson(StatusCode),
    /// The rules say no.
    Refused(Refusal),
    /// The delegation is no longer at the version that the call named; it is at this one.
    Changed(i32),
    /// The idempotency key was used for another call.
    KeyReused,
    /// A call with this idempotency key is under way; at the latest after so many seconds it counts as lost.
    UnderWay(i64),
    /// The program calls too often; after so many seconds it may again.
    TooOften(i64),
    /// The program has as many streams open as it may have.
    TooManyStreams,
    /// What the framework refused: another method, too long, too slow.
    Plain(StatusCode),
    /// The database failed, or others were first time and again.
    Unavailable,
    /// The database was away.
    Away(Away),
}

/// A problem as it is written (RFC 9457), media type `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// Says which problem it is; never changes. `about:blank` where the status says it all.
    #[serde(rename = "type")]
    pub kind: String,
    /// The problem in a few words.
    pub title: String,
    /// The status again.
    pub status: u16,
    /// What is wrong with this very call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Fields of the body that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WrongField>,
    /// The stage that the delegation is at, where that is the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<&'static str>,
    /// The version that the delegation is at, where that is the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// What our log and our traces know this call by; there where the service is traced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

impl Problem {
    /// Which of the published problems it is; none for what the status says alone.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Problem::Token(_) => Kind::Token,
            Problem::Scope(_) => Kind::Scope,
            Problem::NotFound => Kind::NotFound,
            Problem::Parameter(..) => Kind::Parameter,
            Problem::Body(_) => Kind::Body,
            Problem::NotJson(_) => Kind::NotJson,
            Problem::Refused(refusal) => Kind::of(*refusal),
            Problem::Changed(_) => Kind::Changed,
            Problem::KeyReused => Kind::KeyReused,
            Problem::UnderWay(_) => Kind::UnderWay,
            Problem::TooOften(_) => Kind::TooOften,
            Problem::TooManyStreams => Kind::TooManyStreams,
            Problem::Plain(_) => return None,
            Problem::Unavailable | Problem::Away(_) => Kind::Unavailable,
        })
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NotJson(status) | Problem::Plain(status) => *status,
            other => other.kind().map_or(StatusCode::INTERNAL_SERVER_ERROR, Kind::status),
        }
    }

    /// One field that is wrong.
    pub fn field(pointer: &str, expected: &str) -> Problem {
        Problem::Body(vec![WrongField::new(pointer, expected)])
    }

    /// Three readings together.
    ///
    /// # Errors
    /// Everything that is wrong with them, at once.
    pub fn all<A, B, C>(
        a: Result<A, WrongField>,
        b: Result<B, WrongField>,
        c: Result<C, WrongField>,
    ) -> Result<(A, B, C), Problem> {
        match (a, b, c) {
            (Ok(a), Ok(b), Ok(c)) => Ok((a, b, c)),
            (a, b, c) => Err(Problem::Body([a.err(), b.err(), c.err()].into_iter().flatten().collect())),
        }
    }

    fn detail(&self) -> Option<String> {
        Some(match self {
            Problem::Token(None) => "Send the header `Authorization: Bearer <token>`.".to_owned(),
            Problem::Token(Some(why)) => format!("The token is not good: {why}."),
            Problem::Scope(scopes) => format!("The scope {} is needed.", codes(scopes, "` or `")),
            Problem::NotFound => "There is no such thing, or it is not for this caller.".to_owned(),
            Problem::Parameter(name, expected) => format!("`{name}` should be {expected}."),
            Problem::Body(_) => "See `errors` for each field.".to_owned(),
            Problem::NotJson(_) => "Send JSON in UTF-8 with `Content-Type: application/json`.".to_owned(),
            Problem::Refused(refusal) => format!("Refused: {refusal}."),
            Problem::Changed(version) => format!(
                "It is at \"{version}\": read it again, and decide anew. A weak tag (`W/…`) never matches `If-Match`."
            ),
            Problem::KeyReused => "Use a new key for each call that is not the same again.".to_owned(),
            Problem::UnderWay(seconds) => {
                format!("Make the same call again: after {seconds} s at the latest it is answered.")
            }
            Problem::TooOften(seconds) => format!("Make the same call again after {seconds} s."),
            Problem::TooManyStreams => {
                "Close one of them first: all readers of a program can share one.".to_owned()
            }
            Problem::Plain(_) => return None,
            Problem::Unavailable | Problem::Away(_) => {
                "Make the same call again in a few seconds.".to_owned()
            }
        })
    }

    /// What a client of OAuth looks at first (RFC 6750 §3).
    fn challenge(&self) -> Option<String> {
        match self {
            Problem::Token(None) => Some("Bearer realm=\"api\"".to_owned()),
            Problem::Token(Some(_)) => Some("Bearer realm=\"api\", error=\"invalid_token\"".to_owned()),
            Problem::Scope(scopes) => {
                let scope = scopes.first().copied().map(Scope::code).unwrap_or_default();
                Some(format!("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"{scope}\""))
            }
            _ => None,
        }
    }

    /// When the same call makes sense again, in seconds.
    fn retry_after(&self) -> Option<i64> {
        match (self, self.status()) {
            (Problem::UnderWay(seconds) | Problem::TooOften(seconds), _) => Some(*seconds),
            (Problem::TooManyStreams, _) => Some(LONGEST_WAIT),
            (_, StatusCode::SERVICE_UNAVAILABLE) => Some(5),
            (_, StatusCode::TOO_MANY_REQUESTS) => Some(3600),
            _ => None,
        }
    }

    fn details(self) -> ProblemDetails {
        let (status, detail, kind) = (self.status(), self.detail(), self.kind());
        let plain = || status.canonical_reason().unwrap_or("Refused").to_owned();
        ProblemDetails {
            kind: kind.map_or_else(|| "about:blank".to_owned(), |kind| format!("/problems/{}", kind.code())),
            title: kind.map_or_else(plain, |kind| kind.title().to_owned()),
            status: status.as_u16(),
            detail,
            trace_id: traces::trace_id(),
            stage: match &self {
                Problem::Refused(Refusal::WrongStage(stage)) => Some(stage.code()),
                _ => None,
            },
            version: match &self {
                Problem::Changed(version) => Some(*version),
                _ => None,
            },
            errors: match self {
                Problem::Body(errors) => errors,
                _ => Vec::new(),
            },
        }
    }
}

fn codes(scopes: &[Scope], between: &str) -> String {
    let codes: Vec<&str> = scopes.iter().copied().map(Scope::code).collect();
    format!("`{}`", codes.join(between))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, challenge, retry_after) = (self.status(), self.challenge(), self.retry_after());
        let away = if let Problem::Away(away) = &self { Some(*away) } else { None };
        let mut response = (status, Json(self.details())).into_response();
        if let Some(away) = away {
            response.extensions_mut().insert(away);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        if let Some(challenge) = challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<CallerRefused> for Problem {
    fn from(refused: CallerRefused) -> Problem {
        match refused {
            CallerRefused::Token(why) => Problem::Token(Some(why)),
            CallerRefused::Scope(scopes) => Problem::Scope(scopes),
            CallerRefused::Storage(error) => Problem::from(error),
        }
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Problem {
        match failed {
            Failed::Refused(refusal) => Problem::from(refusal),
            Failed::Changed(version) => Problem::Changed(version),
            Failed::Storage(error) => Problem::from(error),
        }
    }
}

impl From<accounts::Failed> for Problem {
    /// Nothing that programs do about accounts is refused for another reason yet than that they may not know of it.
    fn from(failed: accounts::Failed) -> Problem {
        match failed {
            accounts::Failed::Refused(_) => Problem::NotFound,
            accounts::Failed::Changed(version) => Problem::Changed(version),
            accounts::Failed::Storage(error) => Problem::from(error),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        match refusal {
            Refusal::NotFound => Problem::NotFound,
            other => Problem::Refused(other),
        }
    }
}

impl From<crate::storage::StorageError> for Problem {
    fn from(error: crate::storage::StorageError) -> Problem {
        tracing::error!(error = ?error, "the database failed");
        error.away().map_or(Problem::Unavailable, Problem::Away)
    }
}
