//! The reader wants to stay signed in: any request of theirs does that, and this one says for how long.

use axum::Json;
use axum::extract::Extension;
use serde::Serialize;

use crate::web::session::Remaining;

/// How long the session lasts now.
#[derive(Debug, Serialize)]
pub struct Left {
    seconds: i64,
    can_be_longer: bool,
}

/// Says it; no seconds for somebody who is not signed in any more.
pub async fn extend(remaining: Option<Extension<Remaining>>) -> Json<Left> {
    let none = Remaining { seconds: 0, can_be_longer: false };
    let Remaining { seconds, can_be_longer } = remaining.map_or(none, |Extension(remaining)| remaining);
    Json(Left { seconds, can_be_longer })
}
