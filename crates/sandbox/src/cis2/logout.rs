//! Back-channel logout: tells the service that somebody's session has ended (docs/sources.md#cis2-users), rightly or
//! wrongly.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::cast;
use crate::oidc::answers::json_answer;
use crate::oidc::jose::{self, Claims, Signing};
use crate::oidc::keys::{Algorithm, KeyFault, Slot, key};
use crate::oidc::{Provider, mint};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What is wrong with a logout token (docs/sources.md#oidc-suite, #like-sign-in).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bad {
    /// Nothing.
    #[default]
    Nothing,
    /// `iss` of somebody else.
    WrongIss,
    /// `aud` of another client.
    WrongAud,
    /// Carries a `nonce`.
    WithNonce,
    /// No `events`.
    NoEvent,
    /// Another event.
    WrongEvent,
    /// `alg: none`.
    AlgNone,
    /// HS256 with the public key as the secret.
    AlgHs256,
    /// RS512 where RS256 is pinned.
    AlgRs512,
    /// Signed by an unpublished key.
    WrongSignature,
    /// `exp` has passed.
    Expired,
    /// No `exp`; allowed.
    NoExp,
    /// `iat` a day ago.
    OldIat,
    /// `iat` tomorrow.
    IatAhead,
    /// No `jti`.
    NoJti,
    /// Neither `sub` nor `sid`.
    NoSubNoSid,
    /// No `sid`; means every session of the person.
    NoSid,
    /// No `sub`; allowed.
    NoSub,
    /// `sid` of another session.
    OtherSid,
    /// `typ` is `JWT`.
    TypJwt,
}

/// `{"user": "<cast id>", "bad": "wrong_iss", "times": 2}`; only `user` is needed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Cast id.
    pub user: String,
    /// What to do wrong.
    #[serde(default)]
    pub bad: Bad,
    /// How often to send the very same token; once if left out.
    #[serde(default = "once")]
    pub times: u8,
}

/// What the service answered to each sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// HTTP statuses in order.
    pub statuses: Vec<u16>,
}

/// Why nothing could be sent.
#[derive(Debug, thiserror::Error)]
pub enum LogoutFault {
    /// No such user.
    #[error("no staff member of the cast has this id")]
    UnknownUser,
    /// No address is registered.
    #[error("no backchannel_logout_uri is registered")]
    NoAddress,
    /// A key failed.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// The service could not be reached.
    #[error("the service could not be reached")]
    Unreachable(#[from] reqwest::Error),
}

/// Ends the person's CIS2 sessions and posts the logout token for the newest one.
pub async fn logout_now(provider: &Provider, order: Order) -> Result<Outcome, LogoutFault> {
    let member = cast::staff_member(&order.user).ok_or(LogoutFault::UnknownUser)?;
    let address = provider.client().backchannel_logout_uri.ok_or(LogoutFault::NoAddress)?;
    let ended = provider.store().end_sessions(member.id);
    let token = token(provider, member.sub, ended.into_iter().next(), order.bad)?;
    let client = reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?;
    let mut statuses = Vec::new();
    for _ in 0..order.times {
        let answer = client.post(&address).form(&[("logout_token", &token)]).send().await?;
        statuses.push(answer.status().as_u16());
    }
    Ok(Outcome { statuses })
}

/// `POST /logout-now` with an [`Order`].
pub async fn endpoint(State(provider): State<Provider>, Json(order): Json<Order>) -> Response {
    match logout_now(&provider, order).await {
        Ok(outcome) => json_answer(StatusCode::OK, json!(outcome)),
        Err(fault @ (LogoutFault::UnknownUser | LogoutFault::NoAddress)) => {
            json_answer(StatusCode::BAD_REQUEST, json!({"error": fault.to_string()}))
        }
        Err(fault @ (LogoutFault::Key(_) | LogoutFault::Unreachable(_))) => {
            json_answer(StatusCode::BAD_GATEWAY, json!({"error": fault.to_string()}))
        }
    }
}

/// A logout token; without a session it carries no `sid`.
pub fn token(provider: &Provider, sub: &str, sid: Option<String>, bad: Bad) -> Result<String, KeyFault> {
    let now = provider.now();
    let mut claims = jose::claims_of(json!({
        "iss": provider.issuer(),
        "aud": provider.client().client_id,
        "sub": sub,
        "iat": now,
        "exp": now + 120,
        "jti": provider.clock().new_id().to_string(),
        "events": { EVENT: {} },
    }));
    if let Some(sid) = sid {
        claims.insert("sid".to_owned(), json!(sid));
    }
    bend(&mut claims, bad, now);
    let own = mint::current(provider)?;
    let kind = if bad == Bad::TypJwt { "JWT" } else { "logout+jwt" };
    let mut signing =
        Signing { key: own, algorithm: provider.kind().algorithm(), kid: Some(own.kid()), kind };
    match bad {
        Bad::AlgNone => return Ok(jose::unsigned(&claims, own.kid(), kind)),
        Bad::AlgHs256 => return jose::hmac_with_public_key(&claims, own, kind),
        Bad::AlgRs512 => signing.algorithm = Algorithm::Rs512,
        Bad::WrongSignature => signing.key = key(Slot::Stranger)?,
        _ => {}
    }
    jose::signed(&claims, &signing)
}

fn bend(claims: &mut Claims, bad: Bad, now: i64) {
    let day = 24 * 3600;
    let change = match bad {
        Bad::WrongIss => Some(("iss", json!("https://issuer.example.test"))),
        Bad::WrongAud => Some(("aud", json!("another-client"))),
        Bad::WithNonce => Some(("nonce", json!("a-nonce"))),
        Bad::WrongEvent => Some(("events", json!({"http://schemas.openid.net/event/other": {}}))),
        Bad::Expired => Some(("exp", json!(now - 60))),
        Bad::OldIat => Some(("iat", json!(now - day))),
        Bad::IatAhead => Some(("iat", json!(now + day))),
        Bad::OtherSid => Some(("sid", json!("00000000-0000-7000-8000-000000000000"))),
        _ => None,
    };
    if let Some((name, value)) = change {
        claims.insert(name.to_owned(), value);
    }
    let dropped: &[&str] = match bad {
        Bad::NoEvent => &["events"],
        Bad::NoExp => &["exp"],
        Bad::NoJti => &["jti"],
        Bad::NoSubNoSid => &["sub", "sid"],
        Bad::NoSid => &["sid"],
        Bad::NoSub => &["sub"],
        _ => &[],
    };
    for name in dropped {
        claims.remove(*name);
    }
}

fn once() -> u8 {
    1
}
