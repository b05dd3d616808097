//! Programs of others, registered with the demo: an app for citizens, one for staff, and a practice's own system. They get
//! their tokens as any program would, over HTTP, and show them, so that a developer can paste calls into a terminal.

mod calls;
mod kind;
mod pages;

use std::sync::{Arc, Mutex};

use anyhow::Context;
use axum::Router;
use axum::routing::get;
use jsonwebtoken::EncodingKey;
use secrecy::SecretString;

use crate::storage::PgPool;
use crate::storage::clients::{self, Client};
use crate::tokens::TokenKeys;
use domain::clock::Clock;
use domain::{OdsCode, RedirectUri};

use super::keys::Keys;
use calls::Programs;
use kind::Kind;

/// Where the apps take their codes; the port is the sandbox's (RFC 8252 §7.3).
const BACK: &str = "http://127.0.0.1/programs/back";

/// Registers the three, or gives the system its new key where they are known from the last time.
///
/// # Errors
/// When the key cannot be read or the database fails.
pub async fn register(db: &PgPool, keys: &Keys, clock: &Clock) -> anyhow::Result<()> {
    let public = TokenKeys::read(&SecretString::from(keys.private_pem.clone()))
        .map_err(|_| anyhow::anyhow!("the demo's system has no usable key"))?;
    let own = serde_json::to_value(public.public())?;
    for kind in Kind::ALL {
        let (is_system, back) = (kind == Kind::System, RedirectUri::parse(BACK).context(BACK)?);
        let client = Client {
            id: kind.client_id().to_owned(),
            name: kind.name().to_owned(),
            acts_for: kind.acts_for(),
            redirects: if is_system { Vec::new() } else { vec![back] },
            scopes: kind.scopes(),
            keys: if is_system { own.clone() } else { serde_json::json!({ "keys": [] }) },
            practices: if is_system { vec![OdsCode::parse("A81001")?] } else { Vec::new() },
            is_disabled: false,
        };
        if clients::find(db, &client.id).await?.is_none() {
            clients::insert(db, &client, clock.now()).await?;
        } else {
            clients::set_keys(db, &client.id, &client.keys).await?;
        }
    }
    Ok(())
}

/// The pages below `/programs`, for a service at `service_url`.
///
/// # Errors
/// When the key cannot be read or no client can be made.
pub fn routes(service_url: &str, keys: &Keys, clock: Clock) -> anyhow::Result<Router> {
    let programs = Programs {
        service_url: service_url.to_owned(),
        clock,
        key: EncodingKey::from_rsa_pem(keys.private_pem.as_bytes())?,
        http: reqwest::Client::builder().no_proxy().build()?,
        begun: Mutex::default(),
    };
    Ok(Router::new()
        .route("/programs", get(pages::list))
        .route("/programs/start/{kind}", get(pages::start))
        .route("/programs/back", get(pages::back))
        .with_state(Arc::new(programs)))
}
