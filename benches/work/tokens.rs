//! Assertions by which a practice's own system asks for tokens, made before any is measured.

use anyhow::{Context, Result};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use proxy_access::run::demo::keys::Keys;
use proxy_access::tokens::TokenKeys;
use secrecy::SecretString;
use serde_json::json;

use super::people::SYSTEM;
use crate::side::Side;

/// As many as are asked for at most.
const ASSERTIONS: usize = 3_000;

/// Registers the system; the requests, each with an assertion of its own.
pub async fn settle(side: &Side) -> Result<Vec<Vec<u8>>> {
    let pem = Keys::generate()?.private_pem;
    let public = TokenKeys::read(&SecretString::from(pem.clone()))?.public().clone();
    let key_id = public.keys.first().and_then(|key| key.common.key_id.clone()).context("a key id")?;
    sqlx::query(
        "insert into client (id, name, scopes, keys, practices, registered_at)
         values ($1, 'System', '{user.roles.view}', $2, '{A81001}', now())",
    )
    .bind(SYSTEM)
    .bind(serde_json::to_value(&public)?)
    .execute(&side.db)
    .await?;
    let key = EncodingKey::from_rsa_pem(pem.as_bytes())?;
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some(key_id);
    let (clock, url) = (side.clock.clone(), side.url.clone());
    let made = tokio::task::spawn_blocking(move || {
        let now = clock.now().unix_timestamp();
        let one = || {
            let claims = json!({
                "iss": SYSTEM, "sub": SYSTEM, "aud": format!("{url}/oauth2/token"),
                "jti": clock.new_id().to_string(), "iat": now, "exp": now + 280,
            });
            anyhow::Ok(request(&encode(&header, &claims, &key)?))
        };
        (0..ASSERTIONS).map(|_| one()).collect()
    });
    made.await?
}

fn request(assertion: &str) -> Vec<u8> {
    let body = format!(
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
         &client_assertion={assertion}"
    );
    format!(
        "POST /oauth2/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
