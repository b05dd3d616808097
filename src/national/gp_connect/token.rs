//! The token of a call (docs/gp-connect.md#the-token): nobody has signed it, so that it proves nothing; who calls is proven by the
//! certificate. It says who asks, for whom they answer, and why.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::claims;
use super::fault::Fault;
use super::way::Way;

/// How long a token is good: exactly.
const LIFE: i64 = 300;
/// What a scope may hold.
const SCOPES: [&str; 6] =
    ["patient/*.read", "patient/*.write", "organization/*.read", "organization/*.write", NORMAL, RESTRICTED];
const NORMAL: &str = "conf/N";
const RESTRICTED: &str = "conf/R";
/// What each token must say.
const NEEDED: [&str; 9] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "reason_for_request",
    "requested_scope",
    "requesting_device",
    "requesting_organization",
];
const PRACTITIONER: &str = "requesting_practitioner";
/// What stands where nothing does.
static NOTHING: Value = Value::Null;

/// What a token says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The user, by their system's id.
    pub user_id: String,
    /// What they are called.
    pub user_name: Option<String>,
    /// In which role they ask.
    pub user_role: Option<String>,
    /// ODS code of their organisation.
    pub organisation: String,
    /// What it is called.
    pub organisation_name: Option<String>,
    /// The system they use.
    pub device: String,
    /// Why they ask.
    pub reason: String,
    /// How far, as it is written.
    pub scope: String,
    /// Whether that takes in what is confidential.
    pub is_restricted: bool,
}

/// What a token must fit.
pub struct Expected<'e> {
    /// What is asked for.
    pub way: Way,
    /// What it may be for.
    pub audiences: &'e [String],
    /// The time.
    pub now: OffsetDateTime,
}

/// Reads the value of `Authorization`.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(header: Option<&str>, expected: &Expected<'_>) -> Result<Told, Fault> {
    let (scheme, token) =
        header.and_then(|header| header.trim().split_once(' ')).ok_or_else(Fault::no_token)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Fault::no_token());
    }
    let claims = payload(token.trim())?;
    for name in NEEDED {
        let value = claims.get(name).unwrap_or(&NOTHING);
        if value.is_null() || value == "" {
            return Err(Fault::bad(format!("Empty JWT {name} claim")));
        }
    }
    if claims.contains_key("requested_record") {
        return Err(Fault::bad("JWT requested_record claim: it is no longer taken"));
    }
    let claim = |name: &str| claims.get(name).unwrap_or(&NOTHING);
    if claim(PRACTITIONER).is_null() && !expected.way.may_lack_practitioner() {
        return Err(Fault::bad(format!("Empty JWT {PRACTITIONER} claim")));
    }
    times(claim("iat"), claim("exp"), expected.now)?;
    text(&claims, "iss")?;
    let (audience, reason) = (text(&claims, "aud")?, text(&claims, "reason_for_request")?);
    if !expected.audiences.iter().any(|known| known == audience.trim_end_matches('/')) {
        return Err(Fault::bad("JWT aud claim: the service root of this practice is expected"));
    }
    if !expected.way.reasons().contains(&reason) {
        return Err(Fault::bad("JWT reason_for_request claim: it does not fit what is asked for"));
    }
    let scope = text(&claims, "requested_scope")?;
    let is_restricted = scoped(scope, expected.way)?;
    let user_id = text(&claims, "sub")?;
    let device = claims::device(claim("requesting_device"))?;
    let (organisation, organisation_name) = claims::organisation(claim("requesting_organization"))?;
    let (user_name, user_role) = match claim(PRACTITIONER) {
        Value::Null => (None, None),
        practitioner => claims::practitioner(practitioner, user_id)?,
    };
    let [user_id, reason, scope] = [user_id, reason, scope].map(str::to_owned);
    Ok(Told {
        user_id,
        user_name,
        user_role,
        organisation,
        organisation_name,
        device,
        reason,
        scope,
        is_restricted,
    })
}

/// What stands between the dots. The third part is empty; some leave out the dot before it.
fn payload(token: &str) -> Result<Map<String, Value>, Fault> {
    let parts: Vec<&str> = token.split('.').collect();
    let (header, payload) = match parts.as_slice() {
        [header, payload] | [header, payload, ""] if !header.is_empty() && !payload.is_empty() => {
            (header, payload)
        }
        _ => return Err(Fault::bad("JWT: two parts and an empty signature are expected")),
    };
    let header = decoded(header, "header")?;
    if Value::Object(header) != json!({ "alg": "none", "typ": "JWT" }) {
        return Err(Fault::bad("JWT header: alg none and typ JWT are expected, and nothing else"));
    }
    decoded(payload, "payload")
}

fn decoded(part: &str, name: &str) -> Result<Map<String, Value>, Fault> {
    let bytes = URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| Fault::bad(format!("JWT {name}: base64url without padding is expected")))?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::bad(format!("JWT {name}: a JSON object is expected")))
}

fn text<'c>(claims: &'c Map<String, Value>, name: &str) -> Result<&'c str, Fault> {
    let value = claims.get(name).and_then(Value::as_str);
    value.ok_or_else(|| Fault::bad(format!("JWT {name} claim: a text is expected")))
}

/// A token of a clock that goes before ours is taken: when it ends counts.
fn times(issued: &Value, ends: &Value, now: OffsetDateTime) -> Result<(), Fault> {
    let (Some(issued), Some(ends)) = (issued.as_i64(), ends.as_i64()) else {
        return Err(Fault::bad("JWT iat and exp claims: whole seconds are expected"));
    };
    if ends.checked_sub(issued) != Some(LIFE) {
        return Err(Fault::bad("JWT exp claim: 300 seconds after iat are expected"));
    }
    if ends <= now.unix_timestamp() {
        return Err(Fault::bad("JWT exp claim: the token has ended"));
    }
    Ok(())
}

/// Whether a scope takes in what is confidential. Without a word of it, it does not.
fn scoped(scope: &str, way: Way) -> Result<bool, Fault> {
    let all: Vec<&str> = scope.split_whitespace().collect();
    let has = |one: &str| all.contains(&one);
    if !all.iter().all(|one| SCOPES.contains(one)) || !has(way.scope()) || (has(NORMAL) && has(RESTRICTED)) {
        return Err(Fault::bad("JWT requested_scope claim: it does not fit what is asked for"));
    }
    Ok(has(RESTRICTED))
}
