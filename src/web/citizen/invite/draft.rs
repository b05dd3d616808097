//! The draft that a page works on.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::actions::draft;
use crate::app::App;
use crate::storage::views::drafts;
use crate::web::failure::Failure;
use crate::web::session::Citizen;

use super::answers::Answers;
use super::step::Step;

/// A draft of the signed-in citizen that was not sent yet; a handler that takes one never sees any other.
pub struct Draft {
    app: Arc<App>,
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub citizen: Citizen,
    /// The answers so far.
    pub answers: Answers,
}

/// Where a request goes that has no such draft.
pub enum NoDraft {
    /// It was sent: to the page that says so.
    Sent(Uuid),
    /// There is none, or it is somebody else's, or too old.
    Failure(Failure),
}

impl IntoResponse for NoDraft {
    fn into_response(self) -> Response {
        match self {
            NoDraft::Sent(id) => Redirect::to(&format!("/invite/{id}/sent")).into_response(),
            NoDraft::Failure(failure) => failure.into_response(),
        }
    }
}

impl<E: Into<Failure>> From<E> for NoDraft {
    fn from(error: E) -> NoDraft {
        NoDraft::Failure(error.into())
    }
}

impl FromRequestParts<Arc<App>> for Draft {
    type Rejection = NoDraft;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Draft, NoDraft> {
        let citizen = Citizen::from_request_parts(parts, app).await?;
        let id = Path::<Uuid>::from_request_parts(parts, app).await.map_err(|_| Failure::NotFound)?.0;
        let draft = drafts::find(&app.db, id, citizen.id, app.clock.now()).await?.ok_or(Failure::NotFound)?;
        if draft.sent_as.is_some() {
            return Err(NoDraft::Sent(id));
        }
        let answers = serde_json::from_value(draft.answers).unwrap_or_default();
        Ok(Draft { app: app.clone(), id, citizen, answers })
    }
}

impl Draft {
    /// Where `step` is.
    pub fn path(&self, step: Step) -> String {
        format!("/invite/{}/{}", self.id, step.path())
    }

    /// Where the page before `step` is: the check page when everything is answered already.
    pub fn back(&self, step: Step) -> String {
        match step.before() {
            Some(before) => self.path(before),
            None => "/invite".to_owned(),
        }
    }

    /// Sends a reader who skipped pages to the first that is open.
    pub fn require(&self, step: Step) -> Result<(), Redirect> {
        let open = self.answers.first_open(self.app.clock.today_in_london());
        if open < step { Err(Redirect::to(&self.path(open))) } else { Ok(()) }
    }

    /// Keeps the answers and goes on to the first open page, or to the check page when changing one answer.
    pub async fn save(&mut self, change: impl FnOnce(&mut Answers)) -> Result<Redirect, Failure> {
        self.answers.checked = false;
        change(&mut self.answers);
        let answers = serde_json::to_value(&self.answers).map_err(|_| Failure::BadRequest)?;
        draft::save(&self.app, self.id, self.citizen.id, &answers).await?;
        let open = self.answers.first_open(self.app.clock.today_in_london());
        Ok(Redirect::to(&self.path(open)))
    }
}

/// Makes a new draft of this citizen.
pub async fn begin(app: &App, citizen: &Citizen) -> Result<Uuid, Failure> {
    let answers = serde_json::to_value(Answers::default()).map_err(|_| Failure::BadRequest)?;
    Ok(draft::begin(app, citizen.id, &answers).await?)
}
