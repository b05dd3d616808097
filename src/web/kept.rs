//! How values are kept in a browser's session.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tower_sessions::{Expiry, Session};

use super::failure::Failure;

/// How long a form is parked, a page is kept, and it is known whose session ended. The row of a session outlives it by so much.
pub const KEPT_FOR: Duration = Duration::hours(1);

/// Name of the cookie by which a browser has its session; with a prefix where the service is reached over https.
pub fn cookie(is_https: bool) -> &'static str {
    if is_https { "__Host-session" } else { "session" }
}

/// A value of the session, if it is there.
///
/// # Errors
/// When the session cannot be read.
pub async fn read<T: DeserializeOwned>(session: &Session, key: &str) -> Result<Option<T>, Failure> {
    Ok(session.get(key).await?)
}

/// Puts a value in. The end is set anew with every change: a session without one is kept for two weeks.
///
/// # Errors
/// When the session cannot be read.
pub async fn write(session: &Session, key: &str, value: Value, until: OffsetDateTime) -> Result<(), Failure> {
    session.set_expiry(Some(Expiry::AtDateTime(until)));
    session.insert_value(key, value).await?;
    Ok(())
}

/// Empties the session but for the values of these names.
///
/// # Errors
/// When the session cannot be read.
pub async fn clear_but(session: &Session, keys: &[&str]) -> Result<(), Failure> {
    let mut stay = Vec::new();
    for key in keys {
        stay.extend(session.get_value(key).await?.map(|value| (*key, value)));
    }
    session.clear().await;
    for (key, value) in stay {
        session.insert_value(key, value).await?;
    }
    Ok(())
}

/// A value as it is kept.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn json(value: &impl Serialize) -> Result<Value, Failure> {
    Ok(serde_json::to_value(value).map_err(tower_sessions::session::Error::from)?)
}
