//! What stands around every command: which delegation, who calls, on which terms; and the answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Path};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::actions::programs::Caller;
use crate::actions::{By, Done, Failed, On};
use crate::api::once::Once;
use crate::api::problem::Problem;
use crate::api::version::{IfMatch, IfNoneMatch, etag};
use crate::api::wrong::WrongField;
use crate::app::App;
use domain::text::{self, TextFault};
use domain::{DelegationId, Party};

use super::seen::{Seen, Sight};
use super::shape::DelegationBody;

/// A command that came in, its delegation read for the caller.
pub struct Order {
    /// The running service.
    pub app: Arc<App>,
    /// The delegation, as the caller may see it.
    sight: Sight,
    caller: Caller,
    terms: (Once, IfMatch),
}

impl Order {
    /// What the command is given to.
    pub fn on(&self) -> On {
        self.sight.on()
    }

    /// What the caller is to it.
    pub fn party(&self) -> Party {
        self.sight.party()
    }

    /// Who gives the command, and on which terms.
    pub fn by(&self) -> By {
        let (Once(once), IfMatch(expected)) = &self.terms;
        By {
            once: Some(*once),
            expected: expected.clone(),
            ..self.caller.by(&self.sight.delegation().practice)
        }
    }

    /// The answer: the delegation as it stands after the command.
    ///
    /// # Errors
    /// Why the command was not done.
    pub async fn answer(self, outcome: Result<Done, Failed>) -> Result<Answer, Problem> {
        let sight = self.sight.after(outcome?.after);
        Ok(Answer(Seen::of(&self.app, &self.caller, sight).await?))
    }
}

impl FromRequestParts<Arc<App>> for Order {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Order, Problem> {
        let once = Once::from_request_parts(parts, app).await?;
        let if_match = IfMatch::from_request_parts(parts, app).await?;
        let if_none_match = IfNoneMatch::from_request_parts(parts, app).await?;
        let caller = Caller::from_request_parts(parts, app).await?;
        let sight = Sight::load(app, &caller, id(parts, app).await?).await?;
        let version = sight.delegation().version;
        if if_none_match.names(version) {
            return Err(Problem::Changed(version));
        }
        Ok(Order { app: app.clone(), sight, caller, terms: (once, if_match) })
    }
}

/// The id in the path; one that is none is answered like one that is nobody's.
pub async fn id(parts: &mut Parts, app: &Arc<App>) -> Result<DelegationId, Problem> {
    let Path(id) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| Problem::NotFound)?;
    id.parse().map_err(|_| Problem::NotFound)
}

/// A delegation as an answer, with its version as `ETag`.
pub struct Answer(pub Seen);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let version = etag(self.0.delegation().version);
        ([(header::ETAG, version)], Json(DelegationBody::from(&self.0))).into_response()
    }
}

/// A note of the practice, read by the same rule as on the pages.
///
/// # Errors
/// What is wrong with it, for `pointer`.
pub fn note(pointer: &str, written: Option<&str>) -> Result<Option<String>, WrongField> {
    text::note(written.unwrap_or_default()).map_err(|fault| {
        WrongField::new(
            pointer,
            match fault {
                TextFault::TooLong | TextFault::Empty => "a text of at most 500 characters",
                TextFault::Unfit => "a text without control characters",
            },
        )
    })
}

/// A code out of a list.
///
/// # Errors
/// The list, for `pointer`.
pub fn code<T: Copy>(
    pointer: &str,
    written: &str,
    (all, code): (&[T], fn(T) -> &'static str),
) -> Result<T, WrongField> {
    all.iter().copied().find(|one| code(*one) == written).ok_or_else(|| {
        let codes: Vec<&str> = all.iter().copied().map(code).collect();
        WrongField::new(pointer, &format!("one of {}", codes.join(", ")))
    })
}
