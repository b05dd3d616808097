//! What stands between us and the database, as far as a client can see.

use super::pool::PgPool;

/// What was seen at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// A session there is a session of the server: it knows what ours are told at their start.
    Nothing,
    /// Something that refused what ours are told, or kept it to itself: a pooler.
    Pooler,
    /// Nobody answers there.
    Away,
}

/// Looks at the address that should have nothing before it: the one past the pooler, or that of all where there is none.
pub async fn what_is_between(db: &PgPool) -> Between {
    let asked = sqlx::query_scalar!(
        r#"select current_setting('idle_in_transaction_session_timeout') = '15s' as "is_told!""#
    );
    match asked.fetch_one(db.direct()).await {
        Ok(true) => Between::Nothing,
        Ok(false) => Between::Pooler,
        Err(sqlx::Error::Database(fault)) => {
            // A statement that is lost between its two steps, or was there already: somebody else's server connection.
            let is_mixed_up = matches!(fault.code().as_deref(), Some("26000" | "42P05"));
            let is_refused = fault.message().contains("startup parameter");
            if is_mixed_up || is_refused { Between::Pooler } else { Between::Away }
        }
        Err(_) => Between::Away,
    }
}
