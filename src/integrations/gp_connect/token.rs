//! The token of a call: unsigned, as GP Connect has it, and therefore written by hand (docs/sources.md#gpc-migrate). What proves
//! who we are is the certificate of the connection.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::call::{Call, REASON};
use crate::fhir::stu3::systems;

/// Seconds for which a token is good: neither more nor less is taken.
const LIFE: i64 = 300;
/// What stands for a role that is not known.
const UNKNOWN: &str = "UNK";

/// A fresh token for one call. Its third part is empty, and the full stop before it stays.
pub(super) fn token(call: &Call<'_>, issuer: &str, now: OffsetDateTime) -> String {
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = part(json!({"alg": "none", "typ": "JWT"}));
    format!("{header}.{}.", part(claims(call, issuer, now.unix_timestamp())))
}

fn claims(call: &Call<'_>, issuer: &str, iat: i64) -> Value {
    let asker = &call.asker;
    json!({
        "iss": issuer,
        "sub": asker.user,
        "aud": call.address,
        "iat": iat,
        "exp": iat + LIFE,
        "reason_for_request": REASON,
        "requested_scope": call.scope(),
        "requesting_device": {
            "resourceType": "Device",
            "identifier": [{"system": format!("{issuer}/device"), "value": "proxy-access"}],
            "model": "Trusted person access",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "requesting_organization": {
            "resourceType": "Organization",
            "identifier": [{
                "system": systems::ODS,
                "value": asker.practice.as_str(),
            }],
            "name": asker.practice_name,
        },
        "requesting_practitioner": practitioner(call, issuer),
    })
}

fn practitioner(call: &Call<'_>, issuer: &str) -> Value {
    let asker = &call.asker;
    let (given, family) = asker.name.rsplit_once(' ').unwrap_or((asker.name, asker.name));
    json!({
        "resourceType": "Practitioner",
        "id": asker.user,
        "identifier": [
            {"system": systems::USER, "value": asker.user},
            {"system": systems::ROLE_PROFILE, "value": asker.role.unwrap_or(UNKNOWN)},
            {"system": format!("{issuer}/user"), "value": asker.user},
        ],
        "name": [{"family": family, "given": [given]}],
    })
}

#[cfg(test)]
mod tests {
    use super::super::call::Asker;
    use super::*;
    use crate::fhir::stu3::sensitive::Sensitive;
    use domain::OdsCode;
    use time::macros::datetime;

    fn parts(sensitive: Sensitive) -> (Value, Value) {
        let practice = OdsCode::parse("B82002").unwrap();
        let asker = Asker {
            practice: &practice,
            practice_name: "Hillview",
            user: "555000000001",
            name: "Ben A Carter",
            role: None,
        };
        let (asid, address) = ("200000000205", "https://gp.test/A81001/STU3/1/gpconnect");
        let call = Call { trace: uuid::Uuid::nil(), asker, asid, address, sensitive };
        let token = token(&call, "https://us.test", datetime!(2026-11-28 12:00:00 UTC));
        let parts: Vec<&str> = token.split('.').collect();
        assert_eq!((parts.len(), parts[2]), (3, ""), "an empty signature behind the full stop");
        let part = |text: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap();
        (part(parts[0]), part(parts[1]))
    }

    #[test]
    fn a_token_is_unsigned_and_good_for_five_minutes() {
        let (header, claims) = parts(Sensitive::With);
        assert_eq!(header, json!({"alg": "none", "typ": "JWT"}));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 300);
        assert_eq!(claims["aud"], "https://gp.test/A81001/STU3/1/gpconnect");
        assert_eq!(claims["reason_for_request"], "migration");
    }

    #[test]
    fn the_scope_says_what_the_body_says() {
        for (sensitive, scope) in
            [(Sensitive::With, "patient/*.read conf/R"), (Sensitive::Without, "patient/*.read conf/N")]
        {
            assert_eq!(parts(sensitive).1["requested_scope"], scope);
        }
    }

    #[test]
    fn whoever_asks_is_who_the_token_is_about() {
        let (_, claims) = parts(Sensitive::With);
        let practitioner = &claims["requesting_practitioner"];
        assert_eq!(practitioner["id"], claims["sub"]);
        assert_eq!(practitioner["name"][0], json!({"family": "Carter", "given": ["Ben A"]}));
        assert_eq!(practitioner["identifier"][1]["value"], "UNK");
    }
}
